"""A first load without secondary indexes and foreign keys: they are made when its rows are there.

What was put off stands in ``deferred_definitions`` from the same transaction that takes it down, and leaves it in the
one that puts it back: after a crash the next command finds it there and makes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg

# Loads hold this lock together; a first load that puts things off holds it alone.
_LOADING = 0x7413

# Only tables that loads fill in bulk. Primary keys and unique indexes stay: they are what makes loading safe.
_PUT_OFF = """
    WITH bulk AS (
        SELECT DISTINCT conrelid AS oid FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey) AND attname = 'trial_id'
        WHERE contype = 'p' AND connamespace = 'trialdb'::regnamespace
    )
    SELECT 1 AS step, indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS statement,
        format('DROP INDEX %s', indexrelid::regclass) AS removal
    FROM pg_index JOIN bulk ON indrelid = oid
    WHERE NOT indisunique
    UNION ALL
    SELECT 2, conname,
        format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid)),
        format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
    FROM pg_constraint AS c JOIN bulk ON conrelid = bulk.oid
    WHERE contype = 'f'
    ORDER BY step, name
    """


@contextmanager
def hold_for_loading(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """Be one of the loads of this database; waits while a first load has it alone."""
    connection.execute("SELECT pg_advisory_lock_shared(%s)", [_LOADING])
    try:
        yield
    finally:
        if not connection.broken:
            connection.execute("SELECT pg_advisory_unlock_shared(%s)", [_LOADING])


@contextmanager
def defer_definitions(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """Put off what can be made when the rows are there, if the database is empty and nobody else is loading.

    The caller holds the database for loading. After an interrupt the next command makes it.
    """
    if not _alone(connection):
        yield
        return
    has_time = True
    try:
        if _is_empty(connection):
            # Somebody reads the tables just now: then we load with everything in place.
            with suppress(psycopg.errors.LockNotAvailable), connection.transaction():
                _take_down(connection)
        yield
    except KeyboardInterrupt:
        has_time = False
        raise
    finally:
        if not connection.broken:
            if has_time:
                _put_back(connection)
            connection.execute("SELECT pg_advisory_unlock(%s)", [_LOADING])


def restore_definitions(connection: psycopg.Connection[Any]) -> bool:
    """Make what a first load that crashed has put off; whether there was anything to make."""
    if not _has_deferred(connection) or not _alone(connection):
        return False
    try:
        _put_back(connection)
    finally:
        connection.execute("SELECT pg_advisory_unlock(%s)", [_LOADING])
    return True


@contextmanager
def keep_loads_out(connection: psycopg.Connection[Any]) -> Iterator[bool]:
    """Let no load begin; False where one is under way."""
    is_alone = _alone(connection)
    try:
        yield is_alone
    finally:
        if is_alone and not connection.broken:
            connection.execute("SELECT pg_advisory_unlock(%s)", [_LOADING])


def _alone(connection: psycopg.Connection[Any]) -> bool:
    (gotten,) = connection.execute("SELECT pg_try_advisory_lock(%s)", [_LOADING]).fetchone() or (False,)
    return bool(gotten)


def _has_deferred(connection: psycopg.Connection[Any]) -> bool:
    (found,) = connection.execute("SELECT EXISTS (SELECT FROM trialdb.deferred_definitions)").fetchone() or (False,)
    return bool(found)


def _is_empty(connection: psycopg.Connection[Any]) -> bool:
    (found,) = connection.execute("SELECT EXISTS (SELECT FROM trialdb.documents)").fetchone() or (True,)
    return not found


def _take_down(connection: psycopg.Connection[Any]) -> None:
    # In this order a foreign key never loses the index of the table it points to: those are unique, and stay.
    # We lock many tables one after the other, and so may a reader. We give up before PostgreSQL looks for a deadlock
    # (deadlock_timeout, 1 s), so that it never is the reader who fails.
    connection.execute("SET LOCAL lock_timeout = '500ms'")
    found = connection.execute(_PUT_OFF).fetchall()
    for number, (_, _, statement, removal) in enumerate(found, 1):
        connection.execute("INSERT INTO trialdb.deferred_definitions VALUES (%s, %s)", [number, statement])
        connection.execute(removal)


def _put_back(connection: psycopg.Connection[Any]) -> None:
    waiting = connection.execute("SELECT * FROM trialdb.deferred_definitions ORDER BY definition_no").fetchall()
    for number, statement in waiting:
        with connection.transaction():
            connection.execute(statement)
            connection.execute("DELETE FROM trialdb.deferred_definitions WHERE definition_no = %s", [number])
    if waiting:
        connection.execute("ANALYZE")
