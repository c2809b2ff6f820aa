"""What cannot both be true of a dosage: two texts, or two parts of one, spoke of different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from trialdb.records import Dosage

_HOW_OFTEN = (
    "frequency",
    "frequency_basis",
    "frequency_count",
    "frequency_period",
    "frequency_period_unit",
    "interval_days",
    "doses_per_day",
)
_PACE = ("infusion_minutes_low", "infusion_minutes_high")

_SAYS_NOTHING = frozenset({"agent_text", "role", "until", "char_start", "char_end", "rule"})


def says_anything(dosage: Dosage) -> bool:
    """Whether more is stated than that a drug is given."""
    return any(
        getattr(dosage, name) not in (None, ()) for name in dosage.__struct_fields__ if name not in _SAYS_NOTHING
    )


def consistent(dosage: Dosage) -> Dosage:
    """The same without what cannot be: a course of one dose, a day past its cycle, an infusion into the next dose."""
    changes: dict[str, Any] = {}
    if dosage.frequency == "ONCE":
        changes |= _of_single(dosage)
    if dosage.cycle_days and dosage.cycle_length_days and max(dosage.cycle_days) > dosage.cycle_length_days:
        changes["cycle_length_days"] = None
        if dosage.frequency_basis == "derived":
            changes |= dict.fromkeys(_HOW_OFTEN)
    if _are_more_than_days(dosage):
        changes["cycle_days"] = ()
    if _is_less_than_one(dosage):
        changes |= dict.fromkeys(_HOW_OFTEN)
    if dosage.infusion_minutes_high and dosage.infusion_minutes_high > _gap(dosage):
        changes |= dict.fromkeys((*_HOW_OFTEN, *_PACE))
    return msgspec.structs.replace(dosage, **changes) if changes else dosage


def _are_more_than_days(dosage: Dosage) -> bool:
    """``2 doses on day 1 (week 1) and …``: more doses than the days that were read, and nothing that comes round."""
    is_round = dosage.cycle_length_days or dosage.frequency or dosage.interval_days
    return len(dosage.cycle_days) == 1 and not is_round and (dosage.n_doses or 1) > 1


def _is_less_than_one(dosage: Dosage) -> bool:
    """``One tablet a day`` for some days, and ``twice daily`` elsewhere."""
    is_counted = dosage.dose_per == "day" and (dosage.dose_unit or "").startswith("{")
    return is_counted and (dosage.dose_high or 0) < (dosage.doses_per_day or 0)


def once_a_cycle(dosages: Sequence[Dosage]) -> list[Dosage]:
    """The same; a dose of day 1 and again of day 8, or of days 2 and 3, is not given once in a cycle."""
    days: dict[tuple[object, ...], set[tuple[int, ...]]] = defaultdict(set)
    for one in dosages:
        if one.cycle_days and one.cycle_length_days:
            days[_round_of(one)].add(one.cycle_days if one.frequency_basis == "derived" else (0, *one.cycle_days))
    return [
        msgspec.structs.replace(one, **dict.fromkeys(_HOW_OFTEN))
        if one.frequency_basis == "derived" and _comes_again(one.cycle_days, days.get(_round_of(one), ()))
        else one
        for one in dosages
    ]


def _comes_again(own: tuple[int, ...], known: Collection[tuple[int, ...]]) -> bool:
    """Whether other days of a cycle are evenly spaced too, or are none of these."""
    return any(other != own and (other[0] or set(own).isdisjoint(other[1:])) for other in known)


def shared_out(dosages: Sequence[Dosage]) -> list[Dosage]:
    """The same; what is taken in part in the morning and in part in the evening is the amount of the day."""
    return [
        msgspec.structs.replace(one, dose_per="day", **dict.fromkeys((*_HOW_OFTEN, "time_of_day")))
        if _is_shared_out(one, dosages)
        else one
        for one in dosages
    ]


def _is_shared_out(one: Dosage, dosages: Sequence[Dosage]) -> bool:
    """``4 capsules daily: 2 in the morning and 2 at night`` · ``4 g per day, as 2 capsules in the morning and …``"""
    parts = [other for other in dosages if other.time_of_day and other.agent_text == one.agent_text]
    if len({other.time_of_day for other in parts}) < 2 or one.dose_high is None:
        return False
    if one.dose_per == "day":
        return one.time_of_day is not None
    amounts = [other.dose_high or 0 for other in parts if other.dose_unit == one.dose_unit and other is not one]
    return one.frequency == "QD" and not one.time_of_day and len(amounts) == 2 and sum(amounts) == one.dose_high


def _round_of(dosage: Dosage) -> tuple[object, ...]:
    agent = (dosage.agent_text or "").lower()
    return agent, dosage.dose_low, dosage.dose_high, dosage.dose_unit, dosage.cycle_length_days


def _of_single(dosage: Dosage) -> dict[str, Any]:
    is_several = (dosage.n_doses or 1) > 1
    lasts = dosage.duration_value is not None and (dosage.duration_unit != "d" or dosage.duration_value > 1)
    if is_several or lasts:
        return dict.fromkeys((*_HOW_OFTEN, "n_doses", "duration_value", "duration_unit"))
    return {"until": ()} if dosage.until else {}


def _gap(dosage: Dosage) -> float:
    """The minutes from one dose to the next."""
    if dosage.doses_per_day and dosage.doses_per_day > 1:
        return _DAY / dosage.doses_per_day
    return dosage.interval_days * _DAY if dosage.interval_days else float("inf")


_DAY = 24 * 60
