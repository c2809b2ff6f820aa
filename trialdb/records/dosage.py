"""What a text says is dosed, how much and when. JSON names are those of ``trialdb extract dosing``."""

from __future__ import annotations

from typing import Literal

import msgspec

Role = Literal[
    "primary",
    "loading",
    "maintenance",
    "escalation_level",
    "alternative",
    "lymphodepletion",
    "conditioning",
    "premedication",
    "comparator",
    "placebo",
    "rescue",
]
Per = Literal["dose", "day", "week", "month", "cycle", "course", "fraction", "total"]

_JSON_NAMES = {
    "agent_text": "drug",
    "dose_unit": "unit",
    "dose_per": "per",
    "infusion_minutes_low": "infusion_min_low",
    "infusion_minutes_high": "infusion_min_high",
    "is_continuous": "continuous",
    "frequency": "freq",
    "frequency_basis": "freq_basis",
    "frequency_count": "freq_count",
    "frequency_period": "freq_period",
    "frequency_period_unit": "freq_period_unit",
    "doses_per_day": "per_day",
    "is_prn": "prn",
}


class Dosage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename=_JSON_NAMES):
    """One agent × dose × schedule as one text states it. What the text does not state is None.

    ``dose_unit`` is UCUM; ``frequency`` a code of ``data/frequencies.csv``; days count from day 1 of a cycle
    (negative ones from infusion or transplant day 0). ``char_start:char_end`` is the evidence in the text given to
    the reader, ``rule`` the rule that read it.
    """

    agent_text: str | None = None
    dose_low: float | None = None
    dose_high: float | None = None
    dose_unit: str | None = None
    dose_per: Per | None = None
    dose_cap: float | None = None
    dose_cap_unit: str | None = None
    fractions: int | None = None
    dose_per_fraction: float | None = None
    route: str | None = None
    is_continuous: bool | None = None
    infusion_minutes_low: float | None = None
    infusion_minutes_high: float | None = None
    frequency: str | None = None
    frequency_basis: Literal["stated", "derived"] | None = None
    frequency_count: int | None = None
    frequency_period: int | None = None
    frequency_period_unit: str | None = None
    interval_days: float | None = None
    doses_per_day: float | None = None
    cycle_days: tuple[int, ...] = ()
    cycle_length_days: int | None = None
    cycles_low: int | None = None
    cycles_high: int | None = None
    days_on: int | None = None
    days_off: int | None = None
    n_doses: int | None = None
    duration_value: float | None = None
    duration_unit: str | None = None
    until: tuple[str, ...] = ()
    role: Role | None = None
    is_prn: bool | None = None
    time_of_day: str | None = None
    char_start: int = -1
    char_end: int = -1
    rule: str = ""


class DosageMention(msgspec.Struct, frozen=True, kw_only=True):
    """Where a dosage is stated: ``source_field`` is ``arms[2].description``, ``interventions[1].name`` …, from 1."""

    source_field: str
    char_start: int
    char_end: int
    rule: str


class TrialDosage(msgspec.Struct, frozen=True, kw_only=True):
    """A dosage of a trial: one row however often it is stated, with the evidence and the arms that get it.

    ``intervention_no`` and ``arms`` are positions from 1 in the record's lists; ``agent`` the name to look up in the
    vocabulary; ``dosage_text`` the words of the first mention.
    """

    dosage: Dosage
    dosage_text: str
    intervention_no: int | None = None
    agent: str | None = None
    arms: tuple[int, ...] = ()
    mentions: tuple[DosageMention, ...] = ()
