"""Drugs, days and amounts in the same order: ``A and B at 10 and 20 mg, on days 0 and 3, respectively``."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from trialdb.extract.dosing.drafts import Draft, is_placebo
from trialdb.extract.dosing.facts import Fact

_AND = re.compile(r"(?:\s\([^()]{1,20}\))?\s?(?:,\s?(?:and\s)?|and\s|&\s)")
_RIGHT_AFTER = re.compile(r"[^.;,\d]{0,30},?\s?\(?respectively\b")


def _name(head: Draft) -> str:
    return head.name.text.lower() if head.name else ""


def share_respectively(low: str, heads: list[Draft], facts: list[Fact], end: int) -> None:
    """Give each of several amounts of one drug its own of as many days, and its own of as many drugs."""
    if low.find("respectively", heads[0].anchor, end) < 0:
        return
    lists = [fact.value for fact in facts if fact.kind == "days"]
    for _, found in groupby(heads[:], _name):
        run = [head for head in found if head.amount is not None]
        days = next((days for days in lists if len(days) == len(run) > 1), None)
        if days and all(head.facts.get("days", [days]) == [days] for head in run):
            for head, day in zip(run, days, strict=True):
                head.facts["days"] = [(day,)]
        if len(run) > 1:
            _name_each(low, heads, run, {fact.start: fact.end for fact in facts if fact.kind == "amount"})


def _name_each(low: str, heads: list[Draft], run: list[Draft], ends: dict[int, int]) -> None:
    """``A and B at 40 mg and 10 mg, respectively``: the drugs named last before the amounts, one for each."""
    first = heads.index(run[0]) - len(run) + 1
    named = [*heads[max(0, first) : first + len(run) - 1], run[0]]
    names = [head.name for head in named if head.name and (head is run[0] or head.amount is None)]
    if len(names) < len(run) or names[-1].end > run[0].at or any(is_placebo(name) for name in names):
        return
    is_listed = all(_AND.fullmatch(low, one.end, other.start) for one, other in pairwise(names))
    is_listed = is_listed and all(_AND.fullmatch(low, ends.get(one.at, 0), other.at) for one, other in pairwise(run))
    if is_listed and _RIGHT_AFTER.match(low, ends.get(run[-1].at, 0)):
        for head, name in zip(run, names, strict=True):
            head.name, head.rule = name, "agent_amount"
        del heads[first : first + len(run) - 1]
