"""Among files that should not be there the good ones load, and every other one gets one clear line."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.hostile.hostile_files import MAKERS

GOOD = {"files": ["NCT06935409"], "records": [f"NCT{number:08}" for number in range(101, 110)]}


@pytest.mark.parametrize("kind", MAKERS)
def test_the_good_load_and_each_other_gets_one_line(
    kind: str, tmp_path: Path, load_folder: Callable[[Path], Any], database: psycopg.Connection
) -> None:
    folder = tmp_path / kind
    folder.mkdir()
    expected = MAKERS[kind](folder)
    done = load_folder(folder)
    assert done.status == 1
    *failures, summary = done.lines
    said = dict(line.removeprefix(f"failed  {kind}/").split(": ", 1) for line in failures)
    assert len(said) == len(failures)
    assert said.keys() == expected.keys()
    for name, words in expected.items():
        assert re.search(words, said[name]), said[name]
    assert re.match(rf"{len(GOOD[kind])} loaded, 0 unchanged, {len(expected)} failed", summary)
    trials = database.execute("SELECT trial_key FROM trials ORDER BY trial_key").fetchall()
    assert [key for (key,) in trials] == GOOD[kind]
    listed = database.execute("SELECT source_name FROM load_problems WHERE severity = 'error'").fetchall()
    assert sorted(name for (name,) in listed) == sorted(f"{kind}/{name}" for name in expected)
    assert done.peak_megabytes < 1000
