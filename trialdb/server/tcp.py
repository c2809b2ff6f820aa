"""Serving trialdb's own server over TCP, for programs that cannot use a Unix socket: 127.0.0.1 only, by password.

The login may read what trialdb promises to users, and nothing more. The port and the password are kept in the home, so
that they are the same whenever the server comes up again; stopping the server ends the serving.
"""

from __future__ import annotations

import os
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trialdb.errors import ServerError
from trialdb.server import binaries, cluster
from trialdb.server.attachment import START_LOCK_SECONDS, attach
from trialdb.server.binaries import Binaries
from trialdb.server.control import own_home
from trialdb.server.home import DATABASE, Home
from trialdb.server.locks import exclusively

if TYPE_CHECKING:
    from trialdb.settings import Settings

LOGIN = "trialdb"
_ADDRESS = "127.0.0.1"
# The migrations make the same reader, and give it its rights.
_MAKE_LOGIN = """
    DO $do$ BEGIN
        IF to_regrole('trialdb_reader') IS NULL THEN CREATE ROLE trialdb_reader NOLOGIN; END IF;
        IF to_regrole('trialdb') IS NULL THEN CREATE ROLE trialdb; END IF;
    END $do$;
    GRANT trialdb_reader TO trialdb;
    SET password_encryption = 'scram-sha-256';
    ALTER ROLE trialdb LOGIN PASSWORD '%s';
    """


@dataclass(frozen=True)
class Served:
    """Where the server can be reached by TCP; ``password`` only when it has just been drawn."""

    port: int
    password: str | None
    password_file: Path

    @property
    def url(self) -> str:
        secret = f":{self.password}" if self.password else ""
        return f"postgresql://{LOGIN}{secret}@{_ADDRESS}:{self.port}/{DATABASE}"


def serve(settings: Settings, port: int) -> Served:
    """Open ``port`` on this machine's own address and leave the server up until it is stopped."""
    home = own_home(settings)
    with attach(settings), home.in_use():
        programs = binaries.find(settings.pg_bindir)
        with exclusively(home.start_lock, START_LOCK_SECONDS):
            if home.served_port != port:
                _move(home, programs, port)
            password = _draw_password(home)
            done = cluster.query(home, programs, _MAKE_LOGIN % home.password.read_text().strip())
        if done.returncode:
            raise ServerError(f"{home.data}: cannot make the login {LOGIN}: {done.stderr.strip()}")
    return Served(port, password, home.password)


def _move(home: Home, programs: Binaries, port: int) -> None:
    """Restart the server on another port, which needs everybody else to be gone."""
    if clients := cluster.connections(home, programs):
        raise ServerError(
            f"{home.data}: the server must restart to open port {port}, and {clients} clients are connected; "
            "try again when they have finished"
        )
    _check_free(port)
    cluster.stop(home)
    home.keep.unlink(missing_ok=True)
    home.keep.touch(mode=0o600)
    home.keep.write_text(f"{port}\n")
    try:
        cluster.bring_up(home, programs)
    except ServerError:
        home.keep.unlink()
        raise


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_ADDRESS, port))
        except OSError as error:
            raise ServerError(f"port {port}: cannot be opened ({error.strerror}); name another with --port") from error


def _draw_password(home: Home) -> str | None:
    """Make the password file; returns the password if it is new."""
    try:
        fd = os.open(home.password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return None
    password = secrets.token_urlsafe(24)
    with os.fdopen(fd, "w") as file:
        file.write(password + "\n")
    return password
