"""Limits of whole texts: each is under the conditions of what stands above it."""

from __future__ import annotations

from tests.criteria_limits.reading import said_in_whole
from trialdb.extract.criteria import limits_of, split_criteria


def test_a_limit_below_a_cohort_is_for_that_cohort() -> None:
    text = """
        Inclusion Criteria:

        * ECOG 0 or 1

        Cohort A:

        * Platelets above 90,000/mm3

        Cohort B:

        * Platelets above 70,000/mm3
    """

    assert said_in_whole(text) == [
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

    assert said_in_whole(text) == ["age [21, -) a if Part 2", "qtc (485, -) ms"]


def test_a_label_inside_another_adds_to_it_and_a_part_takes_the_place_of_a_part() -> None:
    text = """
        Part 1

        Inclusion Criteria:

        * For participants with liver metastases:
          * ALT up to 6 x ULN

        Part 3 Inclusion Criteria:

        * ALT up to 2 x ULN
    """

    assert said_in_whole(text) == [
        "alt (-, 6] ULN if Part 1; participants with liver metastases",
        "alt (-, 2] ULN if Part 3",
    ]


def test_a_condition_of_the_limit_itself_stays_behind_that_of_its_cohort() -> None:
    text = """
        Inclusion Criteria:

        Stratum 2:

        * AST up to 3 x ULN (up to 7 x ULN if liver metastases)
    """

    assert said_in_whole(text) == [
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

    assert said_in_whole(text) == ["hemoglobin [10.5, -) g/dL for female", "hemoglobin [11.5, -) g/dL for male"]


def test_what_only_says_for_whom_is_no_limit_itself() -> None:
    text = """
        Inclusion Criteria:

        * If creatinine is above 1.5 x ULN:
          * Albumin of 3 g/dL or more
    """

    assert said_in_whole(text) == ["albumin [3, -) g/dL if creatinine is above 1.5 x ULN"]


def test_a_label_without_items_is_no_limit_either() -> None:
    text = "Inclusion Criteria:\n\n* ECOG 0-1\n* For participants aged 11 to 17 years:\n"

    assert said_in_whole(text) == ["ecog {0 1}"]


def test_an_exclusion_told_in_its_parts_keeps_the_disease_it_is_about() -> None:
    text = """
        Exclusion Criteria:

        * Poorly controlled asthma as shown by any of the following:
          * FEV1 below 65 % of predicted
          * Systemic steroids within the last 5 weeks
    """

    assert said_in_whole(text) == [
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

    assert [limit for limit in said_in_whole(text) if not limit.startswith("other_malignancy")] == ["qtc (485, -) ms"]


def test_a_list_of_exceptions_ends_where_an_exclusion_begins() -> None:
    text = """
        Exclusion Criteria:

        * Any other cancer, with the following exceptions:
          * Skin cancer treated more than 4 years ago
          * Pregnancy
          * QTc above 485 ms
    """

    assert said_in_whole(text)[1:] == ["pregnancy present", "qtc (485, -) ms"]


def test_a_list_of_alternatives_ends_with_the_last_of_them() -> None:
    text = """
        Inclusion Criteria:

        * 20 years or older

        For participants without insulin, one of the following must be met:

        * HbA1c above 7.2 %; or
        * Fasting plasma glucose above 128 mg/dL;
        * BMI below 41 kg/m2
    """

    assert said_in_whole(text) == [
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

    assert said_in_whole(text) == ["stroke present within 7 mo @screening negated"]


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

    assert said_in_whole(text) == ["age [21, -) a"]


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

    assert said_in_whole(text) == ["nyha {3 4} negated"]
