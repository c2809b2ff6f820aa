"""A file of pg_dump's custom format that holds trialdb's schema: what it is, and the SQL that makes it again."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from trialdb import resources
from trialdb.errors import SchemaError, TrialdbError
from trialdb.server.binaries import Binaries, environment

# Views and grants are made anew from this trialdb's own files: what another version of PostgreSQL printed for them,
# this one may not read.
_WHAT = ("--file=-", "--schema=trialdb", "--no-owner", "--no-privileges")
_REVISION = b"COPY trialdb.alembic_version (version_num) FROM stdin;\n"
_END_OF_ROWS = b"\\.\n"


class BackupError(TrialdbError):
    """A backup cannot be written, read or put back."""


@dataclass(frozen=True)
class Archive:
    """A backup, and the programs that read it."""

    file: Path
    programs: Binaries

    @cached_property
    def revision(self) -> str:
        """The revision of the schema in it; raises BackupError for any other file."""
        with self.script("--data-only", "--table=alembic_version") as script:
            lines = list(script)
        if _REVISION not in lines:
            raise BackupError(f"{self.file}: is a dump of something else than a trialdb database")
        return lines[lines.index(_REVISION) + 1].decode().strip()

    def require_known(self) -> None:
        """Raise SchemaError for a backup that a newer trialdb wrote."""
        known = resources.head_revision()
        if self.revision > known:
            raise SchemaError(
                f"{self.file}: holds revision {self.revision} and this trialdb knows {known}: install a newer trialdb"
            )

    @contextmanager
    def script(self, *more: str) -> Iterator[IO[bytes]]:
        """The SQL that makes the tables and their rows, to be read to its end; a damaged file raises BackupError."""
        command = [str(self.programs.bindir / "pg_restore"), *_WHAT, *more, str(self.file.absolute())]
        with (
            tempfile.TemporaryFile() as said,
            subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, cwd="/", env=environment()
            ) as reading,
        ):
            assert reading.stdout is not None  # noqa: S101  (it is a pipe)
            try:
                yield reading.stdout
            except BaseException:
                reading.kill()
                raise
            if reading.wait():
                said.seek(0)
                raise BackupError(f"{self.file}: cannot be read as a backup: {complaint(said.read().decode())}")

    def rows(self, script: IO[bytes]) -> Iterator[bytes]:
        """The rows that follow a COPY, up to their end."""
        while (row := script.readline()) != _END_OF_ROWS:
            if not row.endswith(b"\n"):
                raise BackupError(f"{self.file}: cannot be read as a backup: it was cut off")
            yield row


def complaint(said: str) -> str:
    """What one of PostgreSQL's programs gave up for, without its own name."""
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["no reason given"]
    grave = [line for line in lines if "error:" in line or "fatal:" in line]
    return (grave or lines)[0].rpartition("error: ")[2]
