"""Whole texts of every layout against their reviewed splits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.criteria_split.outlines import outline_of

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))


def test_there_are_twenty_reviewed_texts() -> None:
    assert len(TEXTS) >= 20


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_text_is_split_as_reviewed(path: Path) -> None:
    expected = path.with_suffix(".items").read_text(encoding="utf-8").splitlines()

    assert outline_of(path.read_text(encoding="utf-8")) == expected


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_windows_line_ends_change_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert outline_of(text.replace("\n", "\r\n")) == outline_of(text)
