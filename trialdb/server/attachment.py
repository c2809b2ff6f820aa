"""Being a client of a server: finding it or starting it, and keeping it up for as long as we live."""

from __future__ import annotations

import os
import time
from types import TracebackType
from typing import TYPE_CHECKING

from trialdb.errors import ServerError
from trialdb.server import binaries, cluster, watcher
from trialdb.server.binaries import Binaries
from trialdb.server.cluster import Readiness
from trialdb.server.home import Home
from trialdb.server.locks import SHARED, exclusively, lock_within, open_lock

if TYPE_CHECKING:
    from trialdb.settings import Settings

# Long enough for an initdb or a recovery that another process has under way.
START_LOCK_SECONDS = 900
# Long enough for the watcher to bring down a server that has much to write.
_CLIENT_LOCK_SECONDS = 150


class Attachment:
    """A hold on a server that can be reached at ``url``; trialdb's own server stays up until it is closed.

    Worker processes need no hold of their own while their parent has one: they connect to the same ``url``.
    """

    def __init__(self, url: str, home: Home | None = None, lock: int | None = None) -> None:
        self.url = url
        self.home = home
        self._lock = lock

    def keep_over_exec(self) -> None:
        """Leave the hold to the program that this process is about to become."""
        if self._lock is not None:
            os.set_inheritable(self._lock, True)

    def close(self) -> None:
        """Let go; the watcher stops the server a little later unless somebody else holds it."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Attachment:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def attach(settings: Settings) -> Attachment:
    """Find or start the server that ``settings`` name; use it as ``with attach(settings) as server: … server.url``.

    Raises ServerError with one line to show when there is no server to be had.
    """
    if settings.url is not None:
        from trialdb.server import remote  # its driver takes longer to import than our own server to answer

        return Attachment(remote.probe(settings.url).url)
    home = Home.at(settings.home)
    with home.in_use():
        home.make()
        lock = _hold(home, settings)
        return Attachment(home.url, home, lock)


def _hold(home: Home, settings: Settings) -> int:
    """A share in the clients' lock, with a server that answers."""
    lock = open_lock(home.clients_lock)
    try:
        if not lock_within(lock, SHARED, _CLIENT_LOCK_SECONDS):
            raise ServerError(f"{home.path}: the server has been stopping for {_CLIENT_LOCK_SECONDS} s; see {home.log}")
        _bring_up(home, binaries.find(settings.pg_bindir), settings.linger)
    except BaseException:
        os.close(lock)
        raise
    return lock


def _bring_up(home: Home, programs: Binaries, linger: float) -> None:
    """Have a server that answers, and a watcher that stops it one day."""
    if cluster.readiness(home, programs) is not Readiness.READY:
        with exclusively(home.start_lock, START_LOCK_SECONDS):
            cluster.bring_up(home, programs)
    watcher.ensure(home, programs, linger)
    home.want_until(time.time() + linger)
