"""The folder of trialdb's own server, and what lies where in it.

::

    TRIALDB_HOME/
        data/           the cluster, as initdb makes it; belongs to the user the server runs as
        run/            the folder of the server's socket (elsewhere for a home with a long path)
        clients.lock    shared by every client for life; its time says until when the server is wanted
        start.lock      held by the one who starts, stops or changes the server
        watcher.lock    held by the watcher, whose process id it names
        keep            the server stays up until `trialdb db stop`; holds the TCP port, if one is served
        password        of the TCP login
        pg_hba.conf     who may connect
        server.log      what PostgreSQL says
        binaries/       copies of PostgreSQL for a user who cannot read the environment they came from
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from trialdb.errors import ServerError
from trialdb.server.account import Account

DATABASE = "trialdb"
SUPERUSER = "postgres"
_UNIX_PORT = 5432
# A Unix socket's path is at most 107 bytes, on some systems 103.
_LONGEST_SOCKET_PATH = 100
_LONG_LOG = 1_000_000
# unix_socket_directories is a list with quoting of its own; a folder of any other name gets a plain one elsewhere.
_PLAIN = re.compile(r"[\w./+-]+", re.ASCII)
_SHORT_FOLDERS = Path("/tmp")  # noqa: S108 - not TMPDIR: every process must find the same; made 0700, its owner checked


@dataclass(frozen=True)
class Home:
    """One server's folder; ``path`` is free of symlinks, so that one folder has one name.

    Only while its data is carried over to another major version has a home a second cluster, and other sockets, where
    no client looks.
    """

    path: Path
    cluster: str = "data"
    sockets: str = "run"

    @classmethod
    def at(cls, path: Path) -> Home:
        return cls(path.resolve())

    @property
    def data(self) -> Path:
        return self.path / self.cluster

    @property
    def successor(self) -> Path:
        """The cluster of the next major version, until it takes the place of ``data``."""
        return self.path / "data-next"

    @property
    def clients_lock(self) -> Path:
        return self.path / "clients.lock"

    @property
    def start_lock(self) -> Path:
        return self.path / "start.lock"

    @property
    def watcher_lock(self) -> Path:
        return self.path / "watcher.lock"

    @property
    def keep(self) -> Path:
        return self.path / "keep"

    @property
    def password(self) -> Path:
        return self.path / "password"

    @property
    def hba(self) -> Path:
        return self.path / "pg_hba.conf"

    @property
    def log(self) -> Path:
        return self.path / "server.log"

    @property
    def binaries(self) -> Path:
        return self.path / "binaries"

    @property
    def tag(self) -> str:
        """The name that marks the processes of this server."""
        return _short_name(self.data)

    @property
    def socket_folder(self) -> Path:
        folder = self.path / self.sockets
        longest = folder / ".s.PGSQL.65535"
        fits = len(os.fsencode(longest)) < _LONGEST_SOCKET_PATH and _PLAIN.fullmatch(str(folder))
        return folder if fits else _SHORT_FOLDERS / _short_name(folder)

    @property
    def served_port(self) -> int | None:
        """The TCP port that `trialdb db serve` asked for."""
        if self.sockets != Home.sockets:
            return None
        try:
            return int(self.keep.read_text() or 0) or None
        except FileNotFoundError:
            return None

    @property
    def port(self) -> int:
        """The port, which is also part of the socket's name."""
        return self.served_port or _UNIX_PORT

    @property
    def url(self) -> str:
        """How to reach the server, as libpq and SQLAlchemy read it."""
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        folder = quote(str(self.socket_folder), safe="")
        return f"postgresql://{SUPERUSER}@/{quote(database, safe='')}?host={folder}&port={self.port}"

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Refuse a home that belongs to someone else; what the system refuses us in ours becomes a ServerError."""
        try:
            if self.path.exists() and (owner := self.path.stat().st_uid) != os.geteuid():
                raise ServerError(
                    f"{self.path}: this folder belongs to user {owner}, not to you; "
                    "name a folder of your own in TRIALDB_HOME"
                )
            yield
        except OSError as error:
            raise ServerError(
                f"{error.filename or self.path}: trialdb's server cannot use this ({error.strerror}); "
                "name another folder in TRIALDB_HOME"
            ) from error

    def make(self) -> None:
        """Make the folder, if it is not there."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def admit(self, account: Account) -> None:
        """Let the user the server runs as pass through the home, and make the folder of the socket."""
        if account.barrier(self.path) == self.path and self._is_ours():
            self.path.chmod(0o711)
        if barrier := account.barrier(self.path):
            raise ServerError(
                f"{barrier}: user {account.name}, as whom root runs PostgreSQL, may not enter this folder; "
                "name one that everyone may enter in TRIALDB_HOME (the default is /var/lib/trialdb)"
            )
        make_private(self.socket_folder, account)

    def _is_ours(self) -> bool:
        """Whether nothing but trialdb uses this folder, so that its permissions may be changed."""
        return self.data.exists() or not any(entry.suffix != ".lock" for entry in self.path.iterdir())

    def open_log(self) -> BinaryIO:
        """The log, to write at its end; a long one is put aside first. Statements in it are nobody else's business."""
        with suppress(FileNotFoundError):
            if self.log.stat().st_size > _LONG_LOG:
                self.log.replace(self.log.with_suffix(".log.1"))
        return os.fdopen(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600), "ab")

    def want_until(self, moment: float) -> None:
        """Ask the watcher not to stop the server before ``moment``."""
        if moment > self.wanted_until():
            os.utime(self.clients_lock, (time.time(), moment))

    def wanted_until(self) -> float:
        return self.clients_lock.stat().st_mtime


def _short_name(path: Path) -> str:
    return f"trialdb-{hashlib.sha256(os.fsencode(path)).hexdigest()[:16]}"


def make_private(folder: Path, account: Account) -> None:
    """Make a folder that only ``account`` may enter; refuse one that somebody else put there."""
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    except FileExistsError:
        pass
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != account.uid or stat.S_IMODE(status.st_mode) != 0o700:
        raise ServerError(
            f"{folder}: this must be a folder of user {account.name} that nobody else may enter, and is not; remove it"
        )
