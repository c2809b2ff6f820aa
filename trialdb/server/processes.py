"""Which processes are this home's server.

A process id alone says nothing: after a crash the one in postmaster.pid may be anybody's. PostgreSQL shows the name
of its cluster in the title of every process, and titles, unlike working folders, can be read of any user's process.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from trialdb.server.home import Home

PROC = Path("/proc")
_NAMES = (b"postgres", b"postmaster")


def of_server(home: Home) -> set[int]:
    """The server's processes, also those that outlive a killed postmaster for a moment."""
    tag, data = home.tag.encode(), os.fsencode(home.data)
    found = set()
    for folder in PROC.iterdir():
        if folder.name.isdecimal() and _read(folder / "comm").strip() in _NAMES:
            title = _read(folder / "cmdline")
            if tag in title or data in title.split(b"\0"):
                found.add(int(folder.name))
    return found


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


def gone_within(home: Home, seconds: float) -> bool:
    """Wait until no process of the server is left."""
    deadline = time.monotonic() + seconds
    while of_server(home):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
