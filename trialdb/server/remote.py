"""A server that somebody else runs: can it be reached, and is it new enough?"""

from __future__ import annotations

import re

import psycopg
from psycopg.conninfo import conninfo_to_dict

from trialdb.errors import ServerError
from trialdb.server.binaries import OLDEST_MAJOR

_PROBE_SECONDS = 5
# postgres:// is an old spelling, postgresql+psycopg:// SQLAlchemy's; libpq and SQLAlchemy both read postgresql://.
_SCHEME = re.compile(r"postgres(ql)?(\+\w+)?://")


def checked(url: str) -> str:
    """``url`` as libpq and SQLAlchemy read it, if a server new enough answers there; else raises ServerError."""
    normal, scheme = _SCHEME.subn("postgresql://", url.strip(), count=1)
    if not scheme or not _SCHEME.match(url.strip()):
        raise ServerError("TRIALDB_URL: must look like postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
    try:
        parameters = conninfo_to_dict(normal)
    except psycopg.ProgrammingError:
        # libpq's own message would repeat a part of the URL, perhaps of the password.
        raise ServerError(f"{without_password(normal)}: TRIALDB_URL is not a valid PostgreSQL URL") from None
    timeout = str(parameters.get("connect_timeout") or _PROBE_SECONDS)
    try:
        with psycopg.connect(normal, connect_timeout=int(timeout)) as connection:
            version = connection.info.server_version
    except psycopg.OperationalError as error:
        why = _in_one_line(error).replace(str(parameters.get("password") or "\0"), "***")
        raise ServerError(f"{without_password(normal)}: TRIALDB_URL cannot be reached: {why}") from None
    if version // 10_000 < OLDEST_MAJOR:
        raise ServerError(
            f"{without_password(normal)}: runs PostgreSQL {version // 10_000}; trialdb needs {OLDEST_MAJOR} or newer"
        )
    return normal


def without_password(url: str) -> str:
    """The URL as it may be shown."""
    # Up to the last @: a password with an @ that should have been quoted is hidden as well.
    shown = re.sub(r"(?<=://)([^:/@]*):.*@", r"\1:***@", url)
    return re.sub(r"(?<=[?&]password=)[^&]*", "***", shown)


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split())
