"""A server that somebody else runs: can it be reached, and is it new enough?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from trialdb.errors import ServerError
from trialdb.server.binaries import OLDEST_MAJOR

_PROBE_SECONDS = 5
# postgres:// is an old spelling, postgresql+psycopg:// SQLAlchemy's; libpq and SQLAlchemy both read postgresql://.
_SCHEME = re.compile(r"\s*postgres(ql)?(\+\w+)?://")
# Where a password may stand, also when it is put wrongly: up to the last @, in place of a port, as a parameter.
_SECRETS = re.compile(r"(?<=://)([^:/@]*):(?:.*@|(?!\d*(?:[,/?]|$))[^/?]*)|([?&]password=)[^&]*")


@dataclass(frozen=True)
class Remote:
    """A server that has answered; ``url`` as libpq and SQLAlchemy read it."""

    url: str
    version: str


def probe(url: str) -> Remote:
    """The server at ``url``, if one answers there that is new enough; else raises ServerError."""
    normal = _SCHEME.sub("postgresql://", url.strip(), count=1)
    shown = f"TRIALDB_URL {without_password(normal)}"
    if not _SCHEME.match(url):
        raise ServerError("TRIALDB_URL: must look like postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
    parts = _parts(normal)
    if parts is None:
        raise ServerError(f"{shown}: is not a valid URL; write %40 %3A %2F %25 for @ : / % in a password")
    try:
        with psycopg.connect(make_conninfo(**{"connect_timeout": _PROBE_SECONDS} | parts)) as connection:
            major = connection.info.server_version // 10_000
            version = connection.info.parameter_status("server_version") or str(major)
    except psycopg.Error as error:
        why = " ".join(str(error).split()).replace(str(parts.get("password") or "\0"), "***")
        raise ServerError(f"{shown}: cannot be reached: {why}") from None
    if major < OLDEST_MAJOR:
        raise ServerError(f"{shown}: runs PostgreSQL {major}; trialdb needs {OLDEST_MAJOR} or newer")
    return Remote(normal, version)


def without_password(url: str) -> str:
    """The URL as it may be shown."""
    return _SECRETS.sub(lambda found: f"{found[2]}***" if found[2] else f"{found[1]}:***@", url)


def _parts(url: str) -> dict[str, Any] | None:
    """What libpq reads in the URL; None if that may not be what was meant, for its complaints would repeat secrets."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        return None
    ports = str(parts.get("port") or "").split(",")
    is_plain = url.partition("?")[0].count("@") <= 1 and all(port.isdecimal() for port in ports if port)
    return parts if is_plain else None
