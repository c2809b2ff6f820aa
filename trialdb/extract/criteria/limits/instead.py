"""What will do instead of an event that an inclusion asks for: ``or must be on a stable dose``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

_OR_ELSE = re.compile(
    r",? or (?P<said>(?!(?:more|less|greater|fewer|within|during|at|in|the|prior|before|longer|for) |\d|[≥≤<>])"
    r"[^.;]{8,160})"
)

_OR_FOR = re.compile(rf"[^.;,]{{0,40}},? or,? (?P<said>(?:for )?{phrases('people')} (?:with|who)[^.;]{{8,200}})")


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
