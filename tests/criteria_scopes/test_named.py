"""Numbers below a heading that names what they measure."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said_in_whole


def _said(heading: str, *items: str) -> list[str]:
    text = f"Inclusion Criteria:\n\n* {heading}\n" + "".join(f"  * {item}\n" for item in items)
    return said_in_whole(text)


@pytest.mark.parametrize(
    ("heading", "item", "said"),
    [
        ("Life expectancy:", "At least 14 weeks", "life_expectancy [14, -) wk"),
        ("Absolute neutrophil count (ANC)", "≥ 1.3 G/L", "anc [1.3, -) 10*9/L"),
        ("Elevated LDL cholesterol:", "3.1 mmol/L or higher", "ldl_cholesterol [3.1, -) mmol/L"),
    ],
)
def test_a_number_below_a_name_is_of_what_is_named(heading: str, item: str, said: str) -> None:
    assert _said(heading, item) == [said]


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("Hemoglobin disorder with one of the following:", "4 or more crises a year"),
        ("INR", "those on warfarin ≤ 2.5"),
        ("Creatinine clearance after the formula:", "(140 - age) x weight"),
    ],
)
def test_a_number_below_a_sentence_or_of_some_people_is_not(heading: str, item: str) -> None:
    assert _said(heading, item) == []


def test_levels_by_age_are_for_those_of_the_age() -> None:
    heading = "Clearance of 65 mL/min or more, or creatinine by age and gender as follows:"

    assert _said(heading, "≤ 0.7 mg/dL (2 to 5 years)", "No greater than 1.3 mg/dL (12 years and over [female])")[
        -2:
    ] == [
        "creatinine (-, 0.7] mg/dL if 2 to 5 years",
        "creatinine (-, 1.3] mg/dL for female if 12 years and over",
    ]


def test_rows_of_a_table_of_maxima_are_read_with_their_sexes() -> None:
    heading = "Maximum serum creatinine (mg/dL) by age:"

    assert _said(heading, "2 to <5 years: 0.7", "≥ 15 years: male 1.6, female 1.3") == [
        "creatinine (-, 0.7] mg/dL if 2 to <5 years",
        "creatinine (-, 1.6] mg/dL for male if ≥ 15 years",
        "creatinine (-, 1.3] mg/dL for female if ≥ 15 years",
    ]
