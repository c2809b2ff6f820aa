"""Markers inside a line: split where the run shows itself, whole where alternatives or references stand."""

from __future__ import annotations

import pytest

from tests.criteria_split.outlines import items_of

HEADING = "Inclusion Criteria:\n\n"


@pytest.mark.parametrize(
    "run",
    [
        "1) fever; 2) cough; 3) pain",
        "(1) fever; (2) cough; (3) pain",
        "a) fever; b) cough; and c) pain",
        "(i) fever, (ii) cough, (iii) pain",
        "A. Fever; B. Cough; C. Pain",
        "1. Fever; 2. Cough; 3. Pain",
        "① fever ② cough ③ pain",
        "①fever；②cough；③pain",
        "i. fever ii. cough iii. pain",
        "(1) fever; (2) cough; 3) pain",
        "(1)fever;(2)cough;(3)pain",
        "1. fever 2. cough 3. pain",
    ],
)
def test_run_after_a_lead_in_gives_children(run: str) -> None:
    items = items_of(f"{HEADING}* Signs of infection: {run}\n* Age over 60\n")

    assert items[0] == "Signs of infection:"
    assert [item.strip(" ;；,").removesuffix(" and").rstrip(" ;").lower() for item in items[1:4]] == [
        "fever",
        "cough",
        "pain",
    ]
    assert [item[:2] for item in items[1:4]] == ["  "] * 3
    assert items[4:] == ["Age over 60"]


def test_run_that_continues_the_numbering_of_its_entry_gives_siblings() -> None:
    assert items_of(f"{HEADING}1. Fever; 2. Cough; 3. Pain for a week\n4. Age over 60\n") == [
        "Fever;", "Cough;", "Pain for a week", "Age over 60",
    ]  # fmt: skip


def test_dashed_numbers_inside_a_line_where_the_list_has_them() -> None:
    assert items_of(f"{HEADING}1- Adults 2- Both sexes 3- Asthma\n") == ["Adults", "Both sexes", "Asthma"]


def test_runs_nest() -> None:
    text = f"{HEADING}9. Organs: A) blood: 1) platelets; 2) neutrophils; B) liver\n10. Consent\n"

    assert items_of(text) == [
        "Organs:", "  blood:", "    platelets;", "    neutrophils;", "  liver", "Consent",
    ]  # fmt: skip


def test_run_goes_on_in_the_next_paragraph() -> None:
    text = f"{HEADING}1. Disease, shown by: i. a scan\n\n   ii. a biopsy\n2. Consent\n"

    assert items_of(text) == ["Disease, shown by:", "  a scan", "  a biopsy", "Consent"]


def test_lost_number_in_a_run() -> None:
    assert items_of(f"{HEADING}* Signs: 1) fever; 2) cough; 4) pain; 5) rash\n") == [
        "Signs:", "  fever;", "  cough;", "  pain;", "  rash",
    ]  # fmt: skip


def test_connector_stays_with_the_entry_before_it() -> None:
    assert items_of(f"{HEADING}* Either: ① fever; or ② cough\n") == ["Either:", "  fever; or", "  cough"]


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Speaks English • Has a phone", ["Speaks English", "Has a phone"]),
        ("Lives nearby. - Has a phone", ["Lives nearby.", "Has a phone"]),
    ],
)
def test_bullet_inside_a_line_gives_siblings(line: str, items: list[str]) -> None:
    assert items_of(f"{HEADING}* {line}\n") == items


@pytest.mark.parametrize(
    "line",
    [
        "BMI with a) 27 or more and hypertension or b) 35 or more",
        "Planned for 1. four cycles of the drug or 2. two cycles and surgery",
        "Glucose test: (1) oral load of 75 g",
        "Meets criteria a), b), c) or d) of the guideline",
        "Diabetes (defined as 1) glucose above 200; 2) HbA1c above 7) for a year",
        "ECOG score of 1. Patients with a score of 2. will not be treated",
        "Stage T1 (a, b, or c) or T2 (a, b, or c)",
        "Matched donor for HLA-A, -B, -C, -DRB1, and -DQB1",
        "Treated with anti -TNF or non -steroidal drugs",
        "Translocation t(8;21) or t(15;17)",
        "Hepatitis B. Hepatitis C. Both need treatment",
        "Screening at visit 1 - Treatment at visit 2",
        "Use of aspirin, e.g. at a dose of 100 mg, i.e. a low dose",
        "Sentences; without; markers; stay whole",
        "Women must have (a) a negative test, (b) no wish for children, and (c) contraception",
        "A washout of 3 weeks or • half-lives of the drug",
    ],
)
def test_line_that_stays_whole(line: str) -> None:
    assert items_of(f"{HEADING}* {line}\n* Age over 60\n") == [line, "Age over 60"]


def test_dash_between_words_begins_an_entry_only_where_the_list_shows_several() -> None:
    assert items_of(f"{HEADING}- Clinical Impression - Severity above 4\n- Fever\n") == [
        "Clinical Impression - Severity above 4", "Fever",
    ]  # fmt: skip
    assert items_of(f"{HEADING}- Fever for a week - Cough at night - Pain\n") == [
        "Fever for a week", "Cough at night", "Pain",
    ]  # fmt: skip


def test_dashes_glued_to_words_begin_entries_where_there_are_several() -> None:
    assert items_of(f"{HEADING}gout -age over 40 -no hepatitis (viral -or other-) -hypo- or hyperthermia\n") == [
        "gout", "age over 40", "no hepatitis (viral -or other-)", "hypo- or hyperthermia",
    ]  # fmt: skip


def test_capital_letters_go_on_without_any_punctuation() -> None:
    text = f"{HEADING}1. Lungs: A. Asthma B. Chronic cough C. Pneumonia\n\nD. Embolism E. Any other\n\n2. Age over 40\n"

    assert items_of(text) == [
        "Lungs:", "  Asthma", "  Chronic cough", "  Pneumonia", "  Embolism", "  Any other", "Age over 40",
    ]  # fmt: skip


def test_capital_letter_that_ends_a_sentence_is_no_marker() -> None:
    assert items_of(f"{HEADING}A. Carrier of hepatitis B. Patients cured of it may enter\nB. Age over 40\n") == [
        "Carrier of hepatitis B. Patients cured of it may enter", "Age over 40",
    ]  # fmt: skip


def test_middle_dot_may_be_glued_to_a_full_stop() -> None:
    assert items_of(f"{HEADING}* Able to walk.· Age over 40\n* Fever\n") == ["Able to walk.", "Age over 40", "Fever"]


def test_double_marker_of_an_alternative_stays_in_the_text() -> None:
    assert items_of(f"{HEADING}* a) BMI over 27 with gout or b) BMI over 35\n* Age over 60\n") == [
        "a) BMI over 27 with gout or b) BMI over 35",
        "Age over 60",
    ]


def test_circled_number_shows_that_nested_bullets_were_a_flat_list() -> None:
    text = f"{HEADING}* Fever;\n\n  * Cough;\n\n    * Pain; ④ Rash; ⑤ Fatigue\n"

    assert items_of(text) == ["Fever;", "Cough;", "Pain;", "Rash;", "Fatigue"]


def test_list_may_begin_after_a_reference_to_it() -> None:
    assert items_of(f"{HEADING}* Any of the following 1) to 3) 1) Gout 2) Fever 3) Cough\n") == [
        "Any of the following 1) to 3)", "  Gout", "  Fever", "  Cough",
    ]  # fmt: skip


def test_alternatives_after_a_colon_are_a_list() -> None:
    assert items_of(f"{HEADING}* One of these: (a) gout, (b) fever, or (c) cough\n") == [
        "One of these:", "  gout,", "  fever, or", "  cough",
    ]  # fmt: skip


def test_number_before_the_first_letter_begins_no_item_of_its_own() -> None:
    assert items_of(f"{HEADING}1. a) Gout for a year b) Fever since May c) Cough at night\n2. Adult\n") == [
        "Gout for a year", "Fever since May", "Cough at night", "Adult",
    ]  # fmt: skip


def test_three_numbers_show_a_list_whose_beginning_is_lost() -> None:
    assert items_of(f"{HEADING}* No rash 14. Walks alone 15. Sees well 16. Hears well\n* Adult\n") == [
        "No rash", "Walks alone", "Sees well", "Hears well", "Adult",
    ]  # fmt: skip


def test_roman_numbers_show_a_list_whose_beginning_is_lost() -> None:
    text = f"{HEADING}Adults who walk, II. Non-smokers.\n\nIII. Able to read. IV. Able to hear.\n"

    assert items_of(text) == ["Adults who walk,", "Non-smokers.", "Able to read.", "Able to hear."]


def test_number_given_twice_begins_no_inner_list() -> None:
    assert items_of(f"{HEADING}1) Gout. 2) Fever. 2) Cough. 4) Adult.\n") == ["Gout.", "Fever.", "Cough.", "Adult."]


def test_values_of_a_scale_are_no_list() -> None:
    item = "Pain that is mild (1), bad (2), or worst (3), and lasts all day"

    assert items_of(f"{HEADING}* {item}\n") == [item]


def test_footnote_is_no_bullet() -> None:
    assert items_of(f"{HEADING}* Fever* NOTE: * Of a day or more\n") == ["Fever* NOTE: * Of a day or more"]


def test_parenthesis_that_is_never_closed_hides_no_numbers() -> None:
    text = f"{HEADING}* Able to: i. walk (for 30 minutes (or more). ii. read. iii. hear\n"

    assert items_of(text) == ["Able to:", "  walk (for 30 minutes (or more).", "  read.", "  hear"]
