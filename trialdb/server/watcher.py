"""The watcher of a home: stops its server when nobody needs it any more.

``python -m trialdb.server watch HOME BINDIR LINGER LOCK``. Clients share a lock for as long as they live. The watcher
sleeps in the kernel until it could have that lock for itself, lets the linger pass, and stops the server while it
holds the lock, so that a client who comes just then waits, and starts it again. Programs that hold no lock, such as
psql, are seen by their connections.
"""

from __future__ import annotations

import fcntl
import os
import signal
import time
from pathlib import Path

from trialdb.errors import ServerError
from trialdb.server import cluster, processes
from trialdb.server.account import ourselves
from trialdb.server.binaries import Binaries
from trialdb.server.detach import detach, python_command
from trialdb.server.home import Home
from trialdb.server.locks import EXCLUSIVE, exclusively, open_lock, try_lock

# Long enough for an initdb or a recovery that another process has under way.
_START_LOCK_SECONDS = 900
_PAUSE = 0.02


def ensure(home: Home, binaries: Binaries, linger: float) -> None:
    """Have a watcher run for this home, unless its server is to stay up.

    Who can take the watcher's lock starts the watcher, and leaves the lock to it: at no moment could there be two.
    """
    lock = open_lock(home.watcher_lock)
    try:
        if not home.keep.exists() and try_lock(lock, EXCLUSIVE):
            arguments = (str(home.path), str(binaries.bindir), str(linger), str(lock))
            with home.open_log() as log:
                detach(python_command("watch", *arguments), ourselves(), log, heirloom=lock)
    finally:
        os.close(lock)


def dismiss(home: Home) -> None:
    """End the watcher, if there is one; one that has just been started tells its process id a moment later."""
    while (pid := processes.watcher(home)) is not None or is_running(home):
        if pid is not None:
            processes.end(pid, signal.SIGTERM)
        time.sleep(_PAUSE)


def is_running(home: Home) -> bool:
    """Whether some process holds the watcher's lock."""
    lock = open_lock(home.watcher_lock)
    try:
        return not try_lock(lock, EXCLUSIVE)
    finally:
        os.close(lock)


def main(path: str, bindir: str, linger: str, lock: str) -> None:
    """Watch until the server is stopped; ``lock`` is the watcher's, open and taken."""
    home, watching = Home(Path(path)), int(lock)
    os.truncate(watching, 0)
    os.write(watching, f"{os.getpid()}\n".encode())
    while not _done(home, Binaries(Path(bindir)), float(linger), watching):
        pass


def _done(home: Home, binaries: Binaries, linger: float, watching: int) -> bool:
    """Wait for the last client to leave, and for the linger; then stop the server, unless it is needed again."""
    left = _last_client_left(home)
    while (rest := max(left + linger, home.wanted_until()) - time.time()) > 0:
        time.sleep(rest)
    clients = open_lock(home.clients_lock)
    try:
        if not try_lock(clients, EXCLUSIVE) or home.wanted_until() > time.time():
            return False
        if not home.keep.exists():
            if _has_connections(home, binaries):
                return False
            with exclusively(home.start_lock, _START_LOCK_SECONDS):
                cluster.stop(home)
        os.close(watching)  # before the clients may come: the next one starts another watcher
        return True
    finally:
        os.close(clients)


def _has_connections(home: Home, binaries: Binaries) -> bool:
    """Whether somebody without our lock uses the server, or may do so: one that does not say is asked again later."""
    if not processes.of_server(home):
        return False
    try:
        return cluster.connections(home, binaries) != 0
    except ServerError:
        return False  # the programs are gone, with the environment they came in


def _last_client_left(home: Home) -> float:
    """When there were no clients; returns at once if there are none now."""
    clients = open_lock(home.clients_lock)
    try:
        fcntl.flock(clients, EXCLUSIVE)
        return time.time()
    finally:
        os.close(clients)
