"""Comparators in all their spellings, ranges, and numbers as people write them."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INR ≥ 1.2 at entry", "inr [1.2, -)"),
        ("INR >/= 1.2 at entry", "inr [1.2, -)"),
        ("INR => 1.2 at entry", "inr [1.2, -)"),
        (r"INR \>= 1.2 at entry", "inr [1.2, -)"),
        ("INR of at least 1.2", "inr [1.2, -)"),
        ("INR >_ 1.2 at entry", "inr [1.2, -)"),
        ("Proteinuria < +3 by dipstick", "urine_protein_dipstick (-, 3) {+}"),
        ("Eosinophils > 2.5 G/I at entry", "eosinophils (2.5, -) 10*9/L"),
        ("Urine albumin to creatinine ratio > 800 µg per mg", "uacr (800, -) ug/mg"),
        ("INR greater to or equal to 1.2", "inr [1.2, -)"),
        ("INR ≥ 1½", "inr [1.5, -)"),
        ("HbA1c between 7 & 9 %", "hba1c [7, 9] %"),
        ("Axillary temperature > 37.4oC", "body_temperature (37.4, -) Cel"),
        ("Axillary temperature > 37.4˚C", "body_temperature (37.4, -) Cel"),
        ("BMI above 19.5 kilogram per meter square (kg/m2)", "bmi (19.5, -) kg/m2"),
        ("Creatinine > 140 microM", "creatinine (140, -) umol/L"),
        ("CD-4(+) T-lymphocyte count of at least 450/mm3", "cd4 [450, -) /uL"),
        ("HbA1c at visit 2 ≤ 8.5 %", "hba1c (-, 8.5] %"),
        ("Neutrophile count ≥ 1.2 x 10 to the 9th/L", "anc [1.2, -) 10*9/L"),
        ("Conjugated (direct) bilirubin > 1.3 x ULN", "bilirubin_direct (1.3, -) ULN"),
        ("INR ³ 1.2 at entry", "inr [1.2, -)"),
        ("INR greater then or equal to 1.2", "inr [1.2, -)"),
        ("INR less than equal to (<=) 1.2", "inr (-, 1.2]"),
        ("Smoked > 15 pack -years", "pack_years (15, -) {pack-years}"),
        ("QTc > 455 milli seconds", "qtc (455, -) ms"),
        ("INR no less than 1.2", "inr [1.2, -)"),
        ("INR not below 1.2", "inr [1.2, -)"),
        ("INR equal to or above 1.2", "inr [1.2, -)"),
        ("INR of 1.2 or more", "inr [1.2, -)"),
        ("INR over 1.2", "inr (1.2, -)"),
        ("INR exceeding 1.2", "inr (1.2, -)"),
        ("INR greater than (>) 1.2", "inr (1.2, -)"),
        ("INR > than or = to 1.2", "inr [1.2, -)"),
        ("INR greater than or = 1.2", "inr [1.2, -)"),
        ("INR > than or equal to 1.2", "inr [1.2, -)"),
        ("INR =< 1.2", "inr (-, 1.2]"),
        ("INR < than or = to 1.2", "inr (-, 1.2]"),
        ("INR less than or = 1.2", "inr (-, 1.2]"),
        ("INR no greater than 1.2", "inr (-, 1.2]"),
        ("INR must not exceed 1.2", "inr (-, 1.2]"),
        ("INR up to 1.2", "inr (-, 1.2]"),
        ("INR of 1.2 or less", "inr (-, 1.2]"),
        ("INR below 1.2", "inr (-, 1.2)"),
        ("INR less than 1.2", "inr (-, 1.2)"),
    ],
)
def test_each_comparison_opens_the_right_side(text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BMI 19-31 kg/m2", "bmi [19, 31] kg/m2"),
        ("BMI between 19 and 31 kg/m2", "bmi [19, 31] kg/m2"),
        ("BMI from 19 to 31 kg/m2, both included", "bmi [19, 31] kg/m2"),
        ("BMI ≥ 19 and < 31 kg/m2", "bmi [19, 31) kg/m2"),
        ("BMI > 19 to ≤ 31 kg/m2", "bmi (19, 31] kg/m2"),
        ("BMI > 19 kg/m2 to 31 kg/m2", "bmi (19, 31] kg/m2"),
        ("BMI 19 kg/m2 to 31 kg/m2", "bmi [19, 31] kg/m2"),
        ("Age 21-58*; see below", "age [21, 58] a"),
        ("Gestational age of 33 to 40 completed weeks", "gestational_age [33, 40] wk"),
        ("Age under 14 years (before the birthday)", "age (-, 14) a"),
    ],
)
def test_a_range_is_one_limit(text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_two_open_sides_joined_by_or_stay_two_limits() -> None:
    assert said("HbA1c below 6 % or above 11 %") == ["hba1c (-, 6) %", "hba1c (11, -) %"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Platelets > 75 000/mm3", "platelets (75000, -) /uL"),
        ("Platelets > 75,000/mm3", "platelets (75000, -) /uL"),
        ("Platelets > 75.000/µl", "platelets (75000, -) /uL"),
        ("Platelets > 75 x 10^9/L", "platelets (75, -) 10*9/L"),
        ("Platelets > 75 x 109/L", "platelets (75, -) 10*9/L"),
        (r"Platelets > 75 × 10\^9/L", "platelets (75, -) 10*9/L"),
        ("Platelets > 75 x103/uL", "platelets (75, -) 10*3/uL"),
        ("Platelets > 75 K/µL", "platelets (75, -) 10*3/uL"),
        ("Platelets > 75 K/μL", "platelets (75, -) 10*3/uL"),
        ("Leukocytes > 2.5 G/L", "wbc (2.5, -) 10*9/L"),
        ("Hemoglobin > 8,5 g/dl", "hemoglobin (8.5, -) g/dL"),
        ("HBV DNA > 3 x 10^4 IU/mL", "hbv_dna (30000, -) [IU]/mL"),
        ("Life expectancy of at least six (6) months", "life_expectancy [6, -) mo"),
    ],
)
def test_numbers_are_read_as_written(text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_a_blood_pressure_is_two_limits() -> None:
    assert said("Blood pressure above 155/95 mmHg at rest") == ["sbp (155, -) mm[Hg]", "dbp (95, -) mm[Hg]"]


def test_a_lone_number_for_both_pressures_is_not_guessed() -> None:
    assert said("Blood pressure above 155 mmHg") == []


def test_a_number_without_comparison_is_no_limit() -> None:
    assert said("Hemoglobin 9 g/dL was the median of the earlier cohort") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16 ≤ age ≤ 70", "age [16, 70] a"),
        ("16 years≤Age<70 years", "age [16, 70) a"),
        ("19 < BMI ≤ 28 kg/m2", "bmi (19, 28] kg/m2"),
        ("70 ≥ age ≥ 16", "age [16, 70] a"),
    ],
)
def test_a_name_between_two_bounds_is_limited_by_both(text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_a_comparison_broken_by_a_blank_is_one_sign() -> None:
    assert said("INR < = 1.4") == ["inr (-, 1.4]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Triglycerides > 450 mg/dL; > 8.1 mmol/L", ["triglycerides (450, -) mg/dL"]),
        ("Creatinine > 2.4 mg/dL or > 150 µmol/L", ["creatinine (2.4, -) mg/dL"]),
        (
            "Fasting serum glucose > 120 mg/dL / random non-fasting glucose > 190 mg/dL",
            ["fasting_plasma_glucose (120, -) mg/dL", "glucose (190, -) mg/dL"],
        ),
        ("PSA 3 to 17 ng/mL; one retest will do if the value is < 3 or > 17 ng/mL", ["psa [3, 17] ng/mL"]),
        (
            "Bilirubin > 1.4 mg/dL or elevated levels (over 4 x ULN) of AST",
            ["bilirubin_total (1.4, -) mg/dL", "ast (4, -) ULN"],
        ),
        ("Antigen four (CD4) lymphocyte count of 240 or more per mm3", ["cd4 [240, -) /uL"]),
    ],
)
def test_what_is_said_again_is_one_limit(text: str, expected: list[str]) -> None:
    assert said(text) == expected
