"""Names of vaccines, which go on past brackets and commas: ``Japanese Encephalitis (JE) Vaccine``."""

from __future__ import annotations

import re

_KIND = r"(?:vaccine|toxoid|antibody|globulin|antitoxin|antivenom)"
_SHORT_THEN_KIND = re.compile(rf"\s\([A-Z][\w-]{{1,7}}\)\s{_KIND}\b", re.IGNORECASE)
_IS_KIND = re.compile(rf"{_KIND}s?", re.IGNORECASE)
_BEFORE_SHORT = re.compile(r"(?:\b[A-Z][\w-]+\s){1,5}\([A-Z][\w-]{1,7}\)\s$")
# Pneumococcal Vaccine, Polyvalent
_WAY_MADE = frozenset(
    {"polyvalent", "live", "inactivated", "recombinant", "conjugate", "conjugated", "adsorbed", "attenuated"}
)
_BEFORE_WAY = re.compile(r"(?:\b[A-Z][\w-]*\s){1,5}[Vv]accine,\s$")
# Measles, Mumps and Rubella vaccine
_LISTED = re.compile(r"(?:\b[A-Z][a-z]{3,},\s){1,3}(?:[A-Z][a-z]{3,}\s)?(?:and|&)\s$")
_REACH = 70


def whole_vaccine(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a name begins and ends, as far as it is that of a vaccine."""
    if behind := _SHORT_THEN_KIND.match(text, end):
        return start, behind.end()
    name, begin = text[start:end], max(0, start - _REACH)
    ahead = None
    if _IS_KIND.fullmatch(name):
        ahead = _BEFORE_SHORT.search(text, begin, start)
    elif name.lower() in _WAY_MADE:
        ahead = _BEFORE_WAY.search(text, begin, start)
    elif name.endswith("accine"):
        ahead = _LISTED.search(text, begin, start)
    return (ahead.start() if ahead else start), end
