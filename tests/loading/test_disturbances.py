"""Whatever happens to a load, the database holds whole trials, and the next load completes it.

Two trials are held back, so that both workers stand in the middle of their shards when something happens:
``python -m tests.scale.kills`` does the same to large loads at random moments.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.fixtures.server import open_folder
from tests.fixtures.small_dump import SHARD, TRIALS, sums
from tests.scale.processes import Load, command_line
from trialdb import load
from trialdb.database import connect, upgrade
from trialdb.errors import ServerError
from trialdb.server import attach, processes, stop
from trialdb.server.home import Home
from trialdb.settings import Settings
from trialdb.store import trials

HELD = (TRIALS[2 * SHARD], TRIALS[3 * SHARD])
# The shards before those that are held, and with these the two that wait in the queue.
BEFORE, IN_HAND = 2 * SHARD, 6 * SHARD


@contextmanager
def held_back(url: str) -> Iterator[psycopg.Connection[Any]]:
    with connect(url) as connection:
        for trial in HELD:
            connection.execute("SELECT pg_advisory_lock(hashint8extended(%s, %s))", [trial, trials._TRIAL_LOCKS])
        yield connection


def started(small_dump: Path, url: str, connection: psycopg.Connection[Any], **environment: str) -> Load:
    """A load whose two workers wait for the trials that are held back."""
    begun = Load([small_dump], environment or {"TRIALDB_URL": url}, shard_documents=SHARD)
    waiting = """
        SELECT count(*) FROM pg_locks JOIN pg_database ON database = pg_database.oid
        WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
        """
    while begun.is_running and connection.execute(waiting).fetchone() != (len(HELD),):
        time.sleep(0.02)
    assert n_documents(url) == BEFORE
    return begun


def n_documents(url: str) -> int:
    with connect(url) as connection:
        (n,) = connection.execute("SELECT count(*) FROM documents").fetchone() or (0,)
        return int(n)


def gone(pids: list[int]) -> bool:
    for _ in range(200):
        if not any(map(command_line, pids)):
            return True
        time.sleep(0.05)
    return False


def test_a_killed_worker(small_dump: Path, database_url: str, undisturbed: dict[str, Any]) -> None:
    with held_back(database_url) as connection:
        begun = started(small_dump, database_url, connection)
        os.kill(begun.workers()[0], signal.SIGKILL)
        status, said = begun.end()
    assert (status, said.count("\n")) == (1, 1)
    assert "run the command again" in said
    tally = load([small_dump], url=database_url)
    assert (tally.unchanged, tally.loaded) == (BEFORE, len(TRIALS) - BEFORE)
    assert sums(database_url) == undisturbed


def test_a_killed_load_leaves_no_workers(small_dump: Path, database_url: str, undisturbed: dict[str, Any]) -> None:
    with held_back(database_url) as connection:
        begun = started(small_dump, database_url, connection)
        workers = begun.workers()
        os.kill(begun.process.pid, signal.SIGKILL)
        begun.end()
        assert workers
        assert gone(workers)
    load([small_dump], url=database_url)
    assert sums(database_url) == undisturbed


def test_an_interrupt_finishes_the_shards_in_hand(
    small_dump: Path, database_url: str, undisturbed: dict[str, Any]
) -> None:
    with held_back(database_url) as connection:
        begun = started(small_dump, database_url, connection)
        begun.interrupt()
        time.sleep(0.2)
        assert begun.is_running
    status, said = begun.end()
    assert (status, n_documents(database_url)) == (130, IN_HAND)
    assert f"{IN_HAND} loaded" in said
    load([small_dump], url=database_url)
    assert sums(database_url) == undisturbed


def test_a_second_interrupt_ends_the_load_at_once(
    small_dump: Path, database_url: str, undisturbed: dict[str, Any]
) -> None:
    with held_back(database_url) as connection:
        begun = started(small_dump, database_url, connection)
        workers = begun.workers()
        begun.interrupt()
        time.sleep(0.2)
        begun.interrupt()
        status, said = begun.end()
        assert (status, n_documents(database_url)) == (130, BEFORE)
        assert f"{BEFORE} loaded" in said
        assert gone(workers)
    load([small_dump], url=database_url)
    assert sums(database_url) == undisturbed


def test_a_killed_server(small_dump: Path, undisturbed: dict[str, Any]) -> None:
    folder = open_folder()
    settings = Settings.from_environment(home=folder / "home")
    try:
        with attach(settings) as server:
            upgrade(server.url)
            with held_back(server.url) as connection:
                begun = started(small_dump, server.url, connection, TRIALDB_HOME=str(settings.home))
                postmaster = processes.postmaster(Home.at(settings.home))
                assert postmaster is not None
                os.kill(postmaster, signal.SIGKILL)
                status, said = begun.end()
        assert (status, said.count("\n")) == (3, 1)
        again = Load([small_dump], {"TRIALDB_HOME": str(settings.home)})
        assert again.end()[0] == 0
        with attach(settings) as server:
            assert sums(server.url) == undisturbed
    finally:
        stop(settings)
        shutil.rmtree(folder)


def test_a_full_disk(
    small_dump: Path, database_url: str, undisturbed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    writes: list[int] = []

    def write(*arguments: Any, **options: Any) -> None:
        trials.replace_trials(*arguments, **options)
        writes.append(1)
        if len(writes) == 3:
            raise psycopg.errors.DiskFull("could not extend file: No space left on device")

    with monkeypatch.context() as full:
        full.setattr("trialdb.loading.dealing.SHARD_DOCUMENTS", SHARD)
        full.setattr("trialdb.loading.shard.replace_trials", write)
        with pytest.raises(ServerError, match=r"No space left on device.*run the command again"):
            load([small_dump], url=database_url, jobs=1)
    assert n_documents(database_url) == BEFORE
    load([small_dump], url=database_url)
    assert sums(database_url) == undisturbed


def test_two_loads_at_once(small_dump: Path, database_url: str, undisturbed: dict[str, Any], tmp_path: Path) -> None:
    lines = small_dump.read_text().splitlines()
    parts = [tmp_path / "first.ndjson", tmp_path / "second.ndjson"]
    parts[0].write_text("\n".join(lines[:30]))
    parts[1].write_text("\n".join(reversed(lines[10:])))
    begun = [Load([part], {"TRIALDB_URL": database_url}, shard_documents=SHARD) for part in parts]
    assert [each.end()[0] for each in begun] == [0, 0]
    assert sums(database_url) == undisturbed
