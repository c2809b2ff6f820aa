"""Rows on their way to a table, and the way from a record's struct to the cells of a row.

Field names are column names, so a struct and a table are all it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from operator import attrgetter
from typing import Any, get_args

import msgspec

from trialdb.columns import TABLES
from trialdb.records import PartialDate

Cells = Callable[[Any], tuple[Any, ...]]


class TableRows(msgspec.Struct):
    """Rows of one table, all with these columns."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]] = msgspec.field(default_factory=list)


class SharedRows(msgspec.Struct):
    """Rows of a table that trials share, by key; the key comes first."""

    columns: tuple[str, ...]
    rows: dict[Any, tuple[Any, ...]] = msgspec.field(default_factory=dict)


def cells(struct: type[msgspec.Struct], name: str, without: Collection[str] = ()) -> tuple[tuple[str, ...], Cells]:
    """The columns of a table that a struct states, and the function that gives their values for one of it.

    A ``PartialDate`` ``x`` fills ``x``, ``x_precision`` and, where the table has it, ``x_kind``; a list becomes an
    array, NULL where it is empty. Fields without a column are somebody else's business, and so are those in
    ``without``, whose cells are not what the struct says.
    """
    known = TABLES[name].columns
    plain: list[str] = []
    spread: dict[str, tuple[tuple[str, ...], Cells]] = {}
    for field in msgspec.structs.fields(struct):
        if field.name not in known or field.name in without:
            continue
        if PartialDate in (field.type, *get_args(field.type)):
            parts = [part for part in ("precision", "kind") if f"{field.name}_{part}" in known]
            spread[field.name] = (field.name, *(f"{field.name}_{part}" for part in parts)), _date_cells(parts)
        elif getattr(field.type, "__origin__", None) is tuple:
            spread[field.name] = (field.name,), _array_cells
        else:
            plain.append(field.name)
    columns = (*plain, *(column for columns, _ in spread.values() for column in columns))
    return columns, _all_cells(plain, [(attrgetter(field), cells) for field, (_, cells) in spread.items()])


def _all_cells(plain: Sequence[str], spread: Sequence[tuple[Callable[[Any], Any], Cells]]) -> Cells:
    """Get the attributes ``plain``, then the cells that others spread over."""
    get = _tuple_getter(plain)
    if not spread:
        return get

    def values(item: Any) -> tuple[Any, ...]:
        row = list(get(item))
        for attribute, cells in spread:
            row += cells(attribute(item))
        return tuple(row)

    return values


def _tuple_getter(names: Sequence[str]) -> Cells:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda item: tuple(getattr(item, name) for name in names)


def _date_cells(parts: Sequence[str]) -> Cells:
    get: Cells = attrgetter("on", *parts)
    not_stated = (None,) * (1 + len(parts))
    return lambda date: not_stated if date is None else get(date)


def _array_cells(values: Sequence[Any]) -> tuple[Any, ...]:
    return (list(values) or None,)
