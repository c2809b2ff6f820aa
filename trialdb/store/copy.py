"""Binary COPY into any of our tables, driven by the models."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import psycopg
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql

from trialdb.models import Base

_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


@cache
def table(name: str) -> Table:
    """The model's table of that name in our schema."""
    return Base.metadata.tables[f"{Base.metadata.schema}.{name}"]


@cache
def _statement(name: str, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The COPY statement, and the PostgreSQL type of each column: binary COPY converts nothing."""
    model = table(name)
    types = tuple(type_name(model, column) for column in columns)
    return f"COPY {model.schema}.{name} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)", types


def type_name(model: Table, column: str) -> str:
    """The PostgreSQL type of a column, without its precision."""
    sql = model.c[column].type.compile(dialect=_DIALECT).lower()
    return sql.partition("(")[0].strip().replace("timestamp with time zone", "timestamptz")


def copy_rows(
    connection: psycopg.Connection[Any], name: str, columns: tuple[str, ...], rows: Iterable[Sequence[Any]]
) -> None:
    """COPY ``rows`` into the table ``name``. Every value must already be of its column's type and within its range."""
    statement, types = _statement(name, columns)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)
