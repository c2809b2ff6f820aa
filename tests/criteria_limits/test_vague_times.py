"""Times that say neither "within" nor "at least", and times in brackets that are of part of an event."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hip surgery done 7 months before enrollment", []),
        ("No hip surgery 7 months before enrollment", ["procedure absent within 7 mo @enrollment of hip surgery"]),
        ("Hip surgery within 7 months before enrollment", ["procedure within 7 mo @enrollment of Hip surgery"]),
    ],
)
def test_an_inclusion_that_names_a_time_alone_leaves_open_what_it_asks(text: str, expected: list[str]) -> None:
    assert said(text, "inclusion") == expected


def test_brackets_give_part_of_an_event_another_time() -> None:
    lines = said("No chemotherapy within 5 weeks (7 weeks for lomustine)", "inclusion")
    assert lines == [
        "prior_therapy absent within 5 wk of chemotherapy",
        "prior_therapy absent within 7 wk of lomustine",
    ]


def test_what_was_received_at_least_so_long_ago_is_named_behind() -> None:
    text = "At least 8 days since a growth factor. At least 16 days after receiving a pegylated interferon"
    assert [line.partition(" of ")[2] for line in said(text, "inclusion")] == ["growth factor", "pegylated interferon"]


def test_a_time_for_something_else_behind_ends_what_was_received() -> None:
    text = "At least 16 days after pegylated interferon and 8 days for other growth factors"
    assert said(text, "inclusion")[0] == "prior_therapy min_gap 16 d of pegylated interferon"


def test_half_a_year_is_half_of_one() -> None:
    assert said("Hip surgery in the last half a year", "exclusion") == ["procedure within 0.5 a of Hip surgery"]


def test_brackets_that_name_something_else_give_no_further_event() -> None:
    lines = said("Oral steroids within 5 weeks (9 weeks for the osteoporosis part)", "exclusion")
    assert lines == ["prior_therapy within 5 wk of Oral steroids"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chemotherapy within 3-5 weeks (as the agent demands) before the first dose", []),
        (
            "Ketotifen 8 days or nasal steroids up to 20 days before a skin test",
            ["prior_therapy within 20 d of nasal steroids"],
        ),
        (
            "Antihistamines within 6 days before the provocation or nasal steroids within 20 days before it",
            ["prior_therapy within 6 d of Antihistamines", "prior_therapy within 20 d of nasal steroids"],
        ),
        (
            "Injections of pollen within the last 6 years for a period longer than five weeks",
            ["prior_therapy within 6 a of Injections of pollen for a period longer than five weeks"],
        ),
        ("Duration of edema with stable laser treatment within the last 7 months", []),
        ("Screening procedures completed within 9 weeks before enrollment", []),
        ("Failed metformin therapy as demonstrated by poor control within 3 months before screening", []),
    ],
)
def test_a_time_is_of_what_it_stands_with(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("Cancer drugs within 5 weeks of enrollment (the washout of kinase inhibitors is 9 days)", "the washout of"),
        ("Hip surgery within 15 days of enrollment (6 days may be enough for minor operations)", "6 days may be"),
        ("Calcineurin inhibitors within 80 days of enrollment (acceptable if only a cream was used)", "acceptable if"),
        ("Chemotherapy within 5 weeks of enrollment; 9 days for oral agents", "9 days for oral agents"),
    ],
)
def test_a_shorter_time_for_some_is_an_exception(text: str, shorter: str) -> None:
    assert [f" except {shorter}" in line for line in said(text, "exclusion")] == [True]


@pytest.mark.parametrize("text", ["LVEF ≥ 45/60 percent", "GFR less than 1/4th of what is normal"])
def test_two_numbers_parted_by_a_slash_are_no_limit(text: str) -> None:
    assert said(text, "inclusion") == []
