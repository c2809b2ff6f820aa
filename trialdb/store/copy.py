"""Binary COPY into any of our tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import psycopg

from trialdb.columns import TABLES


@cache
def _statement(name: str, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The COPY statement, and the PostgreSQL type of each column: binary COPY converts nothing."""
    types = tuple(TABLES[name].columns[column].type for column in columns)
    return f"COPY trialdb.{name} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)", types


def copy_rows(
    connection: psycopg.Connection[Any], name: str, columns: tuple[str, ...], rows: Iterable[Sequence[Any]]
) -> None:
    """COPY ``rows`` into the table ``name``. Every value must already be of its column's type and within its range."""
    statement, types = _statement(name, columns)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)
