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
    text = "An ECOG performance status ≤ 1, except for participants in cohort 3 who are eligible with ECOG 0-2"
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
    text = "Heart failure of grade 3 and above by the New York Heart Association"
    assert said(text, "exclusion") == ["nyha {3 4}"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Pregnant and/or lactating patients are excluded", ["pregnancy absent", "breastfeeding absent"]),
        ("Lactating subjects should stop nursing before the first dose", []),
        ("Women who take part in acts that could lead to pregnancy must use a pill", []),
        ("No pregnancy plans for the next year", []),
        ("In women, pregnancy excluded by a test", ["pregnancy absent"]),
        ("Babies born after a full-term pregnancy with a birth weight > 2.4 kg", ["birth_weight (2.4, -) kg"]),
    ],
)
def test_an_inclusion_asks_for_no_pregnancy_that_it_forbids_or_fears(text: str, lines: list[str]) -> None:
    assert said(text, "inclusion") == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Mothers treated with valproate in the last trimester of this pregnancy", []),
        ("Methotrexate throughout pregnancy and/or lactation", []),
        ("Known influence of a drug on breastfeeding", []),
        ("Men unable to avoid contact with pregnant or nursing women", []),
        ("Triplet pregnancy", []),
        ("Women in late pregnancy", ["pregnancy present"]),
        ("Uncontrolled asthma, women during lactation and pregnancy", ["pregnancy present"]),
        ("Those who are currently in pregnancy or lactation", ["pregnancy present", "breastfeeding present"]),
    ],
)
def test_a_pregnancy_that_tells_when_something_else_was_keeps_nobody_out(text: str, lines: list[str]) -> None:
    assert said(text, "exclusion") == lines


def test_who_lacks_a_negative_test_has_none() -> None:
    assert said("Fertile women without a negative pregnancy test at visit 1", "exclusion") == [
        "pregnancy_test negative negated for female if Fertile women"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("All female volunteers must have a negative pregnancy test", "pregnancy_test negative for female"),
        ("A negative pregnancy test for all women", "pregnancy_test negative for female"),
        ("Men and women with a negative pregnancy test", "pregnancy_test negative"),
        ("Has female partners with a negative pregnancy test", "pregnancy_test negative"),
    ],
)
def test_a_pregnancy_test_is_of_the_women_that_are_named(text: str, line: str) -> None:
    assert said(text, "inclusion")[:1] in ([line], [])


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("ECOG 0-1 without deterioration over the last 3 weeks before baseline", "inclusion", "ecog {0 1}"),
        (
            "A negative urine pregnancy test and agrees to use a diaphragm from 3 weeks before enrollment",
            "inclusion",
            "pregnancy_test negative",
        ),
        (
            "Nursing mothers, or women found to be pregnant by a test within 6 days before enrollment",
            "exclusion",
            "breastfeeding present",
        ),
    ],
)
def test_a_time_of_something_else_is_no_window_of_a_limit(text: str, kind: str, line: str) -> None:
    assert said(text, kind)[0] == line


@pytest.mark.parametrize(
    "text",
    [
        "A score > 2 on the HAM-D sleep items",
        "The PANSS negative symptom score is 14 or more",
        "Suicidal thoughts as shown by a score above 3 on the MADRS",
    ],
)
def test_points_of_an_item_are_none_of_the_questionnaire(text: str) -> None:
    assert said(text, "exclusion") == []


def test_a_questionnaire_may_be_named_with_the_number_of_its_items() -> None:
    assert said("HAM-D ≥ 21 on the first 17 items of 21", "inclusion") == ["hamd [21, -)"]


def test_an_age_that_is_excluded_by_an_inclusion_is_negated() -> None:
    assert said("Age 8-64 years. Patients younger than 8 years of age will be excluded", "inclusion")[1:] == [
        "age (-, 8) a negated"
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Adolescents' body weight below 33 kg", ["weight (-, 33) kg if Adolescents"]),
        ("In diabetic subjects, a creatinine above 1.6 mg/dL", ["creatinine (1.6, -) mg/dL if diabetic subjects"]),
        ("If the subject scores greater than 24 on the MMSE, the visit should be stopped", []),
        ("A body weight that was stable (less than 4 kg weight change)", []),
        ("Item 2 on the NIHSS > 1", []),
        ("Infected, over 19 years old and ≤ 210 CD4 cells", ["age (19, -) a"]),
        ("Has a partner, who has no wish or chance of being pregnant or breastfeeding", []),
    ],
)
def test_a_value_of_some_or_of_something_else_is_not_asserted_of_all(text: str, lines: list[str]) -> None:
    assert said(text, "exclusion") == lines


@pytest.mark.parametrize(
    ("text", "kind", "lines"),
    [
        ("New drugs are permitted, provided that two BP readings are below 155/95 mmHg", "exclusion", []),
        (
            "20-58 years of age: pulse rate, 45 - 95 beats per minute",
            "inclusion",
            ["heart_rate [45, 95] /min if 20-58 years of age"],
        ),
        (
            "QTc at screening -males > 435 ms, females > 455 ms",
            "exclusion",
            ["qtc (435, -) ms for male", "qtc (455, -) ms for female"],
        ),
        (
            "Patients over 12 years must have a Karnofsky score ≥ 60, and children less than 12 years must have a "
            "Lansky score ≥ 60",
            "inclusion",
            ["karnofsky [60, -) if Patients over 12 years", "lansky [60, -) if children less than 12 years"],
        ),
        ("A subject is classified as normotensive if the systolic pressure is below 135 mmHg", "inclusion", []),
        ("Systolic ankle pressure ≤ 65 mmHg", "inclusion", []),
        ("For stable subjects (YMRS < 11 and CGI-S ≤ 3), an informant must be at hand", "inclusion", []),
        (
            "Patients who have received two regimens must have a GOG performance status ≤ 1",
            "inclusion",
            ["ecog {0 1} if Patients who have received two regimens"],
        ),
        ("Those not likely to survive beyond 2 months", "exclusion", ["life_expectancy (2, -) mo negated"]),
        ("Negative for cocaine and, in women, pregnancy", "inclusion", ["pregnancy absent"]),
    ],
)
def test_for_whom_or_for_what_a_value_is_told(text: str, kind: str, lines: list[str]) -> None:
    assert said(text, kind) == lines
