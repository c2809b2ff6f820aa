"""Criteria that were labelled before any reader saw them (labelled/README.md): how many fields come out as labelled."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from trialdb.extract.criteria import read_limits
from trialdb.records import Limit

CASES = Path(__file__).parent / "labelled" / "criteria.jsonl"
FIELDS = (
    "concept",
    "low",
    "low_incl",
    "high",
    "high_incl",
    "unit",
    "ref",
    "values",
    "status",
    "window",
    "sex",
    "negated",
)
PER_NL = {"/uL": 1e-3, "10*3/uL": 1.0}  # counts are compared in 10*9/L

Predicate = dict[str, Any]


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def test_fields_reach_the_bars_for_f1_and_precision(cases: list[dict[str, Any]]) -> None:
    right = wrong = missed = 0
    for case in cases:
        scored = _score(case, [_predicate(limit) for limit in read_limits(case["text"], case["kind"])])
        right, wrong, missed = right + scored[0], wrong + scored[1], missed + scored[2]
    precision, recall = right / (right + wrong), right / (right + missed)
    assert precision >= 0.97
    assert 2 * precision * recall / (precision + recall) >= 0.95


def test_no_number_is_read_out_of_a_trap(cases: list[dict[str, Any]]) -> None:
    traps = [case for case in cases if "trap" in case["tags"]]
    read = {
        case["text"]: [limit.concept for limit in read_limits(case["text"], case["kind"]) if _has_number(limit)]
        for case in traps
    }
    assert len(traps) > 15
    assert {text: found for text, found in read.items() if found} == {}


def _has_number(limit: Limit) -> bool:
    return limit.low is not None or limit.high is not None or bool(limit.value_set)


def _predicate(limit: Limit) -> Predicate:
    window = limit.window
    found = {
        "concept": limit.concept,
        "low": limit.low,
        "low_incl": limit.low_inclusive,
        "high": limit.high,
        "high_incl": limit.high_inclusive,
        "unit": limit.unit,
        "ref": limit.reference,
        "values": list(limit.value_set) or None,
        "status": limit.status,
        "sex": limit.sex,
        "negated": limit.is_negated,
        "window": {"rel": window.relation, "value": window.value, "unit": window.unit, "anchor": window.anchor}
        if window
        else None,
    }
    return _comparable({field: value for field, value in found.items() if value is not None})


def _comparable(predicate: Predicate) -> Predicate:
    factor = PER_NL.get(predicate.get("unit", "")) if predicate["concept"] in ("anc", "platelets", "wbc") else None
    if predicate["concept"] == "hemoglobin" and predicate.get("unit") == "g/dL":
        factor = 10.0
    if factor is None:
        return predicate
    scaled: Predicate = {end: round(predicate[end] * factor, 6) for end in ("low", "high") if end in predicate}
    return {**predicate, **scaled, "unit": "10*9/L" if factor < 10 else "g/L"}


def _score(case: Mapping[str, Any], found: list[Predicate]) -> tuple[int, int, int]:
    """Fields right, wrong and missed: each labelled limit is compared with the found one most like it."""
    labelled = [_comparable(predicate) for predicate in case["expected"]["predicates"]]
    free, right, wrong, missed = list(found), 0, 0, 0
    for index, label in enumerate(labelled):
        ignored = {field for field in FIELDS if {field, f"predicates[{index}].{field}"} & set(case["ignore"])}
        alike = [one for one in free if "concept" in ignored or one["concept"] == label["concept"]]
        best = max(alike, key=lambda one: sum(_agrees(case, label, one, field) for field in FIELDS), default={})
        if best:
            free.remove(best)
        for field in FIELDS:
            if field in ignored or (field not in label and field not in best):
                continue
            agrees = _agrees(case, label, best, field)
            right += agrees
            wrong += field in best and not agrees
            missed += field in label and not agrees
    extra = [one for one in free if not _is_forgiven(case, one)]
    return right, wrong + sum(len(one.keys() & set(FIELDS)) for one in extra), missed


def _agrees(case: Mapping[str, Any], label: Predicate, found: Predicate, field: str) -> bool:
    if field not in label or field not in found:
        return False
    if field != "window":
        return bool(label[field] == found[field])
    without_anchor = label["window"]["anchor"] is None or "window.anchor" in case["ignore"]
    parts = ("rel", "value", "unit") if without_anchor else ("rel", "value", "unit", "anchor")
    return all(label["window"][part] == found["window"][part] for part in parts)


def _is_forgiven(case: Mapping[str, Any], found: Predicate) -> bool:
    return any(
        not found.keys() & {"low", "high", "values"}
        if listed == "nonnumeric"
        else found["concept"] in listed.split(",")
        for listed in _forgiven(case)
    )


def _forgiven(case: Mapping[str, Any]) -> Iterator[str]:
    for ignored in case["ignore"]:
        if match := re.fullmatch(r"predicates\[\+(.+)\]", ignored):
            yield match[1]
