"""What one spot of a text says: an amount, a route, a day list, a period … with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec


class Fact(msgspec.Struct, frozen=True, gc=False):
    """``value`` by ``kind``:

    ========== ===================================== ==========
    amount     Amount                                12 mg/kg
    cap        Amount                                max 150 mg
    pair       None                                  100/25 mg
    repeat     Repeat                                every 3 weeks, BID
    days       tuple of ints                         days 1 and 8
    cycle      days                                  of a 21-day cycle
    cycles     (low, high)                           for up to 6 cycles
    duration   (value, unit)                         for 12 weeks
    rest       days                                  followed by 1 week off
    on_off     (days on, days off)                   5 days on/2 days off
    infusion   (low, high) minutes                   over 30-60 minutes
    doses      count                                 (12 doses)
    fractions  count                                 in 10 fractions
    route, role, continuous, until, prn, time        their code
    agent      None                                  a word known as a drug's name
    block      None, or the Amount that is no dose   what follows is an assessment, not a dose
    then       None                                  followed by
    ambiguous  its word                                a frequency that may mean two things: biweekly
    swallowed  None                                  read, and of no use: a concentration
    ========== ===================================== ==========
    """

    kind: str
    start: int
    end: int
    value: Any = None


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A dose amount. ``low`` is None where only an upper bound is stated; ``label`` is the span that names cells.

    ``parts`` are the drugs of a fixed combination: where each is named, and its amount.
    """

    low: float | None
    high: float | None
    unit: str
    per: str | None = None
    kind: str = "mass"
    label: tuple[int, int] | None = None
    parts: tuple[tuple[int, int, float], ...] = ()


HANDED_OUT = frozenset({"volume", "form"})
"""Kinds of amounts that may only be how another is handed out."""


class Screened(msgspec.Struct, frozen=True, gc=False):
    """An amount with what its surroundings make of it: a ``dose``, a ``cap`` of one, a ``fraction`` of one."""

    fact: Fact
    amount: Amount
    use: str
    role: str | None = None


Rule = Callable[[str, int, int], "Fact | tuple[Fact, ...] | None"]
"""Reads the fact beginning at a position of the lower-case text, no further than an end."""


# the signs of a threshold are words of their own
_STEM = re.compile(r"([a-z<>≤≥±][a-z]{0,3})[a-z]*+")
_BEFORE = 60  # characters


def stems(text: str, start: int, end: int) -> list[str]:
    """The first four letters of each word: what only some words can tell is not looked for where all are others."""
    return _STEM.findall(text, start, end)


def stems_before(text: str, start: int, at: int) -> list[str]:
    """Those of the words just before ``at``, as far back as any look goes."""
    return stems(text, max(start, at - _BEFORE), at)


def before(
    pattern: re.Pattern[str], text: str, start: int, at: int, reach: int = 60, word: str = ""
) -> re.Match[str] | None:
    """``pattern`` (ending in ``$``) in the words just before ``at``; not looked for where it lacks a ``word``."""
    if at - reach > start:
        start = at - reach
    if word and text.find(word, start, at) < 0:
        return None
    return pattern.search(text, start, at)
