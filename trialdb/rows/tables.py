"""Rows on their way to a table, and the way from a record's struct to the cells of a row.

Field names are column names, so a struct and a table are all it takes.
"""

from __future__ import annotations

from collections.abc import Callable
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
    getters: list[Callable[[Any], Any]] = []
    for field in msgspec.structs.fields(struct):
        if field.name not in model.c:
            continue
        get = attrgetter(field.name)
        columns.append(field.name)
        if PartialDate in (field.type, *get_args(field.type)):
            getters.append(_part(get, "on"))
            for part, column in (("precision", f"{field.name}_precision"), ("kind", f"{field.name}_kind")):
                if column in model.c:
                    columns.append(column)
                    getters.append(_part(get, part))
        elif getattr(field.type, "__origin__", None) is tuple:
            getters.append(_array(get))
        else:
            getters.append(get)
    if all(isinstance(get, attrgetter) for get in getters) and len(getters) > 1:
        return tuple(columns), attrgetter(*columns)
    return tuple(columns), lambda item: tuple([get(item) for get in getters])


def _part(get: Callable[[Any], Any], part: str) -> Callable[[Any], Any]:
    def value(item: Any) -> Any:
        stated = get(item)
        return None if stated is None else getattr(stated, part)

    return value


def _array(get: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda item: list(get(item)) or None
