"""From the schedule facts of one dose to how often it is given.

The order is the contract's: a day list with a period makes the period the cycle's length, a period alone is the
interval; a stated frequency wins over the days; else the days are asked whether they are evenly spaced.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from trialdb.extract.dosing.tables import FREQUENCIES, Repeat, repeat_of

_WEEK = 7
_MOST_DAYS = 35
_PARTS_OF_DAY = frozenset({"QAM", "QPM", "QHS"})


def gap_of(days: tuple[int, ...], cycle: int | None) -> int | None:
    """The even spacing of cycle days, the wrap into the next cycle included; None where there is none."""
    if not cycle or not days or min(days) < 0 or max(days) - min(days) >= cycle:
        return None
    ordered = sorted(days)
    gaps = {after - before for before, after in zip(ordered, [*ordered[1:], ordered[0] + cycle], strict=True)}
    return gaps.pop() if len(gaps) == 1 else None


def is_scattered(days: tuple[int, ...]) -> bool:
    """Days 1, 8, 15: none follows another, so ``daily`` on them means once on each."""
    known = set(days)
    return bool(days) and not any(day + 1 in known for day in days)


def _choose(repeats: list[Repeat], is_open: bool) -> tuple[Repeat | None, int | None]:
    """The frequency among several statements, and the longer period that is the cycle."""
    if not repeats:
        return None, None
    distinct = [r for r in dict.fromkeys(repeats) if r.code not in ("PRN", "CONT")]
    if len(distinct) > 1:
        distinct = [r for r in distinct if r.code != "ONCE"] or distinct
    if len(distinct) == 2 and all(r.code in _PARTS_OF_DAY for r in distinct):
        return FREQUENCIES["BID"], None  # two in the morning and two at night
    if len(distinct) > 1 and any(r.code not in _PARTS_OF_DAY for r in distinct):
        distinct = [r for r in distinct if r.code not in _PARTS_OF_DAY]
    if is_open and any(r.unit == "wk" and r.period == 1 and 3 < (r.times or 0) < _WEEK for r in distinct):
        distinct = [r for r in distinct if r.code != "QD"]  # once a day, 5 days a week
    if not distinct:
        return None, None
    frequency = min(distinct, key=lambda r: (r.days or 1e9) / (r.times or 1))
    others = [
        r.days
        for r in distinct
        if r.days and r.times == 1 and frequency.days and r.days > frequency.days and r.days >= _WEEK
    ]
    if (frequency.days or 0) > _WEEK:
        others = []  # every 2 weeks, every 4 weeks: one or the other
    return frequency, int(max(others)) if others else None


def settle(repeats: list[Repeat], days: tuple[int, ...], cycle: int | None, round_days: int | None) -> dict[str, Any]:
    """The frequency fields of a dosage. ``round_days``: "repeated every N days", of the dose or of the cycle."""
    frequency, longer = _choose(repeats, not days or max(days) > _WEEK)
    if longer == _WEEK and days and max(days) > _WEEK:
        frequency, longer = repeat_of(1, 1, "wk"), None  # once daily, weekly on days 1, 8 and 15
    cycle = cycle or longer
    if frequency and (frequency.days or 0) >= _WEEK and len(days) > _WEEK and _steps(days) == {1}:
        days = ()  # weekly from day 1 to day 43
    if frequency is None and len(days) > _MOST_DAYS and _steps(days) == {1}:
        days = ()  # 600 mg on days 1-43: how long it lasts
    if round_days and (days or frequency):
        cycle = cycle or round_days
    elif round_days:
        frequency = repeat_of(1, round_days, "d")
    if frequency and frequency.code == "ONCE" and days and (cycle or len(days) > 1):
        frequency = None  # once on day 1 of each cycle comes round again; one dose each on days 1 and 8
    if frequency and days:
        period = frequency.days
        if frequency.times == 1 and period and period > _WEEK:
            if _steps(days) == {int(period)} or max(days) > period:
                return _fields(frequency, "stated", days, cycle, repeats)  # Q4W on days 1, 29 and 57
            is_same = cycle == int(period)
            is_stated = len(days) == 1 and (frequency.is_coded or is_same)
            cycle = cycle or int(period)
            if not is_stated:
                frequency = None
        elif frequency.code == "QW" and len(days) > 1 and max(days) < _WEEK + 1:
            frequency, cycle = None, cycle or _WEEK
        elif frequency.code == "QD" and len(days) > 1 and is_scattered(days):
            frequency = None
    basis = "stated"
    if frequency is None and (gap := gap_of(days, cycle)):
        frequency, basis = repeat_of(1, gap, "d"), "derived"
    return _fields(frequency, basis, days, cycle, repeats)


def _steps(days: tuple[int, ...]) -> set[int]:
    return {after - before for before, after in pairwise(sorted(days))}


def _fields(
    frequency: Repeat | None, basis: str, days: tuple[int, ...], cycle: int | None, repeats: list[Repeat]
) -> dict[str, Any]:
    fields: dict[str, Any] = {"cycle_days": days, "cycle_length_days": cycle}
    if any(r.code == "PRN" for r in repeats):
        fields["is_prn"] = True
    if frequency is None:
        return fields
    times = list({r.time_of_day for r in repeats if r.time_of_day})
    return fields | {
        "frequency": frequency.code,
        "frequency_basis": basis if frequency.code or frequency.interval_days else None,
        "frequency_count": frequency.times,
        "frequency_period": frequency.period,
        "frequency_period_unit": frequency.unit,
        "interval_days": frequency.interval_days,
        "doses_per_day": frequency.doses_per_day if basis == "stated" else None,
        "time_of_day": times[0] if len(times) == 1 and (frequency.doses_per_day or 1) <= 1 else None,
    }
