"""Limits of whole texts: each is under the conditions of what stands above it."""

from __future__ import annotations

from tests.criteria_limits.reading import line_of
from trialdb.extract.criteria import limits_of, split_criteria


def _said(text: str) -> list[str]:
    return [line_of(limit) for limits in limits_of(split_criteria(text)) for limit in limits]


def test_a_limit_below_a_cohort_is_for_that_cohort() -> None:
    text = """
        Inclusion Criteria:

        * ECOG 0 or 1

        Cohort A:

        * Platelets above 90,000/mm3

        Cohort B:

        * Platelets above 70,000/mm3
    """

    assert _said(text) == [
        "ecog {0 1}",
        "platelets (90000, -) /uL if Cohort A",
        "platelets (70000, -) /uL if Cohort B",
    ]


def test_a_heading_of_the_section_carries_its_part() -> None:
    text = """
        Inclusion Criteria for Part 2:

        * 21 years or older

        Exclusion Criteria for All Parts:

        * QTc above 485 ms
    """

    assert _said(text) == ["age [21, -) a if Part 2", "qtc (485, -) ms"]


def test_a_label_inside_another_adds_to_it_and_a_part_takes_the_place_of_a_part() -> None:
    text = """
        Part 1

        Inclusion Criteria:

        * For participants with liver metastases:
          * ALT up to 6 x ULN

        Part 3 Inclusion Criteria:

        * ALT up to 2 x ULN
    """

    assert _said(text) == [
        "alt (-, 6] ULN if Part 1; participants with liver metastases",
        "alt (-, 2] ULN if Part 3",
    ]


def test_a_condition_of_the_limit_itself_stays_behind_that_of_its_cohort() -> None:
    text = """
        Inclusion Criteria:

        Stratum 2:

        * AST up to 3 x ULN (up to 7 x ULN if liver metastases)
    """

    assert _said(text) == [
        "ast (-, 3] ULN if Stratum 2",
        "ast (-, 7] ULN if Stratum 2; liver metastases",
    ]


def test_limits_of_one_sex_are_for_that_sex() -> None:
    text = """
        Inclusion Criteria:

        Women:

        * Hemoglobin of 10.5 g/dL or more

        Men:

        * Hemoglobin of 11.5 g/dL or more
    """

    assert _said(text) == ["hemoglobin [10.5, -) g/dL for female", "hemoglobin [11.5, -) g/dL for male"]


def test_what_only_says_for_whom_is_no_limit_itself() -> None:
    text = """
        Inclusion Criteria:

        * If creatinine is above 1.5 x ULN:
          * Albumin of 3 g/dL or more
    """

    assert _said(text) == ["albumin [3, -) g/dL if creatinine is above 1.5 x ULN"]


def test_a_label_without_items_is_no_limit_either() -> None:
    text = "Inclusion Criteria:\n\n* ECOG 0-1\n* For participants aged 11 to 17 years:\n"

    assert _said(text) == ["ecog {0 1}"]


def test_an_exclusion_told_in_its_parts_keeps_the_disease_it_is_about() -> None:
    text = """
        Exclusion Criteria:

        * Poorly controlled asthma as shown by any of the following:
          * FEV1 below 65 % of predicted
          * Systemic steroids within the last 5 weeks
    """

    assert _said(text) == [
        "fev1_pct_predicted (-, 65) % if Poorly controlled asthma",
        "prior_therapy within 5 wk if Poorly controlled asthma of Systemic steroids",
    ]


def test_exceptions_allowances_and_definitions_are_no_limits() -> None:
    text = """
        Inclusion Criteria:

        * A woman is considered of childbearing potential unless:
          * she is above 58 years of age

        Exclusion Criteria:

        * Any other cancer, with the following exceptions:
          * Skin cancer treated more than 4 years ago
        * Participants living with HIV may be included but must have:
          * CD4 count above 300/uL
        * QTc above 485 ms
    """

    assert [limit for limit in _said(text) if not limit.startswith("other_malignancy")] == ["qtc (485, -) ms"]


def test_a_list_of_exceptions_ends_where_an_exclusion_begins() -> None:
    text = """
        Exclusion Criteria:

        * Any other cancer, with the following exceptions:
          * Skin cancer treated more than 4 years ago
          * Pregnancy
          * QTc above 485 ms
    """

    assert _said(text)[1:] == ["pregnancy present", "qtc (485, -) ms"]


def test_a_list_of_alternatives_ends_with_the_last_of_them() -> None:
    text = """
        Inclusion Criteria:

        * 20 years or older

        For participants without insulin, one of the following must be met:

        * HbA1c above 7.2 %; or
        * Fasting plasma glucose above 128 mg/dL;
        * BMI below 41 kg/m2
    """

    assert _said(text) == [
        "age [20, -) a",
        "hba1c (7.2, -) % if participants without insulin",
        "fasting_plasma_glucose (128, -) mg/dL if participants without insulin",
        "bmi (-, 41) kg/m2",
    ]


def test_what_a_lead_in_denies_must_not_be() -> None:
    text = """
        Inclusion Criteria:

        * Participants must not have had any of the following:
          * Stroke within 7 months before screening
    """

    assert _said(text) == ["stroke present within 7 mo @screening negated"]


def test_labels_inside_an_item_hold_up_to_the_next_one() -> None:
    text = "Inclusion Criteria:\n\n* ECOG 0-2. Part 1: platelets above 90,000/mm3. Part 2: platelets above 70,000/mm3."

    assert _said(text) == [
        "ecog {0 1 2}",
        "platelets (90000, -) /uL if Part 1",
        "platelets (70000, -) /uL if Part 2",
    ]


def test_a_part_told_behind_a_limit_is_its_condition() -> None:
    text = """
        Inclusion Criteria:

        * ECOG 0-1 (Cohort 2 only)
        * At least one measurable lesion for the expansion cohorts
        * Weight of 45-140 kg for Cohorts 1-3 and 5. Weight of 45-85 kg for Cohort 4
        * Hemoglobin above 9 g/dL (not applicable for Cohort 3)
    """

    assert _said(text) == [
        "ecog {0 1} if Cohort 2",
        "measurable_disease present at least 1 if expansion cohorts",
        "weight [45, 140] kg if Cohorts 1-3 and 5",
        "weight [45, 85] kg if Cohort 4",
        "hemoglobin (9, -) g/dL except Cohort 3",
    ]


def test_earlier_parts_taken_in_are_no_condition() -> None:
    text = "Exclusion Criteria:\n\n* Treatment with steroids within 5 weeks; participants enrolled in Part 1"

    assert all(" if " not in line for line in _said(text))


def test_labels_of_people_inside_an_item() -> None:
    text = """
        Inclusion Criteria:

        * Women of childbearing potential: negative pregnancy test
        * For participants without anticoagulants: INR below 1.4
        * Healthy controls: 20 to 45 years of age
    """

    assert _said(text) == [
        "pregnancy_test negative for female if Women of childbearing potential",
        "inr (-, 1.4) if participants without anticoagulants",
        "age [20, 45] a if Healthy controls",
    ]


def test_a_label_inside_an_item_takes_the_place_of_the_other_people_above() -> None:
    text = """
        Inclusion Criteria:

        Children:

        * 5 to 15 years of age, with hay fever -Adults: 19 to 55 years of age

        Cases:

        * 11 to 63 years of age
        * Controls will be between 12 and 62 years of age
    """

    assert _said(text) == [
        "age [5, 15] a if Children",
        "age [19, 55] a if Adults",
        "age [11, 63] a if Cases",
        "age [12, 62] a if Controls",
    ]


def test_an_item_with_thousands_of_labels_is_read() -> None:
    text = "Inclusion Criteria:\n\n* " + "Part 1: ECOG 0-1 (Cohort A); for Part 2, ECOG 2. " * 4_000

    assert _said(text)[:2] == ["ecog {0 1} if Part 1", "ecog {2} if Part 2"]


def test_a_number_below_the_word_age_is_one() -> None:
    text = """
        PATIENT CHARACTERISTICS:

        Age:

        * 21 and over

        Sex:

        * Female

        Hospital stay:

        * 14 and over
    """

    assert _said(text) == ["age [21, -) a"]


def test_an_age_below_its_heading_is_where_it_stands() -> None:
    criteria = split_criteria("Age\n\n* 19 to 64")
    (age,) = [limit for limits in limits_of(criteria) for limit in limits]

    assert (age.low, age.high) == (19, 64)
    assert criteria[-1].text[age.char_start : age.char_end] == "19 to 64"


def test_of_what_is_denied_what_is_allowed_is_no_limit() -> None:
    text = """
        Inclusion Criteria:

        * No heart disease, including any of the following:

          * NYHA class III or IV heart failure
          * Earlier NYHA class II heart failure allowed
    """

    assert _said(text) == ["nyha {3 4} negated"]
