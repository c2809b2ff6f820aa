"""Words beside a limit that are of it, and words that are of something else: exceptions, conditions, allowances."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Men at least 22 years old with an infarction (excluding a lacunar one)", "age [22, -) a"),
        ("A girl of 6 to 7 years of age (from the 6th up to but excluding the 8th birthday)", "age [6, 7] a"),
        ("Not pregnant nor breast feeding, and using a contraceptive method other than a pill", "pregnancy absent"),
    ],
)
def test_an_exception_of_something_else_is_none_of_an_age_or_a_pregnancy(text: str, line: str) -> None:
    assert said(text, "inclusion")[0] == line


def test_an_exception_has_a_grade_of_its_own() -> None:
    text = "An ECOG performance status ≤ 1, except for participants in cohort 3 who are eligible with an ECOG-PS of 0-2"
    assert said(text, "inclusion")[1] == "ecog {0 1 2} if participants in cohort 3"


def test_the_first_patients_that_are_excepted_are_no_condition() -> None:
    text = "Age ≥ 2 and ≤ 25 years (except for the first 4 subjects, who must be age ≥ 13 and ≤ 25 years)"
    assert said(text, "inclusion") == ["age [2, 25] a except the first 4 subjects, who must be age ≥ 13 and ≤ 25 years"]


def test_what_makes_eligible_is_asked_and_no_condition() -> None:
    text = "Volunteers are eligible for the trial if they agree to visits, are at least 19 years of age and well"
    assert said(text, "inclusion") == ["age [19, -) a"]


@pytest.mark.parametrize(
    "text",
    [
        "An abnormal ECG. NOTE: sinus bradycardia of 48-57 bpm is permissible",
        "Those on such drugs may continue to take them as long as their baseline QTcF is < 475 ms",
        "Any subject scoring less than 24 on the MMSE will have a second dementia assessment",
        "Sepsis (two or more of the following; temperature > 38.3 °C, heart rate > 95/min, WBC > 12 x 10^9/L)",
    ],
)
def test_what_an_exclusion_allows_or_only_tells_is_no_limit(text: str) -> None:
    assert said(text, "exclusion") == []


def test_a_denial_reaches_the_second_pressure_behind_an_abbreviation() -> None:
    text = "No badly controlled hypertension (i.e., systolic blood pressure (BP) ≥ 145 mmHg, or diastolic BP ≥ 95 mmHg)"
    assert said(text, "inclusion") == ["sbp [145, -) mm[Hg] negated", "dbp [95, -) mm[Hg] negated"]


def test_a_class_and_those_above_it_are_all_named() -> None:
    text = "Heart failure of grade 3 and above according to the New York Heart Association"
    assert said(text, "exclusion") == ["nyha {3 4}"]
