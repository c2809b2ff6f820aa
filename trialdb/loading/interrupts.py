"""Ctrl-C: once to end in good order, twice to end at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupts:
    """Whether the user wants the load to end; asked wherever it could."""

    def __init__(self) -> None:
        self.wanted = False

    def take(self, number: int, frame: FrameType | None) -> None:
        """Take note of the first interrupt; the second one is raised."""
        if self.wanted:
            signal.default_int_handler(number, frame)
        self.wanted = True


@contextmanager
def interrupts_noted() -> Iterator[Interrupts]:
    """Let the first Ctrl-C only be noted, so that it never strikes in the middle of something.

    Only the main thread gets signals; elsewhere nothing is noted, as nobody can interrupt.
    """
    noted = Interrupts()
    is_asked = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not is_asked or threading.current_thread() is not threading.main_thread():
        yield noted
        return
    signal.signal(signal.SIGINT, noted.take)
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Put SIGINT off; a process started meanwhile never gets it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
