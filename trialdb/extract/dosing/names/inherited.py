"""Names that the amounts of a sentence have from one another."""

from __future__ import annotations

import re

from trialdb.extract.dosing.drafts import Draft, is_placebo, may_inherit
from trialdb.extract.dosing.names.names import Name

_OR = re.compile(r"\s?or\s?")


def name_in_turn(low: str, heads: list[Draft]) -> None:
    """``2 mg of A or 5 mg of B, later more (4 mg or 10 mg)``: two amounts in brackets are of the two named before."""
    for left, right, one, other in zip(heads, heads[1:], heads[2:], heads[3:], strict=False):
        if left.name is None or right.name is None or one.name or other.name or low[one.at - 1] != "(":
            continue
        units = {head.amount.unit if head.amount else None for head in (left, right, one, other)}
        is_either = low.find(" or ", left.at, right.at) >= 0 and _OR.fullmatch(low, one.end, other.at)
        if is_either and len(units) == 1 and None not in units and left.name.text != right.name.text:
            one.name, other.name = left.name, right.name
            one.rule = other.rule = "agent_before"


def _placebos_behind(heads: list[Draft], position: int) -> Name | None:
    """``A 40 mg plus 3 tablet and 2 capsule placebos``: what is counted in two forms."""
    head, behind = heads[position], heads[position + 1 : position + 2]
    if not behind or behind[0].name is None or not behind[0].name.text.lower().startswith("placebo"):
        return None
    forms = [one.amount is not None and one.amount.kind == "form" for one in (head, behind[0])]
    return behind[0].name if all(forms) else None


def inherit_names(heads: list[Draft]) -> None:
    """``Drug X 10 mg, 20 mg or 40 mg``: an amount without a name has its predecessor's."""
    last: Name | None = None
    dosed: Name | None = None  # the last one with an amount
    for position, head in enumerate(heads):
        source = dosed if dosed is not None and head.link == "then" else last
        if head.name is None and (behind := _placebos_behind(heads, position)):
            head.name, head.rule = behind, "agent_behind"
        elif head.name is None and source is not None and may_inherit(head, source):
            head.name, head.rule = source, "agent_before"
        elif head.name is None and head.amount is not None:
            named = next((h for h in heads[position + 1 : position + 8] if h.name is not None), None)
            is_of_kind = named and named.amount and named.amount.kind == head.amount.kind
            if named and is_of_kind and named.rule == "amount_of_agent" and named.link != "then":
                head.name, head.rule = named.name, "agent_behind"
        if head.name is not None and not (last and is_placebo(head.name)):
            last = head.name
            dosed = last if head.amount is not None else dosed
