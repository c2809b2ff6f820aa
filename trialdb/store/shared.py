"""Entities and lookup values that trials share: conditions, agents, sites, sponsors, and values met for the first time.

Their keys are computed from their names, so every worker makes the same row: whoever comes first inserts it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import psycopg

from trialdb.columns import TABLES
from trialdb.errors import TrialdbError
from trialdb.rows import SharedRows
from trialdb.vocabulary.keys import plain_words

# Table → keys that a connection has seen committed; a name seldom comes only once.
_Known = defaultdict[str, set[Any]]
_MOST_KNOWN = 200_000  # of a table; memory stays flat, and what is forgotten is only asked for again
_known: WeakKeyDictionary[psycopg.Connection[Any], _Known] = WeakKeyDictionary()


class CollisionError(TrialdbError):
    """Two names have one computed key: neither may silently become the other."""


def add_shared(connection: psycopg.Connection[Any], shared: Mapping[str, SharedRows]) -> None:
    """Make sure that these entities and lookup values are there, each table after those it points to, in key order.

    In a transaction of its own before the trials': inside theirs, two workers would wait for each other.
    """
    seen = _known.setdefault(connection, defaultdict(set))
    for name in filter(shared.__contains__, TABLES):
        known = seen[name]
        new = {key: row for key, row in shared[name].rows.items() if key not in known}
        if new:
            with connection.transaction():
                # The log is written in order: no trial that names these rows can be there without them.
                connection.execute("SET LOCAL synchronous_commit = off")
                _insert(connection, name, shared[name].columns, [new[key] for key in sorted(new)])
            known.update(new)
        if len(known) > _MOST_KNOWN:
            known.clear()


def _insert(
    connection: psycopg.Connection[Any], name: str, columns: tuple[str, ...], rows: Sequence[Sequence[Any]]
) -> None:
    insert, look_up = _statements(name, columns)
    connection.execute(insert, [list(column) for column in zip(*rows, strict=True)])
    if look_up is None:
        return
    # ON CONFLICT also swallows a key that belongs to another name: the first two columns tell.
    stored = dict(connection.execute(look_up, [[row[0] for row in rows]]).fetchall())
    if differing := [row for row in rows if stored.get(row[0]) != row[1]]:
        _respell(connection, name, columns, differing, stored)


def _respell(
    connection: psycopg.Connection[Any],
    name: str,
    columns: tuple[str, ...],
    rows: Sequence[Sequence[Any]],
    stored: Mapping[Any, str],
) -> None:
    """Names as this version spells them: an earlier one may have spelt a name otherwise, or given it another key.

    Raises ``CollisionError`` where two names that are not spellings of one have one key.
    """
    key, label = columns[:2]
    for row in rows:
        was = stored.get(row[0])
        if was is not None and plain_words(was) != plain_words(row[1]):
            raise CollisionError(f"{name}: {row[1]!r} and {was!r} have the same key {row[0]}; please report it")
    insert, _ = _statements(name, columns)
    connection.execute(
        f"UPDATE trialdb.{name} AS other SET {label} = other.{label} || ' #' || other.{key} "
        f"FROM unnest(%s::bigint[], %s::text[]) AS ours ({key}, {label}) "
        f"WHERE other.{label} = ours.{label} AND other.{key} <> ours.{key}",
        [[row[0] for row in rows], [row[1] for row in rows]],
    )
    connection.execute(
        insert.removesuffix("DO NOTHING") + f"({key}) DO UPDATE SET {label} = excluded.{label}",
        [list(column) for column in zip(*rows, strict=True)],
    )


@cache
def _statements(name: str, columns: tuple[str, ...]) -> tuple[str, str | None]:
    """How rows of a shared table are inserted and, where a name has one computed key, how its key is looked up."""
    table = TABLES[name]
    arrays = ", ".join(f"%b::{table.columns[column].type}[]" for column in columns)
    insert = f"INSERT INTO trialdb.{name} ({', '.join(columns)}) SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING"
    if len(columns) == 1 or table.kind != "shared" or len(table.key) > 1:
        return insert, None
    key, label = columns[:2]
    return insert, f"SELECT {key}, {label} FROM trialdb.{name} WHERE {key} = ANY(%b)"
