"""``trialdb db backup``: the database into one file, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from trialdb.backup.archive import BackupError, complaint
from trialdb.database import connect, has_schema
from trialdb.errors import SchemaError
from trialdb.server import attach, binaries, whereabouts
from trialdb.server.binaries import Binaries
from trialdb.views import saved_questions

if TYPE_CHECKING:
    from trialdb.server import Attachment
    from trialdb.settings import Settings

_WHAT = ("--format=custom", "--schema=trialdb", "--schema=answers", "--no-password", "--lock-wait-timeout=60s")
# Views are not found in pg_depend themselves, but the rules that PostgreSQL makes of them.
_THEIRS = """
    SELECT DISTINCT format('%%I.%%I', theirs.relnamespace::regnamespace, theirs.relname)
    FROM pg_depend AS dependency
    JOIN pg_rewrite AS rule ON dependency.classid = 'pg_rewrite'::regclass AND rule.oid = dependency.objid
    JOIN pg_class AS theirs ON theirs.oid = rule.ev_class
    JOIN pg_class AS ours ON dependency.refclassid = 'pg_class'::regclass AND ours.oid = dependency.refobjid
    WHERE ours.relnamespace::regnamespace::text IN ('trialdb', 'answers')
      AND NOT (theirs.relnamespace::regnamespace::text = 'answers' AND theirs.relname = ANY(%s))
    ORDER BY 1
    """


@dataclass(frozen=True)
class Saved:
    """What a backup holds; ``left_out`` are views on trialdb's tables and views that somebody else made."""

    n_trials: int
    size_bytes: int
    left_out: list[str]


def backup(file: Path, settings: Settings) -> Saved:
    """Save trialdb's schemas as they are at one moment; loads may go on meanwhile.

    The file appears under its name when it is whole, and can be read by its owner only. Raises BackupError.
    """
    with attach(settings) as server, connect(server.url) as connection:
        if not has_schema(connection):
            raise SchemaError("the database has no trialdb schema yet, so there is nothing to save")
        programs = _programs_for(connection, settings)
        (n_trials,) = connection.execute("SELECT count(*) FROM trialdb.trials").fetchone() or (0,)
        left_out = _views_of_others(connection)
        _write(file, programs, _variables(server), [f"--exclude-table={name}" for name in left_out])
    return Saved(n_trials, file.stat().st_size, left_out)


def _programs_for(connection: psycopg.Connection[Any], settings: Settings) -> Binaries:
    """pg_dump reads no server newer than itself; the nearest writes what most others can read."""
    major = connection.info.server_version // 10_000
    found = binaries.for_backups(settings.pg_bindir)
    for programs in found:
        if int(programs.version_of("pg_dump").partition(".")[0]) >= major:
            return programs
    raise BackupError(
        f"the server runs PostgreSQL {major}, and there is no pg_dump of that version: "
        f"install postgresql-client-{major}, or name its folder in TRIALDB_PG_BINDIR"
    )


def _views_of_others(connection: psycopg.Connection[Any]) -> list[str]:
    ours = [question.name for question in saved_questions()]
    return [name for (name,) in connection.execute(_THEIRS, [ours])]


def _variables(server: Attachment) -> dict[str, str]:
    """Where to connect; for another server than our own also what the user's environment says of it."""
    theirs = {name: value for name, value in os.environ.items() if name.startswith("PG")}
    return (theirs if server.home is None else {}) | whereabouts(server.url)


def _write(file: Path, programs: Binaries, where: dict[str, str], more: list[str]) -> None:
    """Dump into a file beside it, which then takes its name."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".unfinished", dir=file.absolute().parent)
        os.close(handle)
        unfinished = Path(name)
        try:
            done = programs.run("pg_dump", *_WHAT, *more, f"--file={unfinished}", where=where)
            if done.returncode:
                raise BackupError(f"{file}: the backup was not made: {complaint(done.stderr)}")
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise BackupError(f"{file}: cannot be written ({error.strerror})") from error
