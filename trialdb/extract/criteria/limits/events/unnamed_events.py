"""Events that no list names: ``one overnight stay in the past year for asthma``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.event_items import purpose_behind
from trialdb.extract.criteria.limits.events.event_kinds import ROUTE
from trialdb.extract.criteria.limits.events.event_names import PERMITTED, unnamed, wording
from trialdb.extract.criteria.limits.events.plans import is_other_time
from trialdb.extract.criteria.limits.events.windows import FoundWindow

LASTS = re.compile(r"[^a-z]for(?: at least)?(?: the)? ?$")  # behind what is no letter
OPENING = 25  # characters in which a "no" is about all that follows
_NAME = 20  # characters in which the words of an event are found again
_TAKING = re.compile(  # "patients on a resin", "past use of any binder", not "on a diet"
    r"(?<![a-z])(?:taking|receiving|past use of|prior use of|(?:patients?|subjects?|participants?) on) "
    r"(?:(?:any|an?) )*$"
)
_DENIED = re.compile(r"(?<![a-z])(?:no|not|never|absence of)(?![a-z])")
_NO_NAME = re.compile(r" at (?:the [a-z]+ of )?(?:study )?[a-z]+,? or *$")


def unnamed_event(lower: str, kind: str | None, found: FoundWindow, subject: str, begin: int) -> list[Draft]:
    """What an exclusion says to have happened, though no list names it."""
    of = unnamed(subject) if found.window.relation == "within" else None
    if of is None or PERMITTED.search(subject) or is_other_time(lower, subject, 0, found) or _NO_NAME.search(subject):
        return []
    negated = _DENIED.search(subject[:OPENING]) is not None
    if (kind != "exclusion" and not negated) or LASTS.search(f" {subject}"):
        return []
    purpose = purpose_behind(lower, found, found.end)
    of = wording(of + purpose) if purpose.startswith(" for ") else of
    is_taken = (
        of is not None
        and "diet" not in of
        and (ROUTE.match(of) is not None or _TAKING.search(subject[: subject.find(of[:_NAME])]))
    )
    code, stated = (
        ("prior_therapy", None) if is_taken or found.window.unit == "{half-lives}" else ("condition", "present")
    )
    status = "absent" if negated else stated
    return [Draft(code, begin, found.end, "event.unnamed", status=status, window=found.window, of=of)]
