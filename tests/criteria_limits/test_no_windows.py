"""Times beside an event that are no window of it: lengths, plans, schedules, times of measuring."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said
from trialdb.extract.criteria import read_limits


def test_a_time_of_measuring_is_no_washout() -> None:
    assert said("FEV1, measured at least 5 hours after the last dose of a steroid, is on file", "exclusion") == []
    assert said("Two hormone determinations within 20 days before study day 1 are at hand") == []


@pytest.mark.parametrize(
    "text",
    [
        "Relapse within 5 months of completing induction",
        "A computed tomography scan performed within 3 weeks before registration",
        "On a stable dose of insulin for at least 3 months before screening",
        "Expected to remain in the area for 2 years",
    ],
)
def test_schedules_durations_and_other_clocks_are_not_washouts(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Earlier malignancy unless free of disease for at least 4 years before entry",
        "Another malignancy, except if in remission for at least 4 years before entry",
    ],
)
def test_what_an_exception_asks_for_is_no_window(text: str) -> None:
    assert not any("4 a" in line.partition(" except ")[0] for line in said(text, "exclusion"))


def test_what_is_never_stopped_in_time_is_no_washout() -> None:
    assert said("On warfarin that cannot be stopped at least 9 days before surgery", "exclusion") == []


@pytest.mark.parametrize(
    "text",
    [
        "Expected to be transplanted within 3 years",
        "Planned surgery within 5 months",
        "On one and the same antiretroviral therapy for at least five months past",
        "Ibuprofen interrupted for a period of 3 days before the first dose",
    ],
)
def test_what_lies_ahead_or_lasts_is_no_washout(text: str) -> None:
    assert said(text, "exclusion") == []


def test_abuse_of_drugs_is_no_treatment() -> None:
    assert said("Drug/alcohol abuse within 7 months", "exclusion") == [
        "condition present within 7 mo of Drug/alcohol abuse"
    ]


@pytest.mark.parametrize("text", ["Stroke in the past 1/2 year", "Surgery within 1/2 years before screening"])
def test_the_lower_half_of_a_fraction_is_no_number_of_years(text: str) -> None:
    assert [limit.window for limit in read_limits(text, "exclusion") if limit.window] == []


def test_days_that_only_tell_what_a_period_is_are_no_window() -> None:
    text = (
        "Needs steroid treatment during the dosing period (4 days before the 1st infusion until 20 days after the last)"
    )
    assert said(text, "exclusion") == []


@pytest.mark.parametrize(
    "text",
    [
        "Rash with or without fever occurring within 2 days of an earlier dose",
        "Hay fever during at least 3 years before enrollment",
        "Normal serum testosterone in the month before enrollment",
        "Aspirin (only prohibited within 2 weeks before sampling)",
        "Participants who have undergone in the month before the study",
    ],
)
def test_a_time_of_something_else_is_no_window(text: str) -> None:
    assert said(text, "exclusion") == []


def test_brackets_beside_what_is_not_recent_tell_how_long_it_lasts() -> None:
    assert said("Short courses of steroids (< 5 days)", "exclusion") == []
