"""Items that let some off the limits of other items: "Exception: Gilbert's syndrome", "… are exempt from these"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from trialdb.extract.criteria.limits.exceptions.waivers import waivers_in
from trialdb.extract.criteria.limits.mentions import measured_in
from trialdb.records import Criterion, Limit

_CUES = ("xcept", "nless", "exempt", "apply", "waived")
_EXCEPTION = re.compile(  # no "Unless surgically sterile, women must": that asks for something of its own
    r"(?is)\W*(?:note\W+)?(?:exceptions?\s*(?:[:：]|are\b|is\b|include\b)|(?:except|unless)\b(?=[^,]*(?:,\s*who\b|$)))"
    r"(?:\s*for\b)?\s*(?P<who>(?:[^.;]|\.\d){3,200})"
)
_BELOW = re.compile(r"(?i)\b(?:below|following|follows)\b")
_ASKED_THEN = re.compile(r"(?i),? (?:who )?(?:must|should|may|can|will|are (?:eligible|allowed|permitted))\b.*")
_OPENING = re.compile(r"(?i)\W*(?:note\b\W*)?(?:at \w+,? )?")
_LONGEST = 600  # characters of an item that may be about others


def with_waivers(criteria: Sequence[Criterion], limits: Iterable[tuple[Limit, ...]]) -> tuple[tuple[Limit, ...], ...]:
    """The limits of each item, with the exceptions that other items state."""
    stated = list(limits)
    for position, criterion in enumerate(criteria):
        if len(criterion.text) > _LONGEST or not any(map(criterion.text.__contains__, _CUES)):
            continue
        for said, is_of_many in _waivers(criterion.text):
            codes = {code for name in measured_in(said) for code in name.codes}
            who = _ASKED_THEN.sub("", said)
            for other in _waived(criteria, stated, position, is_of_many):
                stated[other] = tuple(_let_off(limit, who, codes) for limit in stated[other])
    return tuple(stated)


def _waivers(text: str) -> Iterator[tuple[str, bool]]:
    """Whom an item lets off, and whether that is off several items."""
    if exception := _EXCEPTION.match(text):
        yield exception["who"].strip(), False
    elif "xempt" in text or "apply" in text or "waived" in text:
        for start, who, is_of_many in waivers_in(text):
            at = text.lower().find(who)
            if _OPENING.fullmatch(text, 0, start) or (is_of_many and _BELOW.search(text)):
                yield text[at : at + len(who)], is_of_many


def _let_off(limit: Limit, who: str, codes: set[str]) -> Limit:
    if codes and limit.concept not in codes:
        return limit
    return replace(limit, exception_text=limit.exception_text or " ".join(who.split()))


def _waived(
    criteria: Sequence[Criterion], stated: Sequence[tuple[Limit, ...]], position: int, is_of_many: bool
) -> list[int]:
    """The items with limits that an item lets off: those beside it, before it or below it, or what it stands under."""
    own = criteria[position]
    if is_of_many and _BELOW.search(own.text):
        after = range(position + 1, len(criteria))
        return list(takewhile(lambda other: _is_value(criteria[other], stated[other], own.kind), after))
    if own.parent_no is None and is_of_many:
        return []  # of a text without lists, all would be meant
    before = [
        other
        for other, one in enumerate(criteria[:position])
        if one.parent_no == own.parent_no and one.kind == own.kind and stated[other]
    ]
    if is_of_many:
        return before
    if before and before[-1] == position - 1:
        return before[-1:]
    return [own.parent_no] if own.parent_no is not None and own.parent_no == position - 1 else []


def _is_value(criterion: Criterion, limits: tuple[Limit, ...], kind: str) -> bool:
    """Whether an item is nothing but a value: "Platelets ≥ 80,000/µL"."""
    return criterion.kind == kind and bool(limits) and limits[0].operator == "range" and limits[0].char_start == 0
