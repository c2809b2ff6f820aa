"""Every plain numeric limit of the four original pages that state criteria, where the pages are at hand."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.criteria_limits.reading import line_of
from trialdb.extract.criteria import read_limits, split_criteria

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
CRITERIA = re.compile(r"Inclusion Criteria.*?(?=\nMinimum Eligible Age|\nGender:|\Z)", re.DOTALL)

with (Path(__file__).parent / "seed_limits.csv").open(encoding="utf-8", newline="") as file:
    LISTED = [(row["seed"], row["limit"]) for row in csv.DictReader(file)]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the original pages are not part of the project")
@pytest.mark.parametrize("seed", sorted({seed for seed, _ in LISTED}))
def test_every_numeric_limit_of_a_page_is_read(seed: str) -> None:
    (page,) = SEEDS.glob(f"{seed}_*.txt")
    criteria = CRITERIA.search(page.read_text(encoding="utf-8"))
    assert criteria is not None
    read = [
        line_of(limit)
        for criterion in split_criteria(criteria[0])
        for limit in read_limits(criterion.text, criterion.kind)
        if limit.low is not None or limit.high is not None or limit.value_set
    ]
    missing = sorted({limit for page_of, limit in LISTED if page_of == seed} - set(read))
    assert missing == []
