"""What two parts of a trial say against each other is left open."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dosing.given import given_drug
from trialdb.enrich.dosages import dosages_of
from trialdb.extract.dosing.merging.contradictions import consistent, says_anything
from trialdb.records import Arm, Dosage, TrialRecord


def _dosage(**fields: Any) -> Dosage:
    return Dosage(agent_text="Anakinra", char_start=0, char_end=9, rule="title", **fields)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ({"cycle_days": (0,), "n_doses": 2, "route": "IV"}, {"n_doses": 2, "route": "IV"}),
        (
            {"cycle_days": (0,), "n_doses": 2, "cycle_length_days": 84},
            {"cycle_days": (0,), "n_doses": 2, "cycle_length_days": 84},
        ),
        (
            {"cycle_days": (57, 85), "cycle_length_days": 28, "route": "SC"},
            {"cycle_days": (57, 85), "route": "SC"},
        ),
        (
            {"cycle_days": (170,), "cycle_length_days": 21, "frequency": "Q3W", "frequency_basis": "derived"},
            {"cycle_days": (170,)},
        ),
        (
            {"frequency": "BID", "doses_per_day": 2, "infusion_minutes_low": 2760, "infusion_minutes_high": 2760},
            {},
        ),
        ({"frequency": "ONCE", "duration_value": 5, "duration_unit": "d", "dose_low": 3}, {"dose_low": 3}),
        ({"frequency": "ONCE", "until": ("progression",)}, {"frequency": "ONCE"}),
    ],
)
def test_what_cannot_both_be_is_not_said(said: dict[str, Any], left: dict[str, Any]) -> None:
    assert consistent(_dosage(**said)) == _dosage(**left)


def test_what_can_both_be_is_kept() -> None:
    dosage = _dosage(frequency="Q24H", interval_days=1, infusion_minutes_high=1080, cycle_days=(1, 8))
    assert consistent(dosage) is dosage


def test_a_drug_alone_says_nothing() -> None:
    assert not says_anything(_dosage(role="placebo", until=("progression",)))
    assert says_anything(_dosage(route="IV"))


def test_each_day_of_one_arm_is_apart_from_some_days_of_another() -> None:
    arms = (
        Arm(label="A", description="Selinexor 60 mg once daily", interventions=(1,)),
        Arm(label="B", description="Selinexor 60 mg once daily on days 2-14", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Selinexor"),)))
    assert [(bool(one.dosage.cycle_days), one.arms) for one in found] == [(False, (1,)), (True, (2,))]
