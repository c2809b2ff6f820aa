"""How many doses the amount of a day is given in."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.amounts.numerals import INTEGER, whole
from trialdb.extract.dosing.facts import Fact, before
from trialdb.extract.dosing.tables import ROUTES, repeat_of

# 1000 mg a day in two divided doses · divided in three daily doses
_WAY = r"(?:(?P<%s>oral|intravenous|iv|subcutaneous|sc)\s)?"
_DIVIDED = re.compile(
    rf"(?P<n>{INTEGER})(?P<more>\s?(?:-|to|or)\s?\d)?\s(?:equal(?:ly)?\s)?(?:"
    rf"(?:divided|daily)\s(?:(?:divided|daily)\s)?{_WAY % 'way'}doses"
    rf"|{_WAY % 'other'}(?:doses|injections|administrations)\s(?:daily|(?:a|per|each|every)\sday))(?![a-z])"
)
_INTO = re.compile(r"\b(?:in|into|divided)\s$")
# 50 mg/kg/day divided into two doses · 2 mg/kg/d in 2 doses
_DOSES_OF_DAY = re.compile(
    rf"(?P<n>{INTEGER})(?P<more>\s?(?:-|to|or)\s?\d)?\s(?:equal\s)?doses(?![a-z]|\s?\(|\s?,\s?(?:\d|one|each)|\s(?:of|on|at|given|every|separated))"
)
_OF_DAY = re.compile(
    r"(?:\bdivided\s(?:\w+ly\s)?(?:in|into)|(?:/\s?d|/\s?day|\b(?:per|a)\sday)\s(?:given\s)?(?:in|into|as))\s$"
)
_EACH_SIDE = re.compile(
    r"\W{1,3}(?:one|each|1)\s(?:on|in|into|injection|per)\b"
)  # in two divided doses, one in each side

# 10 mg/kg/day in daily divided doses: how many is not said
_SHARED_OUT = re.compile(r"(?:in|as|into)\s(?:equal(?:ly)?\s)?(?:daily\sdivided|divided\sdaily)\sdoses(?![a-z])")


def read_shared_out(low: str, at: int, end: int) -> Fact | None:
    match = _SHARED_OUT.match(low, at, end)
    return Fact("ambiguous", at, match.end(), "divided") if match else None


def read_divided(low: str, at: int, end: int) -> Fact | tuple[Fact, ...] | None:
    match = _DIVIDED.match(low, at, end)
    if match is None and before(_OF_DAY, low, 0, at, 30):
        match = _DOSES_OF_DAY.match(low, at, end)
    if not match or not before(_INTO, low, 0, at, 10) or not 1 < whole(match["n"]) < 7:
        return None
    if _EACH_SIDE.match(low, match.end(), end):
        return Fact("swallowed", at, match.end())
    if match["more"]:
        return Fact("ambiguous", at, match.end(), "divided")  # in 2-4 divided doses
    often = Fact("repeat", at, match.end(), repeat_of(whole(match["n"]), 1, "d"))
    way = match.re is _DIVIDED and next((group for group in ("way", "other") if match[group]), None)
    if way:
        return replace(often, end=match.start(way) - 1), Fact("route", *match.span(way), ROUTES[match[way]])
    return often
