"""The columns of every table, for those who write rows: what the models say of them, without SQLAlchemy.

Importing the models takes a third of a second, for which every worker would wait, and whoever loads one document.
``columns.csv`` says the same: ``python -m trialdb.models`` writes it when a model has changed, and a test compares.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import NamedTuple

FILE = files(__package__) / "columns.csv"


class Column(NamedTuple):
    """``type`` is PostgreSQL's, without precision; ``value_list`` the list that its values stand in, and its key."""

    name: str
    type: str
    is_key: bool
    is_indexed: bool
    value_list: tuple[str, str] | None


class Table(NamedTuple):
    """``kind`` is ``lookup`` for a value list, ``shared`` for an entity that many trials name, else empty."""

    name: str
    kind: str
    columns: dict[str, Column]

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of its primary key."""
        return tuple(column.name for column in self.columns.values() if column.is_key)


def _read() -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()):
        table = tables.setdefault(row["table"], Table(row["table"], row["kind"], {}))
        listed, _, key = row["value_list"].partition(".")
        table.columns[row["column"]] = Column(
            row["column"],
            row["type"],
            row["is_key"] == "yes",
            row["is_indexed"] == "yes",
            (listed, key) if key else None,
        )
    return tables


# Parents before children.
TABLES = _read()
