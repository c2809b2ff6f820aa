"""Every rule and every trap, by a sentence each: ``cases.jsonl`` names the fact, the words and the doses in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from trialdb.extract.dosing import read_dosing

# where a dose stands and how its period is written out are tested on their own
_ASIDE = {"freq_count", "freq_period", "freq_period_unit", "char_start", "char_end", "rule"}
_CASES: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text(encoding="utf-8").splitlines()
]


def _said(text: str) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in msgspec.to_builtins(dosage).items() if name not in _ASIDE}
        for dosage in read_dosing(text)
    ]


@pytest.mark.parametrize("case", _CASES, ids=[case["id"] for case in _CASES])
def test_sentence_gives_its_doses(case: dict[str, Any]) -> None:
    assert json.loads(json.dumps(_said(case["text"]))) == case["doses"]


def test_cases_have_names_of_their_own() -> None:
    names = [case["id"] for case in _CASES]
    assert len(names) == len(set(names)) > 100
