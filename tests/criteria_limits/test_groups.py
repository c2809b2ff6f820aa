"""Which limits are alternatives: OR within a group of an inclusion, AND within one of an exclusion."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import groups_of

INCLUSION = "Creatinine ≤ 1.4 x ULN or creatinine clearance ≥ 55 mL/min; hemoglobin > 8 g/dL"
EXCLUSION = "HIV infection, active hepatitis B (HBsAg positive and HBV DNA ≥ 400 IU/mL), hepatitis C infection"


def test_alternatives_of_an_inclusion_share_a_group() -> None:
    assert groups_of(INCLUSION, "inclusion") == [("creatinine", 1), ("creatinine_clearance", 1), ("hemoglobin", 2)]


def test_parts_of_an_exclusion_share_a_group() -> None:
    groups = dict(groups_of(EXCLUSION, "exclusion"))
    assert groups["hbsag"] == groups["hbv_dna"]
    assert len({groups["hiv"], groups["hbsag"], groups["hcv"]}) == 3


def test_a_threshold_under_a_condition_is_an_alternative_to_the_plain_one() -> None:
    text = "Bilirubin ≤ 2 x ULN (≤ 4 x ULN if liver metastases are present)"
    assert groups_of(text, "inclusion") == [("bilirubin_total", 1), ("bilirubin_total", 1)]


def test_performance_that_is_also_accepted_is_an_alternative() -> None:
    text = "Performance status 0 or 1 by ECOG. For cohort 3, an ECOG of 2 is acceptable"
    assert groups_of(text, "inclusion") == [("ecog", 1), ("ecog", 1)]


def test_thresholds_for_ast_and_alt_all_hold() -> None:
    assert [group for _, group in groups_of("AST or ALT ≤ 4 x ULN", "inclusion")] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "She is neither planning to conceive, and is not pregnant or nursing",
        "Without stroke or myocardial infarction in the last 7 months",
        "Negative for HIV or hepatitis C",
    ],
)
def test_what_one_denial_is_of_must_all_be_absent(text: str) -> None:
    assert [group for _, group in groups_of(text, "inclusion")] == [1, 2]


@pytest.mark.parametrize("text", ["HBsAg negative or HBV DNA negative", "No pregnancy or no breastfeeding"])
def test_what_is_denied_twice_is_so_either_way(text: str) -> None:
    assert [group for _, group in groups_of(text, "inclusion")] == [1, 1]


def test_days_and_half_lives_of_a_long_name_are_alternatives() -> None:
    text = (
        "At least 16 days or 4 half-lives (whichever is shorter) since " + "a kinase inhibitor, " * 9 + "or an antibody"
    )
    assert [group for _, group in groups_of(text, "inclusion")] == [1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "Tested positive for syphilis, HBsAg and anti-HCV",
        "Infection with HIV, hepatitis B and hepatitis C",
        "Lactating and pregnant women",
        "Stroke and unstable angina within 7 months",
    ],
)
def test_an_exclusion_that_lists_diseases_with_and_takes_each_alone(text: str) -> None:
    groups = [group for _, group in groups_of(text, "exclusion")]
    assert groups == list(range(1, len(groups) + 1))
    assert len(groups) > 1


@pytest.mark.parametrize(
    "text",
    [
        "HBsAg positive and HBV DNA above 300 IU/mL",
        "Co-infection with hepatitis B and hepatitis C",
        "HIV infection and CD4 count < 190/µL",
    ],
)
def test_two_facts_that_are_meant_together_stay_one_group(text: str) -> None:
    assert [group for _, group in groups_of(text, "exclusion")] == [1, 1]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ANC < 1400/µL, platelets < 90,000/µL, and hemoglobin < 8.5 g/dL", 3),
        ("Creatinine > 1.8 mg/dL, deafness, and albumin < 2.9 g/dL", 2),
        ("Creatinine > 1.8 mg/dL and albumin < 2.9 g/dL", 1),
        ("HBcAb positive, and HBV DNA positive", 1),
        ("Pregnant, as a positive pregnancy test tells", 2),
    ],
)
def test_a_list_of_an_exclusion_excludes_by_each_of_its_items(text: str, count: int) -> None:
    assert len({group for _, group in groups_of(text, "exclusion")}) == count


def test_values_that_exclude_each_other_are_alternatives() -> None:
    text = "Mild impairment: eGFR 61-88 mL/min; moderate: eGFR 31-58 mL/min"
    assert groups_of(text, "inclusion") == [("egfr", 1), ("egfr", 1)]


def test_an_or_in_brackets_joins_no_limits() -> None:
    text = "Hemoglobin ≥ 11 g/dL (met by therapy or transfusion), and platelets ≥ 90 x 10^9/L"
    assert groups_of(text, "inclusion") == [("hemoglobin", 1), ("platelets", 2)]


def test_high_and_low_pressures_joined_by_and_make_a_pair_each() -> None:
    text = "Systolic pressure > 175 or < 85 mmHg, and diastolic pressure > 105 or < 55 mmHg"
    assert groups_of(text, "exclusion") == [("sbp", 1), ("sbp", 2), ("dbp", 1), ("dbp", 2)]
