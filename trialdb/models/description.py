"""What those who write rows need to know of the tables, as ``columns.csv`` has it."""

from __future__ import annotations

import csv
import io

from sqlalchemy import Column, Table
from sqlalchemy.dialects.postgresql.base import PGDialect

from trialdb.models import Base

_DIALECT = PGDialect()  # type: ignore[no-untyped-call]


def described() -> str:
    """The text of ``columns.csv``: a line for each column of each table, parents before children."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(("table", "kind", "column", "type", "is_key", "is_indexed", "value_list"))
    for table in Base.metadata.sorted_tables:
        indexed = {column.name for index in table.indexes for column in index.columns}
        for column in table.columns:
            is_key = column.primary_key
            is_indexed = is_key or bool(column.unique) or column.name in indexed
            lines.writerow((table.name, _kind(table), column.name, _type(column), *map(_yes, (is_key, is_indexed)),
                            _value_list(column)))  # fmt: skip
    return text.getvalue()


def _kind(table: Table) -> str:
    return next((kind for kind in ("lookup", "shared") if table.info.get(kind)), "")


def _type(column: Column[object]) -> str:
    plain = column.type.compile(dialect=_DIALECT).lower().replace("timestamp with time zone", "timestamptz")
    return plain.partition("(")[0].strip()


def _value_list(column: Column[object]) -> str:
    targets = [key.column for key in column.foreign_keys if key.column.table.info.get("lookup")]
    return ".".join((targets[0].table.name, targets[0].name)) if targets else ""


def _yes(fact: bool) -> str:
    return "yes" if fact else ""
