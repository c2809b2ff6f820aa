"""What one dose of a sentence shares with its neighbours: names, trailing schedules, cycles."""

from __future__ import annotations

import re
from itertools import pairwise

from trialdb.extract.dosing.drafts import SCHEDULE, Draft, is_placebo
from trialdb.extract.dosing.facts import Fact

_COURSE = frozenset({"cycles", "duration", "doses", "until"})
WHOLE = SCHEDULE | _COURSE | {"continuous", "infusion", "route"}
_AROUND = frozenset({"cycle", "round", "cycles", "until"})
_OF_BOTH = frozenset({"until", "cycles"})
_LEVELS = _AROUND | {"route", "duration", "infusion"}
# A and B · A, B · A in combination with B
_LISTED = re.compile(r"\W*(?:\([^()]{1,30}\)\W*)?(?:(?:and|plus|or|with|in|combination|combined|either|both)\W+){0,4}")


# A 100 U as add-on therapy to B 50 mg on demand
_BESIDES = re.compile(r"\b(?:add-?on|on\stop|added\sto|background|adjunct\w*)\b")
# 400 mg/m2 as a bolus, then 2400 mg/m2 over 46 hours
_AT_ONCE = re.compile(r"\b(?:bolus|push)\b")
_AT_WEEK = re.compile(r"\b(?:at|on|in)\s(?:week|month|visit)s?\s\d")  # 80 mg at week 2, 40 mg every other week
_OF_SOME = re.compile(r"\b(?:subjects|patients|participants)\swho\b")
_OR_OUTSIDE = re.compile(r"\)\sor\b")
_RAISED_TO = re.compile(r"\b(?:increas|escalat|titrat|rais|taper|reduc)\w+\s(?:\w+\s){0,3}to\s$")
_IS_CONTINUED = re.compile(r"\bwhich\s(?:was|is|will\sbe)\s(?:continued|maintained)\b")
_SLOWLY = frozenset({"continuous", "infusion", "lasting"})


def share(low: str, heads: list[Draft]) -> None:
    """Trailing words apply to the doses before them that say nothing of the kind."""
    for index, (left, right) in reversed(list(enumerate(pairwise(heads)))):
        trailing = frozenset(right.trailing | right.shared)
        if right.facts.get("route") == ["OPH"]:
            trailing -= {"route"}  # A, B and C eye drops
        if _AT_ONCE.search(low, min(left.anchor, left.at), max(left.at, right.anchor)):
            trailing -= _SLOWLY
        if _AT_WEEK.search(low, left.at, max(left.at, right.anchor)):
            trailing -= SCHEDULE
        if _is_timed(low, left.at, right.anchor) and not _is_timed(low, right.at, right.end):
            trailing -= {"repeat", "duration"}  # A 300 mg 2 hours before surgery, and 150 mg twice a day
        if _is_of_other_way(left, right):
            trailing -= {"repeat"}
        if low.find("(", left.at, left.end) >= 0 and _HAS_ITS_DAYS.search(low, right.at, right.end + 1):
            trailing -= {"days"}  # A 4 mg (for 3 days) and B 25 mg (days 2 and 3)
        if _RAISED_TO.search(low, left.end, right.at):
            trailing -= {"days"}
        is_kept_up = right.link == "then" and right.facts.get("role") == ["maintenance"] != left.facts.get("role")
        if is_kept_up or ("which" in low[right.at : right.end] and _IS_CONTINUED.search(low, right.at, right.end)):
            trailing -= _COURSE
        is_part = index > 0 and heads[index - 1].has_schedule()
        if (is_part or right.amount is None) and _stands_in_brackets(low, left, right):
            trailing -= _COURSE | SCHEDULE if is_part else _COURSE
        is_same_agent = right.name is None or (left.name is not None and right.name is left.name)
        if not is_same_agent and "duration" in left.trailing:
            trailing -= {"repeat", "days"}  # A for 1 day + B once weekly
        is_list = right.link == "list" and not (is_same_agent and _is_bare(left))
        is_round = right.link == "then" and _is_one_round(low, left, right)
        is_apart = (right.link == "then" and not is_round) or is_list or _sort(left) != _sort(right)
        goes_with_previous = index > 0 and not is_same_agent and _continues(heads[index - 1], left)
        if right.link == "then" and any(_is_closed(head) for head in heads[: index + 1]):
            continue
        if _is_one_day(left) and any(repeat.code == "QD" for repeat in right.facts.get("repeat", ())):
            trailing -= {"repeat"}
        is_apart = is_apart or _BESIDES.search(low, left.end, max(left.end, right.anchor)) is not None
        if is_titled_anew(low, left.end, right):
            is_apart, trailing = True, trailing - {"until"}
        is_apart = is_apart or _OF_SOME.search(low, left.end, max(left.end, right.anchor)) is not None
        is_apart = is_apart or _is_bracketed(low, left, right) or _is_other_rate(left, right)
        if is_apart or goes_with_previous or is_loading(left, right):
            left.take(right, frozenset({"until"}) & trailing)
        elif _is_complete(left, right):
            left.take(right, _AROUND & trailing)
        elif is_same_agent and "duration" in left.trailing and low.endswith(" to ", left.end, right.at):
            left.take(right, _LEVELS - _COURSE & trailing)  # 36 mg for 7 days, to 54 mg at day 8
        elif _is_bare(left) and (
            left.amount is not None or is_round or _LISTED.fullmatch(low[left.end : right.anchor])
        ):
            left.take(right, (SCHEDULE | _COURSE | {"route"} if is_round else WHOLE) & trailing)
        elif _SLASH.fullmatch(low, left.end, right.anchor):
            left.take(right, WHOLE & trailing)
        elif is_same_agent:
            is_step = STEP.search(low, left.end, right.at) is not None
            left.take(right, (_LEVELS - _COURSE if is_step or _is_other_pace(low, left, right) else _LEVELS) & trailing)
        elif left.facts.get("days"):
            left.take(right, _AROUND & trailing)
            if not left.facts.get("cycle") and not left.facts.get("round"):
                _take_period(left, right)
        else:
            is_joint = _is_joint(low, left, right) or (
                "duration" in right.shared and _LISTED.fullmatch(low, left.end, right.anchor) is not None
            )
            left.take(right, (_OF_BOTH | {"duration"} if is_joint else _OF_BOTH) & trailing)


_TO_AN_EVENT = re.compile(
    r"\b(?:\d+|one|two|half\san)[\s-]?(?:h|hours?|hrs?|mins?|minutes?)\s(?:before|prior\sto|after|pre-?|post-?)(?:op\w*|\sthe|\ssurg\w+|\soperation|\s?procedure|\sanesthesia|\sinduction)?\b"
)


def _is_timed(low: str, start: int, end: int) -> bool:
    """Whether a dose is given some hours from an event: once."""
    return _TO_AN_EVENT.search(low, start, max(start, end)) is not None


# Build-up phase (day 1): 0.1 mL. Maintenance phase: 0.5 mL
_TITLE = re.compile(
    r"\b(?:(?:phase|period|stage|therapy|induction|maintenance|consolidation)\s?(?:\([^()]{1,30}\)\s?)?:"
    r"|phase\s(?:\d[ab]?|i{1,3}[ab]?)\s?(?:-\s|:))"
)


def is_titled_anew(low: str, start: int, head: Draft) -> bool:
    """Whether a phase is named between a place and a dose."""
    is_said = low.find(":", start, head.anchor) >= 0 or low.find("phase ", start, head.anchor) >= 0
    return is_said and _TITLE.search(low, start, head.anchor) is not None


_SLASH = re.compile(r"\s?/\s?")  # A 250 ug / B 200 ug: one thing in two parts
_RIGHT_AFTER = re.compile(r"\W*(?:(?P<at_once>immediately\s)?followed|followed\s(?P<directly>immediately))\sby\W*")


def _is_of_other_way(left: Draft, right: Draft) -> bool:
    """``A 5 mg/kg IV and B 400 mg orally twice daily``: how often in a day goes with the way."""
    one, other = left.facts.get("route"), right.facts.get("route")
    is_daily = any(repeat.unit in ("d", "h") and repeat.period == 1 for repeat in right.facts.get("repeat", ()))
    return bool(one and other and one[0] != other[0]) and is_daily


def _is_one_round(low: str, left: Draft, right: Draft) -> bool:
    """``A 80 mg/m2 followed by B 75 mg/m2 on days 1 and 8 of each 21-day cycle``: one after the other, each time."""
    days = right.facts.get("days", [])
    has_round = bool(days) and bool(right.facts.get("cycle"))
    is_between_drugs = (left.amount is None) == (right.amount is None) and left.name is not right.name
    gap = _RIGHT_AFTER.fullmatch(low, left.end, right.anchor)
    is_one_day = bool(days) and len(days[0]) == 1 and bool(left.facts.get("infusion"))
    is_each_time = (
        not days and _comes_round(right) and bool(left.facts.get("infusion")) and bool(right.facts.get("infusion"))
    )
    if gap is not None and is_each_time and is_between_drugs and not left.has_schedule():
        return True  # A over 3 hours followed by B over 1 hour, every 3 weeks
    is_at_once = gap is not None and bool(days) and (is_one_day or bool(gap["at_once"] or gap["directly"]))
    return (has_round or is_at_once) and is_between_drugs and not left.has_schedule() and gap is not None


def _comes_round(draft: Draft) -> bool:
    return any(repeat.times == 1 and (repeat.days or 0) >= 7 for repeat in draft.facts.get("repeat", ()))


def _is_closed(left: Draft) -> bool:
    """``for 4 cycles followed by …``: a dose that ends before the other begins."""
    return bool(left.facts.get("cycles") or left.facts.get("duration"))


def _is_one_day(draft: Draft) -> bool:
    """``Day 2: 40 mg, days 3-12: 80 mg daily``: nothing is daily on one day."""
    return [len(days) for days in draft.facts.get("days", ())] == [1]


_HAS_ITS_DAYS = re.compile(r"\s\((?:on\s)?days?\s[^()]{1,60}\)")  # with cyclic B (days 1-10 of each month)


def _is_bracketed(low: str, left: Draft, right: Draft) -> bool:
    """``A weekly (with B 75 mg/m2 for 2 more cycles)``: what brackets say of another drug is of it alone."""
    is_loading = "loading" in right.facts.get("role", ()) and "loading" not in left.facts.get("role", ())
    if right.amount is None and right.name and right.name is not left.name and _HAS_ITS_DAYS.match(low, right.name.end):
        return True
    if right.amount is None or (right.name is left.name and not is_loading) or right.shared:
        return False
    if right.name and right.name.end <= right.at:
        own = low.rfind("(", right.name.end, right.at)
        if own >= 0 and low.find(")", own, right.end) < 0 <= low.find(")", right.end):
            return True  # A 25 mg/m2 + B (720,000 IU every 8 hours)
    if _OR_OUTSIDE.search(low, left.end, max(left.end, right.anchor)):
        opening = low.rfind("(", 0, left.at)
        if opening > low.rfind(")", 0, left.at):
            return True  # both (A 50 mg + B 10 mg) or C 100 mg once
    opening = low.rfind("(", left.at, max(left.at, right.anchor))
    return opening >= 0 and low.find(")", opening, right.anchor) < 0 <= low.find(")", right.end)


def _stands_in_brackets(low: str, left: Draft, right: Draft) -> bool:
    """``A once daily (50 mg of B), C for 3 weeks``: what holds for A, and is said of C, is none of B's time."""
    opening = low.rfind("(", max(0, left.anchor - 60), left.anchor)
    return opening >= 0 and low.find(")", opening, left.anchor) < 0 <= low.find(")", left.end, right.anchor)


def _is_other_rate(left: Draft, right: Draft) -> bool:
    """``A 300 mg/day, B 50 mg twice daily``: a daily amount does not take how often a single one is given."""
    if left.amount is None or right.amount is None or _is_of_same(left, right):
        return False
    return left.amount.per in ("day", "week") and right.amount.per is None


def _is_other_pace(low: str, left: Draft, right: Draft) -> bool:
    """``0.5 mL every week, and 0.5 mL every 4 weeks for 2 years``: how long is said of the second."""
    one, other = left.facts.get("repeat"), right.facts.get("repeat")
    return bool(one and other and one[0] != other[0]) and low.find(" or ", left.end, right.at) < 0


_JOINED = re.compile(
    r"\W*(?:\(\w+\s(?:subjects|patients|participants)\)\W*)?(?:and|or|plus|with|together\swith|along\swith|(?:in\scombination|combined)\swith)\W+(?:[\w-]+\s)?"
)


def _is_joint(low: str, left: Draft, right: Draft) -> bool:
    """``A 5 mg once daily plus placebo twice daily (or: or B) for 12 weeks``: how long they are taken together."""
    is_again = any(repeat.code != "ONCE" for repeat in left.facts.get("repeat", ()))
    is_again = is_again and not (left.facts.get("cycles") or left.facts.get("days"))
    if not is_again or not _JOINED.fullmatch(low, left.end, right.anchor):
        return False
    if right.amount is None and not right.has_schedule():
        return True
    return sum(draft.name is not None and "placebo" in draft.name.text.lower() for draft in (left, right)) == 1


def _is_complete(left: Draft, right: Draft) -> bool:
    """``A 3 mg/kg for 5 days and B 10 mg/kg orally for 6 months``: each says how long, and so all of its own."""
    return not _is_of_same(left, right) and "duration" in left.trailing and "duration" in right.trailing


def _is_of_same(left: Draft, right: Draft) -> bool:
    if left.name is None or right.name is None:
        return right.name is None
    return left.name is right.name or left.name.text.lower() == right.name.text.lower()


# 60 mg, increased to 120 mg for 7 days
STEP = re.compile(r"\b(?:increas|escalat|titrat|rais|reduc|decreas|taper)(?:e[sd]?|ing)\b")


def _is_bare(draft: Draft) -> bool:
    """Whether a dose has no schedule of its own; days ahead of it in a title are not its own."""
    return not draft.trailing & SCHEDULE and not draft.facts.get("repeat") and not any(draft.facts.get("ambiguous", ()))


def is_loading(left: Draft, right: Draft) -> bool:
    """A loading dose is given its own way, but at the time of a placebo beside it."""
    if right.name is not None and is_placebo(right.name):
        return False
    is_at_once = right.link == "and" and right.name is not left.name and _is_one_day(right)
    if is_at_once and not right.facts.get("repeat") and not right.facts.get("cycle"):
        return False  # a loading dose of A 8 mg/kg + B 75 mg/m2 on day 1
    return "loading" in left.facts.get("role", ()) and "loading" not in right.facts.get("role", ())


def _continues(before: Draft, draft: Draft) -> bool:
    """Whether a dose has no schedule but that of its drug's dose before: ``weekly (first 400 mg, then 250 mg)``."""
    return draft.name is not None and draft.name is before.name and _is_bare(draft) and bool(before.facts.get("repeat"))


def _sort(draft: Draft) -> str:
    """What is given: gray, cells or a drug; each has a schedule of its own."""
    if draft.amount is None:
        return "drug"
    return "radiation" if draft.amount.kind == "radiation" else "cells" if "{cells}" in draft.amount.unit else "drug"


def _take_period(left: Draft, right: Draft) -> None:
    """``A days 1 and 8, B day 1, every 21 days``: the period is the cycle of both."""
    if left.facts.get("repeat") or not right.facts.get("days"):
        return
    for repeat in right.facts.get("repeat", ()):
        if repeat.days and repeat.days > 7 and repeat.times == 1:
            left.facts["cycle"] = [int(repeat.days)]
            left.shared.add("cycle")


# both administered intravenously · all given every 3 weeks
_TOGETHER = re.compile(
    r"\b(?P<which>both|all)\s(?:(?:drugs|agents|of|which|were|are|to|will|be|being)\s){0,4}"
    r"(?:given|administered|taken|infused|injected|delivered|via|by|orally|intravenously|iv|on|every|once|twice|daily)\b"
)


def share_together(low: str, heads: list[Draft], facts: list[Fact], end: int) -> None:
    """What a sentence ends with that says of itself that it is for both, or for all."""
    together = _TOGETHER.search(low, heads[-1].at, end)
    if together is None:
        return
    said = [f for f in facts if f.start >= together.start() and f.kind in WHOLE]
    for head in heads[-2:-1] if together["which"] == "both" else heads[:-1]:
        for fact in said:
            if not head.facts.get(fact.kind) and not (fact.kind in SCHEDULE and head.has_schedule()):
                head.facts[fact.kind] = [fact.value]
                head.shared.add(fact.kind)
