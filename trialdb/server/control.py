"""The owner's side of trialdb's own server: leave it up, stop it, see how it is."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from trialdb.errors import UsageError
from trialdb.server import binaries, cluster, processes, watcher
from trialdb.server.attachment import START_LOCK_SECONDS, Attachment, attach
from trialdb.server.cluster import Readiness
from trialdb.server.home import Home
from trialdb.server.locks import exclusively

if TYPE_CHECKING:
    from trialdb.settings import Settings


@dataclass(frozen=True)
class Status:
    """How a server is; None where only a running one of our own could tell, or there is no data yet."""

    is_running: bool
    version: str | None
    url: str
    data_folder: Path | None = None
    data_bytes: int | None = None
    pid: int | None = None
    clients: int | None = None
    stays_up: bool | None = None


def status(settings: Settings) -> Status:
    """Look at the server without starting it or keeping it up; somebody else's must answer."""
    if settings.url is not None:
        from trialdb.server import remote  # as in attach

        found = remote.probe(settings.url)
        return Status(is_running=True, version=found.version, url=remote.without_password(found.url))
    home = own_home(settings)
    programs = binaries.find(settings.pg_bindir)
    with home.in_use():
        has_data = home.data.exists()
        is_running = has_data and cluster.readiness(home, programs) is Readiness.READY
        version = cluster.version(home, programs) if is_running else None
        return Status(
            is_running=is_running,
            version=version or (str(cluster.data_major(home)) if has_data else None),
            data_folder=home.data,
            data_bytes=_size(home.data) if has_data else None,
            pid=processes.postmaster(home) if has_data else None,
            clients=cluster.connections(home, programs) if is_running else None,
            stays_up=home.keep.exists(),
            url=home.url,
        )


def start(settings: Settings) -> str:
    """Start the server and leave it up until `stop`; returns its URL."""
    home = own_home(settings)
    with attach(settings) as server:
        home.keep.touch(mode=0o600)
        return server.url


def linger(server: Attachment, seconds: float) -> None:
    """Leave trialdb's own server up for a while after we have gone, for a program that is about to connect."""
    if server.home is not None:
        server.home.want_until(time.time() + seconds)


def stop(settings: Settings) -> bool:
    """Stop the server, disconnecting its clients, and its watcher; whether it was running."""
    home = own_home(settings)
    if not home.path.exists():
        return False
    with home.in_use(), exclusively(home.start_lock, START_LOCK_SECONDS):
        home.keep.unlink(missing_ok=True)
        was_running = cluster.stop(home)
        cluster.stop(replace(home, cluster=home.successor.name))  # left by an upgrade that was killed
        watcher.dismiss(home)
    return was_running


def own_home(settings: Settings) -> Home:
    """The home of trialdb's own server; UsageError where the settings name another."""
    if settings.url is not None:
        raise UsageError("TRIALDB_URL names a server that is not trialdb's own: whoever runs it starts and stops it")
    return Home.at(settings.home)


def _size(folder: Path) -> int:
    """The bytes of all files in a folder; files come and go while we look."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(place) / name).lstat().st_size
            except FileNotFoundError:
                continue
    return total
