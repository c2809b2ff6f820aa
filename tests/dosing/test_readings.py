"""The dosages and misses that were read by hand are those that the seeds draw."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.dosing.sample import SEEDS, rank

READINGS = Path(__file__).parent / "readings"
READ = {"rows": 100, "misses": 100, "q3w": 50, "controls": 8}


def _rows(name: str) -> list[dict[str, str]]:
    with (READINGS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("name", READ)
def test_what_was_read_stands_in_the_order_of_its_seed(name: str) -> None:
    rows = _rows(name)
    places = [[value for column, value in row.items() if column not in ("verdict", "what")] for row in rows]
    ranks = [rank(SEEDS[name], place) for place in places]

    assert len(ranks) == READ[name]
    assert all(one < other for one, other in pairwise(ranks))


@pytest.mark.parametrize(("name", "right"), [("rows", 95), ("q3w", 48)])
def test_every_row_read_is_right_or_says_what_is_wrong(name: str, right: int) -> None:
    rows = _rows(name)

    assert {(row["verdict"], bool(row["what"])) for row in rows} == {("right", False), ("wrong", True)}
    assert sum(row["verdict"] == "right" for row in rows) == right


def test_every_miss_read_says_what_its_number_is() -> None:
    rows = _rows("misses")

    assert Counter(row["verdict"] for row in rows) == {"none_stated": 67, "missed": 33}
    assert all(row["what"] for row in rows)


def test_no_device_behaviour_procedure_or_test_gave_a_row_that_is_no_dose() -> None:
    assert {row["verdict"] for row in _rows("controls")} == {"dose"}


@pytest.mark.parametrize(("name", "agreed"), [("rows", 20), ("misses", 20), ("q3w", 20), ("controls", 8)])
def test_a_second_reader_read_the_first_twenty_and_agrees_as_told(name: str, agreed: int) -> None:
    first = _rows(name)[:20]
    second = [row for row in _rows("second_reader") if row["sample"] == name]

    assert [row["trial_id"] for row in second] == [row["trial_id"] for row in first]
    assert sum(one["verdict"] == other["verdict"] for one, other in zip(first, second, strict=True)) == agreed
