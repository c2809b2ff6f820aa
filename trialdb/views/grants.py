"""Who may read: the role ``trialdb_reader``, and the search path that lets psql find everything by its bare name."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql
from psycopg.errors import DuplicateObject, InsufficientPrivilege

from trialdb.views.catalog import SEARCH_PATH

READER = "trialdb_reader"

_GRANTS = f"""
    GRANT USAGE ON SCHEMA trialdb, answers TO {READER};
    GRANT SELECT ON ALL TABLES IN SCHEMA trialdb, answers TO {READER};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA answers TO {READER};
    ALTER DEFAULT PRIVILEGES IN SCHEMA trialdb, answers GRANT SELECT ON TABLES TO {READER};
    """


def regrant(connection: psycopg.Connection[Any]) -> list[str]:
    """Give the reader its rights and the database its search path; what this user may not do comes back as a note."""
    notes = []
    if not _has_reader(connection) and not _allowed(connection, f"CREATE ROLE {READER} NOLOGIN"):
        notes.append(f"role {READER} was not made: this user may not create roles")
    if _has_reader(connection) and not _allowed(connection, _GRANTS):
        notes.append(f"{READER} was not given its rights: this user does not own the tables")
    if _search_path(connection) != SEARCH_PATH:
        row = connection.execute("SELECT current_database()").fetchone() or ("",)
        statement = sql.SQL("ALTER DATABASE {} SET search_path = {}").format(
            sql.Identifier(row[0]), sql.SQL(SEARCH_PATH)
        )
        if not _allowed(connection, statement):
            notes.append(
                f"search_path was not set: this user does not own the database; SET search_path = {SEARCH_PATH}"
            )
    return notes


def missing_grants(connection: psycopg.Connection[Any]) -> list[str]:
    """Rights the reader should have and has not; and the search path, where it is not the database's."""
    found = []
    if _has_reader(connection):
        query = """
            SELECT format('%%I.%%I', namespace.nspname, relation.relname)
            FROM pg_class AS relation
            JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
            WHERE namespace.nspname IN ('trialdb', 'answers')
              AND relation.relkind IN ('r', 'p', 'v', 'm')
              AND NOT (
                has_table_privilege(%(reader)s, relation.oid, 'SELECT')
                AND has_schema_privilege(%(reader)s, namespace.oid, 'USAGE')
              )
            ORDER BY 1
            """
        found = [f"{READER} may not read {row[0]}" for row in connection.execute(query, {"reader": READER})]
    if _search_path(connection) != SEARCH_PATH:
        found.append(f"the database's search_path is not {SEARCH_PATH}")
    return found


def _has_reader(connection: psycopg.Connection[Any]) -> bool:
    return connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [READER]).fetchone() is not None


def _search_path(connection: psycopg.Connection[Any]) -> str | None:
    """The search path set for this database and everyone in it."""
    query = """
        SELECT substr(setting, length('search_path=') + 1)
        FROM pg_db_role_setting AS own
        CROSS JOIN unnest(own.setconfig) AS setting
        WHERE own.setrole = 0
          AND own.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND starts_with(setting, 'search_path=')
        """
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _allowed(connection: psycopg.Connection[Any], statement: str | sql.Composed) -> bool:
    """Run a statement that this user may lack the right for, or that another session has just run."""
    try:
        with connection.transaction():
            connection.execute(statement.encode() if isinstance(statement, str) else statement)
    except InsufficientPrivilege:
        return False
    except DuplicateObject:
        pass
    return True
