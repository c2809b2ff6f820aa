"""Sentences about the list, not of it: "Other protocol-defined criteria may apply"."""

from __future__ import annotations

import re

_LONGEST = 500
_BEGINNINGS = (
    *("please", "note", "that", "there", "any", "some", "the", "other", "further", "additional", "more", "full"),
    *("complete", "detailed", "for", "contact", "this"),
)
_REMARK = re.compile(
    r"""(?isx)
      (?: (?: please\s+ )? note \s* [:,-]? \s* )? (?: that\s+ )?
      (?: there\s+ (?: are | (?: may | might | could )\s+be )\s+ )? (?: (?: any | some | the )\s+ )?
      (?: other | further | additional | more | full | complete | detailed )\b
      (?: [\s,/-]+ [\w-]+ ){0,7}? [\s,/-]+
      (?: criteri\w+ | requirements | restrictions | inclusions? | exclusions? )\b
      (?= .*\b(?: appl(?: y | ies | ied ) | exist | may | might | could | will | see | website | available | contact
        | list(?: ed )? | defined )\b ) .{0,110}
      (?: (?<=\.)\s+ (?: the\s+study\s+cent(?: er | re ) | if\s+you | you\s+can )\b [^.]{0,200} \. )*
    | the\s+ (?: above | following )\s+ (?: information | list | criteria )\s+ (?: is | are | was | were )\s+
      not\s+intended\s+to\b .{0,140}
    | for\s+ (?: more | further | additional | detailed )\s+ (?: information | details )\b .{0,80}
      \b(?: visit | contact | call )\b .{0,80}
    | (?: please\s+ )? contact\s+ (?: the\s+ )? (?: study\s+ )? (?: site | team | cent(?: er | re ) | investigator )\s+
      for\b .{0,60}
    | this\s+ (?: may\s+not\s+be | is\s+not )\s+ (?: an?\s+ )? (?: complete | exhaustive | full )\s+list\b .{0,90}"""
)


def is_remark(line: str) -> bool:
    """Whether a line only says that there are more criteria, or that the list is not all."""
    if line[:1] in ("[", "\\"):
        line = line.strip("\\[]")  # "[Other criteria may apply.]"
    return len(line) <= _LONGEST and line[:10].lower().startswith(_BEGINNINGS) and _REMARK.fullmatch(line) is not None
