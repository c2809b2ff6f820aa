"""What else a window may count from: a skin test, a remission, the time for which something has been stopped."""

from __future__ import annotations

import re

_FROM = {
    "of": re.compile(  # "within 24 hours of the food challenge"
        r" (?:the |an? |any |each |every )?"
        r"(?:(?:oral|food|open|drug|skin|prick|patch|allergy|allergen|provocation) ){0,3}"
        r"(?:challenges?|skin tests?|skin testing|(?:prick|patch|allergy) (?:tests?|testing)|ofc|dbpcfc|"
        r"v(?:isit)? ?-?\d{1,2})(?![a-z\d])"
    ),
    "from": re.compile(r" (?:the |a )?(?:complete |full )?remission(?![a-z])"),
}
_STOPPED = re.compile(  # "with a discontinuation time of < 12 weeks"
    r"(?<![a-z])(?:discontinuation|cessation|wash-?out) (?:time|period|interval)s?(?: (?:of|is|was))?[ (]{0,2}$"
)
_NEAR = 45  # characters


def counts_from_known(lower: str, relation: str | None, at: int) -> bool:
    """Whether what stands behind ``relation`` at ``at`` is no event of its own that the window would be about."""
    known = _FROM.get(relation or "")
    return known is not None and known.match(lower, at) is not None


def tells_when_stopped(lower: str, at: int) -> bool:
    """Whether the length of time at ``at`` is how long something has been stopped."""
    return _STOPPED.search(lower, max(0, at - _NEAR), at) is not None
