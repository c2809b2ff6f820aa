"""Multiples of the upper limit of normal and its relatives, names in lists, and the reversed order."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    "reference",
    [
        "ULN",
        "UNL",
        "IULN",
        "the upper limit of normal",
        "upper limits of institutional normal",
        "the institutional upper limit of normal (ULN)",
        "Upper Limit Normal",
        "ULRR",
    ],
)
def test_every_name_of_the_upper_limit_is_the_same_reference(reference: str) -> None:
    assert said(f"ALT no more than 4 x {reference} at entry") == ["alt (-, 4] ULN"]


def test_the_sign_of_the_multiple_may_stand_before_it() -> None:
    assert said("ALT > x4 ULN, GGT > x 4 ULN") == ["alt (4, -) ULN", "ggt (4, -) ULN"]


def test_times_the_control_is_times_normal() -> None:
    assert said("PTT below 1.3 times control") == ["aptt (-, 1.3) normal"]


def test_the_limit_itself_is_the_multiple_one() -> None:
    assert said("Amylase ≤ ULN") == ["amylase (-, 1] ULN"]


def test_a_percentage_of_the_limit_is_a_multiple() -> None:
    assert said("Albumin at least 80 % of the lower limit of normal") == ["albumin [0.8, -) LLN"]


def test_one_bound_limits_every_name_in_its_list() -> None:
    assert sorted(said("ALT, AST and alkaline phosphatase < 4 x ULN")) == [
        "alp (-, 4) ULN",
        "alt (-, 4) ULN",
        "ast (-, 4) ULN",
    ]


def test_slashes_and_abbreviations_do_not_double_a_name() -> None:
    text = "Aspartate aminotransferase (AST)/alanine aminotransferase (ALT) under 4 times ULN"
    assert sorted(said(text)) == ["alt (-, 4) ULN", "ast (-, 4) ULN"]


def test_the_bound_may_stand_before_its_names() -> None:
    assert sorted(said("≤ 4 x ULN for AST and ALT")) == ["alt (-, 4] ULN", "ast (-, 4] ULN"]


def test_transaminases_are_two_analytes() -> None:
    assert sorted(said("Transaminases above 6 x ULN")) == ["alt (6, -) ULN", "ast (6, -) ULN"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neutrophils ≥ 1,200/mm3 (1.2 x 10^9/L)", ["anc [1200, -) /uL"]),
        ("Creatinine > 2 mg/dL (177 µmol/L)", ["creatinine (2, -) mg/dL"]),
        ("Creatinine > 2 mg/dL or > 177 µmol/L", ["creatinine (2, -) mg/dL"]),
        ("HBV DNA ≥ 5,000 copies/mL, or ≥ 1,000 IU/mL", ["hbv_dna [5000, -) {copies}/mL"]),
        ("Calcium ≥ 8.4 mg/dL (2.1 mmol/L) and < 11 mg/dL (2.75 mmol/L)", ["calcium [8.4, 11) mg/dL"]),
    ],
)
def test_a_threshold_said_again_in_another_unit_is_one_limit(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_an_absolute_alternative_to_a_multiple_is_a_second_limit() -> None:
    assert said("Creatinine ≤ 1.4 x ULN or ≤ 2 mg/dL") == ["creatinine (-, 1.4] ULN", "creatinine (-, 2] mg/dL"]


def test_a_multiple_in_brackets_says_the_amount_again() -> None:
    assert said("ALT > 120 U/L (> 3 x ULN)") == ["alt (120, -) U/L"]
    assert said("ALT > 3 x ULN (> 120 U/L)") == ["alt (3, -) ULN"]


def test_the_comparison_may_stand_behind_the_multiple() -> None:
    assert said("ALT 2.5x > upper limit of normal") == ["alt (2.5, -) ULN"]
