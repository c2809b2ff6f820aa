"""The command line with its peak memory measured."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest


class Measured(NamedTuple):
    """How a command ended, what it said, and how much memory the largest of its processes had."""

    status: int
    lines: list[str]
    peak_megabytes: float


@pytest.fixture
def load_folder(database_url: str) -> Callable[[Path], Measured]:
    """Loads a folder by its bare name into the test's database."""

    def load(folder: Path) -> Measured:
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "trialdb", "load", folder.name],
                cwd=folder.parent,
                env=os.environ | {"TRIALDB_URL": database_url, "PYTHONPATH": str(Path(__file__).parents[2])},
                stdout=said,
                stderr=said,
            )
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            return Measured(process.returncode, said.read().splitlines(), used.ru_maxrss / 1024)

    return load
