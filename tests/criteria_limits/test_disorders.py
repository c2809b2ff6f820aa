"""Disorders whose name says what is measured."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neutropenia (< 700 neutrophils/µL)", ["anc (-, 700) /uL"]),
        ("Thrombocytopenia (less than 80,000 mm(3))", ["platelets (-, 80000) /uL"]),
        ("Leukopenia defined as < 2,500/mm3", ["wbc (-, 2500) /uL"]),
        ("Anaemia of less than 9.5 g/dL", ["hemoglobin (-, 9.5) g/dL"]),
        ("Hyperkalemia > 5.6 mmol/L", ["potassium (5.6, -) mmol/L"]),
        ("Hyperbilirubinemia > 1.4 x ULN", ["bilirubin_total (1.4, -) ULN"]),
    ],
)
def test_a_disorder_with_a_value_behind_it_limits_what_it_is_of(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neutropenia or platelets below 80,000/mm3", ["platelets (-, 80000) /uL"]),
        ("Anemia, with ferritin < 25 ng/mL", ["ferritin (-, 25) ng/mL"]),
        ("Hypoglycemia (≥ 3 episodes)", []),
    ],
)
def test_a_disorder_takes_no_value_of_anything_else(text: str, expected: list[str]) -> None:
    assert said(text) == expected
