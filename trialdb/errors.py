"""The errors trialdb raises on purpose; the message is one line that says what, where, why and the cure.

::

    TrialdbError                exit status 1
    ├── UsageError              2
    ├── ServerError             3   no database to be had
    ├── SchemaError             4   the schema is older or newer than this trialdb
    ├── DocumentError           1   one document cannot be read; the others load
    └── SourceError             1   a path, archive or member cannot be read
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the exit status of every command means."""

    OK = 0
    PROBLEMS = 1
    USAGE = 2
    NO_DATABASE = 3
    SCHEMA = 4
    INTERRUPTED = 130


class TrialdbError(Exception):
    """Something trialdb cannot do; the message is for the user as it stands."""

    exit_code = ExitCode.PROBLEMS


class UsageError(TrialdbError):
    """The command line or a file it names does not say what to do."""

    exit_code = ExitCode.USAGE


class ServerError(TrialdbError):
    """There is no PostgreSQL to talk to."""

    exit_code = ExitCode.NO_DATABASE


class SchemaError(TrialdbError):
    """The database's schema is not the one this trialdb was built for."""

    exit_code = ExitCode.SCHEMA


class DocumentError(TrialdbError):
    """A document cannot be read: ``where`` in it, and ``why``."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where = where
        self.why = why

    def __str__(self) -> str:
        return f"{self.where}: {self.why}" if self.where else self.why


class SourceError(DocumentError):
    """A path, an archive or one of its members cannot be read."""
