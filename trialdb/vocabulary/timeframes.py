"""Time frames in days, where a text names points in time and nothing else."""

from __future__ import annotations

import re
from functools import lru_cache

_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_LONGEST = 100 * _DAYS["year"]
_UNITS = {form: unit for unit in _DAYS for form in (unit, unit + "s")} | {
    "min": "minute", "mins": "minute", "h": "hour", "hr": "hour", "hrs": "hour", "d": "day",
    "wk": "week", "wks": "week", "mo": "month", "mos": "month", "yr": "year", "yrs": "year",
}  # fmt: skip
_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "sixteen": 16, "eighteen": 18, "twenty": 20, "thirty": 30,
}  # fmt: skip
# Words that name no point in time of their own.
_FILLERS = frozenset({
    "a", "about", "an", "and", "approximately", "around", "assessed", "at", "average", "before", "by", "collected",
    "end", "enrollment", "evaluated", "final", "follow", "followup", "for", "from", "in", "last", "least", "maximum",
    "measured", "of", "on", "over", "period", "post", "predose", "randomization", "screening", "start", "study",
    "the", "through", "throughout", "to", "total", "treatment", "until", "up", "within",
})  # fmt: skip
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+|[^\s\w]")
# 12 months [from recruitment]: words only, after the last point in time
_TAIL = re.compile(r"\b(?:after|from|following|post|since|of|during)\b[^\d]*$")
# … whichever came first, assessed up to 100 months
_UP_TO = re.compile(r"\bup to (?:approximately |about |a maximum of )?(\d+(?:\.\d+)?)[ -]?([a-z]+)\b")
_EVERY = re.compile(r"\b(?:every|each) \d+(?:\.\d+)?(?: ?(?:-|to|or) ?\d+)?[ -]?[a-z]+")


@lru_cache(maxsize=65536)
def time_frame_days(text: str) -> float | None:
    """The last point in time that ``text`` names, in days; None unless it names points in time only.

    ``"Baseline, week 12"`` is 84, ``"12 months from recruitment"`` 365.25, ``"up to 3 years"`` 1095.75; a month is
    30.4375 days. ``"at each cycle"`` and ``"until progression"`` are None.
    """
    plain = text.casefold().strip(" .")
    days = _points(plain)
    if days is None:
        days = _points(_TAIL.sub("", plain)) or _only_up_to(plain)  # "baseline, and after each dose" is not baseline
    return days if days is None or days <= _LONGEST else None


def _points(text: str) -> float | None:
    """Every number must get a unit: the one after it (3, 6 and 9 months) or before it (weeks 4, 8 and 12)."""
    days: list[float] = []
    pending: list[float] = []
    unit = ""
    is_unit_first = False
    previous = ""
    for word in _WORD.findall(text):
        if word[0].isdecimal() or word in _NUMBERS:
            number = float(word) if word[0].isdecimal() else _NUMBERS[word]
            if previous in _UNITS and is_unit_first:
                days.append(number * _DAYS[unit])
            else:
                pending.append(number)
        elif word in _UNITS:
            is_unit_first = not pending
            unit = _UNITS[word]
            days += [number * _DAYS[unit] for number in pending]
            pending = []
        elif word == "baseline":
            days.append(0.0)
        elif word.isalpha() and word not in _FILLERS:
            return None
        previous = word
    if pending and not (unit and is_unit_first):
        return None
    days += [number * _DAYS[unit] for number in pending]
    return max(days, default=None)


def _only_up_to(text: str) -> float | None:
    """The end of an open period whose only other durations are intervals between assessments."""
    ends = list(_UP_TO.finditer(text))
    if len(ends) != 1 or ends[0][2] not in _UNITS:
        return None
    others = _EVERY.sub("", text[: ends[0].start()]) + text[ends[0].end() :]
    return None if re.search(r"\d", others) else float(ends[0][1]) * _DAYS[_UNITS[ends[0][2]]]
