"""Whoever does the work of a load, a Dask cluster too, the database is the same."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from distributed import Client

from tests.fixtures.small_dump import SHARD, TRIALS, sums
from tests.scale.processes import Load, children, command_line
from trialdb import load
from trialdb.database import connect
from trialdb.errors import ServerError, TrialdbError, UsageError
from trialdb.loading import dealing
from trialdb.loading.cluster import dask_cluster
from trialdb.loading.pool import Errand
from trialdb.store import trials


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dealing, "SHARD_DOCUMENTS", SHARD)


class Cluster:
    """A scheduler with two workers, each a process of its own under a nanny that starts it again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place = folder / "scheduler.json"
        self._scheduler = self._start("scheduler", "--port", "0")
        until = time.monotonic() + 60
        while not self._place.exists() or not self._place.read_text():
            assert time.monotonic() < until, self._log()
            time.sleep(0.05)
        self.address: str = json.loads(self._place.read_text())["address"]
        self._nannies = [self._start("worker", "--nthreads", "1", "--memory-limit", "0") for _ in range(2)]
        with Client(self.address, set_as_default=False) as client:
            try:
                client.wait_for_workers(2, timeout=60)
            except TimeoutError:
                raise AssertionError(self._log()) from None

    def kill_workers(self) -> None:
        for nanny in self._nannies:
            for pid in children(nanny.pid):
                if "spawn_main" in command_line(pid):
                    os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        for process in (*self._nannies, self._scheduler):
            process.terminate()
        for process in (*self._nannies, self._scheduler):
            process.wait(30)

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(self._place)]
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [*command, "--host", "127.0.0.1", "--no-dashboard"], stdout=log, stderr=log, cwd=self._folder
            )

    def _log(self) -> str:
        return (self._folder / "log").read_text()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    yield started
    started.stop()


def test_a_cluster_loads_what_one_process_loads(
    cluster: Cluster, undisturbed: Any, small_dump: Path, make_database: Callable[[], str]
) -> None:
    url = make_database()
    with dask_cluster(cluster.address) as (executor, jobs):
        assert jobs == 2
        tally = load([small_dump], url=url, executor=executor, jobs=jobs)
        again = load([small_dump], url=url, executor=executor, jobs=jobs)
    assert (tally.loaded, again.unchanged) == (len(TRIALS), len(TRIALS))
    assert sums(url) == undisturbed


def test_the_command_line_has_a_cluster_do_the_work(
    cluster: Cluster, trialdb: Any, undisturbed: Any, small_dump: Path, make_database: Callable[[], str]
) -> None:
    url = make_database()
    done = trialdb("load", small_dump, "--cluster", cluster.address, TRIALDB_URL=url)
    assert done.status == 0, done.err
    assert done.err.startswith(f"{len(TRIALS)} loaded, 0 unchanged, 0 failed")
    assert sums(url) == undisturbed


def test_shards_whose_workers_are_killed_are_done_again(
    cluster: Cluster, undisturbed: Any, small_dump: Path, make_database: Callable[[], str]
) -> None:
    url = make_database()
    with connect(url) as connection:
        connection.execute("SELECT pg_advisory_lock(hashint8extended(%s, %s))", [TRIALS[0], trials._TRIAL_LOCKS])
        begun = Load([small_dump], {"TRIALDB_URL": url}, "--cluster", cluster.address, shard_documents=SHARD)
        waiting = """
            SELECT 1 FROM pg_locks JOIN pg_database ON database = pg_database.oid
            WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
            """
        while begun.is_running and not connection.execute(waiting).fetchone():
            time.sleep(0.02)
        cluster.kill_workers()
        connection.execute("SELECT pg_advisory_unlock_all()")
        status, said = begun.end()
    assert status == 0, said
    assert sums(url) == undisturbed


def test_threads_load_what_one_process_loads(
    undisturbed: Any, small_dump: Path, make_database: Callable[[], str]
) -> None:
    url = make_database()
    with ThreadPoolExecutor(2) as executor:
        assert load([small_dump], url=url, executor=executor, jobs=2).loaded == len(TRIALS)
    assert sums(url) == undisturbed


def test_an_executor_shows_no_password_and_no_document() -> None:
    errand = Errand("postgresql://someone:secret@host/db", dealing.Shard((("a.json", b"{}", b""),), 1))
    assert repr(errand) == "Errand(1 documents)"


def test_an_executor_cannot_promise_all_or_nothing(small_dump: Path, database_url: str) -> None:
    with ThreadPoolExecutor(1) as executor, pytest.raises(UsageError, match="leave the executor out"):
        load([small_dump], url=database_url, executor=executor, atomic=True)


@pytest.mark.parametrize(
    ("address", "error", "words"),
    [
        ("tcp://scheduler.example:8786", UsageError, "in the clear: only tls://"),
        ("tcp://10.0.0.1:8786", UsageError, "in the clear: only tls://"),
        ("scheduler.example", UsageError, "is no scheduler's address: write tls://host:8786"),
        ("tcp://127.0.0.1:9", ServerError, "no Dask scheduler at tcp://127.0.0.1:9"),
        ("tls://localhost:9", UsageError, "needs certificates"),
    ],
)
def test_an_address_that_will_not_do_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, address: str, error: type[TrialdbError], words: str
) -> None:
    monkeypatch.setattr("trialdb.loading.cluster._SECONDS_TO_ANSWER", 0.5)
    with pytest.raises(error, match=re.escape(words)) as raised, dask_cluster(address):
        pass
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("option", [["--jobs", "2"], ["--atomic"], ["--dry-run"]])
def test_what_is_for_this_machine_only_does_not_go_with_a_cluster(
    trialdb: Any, small_dump: Path, option: list[str]
) -> None:
    done = trialdb("load", small_dump, "--cluster", "tcp://127.0.0.1:9", *option)
    assert (done.status, done.err.count("\n")) == (2, 1), done.err
    assert f"{option[0]} is for the processes of this machine" in done.err


def test_without_the_extra_one_is_told_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'trialdb\[dask\]'"), dask_cluster("tcp://127.0.0.1:8786"):
        pass
