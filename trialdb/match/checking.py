"""What a patient's file cannot mean: values nobody has, names that are empty, events of two days or none."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib import resources

from trialdb.errors import UsageError
from trialdb.extract.criteria import concepts
from trialdb.match.patient import Event, Measure, Moment

_AHEAD = timedelta(days=366)
_UNLISTED = (0.0, 1e12)  # a count of viruses at most


@cache
def _plausible() -> Mapping[str, tuple[float, float]]:
    """The values, in canonical units, that may be somebody's; beyond them a unit or a digit is wrong."""
    with resources.files(__package__).joinpath("plausible.csv").open(encoding="utf-8") as lines:
        return {row["concept"]: (float(row["low"]), float(row["high"])) for row in csv.DictReader(lines)}


def wrong(what: str) -> UsageError:
    return UsageError(f"the patient's file: {what}")


def check_value(code: str, value: float) -> float:
    low, high = _plausible().get(code, _UNLISTED)
    if not low <= value <= high:
        unit = "years" if code == "age" else (concepts()[code].canonical_unit or "").strip("{}")
        raise wrong(f"{code} of {value:g} {unit}".rstrip() + f" cannot be meant, only {low:g} to {high:g}")
    return value


def check_normal(code: str, measure: Measure) -> Measure:
    """``measure``, if its limits of normal can be such."""
    for name, limit in (("uln", measure.uln), ("lln", measure.lln)):
        if limit is not None and limit <= 0:
            raise wrong(f"{code} has {name} {limit:g}, which is no limit of normal")
    if measure.uln is not None and measure.lln is not None and measure.lln >= measure.uln:
        raise wrong(
            f"{code} has a lower limit of normal, {measure.lln:g}, that is not below the upper, {measure.uln:g}"
        )
    return measure


def check_event(event: Event, where: str) -> Event:
    if any(not name.strip() or "\0" in name for name in (event.name, *event.kinds)):
        raise wrong(f"{where} has a name that is empty")
    return event


def check_day(day: date, today: date) -> date:
    """The day a file speaks of: washouts are over later, but nobody's values are known so long ahead."""
    if day > today + _AHEAD:
        raise wrong(f"as_of, {day}, lies more than a year ahead")
    return day


def check_moment(moment: Moment | Event, where: str) -> None:
    if moment.date is not None and moment.days_ago is not None:
        raise wrong(f"{where} has both date and days_ago; one is enough")
    if isinstance(moment, Moment) and moment.date is None and moment.days_ago is None:
        raise wrong(f"{where} has neither date nor days_ago; if it is so now, write true")
