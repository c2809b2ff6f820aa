"""Washouts told beside what is washed out: ``a 4-week washout of steroids``, ``5 half-lives for biologics``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.event_names import PERMITTED, is_clause, kind_of, named, wording
from trialdb.extract.criteria.limits.events.spans import UNIT_CODES
from trialdb.records import Window

WASHOUT_CUES = frozenset(["washout", "washouts", "wash"])
_TIME = (
    r"(?:at least |a minimum of |minimum of |minimum |≥ ?|> ?|more than )?(?P<value>\d{1,3}(?:\.\d)?)(?: \(\w+\))?[ -]?"
    r"(?P<unit>hours?|days?|weeks?|months?|half-?lives|half lives)"
)
_WASHOUT = r"wash-? ?out(?: (?:period|interval|time)s?)?"
_NAME = r"(?P<of>[a-z0-9][^.;:()]{2,140})"
_OPENS = r"[\s*•-]{0,4}(?:(?:an?|the|any|with|have|has|had|having|undergone|completed|adequate|required) ){0,4}"
_TIME_FIRST = re.compile(
    rf"{_OPENS}{_TIME} (?:of )?{_WASHOUT}(?: is required| required)? (?:of|for|from|after|since) {_NAME}"
)
_TIME_LATER = re.compile(
    rf"{_OPENS}{_WASHOUT}(?: of| is| must be|:)? {_TIME}(?: is required| required)? "
    rf"(?:for|from|after|since|off) {_NAME}"
)
_LONGEST = 400  # characters
_BEFORE = re.compile(r",? (?:prior to|before|is|are|was|were|must|should|will|required|needed)(?![a-z]).*$")
_OTHERWISE = re.compile(
    r"(?<![a-z])(?:or|and) (?:at least |≥ ?)?\d|(?<![a-z])(?:stable|those|patients|subjects|who)(?![a-z])"
)


def read_washout(lower: str) -> list[Draft]:
    """The treatment that a criterion opens with the washout of."""
    found = _TIME_FIRST.match(lower, 0, _LONGEST) or _TIME_LATER.match(lower, 0, _LONGEST)
    if found is None or _OTHERWISE.search(found["of"]) or PERMITTED.search(lower):
        return []
    of = wording(_BEFORE.sub("", found["of"]))
    events = named(of.replace("-", " ")) if of else []
    if of is None or not events or kind_of(events[-1]) != "prior_therapy" or is_clause(of):
        return []
    unit = UNIT_CODES["".join(found["unit"].replace("-", "").split())]
    window = Window(relation="min_gap", value=float(found["value"]), unit=unit, anchor=None)
    return [Draft("prior_therapy", 0, found.end(), "event.washout", window=window, of=of)]
