"""The words of a text, which decide what is looked for in it at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.criteria_limits.reading import said
from trialdb.extract.criteria.limits.lexicon import NUMBER, Beginnings, matches_at, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5mg/kg of x2", {"5", "mg", "kg", "of", "x2", "5mg", NUMBER}),
        ("platelets1 ≥ 9", {"platelets1", "platelets", "9", NUMBER}),
        ("tgf-β, 3 µg", {"tgf", "β", "3", "g", NUMBER}),
        ("naïve", {"na", "ve"}),
    ],
)
def test_words_end_at_signs_and_begin_behind_numbers(text: str, expected: set[str]) -> None:
    assert words_of(text) == expected


@given(st.text(st.sampled_from("abcdefgα12 ,-µ≥é")))
def test_no_run_of_letters_is_lost(lower: str) -> None:
    assert words_of(lower).issuperset(re.findall(r"(?<![a-z0-9α])[a-zα]+(?![a-z0-9α])", lower))


def test_a_phrase_is_looked_for_where_its_words_stand() -> None:
    firsts = Beginnings(["total bilirubin", "hbv dna", "alt", "other cancer"], frozenset(["other"]))
    assert firsts.within(words_of("total albumin")) == set()
    assert firsts.within(words_of("total of direct bilirubin")) == {"total"}
    assert firsts.within(words_of("hbvdna")) == {"hbvdna"}
    assert firsts.within(words_of("alts")) == {"alts"}
    assert firsts.within(words_of("some other illness")) == set()
    assert firsts.within(words_of("any othercancers")) == {"othercancers"}


def test_a_match_begins_no_word_in_the_middle() -> None:
    assert [match.span() for match in matches_at(re.compile("alt"), "salt, alt and 2alt", ["alt"])] == [
        (6, 9),
        (15, 18),
    ]


def test_a_name_with_a_ligature_is_read() -> None:
    assert said("Prostate-speci\ufb01c antigen > 6 ng/mL") == ["psa (6, -) ng/mL"]
