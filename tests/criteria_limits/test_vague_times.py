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


def test_half_a_year_is_half_of_one() -> None:
    assert said("Hip surgery in the last half a year", "exclusion") == ["procedure within 0.5 a of Hip surgery"]


def test_brackets_that_name_something_else_give_no_further_event() -> None:
    lines = said("Oral steroids within 5 weeks (9 weeks for the osteoporosis part)", "exclusion")
    assert lines == ["prior_therapy within 5 wk of Oral steroids"]
