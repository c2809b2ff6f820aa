"""A connection to the database, wherever it is: attach to the server, make sure of the schema, connect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from trialdb.database import connect, has_schema, require_current, upgrade
from trialdb.errors import ServerError, UsageError
from trialdb.server import attach
from trialdb.settings import Settings
from trialdb.store.deferral import restore_definitions


@contextmanager
def open_database(
    url: str | None = None, *, read_only: bool = False, meanwhile: Callable[[], None] | None = None
) -> Iterator[psycopg.Connection[Any]]:
    """A connection in autocommit mode to the database of ``url``, of TRIALDB_URL, or of trialdb's own server.

    A database without our schema gets it, which takes a second: ``meanwhile`` is called first, to begin what can be
    done beside it. One of another version raises ``SchemaError``. What a first load put off and could not make because
    it was killed is made now.
    """
    with attach(Settings.from_environment(url=url)) as server, connect(server.url) as connection:
        if not has_schema(connection):
            if meanwhile:
                meanwhile()
            upgrade(server.url)
        require_current(connection)
        restore_definitions(connection)
        if read_only:
            connection.execute("SET default_transaction_read_only = on")
        try:
            yield connection
        except psycopg.OperationalError as error:
            if not connection.broken:
                raise
            reason = " ".join(str(error).split())
            raise ServerError(f"the database went away ({reason}): run the command again") from error
        except psycopg.errors.InsufficientPrivilege as error:
            raise UsageError(f"this login may not do that: {error.diag.message_primary}") from error
