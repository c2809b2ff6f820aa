"""Sentences about the list, not of it: "Other protocol-defined criteria may apply"."""

from __future__ import annotations

import re

_LONGEST = 200
_REMARK = re.compile(
    r"""(?ix)
      (?: (?: please\s+ )? note \s* [:,-]? \s* )? (?: that\s+ )?
      (?: there\s+ (?: are | (?: may | might | could )\s+be )\s+ )? (?: (?: any | some | the )\s+ )?
      (?: other | further | additional | more | full | complete | detailed )\b
      (?: [\s,/-]+ [\w-]+ ){0,7}? [\s,/-]+
      (?: criteri\w+ | requirements | restrictions | inclusions? | exclusions? )\b
      (?= .*\b(?: appl(?: y | ies | ied ) | exist | may | might | could | will | see | website | available | contact
        | list(?: ed )? | defined )\b ) .{0,110}
    | the\s+ (?: above | following )\s+ (?: information | list | criteria )\s+ (?: is | are )\s+ not\s+intended\s+to\b
      .{0,140}"""
)


def is_remark(line: str) -> bool:
    """Whether a line only says that there are more criteria, or that the list is not all."""
    return len(line) <= _LONGEST and _REMARK.fullmatch(line) is not None
