"""Which processes are this home's server.

A process id alone says nothing: after a crash the one in postmaster.pid may be anybody's. Every process of a server
has the data folder as its working folder, and the name of the cluster in its title. The title can be read when the
working folder cannot: in a container not even root may look into another user's process.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

from trialdb.server.home import Home

PROC = Path("/proc")
_NAMES = (b"postgres", b"postmaster")


def of_server(home: Home) -> set[int]:
    """The server's processes, also those that outlive a killed postmaster for a moment."""
    tag = home.tag.encode()
    postgres = (folder for folder in PROC.glob("[0-9]*") if _read(folder / "comm").strip() in _NAMES)
    return {int(it.name) for it in postgres if tag in _read(it / "cmdline") or _is_same(it / "cwd", home.data)}


def postmaster(home: Home) -> int | None:
    """The server's first process, if the one that postmaster.pid names is indeed ours."""
    pid = recorded_pid(home.data / "postmaster.pid")
    return pid if pid in of_server(home) else None


def watcher(home: Home) -> int | None:
    """The process that holds the watcher's lock, if the one it names is indeed a watcher."""
    pid = recorded_pid(home.watcher_lock)
    words = _read(PROC / str(pid) / "cmdline").split(b"\0")
    return pid if b"trialdb.server" in words and os.fsencode(home.path) in words else None


def recorded_pid(lock_file: Path) -> int | None:
    """The process id that a lock file begins with."""
    first = _read(lock_file).partition(b"\n")[0].strip().lstrip(b"-")
    return int(first) if first.isdigit() else None


def is_alive(pid: int) -> bool:
    """Whether a process of anybody has this id."""
    return (PROC / str(pid)).exists()


def end(pid: int, sign: signal.Signals) -> None:
    """Ask a process to end; it may have done so already."""
    with suppress(ProcessLookupError):
        os.kill(pid, sign)


def _is_same(one: Path, other: Path) -> bool:
    """Whether both are one folder, whatever it is called; no, if we may not look."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
