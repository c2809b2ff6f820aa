"""Words around a limit that narrow it: what must hold as well, of whom alone it is, who is let in all the same."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "Circulatory failure (SBP < 85 mmHg; heart rate (HR) > 130 bpm) requiring vasopressors",
            ["sbp (-, 85) mm[Hg] if requiring vasopressors", "heart_rate (130, -) /min if requiring vasopressors"],
        ),
        (
            "A heart attack within 30 days of enrollment, necessitating bypass",
            ["myocardial_infarction present within 30 d @enrollment if necessitating bypass"],
        ),
        ("Fainting (SBP < 85 mmHg), diabetes requiring insulin", ["sbp (-, 85) mm[Hg]"]),
    ],
)
def test_what_an_illness_needs_is_the_condition_of_its_limits(text: str, limits: list[str]) -> None:
    assert said(text, "exclusion") == limits


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "Stage I with Gleason score ≤ 8 or stage II with Gleason score ≤ 6",
            ["gleason_score (-, 8] if Stage I", "gleason_score (-, 6] if stage II"],
        ),
        (
            "Slight renal impairment (grade 2): eGFR 60-85 mL/min; renal failure (grade 4): eGFR 16-28 mL/min",
            [
                "egfr [60, 85] mL/min if Slight renal impairment (grade 2)",
                "egfr [16, 28] mL/min if renal failure (grade 4)",
            ],
        ),
        (
            "Subjects on statins must have LDL cholesterol ≤ 90 mg/dL. Subjects off statins must have LDL ≤ 120 mg/dL.",
            [
                "ldl_cholesterol (-, 90] mg/dL if Subjects on statins",
                "ldl_cholesterol (-, 120] mg/dL if Subjects off statins",
            ],
        ),
        (
            "Creatinine ≤ 1.3 mg/dL (adults), creatinine ≤ 0.8 mg/dL (teenagers)",
            ["creatinine (-, 1.3] mg/dL if adults", "creatinine (-, 0.8] mg/dL if teenagers"],
        ),
        ("Stage II with Gleason score ≤ 6", ["gleason_score (-, 6]"]),
    ],
)
def test_two_thresholds_of_one_thing_are_each_of_those_named_with_them(text: str, limits: list[str]) -> None:
    assert said(text, "inclusion") == limits


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "BMI 19-31 kg/m2. Those outside this range may be enrolled after review",
            ["bmi [19, 31] kg/m2 except Those outside this range may be enrolled after review"],
        ),
        (
            "Aged 20 to 65 years. In part 3, volunteers up to the age of eighty may be included.",
            ["age [20, 65] a except In part 3, volunteers up to the age of eighty may be included"],
        ),
    ],
)
def test_who_is_let_in_all_the_same_is_an_exception(text: str, limits: list[str]) -> None:
    assert said(text, "inclusion") == limits


def test_several_cancers_are_more_than_one() -> None:
    text = "Diagnosed with two or more malignancies within 4 years"
    assert said(text, "exclusion") == ["other_malignancy present within 4 a if two or more"]


def test_acute_hepatitis_is_not_any() -> None:
    assert said("Acute hepatitis B infection", "exclusion") == ["hbv present if Acute"]
    assert said("Acute or chronic hepatitis B infection", "exclusion") == ["hbv present"]


def test_a_visit_parts_no_threshold_from_those_it_is_for() -> None:
    text = "FEV1 < 75% of the predicted value at visit 2 for subjects with asthma"
    assert said(text, "exclusion") == ["fev1_pct_predicted (-, 75) % if asthma"]


def test_a_criterion_that_applies_to_some_is_theirs() -> None:
    text = "HbA1c > 9%. This criterion applies to patients on insulin."
    assert said(text, "exclusion") == ["hba1c (9, -) % if patients on insulin"]
    text = "HbA1c > 9%. This criterion applies to all patients."
    assert said(text, "exclusion") == ["hba1c (9, -) %"]


def test_who_makes_somebody_pregnant_is_not_pregnant() -> None:
    assert said("Men who hope to get someone pregnant", "exclusion") == []
    assert said("Pregnancy-capable women without contraception", "exclusion") == []


def test_what_some_must_have_is_asked_of_them() -> None:
    text = "Patients on anticoagulants must have an INR ≤ 2.8"
    assert said(text, "inclusion") == ["inr (-, 2.8] if Patients on anticoagulants"]
    assert said("Patients must have an INR ≤ 2.8", "inclusion") == ["inr (-, 2.8]"]


@pytest.mark.parametrize(
    ("text", "kind", "limits"),
    [
        ("Born to a mother who is HIV negative", "inclusion", ["hiv negative if mother"]),
        ("Known maternal history of hepatitis C", "exclusion", ["hcv present if maternal"]),
        ("A graft from a donor who is HBsAg positive", "exclusion", ["hbsag positive if donor"]),
        ("Recipient or donor is HIV positive", "exclusion", ["hiv positive"]),
    ],
)
def test_the_virus_of_a_mother_or_a_donor_is_theirs(text: str, kind: str, limits: list[str]) -> None:
    assert said(text, kind) == limits


def test_what_is_seen_instead_of_measurable_disease_is_an_exception() -> None:
    text = "Measurable disease or an elevated PSA"
    assert said(text, "inclusion") == ["measurable_disease present except an elevated PSA"]


def test_what_is_asked_of_the_first_patients_is_theirs() -> None:
    text = "FEV1 35-70% of predicted; the first 6 patients will be required to have FEV1 55-70%"
    assert said(text, "inclusion") == [
        "fev1_pct_predicted [35, 70] %",
        "fev1_pct_predicted [55, 70] % if the first 6 patients",
    ]


def test_values_outside_may_be_allowed_where_nothing_tells_the_kind() -> None:
    text = "Creatinine ≤ 2.2 mg/dL. Note: values outside this range are allowed if the sponsor agrees"
    assert said(text) == [
        "creatinine (-, 2.2] mg/dL except values outside this range are allowed if the sponsor agrees"
    ]
