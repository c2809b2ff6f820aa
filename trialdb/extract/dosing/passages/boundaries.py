"""Where the words of each dose of a sentence begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from trialdb.extract.dosing.drafts import SCHEDULE, Draft
from trialdb.extract.dosing.facts import Fact, before

_SEPARATOR = re.compile(
    r"[;,+&•]|\n|(?:->)|\b(?:and|or|plus|with|versus|vs|then|followed|thereafter|combined|alternating|along|(?:maintenance|consolidation|extension)\s(?:phase|period|therapy)(?=\s?:))\b|\s-\s|"
    r"\)\s?(?=\()"
)


_THEN = re.compile(
    r"\b(?:(?:maintenance|consolidation|extension)\s(?:phase|period|therapy)(?=\s?:)|then|followed|thereafter|subsequently|versus|vs)\b|\n|->"
)


_GIVES = re.compile(r",\s(?:an?|one)\s(?:single\s)?(?:\w+\s)?(?:dose|infusion|injection)\b")  # on day 8, one dose of B
# fludarabine 30 mg/m2 for 3 days, participants will receive a single infusion of cells
NEW_SUBJECT = re.compile(
    r",\s(?:the\s|all\s)?(?:patients|participants|subjects|children)\s(?:(?:will|are|were|then|also|to|be)\s){0,3}"
    r"(?:receiv|undergo|given|infused|treated|get\b)"
)
_TITLED = re.compile(r"\)?(?:\s?:|\s-\s(?=\d))")


# Intravenous (IV) infusion; 10 mg/m2
_IS_WAY = re.compile(
    r"\W*(?:oral|intravenous|subcutaneous|intramuscular|iv|sc|im|po)(?:\s\(\w\w\))?(?:\s(?:infusion|injection|tablets?|solution))?"
)


_HEADING = re.compile(
    r"\b(?:(?:phase|part|cohort|arm|group|stage|regimen)\s(?:\d[a-z]?|[ivx]{1,3}[ab]?|[a-z])|[\w-]+\s(?:group|arm|cohort))(?::|\s-)\s$"
)


def boundaries(low: str, start: int, end: int, heads: list[Draft], facts: list[Fact]) -> list[int]:
    """Where each head's words begin."""
    ends = [head.anchor for head in heads[1:]] + [end]
    parted = low.rfind(";", start, heads[0].anchor)
    bounds = [start if parted < 0 or _IS_WAY.fullmatch(low, start, parted) else parted + 1]
    starts = [fact.start for fact in facts]
    for (left, right), limit in zip(pairwise(heads), ends[1:], strict=True):
        cut = right.anchor
        first = bisect_left(starts, left.end)
        between = facts[first : bisect_left(starts, right.anchor, first)]
        solid = [(f.start, f.end) for f in (*facts[first - 1 : first], *between) if f.kind not in _SOFT]
        from_here = max(left.end, bracket_end(low, left, right.anchor), _touching(low, left, right.anchor, between))
        for match in _SEPARATOR.finditer(low, from_here, max(from_here, right.anchor)):
            if match[0] == "with" and low.endswith(("treatment ", "therapy ", "treated "), 0, match.start()):
                continue
            if not any(s < match.end() and match.start() < e for s, e in solid):
                cut = match.start()
                if match[0] == ";" and _leads_on(low, left, right, cut, facts):
                    break
        if thens := [f.start for f in between if f.kind == "then" and low.find(";", f.start, right.anchor) < 0]:
            cut = thens[0]
        if cut == right.anchor and (begin := _adjectives(low, left, right, limit, facts, between)) is not None:
            cut = begin  # "100 units of A accompanied by oral daily B 5 mg"
        if left.amount is None and (told := NEW_SUBJECT.search(low, left.end, right.anchor)):
            cut = told.start()  # "after a single dose of A, patients receive weekly injections of B"
        if lead := _lead_in(low, right, between):
            if _leads(low, lead.kind, heads[0], facts):
                cut = min(cut, lead.start)  # "Days 1-3 5 mg Days 4-7 10 mg"
            elif lead.kind == "doses" and not low.endswith("for ", 0, lead.start):
                cut = lead.start
            elif lead.start >= cut and not _JOINS.search(low, left.end, lead.start):
                cut = right.anchor  # "A 5 mg, day 1 B 6 mg, day 1"
        if low.find(": ", left.end, right.anchor) >= 0 or low.find(" - ", left.end, right.anchor) >= 0:
            heading = before(_HEADING, low, left.end, right.anchor)
            cut = heading.start() if heading else cut  # "…, every 21 days Phase 2: 20 mg"
        if right.name and right.anchor == right.name.start and _TITLED.match(low, right.name.end):
            cut = right.anchor  # "… for 8 weeks Placebo: …": a title begins its own words
            cut = next((f.start for f in between if _is_adjective(low, f, cut)), cut)
        for fact in between:
            if fact.kind == "days" and (_TITLED.match(low, fact.end) or _GIVES.match(low, fact.end)):
                cut = min(cut, fact.start)  # "… day 8. Days 63-77: B": the days lead B
        bounds.append(max(cut, bounds[-1]))
        gap = low[left.end : max(left.end, right.anchor)]
        right.link = "then" if _THEN.search(gap) else "list" if ";" in gap else "and"
    return bounds


def _leads_on(low: str, left: Draft, right: Draft, at: int, facts: list[Fact]) -> bool:
    """``A 3 mg; days 3-7, B 2 mg``: the days lead B; those in ``A 3 mg (AA; days 3-7) or B 2 mg`` do not."""
    is_inside = low.find("(", left.at, at) >= 0 and 0 <= low.find(")", at) < right.anchor
    return not is_inside and any(f.kind == "days" and 0 < f.start - at <= 3 for f in facts)


def _is_adjective(low: str, fact: Fact, at: int) -> bool:
    """Whether a route leads up to a name: ``switch to oral A - 1000 mg``."""
    return fact.kind == "route" and fact.end + 1 == at and low[fact.start : fact.end] in _WAYS


_WAYS = frozenset(
    {"oral", "intravenous", "subcutaneous", "intramuscular", "inhaled", "topical", "intranasal", "sublingual"}
)
_SOFT = frozenset({"agent", "block", "then"})  # a separator may stand in them


def _touching(low: str, left: Draft, at: int, between: list[Fact]) -> int:
    """Where the facts end that touch a dose, well before the next: ``50 mg/m2, IV on days 1, 8 …``."""
    stop = left.end
    for fact in between:
        if fact.start >= stop and fact.end <= at and fact.kind in _OF_DOSE:
            if not _CHAIN.fullmatch(low, stop, fact.start):
                break
            stop = fact.end
    return stop if at - stop > _WELL_BEFORE else -1


_OF_DOSE = SCHEDULE | {"route", "infusion", "duration", "continuous"}
_CHAIN = re.compile(r"[\s,(]{0,3}(?:(?:on|at|for|over|given|infused|injected|taken|administered|and|is|was)\s){0,2}")
_WELL_BEFORE = 25  # characters


def bracket_end(low: str, left: Draft, at: int) -> int:
    """Where the brackets close that hold a dose; what stands in them is of it: ``A (75 mg/m2; Q3W) / B (AUC 5)``."""
    for opens, closes in BRACKETS:
        opening = low.rfind(opens, max(0, left.at - 40), left.at + 1)
        if opening >= 0 > low.find(closes, opening, left.at):
            return low.find(closes, left.end, at)
    return -1


BRACKETS = (("(", ")"), ("[", "]"))


_LEADING = frozenset({"repeat", "route", "infusion", "continuous"})
# a 5-minute IV infusion of 75 mg/m2
_INFUSION_OF = re.compile(r"\s(?P<noun>(?:infusion|injection|bolus|dose)s?\s)?of\s(?:an?\s)?|\sbolus\s")
_ADJECTIVES = frozenset({"daily", "weekly", "monthly", "once daily", "twice daily"})


def _adjectives(low: str, left: Draft, right: Draft, end: int, facts: list[Fact], between: list[Fact]) -> int | None:
    """Where ``oral daily`` begins that leads up to a name with no frequency behind it, or ``IV infusion of``."""
    begin, is_said = right.anchor, False
    for fact in reversed(between):
        if fact.end > begin or fact.kind not in _LEADING:
            continue
        of = _INFUSION_OF.fullmatch(low, fact.end, begin)
        is_of = of is not None
        if low[fact.end : begin].strip() and not is_of:
            break
        if fact.kind == "repeat" and (
            (of and not of["noun"])
            or low[fact.start : fact.end] not in _ADJECTIVES
            or any(f.kind == "repeat" and right.end <= f.start < end for f in facts)
        ):
            break
        begin, is_said = fact.start, is_said or is_of or fact.kind == "repeat"
    return begin if is_said and low[left.end : begin].strip() else None


_COUNTED = re.compile(r"\b(?:times|per|a|every|each)\s")
_JOINS = re.compile(r"\b(?:and|or|plus|with|then|followed)\b|[+;]")


_DASHED = 5  # 2 doses - 0.2 mL


def _lead_in(low: str, right: Draft, between: list[Fact]) -> Fact | None:
    """The days, or the ``three times a day``, that stand right before a dose with no sign between."""
    for fact in between:
        is_told = fact.kind == "days" or (fact.kind == "repeat" and _COUNTED.search(low, fact.start, fact.end))
        if is_told and fact.end <= right.anchor and not low[fact.end : right.anchor].strip():
            return fact
        if (
            fact.kind == "doses"
            and 0 < right.anchor - fact.end < _DASHED
            and low[fact.end : right.anchor].strip() in "-:="
        ):
            return fact
    return None


# drug X: day 1 patients take 300 mg, day 2 600 mg
_SOON = re.compile(r"\W*(?:(?:patients|participants|subjects|will|receive[ds]?|take|taken|were|given)\s){0,3}\W*")


def _leads(low: str, kind: str, first: Draft, facts: list[Fact]) -> bool:
    """Whether a sentence says its days ahead of its doses: it does so with the first."""
    return any(
        f.kind == kind
        and (f.end <= first.anchor or (f.end <= first.at and kind == "days" and _SOON.fullmatch(low, f.end, first.at)))
        for f in facts
    )
