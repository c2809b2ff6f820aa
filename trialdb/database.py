"""Connections to a trialdb database, and its schema: brought up to date, checked, required.

Importing this module is cheap: SQLAlchemy and Alembic are imported only when there is something to migrate or check.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import InsufficientPrivilege, InvalidSchemaName, LockNotAvailable, UndefinedTable

from trialdb import lookups, resources, views
from trialdb.errors import SchemaError, ServerError
from trialdb.views.catalog import SEARCH_PATH

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Engine

OLDEST_SERVER = 15


def connect(url: str, *, read_only: bool = False) -> psycopg.Connection[tuple[Any, ...]]:
    """Connect to the database ``url`` names, tables and views found by their bare names.

    Each statement is a transaction of its own, so that a session left open holds no locks; several belong together
    under ``with connection.transaction()``. With ``read_only`` PostgreSQL itself refuses to write.
    """
    connection = _connect(url)
    connection.autocommit = True
    connection.execute(f"SET search_path = {SEARCH_PATH}")
    if read_only:
        connection.execute("SET default_transaction_read_only = on")
    return connection


def engine(url: str) -> Engine:
    """A SQLAlchemy engine for migrations and comparisons.

    Its search path leaves our schemas out: reflection gives a table found by its bare name no schema, and nothing
    would match the models.
    """
    from sqlalchemy import NullPool, create_engine

    def connection() -> psycopg.Connection[tuple[Any, ...]]:
        made = _connect(url)
        made.execute("SET search_path = public")
        made.commit()
        return made

    return create_engine("postgresql+psycopg://", creator=connection, poolclass=NullPool)


def upgrade(url: str) -> list[str]:
    """Bring the schema, the knowledge tables and the views up to date; all of it or nothing.

    An up-to-date database costs a few queries. Gives notes about what this user was not allowed to do.
    """
    with connect(url) as connection:
        now, head = _revision(connection), resources.head_revision()
        if now is not None and now > head:
            raise _newer(now, head)
        if now == head and not _outdated(connection):
            return views.regrant(connection) if views.missing_grants(connection) else []
    from alembic import command

    try:
        with engine(url).begin() as migrating:
            config = _config(migrating)
            command.upgrade(config, "head")
    except Exception as error:
        if explained := _explained(error):
            raise explained from error
        raise
    notes: list[str] = config.attributes.get("notes", [])
    return notes


def downgrade(url: str, revision: str) -> None:
    """Take the schema back to an older revision, losing what only the newer one can hold."""
    from alembic import command

    with engine(url).begin() as migrating:
        command.downgrade(_config(migrating), revision)


def check(url: str) -> list[str]:
    """Everything in which the database is not what this trialdb would make: one line each."""
    with connect(url) as connection:
        try:
            _require_head(connection)
        except SchemaError as error:
            return [str(error)]
        found = views.drift(connection) + views.missing_grants(connection)
        found += [f"table {known.table} is not what {known.path} says" for known in lookups.outdated(connection)]
    return _differences(url) + found


def has_schema(connection: psycopg.Connection[Any]) -> bool:
    """Whether trialdb's schema is in the database, of whatever revision."""
    return _revision(connection) is not None


def require_current(connection: psycopg.Connection[Any]) -> None:
    """Raise a ``SchemaError`` that names the cure, unless the schema is the one this trialdb was built for."""
    _require_head(connection)
    if views.superseded(connection) or lookups.outdated(connection):
        raise SchemaError("the database's views are not those of this trialdb: run trialdb db upgrade")


def _require_head(connection: psycopg.Connection[Any]) -> None:
    now, head = _revision(connection), resources.head_revision()
    if now is None:
        raise SchemaError("the database has no trialdb schema yet: run trialdb db upgrade")
    if now > head:
        raise _newer(now, head)
    if now < head:
        raise SchemaError(f"the database is at revision {now} and this trialdb needs {head}: run trialdb db upgrade")


def _connect(url: str) -> psycopg.Connection[tuple[Any, ...]]:
    try:
        connection = psycopg.connect(url)
    except psycopg.Error as error:
        reason = _one_line(error).replace(url, "the URL")
        raise ServerError(f"no database at {_without_password(url)}: {reason}") from error
    if connection.info.server_version < OLDEST_SERVER * 10000:
        version = connection.info.parameter_status("server_version")
        connection.close()
        raise ServerError(f"PostgreSQL {version} is too old: trialdb needs {OLDEST_SERVER} or newer")
    return connection


def _without_password(url: str) -> str:
    try:
        stated = conninfo_to_dict(url)
    except psycopg.Error:
        return re.sub(r"://.*@", "://…@", url)
    where = stated.get("host") or stated.get("hostaddr") or "the local socket"
    port = f":{stated['port']}" if "port" in stated else ""
    return f"{where}{port}/{stated.get('dbname', '')}"


def _one_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def _revision(connection: psycopg.Connection[Any]) -> str | None:
    try:
        row = connection.execute("SELECT version_num FROM trialdb.alembic_version").fetchone()
    except (UndefinedTable, InvalidSchemaName):
        return None
    except InsufficientPrivilege:
        raise SchemaError("this user may not read the schema trialdb: ask its owner to run trialdb db grant") from None
    return row[0] if row else None


def _newer(now: str, head: str) -> SchemaError:
    return SchemaError(f"the database is at revision {now} and this trialdb knows {head}: install a newer trialdb")


def _outdated(connection: psycopg.Connection[Any]) -> bool:
    """Whether something repeatable is not as this trialdb would have it."""
    changed, gone = views.outdated(connection)
    return bool(changed or gone or lookups.outdated(connection))


def _config(connection: object) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _differences(url: str) -> list[str]:
    """What Alembic would still have to do to make the tables those of the models."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from trialdb.models import SCHEMA, Base

    options = {
        "include_schemas": True,
        "include_name": lambda name, kind, _: kind != "schema" or name == SCHEMA,
        "version_table_schema": SCHEMA,
        "compare_server_default": True,
        "target_metadata": Base.metadata,
    }
    with engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        return [f"the tables differ from the models: {change}" for change in compare_metadata(context, Base.metadata)]


def _explained(error: Exception) -> SchemaError | None:
    """What PostgreSQL stopped a migration for, in the user's terms."""
    from sqlalchemy.exc import DBAPIError

    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, LockNotAvailable):
        return SchemaError("the tables are in use, so nothing was changed: try again when loads and queries are done")
    if isinstance(cause, InsufficientPrivilege):
        return SchemaError(f"this user may not change the schema, so nothing was changed: {_one_line(cause)}")
    if isinstance(cause, psycopg.Error):
        return SchemaError(f"the schema could not be brought up to date, so nothing was changed: {_one_line(cause)}")
    return None
