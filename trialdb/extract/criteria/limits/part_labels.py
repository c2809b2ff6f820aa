"""For which part of a trial a statement is that follows: ``(Parts A and C only):``, ``For the expansion cohort,``."""

from __future__ import annotations

import re
from typing import NamedTuple

_PART = r"(?:cohorts?|arms?|parts?|groups?|phases?|stages?|modules?)"
_OF_PART = r"(?: only| subjects| patients| participants)*"
_LETTER = r"(?:[a-z]?-?\d[a-z]?|[a-z](?:-?\d)?|i{1,3}|iv)"
_LETTERS = rf"{_LETTER}(?:(?:,| and|, and| or| and/or|-|/) ?{_LETTER}){{0,4}}"
_LABEL = re.compile(
    rf"[\s*•-]{{0,4}}(?:[(\[](?:for |in )?(?:the )?(?P<aside>{_PART} {_LETTERS}){_OF_PART}[)\]][:,]? ?|"
    rf"(?:for|in) (?:the )?(?P<part>{_PART} {_LETTERS}|(?:[a-z]+[- ]){{1,3}}{_PART}){_OF_PART}[,:] )"
)
_OPENINGS = ("(", "[", "for ", "in ")


class PartLabel(NamedTuple):
    """Which part, and where what is said of it begins."""

    part: str
    end: int


def part_label(lower: str) -> PartLabel | None:
    """The label that ``lower`` opens with."""
    label = _LABEL.match(lower) if lower.lstrip(" \n*•-").startswith(_OPENINGS) else None
    return PartLabel(label["aside"] or label["part"], label.end()) if label else None
