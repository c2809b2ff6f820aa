"""Two ways of one dose: ``every 2 weeks or every 4 weeks``, ``daily or on demand``."""

from __future__ import annotations

import re
from collections import defaultdict
from copy import copy

from trialdb.extract.dosing.drafts import Draft
from trialdb.extract.dosing.facts import Fact

_OR = re.compile(r"\bor\b|\bto\b")
_OR_REACH = 70  # characters


def _is_code_list(low: str, head: Draft, fact: Fact) -> bool:
    """``Q3W/Q2W``"""
    between = low[head.repeat_end : fact.start].strip()
    return between in ("/", ",") and fact.value.is_coded and head.facts["repeat"][-1].is_coded


def add_repeat(low: str, head: Draft, fact: Fact) -> None:
    """``every 2 weeks or every 4 weeks`` leaves the frequency open."""
    repeats = head.facts["repeat"]
    if fact.value.code == "PRN" and repeats and low.endswith(" and ", head.repeat_end, fact.start):
        return  # twice daily and as needed: both
    if fact.value.code == "PRN" and repeats and low[head.repeat_end : fact.start].strip() == "or":
        head.alternative = fact.value  # daily or on demand
        head.is_open = True
    elif (
        repeats
        and (_OR.search(low, head.repeat_end, fact.start) or _is_code_list(low, head, fact))
        and fact.start - head.repeat_end < _OR_REACH
        and fact.value.code not in (repeats[-1].code, "PRN")
    ):
        is_daily = (
            fact.value.unit == repeats[0].unit == "d" and low.find(" or ", head.repeat_end - 1, fact.start + 1) >= 0
        )
        if len(repeats) == 1 and (is_daily or (fact.value.days or 0) >= 7):
            head.alternative = fact.value
        else:
            repeats.clear()
        head.is_open = True
    elif not head.is_open:
        repeats.append(fact.value)
    head.repeat_end = fact.end


def _by_days(days: tuple[int, ...], known: int, head: Draft) -> list[Draft]:
    """A dose of the first days by the first ``known`` routes, and one of the other ``days`` by those after them."""
    other, routes = copy(head), head.facts["route"]
    other.facts = defaultdict(list, {**head.facts, "days": [days], "route": routes[known:]})
    head.facts["route"] = routes[:known]
    return [head, other]


_CODES = re.compile(r"\bq\d{0,2}[dwm]\s?[/,]\s?q\d{0,2}[dwm]\b")


def leave_open(low: str, heads: list[Draft]) -> None:
    """``20 mg/kg and 10 mg/kg, Q3W/Q2W``: which amount is given which way is not said."""
    for head in heads:
        if head.alternative is None or "repeat" not in head.shared or not _CODES.search(low, head.at, heads[-1].end):
            continue
        for other in heads:
            if other.alternative == head.alternative and other.name is head.name:
                other.facts["repeat"] = []


def alternatives(head: Draft) -> list[Draft]:
    """``every 2 or 4 weeks``, ``day 1 intravenously and day 8 orally``: a dose each way."""
    if head.other_way:
        return _by_days(*head.other_way, head)
    if head.alternative is None or not head.facts.get("repeat"):
        return [head]
    other = copy(head)
    head.facts.pop("doses", None)  # how many is said of one of the two ways
    other.facts = defaultdict(list, {**head.facts, "repeat": [head.alternative]})
    for kind in ("days", "cycle", "round"):
        other.facts.pop(kind, None)
    return [head, other]
