"""How often, where the words around a phrase leave it open, or make it another number."""

from __future__ import annotations

import re

from trialdb.extract.dosing.amounts.numerals import INTEGER, whole
from trialdb.extract.dosing.facts import before

# every 5 days with 23 days interval: five days on, or a slip
_WITH_INTERVAL = re.compile(
    rf"\swith\s(?:an?\s)?{INTEGER}[\s-](?:days?|weeks?)(?:\s(?:of|in))?\s(?:intervals?|between)\b"
)
# triple topical weekly: three times a week, or three creams
_SO_MANY = re.compile(r"\b(?:dual|double|triple|quadruple|multiple)\s(?:topical|oral|vaginal|nasal|intravenous)\s$")
# 3 doses of drug X at least 48 hours apart monthly
_DOSES_APART = re.compile(rf"\b(?P<n>{INTEGER})\s(?:\w+\s)?doses\b[^.;]{{1,110}}\sapart,?\s$")

# one dose at baseline and a second dose after 4 weeks
_AND_SECOND = re.compile(
    r"[^.;]*?\b(?:and|then|followed\sby)\s(?:one\s|an?\s|the\s)?second\s(?:dose|injection|infusion)\b"
)
_REACH = 110  # characters


def has_second(low: str, stop: int) -> bool:
    """Whether after ``one dose`` a second one is told of."""
    return low.find("second", stop, stop + _REACH) >= 0 and _AND_SECOND.match(low, stop, stop + _REACH) is not None


def open_until(low: str, stop: int, end: int) -> int:
    """Where the words end that make ``every 5 days`` before them doubtful; 0 where there are none."""
    gap = _WITH_INTERVAL.match(low, stop, end)
    return gap.end() if gap else 0


def is_open(low: str, at: int) -> bool:
    """Whether ``weekly`` may tell how often, or how often so many doses."""
    return before(_SO_MANY, low, 0, at, 24) is not None


def doses_apart(low: str, at: int) -> int | None:
    """How many doses, so long apart, ``monthly`` counts; 0 where their number is not said."""
    if not low.endswith(("apart ", "apart, "), 0, at):
        return None
    doses = before(_DOSES_APART, low, 0, at, 150)
    return whole(doses["n"]) if doses else 0
