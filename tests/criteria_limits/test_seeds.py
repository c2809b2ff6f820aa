"""Every plain numeric limit of the four original pages that state criteria, where the pages are at hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.criteria_limits.reading import line_of
from trialdb.extract.criteria import read_limits, split_criteria

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
CRITERIA = re.compile(r"Inclusion Criteria.*?(?=\nMinimum Eligible Age|\nGender:|\Z)", re.DOTALL)

EXPECTED = {
    "000": ["age [12, -) a", "ecog {0 1}", "life_expectancy (12, -) wk", "toxicity_grade [2, -)", "sbp [180, -) mm[Hg]",
            "dbp [110, -) mm[Hg]", "child_pugh_class {B C}"],
    "001": ["age [16, -) a", "karnofsky [60, -)", "life_expectancy [12, -) wk", "anc [1.5, -) 10*9/L",
            "lymphocytes [0.6, -) 10*9/L", "lymphocyte_pct [10, -) %", "platelets [75, -) 10*9/L", "hemoglobin [90, -) g/L",
            "creatinine_clearance [60, -) mL/min", "bilirubin_total (-, 1.5] ULN",
            "bilirubin_total (-, 3] ULN if liver metastases", "pt_prolongation (-, 4] s", "ast (-, 2.5] ULN", "alt (-, 2.5] ULN",
            "ast (-, 5] ULN if liver metastases", "alt (-, 5] ULN if liver metastases", "lvef (50, -) %", "spo2 (92, -) %",
            "sbp (160, -) mm[Hg]", "dbp (90, -) mm[Hg]", "qtc (480, -) ms", "nyha {3 4}",
            "lvef (-, 50) % within 6 mo @screening"],
    "003": ["age [10, 70] a", "ecog {0 1}", "life_expectancy [3, -) mo", "anc [1500, -) /uL", "platelets [100000, -) /uL",
            "hemoglobin [9, -) g/dL", "creatinine (-, 1.5] ULN", "creatinine_clearance [60, -) mL/min",
            "bilirubin_total (-, 1.5] ULN", "ast (-, 2.5] ULN", "alt (-, 2.5] ULN", "ast (-, 5] ULN if liver metastases",
            "alt (-, 5] ULN if liver metastases", "inr (-, 1.5]", "pt (-, 1.5] ULN", "aptt (-, 1.5] ULN",
            "urine_protein_dipstick (-, 2) {+}", "urine_protein_24h (-, 1] g/(24.h) if urine protein ≥2+", "tsh (-, 1] ULN",
            "body_temperature (38.5, -) Cel", "sbp (140, -) mm[Hg]", "dbp (90, -) mm[Hg]", "lvef (-, 50) %",
            "qtc (450, -) ms for male", "qtc (470, -) ms for female", "hbv_dna [500, -) [IU]/mL"],
    "004": ["karnofsky [80, -)", "child_pugh_score (-, 7]", "life_expectancy (3, -) mo", "wbc [3, -) 10*9/L",
            "anc [1.5, -) 10*9/L", "platelets [50, -) 10*9/L", "hemoglobin [90, -) g/L", "albumin [2.8, -) g/dL",
            "bilirubin_total (-, 1.5] ULN", "alt (-, 2.5] ULN", "ast (-, 2.5] ULN", "alp (-, 2.5] ULN", "creatinine (-, 1.5] ULN",
            "creatinine_clearance (60, -) mL/min", "toxicity_grade [3, -)"],
}  # fmt: skip


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the original pages are not part of the project")
@pytest.mark.parametrize("seed", sorted(EXPECTED))
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
    missing = sorted(set(EXPECTED[seed]) - set(read))
    assert missing == []
