"""What stands ahead of the doses of a sentence, or behind brackets that hold several, and applies to each."""

from __future__ import annotations

import re
from itertools import pairwise

from trialdb.extract.dosing.drafts import SCHEDULE, Draft
from trialdb.extract.dosing.facts import Fact
from trialdb.extract.dosing.passages.sharing import STEP, WHOLE, is_loading, is_titled_anew


def share_bracketed(low: str, heads: list[Draft], facts: list[Fact], end: int) -> None:
    """``CHOP (A 750 mg/m2; B 50 mg/m2) on day 1 of a 21-day cycle``: what follows the brackets is for all in them."""
    for position, last in enumerate(heads):
        closing = low.find(")", last.at, end)
        limit = heads[position + 1].anchor if position + 1 < len(heads) else end
        opening = low.rfind("(", 0, last.at)
        if not 0 <= opening < closing < limit or not _IS_GIVEN.match(low, closing):
            continue
        inside = [head for head in heads[:position] if head.at > opening]
        if not inside or low.find("(", last.at, closing) >= 0 or low.find(")", opening, last.at) >= 0:
            continue
        said = [f for f in facts if closing < f.start < limit and f.kind in WHOLE]
        period = next((int(f.value.days) for f in said if f.kind == "repeat" and (f.value.days or 0) > 7), None)
        whole = [head for head in heads[:position] if head.end <= opening <= head.end + 2 and head.amount is None]
        for head in [*whole, *inside, last]:
            if period and head.facts.get("days") and (not head.facts.get("cycle") or "cycle" in head.shared):
                head.facts["cycle"] = [period]
            for fact in said:
                if fact.kind in SCHEDULE and "loading" in head.facts.get("role", ()):
                    continue
                if not head.facts.get(fact.kind) and not (fact.kind in ("repeat", "days") and head.facts.get("days")):
                    head.facts[fact.kind] = [fact.value]


_IS_GIVEN = re.compile(
    r"\)\s(?:(?:is|are|was|were|will\sbe|all|both)\s){0,2}(?:given|administered|infused|on\sday|every|iv\b|once\s(?:daily|weekly|a\s|per\s)|twice\s)"
)


def share_into_brackets(low: str, heads: list[Draft]) -> None:
    """``Aggrenox twice daily (aspirin 25 mg/dipyridamole 200 mg)``: the parts are given as the whole is."""
    whole, closing = heads[0], -1
    for left, right in pairwise(heads):
        if left.amount is None and left.has_schedule() and low[left.end : right.anchor].strip() == "(":
            whole, closing = left, low.find(")", right.anchor)
        if right.amount is not None and right.anchor < closing and not right.has_schedule():
            right.take(whole, WHOLE - SCHEDULE if "loading" in right.facts.get("role", ()) else WHOLE)


_FOR_THE_REST = re.compile(
    r"\W*(?:for|on|in|at|during)\s(?:the\s|all\s)?(?:rest|remain\w+|other|subsequent|following)\b"
)
# 50 mg from weeks 3-4, 100 mg/day for week 7 · 400 mg/day before day 8, 600 mg/day thereafter
_OTHER_TIME = re.compile(
    r"[^,;]{0,22}?\s(?:(?:from|for|in|on|at|during|before|until)\s(?:weeks?|days?|months?)\s\d|thereafter\b)"
)
_KEPT_UP = "maintenance"
_COURSE = frozenset({"duration", "doses", "cycles", "until", "days"})
_COUNTED = frozenset({"cycles", "cycle"})  # 4 cycles of A and B
_LEADING = frozenset({"days", "repeat", "cycle", "cycles", "route", "infusion"})
_GIVING_OF = re.compile(r"\s(?:\w+\s)?(?:administrations?|infusions?|injections?|doses|dosing)\s(?:of|with)\s")
_DOSE_OF = re.compile(r"\sdose\sof\s")
_AND = re.compile(r"\)?(?:\s?\([^()]{1,40}\))?,?\s(?:and|or)\s[^,;.]{0,30}$")
_PLUS = re.compile(r"\s?\+\s?")  # days 3-7, A 2 mg + B 3 mg
_CYCLES_END = re.compile(r"\sof\s(?:treatment|therapy|chemotherapy)(?=\s?:)")  # for 6 cycles of treatment: A, B
_TITLE_ENDS = re.compile(r"\)?\s?:|\)?\s-\s(?=\d)|\s?either\b")


def share_leading(low: str, heads: list[Draft], facts: list[Fact]) -> None:
    """``Days 1-5: A 10 mg, B 20 mg``: what stands before a colon applies to all.

    An inherited name takes its schedule along.
    """
    first = heads[0]
    leading = [f for f in facts if f.end <= first.anchor and f.kind in _LEADING]
    lead_end = leading[-1].end if leading else 0
    if leading and leading[-1].kind == "cycles" and (of_what := _CYCLES_END.match(low, lead_end)):
        lead_end = of_what.end()
    is_title = bool(leading) and _TITLE_ENDS.match(low, lead_end) is not None
    is_title = is_title or _stands_ahead(low, first, leading, facts)
    heading = [f.end for f in facts if f.end <= first.at and f.kind in ("repeat", "route")]
    is_headed = bool(heading) and low.startswith(":", heading[-1])  # drug A once a day: 5 mg, then 10 mg
    is_by_title = any(f.kind == "route" and low.startswith((",", ":"), f.end) for f in leading)  # oral, A 5 mg + B 2 mg
    titles = [f for f in facts if f.kind == "days" and _TITLE_ENDS.match(low, f.end)]
    is_counted = any(f.kind in _COUNTED and low.startswith(" of ", f.end) for f in leading)
    of_both = frozenset(f.kind for f in leading if _is_of_both(low, f))
    for left, right in pairwise(heads):
        if is_counted and right.link != "then":
            right.take(left, _COUNTED)
        else:
            is_counted = False
        is_dosed = right.amount is not None and right.amount.per is None and not right.has_schedule()
        if is_dosed and of_both and right.name is not None and _AND.match(low, left.end, right.anchor):
            right.take(first, of_both & {"repeat", "route"})
        elif is_dosed and not left.trailing and _PLUS.fullmatch(low, left.end, right.anchor):
            right.take(left, SCHEDULE | {"route"})
        elif is_by_title and right.amount is not None and _PLUS.fullmatch(low, left.end, right.anchor):
            right.take(first, frozenset({"route"}))
        if _is_counted_too(low, left, right):
            right.take(left, frozenset({"doses"}))
        title = next((f for f in reversed(titles) if f.end <= right.anchor), None)
        is_under = title is not None and title.end <= left.anchor and not is_titled_anew(low, title.end, right)
        if title and is_under and not right.facts.get("days"):
            right.facts["days"] = [title.value]
        if (is_title and not right.facts.get("days") and not is_titled_anew(low, lead_end, right)) or (
            is_headed and right.name is left.name and not right.has_schedule()
        ):
            right.take(first, _LEADING)
        elif (
            right.name is left.name
            and not right.has_schedule()
            and right.link == "and"
            and not is_loading(right, left)
            and not low.endswith(" to ", left.end, right.at)
            and not _FOR_THE_REST.match(low, right.end)
        ):
            is_other_time = _OTHER_TIME.match(low, right.at) or STEP.search(low, left.end, right.at)
            is_kept_up = _KEPT_UP in right.facts.get("role", ()) and _KEPT_UP not in left.facts.get("role", ())
            right.take(left, WHOLE - _COURSE if is_other_time or is_kept_up else WHOLE)
        elif right.name is left.name:
            right.take(left, frozenset({"route"}))
        if right.facts.get("days") and not right.facts.get("cycle") and not right.facts.get("round"):
            cycles = left.facts.get("cycle") or left.facts.get("round") or period_of(left)
            days = right.facts["days"][0]
            if cycles and min(days) >= 0 and max(days) <= cycles[0] and not _own_period(right):
                right.facts["cycle"] = list(cycles)


_MANY = 6
_OR_NEXT = re.compile(r"\s?(?:,\s?(?:or\s)?|or\s)")


def _is_counted_too(low: str, left: Draft, right: Draft) -> bool:
    """``12 infusions of 0.1, 0.2 or 0.4 g/kg``: of each so many, if they are more than the amounts may be."""
    counted = left.facts.get("doses")
    if not counted or counted[0] < _MANY or "doses" in left.trailing or left.amount is None or right.amount is None:
        return False
    return left.amount.unit == right.amount.unit and _OR_NEXT.fullmatch(low, left.end, right.at) is not None


# On day 1 patients receive A 400 mg/m2 and B 500 mg/m2
_AHEAD = re.compile(r"\W*(?:(?:patients|participants|subjects|they|all|will|receive[ds]?|were|are|given)\W+){0,4}")


def _stands_ahead(low: str, first: Draft, leading: list[Fact], facts: list[Fact]) -> bool:
    """Whether a sentence says its days once, ahead of all its doses, and nothing else of when they are given."""
    days = [f for f in leading if f.kind == "days"]
    said = [f for f in facts if f.kind in SCHEDULE and f not in leading]
    return len(days) == 1 and not said and _AHEAD.fullmatch(low, leading[-1].end, first.anchor) is not None


def _is_of_both(low: str, fact: Fact) -> bool:
    """``Weekly infusions of A and B`` · ``an oral dose of A and B``."""
    if fact.kind == "repeat":
        return fact.value.code != "ONCE" and _GIVING_OF.match(low, fact.end) is not None
    return fact.kind == "route" and (_GIVING_OF.match(low, fact.end) or _DOSE_OF.match(low, fact.end)) is not None


def period_of(draft: Draft) -> list[int]:
    """``Day 1 every 3 weeks``: the period that is the cycle of a dose's days."""
    if not draft.facts.get("days"):
        return []
    return [int(r.days) for r in draft.facts.get("repeat", ()) if r.days and r.days > 7 and r.times == 1]


def _own_period(draft: Draft) -> bool:
    return any(r.days and r.days > 7 for r in draft.facts.get("repeat", ()))
