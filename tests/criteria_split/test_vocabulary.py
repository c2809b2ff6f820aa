"""The words of section headings."""

from __future__ import annotations

import csv
from importlib.resources import files

CSV = files("trialdb.extract.criteria.split").joinpath("headings.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(CSV.splitlines()))


def test_every_word_stands_once_in_lower_case() -> None:
    words = [row["word"] for row in ROWS]

    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)


def test_every_word_has_a_known_meaning() -> None:
    meanings = {row["meaning"] for row in ROWS}

    assert meanings == {"inclusion", "exclusion", "eligibility", "criteria", "negation", "label", "neutral"}
