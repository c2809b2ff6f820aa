"""A first load without secondary indexes and foreign keys: they are made when its rows are there.

What was put off stands in ``deferred_definitions`` from the same transaction that takes it down, and leaves it in the
one that puts it back: after a crash the next command finds it there and makes it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from itertools import groupby
from typing import Any

import psycopg

# Loads hold this lock together; a first load that puts things off holds it alone.
_LOADING = 0x7413

# So many tables get their definitions back at once, as pg_restore -j2 does it.
_AT_ONCE = 2

# Only tables that loads fill in bulk. Primary keys and unique indexes stay: they are what makes loading safe.
# A foreign key comes back in two steps, as the first locks both its tables and the second, which reads them, neither.
_PUT_OFF = """
    WITH bulk AS (
        SELECT DISTINCT conrelid AS oid FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey) AND attname = 'trial_id'
        WHERE contype = 'p' AND connamespace = 'trialdb'::regnamespace
    ),
    parts AS (
        SELECT indrelid AS oid, 1 AS step, indexrelid::regclass::text AS name, amname = 'gin' AS is_of_words,
            NULL AS promise, pg_get_indexdef(indexrelid) AS statement,
            format('DROP INDEX %s', indexrelid::regclass) AS removal
        FROM pg_index JOIN bulk ON indrelid = oid
        JOIN pg_class AS made ON made.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
        WHERE NOT indisunique
        UNION ALL
        SELECT conrelid, 2, conname, false,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID', conrelid::regclass, conname,
                pg_get_constraintdef(c.oid)),
            format('ALTER TABLE %s VALIDATE CONSTRAINT %I', conrelid::regclass, conname),
            format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
        FROM pg_constraint AS c JOIN bulk ON conrelid = bulk.oid
        WHERE contype = 'f'
    )
    SELECT oid::regclass::text, bool_or(is_of_words) OVER (PARTITION BY oid) AS is_slow, promise, statement, removal
    FROM parts
    ORDER BY is_slow DESC, oid::regclass::text, step, name
    """
_OTHERS = """
    SELECT string_agg(oid::regclass::text, ', ' ORDER BY relname) FROM pg_class
    WHERE relnamespace = 'trialdb'::regnamespace AND relkind = 'r' AND oid <> ALL (%s::regclass[])
    """
# What comes back knows how the rows are spread: keys are checked in less time. An index of words is not there yet, or
# ANALYZE would find the words of every row that it looks at; of a table with long texts 7,500 rows tell enough.
_ANALYZE = "ALTER TABLE {0} RESET (autovacuum_enabled);\nANALYZE {0}"
_ANALYZE_FEWER = f"SET LOCAL default_statistics_target = 25;\n{_ANALYZE}"
# Until then nothing looks at a table again and again while it grows.
_LEAVE_ALONE = "ALTER TABLE {0} SET (autovacuum_enabled = off)"


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
    # We lock many tables one after the other, and so may a reader. We give up before PostgreSQL looks for a deadlock
    # (deadlock_timeout, 1 s), so that it never is the reader who fails.
    connection.execute("SET LOCAL lock_timeout = '500ms'")
    found = connection.execute(_PUT_OFF).fetchall()
    # What locks several tables comes first; then a table's own is made beside another's.
    definitions = [[promise for _, _, promise, _, _ in found if promise]]
    tables = []
    for (name, is_slow), parts in groupby(found, key=lambda part: (part[0], part[1])):
        tables.append(name)
        analyze = (_ANALYZE_FEWER if is_slow else _ANALYZE).format(name)
        definitions.append([analyze, *(statement for _, _, _, statement, _ in parts)])
    (others,) = connection.execute(_OTHERS, [tables]).fetchone() or (None,)
    definitions.append([f"ANALYZE {others}"])
    for number, statements in enumerate(definitions, 1):
        together = ";\n".join(statements)
        connection.execute("INSERT INTO trialdb.deferred_definitions VALUES (%s, %s)", [number, together])
    for removal in [*(removal for *_, removal in found), *map(_LEAVE_ALONE.format, tables)]:
        connection.execute(removal)


def _put_back(connection: psycopg.Connection[Any]) -> None:
    query = "SELECT definition_no, statement FROM trialdb.deferred_definitions ORDER BY definition_no"
    waiting = deque(connection.execute(query).fetchall())
    if not waiting:
        return
    _make(connection, *waiting.popleft())
    with ExitStack() as stack:
        others = [stack.enter_context(_another(connection)) for _ in range(_AT_ONCE)]
        threads = stack.enter_context(ThreadPoolExecutor(_AT_ONCE))
        made = [threads.submit(_make_all, other, waiting) for other in others]
        try:
            for each in made:
                each.result()
        except BaseException:
            waiting.clear()
            for other in others:
                other.cancel_safe()
            raise


def _make_all(connection: psycopg.Connection[Any], waiting: deque[tuple[int, str]]) -> None:
    while True:
        try:
            number, statement = waiting.popleft()
        except IndexError:
            return
        _make(connection, number, statement)


def _make(connection: psycopg.Connection[Any], number: int, statement: str) -> None:
    with connection.transaction():
        connection.execute(statement)
        connection.execute("DELETE FROM trialdb.deferred_definitions WHERE definition_no = %s", [number])


def _another(connection: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    """A connection like this one."""
    info = connection.info
    (path,) = connection.execute("SHOW search_path").fetchone() or ("",)
    other = psycopg.connect(info.dsn, password=info.password or None, autocommit=True)
    other.execute("SELECT set_config('search_path', %s, false)", [path])
    return other
