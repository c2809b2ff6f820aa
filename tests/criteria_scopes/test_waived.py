"""Whom one item lets off the limits of others."""

from __future__ import annotations

import pytest

from trialdb.extract.criteria import limits_of, split_criteria


def _exceptions(text: str) -> list[tuple[str, str | None]]:
    return [(limit.concept, limit.exception_text) for limits in limits_of(split_criteria(text)) for limit in limits]


def test_a_waiver_of_what_follows_is_an_exception_of_each_value_below() -> None:
    text = """Inclusion Criteria:

1. Normal marrow as told below. Patients with marrow infiltration are exempt from these requirements.
2. Hemoglobin ≥ 7.5 g/dL
3. Platelets ≥ 80,000/µL
4. Normal kidneys, with creatinine < 1.6 mg/dL"""
    whom = "Patients with marrow infiltration"
    assert _exceptions(text) == [("hemoglobin", whom), ("platelets", whom), ("creatinine", None)]


def test_an_exception_as_an_item_is_of_the_item_before_it_and_of_what_it_names() -> None:
    text = """Inclusion Criteria:

1. Bilirubin ≤ 1.4 mg/dL and ALT < 2 x ULN
2. Exception: those with Gilbert disease may have a bilirubin ≤ 2.6 mg/dL"""
    assert _exceptions(text)[:2] == [("bilirubin_total", "those with Gilbert disease"), ("alt", None)]


@pytest.mark.parametrize(
    "item",
    [
        "Unless sterile, women must use a barrier method",
        "Fever, which does not apply to travellers",
        "Insulin (this does not apply to the second group)",
    ],
)
def test_an_item_with_a_demand_of_its_own_lets_nobody_off(item: str) -> None:
    text = f"Inclusion Criteria:\n\n1. Platelets ≥ 80,000/µL\n2. {item}"
    assert _exceptions(text)[0] == ("platelets", None)
