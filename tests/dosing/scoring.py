"""Scores read dosages against labelled ones, field by field.

What the label leaves out counts as an error when it is read. Objects are paired by the fields they agree on, the best
first; a name that disagrees counts three fields against a pair. `ignore` names fields that do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Dose = dict[str, Any]
Case = dict[str, Any]

_FIELDS = (
    "drug", "dose_low", "dose_high", "unit", "per", "route", "infusion_min_low", "infusion_min_high",
    "continuous", "freq", "interval_days", "per_day", "cycle_days", "cycle_length_days", "cycles_low",
    "cycles_high", "n_doses", "duration_value", "duration_unit", "until", "role", "fractions",
    "dose_per_fraction", "dose_cap", "dose_cap_unit", "days_on", "days_off",
)  # fmt: skip
_SCORED_ROLES = {"loading", "maintenance"}
_FOLLOWS_FREQUENCY = {"interval_days", "per_day"}
_EXTRA_WORDS = 2  # "insulin glargine injection" is insulin glargine


@dataclass
class Tally:
    """True positives, false positives and false negatives."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missing)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)


def score(cases: Iterable[Case], read: dict[str, list[Dose]]) -> Tally:
    """The tally of all fields over all cases."""
    total = Tally()
    for case in cases:
        _score_case(case, [_comparable(dose) for dose in read[case["id"]]], total)
    return total


def _score_case(case: Case, found: list[Dose], total: Tally) -> None:
    expected = [_comparable(dose) for dose in case["expected"]["doses"]]
    ignored = set(case["ignore"])
    pairs = dict(_pairs(expected, found))
    for index, label in enumerate(expected):
        dose = found[pairs[index]] if index in pairs else {}
        for field in _FIELDS:
            if not _is_ignored(ignored, index, field):
                _score_field(field, label, dose, total)
    if "doses[+]" not in ignored:
        extra = (dose for at, dose in enumerate(found) if at not in pairs.values())
        total.wrong += sum(
            field in dose for dose in extra for field in _FIELDS if not {field, f"doses[*].{field}"} & ignored
        )


def _score_field(field: str, label: Dose, dose: Dose, total: Tally) -> None:
    if field in label and field in dose and _agree(field, label[field], dose[field]):
        total.right += 1
        return
    total.wrong += field in dose
    total.missing += field in label


def _pairs(expected: list[Dose], found: list[Dose]) -> Iterator[tuple[int, int]]:
    ranked = []
    for i, label in enumerate(expected):
        for j, dose in enumerate(found):
            shared = sum(f in label and f in dose and _agree(f, label[f], dose[f]) for f in _FIELDS)
            if "drug" in label and "drug" in dose and not _agree("drug", label["drug"], dose["drug"]):
                shared -= 3
            if shared > 0:
                ranked.append((-shared, i, j))
    taken_labels: set[int] = set()
    taken_doses: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in taken_labels and j not in taken_doses:
            taken_labels.add(i)
            taken_doses.add(j)
            yield i, j


def _is_ignored(ignored: set[str], index: int, field: str) -> bool:
    names = [field, "freq"] if field in _FOLLOWS_FREQUENCY else [field]
    return any({name, f"doses[*].{name}", f"doses[{index}].{name}"} & ignored for name in names)


def _comparable(dose: Dose) -> Dose:
    kept = {name: value for name, value in dose.items() if value not in (None, [], ())}
    if kept.get("role") not in _SCORED_ROLES:
        kept.pop("role", None)
    if "dose_low" in kept:
        kept.setdefault("per", "dose")
    return kept


def _agree(field: str, label: Any, value: Any) -> bool:
    if field == "drug":
        return _same_name(str(label), str(value))
    if isinstance(label, list):
        return sorted(map(str, label)) == sorted(map(str, value))
    if isinstance(label, (bool, str)):
        return bool(label == value)
    return bool(abs(label - value) <= 1e-6 * max(1, abs(label)))


def _same_name(label: str, name: str) -> bool:
    """Whether two names are one: "A (B)" is A, B or both, and a word or two may stand around it."""
    if _readings(label) & _readings(name):
        return True
    a, b = set(_plain(label).split()), set(_plain(name).split())
    return bool(a and b) and (a <= b or b <= a) and abs(len(a) - len(b)) <= _EXTRA_WORDS


def _readings(name: str) -> set[str]:
    parts = [name, re.sub(r"\([^)]*\)", " ", name), *re.findall(r"\(([^)]*)\)", name)]
    return {_plain(part) for part in parts} - {""}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()
