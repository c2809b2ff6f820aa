"""A status, a window and a condition reach what they are said of, and nothing beside it."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


def test_a_status_in_parentheses_ends_with_them() -> None:
    text = "Active infection such as hepatitis B (known positive HBV surface antigen), or hepatitis C"

    assert "hcv positive" not in said(text, "exclusion")


def test_the_window_of_a_test_is_not_that_of_what_it_shows() -> None:
    text = "Not pregnant, with negative serum pregnancy test within 6 days before enrollment"

    assert "pregnancy absent" in said(text, "inclusion")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Has finished earlier therapy (surgery or radiation) for brain metastases", "exclusion"),
        ("Patients with HBsAg who have a controlled infection (HBV DNA not detectable) are eligible", "exclusion"),
        ("Expects to have one partner, who has no chance of being pregnant", "inclusion"),
    ],
)
def test_what_is_told_of_treatment_others_or_an_allowance_is_no_limit(text: str, kind: str) -> None:
    assert not [line for line in said(text, kind) if line.startswith(("brain", "hbv_dna", "pregnancy"))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Patients on thyroid hormone whose dose has not been stabilized within the last 8 months", "exclusion"),
        ("Women must use contraception during the study and for at least 9 months after treatment", "inclusion"),
        (
            "Women count as postmenopausal if they had an ovariectomy at least 8 weeks before screening",
            "exclusion",
        ),
    ],
)
def test_steady_doses_contraception_and_definitions_are_no_events(text: str, kind: str) -> None:
    assert said(text, kind) == []


def test_an_earlier_item_of_a_list_has_no_window_of_a_later_statement() -> None:
    text = "Cardiac disease, such as poorly controlled hypertension, or having had a stroke within 9 months"

    assert said(text, "exclusion") == ["stroke present within 9 mo"]
