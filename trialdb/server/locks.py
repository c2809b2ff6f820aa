"""File locks that the kernel frees, however their holder ends.

A lock belongs to the open file, not to the process: forked workers share their parent's, and closing the file in one
of them does not free it for the others. So a lock is given up by closing it, never by unlocking it.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trialdb.errors import ServerError

SHARED, EXCLUSIVE = fcntl.LOCK_SH, fcntl.LOCK_EX

_PAUSE = 0.01


def open_lock(path: Path) -> int:
    """The file descriptor of a lock file, which is made if it is not there."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def try_lock(fd: int, kind: int) -> bool:
    """Take the lock if that can be done without waiting."""
    try:
        fcntl.flock(fd, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def lock_within(fd: int, kind: int, seconds: float) -> bool:
    """Take the lock, waiting for it no longer than ``seconds``."""
    deadline = time.monotonic() + seconds
    while not try_lock(fd, kind):
        if time.monotonic() > deadline:
            return False
        time.sleep(_PAUSE)
    return True


@contextmanager
def exclusively(path: Path, seconds: float) -> Iterator[None]:
    """Do something that only one process may do at a time; raises ServerError after ``seconds`` of waiting."""
    fd = open_lock(path)
    try:
        if not lock_within(fd, EXCLUSIVE, seconds):
            raise ServerError(
                f"{path}: another trialdb has been starting or stopping the server for {seconds:.0f} s; "
                "see server.log beside it"
            )
        yield
    finally:
        os.close(fd)
