"""Which route, schedule and duration belong to which dose of a sentence.

Each dose (an amount, or a drug with a schedule) owns the words between its own and its neighbours' separators. What
stands behind the last of several doses is shared by those before it that say nothing of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, pairwise

from trialdb.extract.dosing.amounts.cells import with_weight
from trialdb.extract.dosing.amounts.pairs import parts_of_product, with_pairs
from trialdb.extract.dosing.drafts import SCHEDULE, Draft, is_schedule_only
from trialdb.extract.dosing.facts import Fact
from trialdb.extract.dosing.names.inherited import inherit_names, name_in_turn
from trialdb.extract.dosing.passages.blocking import block_others
from trialdb.extract.dosing.passages.boundaries import BRACKETS, NEW_SUBJECT, boundaries, bracket_end
from trialdb.extract.dosing.passages.heads import find_heads, name_doses
from trialdb.extract.dosing.passages.leading import share_bracketed, share_into_brackets, share_leading
from trialdb.extract.dosing.passages.respective import share_respectively
from trialdb.extract.dosing.passages.scan import scan, with_capitals
from trialdb.extract.dosing.passages.screening import screen
from trialdb.extract.dosing.passages.sharing import share, share_together
from trialdb.extract.dosing.schedules.either import add_repeat, alternatives, leave_open

_AND = re.compile(r"\b(?:and|plus)\b")
_STEP = 20  # characters behind a step within which its schedule stands
_NO_MATTER = frozenset({"agent", "swallowed", "amount", "then"})


def _assign(low: str, heads: list[Draft], bounds: list[int], end: int, facts: list[Fact]) -> None:
    """Give each fact to the head whose words it stands in; an assessment cuts off what follows it."""
    index = 0
    limits = [*bounds[1:], end]
    blocked: list[tuple[int, int]] = [(-1, -1)] * len(heads)
    stepped = -_STEP
    lead = _lead_of(low, heads, bounds[0], limits[0], facts)
    told = NEW_SUBJECT.search(low, heads[-1].end, end)
    closed = [
        -1 if bracket_end(low, left, right.anchor) >= 0 else _closing(low, left.end, right.anchor, end)
        for left, right in pairwise(heads)
    ]
    over, steps = _last_step(heads, facts), _rises(low, heads)
    for fact in facts:
        if fact.kind in _SLOWLY and fact.start > over:
            continue  # a bolus of 10 mL/kg, followed by fluids over 48 hours
        if fact.kind == "doses" and fact.end <= heads[0].anchor and _AND.search(low, fact.end, heads[0].anchor):
            continue  # vaccination in 6 doses and A daily
        if fact.kind in _OF_WHOLE and fact.end <= heads[0].at and steps:
            continue  # for 14 weeks (10 mg in weeks 1-3, then 20 mg)
        if fact.start < bounds[0] or fact.end <= lead or (told and fact.start > told.start()):
            continue
        while index < len(heads) - 1 and fact.start >= limits[index]:
            index += 1
        head = heads[index]
        if index and 0 <= closed[index - 1] < fact.start:
            head = heads[index - 1]  # A 6 mg (loading dose 8 mg) every 3 weeks: what follows the brackets is A's
        if fact.kind == "repeat" and fact.end < head.at and head is not heads[-1] and _is_of_next(low, head, fact):
            head = heads[index + 1]
        if fact.kind in _NO_MATTER or (fact.kind == "role" and fact.value in ("loading", "maintenance")):
            continue
        if fact.kind == "block":
            if fact.start < head.at:
                stepped = fact.end if fact.value else stepped
            if fact.start < head.anchor:
                head.facts = defaultdict(
                    list, {k: v for k, v in head.facts.items() if k in ("role", "cap", "per_fraction")}
                )
            elif fact.start >= head.at and blocked[index][1] < fact.start:
                blocked[index] = fact.start, _block_end(low, head, fact, end)
            continue
        if blocked[index][0] < fact.start < blocked[index][1]:
            continue
        if fact.kind in ("repeat", "days") and 0 <= fact.start - stepped < _STEP and fact.start < head.at:
            continue  # raised by 250 mg every 7 days until 500 mg twice a day
        if fact.kind == "over":
            _add_over(head, fact)
        elif fact.kind == "days":
            _add_days(low, head, fact)
        elif fact.kind == "duration" and fact.start >= head.at and "duration" not in head.trailing:
            head.facts["duration"] = [fact.value]  # behind the dose, not that of a phase named before it
        elif fact.kind == "repeat":
            add_repeat(low, head, fact)
        else:
            head.facts[fact.kind].append(fact.value)
        if fact.start >= head.at:
            head.trailing.add(fact.kind)
            head.end = max(head.end, fact.end)
        else:
            head.start = min(head.start, fact.start)


def _is_of_next(low: str, head: Draft, fact: Fact) -> bool:
    """``every 3 weeks (loading dose 8 mg/kg, then 6 mg/kg)``: how often what comes after the loading dose is given."""
    return "loading" in head.facts.get("role", ()) and low.startswith(" (", fact.end)


_SLOWLY = frozenset({"infusion", "lasting"})
_OF_WHOLE = frozenset({"duration", "doses"})
_IN_STEPS = re.compile(r"\b(?:then|thereafter|followed|(?:weeks?|days?|months?)\s-?\d|(?:first|second|next|last)\s)")


def _rises(low: str, heads: list[Draft]) -> bool:
    """Whether one drug is given in one amount after another, so that what is said ahead is of them all together."""
    first, last = heads[0], heads[-1]
    amounts = [head.amount for head in heads if head.amount is not None]
    is_one = all(head.name is None or head.name is first.name for head in heads)
    is_list = len(amounts) > 1 and len(set(amounts)) > 1 and len({amount.unit for amount in amounts}) == 1
    return is_one and is_list and _IN_STEPS.search(low, first.at, last.at) is not None


def _last_step(heads: list[Draft], facts: list[Fact]) -> int:
    """Where something follows the last dose; the end of the text where nothing does."""
    after = [fact.start for fact in facts if fact.kind == "then" and fact.start > heads[-1].at]
    return after[0] if after else 1 << 30


# after a single dose of A, patients will receive 8 weekly doses of B
_AFTER_WHICH = re.compile(r"\W*(?:after|following)\s[^,;:.]{1,150},\s(?=\w)")
# each infusion is preceded by 0.1 mL into the skin · doubled every 2 weeks until they reach 300 mg
_PRECEDED = re.compile(
    r"[^.;]*\b(?:preceded\sby\b|(?:until|till)\b(?=[^.;,]{0,60}\b(?:reach|achiev|attain)))(?=[^.;]*$)"
)
_AND_NEXT = re.compile(r"\s(?:and|plus)\s(?!then|\d)[^,;:]*$")
_PLUS = re.compile(r"\b(?:plus|and|with|then|followed\sby|reaching|achieving)\b|\+")


def _lead_of(low: str, heads: list[Draft], start: int, limit: int, facts: list[Fact]) -> int:
    """``Granules twice daily plus drug X 20 mg once daily``: where another's words end, if the first has its own."""
    first = heads[0]
    clause = _AFTER_WHICH.match(low, start, first.anchor)
    if clause is None and any(low.find(word, start, first.at) >= 0 for word in ("preceded", "until", "till")):
        clause = _PRECEDED.match(low, start, first.at)
    if clause:
        return clause.end()
    held = [fact for fact in facts if fact.kind == "duration" and fact.end <= first.anchor]
    if held and _AND_NEXT.match(low, held[-1].end, first.anchor):
        return held[-1].end  # radiotherapy for 7 weeks and drug X 75 mg/m2
    if not any(fact.kind == "repeat" and first.at <= fact.start < limit for fact in facts):
        return -1
    ahead = [fact for fact in facts if fact.kind == "repeat" and fact.end <= first.anchor]
    return ahead[-1].end if ahead and _PLUS.search(low, ahead[-1].end, first.anchor) else -1


def _block_end(low: str, head: Draft, fact: Fact, end: int) -> int:
    """An assessment told of in brackets behind a dose cuts off what they hold: ``(at screening), once weekly``."""
    opening = low.rfind("(", head.at, fact.start)
    if opening < 0 or low.find(")", opening, fact.start) >= 0:
        return end
    closing = low.find(")", fact.end, end)
    return closing if closing >= 0 else end


def _closing(low: str, start: int, at: int, end: int) -> int:
    """Where the brackets close that a head stands in whole; -1 where it stands in none."""
    for opens, closes in BRACKETS:
        opening = low.rfind(opens, start, max(start, at))
        if opening >= 0 > low.find(closes, opening, at) and at - opening <= 30:
            return low.find(closes, at, end)
    return -1


# "day 1" and "and once on study day 8" of one list; never across ";"
_JOINED_DAYS = re.compile(
    r"(?=.{0,20}\Z)(?:[\s,&/()+]|and\b|then\b|or\b|on\b|at\b|once\b|again\b|repeat\b|study\b|\d)*\Z"
)


# on day 1 via catheter and on day 8 intravenously
_OTHER_WAY = re.compile(
    r"\s(?:by\s|via\s|through\s)?(?:(?:an?|the)\s)?(?:intra\w+|subcutaneous(?:ly)?|oral(?:ly)?|iv|im|sc|it|ip)(?:\s(?:injection|infusion|route|catheter))?"
    r"(?:\s?\(\w{2,4}\))?,?\s(?:and|then)\s"
)


def _add_days(low: str, head: Draft, fact: Fact) -> None:
    """The days behind a dose count before those ahead of it, the first list before a later one."""
    is_title = head.days_end > 0 and fact.end <= head.anchor and low.startswith(":", fact.end)  # day 2-8: rest day 9: X
    if head.days_end < 0 or is_title or (head.days_end <= head.at <= fact.start):
        head.facts["days"] = [fact.value]
    elif _JOINED_DAYS.match(low[head.days_end : fact.start]):
        head.facts["days"].append(fact.value)
    elif _OTHER_WAY.fullmatch(low, head.days_end, fact.start):
        head.other_way = fact.value, len(head.facts["route"])
    else:
        return
    head.days_end = fact.end


def _add_over(head: Draft, fact: Fact) -> None:
    """``over 1 week``: how long fractions take; of an infusion only days can be meant."""
    if head.amount and head.amount.kind == "radiation":
        head.facts["duration"].append(fact.value)
    elif fact.value[1] == "d":
        head.facts["over_days"].append(fact.value[0])


_TIMED = SCHEDULE | {"infusion"}


def read_clauses(
    text: str, low: str, start: int, end: int, known: Sequence[tuple[int, int]] = ()
) -> tuple[list[Draft], list[Fact]]:
    """The doses of one sentence with all it says of each, and the facts it consists of."""
    facts = scan(low, start, end)
    if known:
        facts = [fact for fact in facts if fact.kind != "amount" or not _is_of_name(fact, known)]
    if not facts:
        return [], facts
    kinds = {fact.kind for fact in facts}
    if "pair" in kinds:
        facts = with_pairs(low, start, end, facts)
        kinds = {fact.kind for fact in facts}
    if "amount" not in kinds and not kinds & _TIMED:
        return [], facts
    drafts: list[Draft] = []
    if "amount" in kinds:
        facts = block_others(low, start, end, with_weight(low, with_capitals(text, facts)))
        drafts = name_doses(text, start, end, screen(low, start, end, facts), facts)
    parts: set[int] = set()
    heads = find_heads(low, text, start, end, facts, drafts, known)
    if not heads:
        return [], facts
    bounds = boundaries(low, start, end, heads, facts)
    _assign(low, heads, bounds, end, facts)
    if len(heads) > 1:
        parts = parts_of_product(low, heads)
        name_in_turn(low, heads)
        inherit_names(heads)
        share(low, heads)
        share_into_brackets(low, heads)
        share_leading(low, heads, facts)
        share_together(low, heads, facts, end)
        share_bracketed(low, heads, facts, end)
        share_respectively(low, heads, facts, end)
        leave_open(low, heads)
    doses = [
        head
        for head in heads
        if (head.at not in parts if head.amount is not None else is_schedule_only(low, head, facts))
    ]
    return [dose for head in _said_once(doses) for dose in alternatives(head)], facts


def _is_of_name(fact: Fact, known: Sequence[tuple[int, int]]) -> bool:
    """Whether the number of an amount ends a drug's name: ``drug X 1 tablets``."""
    return any(start < fact.start < end < fact.end for start, end in known)


def _said_once(heads: list[Draft]) -> list[Draft]:
    """Without sums of doses before them, and without a dose's name and amount where its schedule is said apart.

    ``45 mg/m2/day for 3 days for a total dose of 135 mg/m2`` · ``A 10 mg/kg plus standard care; A 10 mg/kg on day 1``
    """
    kept: list[Draft] = []
    stage = [0, *accumulate(head.link == "then" for head in heads[1:])]
    for index, head in enumerate(heads):
        if kept and head.name is kept[-1].name and is_sum(kept[-1], head):
            continue
        again = (
            [other for at, other in enumerate(heads) if stage[at] == stage[index] and _is_again(head, other)]
            if _lacks_schedule(head)
            else []
        )
        for other in again:
            other.take(head, _MANNER)
        if not again:
            kept.append(head)
    return kept


_MANNER = frozenset({"route", "infusion", "continuous"})


def is_sum(left: Draft, right: Draft) -> bool:
    """``for a total dose of 135 mg/m2``: what the doses before add up to."""
    if left.amount is None or right.amount is None or right.rule not in ("agent_before", "agent_amount"):
        return False
    one, total = left.amount, right.amount
    is_more = total.per == "total" and one.per != "total" and (total.high or 0) > (one.high or 0)
    is_repeated = one.per == "day" or left.has_schedule() or bool(left.facts.get("duration") or left.facts.get("doses"))
    return is_more and is_repeated and total.unit == one.unit and total.kind != "radiation"


def _lacks_schedule(head: Draft) -> bool:
    """Whether a drug and its amount are named, and not when they are given."""
    is_named = head.name is not None and head.amount is not None
    return is_named and not (head.has_schedule() or head.facts.get("duration") or head.facts.get("role"))


def _is_again(head: Draft, other: Draft) -> bool:
    """Whether ``other`` names the drug and the amount of ``head`` once more, and says when they are given."""
    if head.name is None or other.name is None or head.amount != other.amount:
        return False
    is_apart = other.name.start != head.name.start and other.name.text.lower() == head.name.text.lower()
    return is_apart and other.has_schedule()
