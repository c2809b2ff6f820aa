"""The labelled development texts, where they lie beside the project; ``texts/`` stands in for them elsewhere."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from trialdb.extract.criteria import split_criteria

GOLD = Path(__file__).parents[3] / "shared" / "gold"

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the labelled texts lie beside the project, not in it")


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    lines = (GOLD / "criteria_split_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_split", GOLD / "score_split.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_items_reach_f1_of_97_and_three_quarters_of_the_texts_are_wholly_right(
    cases: list[dict[str, Any]], scorer: ModuleType
) -> None:
    right = missed = extra = whole = 0
    for case in cases:
        optional = {scorer.norm(text) for text in case["expected"].get("optional", [])}
        predicted = [item for item in _items(case["text"]) if scorer.norm(item["text"]) not in optional]
        matched = len(scorer.match(case["expected"]["items"], predicted))
        right += matched
        missed += len(case["expected"]["items"]) - matched
        extra += len(predicted) - matched
        whole += matched == len(predicted) == len(case["expected"]["items"])

    assert 2 * right / (2 * right + missed + extra) >= 0.97
    assert whole / len(cases) >= 0.75


def _items(text: str) -> list[dict[str, Any]]:
    return [msgspec.to_builtins(criterion) for criterion in split_criteria(text)]
