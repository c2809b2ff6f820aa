"""Laboratory values: whom a threshold is for, what it may be instead, and numbers that are no value of it."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import groups_of, said, said_in_whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aPTT ≤ 1.25 x ULN (not taking anticoagulants)", ["aptt (-, 1.25] ULN if not taking anticoagulants"]),
        (
            "INR ≤ 1.5 x ULN (for those on anticoagulants, the physician judges whether the INR is safe)",
            ["inr (-, 1.5] ULN except for those on anticoagulants, the physician judges whether the INR is safe"],
        ),
        (
            "Testosterone < 0.4 ng/mL (cohort 1); testosterone ≥ 0.3 ng/mL at screening (cohort 2)",
            ["testosterone (-, 0.4) ng/mL if cohort 1", "testosterone [0.3, -) ng/mL if cohort 2"],
        ),
        (
            "For patients with stage 4 fibrosis, AFP < 90 ng/mL",
            ["afp (-, 90) ng/mL if stage 4 fibrosis"],
        ),
        ("PSA of 5-9 ng/mL if free PSA is < 20 %", ["psa [5, 9] ng/mL if free PSA is < 20 %"]),
        (
            "QTc ≤ 470 ms if the patient takes a drug that may prolong QTc",
            ["qtc (-, 470] ms if takes a drug that may prolong QTc"],
        ),
        (
            "Measured creatinine clearance > 45 mL/min or calculated clearance > 45 mL/min by a formula",
            ["creatinine_clearance (45, -) mL/min"],
        ),
        ("AST ≤ 3 x ULN; if it comes from an infiltrated liver, it can be relaxed to ≤ 6 x ULN", ["ast (-, 3] ULN"]),
        ("Post-bronchodilator responsiveness of FEV1 ≥ 10 %", []),
        ("FEV1 at least 15 % depressed", []),
        ("A fall in FEV1 of 15 % or more on a treadmill", []),
        ("Tumor-infiltrating lymphocytes ≥ 5 %", []),
        ("CD4% ≥ 15", []),
        ("LVEF ≥ 45 % for the patient at randomization", ["lvef [45, -) %"]),
        ("B lymphocytes that are monoclonal and have ≥ 3 of the following:", []),
        ("INR ≤ 1.6 (within 14 days unless otherwise stated)", ["inr (-, 1.6] within 14 d"]),
        ("Creatinine ≤ 2 mg/dL in adults or as the table says in children", ["creatinine (-, 2] mg/dL if adults"]),
        (
            "To avoid harm in people with small lungs, an FVC of at least 80 % predicted",
            ["fvc_pct_predicted [80, -) %"],
        ),
        ("An EF score of 25 or more on the IIEF", []),
        ("HCT-CI score < 3", []),
        ("Gleason score ≤ 7", ["gleason_score (-, 7]"]),
        ("Sweat sodium ≥ 60 mmol/L", []),
        ("PMN leukocytes ≥ 900/uL", ["anc [900, -) /uL"]),
        ("Reversibility after 2 puffs of at least 12 % in FEV1", []),
        ("FEV1 ≥ 12 % in a reversibility test", []),
        ("No proteinuria (less than 1+)", ["urine_protein_dipstick (-, 1) {+}"]),
        (
            "aPTT ≤ 1.2 x ULN within 21 days prior to enrollment for patients not on heparin",
            ["aptt (-, 1.2] ULN within 21 d @enrollment if not on heparin"],
        ),
        ("Those who do not meet this but have a creatinine clearance ≥ 70 mL/min are eligible", []),
        (
            "Ferritin of 200 to 700 ng/mL, or up to 1100 ng/mL if the average TSAT is < 25 %",
            ["ferritin [200, 700] ng/mL", "ferritin (-, 1100] ng/mL if average TSAT is < 25 %"],
        ),
        ("Right ventricular ejection fraction (RVEF) ≥ 30 %", []),
        ("Coronary calcium score above 60", []),
        ("ALT ≤ ULN x 2.5", ["alt (-, 2.5] ULN"]),
        ("No relevant ECG findings, such as QTc prolongation (i.e., QTc > 490 ms)", ["qtc (490, -) ms negated"]),
        (
            "AST < 3 x ULN if no known metastases ALT < 4 x ULN",
            ["ast (-, 3) ULN if no known metastases", "alt (-, 4) ULN"],
        ),
        ("On codeine phosphate less than 270", []),
    ],
)
def test_a_value_is_asked_of_those_it_is_told_of(text: str, expected: list[str]) -> None:
    assert said(text, "inclusion") == expected


def test_a_collection_that_a_strip_leads_to_is_no_exclusion() -> None:
    assert said("Proteinuria: those with ≥ 1+ proteinuria will undergo a 24-hour collection", "exclusion") == []


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Creatinine ≤ 1.4 x ULN; or CrCl ≥ 45 mL/min", [1, 1]),
        ("Creatinine ≤ 1.5 x ULN or measured 24 hr. creatinine clearance ≥ 55 mL/min", [1, 1]),
        ("WBC ≥ 3000/uL, platelets ≥ 90,000/uL, creatinine ≤ 2 mg/dL or CrCl > 55 mL/min", [1, 2, 3, 3]),
        ("ANC ≥ 1000/uL, INR or PT ≤ 1.5 x ULN", [1, 2, 2]),
        ("INR < 1.4 (or 2 to 3, if someone takes stable doses of warfarin or heparin) and aPTT < 1.2 x ULN", [1, 1, 2]),
        ("ALT, AST and alkaline phosphatase less than or equal to 4 times the upper limit of normal", [1, 2, 3]),
        ("ALP, AST or ALT ≤ 2.5 x ULN", [1, 2, 3]),
        ("INR or PT, and aPTT ≤ 1.5 x ULN", [1, 2, 2]),
        ("aPTT, PT or INR ≤ 1.5 x ULN", [1, 1, 1]),
        ("Heart rate > 90, WBC > 12,000/uL or < 4,000/uL", [1, 2, 2]),
        (
            "Aged 18 years and older with diabetes, on a sulfonylurea or an insulin for at least the last few months, "
            "and in whom the HbA1c is 7-9 %",
            [1, 2],
        ),
        ("Hemoglobin > 9 g/dL, hematocrit > 30 %, or platelets > 50,000/uL", [1, 1, 1]),
        ("Creatinine ≤ 2 x ULN, calculated CrCl ≥ 45 mL/min, or urinary creatinine clearance ≥ 45 mL/min", [1, 1]),
        ("No hypertension (systolic pressure ≥ 150 mmHg and/or diastolic pressure ≥ 100 mmHg)", [1, 2]),
        (
            "ALT ≤ 2 x ULN (if metastases, ALT ≤ 4 x ULN, AST ≤ 4 x ULN), ALP ≤ 2 x ULN (for patients with liver or "
            "bone metastases, ALP ≤ 6 x ULN)",
            [1, 1, 2, 3, 3],
        ),
    ],
)
def test_alternatives_are_those_that_or_joins(text: str, groups: list[int]) -> None:
    assert [group for _, group in groups_of(text, "inclusion")] == groups


def test_none_of_a_list_is_each_of_it_denied() -> None:
    text = "Inclusion Criteria:\n\n* No heart disease, including any of the following:\n  * LVEF < 45 % or LVEF < LLN\n"
    assert said_in_whole(text) == ["lvef (-, 45) % negated", "lvef (-, 1) LLN negated"]


def test_words_that_only_lead_to_limits_are_no_condition() -> None:
    text = "Those with hepatic dysfunction evidenced by any of the following: INR > 2, albumin < 2.8 g/dL"
    assert said(text, "exclusion") == ["inr (2, -)", "albumin (-, 2.8) g/dL"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fasting glucose ≥ 115 mg/dL (those ≥ 115 and < 126 mg/dL can be registered)",
            ["fasting_plasma_glucose [115, -) mg/dL"],
        ),
        ("If the dipstick is positive (> 1+), a 24-hour collection should follow", []),
        ("An acute rise (of ≥ 0.4 mg/dL) in serum creatinine", []),
        (
            "More than twice the upper limit of normal for ALT, or a bilirubin greater than 1.8 mg/dL",
            ["alt (2, -) ULN", "bilirubin_total (1.8, -) mg/dL"],
        ),
        ("Elevations of ALT more than 3 times ULN", ["alt (3, -) ULN"]),
    ],
)
def test_an_exclusion_is_of_values_not_of_what_leads_to_a_test(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected


def test_what_is_well_under_a_denial_is_asked_for() -> None:
    text = "Inclusion Criteria:\n\n* No disease that may cause bleeding:\n  * Shown by: normal marrow (WBC > 3000/uL)\n"
    assert said_in_whole(text) == ["wbc (3000, -) /uL"]
