"""Which route, schedule and duration belong to which dose of a sentence.

Each dose (an amount, or a drug with a schedule) owns the words between its own and its neighbours' separators. What
stands behind the last of several doses is shared by those before it that say nothing of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from trialdb.extract.dosing.facts import Amount, Fact
from trialdb.extract.dosing.names import CODES, Name, after_amount, around, before_amount, is_drug_code, received
from trialdb.extract.dosing.scan import scan, with_capitals
from trialdb.extract.dosing.screening import Screened, screen

SCHEDULE = frozenset({"repeat", "days", "round", "cycle", "on_off", "rest", "lasting"})
_SEPARATOR = re.compile(
    r"[;,+&•]|\n|(?:->)|\b(?:and|or|plus|with|versus|vs|then|followed|thereafter|combined|alternating|along)\b|\s-\s|\)\s?(?=\()"
)
_THEN = re.compile(r"[;]|\b(?:then|followed|thereafter|subsequently|versus|vs)\b|\n|->")
_TIED_TO = re.compile(
    r"\b(?:after|before|prior\sto|following|during|hours?\sof|days?\sof|since|until|than|resistan\w+\sto|allerg\w+\sto|response\sto|with\sprior|previous|history\sof|on\sstable|failed|refractory\sto|pre-treated\swith|levels?\sof|instead\sof|if)\W{1,2}(?:(?:the|last|first|any|prior|each|dose|of|initial|receiving)\W{1,2}){0,3}$"
)
_BOTH = re.compile(r"\b(?:both|each|all)\b")


class Draft:
    """A dose in the making: facts by kind, its own and those shared with it."""

    __slots__ = (
        "amount",
        "anchor",
        "at",
        "days_end",
        "end",
        "facts",
        "link",
        "name",
        "rule",
        "shared",
        "start",
        "trailing",
    )

    def __init__(self, amount: Amount | None, name: Name | None, start: int, end: int, rule: str) -> None:
        self.amount = amount
        self.name = name
        self.start, self.end = start, end
        self.anchor = self.at = start
        self.days_end = -1
        self.rule = rule
        self.facts: dict[str, list[Any]] = defaultdict(list)
        self.trailing: set[str] = set()
        self.shared: set[str] = set()
        self.link = ""

    def has_schedule(self) -> bool:
        return any(self.facts.get(kind) for kind in SCHEDULE)

    def take(self, other: Draft, kinds: frozenset[str]) -> None:
        """Share what ``other`` says and this one does not."""
        for kind in kinds:
            if other.facts.get(kind) and not self.facts.get(kind):
                self.facts[kind] = list(other.facts[kind])
                self.shared.add(kind)


def _names(text: str, start: int, end: int, screened: list[Screened], facts: list[Fact]) -> list[Draft]:
    """A draft for each dose, with the name that stands beside it."""
    covered = [(f.start, f.end) for f in facts if f.kind not in ("agent", "block", "role")]
    routes = {f.start for f in facts if f.kind in ("route", "continuous", "swallowed")}
    ends = frozenset(f.start for f in facts if f.kind in ("then", "until", "amount"))
    drafts: list[Draft] = []
    previous_end = start
    for one in screened:
        fact = one.fact
        if one.use == "dose":
            left = before_amount(text, previous_end, fact.start, covered, ends)
            right, is_of = after_amount(text, fact.end, end, covered, routes)
            if right and _is_behind(text, fact, left, right, is_of):
                named, rule = right, "amount_of_agent"
            else:
                named, rule = left, "agent_amount"
            draft = Draft(one.amount, _or_placebo(text, start, named), fact.start, fact.end, rule)
            if one.role:
                draft.facts["role"].append(one.role)
            drafts.append(draft)
        elif one.use == "cap":
            if drafts:
                drafts[-1].facts["cap"].append(one.amount)
            else:
                draft = Draft(
                    one.amount,
                    before_amount(text, previous_end, fact.start, covered, ends),
                    fact.start,
                    fact.end,
                    "upper_bound",
                )
                drafts.append(draft)
        elif (
            drafts
            and drafts[-1].amount
            and drafts[-1].amount.kind == "radiation"
            and drafts[-1].amount.per != "fraction"
        ):
            drafts[-1].facts["per_fraction"].append(one.amount)
        else:
            named = before_amount(text, previous_end, fact.start, covered, ends)
            drafts.append(Draft(one.amount, named, fact.start, fact.end, "fraction_dose"))
        previous_end = fact.end
    return _fractions_first(drafts)


# placebo to match drug X 5 mg
_PLACEBO_OF = re.compile(r"(?P<placebo>placebos?)(?:\s(?:tablets?|capsules?))?\s(?:to\smatch|matching|matched\sto|for|to|of)\s$", re.IGNORECASE)


def _or_placebo(text: str, start: int, name: Name | None) -> Name | None:
    found = _PLACEBO_OF.search(text, max(start, name.start - 40), name.start) if name else None
    return Name(found["placebo"], found.start(), found.end("placebo"), 2) if found else name


# carboplatin AUC 5: the name behind one amount has an amount of its own
_HAS_AMOUNT = re.compile(r"\W{0,3}(?:AUC|\d|at\b|[(]|dose\b)")


def _is_behind(text: str, fact: Fact, left: Name | None, right: Name, is_of: bool) -> bool:
    """Whether the drug of an amount is the one named behind it rather than the one before."""
    if is_of or left is None:
        return True
    if _HAS_AMOUNT.match(text, right.end):
        return False
    is_left_near = not text[left.end : fact.start].strip(" (:=-®")
    is_right_near = not text[fact.end : right.start].strip()
    if is_right_near and right.score >= left.score and not is_left_near:
        return True
    return right.score > left.score


def _fractions_first(drafts: list[Draft]) -> list[Draft]:
    """``2 Gy per fraction … to a total dose of 66 Gy``: one dose, its total and its fraction."""
    kept: list[Draft] = []
    for draft in drafts:
        last = kept[-1] if kept else None
        if (
            last and last.rule == "fraction_dose" and draft.amount and draft.amount.kind == "radiation"
            and draft.amount.per == "total" and last.amount and (draft.name is None or last.name is None)
        ):  # fmt: skip
            kept.pop()
            draft.facts["per_fraction"].append(last.amount)
            draft.name = draft.name or last.name
            draft.start = last.start
        kept.append(draft)
    return kept


def _heads(
    low: str,
    text: str,
    start: int,
    end: int,
    facts: list[Fact],
    drafts: list[Draft],
    known: Sequence[tuple[int, int]],
) -> list[Draft]:
    """The drafts, one for every other drug the sentence names, and one for every schedule that follows another."""
    covered = [(f.start, f.end) for f in facts if f.kind not in ("agent", "block")]
    taken = [(d.name.start, d.name.end) for d in drafts if d.name]
    heads = list(drafts)
    for at, stop in _agent_places(text, start, end, facts, covered, known):
        if any(s < stop and at < e for s, e in taken) or _TIED_TO.search(low, max(start, at - 40), at):
            continue
        name = around(text, at, stop, start, end, covered)
        is_alias = any(text[e : name.start] == " (" for _, e in taken) and text[name.end : name.end + 1] in (")", "®")
        taken.append((name.start, name.end))
        if is_alias:  # Temsirolimus (CCI-779): one drug, two names
            continue
        heads.append(Draft(None, name, name.start, name.end, "agent_schedule"))
    for head in heads:
        if head.name:
            head.anchor = min(head.start, head.name.start)
            head.start, head.end = head.anchor, max(head.end, head.name.end)
    return _folded(sorted(heads, key=lambda h: h.anchor), facts)


def _agent_places(
    text: str,
    start: int,
    end: int,
    facts: list[Fact],
    covered: list[tuple[int, int]],
    known: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Where drugs are named: known words, sponsors' codes, and what is "received" by a route."""
    if not any(f.kind in SCHEDULE or f.kind in ("infusion", "amount") for f in facts):
        return []
    places = [place for place in known if start <= place[0] < end]
    places += [(f.start, f.end) for f in facts if f.kind == "agent"]
    places += [
        m.span()
        for m in CODES.finditer(text, start, end)
        if is_drug_code(m[0]) and not any(s < m.end() and m.start() < e for s, e in covered)
    ]
    for fact in facts:
        if fact.kind == "route" and (name := received(text, start, fact.start, covered)):
            places.append((name.start, name.end))
    return sorted(places)


def _folded(heads: list[Draft], facts: list[Fact]) -> list[Draft]:
    """``Drug X is given weekly at 10 mg``: an amount without a name belongs to the drug named before it.

    ``weekly for 4 weeks, then every 2 weeks`` is two schedules of one dose.
    """
    kept: list[Draft] = []
    for head in heads:
        last = kept[-1] if kept else None
        if last and last.amount is None and head.amount is not None and head.name is None and last.name:
            between = [f.kind for f in facts if last.end <= f.start < head.start]
            if "then" in between and "repeat" in between[: between.index("then")]:
                kept.append(head)
                continue
            kept.pop()
            head.name, head.rule, head.anchor = last.name, "agent_amount", last.anchor
        kept.append(head)
    for fact, following in zip(facts, facts[1:], strict=False):
        if fact.kind != "then" or following.kind not in ("repeat", "days"):
            continue
        index = sum(1 for head in kept if head.anchor < fact.start) - 1
        if index < 0 or (index + 1 < len(kept) and kept[index + 1].anchor < following.end + 40):
            continue
        owner = kept[index]
        if any(f.kind == following.kind and owner.anchor < f.start < fact.start for f in facts):
            more = Draft(owner.amount, owner.name, fact.end, following.end, "then_schedule")
            kept.insert(index + 1, more)
    return kept


_TITLED = re.compile(r"\)?\s?:")


def _boundaries(low: str, start: int, end: int, heads: list[Draft], facts: list[Fact]) -> list[int]:
    """Where each head's words begin."""
    bounds = [start]
    solid = [(f.start, f.end) for f in facts if f.kind not in ("agent", "block", "then")]
    for left, right in zip(heads, heads[1:], strict=False):
        cut = right.anchor
        for match in _SEPARATOR.finditer(low, left.end, max(left.end, right.anchor)):
            if not any(s < match.end() and match.start() < e for s, e in solid):
                cut = match.start()
        for fact in facts:
            if fact.kind == "days" and left.end <= fact.start < right.anchor and _TITLED.match(low, fact.end):
                cut = min(cut, fact.start)  # "… day 8. Days 63-77: B": the days lead B
        bounds.append(max(cut, bounds[-1]))
        gap = low[left.end : max(left.end, right.anchor)]
        right.link = "then" if _THEN.search(gap) else "and"
    return bounds


def _assign(low: str, heads: list[Draft], bounds: list[int], end: int, facts: list[Fact]) -> None:
    """Give each fact to the head whose words it stands in; an assessment cuts off what follows it."""
    index = 0
    limits = [*bounds[1:], end]
    blocked = [-1] * len(heads)
    for fact in facts:
        while index < len(heads) - 1 and fact.start >= limits[index]:
            index += 1
        head = heads[index]
        if fact.kind in ("agent", "swallowed", "amount", "then"):
            continue
        if fact.kind == "block":
            if fact.start < head.anchor:
                head.facts = defaultdict(
                    list, {k: v for k, v in head.facts.items() if k in ("role", "cap", "per_fraction")}
                )
            elif blocked[index] < 0:
                blocked[index] = fact.start
            continue
        if 0 <= blocked[index] < fact.start:
            continue
        if fact.kind == "over":
            _add_over(head, fact)
        elif fact.kind == "days":
            _add_days(head, fact)
        else:
            head.facts[fact.kind].append(fact.value)
        if fact.start >= head.at:
            head.trailing.add(fact.kind)
            head.end = max(head.end, fact.end)
        else:
            head.start = min(head.start, fact.start)


_JOINED_DAYS = 12  # characters between "day 1" and "and on day 8" of one list


def _add_days(head: Draft, fact: Fact) -> None:
    """The days behind a dose count before those ahead of it, the first list before a later one."""
    if head.days_end < 0 or (head.days_end <= head.at <= fact.start):
        head.facts["days"] = [fact.value]
    elif fact.start - head.days_end <= _JOINED_DAYS:
        head.facts["days"].append(fact.value)
    else:
        return
    head.days_end = fact.end


def _add_over(head: Draft, fact: Fact) -> None:
    """``over 1 week``: how long fractions take; of an infusion only days can be meant."""
    if head.amount and head.amount.kind == "radiation":
        head.facts["duration"].append(fact.value)
    elif fact.value[1] == "d":
        head.facts["over_days"].append(fact.value[0])


_WHOLE = frozenset(
    {
        "repeat",
        "days",
        "cycle",
        "round",
        "on_off",
        "rest",
        "duration",
        "cycles",
        "doses",
        "continuous",
        "infusion",
        "lasting",
        "route",
        "until",
    }
)
_AROUND = frozenset({"cycle", "round", "cycles", "until"})
_LEVELS = _AROUND | {"route", "duration", "infusion"}


# A and B · A, B · A in combination with B
_LISTED = re.compile(r"\W*(?:(?:and|plus|or|with|in|combination|combined|either|both)\W+){0,4}")


def _share(low: str, heads: list[Draft]) -> None:
    """Trailing words apply to the doses before them that say nothing of the kind."""
    for left, right in reversed(list(zip(heads, heads[1:], strict=False))):
        trailing = frozenset(right.trailing | right.shared)
        is_same_agent = right.name is None or (left.name is not None and right.name is left.name)
        if right.link == "then":
            left.take(right, frozenset({"until"}) & trailing)
        elif not left.has_schedule() and (left.amount is not None or _LISTED.fullmatch(low[left.end : right.anchor])):
            left.take(right, _WHOLE & trailing)
        elif is_same_agent:
            left.take(right, _LEVELS & trailing)
        elif left.facts.get("days"):
            left.take(right, _AROUND & trailing)
            if not left.facts.get("cycle") and not left.facts.get("round"):
                _take_period(left, right)
        else:
            left.take(right, frozenset({"until", "cycles"}) & trailing)


def _take_period(left: Draft, right: Draft) -> None:
    """``A days 1 and 8, B day 1, every 21 days``: the period is the cycle of both."""
    if left.facts.get("repeat") or not right.facts.get("days"):
        return
    for repeat in right.facts.get("repeat", ()):
        if repeat.days and repeat.days > 7 and repeat.times == 1:
            left.facts["cycle"] = [int(repeat.days)]


def read_clauses(
    text: str, low: str, start: int, end: int, known: Sequence[tuple[int, int]] = ()
) -> tuple[list[Draft], list[Fact]]:
    """The doses of one sentence with all it says of each, and the facts it consists of."""
    facts = scan(low, start, end)
    if not facts:
        return [], facts
    facts = with_capitals(text, facts)
    drafts = _names(text, start, end, screen(low, start, end, facts), facts)
    heads = _heads(low, text, start, end, facts, drafts, known)
    if not heads:
        return [], facts
    bounds = _boundaries(low, start, end, heads, facts)
    _assign(low, heads, bounds, end, facts)
    _inherit_names(low, heads)
    _share(low, heads)
    _share_leading(low, heads, facts, start)
    return [head for head in heads if head.amount is not None or _is_schedule_only(head)], facts


def _is_schedule_only(head: Draft) -> bool:
    facts = head.facts
    return bool(facts.get("repeat") or facts.get("days") or (facts.get("infusion") and facts.get("route")))


def _inherit_names(low: str, heads: list[Draft]) -> None:
    """``Drug X 10 mg, 20 mg or 40 mg``: an amount without a name has its predecessor's."""
    last: Name | None = None
    for position, head in enumerate(heads):
        if head.name is None and last is not None and last.text.lower() != "placebo":
            head.name, head.rule = last, "agent_before"
        elif head.name is None and head.amount is not None:
            later = next((h.name for h in heads[position + 1 :] if h.name is not None), None)
            between = [h for h in heads[position + 1 :] if h.name is None]
            named = next((h for h in heads[position + 1 :] if h.name is not None), None)
            if later and named and named.rule == "amount_of_agent" and named.link == "and" and len(between) < 6:
                head.name, head.rule = later, "agent_behind"
        if head.name is not None:
            last = head.name


def _share_leading(low: str, heads: list[Draft], facts: list[Fact], start: int) -> None:
    """``Days 1-5: A 10 mg, B 20 mg``: what stands before a colon applies to all; an inherited name takes its schedule along."""
    first = heads[0]
    leading = [f for f in facts if f.end <= first.anchor and f.kind in ("days", "repeat", "cycle", "route")]
    is_title = bool(leading) and re.match(r"\)?\s?:", low[leading[-1].end : leading[-1].end + 3]) is not None
    for left, right in zip(heads, heads[1:], strict=False):
        if is_title and not right.has_schedule():
            right.take(first, frozenset({"days", "repeat", "cycle", "route"}) - frozenset(right.facts))
        elif right.name is left.name and right.name is not None and not right.has_schedule() and right.link == "and":
            right.take(left, _WHOLE)
        if right.facts.get("days") and not right.facts.get("cycle") and not right.facts.get("round"):
            cycles = left.facts.get("cycle") or left.facts.get("round") or _period_of(left)
            if cycles and min(right.facts["days"][0]) >= 0 and not _own_period(right):
                right.facts["cycle"] = list(cycles)


def _period_of(draft: Draft) -> list[int]:
    if not draft.facts.get("days"):
        return []
    return [int(r.days) for r in draft.facts.get("repeat", ()) if r.days and r.days > 7 and r.times == 1]


def _own_period(draft: Draft) -> bool:
    return any(r.days and r.days > 7 for r in draft.facts.get("repeat", ()))
