"""What else a window may count from: a skin test, a remission, the time for which something has been stopped."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.lexicon import phrases

_FROM = {
    "of": re.compile(  # "within 24 hours of the food challenge"
        r" (?:the |an? |any |each |every )?"
        r"(?:(?:oral|food|open|drug|skin|prick|patch|allergy|allergen|provocation) ){0,3}"
        r"(?:challenges?|tests?|testing|skin tests?|skin testing|(?:prick|patch|allergy) (?:tests?|testing)|ofc|dbpcfc|"
        r"(?:[a-z]{2,9} ){0,2}(?:collection|run-?in(?: period| phase)?)|v(?:isit)? ?-?\d{1,2})(?![a-z\d])"
    ),
    "from": re.compile(r" (?:the |a )?(?:complete |full )?remission(?![a-z])"),
}
_STOPPED = re.compile(  # "with a discontinuation time of < 12 weeks", "stopped for less than a month"
    r"(?<![a-z])(?:discontinued|stopped) for $|"
    r"(?<![a-z])(?:discontinuation|cessation|wash-?out) (?:time|period|interval)s?(?: (?:of|is|was))?[ (]{0,2}$"
)
_OF_THE_STUDY = re.compile(r" duration of (?:the )?(?:study|trial|treatment)")  # "within the 48 week duration of study"
_AGE = re.compile(r" (?:age|life|gestation|gestational age)(?![a-z])")
_OPENING = re.compile(rf"[\s*•-]*(?:{phrases('people alone')} (?:who )?(?:are |were )?)?")
_CLOSING = re.compile(r"(?!.* (?:prior|before) ) ?(?:an? |the |their )?[a-z][^.;,:]{3,50}[.;,]?\s*$")
_NEAR = 45  # characters
_PEOPLE = rf"(?:^|[.;] )[\s*•-]{{0,4}}(?:(?:{phrases('people')}|who|must|should|have|has|be|been|will|need to) ){{0,6}}"
_OFF = re.compile(  # "must have been off steroids for", and not "unless … off steroids for"
    rf"{_PEOPLE}off (?!label|study|trial|work)[a-z][^.;:,]{{3,60}} for $"
)
_NONE = re.compile(  # "no antibiotics for", "must not have worn lenses for"
    rf"{_PEOPLE}(?:no|free (?:of|from)|not (?:have )?(?:had|taken|received|used|worn|smoked)) "
    r"(?!(?:known|prior|previous|other|evidence|history|more|less|stable|longer)(?![a-z]))"
    r"(?:(?! unless | stable | except |\d)[^.;:]){3,80} for (?:the )?(?:last |past )?$"
)
_LASTING = ("for ", "for the ", "for last ", "for the last ", "for the past ")
_FAR = 130  # characters


def counts_from_known(lower: str, relation: str | None, at: int) -> bool:
    """Whether what stands behind ``relation`` at ``at`` is no event of its own that the window would be about."""
    known = _FROM.get(relation or "")
    return known is not None and known.match(lower, at) is not None


def tells_when_stopped(lower: str, at: int) -> bool:
    """Whether the length of time at ``at`` is how long something has been stopped."""
    return _STOPPED.search(lower, max(0, at - _NEAR), at) is not None


def is_length(lower: str, start: int, end: int) -> bool:
    """Whether "of" or "in", which ends at ``end`` behind an amount of time, makes it an age or the study's length."""
    return _AGE.match(lower, end) is not None or _OF_THE_STUDY.search(lower, start, end + 20) is not None


def is_all_that_is_said(lower: str, start: int, end: int) -> bool:
    """Whether a text says only how long ago something was at most: "up to 8 months after a stroke"."""
    return _OPENING.fullmatch(lower, 0, start) is not None and _CLOSING.match(lower, end) is not None


def lasts_without(lower: str, at: int) -> str | None:
    """How the time at a position bounds what is not done in it: ``off steroids for 7 days``, ``no drug for a week``."""
    if not lower.endswith(_LASTING, 0, at):
        return None
    if is_off(lower, at):
        return "min_gap"
    begin = max(0, at - _FAR)
    may_be_none = lower.find("no", begin, at) >= 0 or lower.find("free ", begin, at) >= 0
    return "within" if may_be_none and _NONE.search(lower, begin, at) else None


def is_off(lower: str, at: int) -> bool:
    """``off steroids for (at least) 7 days``: whether the time at a position is one without a drug."""
    return lower.endswith("for ", 0, at) and "off " in lower and _OFF.search(lower, max(0, at - _FAR), at) is not None
