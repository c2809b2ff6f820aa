"""The reader's knowledge, read once from the CSV files beside the code."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of ``data/<name>.csv``."""
    text = files(__package__).joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


class Repeat(msgspec.Struct, frozen=True):
    """How often: ``times`` every ``period`` ``unit``. ``is_coded`` when written as a code (``q21d``, ``Q3W``)."""

    code: str | None
    times: int | None = None
    period: int | None = None
    unit: str | None = None
    interval_days: float | None = None
    doses_per_day: float | None = None
    time_of_day: str | None = None
    is_coded: bool = False

    @property
    def days(self) -> float | None:
        """The length of the period in days; a month has none."""
        return self.period * DAYS_OF[self.unit] if self.period and self.unit in DAYS_OF else None


DAYS_OF = {"h": 1 / 24, "d": 1, "wk": 7}


class Unit(msgspec.Struct, frozen=True):
    """A unit of amount in UCUM, the factor its spelling implies (``MIU``) and what it measures."""

    ucum: str
    factor: float
    kind: str


def _number(text: str) -> float | None:
    return float(text) if text else None


def _repeat(row: Row) -> Repeat:
    return Repeat(
        row["code"],
        int(row["count"]) if row["count"] else None,
        int(row["period"]) if row["period"] else None,
        row["period_unit"] or None,
        _number(row["interval_days"]),
        _number(row["doses_per_day"]),
        row["time_of_day"] or None,
    )


FREQUENCIES: dict[str, Repeat] = {row["code"]: _repeat(row) for row in rows("frequencies")}
_BY_PERIOD = {(f.times, f.period, f.unit): f for f in reversed(FREQUENCIES.values()) if not f.time_of_day}
ROUTES = {surface: row["code"] for row in rows("routes") for surface in row["surface_forms"].split("|")}
UNITS: dict[str, Unit] = {r["surface"]: Unit(r["unit"], float(r["factor"]), r["kind"]) for r in rows("units")}
DENOMINATORS: dict[str, tuple[str, str]] = {r["surface"]: (r["unit"], r["per"]) for r in rows("denominators")}


@cache
def unit_of(surface: str) -> Unit:
    """The unit that a spelling means, hyphens and blanks in it taken as one blank."""
    return UNITS[" ".join(surface.replace("-", " ").split())]


@cache
def repeat_of(count: int, period: int, unit: str, is_coded: bool = False) -> Repeat:
    """The frequency ``times`` every ``period`` ``unit``; without a code where the table has none.

    Days that make whole weeks are weeks, twelve months a year: ``every 21 days`` is Q3W.
    """
    if unit == "d" and period % 7 == 0:
        period, unit = period // 7, "wk"
    if unit == "mo" and period == 12:
        period, unit = 1, "a"
    known = _BY_PERIOD.get((count, period, unit))
    if known is None:
        interval = period * DAYS_OF[unit] / count if unit in DAYS_OF and count == 1 and unit != "h" else None
        known = Repeat(None, count, period, unit, interval)
    return msgspec.structs.replace(known, is_coded=is_coded)


def words(kind: str) -> frozenset[str]:
    """The words of one kind in ``data/words.csv``."""
    return frozenset(word for row in rows("words") if row["kind"] == kind for word in row["words"].split())


def alternation(surfaces: Iterable[str]) -> str:
    """A pattern for the longest of the spellings that fits; a blank stands for any run of blanks or hyphens.

    The spellings are spelled out letter by letter as a tree, so that one sign of a text parts most of them.
    """
    following: dict[str, list[str]] = {}
    for surface in surfaces:
        following.setdefault(surface[:1], []).append(surface[1:])
    may_end = following.pop("", None) is not None
    branches = [_ANY_BLANK.get(first, re.escape(first)) + alternation(rest) for first, rest in following.items()]
    if len(branches) == 1 and not may_end:
        return branches[0]  # a bracket for each letter of a word would make it slow to compile
    return (f"(?:{'|'.join(branches)})" + "?" * may_end) if branches else ""


_ANY_BLANK = {" ": r"[\s-]{1,3}"}
