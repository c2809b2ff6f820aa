"""A washout, told beside what is washed out or as the time for which that was stopped, is a window of its use."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 weeks of wash-out time from statins", "prior_therapy min_gap 3 wk of statins"),
        ("10 hours washout of inhaled bronchodilators", "prior_therapy min_gap 10 h of inhaled bronchodilators"),
        ("A wash-out of 4 half-lives for biologics is required", "prior_therapy min_gap 4 {half-lives} of biologics"),
        (
            "Washout period of at least 9 days from beta-blockers before the first visit",
            "prior_therapy min_gap 9 d of beta-blockers",
        ),
    ],
)
def test_a_washout_of_a_treatment_is_so_long_without_it(text: str, expected: str) -> None:
    assert said(text, "inclusion") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Washout period of 3 weeks for those on opioids",
        "7 days washout of statins or 2 weeks of fibrates",
        "A washout of 5 days from caffeine may be included",
    ],
)
def test_a_washout_of_some_only_is_none(text: str) -> None:
    assert said(text, "inclusion") == []


@pytest.mark.parametrize("time", ["discontinuation time of", "washout period", "cessation time"])
def test_a_treatment_stopped_for_a_short_time_was_within_it(time: str) -> None:
    (limit,) = said(f"Treated with mepolizumab, with a {time} < 11 weeks", "exclusion")

    assert limit.startswith("prior_therapy within 11 wk of Treated with mepolizumab")


@pytest.mark.parametrize("stopped", ["discontinued for < 6 weeks", "that was stopped for less than 6 weeks"])
def test_a_treatment_not_stopped_for_long_was_taken_within_that_time(stopped: str) -> None:
    assert said(f"Leflunomide {stopped}", "exclusion") == ["prior_therapy within 6 wk of Leflunomide"]
    assert said("Leflunomide, unless stopped for more than 6 weeks", "exclusion") == []
