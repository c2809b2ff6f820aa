"""Logins that may read the database: members of the role ``trialdb_reader``. The logins themselves are not ours."""

from __future__ import annotations

import difflib
from typing import Any

import psycopg
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from trialdb.errors import SchemaError, UsageError
from trialdb.views.grants import READER

# From PostgreSQL 16 on a membership says itself whether it gives its rights; before, the login's own INHERIT does.
_SAYS_INHERIT = 160_000


def grant(connection: psycopg.Connection[Any], login: str) -> list[str]:
    """Let ``login`` read; notes on what still keeps it from doing so."""
    _require(connection, login)
    inherit = sql.SQL(" WITH INHERIT TRUE" if connection.info.server_version >= _SAYS_INHERIT else "")
    _run(connection, sql.SQL("GRANT {} TO {}").format(_READER, sql.Identifier(login)) + inherit, login)
    return _hindrances(connection, login)


def revoke(connection: psycopg.Connection[Any], login: str) -> list[str]:
    """Take back what ``grant`` gave; notes on why the login may read all the same."""
    _require(connection, login)
    grantors = connection.execute(
        "SELECT pg_get_userbyid(grantor) FROM pg_auth_members WHERE roleid = to_regrole(%s) AND member = %s::regrole",
        [READER, sql.Identifier(login).as_string(connection)],
    ).fetchall()
    with connection.transaction():
        for (grantor,) in grantors:
            names = {"reader": _READER, "login": sql.Identifier(login), "grantor": sql.Identifier(grantor)}
            _run(connection, sql.SQL("REVOKE {reader} FROM {login} GRANTED BY {grantor}").format(**names), login)
    notes = [] if grantors else [f"{login} was no reader"]
    if _asks(connection, "has_schema_privilege(%s, 'answers', 'USAGE')", login):
        notes.append(f"{login} may still read: as a superuser, as the owner, or by rights given otherwise")
    return notes


_READER = sql.Identifier(READER)


def _require(connection: psycopg.Connection[Any], login: str) -> None:
    """Raise unless there are both the reader and the login."""
    roles = dict(connection.execute("SELECT rolname, rolcanlogin FROM pg_roles").fetchall())
    if READER not in roles:
        raise SchemaError(
            f"there is no role {READER} on this server: run trialdb db upgrade as a user who may create roles"
        )
    if login not in roles:
        near = difflib.get_close_matches(login, [name for name, can_log_in in roles.items() if can_log_in], n=1)
        hint = f"did you mean {near[0]!r}?" if near else "trialdb creates none; CREATE ROLE … LOGIN makes one"
        raise UsageError(f"there is no login {login!r} on this server; {hint}")
    if not roles[login]:
        raise UsageError(f"{login!r} is a role that cannot log in; name the login that shall read")


def _run(connection: psycopg.Connection[Any], statement: sql.Composed, login: str) -> None:
    try:
        connection.execute(statement)
    except InsufficientPrivilege as error:
        raise SchemaError(
            f"this user may not decide who reads, so nothing changed for {login}: {error.diag.message_primary}"
        ) from None


def _hindrances(connection: psycopg.Connection[Any], login: str) -> list[str]:
    found = []
    if not _asks(connection, "has_database_privilege(%s, current_database(), 'CONNECT')", login):
        found.append(f"{login} may not connect to the database {connection.info.dbname}: its owner must grant CONNECT")
    if not _asks(connection, "has_schema_privilege(%s, 'answers', 'USAGE')", login):
        found.append(f"{login} takes no rights from its roles (NOINHERIT): it must SET ROLE {READER} to read")
    return found


def _asks(connection: psycopg.Connection[Any], condition: str, login: str) -> bool:
    (answer,) = connection.execute(f"SELECT {condition}".encode(), [login]).fetchone() or (False,)
    return bool(answer)
