"""The criteria that were read by hand are those that the seed draws."""

from __future__ import annotations

import csv
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

SEED = 20261121
WITHOUT_LIMIT = Path(__file__).parent / "readings" / "without_limit.csv"


def _rows() -> list[dict[str, str]]:
    with WITHOUT_LIMIT.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_criteria_read_stand_in_the_order_of_the_seed() -> None:
    ranks = [sha256(f"{SEED} {row['trial_id']} {row['char_start']}".encode()).hexdigest() for row in _rows()]

    assert len(ranks) == 150
    assert all(one < other for one, other in pairwise(ranks))


def test_every_criterion_read_has_a_verdict_and_what_its_digit_says() -> None:
    rows = _rows()

    assert {row["verdict"] for row in rows} == {"none_stated", "missed"}
    assert sum(row["verdict"] == "missed" for row in rows) == 19
    assert all(row["what"] for row in rows)
