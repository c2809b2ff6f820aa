"""What an amount is given per: ``/kg/day``, ``per square metre``."""

from __future__ import annotations

import re
from functools import lru_cache

from trialdb.extract.dosing.tables import DENOMINATORS, UNITS, alternation

_UNIT = alternation(UNITS)
# milligrams (mg) per kilogram (mg/kg)
AKA = rf"(?:\s?\((?:/|\*|(?:{_UNIT})?\s?/?\s?(?:(?:kg|m2|m\^2|dl?|ml|min)\b\s?/?\s?){{0,3}})\)|)"
_GLUED = r"on|iv|day|over|every|in\s|po|q\d|given|twice|once"  # 100 mg/m2over 30 minutes
_DENOMINATOR = rf"(?:m2(?={_GLUED})|(?:{alternation(DENOMINATORS)})(?:-[12])?(?![a-z0-9])){AKA}"
PER = (
    rf"(?:\s?(?:/|[·•]|\^(?=m2))\s?\(?|\s?per\s(?:\(/\)\s)?|\sa\s(?=day)|\.(?=kg|m2|d\b)|\s(?=(?:kg|m2|m|h|min|day)-[12]))"
    rf"{_DENOMINATOR}\)?"
)
# 200 mg (4 tablets) per day
IN_FORMS = r"\s\((?:[^()]{1,24}\s)?(?:tablets?|capsules?|pills?)\)(?=\s?(?:/|per\s)\s?day\b)"

_PARTS = re.compile(rf"(?:/|[·•]|per\s|\sa\s|\.|\s)\s?\(?(?:/\)\s)?({alternation(DENOMINATORS)})(?![a-z0-9])")


_BRACKETED = re.compile(r"(?<!/)\([^()]*\)")  # not those of mg/(kg*h)


@lru_cache(maxsize=1 << 14)
def denominators(text: str) -> tuple[str, str | None] | None:
    """``/kg/day`` as (unit suffix, what the amount covers); None for a concentration or a strength."""
    suffix, covers = "", None
    if not text:
        return suffix, covers
    for surface in _PARTS.findall(_BRACKETED.sub("", text.replace("m(2)", "m2"))):
        unit, per = DENOMINATORS[" ".join(surface.replace("-", " ").split())]
        if unit in ("CONCENTRATION", "STRENGTH"):
            return None
        suffix, covers = suffix + (f"/{unit}" if unit else ""), per or covers
    return suffix, covers
