"""A load that is killed, or whose server is, leaves whole trials behind, and running it again finishes it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.fixtures.command_line import Outcome
from tests.fixtures.database_rows import trial_rows
from tests.hostile.hostile_files import study
from trialdb import load
from trialdb.database import connect
from trialdb.server import processes
from trialdb.server.home import Home
from trialdb.store.trials import _TRIAL_LOCKS

Trialdb = Callable[..., Outcome]
Eventually = Callable[[Callable[[], object]], None]
Rows = dict[str, list[tuple[Any, ...]]]
N_STUDIES = 410


@pytest.fixture(scope="session")
def studies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three shards of studies, so that two workers share them."""
    file = tmp_path_factory.mktemp("studies") / "studies.ndjson"
    file.write_text("\n".join(json.dumps(study(number)) for number in range(1, N_STUDIES + 1)))
    return file


@pytest.fixture(scope="session")
def undisturbed(studies: Path, make_database: Callable[[], str]) -> Rows:
    """What a load makes of them that nobody disturbs."""
    url = make_database()
    assert load([studies], url=url, jobs=1).loaded == N_STUDIES
    return rows_of(url)


def rows_of(url: str) -> Rows:
    with connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM deferred_definitions").fetchone() == (0,)
        return trial_rows(connection)


@contextmanager
def stuck_load(studies: Path, url: str, eventually: Eventually, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A load in two workers that has written some trials, and waits for one of the last, which we hold."""
    lock = "SELECT pg_advisory_lock(hashint8extended(%s, %s))"
    with psycopg.connect(url, autocommit=True) as holding, psycopg.connect(url, autocommit=True) as looking:
        holding.execute(lock, [N_STUDIES, _TRIAL_LOCKS])
        loading = subprocess.Popen(
            [sys.executable, "-m", "trialdb", "load", str(studies), "--jobs", "2"],
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        eventually(lambda: looking.execute("SELECT EXISTS (SELECT FROM trialdb.trials)").fetchone() == (True,))
        assert loading.poll() is None
        yield loading


def test_a_killed_load_leaves_no_process_and_is_finished_by_the_next(
    database_url: str, studies: Path, undisturbed: Rows, trialdb: Trialdb, eventually: Eventually
) -> None:
    with stuck_load(studies, database_url, eventually, TRIALDB_URL=database_url) as loading:
        loading.kill()
        loading.communicate()
    with psycopg.connect(database_url, autocommit=True) as connection:
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        eventually(lambda: connection.execute(others).fetchone() == (0,))
    done = trialdb("load", studies, "--format", "json", TRIALDB_URL=database_url)
    tally = json.loads(done.out)
    assert (done.status, tally["failed"], tally["loaded"] + tally["unchanged"]) == (0, 0, N_STUDIES)
    assert tally["unchanged"]
    assert rows_of(database_url) == undisturbed


def test_a_killed_server_is_one_error_and_the_next_command_works(
    our_home: Home, studies: Path, undisturbed: Rows, trialdb: Trialdb, eventually: Eventually
) -> None:
    where = {"TRIALDB_HOME": str(our_home.path), "TRIALDB_URL": ""}
    assert trialdb("db", "start", **where).status == 0
    assert trialdb("db", "upgrade", **where).status == 0
    with stuck_load(studies, our_home.url, eventually, **where) as loading:
        first = processes.postmaster(our_home)
        assert first is not None
        os.kill(first, signal.SIGKILL)
        out, err = loading.communicate(timeout=60)
        assert (loading.returncode, out, err.count("\n")) == (3, "", 1)
        assert "what is loaded is whole: run the command again" in err
    assert trialdb("load", studies, **where).status == 0
    assert rows_of(our_home.url) == undisturbed


def test_two_loads_at_one_moment_give_the_rows_of_one(
    database_url: str, studies: Path, undisturbed: Rows, trialdb: Trialdb
) -> None:
    with ThreadPoolExecutor() as pool:
        both = list(pool.map(lambda _: trialdb("load", studies, TRIALDB_URL=database_url), range(2)))
    assert [done.status for done in both] == [0, 0], both
    assert rows_of(database_url) == undisturbed
