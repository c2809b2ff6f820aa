"""While a load runs one is told how fast it is and how long it still takes."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from trialdb.cli import load
from trialdb.tally import Tally


@pytest.mark.parametrize(
    ("share", "elapsed", "words"),
    [
        (None, 600, ""),
        (0.0, 600, ""),
        (0.5, 2, ""),  # too early to tell
        (0.9, 90, "less than a minute left"),
        (0.5, 600, "about 10 min left"),
        (0.1, 3600, "about 9.0 h left"),
        (1.0, 600, ""),
    ],
)
def test_the_time_left_is_guessed_when_it_can_be(share: float | None, elapsed: float, words: str) -> None:
    assert load._time_left(share, elapsed) == words


def test_a_log_gets_a_line_a_minute(monkeypatch: Any, capsys: Any) -> None:
    clock = [0.0]
    monkeypatch.setattr(load.time, "monotonic", lambda: clock[0])
    with load.Display() as display:
        for second in range(0, 150, 10):
            clock[0] = float(second)
            display.show(Tally(documents=second * 100, share_read=second / 600))
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "6,000 documents, 0 failed, 100 a second, about 9 min left",
        "12,000 documents, 0 failed, 100 a second, about 8 min left",
    ]


def test_a_terminal_shows_a_bar_and_keeps_only_the_tally(database_url: str, seeds_folder: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "trialdb", "load", str(seeds_folder)]
    environment = {**os.environ, "TRIALDB_URL": database_url, "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, stderr=theirs, env=environment) as process:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 4096):
                said += piece
        except OSError:  # what Linux says at the end of a terminal
            pass
    os.close(ours)
    assert process.returncode == 0
    assert b"documents, 0 failed" in said
    assert "5 loaded, 0 unchanged, 0 failed" in said.decode().splitlines()[-1]
