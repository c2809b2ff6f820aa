"""Numbers that limit nothing, and names that look like others."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    "text",
    [
        "Diagnosed by the national guideline (2023 Edition)",
        "Graded by CTCAE version 5.0",
        "Assessed by RECIST 1.1",
        "EGFR exon 19 deletion found by sequencing",
        "Tumour positive for CD40 and B7-H3",
        "COVID-19 vaccination completed",
        "Prednisone above 12 mg/day",
        "BMI above the 97th percentile",
        "Platelet transfusion in excess of 3 units",
        "An increase in creatinine of more than 0.4 mg/dL",
        "Placental weight under 380 g",
        "Urine creatinine above 20 mg/dL",
        "Weight loss of more than 10 %",
        "Two temperatures within 0.3 °C of each other",
        "Prothrombin time (PT/INR) within 75 to 125 % of the normal range",
        "Leukocyte alpha-mannosidase activity below 12 % of the lower limit of normal",
        "Delta HbA1c of at most 1 % between two visits",
        "pt must be able to walk more than 2 hours",
    ],
)
def test_what_is_no_limit_is_not_read(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Birth weight under 1800 g", ["birth_weight (-, 1800) g"]),
        ("EGFR mutation; eGFR ≥ 55 mL/min/1.73 m2", ["egfr [55, -) mL/min/{1.73_m2}"]),
        ("Creatinine clearance above 55 mL/min", ["creatinine_clearance (55, -) mL/min"]),
        ("Glycated hemoglobin above 8 %", ["hba1c (8, -) %"]),
        ("Lymphocytes ≥ 15 % of white cells", ["lymphocyte_pct [15, -) %"]),
        ("Lymphocytes ≥ 0.7 x 10^9/L", ["lymphocytes [0.7, -) 10*9/L"]),
        ("FEV1 at least 55 % of predicted and FEV1 > 0.9 L", ["fev1_pct_predicted [55, -) %", "fev1 (0.9, -) L"]),
        ("Proteinuria below 2+", ["urine_protein_dipstick (-, 2) {+}"]),
        ("Proteinuria below 900 mg/24 h", ["urine_protein_24h (-, 900) mg/(24.h)"]),
        ("Fever above 38.4 °C", ["body_temperature (38.4, -) Cel"]),
        ("More than 15 cigarettes a day", ["cigarettes_per_day (15, -) /d"]),
        ("ANC within 9 days of registration ≥ 1,100/uL", ["anc [1100, -) /uL"]),
    ],
)
def test_the_unit_decides_between_neighbours(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Creatinine at most 1.6", ["creatinine (-, 1.6]"]),
        ("Creatinine at most 1.6 times that of a sibling", []),
        ("Glucose above 9 units of anything", []),
    ],
)
def test_a_bound_without_unit_is_read_only_where_nothing_follows_it(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_what_intolerance_means_is_no_requirement() -> None:
    assert said("Intolerance means side effects such as ≥ grade 3 nausea") == []


def test_a_value_that_makes_no_difference_is_no_limit() -> None:
    text = "Creatinine ≥ 2.2 mg/dL, even if the creatinine clearance is ≥ 35 mL/min"
    assert said(text, "exclusion") == ["creatinine [2.2, -) mg/dL"]


@pytest.mark.parametrize(
    "text", ["Vaccines against hepatitis A or B", "Report a partner's pregnancy", "PRIOR CONCURRENT THERAPY:"]
)
def test_a_name_in_another_sense_states_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Postural drop of 25 mmHg or more in systolic blood pressure",
        "At least a two year history of rhinitis",
        "Participants 8 years of age and older must have signed an assent form",
        "Women over age 52 without menses for one year will be considered post-menopausal",
        "6 to < 9 years Male 1 Female 1",
        "Drugs for platelet function for > 4 days",
        "Spot urine calcium/creatinine ratio > 0.3",
        "Earlier standard therapy must have followed the guideline",
    ],
)
def test_a_number_of_something_else_is_no_limit(text: str) -> None:
    assert said(text) == []


def test_a_grade_of_heart_failure_is_none_of_toxicity() -> None:
    assert said("NYHA grade III/IV, or arrhythmia with thromboembolic events", "exclusion") == ["nyha {3 4}"]


def test_few_seconds_are_how_much_a_prothrombin_time_is_prolonged() -> None:
    assert said("Prothrombin time greater than 3 seconds prolonged") == ["pt_prolongation (3, -) s"]
    assert said("Prothrombin time that is prolonged by at most 3 s") == ["pt_prolongation (-, 3] s"]
    assert said("Prothrombin time above 16 seconds") == ["pt (16, -) s"]
