"""Making, starting and stopping the server of a home; the caller holds its start lock."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import replace
from enum import IntEnum
from pathlib import Path

from trialdb.errors import ServerError
from trialdb.server import processes
from trialdb.server.account import Account, server_account
from trialdb.server.binaries import OLDEST_MAJOR, Binaries
from trialdb.server.copies import installed_for
from trialdb.server.detach import detach
from trialdb.server.home import DATABASE, SUPERUSER, Home

_OURS = Path(__file__).parent
_HBA = f"local all all trust\nhost all {SUPERUSER} all reject\nhost all all 127.0.0.1/32 scram-sha-256\n"
_START_SECONDS = 60
# A server that was killed in mid-load first replays its log; it says so, and may take its time.
_RECOVERY_SECONDS = 600
_STOP_SECONDS = 120
_PAUSE = 0.02
_COUNT_CONNECTIONS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE backend_type IN ('client backend', 'walsender') AND pid <> pg_backend_pid()"""
_UNFINISHED = "unfinished-"


class Readiness(IntEnum):
    """The exit status of pg_isready."""

    READY = 0
    STARTING_OR_STOPPING = 1
    SILENT = 2


def readiness(home: Home, binaries: Binaries) -> Readiness:
    """Whether the server answers: the only sign of life that counts."""
    where = ("-h", home.socket_folder, "-p", str(home.port), "-U", SUPERUSER, "-d", DATABASE, "-t", "3")
    status = binaries.run("pg_isready", *where).returncode
    return Readiness(status) if status in (0, 1) else Readiness.SILENT


def connections(home: Home, binaries: Binaries) -> int | None:
    """How many programs other than this one are connected; None when the server does not say."""
    done = query(home, binaries, _COUNT_CONNECTIONS)
    return int(done.stdout) if done.returncode == 0 else None


def version(home: Home, binaries: Binaries) -> str | None:
    """The version of the server that runs."""
    done = query(home, binaries, "SHOW server_version")
    return done.stdout.strip() if done.returncode == 0 else None


def query(home: Home, binaries: Binaries, sql: str, database: str = SUPERUSER) -> subprocess.CompletedProcess[str]:
    """Ask the server by psql, which is always there; the statement is not seen in the list of processes."""
    return binaries.run("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", home.url_of(database), feed=sql)


def bring_up(home: Home, binaries: Binaries) -> None:
    """Start the server, after making its cluster if there is none."""
    account = server_account(home.data)
    home.admit(account)
    programs = installed_for(account, binaries, home.binaries)
    if programs.major < OLDEST_MAJOR:
        raise ServerError(f"{binaries.bindir}: is PostgreSQL {programs.major}; trialdb needs {OLDEST_MAJOR} or newer")
    if not home.data.exists() and home.successor.exists():
        home.successor.rename(home.data)  # an upgrade was killed between its last two steps
    if not home.data.exists():
        initialise(home, programs, account)
    check_major(home, programs)
    aside = replace(home, sockets="aside")
    if aside.socket_folder.exists():
        stop(aside)  # an upgrade was killed while it was reading
        shutil.rmtree(aside.socket_folder)
    start(home, programs, account)


def check_major(home: Home, binaries: Binaries) -> None:
    """Refuse to run the programs of one major version on the data of another."""
    held = data_major(home)
    if held != binaries.major:
        upgrade = "`trialdb db upgrade` carries the data over, or " if held < binaries.major else ""
        raise ServerError(
            f"{home.data}: holds data of PostgreSQL {held}, but {binaries.bindir} is PostgreSQL {binaries.major}: "
            f"{upgrade}name the folder of {held}'s programs in TRIALDB_PG_BINDIR"
        )


def data_major(home: Home) -> int:
    """The major version of PostgreSQL whose data the home holds."""
    return int((home.data / "PG_VERSION").read_text())


def initialise(home: Home, binaries: Binaries, account: Account) -> None:
    """Make the cluster, with the database in it. It appears under its name when it is whole."""
    for leftover in home.path.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=home.path))
    os.chown(folder, account.uid, account.gid)
    make_cluster(folder, binaries, account)
    # The server without a socket and without other processes: nobody can meet a cluster that lacks the database.
    alone = ("--single", "-D", folder, "-c", "log_min_messages=warning", SUPERUSER)
    check(
        binaries.run("postgres", *alone, account=account, feed=f"CREATE DATABASE {DATABASE}\n"), "making the database"
    )
    folder.rename(home.data)


def make_cluster(folder: Path, binaries: Binaries, account: Account) -> None:
    """initdb, and our settings."""
    how = ("-A", "trust", "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions")
    check(binaries.run("initdb", *how, "-D", folder, account=account), f"initdb in {folder}")
    # Root writes into the folder of a user it does not trust: not where a link leads to.
    settings = os.open(folder / "postgresql.conf", os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW)
    with os.fdopen(settings, "ab") as file:
        file.write((_OURS / "postgresql.conf").read_bytes())


def start(home: Home, binaries: Binaries, account: Account) -> None:
    """Bring the server up, whatever a crash has left behind; returns when it answers."""
    since = time.monotonic()
    launched_at = None
    while (answer := readiness(home, binaries)) is not Readiness.READY:
        patience = _RECOVERY_SECONDS if answer is Readiness.STARTING_OR_STOPPING else _START_SECONDS
        if time.monotonic() - since > patience:
            raise ServerError(f"{home.data}: the server neither answers nor ends after {patience} s; see {home.log}")
        if processes.of_server(home):
            time.sleep(_PAUSE)  # it is on its way up, or what is left of a killed one is on its way out
        elif launched_at is None:
            _forget_strangers(home)
            launched_at = _launch(home, binaries, account)
        else:
            cure = f"; `trialdb db stop` gives up port {home.served_port}" if home.served_port else ""
            reason = _reason(home, launched_at)
            raise ServerError(f"{home.data}: PostgreSQL did not start: {reason}; see {home.log}{cure}")


def stop(home: Home) -> bool:
    """Stop the server in good order, disconnecting its clients; whether there was one to stop."""
    since = time.monotonic()
    asked = None
    while processes.of_server(home):
        first = processes.postmaster(home)  # unknown while it comes up, and once it has been killed
        if first is not None and first != asked:
            processes.end(first, signal.SIGINT)
            asked = first
        if time.monotonic() - since > _STOP_SECONDS:
            raise ServerError(f"{home.data}: the server does not end within {_STOP_SECONDS} s; see {home.log}")
        time.sleep(_PAUSE)
    return asked is not None


def _launch(home: Home, binaries: Binaries, account: Account) -> int:
    """Start the postmaster; returns where in the log its story begins."""
    options = {
        "cluster_name": home.tag,
        "hba_file": home.hba,
        "unix_socket_directories": home.socket_folder,
        "listen_addresses": "127.0.0.1" if home.served_port else "",
        "port": home.port,
    }
    command = [str(binaries.bindir / "postgres"), "-D", str(home.data)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    home.hba.write_text(_HBA)
    home.hba.chmod(0o644)
    with home.open_log() as log:
        begin = log.tell()
        detach(command, account, log)
    return begin


def _forget_strangers(home: Home) -> None:
    """Remove lock files of a dead server whose process id now is somebody else's.

    PostgreSQL removes its own stale ones, but takes any living process of its user for another server.
    """
    for lock_file in (home.data / "postmaster.pid", home.socket_folder / f".s.PGSQL.{home.port}.lock"):
        pid = processes.recorded_pid(lock_file)
        if pid is not None and processes.is_alive(pid):
            lock_file.unlink()


def _reason(home: Home, begin: int) -> str:
    """The last thing a server said before it gave up."""
    with home.log.open("rb") as log:
        log.seek(begin)
        lines = log.read().decode(errors="replace").splitlines()
    grave = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
    return (grave or lines or ["it said nothing"])[-1]


def check(done: subprocess.CompletedProcess[str], doing: str) -> None:
    """Turn the failure of a program into a ServerError with its first grave line."""
    # Without other processes, as when the database is made, the server ends well whatever it was asked.
    if done.returncode or "ERROR:" in done.stderr:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        grave = [line for line in said if re.search("error:|fatal:", line, re.IGNORECASE)]
        raise ServerError(f"{doing} failed: {(grave or said)[0]}")
