"""Whole texts that were labelled before any reader saw them: how many items come out as labelled."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from trialdb.extract.criteria import split_criteria

TEXTS = Path(__file__).parent / "labelled" / "texts.jsonl"

Item = tuple[str, str]  # kind and words


@pytest.fixture(scope="module")
def texts() -> list[dict[str, Any]]:
    return [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]


def test_every_labelled_item_is_quoted_from_its_text_in_order(texts: list[dict[str, Any]]) -> None:
    for case in texts:
        position = 0
        for item in case["expected"]["items"]:
            position = case["text"].index(item["text"], position) + len(item["text"])


def test_items_reach_f1_of_96_and_seven_tenths_of_the_texts_are_wholly_right(texts: list[dict[str, Any]]) -> None:
    right = labelled = found = whole = 0
    for case in texts:
        expected, read = _expected(case), _read(case)
        right += (expected & read).total()
        labelled += expected.total()
        found += read.total()
        whole += expected == read
    assert 2 * right / (labelled + found) >= 0.96
    assert whole / len(texts) >= 0.70


def test_nearly_every_item_has_its_labelled_parent(texts: list[dict[str, Any]]) -> None:
    pairs = [(_parents_expected(case), _parents_read(case)) for case in texts]
    shared = sum(len(expected.keys() & read.keys()) for expected, read in pairs)
    agreed = sum(expected[item] == read[item] for expected, read in pairs for item in expected.keys() & read.keys())
    assert agreed / shared >= 0.90


def _words(text: str) -> str:
    return " ".join(text.split()).strip(" ;,.:*-").lower()


def _expected(case: dict[str, Any]) -> Counter[Item]:
    return Counter((item["kind"], _words(item["text"])) for item in case["expected"]["items"])


def _read(case: dict[str, Any]) -> Counter[Item]:
    """The items of the reader, but for announcements, which may be items or not."""
    optional = {_words(text) for text in case["expected"].get("optional", ())}
    return Counter(
        (item.kind, _words(item.text)) for item in split_criteria(case["text"]) if _words(item.text) not in optional
    )


def _parents_expected(case: dict[str, Any]) -> dict[str, str | None]:
    items = case["expected"]["items"]
    return {
        _words(item["text"]): None if item["parent"] is None else _words(items[item["parent"]]["text"])
        for item in items
    }


def _parents_read(case: dict[str, Any]) -> dict[str, str | None]:
    """Each item's parent by its words; below an announcement an item counts as standing alone."""
    optional = {_words(text) for text in case["expected"].get("optional", ())}
    items = split_criteria(case["text"])
    parents: dict[str, str | None] = {}
    for item in items:
        parent = None if item.parent_no is None else _words(items[item.parent_no].text)
        parents[_words(item.text)] = None if parent in optional else parent
    return parents
