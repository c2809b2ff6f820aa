"""A load in a process of its own, so that something can happen to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# A background job's children are born deaf to Ctrl-C.
_CODE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from trialdb.loading import dealing
from trialdb.cli import main
dealing.SHARD_DOCUMENTS = int(sys.argv.pop(1))
main(prog_name="trialdb")
"""
SHARD_DOCUMENTS = 200


class Load:
    """``trialdb load`` in a process group of its own, as a shell would start it."""

    def __init__(
        self,
        paths: list[Path],
        environment: Mapping[str, str],
        *options: str,
        jobs: int = 2,
        shard_documents: int = SHARD_DOCUMENTS,
    ) -> None:
        command = [sys.executable, "-c", _CODE, str(shard_documents), "load", *map(str, paths)]
        self.process = subprocess.Popen(
            [*command, *(options or ("--jobs", str(jobs)))],
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def workers(self) -> list[int]:
        """The process ids of the workers, as long as the load itself lives."""
        templates = [pid for pid in children(self.process.pid) if "forkserver" in command_line(pid)]
        return [pid for template in templates for pid in children(template)]

    def interrupt(self) -> None:
        """What Ctrl-C does: the signal goes to the load and to all its workers."""
        os.killpg(self.process.pid, signal.SIGINT)

    def end(self) -> tuple[int, str]:
        """Wait for the end; the exit status, and what was said on standard error."""
        _, said = self.process.communicate()
        return self.process.returncode, said


def children(pid: int) -> list[int]:
    """The processes that a process has started and that are still there."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, task.read_text().split())
    return found


def command_line(pid: int) -> str:
    """The command line of a process; empty where there is none any more."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
