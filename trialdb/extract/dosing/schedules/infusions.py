"""How long an infusion runs."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.amounts.numerals import INTEGER, TOLERANCE, number
from trialdb.extract.dosing.facts import Fact, before
from trialdb.extract.dosing.names.lexicon import is_agent_word
from trialdb.extract.dosing.schedules.cycles import cycle_at

# over 30 to 60 minutes · over a 90-minute period · over approximately 1 hour · in 30 min
_OVER = re.compile(
    r"(?:over|in|within|during|for|infused|infusion\sof|infusion\stime:?)\s(?:(?:a|an|the|approximately|about|around|"
    r"period|of|at\sleast|minimum|~)\s?){0,4}"
    rf"(?P<low>{INTEGER}|\d+\.\d+){TOLERANCE}(?:\s?(?P<unit_low>hours?|h|minutes?|mins?)?\s?(?:-|to|"
    rf"~)\s?(?P<high>\d+(?:\.\d+)?){TOLERANCE})?[\s-]?"
    r"(?P<unit>minutes?|mins?|hours?|hrs?|hr|h|days?|seconds?|secs?)(?![a-z])"
)
# 90-minute IV infusion · 24-hour continuous infusion
_INFUSION_LED = re.compile(
    rf"(?P<low>{INTEGER}|\d+\.\d+)(?:-?\s?(?:-|to)\s?(?P<high>{INTEGER}))?{TOLERANCE}[\s-]?(?P<unit>minutes?|mins?|hours?|"
    rf"hrs?|hr|h)[\s-]"
    r"(?=(?:(?:\(?iv\)?|\(?i\.v\.\)?|intravenous(?:ly)?|continuous|central|venous|slow|long|short|"
    r"subcutaneous)[\s-]){0,4}(?:infusions?|drip|ci|civi?)\b)"
)
# a 2-hour IV loading dose
_IV_LED = re.compile(
    rf"(?P<low>{INTEGER}|\d+\.\d+)(?:-?\s?(?:-|to)\s?(?P<high>{INTEGER}))?(?:-(?=min|h)|\s(?=minute\s|hour\s))(?P<unit>minute|min|hour|hr|h)[\s-]"
    r"(?=(?:\(?iv\)?|i\.v\.|intravenous(?:ly)?)(?:\s|$)(?!catheter|line|access|fluid|hydration|glucose|tolerance|sampling|test|period|pk\b))"
)
# drug X IV 30 minutes on day 1
_AFTER_IV = re.compile(r"\b(?:iv|intravenously)(?:\)|,)?\s$")
_LASTING = re.compile(
    rf"(?P<low>{INTEGER}|\d+\.\d+)(?:\s?(?:-|to)\s?(?P<high>{INTEGER}))?\s?(?P<unit>minutes|mins?|hours?|hrs?)(?![a-z])"
    r"(?!\s(?:before|after|prior|pre|post|later|apart|following|interval|preceding|daily|each))"
)


_PATCH = 120  # characters before within which a patch is told of


def minutes(value: float, unit: str) -> float:
    factor = 60 if unit[0] == "h" else 1440 if unit[0] == "d" else 1 / 60 if unit[0] == "s" else 1
    return round(value * factor, 3)


def read_infusion(low: str, at: int, end: int) -> Fact | None:
    match = _OVER.match(low, at, end)
    if not match:
        return None
    if cycle := cycle_at(low, match.start("low"), end):
        return replace(cycle, start=at)  # over a 21-day cycle
    unit = match["unit"]
    first = number(match["low"])
    last = number(match["high"]) if match["high"] else first
    if unit[0] == "d":
        is_over = low.startswith("over", at) and not match["high"]
        return Fact("over", at, match.end(), (first, "d")) if is_over else None
    if low.find("patch", max(0, at - _PATCH), at) >= 0:
        return Fact("swallowed", at, match.end())  # a patch worn for 24 hours
    kind = "infusion" if low.startswith(("over", "infus"), at) else "lasting"
    return Fact(kind, at, match.end(), (minutes(first, match["unit_low"] or unit), minutes(last, unit)))


_INFUSION_OF = re.compile(r"\binfusion\sof\s(?:about\s|approximately\s)?$")


def read_infusion_of(low: str, at: int, end: int) -> Fact | None:
    """``IV infusion of 46 hours``, the hours not yet read as those of another."""
    of = before(_INFUSION_OF, low, 0, at, 30, word="infusion of")
    fact = read_infusion(low, of.start(), end) if of else None
    return replace(fact, start=at) if fact and fact.end > at else None


# a 3-hour placebo infusion
_NAME_BETWEEN = re.compile(
    rf"(?P<low>{INTEGER}|\d+\.\d+)(?P<high>)-(?P<unit>minute|min|hour|hr|h)\s"
    r"(?=(?P<name>[a-z-]{5,})\s(?:(?:iv|intravenous|continuous)\s)?infusions?\b)"
)


def read_infusion_led(low: str, at: int, end: int) -> Fact | None:
    match = _INFUSION_LED.match(low, at, end)
    if match is None and (match := _NAME_BETWEEN.match(low, at, end)) and not is_agent_word(match["name"]):
        return None
    return _lasting(match) if match else None


def read_beside_iv(low: str, at: int, end: int) -> Fact | None:
    """``1-hour IV``, ``IV 30 minutes``: no word says that it is an infusion."""
    match = _IV_LED.match(low, at, end)
    if not match and before(_AFTER_IV, low, 0, at, 16):
        match = _LASTING.match(low, at, end)
    return _lasting(match) if match else None


def _lasting(match: re.Match[str]) -> Fact:
    first = number(match["low"])
    last = number(match["high"]) if match["high"] else first
    return Fact("infusion", *match.span(), (minutes(first, match["unit"]), minutes(last, match["unit"])))
