"""Patterns that every Python we support matches alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# (?:…)*+ fails to match what it should before Python 3.11.5 (gh-106052), where whole files would be lost unseen.
_POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+")


@pytest.mark.parametrize("package", ["trialdb", "loaders"])
def test_no_group_is_repeated_possessively(package: str) -> None:
    sources = [path for path in (ROOT / package).rglob("*") if path.suffix in {".py", ".csv"}]
    assert sources
    lines = [line for path in sources for line in path.read_text(encoding="utf-8").splitlines() if "#" not in line]
    assert [line for line in lines if _POSSESSIVE_GROUP.search(line)] == []


def test_the_check_knows_the_form_and_lets_simple_repeats_be() -> None:
    assert _POSSESSIVE_GROUP.search(r'(?:"[^"]*+")*+')
    assert not _POSSESSIVE_GROUP.search(r'[^"]*+(?>(?:\\.)*)\)*+')
