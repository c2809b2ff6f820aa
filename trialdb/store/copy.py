"""Binary COPY into any of our tables, driven by the models.

Importing this module is cheap: an unchanged reload copies nothing, and SQLAlchemy takes half a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from sqlalchemy import Dialect, Table


@cache
def table(name: str) -> Table:
    """The model's table of that name in our schema."""
    from trialdb.models import Base

    return Base.metadata.tables[f"{Base.metadata.schema}.{name}"]


@cache
def _statement(name: str, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The COPY statement, and the PostgreSQL type of each column: binary COPY converts nothing."""
    model = table(name)
    types = tuple(type_name(model, column) for column in columns)
    return f"COPY {model.schema}.{name} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)", types


def type_name(model: Table, column: str) -> str:
    """The PostgreSQL type of a column, without its precision."""
    sql = model.c[column].type.compile(dialect=_dialect()).lower()
    return sql.partition("(")[0].strip().replace("timestamp with time zone", "timestamptz")


@cache
def _dialect() -> Dialect:
    from sqlalchemy.dialects import postgresql

    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    return dialect


def copy_rows(
    connection: psycopg.Connection[Any], name: str, columns: tuple[str, ...], rows: Iterable[Sequence[Any]]
) -> None:
    """COPY ``rows`` into the table ``name``. Every value must already be of its column's type and within its range."""
    statement, types = _statement(name, columns)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)
