"""The reader against texts that were labelled before it had seen them."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from tests.dosing.scoring import Case, Dose, Tally, score
from trialdb.extract.dosing import read_dosing

_LABELLED = Path(__file__).with_name("labelled")
_LATER = ["second.jsonl", "third.jsonl", "fourth.jsonl", "fifth.jsonl"]


def _cases(name: str) -> list[Case]:
    return [json.loads(line) for line in (_LABELLED / name).read_text(encoding="utf-8").splitlines()]


def _tally(name: str) -> Tally:
    cases = _cases(name)
    return score(cases, {case["id"]: _doses(case["text"]) for case in cases})


def _doses(text: str) -> list[Dose]:
    return [json.loads(msgspec.json.encode(dosage)) for dosage in read_dosing(text)]


def test_phrases_are_read_right() -> None:
    tally = _tally("phrases.jsonl")
    assert tally.f1 >= 0.92, tally


def test_whole_descriptions_are_read_right() -> None:
    tally = _tally("descriptions.jsonl")
    assert tally.f1 >= 0.85, tally


@pytest.mark.parametrize("name", _LATER)
def test_later_sets_are_read_right(name: str) -> None:
    tally = _tally(name)
    assert tally.f1 >= 0.92, tally


@pytest.mark.parametrize("name", ["phrases.jsonl", "descriptions.jsonl", *_LATER])
def test_labels_against_themselves_are_all_right(name: str) -> None:
    cases = _cases(name)
    tally = score(cases, {case["id"]: case["expected"]["doses"] for case in cases})
    assert (tally.wrong, tally.missing) == (0, 0)


def test_a_value_the_label_lacks_counts_against_the_reader() -> None:
    case = {"id": "x", "expected": {"doses": [{"drug": "oxaliplatin", "route": "IV"}]}, "ignore": []}
    tally = score([case], {"x": [{"drug": "Oxaliplatin", "route": "IV", "n_doses": 2}]})
    assert tally == Tally(right=2, wrong=1)
