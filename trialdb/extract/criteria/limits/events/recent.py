"""Windows in brackets beside "recent": ``recent (within 3 weeks) surgery``, ``recent surgery (< 1 month)``."""

from __future__ import annotations

import re
from typing import NamedTuple

_ASIDE_END = re.compile(  # "recent (within 3 weeks), or planned surgery"
    r"(?: ?(?:of|with)? [^()]{1,40})?\)(?:,? (?:or|and) (?:planned|anticipated|scheduled|future))? "
)
_RECENT = re.compile(
    r"(?<![a-z])(?:recent|recently|current|history|history of|prior|previous|previously|acute|new|known|or|and|any|"
    r"evidence|taken|used|received|earlier|past|currently|presently) \($|"
    r"(?<![a-z])(?:current|currently|ongoing) \(or $|"
    r"(?<![a-z])(?:receiving|taking|using) \((?:or|and) (?:have |has |had )?(?:received|taken|used) $"
)
_IS_RECENT = re.compile(r"(?<![a-z])recent(?:ly)?(?![a-z])[^.;:]*$")
_RECENT_END = re.compile(r" ?\)(?P<planned>,? (?:or|and) (?:planned|anticipated|scheduled|future))?")
_NEAR, _FAR = 24, 120  # characters before the bracket


class Recent(NamedTuple):
    """Where a window's bracket ends; ``is_aside`` where what it is about follows."""

    end: int
    is_aside: bool


def end_of_aside(lower: str, start: int, end: int) -> int | None:
    """Where the bracket around a window ends that stands in front of what it is about; None where it is no such."""
    aside = _ASIDE_END.match(lower, end) if ")" in lower else None
    return aside.end() - 1 if aside and _RECENT.search(lower, max(0, start - _NEAR), start) else None


def how_recent(lower: str, start: int, end: int) -> Recent | None:
    """What a mere length of time in brackets is beside "recent": "(< 1 month)"."""
    closed = _RECENT_END.match(lower, end)
    if closed is None or not lower.endswith("(", 0, start):
        return None
    if not _IS_RECENT.search(lower, max(0, start - _FAR), start):
        return None
    is_aside = closed["planned"] is not None or _RECENT.search(lower, max(0, start - _NEAR), start) is not None
    return Recent(closed.end(), is_aside)
