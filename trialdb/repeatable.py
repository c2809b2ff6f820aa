"""What is applied again whenever its file changes, rather than once: the database's own note of what was applied."""

from __future__ import annotations

from typing import Any, NamedTuple

import psycopg


class Applied(NamedTuple):
    """A file as last applied, and what PostgreSQL made of it."""

    sha256: str
    definition: str | None = None


def applied(connection: psycopg.Connection[Any], prefix: str) -> dict[str, Applied]:
    """What was applied, by file; ``prefix`` is ``sql/`` or ``data/``."""
    query = "SELECT file, sha256, definition FROM trialdb.repeatable_files WHERE starts_with(file, %s)"
    return {row[0]: Applied(row[1], row[2]) for row in connection.execute(query, [prefix])}


def note(connection: psycopg.Connection[Any], file: str, now: Applied) -> None:
    connection.execute(
        """
        INSERT INTO trialdb.repeatable_files (file, sha256, definition) VALUES (%s, %s, %s)
        ON CONFLICT (file) DO UPDATE SET sha256 = excluded.sha256, definition = excluded.definition
        """,
        [file, *now],
    )


def forget(connection: psycopg.Connection[Any], file: str) -> None:
    connection.execute("DELETE FROM trialdb.repeatable_files WHERE file = %s", [file])
