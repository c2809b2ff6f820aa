"""Whether words farther from an event deny it: "no angina, stroke", "has not taken … or used …", "… were not given"."""

from __future__ import annotations

import re

_LIST_OF_NONE = re.compile(r"(?:^|[.;] )[*• -]*no (?:(?!known|history|or )[a-z-]+ ){0,4}[a-z-]+, ?$")  # "no angina,"
_MUST_NOT = re.compile(r"(?:^|\. )[\s*•-]*(?:must|should|may) not (?:(?!\. [a-z]).)*$")
_DONE = r"(?:been )?(?:taken|used|received|participated|undergone|donated|(?:treated|vaccinated) with)"
_STILL_NOT = re.compile(  # "has not taken a drug within a month, or used a device"
    rf"(?:^|\. )[\s*•-]*(?:[a-z]+ ){{0,2}}?(?:(?:has|have|had) )?not {_DONE}(?![a-z])[^.;]*?,? (?:or|nor) "
    rf"{_DONE} (?:[a-z-]+ ){{0,4}}$"
)
DENIED_BEHIND = re.compile(
    r" (?:was|were|has|have|had|did|is|are)(?:n't| not)(?: be(?:en)?)?(?: taken| used| received| given)? ?$"
)


def is_denied_before(lower: str, said: int, named_at: int) -> bool:
    """Whether a denial before the words that begin at ``said`` is of the event named at ``named_at`` too."""
    if not said:
        return False
    if lower.endswith((",", ", "), 0, said) and _LIST_OF_NONE.search(lower, 0, said):
        return True
    if "not " not in lower[:said]:
        return False
    return _MUST_NOT.search(lower, 0, said) is not None or _STILL_NOT.search(lower, 0, named_at) is not None
