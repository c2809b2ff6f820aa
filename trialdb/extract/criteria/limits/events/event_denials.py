"""Whether words farther from an event deny it: "no angina, stroke", "has not taken … or used …", "… were not given"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft

_LIST_OF_NONE = re.compile(r"(?:^|[.;] )[*• -]*no (?:(?!known|history|or )[a-z-]+ ){0,4}[a-z-]+, ?$")  # "no angina,"
_MUST_NOT = re.compile(r"(?:^|\. )[\s*•-]*(?:must|should|may) not (?:(?!\. [a-z]).)*$")
_DONE = r"(?:been )?(?:taken|used|received|participated|undergone|donated|(?:treated|vaccinated) with)"
_STILL_NOT = re.compile(  # "has not taken a drug within a month, or used a device"
    rf"(?:^|\. )[\s*•-]*(?:[a-z]+ ){{0,2}}?(?:(?:has|have|had) )?not {_DONE}(?![a-z])[^.;]*?,? (?:or|nor) "
    rf"{_DONE} (?:[a-z-]+ ){{0,4}}$"
)
_BEFORE_ASIDE = re.compile(  # "no recent (within a year) thrombosis"
    r"(?<![a-z])(?:no|not|never|without)(?! only| limited)(?: [a-z-]+){0,5} ?[(\[][^()\[\]]{3,80}[)\]] ?"
    r"(?:experienced |had |a |an |any )*$"
)
_NEAR = 150  # characters
_NONE_OF = re.compile(r"(?<![a-z])none of (?:the following|these)[^.;:]{0,80}$")  # "in the past year: a stroke"
_OR_ALSO = re.compile(
    r"[ ,)\]]{0,3}(?:or|nor|and/or) (?!(?:has|have|had|is|are|was|were|who|whose|must|with|if|patients?|subjects?|"
    r"participants?|those)(?![a-z]))"
)
_FORBIDDEN = re.compile(
    r"[)\]]?,? (?:is|are|will be|would be) (?:not (?:be )?(?:allowed|permitted|acceptable|eligible)|prohibited|"
    r"forbidden|ineligible|excluded)(?![a-z])"
)
DENIED_BEHIND = re.compile(
    r"(?<!should)(?<!must)(?<!may)(?<!can)(?<!will) not (?:been )?(?:taken|used|received|given|administered) ?$|"
    r" (?:must|should|may) not (?:have been|be) (?:taken|used|received|given|administered|applied|performed) ?$|"
    r" (?:was|were|has|have|had|did|is|are)(?:n't| not)(?: be(?:en)?)?(?: taken| used| received| given)? ?$"
)


def is_denied_before(lower: str, said: int, named_at: int) -> bool:
    """Whether a denial before the words that begin at ``said`` is of the event named at ``named_at`` too."""
    if not said:
        return False
    if lower.endswith((",", ", "), 0, said) and _LIST_OF_NONE.search(lower, 0, said):
        return True
    if _BEFORE_ASIDE.search(lower, max(0, said - _NEAR), said):
        return True
    if "none" in lower[:said] and _NONE_OF.search(lower, 0, said):
        return True
    if "not " not in lower[:said]:
        return False
    return _MUST_NOT.search(lower, 0, said) is not None or _STILL_NOT.search(lower, 0, named_at) is not None


def is_forbidden(lower: str, end: int) -> bool:
    """``transfusions within a week are not allowed``: what an inclusion says behind a window that it shuts out."""
    return _FORBIDDEN.match(lower, end) is not None


def denied_too(lower: str, new: list[Draft], made: Sequence[Draft], begin: int) -> list[Draft]:
    """``new`` limits, denied if they only go on from one that is: "no filgrastim within a week or pegfilgrastim …"."""
    if made and made[-1].status == "absent" and _OR_ALSO.match(lower, begin):
        for draft in new:
            if draft.window and draft.window.relation == "within":
                draft.status = "absent"
    return new
