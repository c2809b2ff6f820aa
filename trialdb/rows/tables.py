"""Rows on their way to a table, and the way from a record's struct to the cells of a row.

Field names are column names, so a struct and a table are all it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, get_args

import msgspec
from sqlalchemy import Table

from trialdb.models import Base
from trialdb.records import PartialDate

Cells = Callable[[Any], tuple[Any, ...]]


class TableRows(msgspec.Struct):
    """Rows of one table, all with these columns."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]] = msgspec.field(default_factory=list)


class SharedRows(msgspec.Struct):
    """Rows of a table that trials share, by key; the key comes first."""

    columns: tuple[str, ...]
    n_key: int = 1
    rows: dict[Any, tuple[Any, ...]] = msgspec.field(default_factory=dict)


@cache
def table(name: str) -> Table:
    return Base.metadata.tables[f"{Base.metadata.schema}.{name}"]


def cells(struct: type[msgspec.Struct], name: str) -> tuple[tuple[str, ...], Cells]:
    """The columns of a table that a struct states, and the function that gives their values for one of it.

    A ``PartialDate`` ``x`` fills ``x``, ``x_precision`` and, where the table has it, ``x_kind``; a list becomes an
    array, NULL where it is empty. Fields without a column are somebody else's business.
    """
    model = table(name)
    columns: list[str] = []
    fields = [field for field in msgspec.structs.fields(struct) if field.name in model.c]
    spreads: list[tuple[int, Cells]] = []
    for position, field in enumerate(fields):
        columns.append(field.name)
        if PartialDate in (field.type, *get_args(field.type)):
            parts = [part for part in ("precision", "kind") if f"{field.name}_{part}" in model.c]
            columns += (f"{field.name}_{part}" for part in parts)
            spreads.append((position, _date_cells(parts)))
        elif getattr(field.type, "__origin__", None) is tuple:
            spreads.append((position, _array_cells))
    return tuple(columns), _all_cells([field.name for field in fields], spreads)


def _all_cells(names: Sequence[str], spreads: Sequence[tuple[int, Cells]]) -> Cells:
    """Get the attributes ``names``, then spread the values at some positions over cells of their own."""
    if len(names) == 1:
        (name,) = names
        return lambda item: (getattr(item, name),)
    get: Cells = attrgetter(*names)
    if not spreads:
        return get
    from_the_end = spreads[::-1]

    def values(item: Any) -> tuple[Any, ...]:
        row = list(get(item))
        for position, spread in from_the_end:
            row[position : position + 1] = spread(row[position])
        return tuple(row)

    return values


def _date_cells(parts: Sequence[str]) -> Cells:
    get: Cells = attrgetter("on", *parts)
    not_stated = (None,) * (1 + len(parts))
    return lambda date: not_stated if date is None else get(date)


def _array_cells(values: Sequence[Any]) -> tuple[Any, ...]:
    return (list(values) or None,)
