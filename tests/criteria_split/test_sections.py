"""Headings of sections and the kinds they give, headings that say for whom, remarks."""

from __future__ import annotations

import pytest

from tests.criteria_split.outlines import outline_of

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
    "Unless otherwise noted, participants must satisfy all of these criteria to participate in all phases:",
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
    "The most relevant exclusion criteria, summarized:",
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
        "Further inclusion criteria for the second year of the trial: asked at every visit.",
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


def test_long_sentence_after_a_heading_without_a_colon() -> None:
    body = "Stroke, gout or asthma since the last visit " + "and no more than a mild cough or fever " * 3

    assert outline_of(f"Inclusion criteria\n\nAdult\n\nExclusion criteria {body}\n") == [
        "in Adult",
        f"ex {body.strip()}",
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


def test_heading_at_the_end_of_an_item() -> None:
    text = "Inclusion Criteria:\n\n* Gout and fever\n* Able to walk for an hour Exclusion Criteria\n* Stroke\n"

    assert outline_of(text) == [
        "in Gout and fever", "in Able to walk for an hour", "ex Stroke",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "item", ["Patients who meet none of the Exclusion Criteria", "A scan that shows gout per Site Exclusion Criteria"]
)
def test_item_that_ends_with_a_mention_of_criteria(item: str) -> None:
    assert outline_of(f"Inclusion Criteria:\n\n* {item}\n* Gout\n") == [f"in {item}", "in Gout"]


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


def test_first_bullet_may_announce_the_section() -> None:
    fit = "Inclusion Criteria:\n\n* Persons are eligible if all of these criteria are met:\n* Gout\n\n"
    unfit = "Exclusion Criteria:\n\n* Subjects with any of the following will be excluded:\n* Stroke\n"

    assert outline_of(fit + unfit) == ["in Gout", "ex Stroke"]


def test_first_bullet_that_says_how_the_criteria_combine_is_kept() -> None:
    item = "At least one of the following:"

    assert outline_of(f"Inclusion Criteria:\n\n* {item}\n* Gout\n* Pain\n")[0] == f"in {item}"


def test_sentence_that_says_how_the_criteria_combine_is_kept() -> None:
    one, every = "At least one of the following:", "All of the following must be met:"

    assert outline_of(f"Inclusion Criteria:\n\n{one}\n\n* Gout\n* Pain\n") == [
        f"in # [any] {one}", "in   Gout", "in   Pain",
    ]  # fmt: skip
    assert outline_of(f"Inclusion Criteria:\n\n{every}\n\n* Gout\n* Pain\n") == ["in Gout", "in Pain"]


def test_text_without_sections_is_of_no_kind() -> None:
    assert outline_of("* Gout\n* Pain\n") == ["un Gout", "un Pain"]
    assert outline_of("Eligibility Criteria:\n\n* Gout\n") == ["un Gout"]


@pytest.mark.parametrize(
    "remark",
    [
        "Other protocol-defined criteria may apply",
        "Further inclusion criteria apply.",
        "Note: Additional protocol defined Inclusion/Exclusion criteria could apply.",
        "There may be other exclusion criteria that apply.",
        "* Other criteria may apply.",
        "[Further criteria may apply.]",
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
