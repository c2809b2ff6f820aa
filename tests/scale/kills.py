"""``python -m tests.scale.kills DUMP FOLDER [TIMES] [DISTURBANCE ...]``: loads that are killed, interrupted, crossed.

DUMP is NDJSON of some thousand studies. FOLDER is a place, enterable by everyone, for a server's home. Each
disturbance strikes TIMES (10) at random moments of a first load; the load is then run again, and the database must
equal that of an undisturbed load: the rows, the indexes, the constraints.
"""

from __future__ import annotations

import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import kill
from pathlib import Path
from typing import Any

import psycopg

from tests.fixtures.database_rows import trial_sums
from tests.scale.processes import Load, command_line
from trialdb.database import connect
from trialdb.server import attach, processes, stop
from trialdb.server.home import Home
from trialdb.settings import Settings

_SECONDS_FOR_ORPHANS = 10.0


class Scene:
    """A server of our own and the dump that is loaded into it, again and again from nothing."""

    def __init__(self, dump: Path, home: Path) -> None:
        self.dump = dump
        self.settings = Settings.from_environment(home=home)
        self.environment = {"TRIALDB_HOME": str(home)}
        started = time.monotonic()
        self.expect(self.load(dump), 0)
        self.seconds = time.monotonic() - started
        self.sums = self._sums()
        with self.database() as connection:
            self.n_documents = n_documents(connection)

    def load(self, *paths: Path, jobs: int = 2) -> Load:
        return Load(list(paths), self.environment, jobs=jobs)

    def expect(self, load: Load, *expected: int) -> str:
        status, said = load.end()
        if status not in expected:
            raise SystemExit(f"exit status {status} instead of {expected}: {said}")
        return said.strip().splitlines()[-1] if said.strip() else ""

    def begin_anew(self) -> None:
        with attach(self.settings) as server:
            url = server.url.replace("/trialdb?", "/postgres?")
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("DROP DATABASE IF EXISTS trialdb WITH (FORCE)")
                connection.execute("CREATE DATABASE trialdb")

    @contextmanager
    def database(self) -> Iterator[psycopg.Connection[Any]]:
        with attach(self.settings) as server, connect(server.url) as connection:
            yield connection

    def differs(self) -> list[str]:
        """The tables that differ from those of the undisturbed load."""
        sums = self._sums()
        return [name for name in self.sums if self.sums[name] != sums[name]]

    def _sums(self) -> dict[str, tuple[Any, ...]]:
        with self.database() as connection:
            return trial_sums(connection)


def n_documents(connection: psycopg.Connection[Any]) -> int:
    """How many documents are there; 0 where there are no tables yet."""
    if connection.execute("SELECT to_regclass('trialdb.documents')").fetchone() == (None,):
        return 0
    (n,) = connection.execute("SELECT count(*) FROM trialdb.documents").fetchone() or (0,)
    return int(n)


def kill_worker(scene: Scene, load: Load) -> str:
    kill(random.choice(load.workers()), signal.SIGKILL)
    return scene.expect(load, 1)


def kill_main(scene: Scene, load: Load) -> str:
    workers = load.workers()
    kill(load.process.pid, signal.SIGKILL)
    scene.expect(load, -signal.SIGKILL)
    until = time.monotonic() + _SECONDS_FOR_ORPHANS
    while any(command_line(pid) for pid in workers):
        if time.monotonic() > until:
            raise SystemExit(f"workers {workers} are still there after {_SECONDS_FOR_ORPHANS} s")
        time.sleep(0.05)
    return f"its {len(workers)} workers ended"


def kill_postmaster(scene: Scene, load: Load) -> str:
    pid = processes.postmaster(Home.at(scene.settings.home))
    assert pid is not None
    kill(pid, signal.SIGKILL)
    return scene.expect(load, 3)


def interrupt(scene: Scene, load: Load) -> str:
    load.interrupt()
    return scene.expect(load, 130, 0)  # it may have dealt its last shard


def interrupt_twice(scene: Scene, load: Load) -> str:
    load.interrupt()
    time.sleep(0.2)
    load.interrupt()
    since = time.monotonic()
    said = scene.expect(load, 130)
    return f"{said} [{time.monotonic() - since:.1f} s after the second]"


_STRIKES: dict[str, Callable[[Scene, Load], str]] = {
    "worker": kill_worker,
    "main": kill_main,
    "postmaster": kill_postmaster,
    "interrupt": interrupt,
    "interrupt-twice": interrupt_twice,
}


def strike(scene: Scene, what: str) -> str:
    """Disturb a load at a random moment of its work, again if it ended too early, then run it again."""
    while True:
        scene.begin_anew()
        load = scene.load(scene.dump)
        # Some strike before the first document, some when all are in and the indexes are made.
        n_awaited = random.uniform(-0.05, 1.0) * scene.n_documents
        with scene.database() as connection:
            while load.is_running and not (load.workers() and n_documents(connection) >= n_awaited):
                time.sleep(0.05)
            time.sleep(random.uniform(0, 1))
            n = n_documents(connection)
        if load.is_running and load.workers():
            break
        load.end()
    said = _STRIKES[what](scene, load)
    since = time.monotonic()
    scene.expect(scene.load(scene.dump), 0)
    return f"with {n:5} documents in; {said!r}; run again in {time.monotonic() - since:.1f} s"


def cross(scene: Scene, folder: Path) -> str:
    """Two loads at once whose files have half of their documents in common."""
    lines = scene.dump.read_bytes().splitlines(keepends=True)
    random.shuffle(lines)
    parts = [lines[: len(lines) * 3 // 4], lines[len(lines) // 4 :]]
    files = [folder / f"part{number}.ndjson" for number in range(len(parts))]
    for file, part in zip(files, parts, strict=True):
        file.write_bytes(b"".join(part))
    scene.begin_anew()
    loads = [scene.load(file) for file in files]
    return "; ".join(scene.expect(load, 0) for load in loads)


def main() -> None:
    dump, folder = Path(sys.argv[1]), Path(sys.argv[2])
    times, chosen = int((sys.argv[3:4] or ["10"])[0]), sys.argv[4:] or [*_STRIKES, "cross"]
    wrong = 0
    with scene_in(dump, folder) as scene:
        print(f"undisturbed: {scene.seconds:.1f} s, {sum(found[0] for found in list(scene.sums.values())[:-1]):,} rows")
        for number in range(1, times + 1):
            for what in chosen:
                told = cross(scene, folder) if what == "cross" else strike(scene, what)
                differing = scene.differs()
                wrong += bool(differing)
                print(f"{what} {number}: {f'DIFFERS in {differing}' if differing else 'equal'}; {told}", flush=True)
    print(f"{len(chosen) * times} disturbed loads, {wrong} databases differ")
    raise SystemExit(bool(wrong))


@contextmanager
def scene_in(dump: Path, folder: Path) -> Iterator[Scene]:
    home = folder / "home"
    settings = Settings.from_environment(home=home)
    try:
        yield Scene(dump, home)
    finally:
        stop(settings)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
