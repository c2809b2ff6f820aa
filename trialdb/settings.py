"""Where the database is, as the environment and the command line say it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from trialdb.errors import UsageError

# The system's place for the data of a service: root's own folders cannot be entered by the user PostgreSQL runs as.
ROOT_HOME = Path("/var/lib/trialdb")


@dataclass(frozen=True)
class Settings:
    """Which PostgreSQL to use: the one that ``url`` names, else trialdb's own with its data under ``home``."""

    url: str | None
    home: Path
    pg_bindir: Path | None = None
    linger: float = 5.0  # seconds that trialdb's own server stays after its last client has gone

    @classmethod
    def from_environment(cls, url: str | None = None, home: Path | str | None = None) -> Settings:
        """Read TRIALDB_URL, TRIALDB_HOME, TRIALDB_PG_BINDIR and TRIALDB_LINGER; what is given here goes first.

        A ``home`` given here without a ``url`` means trialdb's own server, whatever TRIALDB_URL says.
        """
        environment = os.environ.get
        folder = home or environment("TRIALDB_HOME") or default_home()
        bindir = environment("TRIALDB_PG_BINDIR")
        return cls(
            url=url or (None if home else environment("TRIALDB_URL") or None),
            home=Path(folder).expanduser().absolute(),
            pg_bindir=Path(bindir).expanduser().absolute() if bindir else None,
            linger=_seconds("TRIALDB_LINGER", cls.linger),
        )


def _seconds(name: str, default: float) -> float:
    try:
        return float(os.environ.get(name) or default)
    except ValueError:
        raise UsageError(f"{name}: must be a number of seconds, not {os.environ[name]!r}") from None


def default_home() -> Path:
    """The user's data folder; for root, who cannot run PostgreSQL itself, a system folder."""
    return ROOT_HOME if os.geteuid() == 0 else platformdirs.user_data_path("trialdb", appauthor=False)
