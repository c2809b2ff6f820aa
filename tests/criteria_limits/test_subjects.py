"""Whom a sentence is about: one sex, a partner or a donor; and whom a later sentence lets off."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import groups_of, said


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Women must have a hemoglobin of at least 11.5 g/dL", ["hemoglobin [11.5, -) g/dL for female"]),
        ("The male patient should weigh more than 55 kg", ["weight (55, -) kg for male"]),
        ("Female volunteers whose BMI is < 33 kg/m2", ["bmi (-, 33) kg/m2 for female"]),
        ("Husbands should have an LDH < 210 U/L", ["ldh (-, 210) U/L if Husbands"]),
        ("Men and women must have a hemoglobin ≥ 10.5 g/dL", ["hemoglobin [10.5, -) g/dL"]),
    ],
)
def test_the_subject_of_a_sentence_says_for_whom_a_limit_is(text: str, lines: list[str]) -> None:
    assert said(text, "inclusion") == lines


def test_a_sex_makes_no_alternatives_of_two_ranges() -> None:
    text = "Men whose PSA is > 3 ng/mL and whose PSA is < 12 ng/mL"
    assert len({group for _, group in groups_of(text, "inclusion")}) == len(groups_of(text, "inclusion"))


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        (
            "Creatinine > 1.6 mg/dL. This criterion does not apply to patients of the registry cohort.",
            "exclusion",
            "creatinine (1.6, -) mg/dL except patients of the registry cohort",
        ),
        (
            "aPTT ≤ 1.3 x ULN. Does not apply to patients on heparin.",
            "inclusion",
            "aptt (-, 1.3] ULN except patients on heparin",
        ),
        (
            "Negative pregnancy test (not applicable to women past 60)",
            "inclusion",
            "pregnancy_test negative except women past 60",
        ),
        (
            "Platelets ≥ 80,000/µL. Patients with marrow infiltration are exempt from this requirement.",
            "inclusion",
            "platelets [80000, -) /uL except Patients with marrow infiltration",
        ),
        (
            "Temperature ≥ 38.2 °C; this requirement is waived if paracetamol was taken.",
            "inclusion",
            "body_temperature [38.2, -) Cel except paracetamol was taken",
        ),
        (
            "FEV1 < 75 % of predicted. This criterion does not need to be met if spirometry was never learned.",
            "inclusion",
            "fev1_pct_predicted (-, 75) % except spirometry was never learned",
        ),
        (
            "At least one measurable lesion. However, for patients with bone disease only, scans decide.",
            "inclusion",
            "measurable_disease present at least 1 except patients with bone disease only",
        ),
    ],
)
def test_a_later_sentence_may_let_some_off(text: str, kind: str, line: str) -> None:
    assert said(text, kind) == [line]


def test_an_exception_in_another_sentence_is_of_what_that_one_says() -> None:
    text = "Plasma donation within 9 days of dosing.\n\nAny disease other than liver disease that is serious."
    assert said(text, "exclusion") == ["procedure within 9 d @first_dose of Plasma donation"]
