"""The criteria and limits that were read by hand are those that the seeds draw."""

from __future__ import annotations

import csv
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

READINGS = Path(__file__).parent / "readings"
DRAWN_BY = {
    "without_limit.csv": (20270422, 150, ("trial_id", "char_start")),
    "limits.csv": (20270421, 300, ("trial_id", "concept", "char_start", "occurrence")),
}


def _rows(name: str) -> list[dict[str, str]]:
    with (READINGS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("name", DRAWN_BY)
def test_what_was_read_stands_in_the_order_of_its_seed(name: str) -> None:
    seed, n, columns = DRAWN_BY[name]
    keys = [" ".join([str(seed), *(row[column] for column in columns)]) for row in _rows(name)]
    ranks = [sha256(key.encode()).hexdigest() for key in keys]

    assert len(ranks) == n
    assert all(one < other for one, other in pairwise(ranks))


def test_every_limit_read_is_right_or_says_what_is_wrong() -> None:
    rows = _rows("limits.csv")

    assert {(row["verdict"], bool(row["what"])) for row in rows} == {("right", False), ("wrong", True)}
    assert sum(row["verdict"] == "right" for row in rows) == 290


def test_every_criterion_read_has_a_verdict_and_what_its_digit_says() -> None:
    rows = _rows("without_limit.csv")

    assert {row["verdict"] for row in rows} == {"none_stated", "missed"}
    assert sum(row["verdict"] == "missed" for row in rows) == 23
    assert all(row["what"] for row in rows)


def test_what_was_missed_while_mending_stands_in_the_order_of_its_seed() -> None:
    rows = _rows("missed.csv")
    for seed, criteria, missed in (("20261505", 200, 17), ("20261506", 120, 10)):
        drawn = [row for row in rows if row["seed"] == seed]
        places = [int(row["rank"]) for row in drawn]
        keys = [f"{seed} {row['trial_id']} {row['char_start']}" for row in drawn]
        hashes = [sha256(key.encode()).hexdigest() for key in keys]

        assert len(drawn) == missed
        assert places == sorted(places)
        assert places[-1] <= criteria
        assert hashes == sorted(hashes)


AGREED = {"limits": 20, "without_limit": 17}
VERDICTS = {"limits": {"right", "wrong"}, "without_limit": {"none_stated", "missed"}}
PLACE = ("trial_id", "criterion_no", "char_start", "occurrence", "concept")


@pytest.mark.parametrize("sample", AGREED)
def test_a_second_reader_read_the_first_twenty_and_agrees_as_told(sample: str) -> None:
    first = _rows(f"{sample}.csv")[:20]
    second = [row for row in _rows("second_reader.csv") if row["sample"] == sample]
    differ = [one["verdict"] != other["verdict"] for one, other in zip(first, second, strict=True)]

    assert [_place(row) for row in second] == [_place(row) for row in first]
    assert {row["verdict"] for row in second} == VERDICTS[sample]
    assert all(row["what"] for row in second if row["verdict"] != "right")
    assert differ.count(False) == AGREED[sample]
    assert [bool(row["settled"]) for row in second] == differ


def test_where_two_readers_differ_it_is_said_whose_verdict_stands() -> None:
    rows = _rows("second_reader.csv")

    assert {row["sample"] for row in rows} == set(AGREED)
    assert Counter(row["settled"] for row in rows if row["settled"]) == {"open": 3}


def _place(row: dict[str, str]) -> list[str]:
    return [row.get(column, "") for column in PLACE]
