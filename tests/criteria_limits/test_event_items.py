"""A window is given to what it is about, with all that is said of it, and to nothing else."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A severe asthma attack that needed oxygen, or that resulted in a seizure within 4 years",
            ["condition present within 4 a of severe asthma attack that needed oxygen, or that resulted in a seizure"],
        ),
        (
            "Seizures, or has received intravenous antibiotics for pneumonia within 5 months",
            ["prior_therapy within 5 mo of intravenous antibiotics for pneumonia"],
        ),
        (
            "NYHA class 2 or greater heart failure in the last 7 months",
            ["nyha {2 3 4}", "condition present within 7 mo of NYHA class 2 or greater heart failure"],
        ),
        (
            "Unstable angina (or infarction within 9 months) or symptomatic hypotension within 7 months of screening",
            None,
        ),
        (
            "Severe arrhythmia, angina within the previous 3 months, uncontrolled hypertension",
            ["condition present within 3 mo of angina"],
        ),
        (
            "Bleeding due to esophageal or gastric varices within 7 months",
            ["condition present within 7 mo of Bleeding due to esophageal or gastric varices"],
        ),
        (
            "Any emergency room visit in the past 11 months for asthma",
            ["condition present within 11 mo of emergency room visit for asthma"],
        ),
        ("Did you have any seizure? Did you have a stroke in the past 2 weeks?", ["stroke present within 2 wk"]),
        ("Any use of antivirals within the 40 week duration of study", []),
        (
            "Antihistamines taken within 5 days of the oral food challenge",
            ["prior_therapy within 5 d of Antihistamines"],
        ),
        (
            "Active or recent evidence (within the past 7 years) of an autoimmune disease needing steroids",
            ["condition present within 7 a of autoimmune disease needing steroids"],
        ),
        (
            "Any of the following drugs within 20 days before consent: steroids (creams allowed), insulin",
            ["prior_therapy within 20 d @consent of steroids (creams allowed), insulin"],
        ),
        ("A positive SARS-CoV-2 test within 17 days", ["condition present within 17 d of positive SARS-CoV-2 test"]),
        ("A COVID-19 swab that was negative within 17 days", []),
        ("Alpha-blocker during past 5 months", ["prior_therapy within 5 mo of Alpha-blocker"]),
        ("Beta-blockers during the past 9 days", ["prior_therapy within 9 d of Beta-blockers"]),
        ("A beta-agonist < once a day within 9 days", []),
        ("A booster vaccine wihtin 9 days", ["prior_therapy within 9 d of booster vaccine"]),
        ("COVID-19 vaccine within 17 days", ["prior_therapy within 17 d of COVID-19 vaccine"]),
        ("Leukemia or another cancer < 7 years from full remission", ["other_malignancy present within 7 a"]),
    ],
)
def test_what_an_exclusion_says_to_have_happened(text: str, expected: list[str] | None) -> None:
    limits = said(text, "exclusion")

    if expected is None:
        assert limits[-1] == "condition present within 7 mo @screening of symptomatic hypotension"
    else:
        assert limits == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Platelets ≥ 70 G/L without platelet transfusion within 8 days",
            ["platelets [70, -) 10*9/L", "prior_therapy within 8 d of platelet transfusion"],
        ),
        ("Depression that has been controlled for the last 5 months", []),
    ],
)
def test_what_an_inclusion_says_to_have_happened(text: str, expected: list[str]) -> None:
    assert [line.replace("absent ", "") for line in said(text, "inclusion")] == expected


def test_what_must_be_stopped_some_time_before_asks_for_a_gap() -> None:
    assert said("Patients must stop antihistamines 3 weeks before the test", "inclusion")[0].startswith(
        "prior_therapy min_gap 3 wk"
    )


def test_since_counts_from_what_follows() -> None:
    text = "Less than 5 weeks since chemotherapy, or less than 9 weeks since radiotherapy"

    assert said(text, "exclusion") == [
        "prior_therapy within 5 wk of chemotherapy",
        "prior_therapy within 9 wk of radiotherapy",
    ]


def test_an_amount_of_change_is_no_value() -> None:
    assert said("FEV1 with at least 14 % improvement", "inclusion") == []


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        (
            "Grade ≥ 2 hemorrhage or thrombotic event within 21 days before the first dose",
            "toxicity_grade [2, -) within 21 d @first_dose of hemorrhage or thrombotic event",
        ),
        (
            "≥ Grade 3 peripheral neuropathy within 10 days before enrollment",
            "peripheral_neuropathy_grade [3, -) within 10 d @enrollment of peripheral neuropathy",
        ),
    ],
)
def test_the_grade_of_an_event_holds_in_its_window(text: str, limit: str) -> None:
    assert said(text, "exclusion") == [limit]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Suspected impairment of immune function or recent use of cyclosporine within 5 months",
            "prior_therapy within 5 mo of cyclosporine",
        ),
        (
            "Hypersensitivity reaction following a dose of diphtheria toxoid in the past 7 years",
            "condition present within 7 a of Hypersensitivity reaction following a dose of diphtheria toxoid",
        ),
    ],
)
def test_an_illness_named_first_is_no_part_of_a_treatment(text: str, line: str) -> None:
    assert said(text, "exclusion") == [line]
