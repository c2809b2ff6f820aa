"""Days on and days off."""

from __future__ import annotations

import re

from trialdb.extract.dosing.amounts.numerals import INTEGER, whole
from trialdb.extract.dosing.facts import Fact

_DAYS_IN = {"d": 1, "w": 7}
_SPAN = r"(?P<unit>days?|d|weeks?|wks?|w)(?![a-z])"

# 5 days-on/2 days-off · 3 weeks on, 1 week off · 2 weeks on and 1 off
_ON_OFF = re.compile(
    rf"(?P<on>{INTEGER})[\s-]?(?P<unit>days?|weeks?|wks?|d|w)?[\s-]{{0,2}}on(?:\s(?:treatment|therapy|drug))?\s?(?:,|"
    rf"/|-|;)?\s?(?:and\s)?(?:followed\sby\s|then\s)?"
    rf"(?P<off>{INTEGER})[\s-]?(?P<unit_off>days?|weeks?|wks?|d|w)?[\s-]{{0,2}}(?:off|rest)(?![a-z])"
)
# followed by 1 week of rest · a 14-day rest period · with 4 days off
_REST = re.compile(
    rf"(?P<n>{INTEGER})[\s-]?{_SPAN}(?:\s?\(\d+\s?(?:days?|weeks?)\))?[\s-](?:of\s|(?:treatment|drug|dosing|tablet|pill|hormone)[\s-])?(?:off|rest|break|free(?!\srun)|"
    rf"holiday|pause|drug\sholiday|no\s(?:treatment|drug|dosing)|without\s(?:treatment|drug|therapy))(?![a-z]|-treatment\s(?:follow|observ|visit))"
)


def read_on_off(low: str, at: int, end: int) -> Fact | None:
    match = _ON_OFF.match(low, at, end)
    if not match or not (match["unit"] or match["unit_off"]):
        return None
    unit_on, unit_off = match["unit"] or match["unit_off"], match["unit_off"] or match["unit"]
    return Fact(
        "on_off",
        at,
        match.end(),
        (whole(match["on"]) * _DAYS_IN[unit_on[0]], whole(match["off"]) * _DAYS_IN[unit_off[0]]),
    )


# for 14 days out of 21 days
_OUT_OF = re.compile(
    rf"(?P<on>{INTEGER})[\s-]?(?P<unit>days?|weeks?)\s(?:out\sof|of\severy|"
    rf"of\seach)\s(?P<all>{INTEGER})[\s-]?(?P<unit_all>days?|weeks?)(?![a-z]|[\s-](?:cycle|course))"
)


def read_out_of(low: str, at: int, end: int) -> Fact | None:
    match = _OUT_OF.match(low, at, end)
    if not match:
        return None
    on = whole(match["on"]) * _DAYS_IN[match["unit"][0]]
    off = whole(match["all"]) * _DAYS_IN[match["unit_all"][0]] - on
    return Fact("on_off", at, match.end(), (on, off)) if off > 0 else None


def read_rest(low: str, at: int, end: int) -> Fact | None:
    match = _REST.match(low, at, end)
    return Fact("rest", at, match.end(), whole(match["n"]) * _DAYS_IN[match["unit"][0]]) if match else None


# then a week of rest
_WEEK_OF_REST = re.compile(r"week\s(?:of\s)?(?:rest|off|break)(?![a-z])")


def read_week_of_rest(low: str, at: int, end: int) -> Fact | None:
    match = _WEEK_OF_REST.match(low, at, end) if low.endswith(" a ", 0, at) else None
    return Fact("rest", at, match.end(), 7) if match else None
