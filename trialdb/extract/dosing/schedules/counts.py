"""How many doses or fractions in all: (12 doses), total 4 doses, in 10 fractions."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.amounts.numerals import WORDS
from trialdb.extract.dosing.facts import Fact, before
from trialdb.extract.dosing.tables import FREQUENCIES, ROUTES

# (12 doses) · total 4 doses · in 10 fractions
_COUNTED = re.compile(
    r"(?P<n>\d{1,3}|[a-z]+)(?:\s?\((?:\d+|[a-z]+)\))?(?P<range>\s?(?:-|to)\s?\d+)?(?P<times>\s?x)?[\s-]"
    r"(?P<adjective>(?:(?:total|daily|once-daily|equal|weekly|consecutive|separate|divided|identical|monthly|repeated|"
    r"vaccine|intravenous|iv|sc|im|subcutaneous|intramuscular|booster|additional)[\s-]){0,3})"
    r"(?P<name>(?:[a-z][a-z0-9-]{1,20}\s){1,2}(?=vaccin|infus|inject))?"
    r"(?P<amount>\d[\d.]*\s?-?(?:ml|mg|mcg|µg)\s(?=inject|doses|infus))?"
    r"(?P<noun>doses|fractions?|fx|fr|injections|infusions|vaccinations|administrations|instillations|"
    r"applications)(?![a-z])"
)
# two doses (10 mg and 20 mg), three doses of drug X: 5 mg, 10 mg and 20 mg; sizes of one dose
# three injections of placebo, drug X and drug X: not so many of either
_COMPARED = re.compile(
    r"\s\(\d+(?:\.\d+)?\s?(?:mg|mcg|µg|milli)|\s(?:\w+ly\s)?of\splacebo,"
    r"|\sof\s[^.;()]{1,40}\s\(\d+(?:\.\d+)?\s?(?:(?:mg|mcg|µg|g)(?:/\w+)?)?(?:,|\s?and|\s?or)\s\d"
    r"|\sof\s[^.;()]{1,40}\s\(\d+(?:\.\d+)?\s?(?:mg|mcg|µg|g)\s(?:once|twice|daily|[bt]id|q\d)"
    r"|\sof\s[^.;():,]{1,40}[:,(]\s?(?:i\.e\.?,?\s)?\d[\d.]*\s?(?:mg|mcg|µg|g|ml)(?:/\w+)?(?:,|\s(?:and|or)\s)"
)
# as two injections, one of the 3 doses, the first 2 injections; 300 mg which consists of two injections
_NO_COUNT = re.compile(
    r"\b(?:(?:divided|split)\s(?:up\s)?(?:in|into|as|over)|as|via|or|select(?:ed)?|receipt\sof|day|week|month|first|last|next|previously\sreceived|"
    r"(?:one|each|any|either|efficacy|safety|effects?|comparison|of\sthe|between)(?:\sof)?(?:\sthe)?|"
    r"\d+\s?(?:mg|mcg|µg|ml)\W{1,2}(?:(?:which|that|each)\W)?consist(?:s|ed|ing)?\sof)\s$"
)
_APART = re.compile(r"\s(?=\w+\s(?:days|weeks|months)\sapart\b)")  # as 2 doses 3 weeks apart
_SEPARATE = re.compile(r"\bin\s$")  # in two separate injections
_WITHIN_EACH = re.compile(r"\b(?:within|in|during|at)\s(?:each|every)\s\w+,?\s(?:\w+\s){0,3}$")
_ON_ONE_DAY = re.compile(r"\bon\sday\s\d+,?\s(?:\w+\s){0,3}(?:received?|given|administered|injected)\s$")
_AT_LEAST = re.compile(r"\bat\sleast\s$")
_IN_PARTS = re.compile(r"\d\s?(?:mg|mcg|µg|ml|iu|units|weeks)\s?\(\s?$")  # 300 mg (2 injections)
# two injections for a single dose, on the first day, 30 minutes apart; six doses per month
_AT_ONCE = re.compile(
    r"(?:[^.;]|\.\d){0,70}?(?:\bfor\sa\s(?:single\sdose|total\sof\s\d[\d.]*\s?(?:mg|ml|mcg))|\b(?:same|first)\sday\b|"
    r"\beach\s(?:time|visit|session)|\b(?:minutes?|mins?|hours?)\s(?:apart|interval)|\d\s(?:minutes|mins)\b)"
    r"|,?\s(?:per|an?|each|every)\s(?:month|week|day|visit|session)\b|\seach\s"
)
_IN_PART = frozenset({"injections", "infusions", "administrations", "applications"})
# up to 2 doses of drug X are given weekly: how often at most
_AT_MOST = re.compile(r"\bup\sto\s$")
_IN_A_WEEK = re.compile(r"[^.;,\d]{0,50}\b(?:weekly|(?:a|per|each|every)\s(?:week|day|month))\b(?!\sfor)")
_MOST_A_WEEK = 3
_BETWEEN = re.compile(r"\bbetween\s\d+\sand\s$")


def read_counted(low: str, at: int, end: int) -> Fact | tuple[Fact, ...] | None:
    match = _COUNTED.match(low, at, end)
    if not match:
        return None
    text = match["n"]
    count = int(text) if text.isdigit() else WORDS.get(text)
    if count is None or match["range"] or "divided" in match["adjective"] or int(count) != count or count == 0:
        return Fact("swallowed", at, match.end()) if count is not None else None
    if (apart := _APART.match(low, match.end(), end)) and low.endswith("as ", 0, at):
        return Fact("doses", at, apart.start(), int(count))
    if match["noun"][0] == "f":
        return Fact("fractions" if count > 1 else "swallowed", at, match.end(), int(count))
    stop = match.end("n") if match["name"] or match["amount"] else match.end()
    if _is_no_count(low, at, end, match):
        return Fact("swallowed", at, stop)
    if before(_AT_MOST, low, 0, at, 6) and count <= _MOST_A_WEEK and (often := _IN_A_WEEK.match(low, match.end(), end)):
        return Fact("ambiguous", at, often.end())
    return _with_manner(Fact("doses", at, stop, int(count)), match)


_BY_TURNS = {"weekly": "QW", "monthly": "QM"}


def _with_manner(doses: Fact, match: re.Match[str]) -> Fact | tuple[Fact, ...]:
    """``8 consecutive weekly subcutaneous vaccinations`` tells how often and by which route.

    ``3 weekly doses`` may be one every 3 weeks.
    """
    base, found = match.start("adjective"), []
    for word in re.finditer(r"[a-z]+", match["adjective"]):
        place = base + word.start(), base + word.end()
        if word[0] in ROUTES:
            found.append(Fact("route", *place, ROUTES[word[0]]))
        elif word[0] in _BY_TURNS and word.start():
            found.append(Fact("repeat", *place, FREQUENCIES[_BY_TURNS[word[0]]]))
    return (replace(doses, end=min(doses.end, found[0].start - 1)), *found) if found else doses


# 63 Gy in 35 treatments
_SESSIONS = re.compile(r"(?P<n>\d{1,2})\s(?:daily\s)?(?:treatments|sessions)\b")
_GRAY_IN = re.compile(r"\d\s?c?gy\)?\s(?:total\s|(?:given|delivered|administered)\s)?(?:in|over)\s$")


def read_sessions(low: str, at: int, end: int) -> Fact | None:
    """The fractions of a dose of radiation where they are called otherwise."""
    match = _SESSIONS.match(low, at, end)
    if not match or not before(_GRAY_IN, low, 0, at, 40):
        return None
    return Fact("fractions", *match.span(), int(match["n"]))


def _is_no_count(low: str, at: int, end: int, match: re.Match[str]) -> bool:
    """Sizes of one dose, the parts that one is given in, or some of the doses."""
    if (
        before(_BETWEEN, low, 0, at)
        or before(_AT_LEAST, low, 0, at, 10)
        or before(_NO_COUNT, low, 0, at)
        or _COMPARED.match(low, match.end())
    ):
        return True
    if _AT_ONCE.match(low, match.end(), end):
        return True
    if before(_WITHIN_EACH, low, 0, at, 60) or before(_ON_ONE_DAY, low, 0, at, 60, word="on day"):
        return True
    if "separate" in match["adjective"] and before(_SEPARATE, low, 0, at, 4):
        return True
    return match["noun"] in _IN_PART and before(_IN_PARTS, low, 0, at, 12) is not None
