"""For whom a threshold holds: conditions before and behind it, inside it, and per sex."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said
from trialdb.extract.criteria import read_limits


@pytest.mark.parametrize(
    "text",
    [
        "ALT ≤ 3 x ULN (≤ 6 x ULN if liver metastases are present)",
        "ALT ≤ 3 x ULN, or ≤ 6 x ULN for patients with liver metastases",
        "ALT ≤ 3 x ULN; if liver metastases are present, ALT ≤ 6 x ULN",
        "ALT ≤ 3 x ULN (6 x ULN if liver metastases are present)",
        "ALT ≤ 3 x ULN or 6 x ULN in patients with liver metastases",
        "ALT ≤ 3 x ULN, and patients with liver metastases should be ≤ 6 x ULN",
    ],
)
def test_a_second_threshold_has_its_condition(text: str) -> None:
    assert said(text) == ["alt (-, 3] ULN", "alt (-, 6] ULN if liver metastases"]


def test_a_number_alone_is_limited_as_the_one_before_it_where_it_is_for_others() -> None:
    text = "Platelets ≥ 90,000/mm3 (45,000/mm3 for patients with marrow involvement)"
    assert said(text) == ["platelets [90000, -) /uL", "platelets [45000, -) /uL if marrow involvement"]
    text = "Platelets ≥ 60,000/mm3 (≥ 25 x 10^9/L if myeloma fills the marrow)"
    assert said(text) == ["platelets [60000, -) /uL", "platelets [25, -) 10*9/L if myeloma fills the marrow"]
    assert said("Hemoglobin ≥ 9 g/dL (8 g/dL was the limit before)") == ["hemoglobin [9, -) g/dL"]


def test_the_condition_may_hold_a_threshold_of_its_own() -> None:
    text = "Creatinine clearance ≥ 45 mL/min for patients with creatinine above 2 mg/dL"
    assert said(text) == ["creatinine_clearance [45, -) mL/min if creatinine above 2 mg/dL"]


def test_a_condition_without_a_name_is_about_the_name_before() -> None:
    text = "Creatinine ≤ ULN or, if > ULN, measured creatinine clearance ≥ 55 mL/min"
    assert said(text)[1] == "creatinine_clearance [55, -) mL/min if creatinine > uln"


def test_an_age_behind_a_scale_says_for_whom_the_scale_is() -> None:
    text = "Karnofsky ≥ 60 for patients > 14 years of age and Lansky ≥ 60 for patients ≤ 14 years of age"
    assert said(text) == ["karnofsky [60, -) if > 14 years of age", "lansky [60, -) if ≤ 14 years of age"]


@pytest.mark.parametrize(
    "text",
    [
        "QTc > 445 ms in men and > 465 ms in women",
        "QTc > 445 msec (males) or > 465 msec (females)",
        "QTc: men > 445 ms, women > 465 ms",
    ],
)
def test_thresholds_per_sex(text: str) -> None:
    assert said(text) == ["qtc (445, -) ms for male", "qtc (465, -) ms for female"]


def test_both_sexes_together_are_no_condition() -> None:
    assert said("Age ≥ 15 years, men and women alike") == ["age [15, -) a"]
    assert said("Boys and girls of 7 to 15 years; hemoglobin ≥ 9 g/dL") == ["age [7, 15] a", "hemoglobin [9, -) g/dL"]


def test_an_exception_is_kept_and_states_no_limit_of_its_own() -> None:
    text = "Earlier malignancy (other malignancy) except prostate cancer with PSA < 0.8 ng/mL"
    assert said(text) == ["other_malignancy present except prostate cancer with PSA < 0.8 ng/mL"]


def test_unless_is_an_exception_where_no_other_threshold_follows() -> None:
    assert said("Bilirubin ≤ 2 x ULN unless caused by hemolysis") == [
        "bilirubin_total (-, 2] ULN except caused by hemolysis"
    ]


def test_a_negated_threshold_says_so() -> None:
    assert said("No QTc interval above 490 ms") == ["qtc (490, -) ms negated"]


def test_a_condition_with_a_threshold_names_its_concept() -> None:
    limits = read_limits("Creatinine ≤ ULN or, if > ULN, creatinine clearance ≥ 55 mL/min")
    assert [limit.if_concept for limit in limits] == [None, "creatinine"]


def test_a_restatement_does_not_hide_the_sex_behind_it() -> None:
    assert said("Creatinine ≥ 140 µmol/L [≥ 1.6 mg/dL] in men or ≥ 120 µmol/L [≥ 1.4 mg/dL] in women") == [
        "creatinine [140, -) umol/L for male",
        "creatinine [120, -) umol/L for female",
    ]


@pytest.mark.parametrize(
    "text", ["HDL below 42 mg/dL in men and 52 mg/dL in women", "HDL < 42 mg/dL (males), 52 mg/dL (females)"]
)
def test_the_second_sex_shares_the_comparison(text: str) -> None:
    assert said(text) == ["hdl_cholesterol (-, 42) mg/dL for male", "hdl_cholesterol (-, 52) mg/dL for female"]


def test_a_sex_behind_a_comma_is_of_the_bound_before_it() -> None:
    assert said("QTc of greater than 455 msec, if female, or 435 msec, if male", "exclusion") == [
        "qtc (455, -) ms for female",
        "qtc (435, -) ms for male",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Atrial fibrillation with a ventricular rate above 115 bpm",
            ["heart_rate (115, -) /min if Atrial fibrillation"],
        ),
        ("Atrial flutter at baseline (heart rate ≥ 105 bpm)", ["heart_rate [105, -) /min if Atrial flutter"]),
        ("Atrial fibrillation or heart rate above 115 bpm", ["heart_rate (115, -) /min"]),
    ],
)
def test_a_rate_of_a_rhythm_is_no_limit_of_any_other(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("ALP ≤ 3.5 x ULN if ALT and AST are normal.", "alp (-, 3.5] ULN if ALT and AST are normal"),
        (
            "ALT > 2.5 x ULN in subjects with low creatine kinase",
            "alt (2.5, -) ULN if low creatine kinase",
        ),
        (
            "Platelets < 60,000/uL for patients in whom ≥ 40% of marrow cells are blasts",
            "platelets (-, 60000) /uL if in whom ≥ 40% of marrow cells are blasts",
        ),
    ],
)
def test_what_is_measured_within_a_condition_is_part_of_its_words(text: str, limit: str) -> None:
    assert said(text) == [limit]


def test_with_metastases_is_a_condition_where_the_sentence_before_has_the_other_threshold() -> None:
    text = "AST ≤ 2 x ULN without liver metastases; ≤ 4 x ULN with liver metastases and INR ≤ 1.4"
    assert said(text) == [
        "ast (-, 2] ULN if without liver metastases",
        "ast (-, 4] ULN if liver metastases",
        "inr (-, 1.4]",
    ]


def test_a_bracket_that_is_never_closed_ends_at_its_semicolon() -> None:
    text = (
        "ALT ≤ 2 x ULN (if the rise of ALT is caused by liver metastases, ALT up to 6 x ULN, bilirubin ≤ 4 x ULN; "
        "albumin ≥ 28 g/L; hemoglobin (Hb) ≥ 8 g/dL"
    )
    assert said(text, "inclusion")[-2:] == ["albumin [28, -) g/L", "hemoglobin [8, -) g/dL"]
