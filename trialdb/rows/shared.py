"""The values of value lists that rows name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from trialdb.columns import TABLES
from trialdb.rows.tables import TableRows


def lookup_values(name: str, found: TableRows) -> Iterator[tuple[str, tuple[str, str], set[str]]]:
    """Each value list that a table's rows point to: its name, its columns, the values met.

    A value that is not there yet is added as one this version does not know.
    """
    for position, lookup, key in _lookup_columns(name, found.columns):
        values = set(map(itemgetter(position), found.rows))
        values.discard(None)
        if values:
            yield lookup, (key, "is_known"), values


@cache
def _lookup_columns(name: str, columns: tuple[str, ...]) -> tuple[tuple[int, str, str], ...]:
    known = TABLES[name].columns
    return tuple((position, *listed) for position, column in enumerate(columns) if (listed := known[column].value_list))
