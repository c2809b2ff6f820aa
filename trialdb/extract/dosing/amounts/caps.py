"""The most that may be given, said in a sentence of its own."""

from __future__ import annotations

from collections.abc import Sequence

from trialdb.extract.dosing.drafts import Draft, is_same


def is_cap(drafts: Sequence[tuple[Draft, int]], head: Draft, number: int) -> bool:
    """``10 mg twice daily. The maximum dose is 40 mg``: whether it is of the one dose of the sentence before.

    That dose takes it.
    """
    if head.amount is None or head.has_schedule():
        return False
    near = [draft for draft, place in drafts if place == number - 1 and draft.amount is not None]
    last = near[0].amount if len(near) == 1 else None
    if last is None or last.low is None or last.unit != head.amount.unit or (last.high or 0) > (head.amount.high or 0):
        return False
    if near[0].facts.get("cap") or not (head.name is None or is_same(near[0], head)):
        return False
    near[0].facts["cap"].append(head.amount)
    return True
