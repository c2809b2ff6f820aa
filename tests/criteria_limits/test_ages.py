"""Ages, with and without the word, in every unit; and ages that are not the patient's."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said
from trialdb.extract.criteria import read_limits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aged 21 to 64", ["age [21, 64] a"]),
        ("Adults who are 21 years of age or older", ["age [21, -) a"]),
        ("Volunteers, 21+ years", ["age [21, -) a"]),
        ("Must be younger than 17 years old", ["age (-, 17) a"]),
        ("Healthy men and women, ≥ 21 years", ["age [21, -) a"]),
        ("Newborns less than 36 hours of age", ["age (-, 36) h"]),
        ("Children from birth to 6 years of age", ["age [0, 6] a"]),
        ("Under the age of 9 years", ["age (-, 9) a"]),
        ("Infants aged 3 months to < 2 years", ["age [3, -) mo", "age (-, 2) a"]),
        ("Volunteers of at least 22 - 48 years of age", ["age [22, 48] a"]),
        ("Obese girls 11-16 years", ["age [11, 16] a"]),
        ("Female or male; ≥ 21 years (at consent)", ["age [21, -) a"]),
        ("Age at the time of treatment: 4 to 29 years", ["age [4, 29] a"]),
        ("A pre-menopausal woman between 19 and 47 years", ["age [19, 47] a"]),
        ("HIV-infected adults ≥ 21 years", ["age [21, -) a"]),
        ("Adults were eligible if they were older than 22 years", ["age (22, -) a"]),
        ("Children aged 13 to 49 months: 3 or more attacks of croup", ["age [13, 49] mo"]),
        ("Above 14 years of age (≥ 14 years)", ["age [14, -) a"]),
        ("Well volunteers,20 to 55 years of age", ["age [20, 55] a"]),
        ("Men 24-62", ["age [24, 62] a"]),
        ("Healthy women, 20 to 50.", ["age [20, 50] a"]),
        ("Ages of 21 and 64", ["age [21, 64] a"]),
        ("Age = 22-37 years", ["age [22, 37] a"]),
        ("A patient is 22 to 71 years on the day of consent", ["age [22, 71] a"]),
        ("Having reached 21 years of age", ["age [21, -) a"]),
        ("≥ 22 age", ["age [22, -) a"]),
        ("Patients>88y", ["age (88, -) a"]),
        ("People of both sexes from 21 years with gout", ["age [21, -) a"]),
        ("Patients from 4 years after a stroke", []),
        ("Girls 9 months' old or older", ["age [9, -) mo"]),
        ("Boys 12 years, or younger", ["age (-, 12] a"]),
        ("Gives consent, hears well, woman between 21-44 year", ["age [21, 44] a"]),
        ("A man of 21 years of age with no upper limit", ["age [21, -) a"]),
    ],
)
def test_age_is_read_with_and_without_the_word(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Transplanted patients > 3 years post transplantation",
        "Treated children 4 to 6 years of follow-up",
        "Age of donor above 50 years",
        "Sibling donor between 20 and 60 years of age",
        "Onset of asthma before 12 years of age",
        "Bone age below 11 years",
        "Height for age within the 5-95th percentile",
        "Two vaccinations, at ages 3 months and 5 months",
        "Age of the dialysis graft below 20 days",
        "The age of the arteriovenous access graft is 25 days old or less",
        "Girls 13 years of age or older (or after menarche) must consent to a test",
        "Men 2-1",
        "Diagnosis of gout for at least 5 years",
        "An abnormal tracing for subjects over 55 years of age",
        "6 to 11 years old (girls 0.8 mg/dL)",
    ],
)
def test_ages_of_others_and_of_other_times_are_not_limits(text: str) -> None:
    assert said(text) == []


def test_hours_and_years_meet_in_one_unit() -> None:
    (limit,) = read_limits("Less than 72 hours of age")
    assert limit.canonical_unit == "a"
    assert limit.high_canonical == pytest.approx(72 / 24 / 365.25)
