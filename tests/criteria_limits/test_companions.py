"""Names and numbers that only go along with what is limited."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Calcium (corrected for albumin) must be ≥ 8.2 mg/dL", ["calcium [8.2, -) mg/dL"]),
        ("Sodium drawn on the same day as the glucose must be > 131 mmol/L", ["sodium (131, -) mmol/L"]),
        ("Phosphate, collected at the same time as PTH, below 5.1 mg/dL", ["phosphate (-, 5.1) mg/dL"]),
    ],
)
def test_what_is_measured_beside_takes_no_limit(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text", ["Potassium (normal range 3.4-5.1 mmol/L)", "Prothrombin time (reference range: 11-13.5 seconds)"]
)
def test_what_is_normal_is_no_limit(text: str) -> None:
    assert said(text) == []


def test_the_next_range_in_brackets_is_normal_too() -> None:
    assert said("Prolonged prothrombin time (normal range 11-13.5 sec) or aPTT (25-37 sec)") == []


def test_to_be_within_the_normal_range_is_one() -> None:
    assert said("Potassium within the normal range of 3.4-5.1 mmol/L") == ["potassium [3.4, 5.1] mmol/L"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bilirubin2 (≤ 1.4 x ULN)", ["bilirubin_total (-, 1.4] ULN"]),
        ("Platelets1 ≥ 90,000/µL", ["platelets [90000, -) /uL"]),
        ("FEV1 ≥ 1.1 L", ["fev1 [1.1, -) L"]),
    ],
)
def test_a_footnote_is_no_part_of_the_name(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Liver function tests above 2.2 x ULN", ["ast (2.2, -) ULN", "alt (2.2, -) ULN"]),
        ("Raised liver enzymes (over 4 times normal)", ["ast (4, -) normal", "alt (4, -) normal"]),
        ("Liver enzymes (GGT, ALP) above 3 x ULN", ["alp (3, -) ULN", "ggt (3, -) ULN"]),
        ("Abnormal LFTs (INR above 1.6 or so)", ["inr (1.6, -)"]),
        ("LFTs of 80 at most", []),
    ],
)
def test_tests_of_the_liver_are_both_transaminases_unless_they_are_named(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HIV-positive, viral load below 200 copies/mL", ["hiv positive", "hiv_rna (-, 200) {copies}/mL"]),
        ("HIV-positive, HCV with a viral load below 200 copies/mL", ["hiv positive", "hcv positive"]),
        ("A viral load below 200 copies/mL", []),
    ],
)
def test_a_viral_load_is_of_hiv_where_no_other_virus_is_named(text: str, expected: list[str]) -> None:
    assert said(text) == expected
