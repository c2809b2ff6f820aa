"""Headings, kinds, headers that say to whom a list applies, remarks."""

from __future__ import annotations

import pytest

from tests.criteria_split.outlines import items_of, outline_of
from trialdb.extract.criteria import split_criteria

PLAIN_INCLUSION = [
    "Inclusion Criteria",
    "Inclusion Criteria:",
    "INCLUSION CRITERIA",
    "Key Inclusion Criteria:",
    "Inclusion:",
    "• Inclusion Criteria:",
    "* Inclusion Criteria",
    "1. Inclusion criteria:",
    "Main inclusion criteria :",
    "Inclusion Criteria (all must be met):",
    "**Inclusion Criteria:**",
    "Patients must meet all of the following criteria to be enrolled:",
    "Participants may be included in this trial only if all of the following criteria apply:",
    "Inclusion criteria include, but are not limited to:",
    "Inclusion Criteria include the following:",
    "Inclusion Critera:",
    "Volunteers qualify for the trial if they meet the following conditions:",
]
PLAIN_EXCLUSION = [
    "Exclusion Criteria",
    "Exclusion:",
    "Exclusions:",
    "Non-inclusion criteria:",
    "Key Exclusion Criteria:",
    "Exclusion Criteria (include but are not limited to):",
    "Patients will be excluded if they meet any of the following:",
    "Subjects who meet any of these criteria are not eligible for this study:",
    "A subject will not be included if any of the following apply:",
    "Patients are excluded for any of these reasons:",
    "Patients are excluded if 1 or more of the following criteria are met:",
    "The presence of any of the following makes a subject ineligible:",
]


@pytest.mark.parametrize("heading", PLAIN_INCLUSION)
def test_plain_inclusion_heading_is_no_item(heading: str) -> None:
    assert outline_of(f"{heading}\n\n* Gout\n") == ["in Gout"]


@pytest.mark.parametrize("heading", PLAIN_EXCLUSION)
def test_plain_exclusion_heading_is_no_item(heading: str) -> None:
    assert outline_of(f"Inclusion Criteria:\n\n* Gout\n\n{heading}\n\n* Stroke\n") == ["in Gout", "ex Stroke"]


@pytest.mark.parametrize(
    "heading",
    [
        "Inclusion criteria for patients:",
        "Inclusion Criteria for Participants",
        "Additional Inclusion Criteria for Part B",
        "Key Inclusion Criteria - Arms 1 and 2",
        "Inclusion Criteria (Cohort 2):",
        "Tumor-Specific Inclusion Criteria:",
        "Inclusion for the imaging substudy:",
        "Siblings who meet the following criteria are eligible:",
        "Inclusion Critera for donors only:",
        "Inclusion Criteria for Study 1 Participants:",
    ],
)
def test_heading_that_says_for_whom_is_a_header(heading: str) -> None:
    assert outline_of(f"{heading}\n\n* Gout\n* Pain\n") == [f"in # [all] {heading}", "in   Gout", "in   Pain"]


@pytest.mark.parametrize(
    "item",
    [
        "Meets all inclusion criteria of the main study",
        "Does not meet the exclusion criteria of the sponsor",
        "Eligible for surgery in the opinion of the surgeon",
        "Inclusion in another trial within the past month",
        "Exclusion of pregnancy by a test",
        "Not meeting the inclusion criteria",
        "The requirements include:",
    ],
)
def test_entry_that_mentions_criteria_is_no_heading(item: str) -> None:
    assert outline_of(f"Inclusion Criteria:\n\n* {item}\n* Gout\n") == [f"in {item}", "in Gout"]


def test_criterion_on_the_line_of_the_heading() -> None:
    assert outline_of("Inclusion Criteria: Gout since a year\nExclusion Criteria:Stroke") == [
        "in Gout since a year",
        "ex Stroke",
    ]


@pytest.mark.parametrize("line", ["Exclusion Criteria - none known", "Exclusion Criteria None known."])
def test_criterion_after_a_heading_without_a_colon(line: str) -> None:
    (item,) = outline_of(f"{line}\n")

    assert item.rstrip(".").lower() == "ex none known"


def test_heading_broken_over_two_paragraphs_keeps_its_kind() -> None:
    assert outline_of("Exclusion\n\nCriteria:\n\n* Gout\n") == ["ex Gout"]


def test_full_width_colon_ends_a_heading() -> None:
    assert outline_of("Inclusion Criteria：Gout since a year") == ["in Gout since a year"]


def test_heading_buried_in_a_flattened_paragraph() -> None:
    text = "Inclusion Criteria: Adults with gout of the foot Exclusion Criteria: Stroke in the past"

    assert outline_of(text) == ["in Adults with gout of the foot", "ex Stroke in the past"]


def test_heading_buried_in_a_wrapped_paragraph() -> None:
    text = (
        "        Inclusion Criteria: Adults of 20 to 85 years with gout of the foot; on a stable dose for a\n"
        "        month or more; at some risk. Exclusion Criteria: Kidney disease of any kind, -\n"
        "        dialysis included; liver disease\n"
    )

    assert outline_of(text) == [
        "in Adults of 20 to 85 years with gout of the foot; on a stable dose for a month or more; at some risk.",
        "ex Kidney disease of any kind, - dialysis included; liver disease",
    ]


def test_text_before_the_first_heading_is_inclusion_if_an_exclusion_follows() -> None:
    assert outline_of("* Gout\n\nExclusion Criteria:\n\n* Stroke\n") == ["in Gout", "ex Stroke"]


def test_sentences_may_stand_for_the_sections() -> None:
    fit = "Subjects must satisfy all of the following:\n\n* Gout\n\n"
    unfit = "Subjects must not have any of the following:\n\n* Stroke\n"

    assert outline_of(fit + unfit) == ["in Gout", "ex Stroke"]


def test_sentence_that_says_how_the_criteria_combine_is_kept() -> None:
    one, every = "At least one of the following:", "All of the following must be met:"

    assert outline_of(f"Inclusion Criteria:\n\n{one}\n\n* Gout\n* Pain\n") == [
        f"in # [any] {one}", "in   Gout", "in   Pain",
    ]  # fmt: skip
    assert outline_of(f"Inclusion Criteria:\n\n{every}\n\n* Gout\n* Pain\n") == ["in Gout", "in Pain"]


def test_negative_lead_in_inside_a_section_is_a_header() -> None:
    text = "Inclusion Criteria:\n\n* Gout\n\nPatients must have none of the following:\n\n* Stroke\n* Cancer\n"

    assert outline_of(text) == [
        "in Gout", "in # [all] Patients must have none of the following:", "in   Stroke", "in   Cancer",
    ]  # fmt: skip


def test_text_without_sections_is_of_no_kind() -> None:
    assert outline_of("* Gout\n* Pain\n") == ["un Gout", "un Pain"]
    assert outline_of("Eligibility Criteria:\n\n* Gout\n") == ["un Gout"]


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


@pytest.mark.parametrize(
    "remark",
    [
        "Other protocol-defined criteria may apply",
        "Further inclusion criteria apply.",
        "Note: Additional protocol defined Inclusion/Exclusion criteria could apply.",
        "There may be other exclusion criteria that apply.",
        "* Other criteria may apply.",
        "Other protocol-defined exclusions applied.",
        "The above information is not intended to contain all considerations for participation.",
        "Please note: There are more inclusion/exclusion criteria. The study center will see whether you meet them."
        " If you do not, you will hear why. You can then ask your doctor.",
        "For further information on taking part, please call the hospital.",
        "Contact site for details.",
        "This is not a complete list; more is in the protocol.",
    ],
)
def test_remark_about_the_list_is_no_item(remark: str) -> None:
    assert outline_of(f"Inclusion Criteria:\n\n* Gout\n\n{remark}\n") == ["in Gout"]


@pytest.mark.parametrize("item", ["Other conditions that may impair consent", "Additional imaging will be required"])
def test_item_that_begins_like_a_remark(item: str) -> None:
    assert outline_of(f"Exclusion Criteria:\n\n* {item}\n") == [f"ex {item}"]


def test_verb_alone_names_no_section() -> None:
    text = "Exclusion Criteria:\n\nInclude, but are not limited to, the following:\n\n* Gout\n"

    assert outline_of(text) == ["ex Gout"]


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
        "Mothers who meet any of these criteria are not eligible:\n\n1. Gout\n2. Stroke\n"
    )

    assert outline_of(text) == [
        "in Asthma",
        "ex # [any] Mothers",
        "ex   # [any] Mothers who meet any of these criteria are not eligible:",
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
