"""The verdicts that were read by hand are those that the seed draws, ten for each patient; what is wrong is said."""

import csv
from collections import Counter
from hashlib import sha256
from itertools import groupby, pairwise
from pathlib import Path

SEED = 20261303
READ = Path(__file__).parent / "readings" / "ten_trials.csv"
PATIENTS = {file.stem for file in (Path(__file__).parent / "patients").glob("*.json")}


def _rows() -> list[dict[str, str]]:
    with READ.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _rank(row: dict[str, str]) -> tuple[bool, str]:
    key = f"{SEED} {row['patient']} {row['trial_key']}"
    return row["on_condition"] == "no", sha256(key.encode()).hexdigest()


def test_ten_trials_were_read_for_each_patient() -> None:
    assert Counter(row["patient"] for row in _rows()) == dict.fromkeys(PATIENTS, 10)


def test_what_was_read_stands_in_the_order_of_its_seed() -> None:
    for _, drawn in groupby(_rows(), key=lambda row: (row["patient"], row["verdict"], row["decided_by"])):
        ranks = [_rank(row) for row in drawn]
        assert all(one < other for one, other in pairwise(ranks))


def test_every_verdict_read_is_right_or_says_what_is_wrong() -> None:
    rows = _rows()

    assert {(row["reading"], bool(row["what"])) for row in rows} <= {("right", False), ("wrong", True)}
    wrong = Counter(row["verdict"] for row in rows if row["reading"] == "wrong")
    assert wrong == {"unknown": 4, "eligible so far": 2}
