"""The history of loads and their problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg

from trialdb.store.copy import copy_rows
from trialdb.tally import Problem, Tally

_PROBLEM_COLUMNS = (
    "load_id", "severity", "source_name", "loader", "trial_key", "place", "code", "message", "value",
)  # fmt: skip

# A field or value that the registry has added is in every document from that day on: one line says it.
_FOLD_WHAT_IS_NEW = """
    WITH met AS (
        DELETE FROM trialdb.load_problems
        WHERE load_id = %s AND code IN ('unknown_field', 'unknown_value')
        RETURNING *
    )
    INSERT INTO trialdb.load_problems
        (load_id, severity, source_name, loader, trial_key, place, code, message, value)
    SELECT
        load_id,
        severity,
        (array_agg(source_name ORDER BY source_name))[1],
        loader,
        (array_agg(trial_key ORDER BY source_name))[1],
        place,
        code,
        message || CASE WHEN count(*) > 1 THEN ' (in ' || count(*) || ' documents, here is one)' ELSE '' END,
        (array_agg(value ORDER BY source_name))[1]
    FROM met
    GROUP BY
        load_id, severity, loader, place, code, message,
        CASE code WHEN 'unknown_value' THEN value END
"""


def start_load(connection: psycopg.Connection[Any], paths: Sequence[str], version: str) -> int:
    """Open a load in the history and return its id."""
    query = "INSERT INTO trialdb.loads (paths, trialdb_version, status) VALUES (%s, %s, 'running') RETURNING load_id"
    row = connection.execute(query, [list(paths), version]).fetchone()
    assert row is not None  # noqa: S101  (INSERT … RETURNING gives a row)
    return int(row[0])


def add_problems(connection: psycopg.Connection[Any], load_id: int, problems: Sequence[Problem]) -> None:
    """List problems of a load."""
    rows = [(load_id, *(getattr(problem, name) for name in _PROBLEM_COLUMNS[1:])) for problem in problems]
    if rows:
        copy_rows(connection, "load_problems", _PROBLEM_COLUMNS, rows)


def finish_load(connection: psycopg.Connection[Any], tally: Tally) -> None:
    """Close a load in the history with its counts; its problems have one line for what is new."""
    connection.execute(_FOLD_WHAT_IS_NEW, [tally.load_id])
    connection.execute(
        """
        UPDATE trialdb.loads
        SET finished_at = now(), status = %s, n_documents = %s, n_loaded = %s, n_unchanged = %s, n_failed = %s,
            n_warnings = %s, seconds = %s
        WHERE load_id = %s
        """,
        [tally.status, tally.documents, tally.loaded, tally.unchanged, tally.failed, tally.warnings, tally.seconds,
         tally.load_id],
    )  # fmt: skip
