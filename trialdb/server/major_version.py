"""Carrying the data over when the programs have moved on to another major version.

PostgreSQL 18 cannot read the files of 17. So the old programs dump what the new ones restore into a second cluster
beside the first, on sockets where no client looks; when every table has as many rows there as here, the two change
places. Until then nothing is touched, and even afterwards the old folder stays.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from trialdb.errors import ServerError
from trialdb.server import binaries, cluster, copies
from trialdb.server.account import Account, server_account
from trialdb.server.attachment import START_LOCK_SECONDS
from trialdb.server.binaries import Binaries, environment
from trialdb.server.control import own_home
from trialdb.server.home import SUPERUSER, Home, make_private
from trialdb.server.locks import exclusively

if TYPE_CHECKING:
    from trialdb.settings import Settings

_DATABASES = "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname"
_ROW_COUNTS = r"""
    SELECT format('SELECT %L, count(*) FROM %I.%I', nspname || '.' || relname, nspname, relname)
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'm') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
    ORDER BY nspname COLLATE "C", relname COLLATE "C" \gexec
    """
# The dump makes every role, and initdb has made this one.
_EXPECTED = f'ERROR:  role "{SUPERUSER}" already exists'


@dataclass(frozen=True)
class CarriedOver:
    """What became of the data: ``old_data`` is the folder of the old version, to be removed by hand."""

    old_major: int
    new_major: int
    old_data: Path


def carry_over(settings: Settings, old_bindir: Path | None = None) -> CarriedOver | None:
    """Bring the data of trialdb's own server to the version of its programs; None if it is there already.

    Raises ServerError, and leaves everything as it was, when the old programs are not to be found (``old_bindir`` may
    name their folder), when somebody is connected, or when a table does not arrive whole.
    """
    home = own_home(settings)
    if not home.data.exists():
        return None
    with home.in_use(), exclusively(home.start_lock, START_LOCK_SECONDS):
        account = server_account(home.data)
        home.admit(account)
        found = binaries.find(settings.pg_bindir)
        held = cluster.data_major(home)
        if held == found.major:
            return None
        if held > found.major:
            cluster.check_major(home, found)
        kept = home.path / f"data-{held}"
        if kept.exists():
            raise ServerError(f"{kept}: is in the way, from an earlier upgrade; remove it")
        places = [old_bindir] if old_bindir else copies.of_major(held, home.binaries)
        old = copies.installed_for(account, binaries.find_major(held, places), home.binaries)
        new = copies.installed_for(account, found, home.binaries)
        _transfer(home, old, new, account)
        home.data.rename(kept)
        home.successor.rename(home.data)
        return CarriedOver(held, new.major, kept)


def _transfer(home: Home, old: Binaries, new: Binaries, account: Account) -> None:
    """Fill the second cluster from the first, and compare."""
    source = replace(home, sockets="aside")
    target = replace(home, cluster=home.successor.name, sockets="aside-new")
    if clients := cluster.connections(home, old):
        raise ServerError(f"{home.data}: {clients} clients are connected; upgrade when they have finished")
    cluster.stop(home)
    cluster.stop(target)  # left by an upgrade that was killed
    shutil.rmtree(target.data, ignore_errors=True)
    target.data.mkdir(mode=0o700)
    os.chown(target.data, account.uid, account.gid)
    cluster.make_cluster(target.data, new, account)
    with _running(source, old, account), _running(target, new, account):
        _copy(source, target, new)
        for database in _ask(target, new, _DATABASES):
            _ask(target, new, "ANALYZE", database)
        before, after = _row_counts(source, new), _row_counts(target, new)
        if before != after:
            table = min(set(before.items()) ^ set(after.items()))[0]
            raise ServerError(f"{home.data}: {table} has not arrived whole; the data stays as it is")


@contextmanager
def _running(home: Home, programs: Binaries, account: Account) -> Iterator[None]:
    make_private(home.socket_folder, account)
    try:
        cluster.start(home, programs, account)
        yield
    finally:
        cluster.stop(home)
        shutil.rmtree(home.socket_folder)


def _copy(source: Home, target: Home, programs: Binaries) -> None:
    """Everything, roles and rights included, through a pipe: nothing is written twice."""
    dump = [str(programs.bindir / "pg_dumpall"), "-d", source.url_of(SUPERUSER)]
    restore = [str(programs.bindir / "psql"), "-Xq", "-d", target.url_of(SUPERUSER)]
    with tempfile.TemporaryFile("w+") as said:
        with subprocess.Popen(dump, stdout=subprocess.PIPE, stderr=said, cwd="/", env=environment()) as dumping:
            restoring = subprocess.run(
                restore,
                stdin=dumping.stdout,
                stdout=subprocess.DEVNULL,
                stderr=said,
                check=False,
                cwd="/",
                env=environment(),
            )
        said.seek(0)
        wrong = [line.strip() for line in said if "error:" in line.lower() and _EXPECTED not in line]
    if wrong or dumping.returncode or restoring.returncode:
        reason = (wrong or ["pg_dumpall or psql ended early"])[0]
        raise ServerError(f"{source.data}: cannot be carried over: {reason}; the data stays as it is")


def _row_counts(home: Home, programs: Binaries) -> dict[str, str]:
    """The number of rows of every table of every database."""
    counts = {}
    for database in _ask(home, programs, _DATABASES):
        for line in _ask(home, programs, _ROW_COUNTS, database):
            table, _, n = line.rpartition("|")
            counts[f"{database}.{table}"] = n
    return counts


def _ask(home: Home, programs: Binaries, sql: str, database: str = SUPERUSER) -> list[str]:
    done = cluster.query(home, programs, sql, database)
    cluster.check(done, f"reading {home.data}")
    return done.stdout.splitlines()
