"""Entities and lookup values that trials share: conditions, agents, sites, sponsors, and values met for the first time.

Their keys are computed from their names, so every worker makes the same row: whoever comes first inserts it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg import sql

from trialdb.errors import TrialdbError
from trialdb.models import Base
from trialdb.rows import SharedRows
from trialdb.store.copy import table

# A row comes after the rows it points to: a condition before its ancestors.
_IN_ORDER = [model.name for model in Base.metadata.sorted_tables]

# What this process has seen committed in this database; a name seldom comes only once.
_known: dict[tuple[str, str], set[Any]] = {}


class CollisionError(TrialdbError):
    """Two names have one computed key: neither may silently become the other."""


def add_shared(connection: psycopg.Connection[Any], shared: Mapping[str, SharedRows]) -> None:
    """Make sure that these entities and lookup values are there, each table after those it points to, in key order.

    In a transaction of its own before the trials': inside theirs, two workers would wait for each other.
    """
    database = f"{connection.info.host}/{connection.info.dbname}"
    for name in filter(shared.__contains__, _IN_ORDER):
        known = _known.setdefault((database, name), set())
        new = {key: row for key, row in shared[name].rows.items() if key not in known}
        if new:
            with connection.transaction():
                _insert(connection, name, shared[name].columns, [new[key] for key in sorted(new)])
            known.update(new)


def forget_shared() -> None:
    """Forget what was seen committed: after a rollback it may not be."""
    _known.clear()


def _insert(
    connection: psycopg.Connection[Any], name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    model = table(name)
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    arrays = sql.SQL(", ").join(
        sql.SQL("%s::{}[]").format(sql.SQL(str(model.c[column].type.compile()).lower())) for column in columns
    )
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) SELECT * FROM unnest({}) ON CONFLICT DO NOTHING").format(
            sql.Identifier(str(model.schema), name), listed, arrays
        ),
        [list(column) for column in zip(*rows, strict=True)],
    )
    # ON CONFLICT also swallows a key that belongs to another name: the first two columns tell.
    if len(columns) > 1 and model.info.get("shared") and len(model.primary_key.columns) == 1:
        key, label = columns[:2]
        stored = dict(
            connection.execute(
                sql.SQL("SELECT {}, {} FROM {} WHERE {} = ANY(%s)").format(
                    sql.Identifier(key), sql.Identifier(label), sql.Identifier(str(model.schema), name),
                    sql.Identifier(key),
                ),
                [[row[0] for row in rows]],
            ).fetchall()
        )  # fmt: skip
        for row in rows:
            if stored.get(row[0]) != row[1]:
                raise CollisionError(
                    f"{name}: {row[1]!r} and {stored.get(row[0])!r} have the same key {row[0]}; please report it"
                )
