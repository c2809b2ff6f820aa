"""A command run to its end, with its time and the peak memory of all its processes."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_SAMPLE_SECONDS = 0.1
_PR_SET_CHILD_SUBREAPER = 36
_SECONDS_FOR_ORPHANS = 1.0


class Run(NamedTuple):
    """``peak_bytes`` is the largest sum of proportional set sizes seen: memory that processes share counts once.

    ``processor_seconds`` is what the command and all it started took, PostgreSQL left out: on a machine that is
    shared with others it says more than the time on the wall.
    """

    seconds: float
    processor_seconds: float
    peak_bytes: int
    out: str


def run(command: list[str], environment: Mapping[str, str]) -> Run:
    """Run ``command``; its standard error is ours. Raises CalledProcessError where it fails."""
    _adopt_orphans()
    started, used = time.perf_counter(), _processor_seconds()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(environment))
    peak = [0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_SAMPLE_SECONDS):
            peak[0] = max(peak[0], sum(_pss(pid) for pid in _family(process.pid)))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    out, _ = process.communicate()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    _reap(_SECONDS_FOR_ORPHANS)
    if process.returncode:
        print(out, file=sys.stderr)
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, _processor_seconds() - used, peak[0], out)


def _adopt_orphans() -> None:
    """Become the parent of processes whose own has ended: what a load's workers took is known when they are reaped."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _reap(seconds: float) -> None:
    """Take leave of children that end within these seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if not os.waitpid(-1, os.WNOHANG)[0]:
                time.sleep(_SAMPLE_SECONDS)
        except ChildProcessError:
            return


def _processor_seconds() -> float:
    """What our children took that have ended, and theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _family(pid: int) -> list[int]:
    """A process and all it started; PostgreSQL's own processes are nobody's children here."""
    family = [pid]
    for parent in family:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                family += map(int, children.read_text().split())
            except OSError:
                continue
    return family


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
