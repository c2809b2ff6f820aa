"""What begins an entry, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.criteria_split.outlines import items_of
from trialdb.extract.criteria import split_criteria

BULLETS = ["*", "-", "–", "—", "•", "·", "●", "▪", "o", "\\-", "\\*", "➢", "+", "--"]
NUMBERINGS = [
    ("1.", "2."), ("1)", "2)"), ("(1)", "(2)"), ("1\\.", "2\\."), ("1\\)", "2\\)"), ("a.", "b."), ("a)", "b)"),
    ("(a)", "(b)"), ("A.", "B."), ("i.", "ii."), ("(i)", "(ii)"), ("I.", "II."), ("①", "②"), ("1、", "2、"),
    ("（1）", "（2）"), ("1-", "2-"), ("1:", "2:"), ("1", "2"), ("I1.", "I2."), ("1.1", "1.2"), ("2.1.", "2.2."),
]  # fmt: skip


@pytest.mark.parametrize("bullet", BULLETS)
def test_bullet_is_cut_off_and_kept_as_marker(bullet: str) -> None:
    first, second = split_criteria(f"Inclusion Criteria:\n\n{bullet} Asthma\n{bullet} Cough\n")

    assert (first.text, second.text) == ("Asthma", "Cough")
    assert first.marker == bullet


@pytest.mark.parametrize(("one", "two"), NUMBERINGS)
def test_number_is_cut_off_and_kept_as_marker(one: str, two: str) -> None:
    criteria = split_criteria(f"Inclusion Criteria:\n\n{one} Asthma\n{two} Cough\n")

    assert [(criterion.marker, criterion.text) for criterion in criteria] == [(one, "Asthma"), (two, "Cough")]


@pytest.mark.parametrize("marker", ["* 1\\.", "1. 1\\.", "1. 1.", "\\- 1.", "* a)", "* •", "- (1)", "* ①"])
def test_double_marker_is_cut_off_as_one(marker: str) -> None:
    (criterion,) = split_criteria(f"Exclusion Criteria:\n\n{marker} Deafness\n")

    assert (criterion.marker, criterion.text) == (marker, "Deafness")


@pytest.mark.parametrize("dashed", ["-Asthma", "•Asthma", "1)Asthma", "1.Asthma", "(1)Asthma"])
def test_marker_needs_no_blank_after_it(dashed: str) -> None:
    assert items_of(f"Inclusion Criteria:\n\n{dashed}\n") == ["Asthma"]


@pytest.mark.parametrize(
    "line",
    [
        "E. coli in the urine",
        "12-lead ECG without signs of ischemia",
        "5-Fluorouracil in the last month",
        "1.5 mg of the drug tolerated",
        "-5 °C tolerated",
        "2019 or later diagnosis",
        "*p16 positive",
        "> 18 years",
        "I am willing to take part",
        "T4: below 10 on the scale of the clinic",
        "6-Mercaptopurine taken",
        "3 Months without treatment",
    ],
)
def test_no_marker_in(line: str) -> None:
    (criterion,) = split_criteria(f"Inclusion Criteria:\n\n{line}\n")

    assert (criterion.text, criterion.marker) == (line, None)


@pytest.mark.parametrize(
    "words", ["0.8 mg/dL under 5 years", "1.5 times the limit", "E. coli", "CD4: above 200", "12-Lead ECG"]
)
def test_bullet_takes_no_part_of_the_words_after_it(words: str) -> None:
    assert items_of(f"Inclusion Criteria:\n\n* {words}\n* Cough\n") == [words, "Cough"]


def test_letter_and_roman_number_are_told_apart_by_the_list() -> None:
    letters = "".join(f"{letter}. Reason {letter}\n" for letter in "abcdefghij")

    assert len(items_of(f"Exclusion Criteria:\n\n{letters}")) == 10
    assert items_of("Exclusion Criteria:\n\n1. Any of:\n   i. one\n   ii. two\n2. Last\n") == [
        "Any of:", "  one", "  two", "Last",
    ]  # fmt: skip


def test_closing_punctuation_escapes_and_entities_stay() -> None:
    text = "Inclusion Criteria:\n\n* HbA1c \\>7&#x2F;9 %;\n* m\\^2, and\n"

    assert items_of(text) == ["HbA1c \\>7&#x2F;9 %;", "m\\^2, and"]


def test_stray_dash_at_the_end_is_no_part_of_the_item() -> None:
    assert items_of("Inclusion Criteria:\n\n* Asthma -\n* Cough \\-\n") == ["Asthma", "Cough"]


@pytest.mark.parametrize("separator", ["OR", "or", "AND", "and/or", "-", "\\-", "* OR", "***"])
def test_line_without_words_of_its_own_is_no_item(separator: str) -> None:
    assert items_of(f"Inclusion Criteria:\n\n* Asthma\n\n{separator}\n\n* Cough\n") == ["Asthma", "Cough"]


def test_bullets_before_bare_numbers_are_double_markers() -> None:
    text = "Inclusion Criteria:\n\n* 1 Asthma\n* 2 ≥ 50 kg\n* 3 Cough\n"

    assert items_of(text) == ["Asthma", "≥ 50 kg", "Cough"]


def test_bare_number_of_one_bullet_is_a_quantity() -> None:
    text = "Inclusion Criteria:\n\n* 1 Dose of a vaccine\n* Cough\n* 2 Visits to the clinic\n"

    assert items_of(text) == ["1 Dose of a vaccine", "Cough", "2 Visits to the clinic"]


@pytest.mark.parametrize("marker", ["* .", "* : ", "1) .", "1. -", "1)."])
def test_what_is_left_of_a_marker_is_no_part_of_the_item(marker: str) -> None:
    assert items_of(f"Inclusion Criteria:\n\n{marker}Asthma\n") == ["Asthma"]


def test_sign_of_a_value_is_part_of_the_item() -> None:
    assert items_of("Inclusion Criteria:\n\n* -2.0 or less in the spine\n") == ["-2.0 or less in the spine"]
