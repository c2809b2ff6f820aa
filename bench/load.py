"""``python -m bench.load SOURCE [N ...] [--first]``: loads of N studies against the floor, in one run.

With ``--first`` only the first load of each size, for how it grows. SOURCE is a registry file (NDJSON of API v2
studies, may be .gz), or a program that is called with ``N OUT``. The floor is ``pg_restore -j2`` of the finished
database into an empty one: data, keys, indexes and foreign keys.
"""

from __future__ import annotations

import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

import loaders
import trialdb
from bench.processes import run
from bench.registry import change, make_dump
from trialdb.server import attach, stop
from trialdb.server.binaries import find
from trialdb.settings import Settings

_JOBS = 2
_FIRST = "--first"


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if argument != _FIRST]
    source, sizes = Path(arguments[0]), [int(n) for n in arguments[1:]] or [5_000, 20_000]
    for package in (trialdb, loaders):  # as pip leaves them
        compileall.compile_dir(str(Path(package.__file__ or "").parent), quiet=1)
    per_trial = {n: bench(source, n, only_first=_FIRST in sys.argv) for n in sizes}
    if len(sizes) > 1:
        first = sizes[0]
        for n in sizes[1:]:
            print(f"time per trial at {n:,} ÷ at {first:,}: {per_trial[n] / per_trial[first]:.2f}")


def bench(source: Path, n: int, *, only_first: bool = False) -> float:
    """Measure one size and return the seconds per trial of its first load."""
    print(f"\n{n:,} studies; load average before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="trialdb-bench-") as folder, own_server() as environment:
        dump = Path(folder, "dump.ndjson")
        make_dump(source, n, dump)
        megabytes = dump.stat().st_size / 1e6
        first = measured("first load", dump, n, megabytes, environment)
        with psycopg.connect(environment["TRIALDB_URL"]) as connection:
            n_rows = rows_in(connection)
        print(f"    {n_rows:,} rows, {n_rows / first:,.0f} rows/s")
        floor = restore_seconds(environment["TRIALDB_URL"], Path(folder, "floor.dump"))
        print(f"  floor (pg_restore -j2): {floor:.1f} s; load ÷ floor: {first / floor:.2f}")
        if only_first:
            return first / n
        unchanged = measured("unchanged reload", dump, n, megabytes, environment)
        print(f"    first ÷ unchanged: {first / unchanged:.1f}")
        some = Path(folder, "some.ndjson")
        n_some = change(dump, 0.01, some)
        one_percent = measured(f"1 % changed ({n_some})", some, n, megabytes, environment)
        allowed = 1.5 * unchanged + n_some * first / n
        print(f"    1 % changed ÷ (1.5 × unchanged + their first load): {one_percent / allowed:.2f}")
        everything = Path(folder, "all.ndjson")
        change(dump, 1.0, everything)
        measured("100 % changed", everything, n, megabytes, environment)
    return first / n


def measured(what: str, dump: Path, n: int, megabytes: float, environment: dict[str, str]) -> float:
    """Load ``dump`` and print what it took."""
    command = [sys.executable, "-m", "trialdb", "load", str(dump), "--jobs", str(_JOBS), "--format", "json"]
    done = run(command, environment)
    tally = json.loads(done.out)
    if tally["failed"]:
        raise SystemExit(f"{tally['failed']} documents failed: {tally['failures'][:3]}")
    total = sum(seconds for stage, seconds in tally["stages"].items() if stage != "enrich") or 1
    stages = ", ".join(
        f"{stage} {seconds / total:.0%}"
        for stage, seconds in sorted(tally["stages"].items(), key=lambda item: -item[1])
        if stage != "enrich"
    )
    print(
        f"  {what}: {done.seconds:.1f} s, {n / done.seconds:,.0f} trials/s, {megabytes / done.seconds:.1f} MB/s, "
        f"peak {done.peak_bytes / 1e6:,.0f} MB, {done.processor_seconds / n * 1000:.2f} ms of processor a trial; "
        f"{tally['loaded']} loaded, {tally['unchanged']} unchanged\n    {stages}"
    )
    return done.seconds


@contextmanager
def own_server() -> Iterator[dict[str, str]]:
    """A server with an empty home; the environment that leads to it."""
    home = Path(tempfile.mkdtemp(prefix="trialdb-bench-home-", dir="/var/tmp"))
    home.chmod(0o755)
    settings = Settings.from_environment(home=home / "home")
    with attach(settings) as server:
        yield {**os.environ, "TRIALDB_URL": server.url}
    stop(settings)
    subprocess.run(["rm", "-rf", str(home)], check=True)


def rows_in(connection: psycopg.Connection) -> int:
    """Rows in all our tables, as the statistics collector counts them."""
    connection.execute("ANALYZE")
    query = "SELECT sum(reltuples) FROM pg_class WHERE relnamespace = 'trialdb'::regnamespace AND relkind = 'r'"
    (n,) = connection.execute(query).fetchone() or (0,)
    return int(n)


def restore_seconds(url: str, file: Path) -> float:
    """The floor: how long PostgreSQL takes to restore the finished database from a custom-format dump."""
    programs = find().bindir
    subprocess.run([programs / "pg_dump", "-Fc", "-Z1", "-f", str(file), url], check=True)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS floor WITH (FORCE)")
        connection.execute("CREATE DATABASE floor")
    target = url.replace("/trialdb?", "/floor?")
    started = time.perf_counter()
    subprocess.run([programs / "pg_restore", "-j2", "--no-owner", "-d", target, str(file)], check=True)
    seconds = time.perf_counter() - started
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE floor WITH (FORCE)")
    return seconds


if __name__ == "__main__":
    main()
