"""When two dosages are one, and what the two say together."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import msgspec

from trialdb.extract.dosing.names.lexicon import same_agent
from trialdb.extract.dosing.schedules.settle import is_scattered
from trialdb.records import Dosage

_PLACE = frozenset({"agent_text", "char_start", "char_end", "rule"})
AMOUNT_FIELDS = ("dose_low", "dose_high", "dose_unit", "dose_per")
_SCHEDULE = ("frequency", "interval_days", "cycle_days", "cycle_length_days", "days_on", "days_off")
_amount_of, _schedule_of = attrgetter(*AMOUNT_FIELDS), attrgetter(*_SCHEDULE)
_NO_SCHEDULE = _schedule_of(Dosage(char_start=0, char_end=0, rule=""))
_FIELDS = tuple(name for name in Dosage.__struct_fields__ if name not in _PLACE)
_BASIS = "frequency_basis"
_HOW_OFTEN = ("frequency", _BASIS, "frequency_count", "frequency_period", "frequency_period_unit")


def _states(value: Any) -> bool:
    return value is not None and value != ()


def has_amount(dosage: Dosage) -> bool:
    return dosage.dose_high is not None or dosage.dose_low is not None


def same_schedule(one: Dosage, other: Dosage) -> bool:
    """Whether both state when and how fast they are given, and the same."""
    return all(getattr(one, name) == getattr(other, name) for name in (*_SCHEDULE, "infusion_minutes_high"))


def has_schedule(dosage: Dosage) -> bool:
    return bool(_schedule_of(dosage) != _NO_SCHEDULE)


def compatible(one: Dosage, other: Dosage) -> bool:
    """Whether no field that both state differs; a stated and a derived frequency agree where they are the same."""
    if not same_agent(one.agent_text, other.agent_text) or _is_of_placebo(one) != _is_of_placebo(other):
        return False
    if _is_on_demand(one, other) or _is_on_demand(other, one):
        return False
    for name in _FIELDS:
        left, right = getattr(one, name), getattr(other, name)
        if left != right and name != _BASIS and _states(left) and _states(right):
            return False
    return True


def _is_on_demand(one: Dosage, other: Dosage) -> bool:
    """Whether one is taken as needed, the other so and so often."""
    return bool(one.is_prn and not one.frequency and other.frequency and not other.is_prn)


def _is_of_placebo(dosage: Dosage) -> bool:
    """A drug's matching placebo is not the drug."""
    return dosage.role == "placebo" or "placebo" in (dosage.agent_text or "").lower()


def joined(one: Dosage, other: Dosage) -> Dosage:
    """What both state together; the place is the first's."""
    changes = {
        name: getattr(other, name)
        for name in _FIELDS
        if not _states(getattr(one, name)) and _states(getattr(other, name))
    }
    if other.frequency_basis == "stated" and one.frequency == other.frequency:
        changes[_BASIS] = "stated"
    if {one.frequency, other.frequency} == {"ONCE", None} and len(one.cycle_days or other.cycle_days) > 1:
        changes |= dict.fromkeys(_HOW_OFTEN)  # "a single dose" elsewhere, of several days
    if _is_round(one, other) or _is_round(other, one):
        changes |= dict.fromkeys((*_HOW_OFTEN, "interval_days"))
    if one.agent_text is None or (other.agent_text and len(other.agent_text) > 3 * len(one.agent_text)):
        changes["agent_text"] = other.agent_text
    return msgspec.structs.replace(one, **changes) if changes else one


def _same_amount(one: Dosage, other: Dosage) -> bool:
    return bool(_amount_of(one) == _amount_of(other))


def mergeable(one: Dosage, other: Dosage) -> bool:
    """The same dose, or a dose and the schedule stated apart from it."""
    if has_amount(one) and has_amount(other) and not _same_amount(one, other):
        return False
    if _is_loading_of(one, other) or _is_loading_of(other, one):
        return False
    if _is_kept_up_after(one, other) or _is_kept_up_after(other, one):
        return False
    if not (has_amount(one) or has_amount(other)) and (_is_of_some_days(one, other) or _is_of_some_days(other, one)):
        return False
    is_apart = has_amount(one) and has_amount(other) and not may_be_one_schedule(one, other)
    return compatible(one, other) and not is_apart


def _is_loading_of(one: Dosage, other: Dosage) -> bool:
    """``A loading dose of 300 mg`` and ``300 mg every 2 weeks``: what is given again and again loads nothing."""
    is_again = other.frequency not in (None, "ONCE") or other.cycle_length_days is not None
    return one.role == "loading" and not other.role and is_again and not has_schedule(one)


def _is_kept_up_after(one: Dosage, other: Dosage) -> bool:
    """``10 mg every 3 weeks for 4 cycles`` and the maintenance dose of 10 mg that follows."""
    return one.role == "maintenance" and not other.role and counts_cycles(other) and not counts_cycles(one)


def _is_of_some_days(one: Dosage, other: Dosage) -> bool:
    """``placebo once daily`` and ``placebo on days 29, 57 and 85``: one each day, the other on some."""
    is_daily = one.frequency_period_unit in ("d", "h") and not one.cycle_days and one.frequency_period == 1
    return is_daily and other.frequency is None and is_scattered(other.cycle_days)


def may_be_one_schedule(one: Dosage, other: Dosage) -> bool:
    """``twice daily for 4 days`` and ``on day 5`` contradict nothing, yet are two."""
    stated = [{name for name in _SCHEDULE if _states(getattr(dosage, name))} for dosage in (one, other)]
    return (
        not stated[0] or not stated[1] or bool(stated[0] & stated[1]) or _is_round(one, other) or _is_round(other, one)
    )


def _is_round(one: Dosage, other: Dosage) -> bool:
    """``Every 3 weeks`` of what is given on days 1 and 8 of 3 weeks: how often the days come round, not the dose."""
    return len(other.cycle_days) > 1 and one.interval_days is not None and one.interval_days == other.cycle_length_days


_CYCLES = ("cycles_low", "cycles_high")
_COURSE = (*_CYCLES, "duration_value", "duration_unit", "n_doses", "infusion_minutes_low", "infusion_minutes_high")


def without_cycles(dosage: Dosage) -> Dosage:
    """The same in no number of cycles."""
    return msgspec.structs.replace(dosage, **dict.fromkeys(_CYCLES))


def without_course(dosage: Dosage) -> Dosage:
    """The same for no time, at no pace, and in no number of doses or cycles."""
    return msgspec.structs.replace(dosage, **dict.fromkeys(_COURSE))


def counts_cycles(dosage: Dosage) -> bool:
    return dosage.cycles_low is not None or dosage.cycles_high is not None


def is_complete(dosage: Dosage) -> bool:
    return has_amount(dosage) and has_schedule(dosage)
