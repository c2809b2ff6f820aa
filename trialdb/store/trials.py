"""Make the rows of some trials be exactly these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg

from trialdb.columns import TABLES
from trialdb.rows import TableRows
from trialdb.store.copy import copy_rows
from trialdb.store.replacement import make_equal

# The first of the two keys of an advisory lock: these locks are on trials.
_TRIAL_LOCKS = 0x7412

# What a reader wants to see the history of.
WATCHED = (
    "overall_status", "why_stopped", "phase", "enrollment", "enrollment_type", "start_on", "primary_completion_on",
    "completion_on", "results_posted_on",
)  # fmt: skip


def lock_trials(connection: psycopg.Connection[Any], trial_ids: Sequence[int]) -> None:
    """Hold these trials to the end of the transaction; in order, so that two writers never wait for each other."""
    connection.execute(
        "SELECT pg_advisory_xact_lock(hashint8extended(key, %s)) FROM unnest(%s::bigint[]) AS key ORDER BY key",
        [_TRIAL_LOCKS, sorted(trial_ids)],
    )


def replace_trials(
    connection: psycopg.Connection[Any],
    trial_ids: Sequence[int],
    rows: Mapping[str, TableRows],
    load_id: int,
    *,
    is_new: bool,
) -> None:
    """Make the rows of these trials be exactly ``rows``, and note what changed in the watched fields.

    ``is_new`` says that none of them has rows yet, which spares the comparison.
    """
    before = {} if is_new else _watched(connection, trial_ids)
    if not before:
        for name in TABLES:
            if found := rows.get(name):
                copy_rows(connection, name, found.columns, found.rows)
        return
    make_equal(connection, trial_ids, rows)
    _note_changes(connection, before, _watched(connection, list(before)), load_id)


def _watched(connection: psycopg.Connection[Any], trial_ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    columns = ", ".join(f"trial.{name}::text" for name in WATCHED)
    query = f"""
        SELECT trial.trial_id, trial.trial_key, {columns},
            (SELECT count(*) FROM trialdb.trial_sites AS site WHERE site.trial_id = trial.trial_id)::text
        FROM trialdb.trials AS trial
        WHERE trial.trial_id = ANY(%s)
        """
    return {row[0]: row[1:] for row in connection.execute(query, [list(trial_ids)])}


def _note_changes(
    connection: psycopg.Connection[Any],
    before: Mapping[int, tuple[Any, ...]],
    after: Mapping[int, tuple[Any, ...]],
    load_id: int,
) -> None:
    columns = ("trial_id", "trial_key", "load_id", "field", "old_value", "new_value")
    changes = [
        (trial, old[0], load_id, field, was, now)
        for trial, old in before.items()
        for field, was, now in zip((*WATCHED, "n_sites"), old[1:], after.get(trial, old)[1:], strict=True)
        if was != now
    ]
    if changes:
        copy_rows(connection, "trial_changes", columns, changes)
