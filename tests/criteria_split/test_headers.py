"""Labels above entries: which reach how far, those of parts and groups, and sentences that lead in to a list."""

from __future__ import annotations

import pytest

from tests.criteria_split.outlines import items_of, outline_of
from trialdb.extract.criteria import split_criteria


def test_negative_lead_in_inside_a_section_is_a_header() -> None:
    text = "Inclusion Criteria:\n\n* Gout\n\nPatients must have none of the following:\n\n* Stroke\n* Cancer\n"

    assert outline_of(text) == [
        "in Gout", "in # [all] Patients must have none of the following:", "in   Stroke", "in   Cancer",
    ]  # fmt: skip


def test_header_reaches_to_the_next_header_or_section() -> None:
    text = "Inclusion Criteria:\n\nAdults:\n\n* Gout\n\nChildren:\n\n* Arthritis\n\nExclusion Criteria:\n\n* Stroke\n"

    assert outline_of(text) == [
        "in # [all] Adults:",
        "in   Gout",
        "in # [all] Children:",
        "in   Arthritis",
        "ex Stroke",
    ]


def test_label_without_a_colon_is_a_header() -> None:
    text = (
        "Exclusion Criteria:\n\n* Stroke in the past.\n\nLaboratory values\n\n* ALT above 90 U/L\n* Urate below 200\n"
    )

    assert outline_of(text) == [
        "ex Stroke in the past.", "ex # [any] Laboratory values", "ex   ALT above 90 U/L", "ex   Urate below 200",
    ]  # fmt: skip


def test_long_label_of_a_part_and_dangling_lead_in_are_headers() -> None:
    group = "Group 2: relatives of the patients of Group 1 (brothers, sisters; n=20)"
    home = "The home of a participant must\n\n* be heated\n* be dry\n"
    text = f"Inclusion Criteria:\n\n* Gout.\n\n{group}\n\n* Adult\n\n{home}"

    assert outline_of(text) == [
        "in Gout.", f"in # [all] {group}", "in   Adult", "in # [all] The home of a participant must",
        "in   be heated", "in   be dry",
    ]  # fmt: skip


def test_sentence_that_ends_with_the_following_criteria_is_a_header() -> None:
    lead_in = "At the end of the run-in, the diary has met the following criteria."
    text = f"Inclusion Criteria:\n\n* Gout.\n\n{lead_in}\n\n1. Kept\n2. Whole\n"

    assert outline_of(text) == [
        "in Gout.", f"in # [all] {lead_in}", "in   Kept", "in   Whole",
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["<For the run-in>", "[Part 2 only]", "\\[Part 2 only\\]"])
def test_label_in_brackets_is_a_header(label: str) -> None:
    text = f"Inclusion Criteria:\n\n1. Gout.\n\n{label}\n\n1. Pain\n2. Fever\n"

    assert outline_of(text) == ["in Gout.", f"in # [all] {label}", "in   Pain", "in   Fever"]


def test_label_above_several_sections_has_no_kind() -> None:
    sections = "Inclusion Criteria:\n\n* Gout\n\nExclusion Criteria:\n\n* Stroke\n\n"

    assert outline_of(f"Phase 1\n\n{sections}Phase 2\n\n{sections}") == [
        "un # [all] Phase 1", "in   Gout", "ex   Stroke", "un # [all] Phase 2", "in   Gout", "ex   Stroke",
    ]  # fmt: skip


def test_label_directly_below_a_label_is_within_it() -> None:
    text = (
        "Inclusion Criteria:\n\nFor adults:\n\nA scan that shows one of:\n\n* a cyst\n* a stone\n\n"
        "For children:\n\n* Asthma\n"
    )

    assert outline_of(text) == [
        "in # [all] For adults:",
        "in   # [any] A scan that shows one of:",
        "in     a cyst",
        "in     a stone",
        "in # [all] For children:",
        "in   Asthma",
    ]


def test_label_above_a_sentence_that_excludes_keeps_the_kind_of_the_section() -> None:
    text = (
        "Inclusion Criteria:\n\n* Asthma\n\nExclusion Criteria:\n\nMothers -\n\n"
        "Mothers to whom any of these criteria apply are not eligible:\n\n1. Gout\n2. Stroke\n"
    )

    assert outline_of(text) == [
        "in Asthma",
        "ex # [any] Mothers",
        "ex   # [any] Mothers to whom any of these criteria apply are not eligible:",
        "ex     Gout",
        "ex     Stroke",
    ]


def test_a_bullet_that_names_a_part_above_a_heading_labels_that_part() -> None:
    sections = "Inclusion Criteria:\n\n* fever\n\nExclusion Criteria:\n\n* cough\n"
    text = f"Group 1\n\n{sections}\n  * Group 2\n\n{sections}"

    assert items_of(text) == ["Group 1", "  fever", "  cough", "Group 2", "  fever", "  cough"]


def test_a_heading_like_the_first_one_ends_the_part() -> None:
    text = (
        "Key Inclusion Criteria:\n\n* fever\n\nCohort A\n\nInclusion Criteria:\n\n* cough\n\n"
        "Key Exclusion Criteria:\n\n* rash\n"
    )

    assert items_of(text) == ["fever", "Cohort A", "  cough", "rash"]


def test_a_part_above_a_heading_of_its_own_begins_anew() -> None:
    text = (
        "Inclusion Criteria:\n\n* fever\n\nPart A Only\n\nInclusion criteria 1 for all, and:\n\n2. cough\n\n"
        "Part B Only\n\nInclusion criteria 1 for all, and:\n\n2. rash\n"
    )

    assert [item for item in items_of(text) if item.startswith("Part")] == ["Part A Only", "Part B Only"]


def test_an_or_between_the_sections_of_a_part_joins_nothing() -> None:
    text = "Part 1:\n\nInclusion Criteria:\n\n* fever\n* cough or\n\nExclusion Criteria:\n\n* rash\n"

    assert split_criteria(text)[0].logic == "all"


def test_bullets_that_name_groups_label_the_bullets_after_them() -> None:
    items = "* For lean subjects:\n* fever\n* For subjects with diabetes:\n* cough\n* rash\n"

    assert items_of(f"Inclusion Criteria:\n\n{items}") == [
        "For lean subjects:",
        "  fever",
        "For subjects with diabetes:",
        "  cough",
        "  rash",
    ]


def test_one_bullet_alone_names_no_groups() -> None:
    assert items_of("Inclusion Criteria:\n\n* fever\n* Healthy volunteers:\n* cough\n")[-1] == "cough"


def test_colon_of_a_heading_does_not_end_a_part() -> None:
    text = (
        "Inclusion Criteria:\n\n* fever\n\nExclusion Criteria:\n\n* cough\n\n"
        "Phase 2:\n\nInclusion Criteria\n\n* rash\n\nExclusion Criteria:\n\n* gout\n"
    )

    assert items_of(text) == ["fever", "cough", "Phase 2:", "  rash", "  gout"]


def test_paragraph_after_a_label_of_one_word_is_below_it() -> None:
    text = "Inclusion Criteria:\n\n* Gout\n* Age:\n\nFirst group: 2 years. Second group: 5 years.\n\n* Fever\n"

    assert items_of(text) == ["Gout", "Age:", "  First group: 2 years. Second group: 5 years.", "Fever"]
