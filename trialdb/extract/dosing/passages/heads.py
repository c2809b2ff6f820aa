"""Which doses a sentence has, and of which drug: each amount, and each drug that has a schedule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from trialdb.extract.dosing.amounts.amounts import AMOUNT
from trialdb.extract.dosing.amounts.cells import cells_named, cells_within, counted_cells
from trialdb.extract.dosing.amounts.listed import list_of
from trialdb.extract.dosing.amounts.pairs import combined
from trialdb.extract.dosing.amounts.radiation import in_unit_of, is_other, is_total, with_fractions
from trialdb.extract.dosing.drafts import SCHEDULE, Draft, is_placebo, may_inherit
from trialdb.extract.dosing.facts import HANDED_OUT, Amount, Fact, Screened
from trialdb.extract.dosing.names.names import Name, codes
from trialdb.extract.dosing.names.naming import (
    after_amount,
    around,
    before_amount,
    defined_before,
    radiation_before,
    radiation_behind,
    received,
)
from trialdb.extract.dosing.names.passing import (
    OWN_PLACEBO,
    is_alias,
    is_beside,
    is_in_passing,
    is_led_up_to,
    is_of_group,
)
from trialdb.extract.dosing.names.whole_names import bare_name, whole_name, without_placebo


def name_doses(text: str, start: int, end: int, screened: list[Screened], facts: list[Fact]) -> list[Draft]:
    """A draft for each dose, with the name that stands beside it."""
    covered = [(f.start, f.end) for f in facts if f.kind not in ("agent", "block", "role")]
    routes = {f.start for f in facts if f.kind in ("route", "continuous", "swallowed")}
    repeats = {f.start for f in facts if f.kind == "repeat"}
    ends = frozenset(f.start for f in facts if f.kind in ("then", "until", "amount"))
    drafts: list[Draft] = []
    previous_end = start
    for one in screened:
        fact = one.fact
        last = drafts[-1] if drafts else None
        if one.amount.parts:
            drafts.append(combined(text, one, last))
        elif one.use == "cap" and last:
            last.facts["cap"].append(one.amount)
        elif one.use == "fraction" and last and is_total(last) and not is_other(text[last.end : fact.start]):
            last.facts["per_fraction"].append(in_unit_of(last, one.amount))
        else:
            named = before_amount(text, previous_end, fact.start, covered, ends)
            if named and is_placebo(named) and (either := _OR_ITS_PLACEBO.search(text, previous_end, named.start)):
                named = before_amount(text, previous_end, either.start(), covered, ends) or named
            if named and (
                is_beside(text, start, named.start, fact.start)
                or _ALLERGIC.search(text, max(start, named.start - 40), named.start)
                or is_of_group(text, start, fact.start, named.start, named.end)
            ):
                named = None
            if named and last and last.name and last.name.start <= named.start < last.name.end:
                named = None  # 12 mg of drug X on day 1, 8 mg on day 2: the name goes with the amount before it
            rule = {"dose": "agent_amount", "cap": "upper_bound", "fraction": "fraction_dose"}[one.use]
            if one.use != "cap" or named is None:
                listed = list_of(text, fact, screened) if last and last.name else fact
                right, is_of = after_amount(text, listed.end, end, covered, routes, repeats)
                is_next = text.startswith("-", fact.end) and named is not None  # A 150 mg-B 50 mg: a sequence
                if right and not is_next and _is_behind(text, listed, named, right, is_of):
                    named, rule = right, "amount_of_agent" if one.use == "dose" else rule
            imitating = _imitating(text, start, fact, named)
            if not (named or imitating) and last and last.is_imitating and one.amount.kind not in HANDED_OUT:
                continue  # placebo to drug X 10 mg or 20 mg
            named = imitating or named or counted_cells(text, one.amount) or defined_before(text, fact.start)
            named = cells_within(text, fact, named, one.amount) or named
            if named and last and last.name and is_placebo(named) and "," in text[named.end : fact.start]:
                named = None  # A 8 mg + placebo in the evening, then 4 mg: the dose of A goes on
            if named is None and one.amount.kind == "radiation":
                named = radiation_before(text, previous_end, fact.start) or radiation_behind(text, fact.end, end)
            if named and one.amount.kind == "radiation" and text[named.start - 6 : named.start].lower() == "total ":
                named = Name(text[named.start - 6 : named.end], named.start - 6, named.end, named.score)
            draft = Draft(one.amount, named, fact.start, fact.end, rule)
            if imitating and one.amount.kind not in HANDED_OUT:  # the amount is that of the drug it looks like
                draft.amount, draft.rule, draft.is_imitating = None, "agent_schedule", True
            if draft.name and not may_inherit(draft, draft.name) and not is_placebo(draft.name):
                draft.name = None
            if (
                rule == "amount_of_agent"
                and named
                and one.amount.per in (None, "total")
                and _PER_DAY.search(text, named.start, named.end)
            ):
                draft.amount = replace(one.amount, per="day")
            elif rule == "amount_of_agent" and named and (behind := _PER_BEHIND.match(text, named.end, end)):
                draft.amount = _divided(one.amount, behind)
                draft.end = behind.end()
            if one.role:
                draft.facts["role"].append(one.role)
            drafts.append(draft)
            drafts[-2:] = with_fractions(drafts[-2:])
        previous_end = fact.end
    return drafts


def _divided(amount: Amount, behind: re.Match[str]) -> Amount:
    """An amount by what is said of it behind the drug's name."""
    if behind["day"]:
        return replace(amount, per="day") if amount.per in (None, "total") else amount
    return amount if "/" in amount.unit else replace(amount, unit=amount.unit + ("/m2" if behind["area"] else "/kg"))


_ALLERGIC = re.compile(r"\b(?:allergic\sto|completion\sof)\s(?:[\w-]+\s){0,2}$")
_OR_ITS_PLACEBO = re.compile(r"\sor\s(?:match\w+\s)?$")  # drug X or matching placebo 20 mg
_PER_DAY = re.compile(r"/\s?d(?:ay)?$")  # 5 mg zinc/day
# 24 mg drug X per square metre · 30 mg of drug X per day
_PER_BEHIND = re.compile(
    r"(?:\s\([^()]{1,20}\))?(?:\s(?:tablet|capsule|pill))?\s?(?:/|per)\s?(?:(?P<day>day)|(?P<area>m2|m\^2|square\smet(?:er|re))|(?P<weight>kg|kilogram))"
    r"(?![\w-])(?!\s(?:1|one|\d)\b)",
    re.IGNORECASE,
)
# placebo to match drug X 5 mg
_PLACEBO_OF = re.compile(
    r"(?P<placebo>placebos?)(?:\s\([^()]{1,20}\))?(?:\s(?:tablets?|capsules?))?"
    r",?\s\(?(?:to\smatch|match(?:ing|ed)(?:\sto)?|(?:identical|similar)(?:\s\w+){0,3}\sto|to\smimic|for|to|of)\s(?:the\s)?$",
    re.IGNORECASE,
)


def _imitating(text: str, start: int, fact: Fact, name: Name | None) -> Name | None:
    """The placebo that imitates an amount."""
    first = min(fact.start, name.start) if name else fact.start
    found = _PLACEBO_OF.search(text, max(start, first - 60), first)
    return Name(found["placebo"], found.start(), found.end("placebo"), 2) if found else None


# carboplatin AUC 5: the name behind one amount has an amount of its own
_HAS_AMOUNT = re.compile(
    rf"(?:\s?\([^()]{{1,40}}\))?[^\w,;+&/]{{0,3}}(?:(?:at\s)?(?:AUC\b|{AMOUNT})|at\s(?:a\s)?dose)", re.IGNORECASE
)


_PARTED = re.compile(r"\b(?:with|and|plus)\s$|\+\s?$")  # 800 mg imatinib with 1000 mg HU


def _is_behind(text: str, fact: Fact, left: Name | None, right: Name, is_of: bool) -> bool:
    """Whether the drug of an amount is the one named behind it rather than the one before."""
    if is_of:
        return True
    if _HAS_AMOUNT.match(text, right.end) and text[right.end - 1] != "+":
        return False
    if left is None:
        return True
    is_left_near = not text[left.end : fact.start].strip(" (=-®")
    if is_left_near and text.startswith("/", fact.end):
        return False  # A 400 mg/B placebo
    is_right_near = not text[fact.end : right.start].strip()
    if is_right_near and _PARTED.search(text, left.end, fact.start):
        return True
    is_in_brackets = text.find("(", left.end, fact.start) >= 0  # a muffin (30 mL milk)
    if is_right_near and right.score >= left.score and (is_in_brackets or not is_left_near):
        return True
    return right.score > left.score


def find_heads(
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
    for draft in drafts:
        if draft.name:
            draft.name = without_placebo(bare_name(text, whole_name(text, draft.name, draft.start, known), known))
    taken = [(d.name.start, d.name.end) for d in drafts if d.name]
    heads = list(drafts)
    passed: list[tuple[int, int]] = []
    said = {(f.start, f.end) for f in facts if f.kind == "agent"}
    for at, stop in _agent_places(text, start, end, facts, covered, known):
        if is_led_up_to(low, at, stop, drafts, facts):
            continue
        is_second = bool(passed) and (low[passed[-1][1] : at] == "/" or at < passed[-1][1])  # a placebo to match A/B
        if is_second or is_in_passing(low, start, end, at, stop):
            passed.append((at, stop))
            continue
        if any(s < stop and at < e for s, e in taken):
            continue
        name = around(text, at, stop, start, end, covered)
        if any(s < name.end and name.start < e for s, e in taken) or (
            OWN_PLACEBO.match(text, name.end, end) and not (low[at:stop] == "placebo" and (at, stop) in said)
        ):
            continue
        is_other_name = is_alias(text, name, taken + passed, facts)
        taken.append((name.start, name.end))
        if is_other_name:  # Temsirolimus (CCI-779): one drug, two names
            continue
        heads.append(Draft(None, name, name.start, name.end, "agent_schedule"))
    for head in heads:
        if head.name:
            head.anchor = min(head.start, head.name.start)
            head.start, head.end = head.anchor, max(head.end, head.name.end)
    return _folded(text, sorted(heads, key=lambda h: h.anchor), facts)


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
    places += [(at, stop) for at, stop in codes(text, start, end) if not any(s < stop and at < e for s, e in covered)]
    places += [
        (at, stop) for at, stop in cells_named(text, start, end) if not any(s < stop and at < e for s, e in covered)
    ]
    for fact in facts:
        if fact.kind == "route" and (name := received(text, start, fact.start, covered)):
            places.append((name.start, name.end))
    return sorted(places)


def _is_ended(fact: Fact, following: Fact) -> bool:
    """Whether what comes "then" ends a schedule; ``on day 1, then every 3 weeks`` only says where it starts."""
    return fact.kind == following.kind or (fact.kind == "days" and len(fact.value) > 1)


_CLOSED = re.compile(r"\)[^.;]{0,80}?,")  # "(drug X), then …": named in passing
_FOLD_REACH = 200


def _is_passed_over(last: Draft, head: Draft) -> bool:
    """``Drug X is given along with radiotherapy, at 75 mg/m2``: the milligrams are none of the radiation."""
    return last.amount is None and last.name is not None and head.name is None and not may_inherit(head, last.name)


def _folded(text: str, heads: list[Draft], facts: list[Fact]) -> list[Draft]:
    """``Drug X is given weekly at 10 mg``: an amount without a name belongs to the drug named before it.

    ``weekly for 4 weeks, then every 2 weeks`` is two schedules of one dose.
    """
    kept: list[Draft] = []
    for head in heads:
        last = kept[-1] if kept else None
        if last and _is_passed_over(last, head) and len(kept) > 1 and kept[-2].amount is None and kept[-2].name:
            last = kept[-2]
            del kept[-1]
        if (
            last
            and last.amount is None
            and head.amount is not None
            and head.name is None
            and last.name
            and (may_inherit(head, last.name) or (is_placebo(last.name) and not any(h.amount for h in kept)))
        ):
            if _CLOSED.match(text, last.end) or head.start - last.end > _FOLD_REACH:
                kept.append(head)
                continue
            between = [f.kind for f in facts if last.end <= f.start < head.start]
            ended = set(between[: between.index("then")]) if "then" in between else set()
            if "repeat" in ended or ("days" in ended and any(h.amount for h in kept)):
                kept.append(head)
                continue
            kept.pop()
            head.name, head.rule, head.anchor = last.name, "agent_amount", last.anchor
        kept.append(head)
    for fact, following in pairwise(facts):
        if fact.kind != "then" or following.kind not in ("repeat", "days"):
            continue
        index = sum(1 for head in kept if head.anchor < fact.start) - 1
        behind = kept[index + 1].anchor if index + 1 < len(kept) else following.end + 40
        if index < 0 or (behind < following.end + 40 and text.find(";", following.end, behind) < 0):
            continue
        owner = kept[index]
        if any(_is_ended(f, following) and owner.anchor < f.start < fact.start for f in facts):
            more = Draft(owner.amount, owner.name, fact.end, following.end, "then_schedule")
            kept.insert(index + 1, more)
    return kept
