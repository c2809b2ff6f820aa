"""Takes a database to a revision: one transaction, one at a time, views up to date at the head.

A migration that changes what a view is built on names it: ``TAKES_DOWN = ("dosing_regimens",)``. That view and what
of ours stands on it is taken down before the first migration and put up again after the last.
"""

import os

import psycopg
from alembic import context
from alembic.ddl.postgresql import PostgresqlImpl
from sqlalchemy import Column, Connection, MetaData, Table
from sqlalchemy.schema import SetColumnComment

from trialdb import lookups, views
from trialdb.database import engine

SCHEMA = "trialdb"

config = context.config


class Impl(PostgresqlImpl):
    """Comments on all columns of a new table at once: they are most of what makes our schema."""

    __dialect__ = "postgresql"
    _comments: list[str] | None = None

    def create_table(self, table: Table, **kw: object) -> None:
        self._comments = []
        super().create_table(table, **kw)
        comments, self._comments = self._comments, None
        if comments:
            self.connection.exec_driver_sql(";\n".join(comments))

    def create_column_comment(self, column: Column) -> None:
        if self._comments is None:
            super().create_column_comment(column)
        else:
            self._comments.append(str(SetColumnComment(column).compile(dialect=self.dialect)))


def ours(name: str | None, kind: str, _: object) -> bool:
    return kind != "schema" or name == SCHEMA


def run(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)  # noqa: S101  (our engine's driver)
    prepare(raw)
    target = destination()
    context.configure(
        connection=connection,
        target_metadata=None if target else models(),
        include_schemas=True,
        include_name=ours,
        version_table_schema=SCHEMA,
        compare_server_default=True,
    )
    with context.begin_transaction():
        if target:
            move(raw, *target)
        else:
            context.run_migrations()


def destination() -> tuple[str | tuple[str, ...] | None] | None:
    """The revision to go to; nothing where alembic only looks: check, current, revision."""
    try:
        return (context.get_revision_argument(),)
    except KeyError:
        return None


def models() -> MetaData:
    """What the tables should be. Only who compares them waits a quarter of a second for it."""
    from trialdb.models import Base

    return Base.metadata


def prepare(raw: psycopg.Connection) -> None:
    """Wait for whoever else migrates; then for nobody's query longer than the user's lock_timeout, or ten seconds."""
    raw.execute("SELECT pg_advisory_xact_lock(hashtext('trialdb schema'))")
    raw.execute("SELECT set_config('lock_timeout', '10s', true) WHERE current_setting('lock_timeout') = '0'")
    for schema in (SCHEMA, "answers"):
        if raw.execute("SELECT to_regnamespace(%s)", [schema]).fetchone() == (None,):
            raw.execute(f"CREATE SCHEMA {schema}".encode())


def move(raw: psycopg.Connection, target: str | tuple[str, ...] | None) -> None:
    script, migration = context.script, context.get_context()
    head = script.get_current_head()
    now = migration.get_current_revision()
    if target == head:
        pending = script.iterate_revisions(head, now or "base")
        names = {name for revision in pending for name in getattr(revision.module, "TAKES_DOWN", ())}
        grants = views.take_down(raw, names)
    else:
        # The views are written for the head's tables.
        grants = views.take_down(raw)
    context.run_migrations()
    if migration.get_current_revision() == head:
        lookups.bring_up_to_date(raw)
        views.bring_up_to_date(raw)
        for grant in grants:
            raw.execute(grant)
        config.attributes["notes"] = views.regrant(raw)


if context.is_offline_mode():
    raise SystemExit("views and grants are brought up to date in the database itself: there is no SQL to print")
if "connection" in config.attributes:
    run(config.attributes["connection"])
else:
    url = context.get_x_argument(as_dictionary=True).get("url") or os.environ.get("TRIALDB_URL")
    if not url:
        raise SystemExit("name the database: set TRIALDB_URL, or alembic -x url=postgresql://… COMMAND")
    with engine(url).begin() as own:
        run(own)
