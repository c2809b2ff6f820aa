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


def alternatives(head: Draft) -> list[Draft]:
    """``every 2 or 4 weeks``: a dose each way."""
    if head.alternative is None or not head.facts.get("repeat"):
        return [head]
    other = copy(head)
    head.facts.pop("doses", None)  # how many is said of one of the two ways
    other.facts = defaultdict(list, {**head.facts, "repeat": [head.alternative]})
    for kind in ("days", "cycle", "round"):
        other.facts.pop(kind, None)
    return [head, other]
