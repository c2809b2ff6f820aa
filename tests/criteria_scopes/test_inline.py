"""Labels and parts told inside an item: for whom the limits beside them are."""

from __future__ import annotations

from tests.criteria_limits.reading import said_in_whole


def test_labels_inside_an_item_hold_up_to_the_next_one() -> None:
    text = "Inclusion Criteria:\n\n* ECOG 0-2. Part 1: platelets above 90,000/mm3. Part 2: platelets above 70,000/mm3."

    assert said_in_whole(text) == [
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

    assert said_in_whole(text) == [
        "ecog {0 1} if Cohort 2",
        "measurable_disease present at least 1 if expansion cohorts",
        "weight [45, 140] kg if Cohorts 1-3 and 5",
        "weight [45, 85] kg if Cohort 4",
        "hemoglobin (9, -) g/dL except Cohort 3",
    ]


def test_earlier_parts_taken_in_are_no_condition() -> None:
    text = "Exclusion Criteria:\n\n* Treatment with steroids within 5 weeks; participants enrolled in Part 1"

    assert all(" if " not in line for line in said_in_whole(text))


def test_labels_of_people_inside_an_item() -> None:
    text = """
        Inclusion Criteria:

        * Women of childbearing potential: negative pregnancy test
        * For participants without anticoagulants: INR below 1.4
        * Healthy controls: 20 to 45 years of age
    """

    assert said_in_whole(text) == [
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

    assert said_in_whole(text) == [
        "age [5, 15] a if Children",
        "age [19, 55] a if Adults",
        "age [11, 63] a if Cases",
        "age [12, 62] a if Controls",
    ]


def test_an_item_with_thousands_of_labels_is_read() -> None:
    text = "Inclusion Criteria:\n\n* " + "Part 1: ECOG 0-1 (Cohort A); for Part 2, ECOG 2. " * 4_000

    assert said_in_whole(text)[:2] == ["ecog {0 1} if Part 1", "ecog {2} if Part 2"]
