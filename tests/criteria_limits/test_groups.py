"""Which limits are alternatives: OR within a group of an inclusion, AND within one of an exclusion."""

from __future__ import annotations

from tests.criteria_limits.reading import groups_of

INCLUSION = "Creatinine ≤ 1.4 x ULN or creatinine clearance ≥ 55 mL/min; hemoglobin > 8 g/dL"
EXCLUSION = "HIV infection, active hepatitis B (HBsAg positive and HBV DNA ≥ 400 IU/mL), hepatitis C infection"


def test_alternatives_of_an_inclusion_share_a_group() -> None:
    assert groups_of(INCLUSION, "inclusion") == [("creatinine", 1), ("creatinine_clearance", 1), ("hemoglobin", 2)]


def test_parts_of_an_exclusion_share_a_group() -> None:
    groups = dict(groups_of(EXCLUSION, "exclusion"))
    assert groups["hbsag"] == groups["hbv_dna"]
    assert len({groups["hiv"], groups["hbsag"], groups["hcv"]}) == 3


def test_a_threshold_under_a_condition_is_an_alternative_to_the_plain_one() -> None:
    text = "Bilirubin ≤ 2 x ULN (≤ 4 x ULN if liver metastases are present)"
    assert groups_of(text, "inclusion") == [("bilirubin_total", 1), ("bilirubin_total", 1)]


def test_thresholds_for_ast_and_alt_all_hold() -> None:
    assert [group for _, group in groups_of("AST or ALT ≤ 4 x ULN", "inclusion")] == [1, 2]
