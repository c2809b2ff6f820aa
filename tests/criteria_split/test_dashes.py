"""Dashes inside a line: between entries, or between words."""

from __future__ import annotations

import pytest

from tests.criteria_split.outlines import items_of

HEADING = "Exclusion Criteria:\n\n"


def test_dashes_divide_phrases() -> None:
    assert items_of(f"{HEADING}* Gout in the last year - Unable to walk alone - Allergic to any nut\n* Fever\n") == [
        "Gout in the last year", "Unable to walk alone", "Allergic to any nut", "Fever",
    ]  # fmt: skip


def test_dashes_are_a_list_after_a_colon_and_a_dash() -> None:
    text = f"{HEADING}* Use of one of these in May: - WHO group II creams - Tar - Any ointment\n* Fever\n"

    assert items_of(text) == [
        "Use of one of these in May:", "  WHO group II creams", "  Tar", "  Any ointment", "Fever",
    ]  # fmt: skip


def test_dashes_may_be_glued_to_the_phrase_before() -> None:
    text = "Exclusion Criteria:- Gout for half a year- Unable to walk.- Under 18 years- Deaf on both ears\n"

    assert items_of(text) == [
        "Gout for half a year", "Unable to walk.", "Under 18 years", "Deaf on both ears",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        "Depression by the Manual of Disorders - Fifth Edition - Text Revision",
        "Tumors T1 - T3, N0 - N2",
        "An implant of the maker (Model A - Left side only, Model B - Right side only)",
        "Washout of these: steroids- Stop at the first visit; insulin- Stop at the last visit",
    ],
)
def test_dashes_between_words_divide_nothing(item: str) -> None:
    assert items_of(f"{HEADING}* {item}\n") == [item]
