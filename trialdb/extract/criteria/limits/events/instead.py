"""What holds instead of an event: ``or must be on a stable dose``; its time for some: ``(2 weeks for trastuzumab)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.windows import FoundWindow
from trialdb.extract.criteria.limits.lexicon import phrases

_OR_ELSE = re.compile(
    r",? or (?P<said>(?!(?:more|less|greater|fewer|within|during|at|in|the|prior|before|longer|for) |\d|[≥≤<>])"
    r"[^.;]{8,160})"
)

_OR_FOR = re.compile(rf"[^.;,]{{0,40}},? or,? (?P<said>(?:for )?{phrases('people')} (?:with|who)[^.;]{{8,200}})")
_BRACKET = re.compile(r" ?[(\[]")


def tell_instead(lower: str, events: Sequence[Draft], drafts: Sequence[Draft]) -> None:
    """Makes an alternative right behind one of the ``events``, if no limit holds it, the exception of that."""
    for event in events:
        other = _OR_ELSE.match(lower, event.end) if event.status != "absent" else None
        if other and not any(other.start() <= one.start < other.end() for one in (*events, *drafts)):
            event.exception = event.exception or other["said"].strip()


def tell_for_others(lower: str, statuses: Sequence[Draft]) -> None:
    """Makes what is asked of others instead of a status its exception: "negative, or, for those with HIV, control"."""
    for status in statuses:
        other = _OR_FOR.match(lower, status.end) if status.status in ("negative", "absent", "undetectable") else None
        if other and not any(other.start() <= one.start < other.end() for one in statuses):
            status.exception = status.exception or other["said"].strip()


def as_before(lower: str, behind: list[Draft], made: Sequence[Draft], previous: int, found: FoundWindow) -> list[Draft]:
    """``behind`` in brackets, denied or waited for as the event before them is: they give some of it another time."""
    if not made or not made[-1].window or not _BRACKET.fullmatch(lower, previous, found.start):
        return behind
    kinds = {one.concept == "condition" for one in made if one.start == made[-1].start}
    alike = [draft for draft in behind if (draft.concept == "condition") in kinds]  # not "(6 weeks for the substudy)"
    for draft in alike:
        if draft.window and draft.concept == made[-1].concept:
            draft.status, draft.negated = draft.status or made[-1].status, made[-1].negated
            draft.window = replace(draft.window, relation=made[-1].window.relation)
    return alike
