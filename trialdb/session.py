"""A connection to the database, wherever it is: attach to the server, make sure of the schema, connect."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from trialdb.database import connect, has_schema, require_current, upgrade
from trialdb.server import attach
from trialdb.settings import Settings


@contextmanager
def open_database(url: str | None = None, *, read_only: bool = False) -> Iterator[psycopg.Connection[Any]]:
    """A connection in autocommit mode to the database of ``url``, of TRIALDB_URL, or of trialdb's own server.

    A database without our schema gets it; one of another version raises ``SchemaError``.
    """
    with attach(Settings.from_environment(url=url)) as server:
        with connect(server.url, read_only=read_only) as connection:
            if not has_schema(connection):
                upgrade(server.url)
            require_current(connection)
            yield connection
