"""The owner's side of trialdb's own server: start it for good, stop it, and see how it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trialdb.errors import UsageError
from trialdb.server import cluster, watcher
from trialdb.server.attachment import attach
from trialdb.server.home import Home
from trialdb.server.locks import exclusively

if TYPE_CHECKING:
    from trialdb.settings import Settings

_START_LOCK_SECONDS = 900


def start(settings: Settings) -> str:
    """Start the server and leave it up until `stop`; returns its URL."""
    home = own_home(settings)
    with attach(settings) as server:
        home.keep.touch(mode=0o600)
        return server.url


def stop(settings: Settings) -> bool:
    """Stop the server, disconnecting its clients, and its watcher; whether it was running."""
    home = own_home(settings)
    if not home.path.exists():
        return False
    home.prepare()
    with exclusively(home.start_lock, _START_LOCK_SECONDS):
        home.keep.unlink(missing_ok=True)
        was_running = cluster.stop(home)
        watcher.dismiss(home)
    return was_running


def own_home(settings: Settings) -> Home:
    """The home of trialdb's own server; UsageError where TRIALDB_URL names another."""
    if settings.url is not None:
        raise UsageError("TRIALDB_URL names a server that is not trialdb's own: whoever runs it starts and stops it")
    return Home.at(settings.home)
