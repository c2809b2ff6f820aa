"""Dates as registries write them, with the precision they are written in."""

from __future__ import annotations

import re
from datetime import date

from trialdb.records import PartialDate

EARLIEST, LATEST = 1900, 2100  # a year outside is a slip of the pen, not a date of a trial

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_SPELLINGS = tuple(
    re.compile(spelling, re.IGNORECASE | re.ASCII)
    for spelling in (
        r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?",  # 2024, 2024-05, 2024-05-14
        rf"{_MONTH_NAME} (?:(?P<day>\d{{1,2}}), ?)?(?P<year>\d{{4}})",  # June 2015, June 15, 2015
        rf"(?P<day>\d{{1,2}}) {_MONTH_NAME} (?P<year>\d{{4}})",  # 15 June 2015
    )
)


def parse_date(text: str) -> PartialDate | None:
    """The date that is the whole of ``text``; None when it is none, or no day of the calendar.

    ``kind`` (actual, estimated) is the caller's to add; placeholders such as 1900-01-01 are the caller's to doubt.
    """
    words = " ".join(text.split())
    for spelling in _SPELLINGS:
        if match := spelling.fullmatch(words):
            return _partial(match.groupdict())
    return None


def _partial(parts: dict[str, str | None]) -> PartialDate | None:
    year, day, name = int(parts["year"] or 0), parts.get("day"), parts.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else parts.get("month")
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        on = date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    return PartialDate(on=on, precision="day" if day else "month" if month else "year")
