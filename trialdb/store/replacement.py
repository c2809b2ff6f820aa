"""The rows that some trials have and those they should have: only what differs is written.

A registry edits a few cells of a trial that has a hundred rows, and under forty foreign keys a row costs thirty times
more to replace than to compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import psycopg

from trialdb.columns import TABLES
from trialdb.rows import TableRows
from trialdb.store.copy import copy_rows

_Row = tuple[Any, ...]

# Parents before children; documents have a life of their own.
TRIAL_TABLES = [name for name, table in TABLES.items() if "trial_id" in table.key and name != "documents"]


def make_equal(connection: psycopg.Connection[Any], trial_ids: Sequence[int], rows: Mapping[str, TableRows]) -> None:
    """Let the rows of these trials be exactly ``rows``, whose key comes first.

    Rows come and change from parents to children, and go from children to parents: so none ever points to what is
    not there, and no cascade takes one along that stays.
    """
    gone = {
        name: _add_and_change(connection, name, trial_ids, rows.get(name) or TableRows(TABLES[name].key))
        for name in TRIAL_TABLES
    }
    for name in reversed(TRIAL_TABLES):
        if gone[name]:
            connection.execute(_deletion(name), _columns(gone[name]))


def _add_and_change(
    connection: psycopg.Connection[Any], name: str, trial_ids: Sequence[int], wanted: TableRows
) -> list[_Row]:
    """Write the rows of a table that are new or differ; returns the keys of those that should go."""
    n_key = len(TABLES[name].key)
    query = f"SELECT {', '.join(wanted.columns)} FROM trialdb.{name} WHERE trial_id = ANY(%s)"
    found = connection.cursor(binary=True).execute(query, [list(trial_ids)]).fetchall()
    stored = {row[:n_key]: row for row in found}
    new, changed = [], []
    for row in wanted.rows:
        before = stored.pop(row[:n_key], None)
        if before is None:
            new.append(row)
        elif before != row:
            changed.append(row)
    if new:
        copy_rows(connection, name, wanted.columns, new)
    if changed:
        key_last = [(*row[n_key:], *row[:n_key]) for row in changed]
        connection.cursor().executemany(_update(name, wanted.columns), key_last)
    return list(stored)


@cache
def _update(name: str, columns: tuple[str, ...]) -> str:
    key = TABLES[name].key
    return (
        f"UPDATE trialdb.{name} SET {', '.join(f'{column} = %s' for column in columns[len(key) :])} "
        f"WHERE {' AND '.join(f'{column} = %s' for column in key)}"
    )


@cache
def _deletion(name: str) -> str:
    table = TABLES[name]
    arrays = ", ".join(f"%s::{table.columns[column].type}[]" for column in table.key)
    same = " AND ".join(f"stored.{column} = gone.{column}" for column in table.key)
    return f"DELETE FROM trialdb.{name} AS stored USING unnest({arrays}) AS gone ({', '.join(table.key)}) WHERE {same}"


def _columns(rows: Iterable[_Row]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
