"""Days and amounts in the same order: ``days 0, 3 and 7 at 10, 20 and 50 mcg, respectively``."""

from __future__ import annotations

from itertools import groupby

from trialdb.extract.dosing.drafts import Draft
from trialdb.extract.dosing.facts import Fact


def _name(head: Draft) -> str:
    return head.name.text.lower() if head.name else ""


def share_respectively(low: str, heads: list[Draft], facts: list[Fact], end: int) -> None:
    """Give each of several amounts of one drug its own of as many days."""
    if low.find("respectively", heads[0].anchor, end) < 0:
        return
    lists = [fact.value for fact in facts if fact.kind == "days"]
    for _, found in groupby(heads, _name):
        run = [head for head in found if head.amount is not None]
        days = next((days for days in lists if len(days) == len(run) > 1), None)
        if days and all(head.facts.get("days", [days]) == [days] for head in run):
            for head, day in zip(run, days, strict=True):
                head.facts["days"] = [(day,)]
