"""What a label or a lead-in says of the items below it: for whom they are, and whether they are stated at all."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from trialdb.extract.criteria.scopes.lead_ins import read_lead_in

with Path(__file__).with_name("labels.csv").open(encoding="utf-8", newline="") as _lines:
    CASES = list(csv.DictReader(_lines))
WORDS = list(
    csv.DictReader(
        files("trialdb.extract.criteria.scopes").joinpath("words.csv").read_text(encoding="utf-8").splitlines()
    )
)


@pytest.mark.parametrize("case", CASES, ids=[case["lead_in"] for case in CASES])
def test_a_label_says_for_whom_it_is(case: dict[str, str]) -> None:
    lead_in = read_lead_in(case["lead_in"], case["kind"])
    named = lead_in.whom

    assert ((named and named.text) or "", (named and named.sex) or "", lead_in.effect) == (
        case["if"],
        case["sex"],
        case["effect"],
    )


def test_every_word_has_one_meaning_in_lower_case() -> None:
    words = [row["word"] for row in WORDS]

    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)
    assert {row["meaning"] for row in WORDS} == {
        *("part", "people", "somebody", "female", "male"),
        *("everyone", "general", "topic"),
    }


@pytest.mark.parametrize("word", ["participants ", "(", "cohort a ", "must not have had any of the following ", "\\"])
def test_a_lead_in_of_any_length_is_read_in_linear_time(word: str) -> None:
    assert read_lead_in(word * 20_000 + ":", "exclusion").whom is None
