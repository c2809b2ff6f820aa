"""Which days of how long a cycle."""

from __future__ import annotations

import re

from trialdb.extract.dosing.amounts.numerals import INTEGER, TOLERANCE, whole
from trialdb.extract.dosing.facts import Fact, before

_DAYS_IN = {"d": 1, "w": 7}
_SPAN = r"(?P<unit>days?|d|weeks?|wks?|w)(?![a-z])"
_OF_CYCLE = r"(?:treatment\s|dosing\s|chemotherapy\s|study\s|therapy\s|therapeutic\s|schedule\s)?"
# 21-day treatment cycle · 3-week (21-day) cycle · 28 day/Cycle
_CYCLE_LED = re.compile(
    rf"(?P<n>{INTEGER}){TOLERANCE}[\s-]?{_SPAN}(?:\s?\(\s?\d+[\s-]?(?:days?|weeks?)\s?\))?[\s-]{{0,2}}(?:long\s)?"
    rf"{_OF_CYCLE}(?:(?:/|per\s|a\s|as\s(?:a|one|1)\s|is\s(?:a|one|1)?\s?|(?:=|for|each)\s?(?:a|one|1|"
    rf"each)?\s?){_OF_CYCLE})?(?P<noun>cycles?|courses?)(?![a-z])"
)
# cycles of 28 days · each cycle is 21 days · 1 cycle = 28 days · cycle length: 4 weeks · each cycle (21 days)
_CYCLE_IS = re.compile(
    rf"(?:cycles?|courses?)(?:\slength|\sduration|\speriod|\sof\s(?:treatment|therapy|chemotherapy)(?=\s(?:is|was|lasts?)\b))?\s?(?:,\seach\s(?:of|lasting)|\(|=|:|,|-|is|are|was|were|will\sbe|will\slast|of|"
    rf"lasts?|lasting|"
    rf"is\sof|consists?\sof|consisting\sof|comprises?|equals?|repeats?)?\s?(?:defined\sas\s|approximately\s|=\s?|every\s|"
    rf"a\s|q)?"
    rf"(?P<n>{INTEGER}){TOLERANCE}[\s-]?{_SPAN}(?!\s(?:treatment\s|therapy\s)?(?:of|out\sof)\s(?:a|the|each|every)\b)"
)
_SO_MANY = re.compile(r"\b(?:[2-9]|1\d|two|three|four|six)\s(?:\w+\s){0,2}$")
_LONG = 56  # days that no cycle lasts
# number of cycles: 6
_CYCLES_ARE = re.compile(r"(?:cycles|courses)\s?[:=]\s?(?P<n>\d{1,2})(?![\d.]|\s?(?:-|to|x|days?|weeks?|w|d|mg)\b)")
# treatment repeats every 28 days · cycles are repeated every 3 weeks · repeated at 21-day intervals
_REPEATS = re.compile(
    rf"repeat(?:s|ed|ing)?\s(?:approximately\s|minimally\s|once\s(?=every|each)|again\s)?(?:every|each|q|at|in|after)\s?(?:intervals\sof\s)?"
    rf"(?P<n>{INTEGER}){TOLERANCE}[\s-]?{_SPAN}(?:\sintervals?)?"
)
_WHAT_REPEATS = re.compile(
    r"(?:cycles?|courses?|treatments?|therapy|regimens?|chemotherapy)\W+(?:(?:is|are|was|were|will|be|may|can|to|of|"
    r"which)\W+){0,4}$"
)
_LABEL = re.compile(r"\b(?:arm|cohort|group)\s$")  # arm D1
_STUDY_PART = re.compile(r"\bpart\s[a-z1-9]\s$")  # on Part B Day 1: when a part of the study begins
_DAY = r"(?:days?|d)\.?\s?"
_N = (
    r"(?:-\s?|\+)?\d{1,3}(?:st|nd|rd|th)?"
    r"(?!\d|\.\d|-(?!days?\b|to\b|thro?u|until|end\b|cycle|week|month)[a-z]{2}|[\s-]{0,2}(?:mg|mcg|µg|ug|g|kg|ml|iu|u|units?|gy|cgy|x\s?10|%|days?(?!\s\d)|weeks?|"
    r"months?|years?|hours?|minutes?|weekly|hourly|monthly|tablets?|capsules?|doses|times)(?![a-z])|"
    r"(?:(?:-|\sto\s)\d{1,3})?\s?(?:[nmp]g|nmol)(?![a-z])|\sto\s\d{1,3}\sdays\s(?:post|after))"
)
_TO = (
    r"\s?(?:-|~|(?:(?:up\s)?to|through|thru|until|till)(?:\sand\sincluding)?)\s?"
    r"(?:(?:the\s)?(?:morning|evening|end)\sof\s)?(?:(?:study|treatment|stimulation|protocol|cycle)\s(?=day))?"
)
_ITEM = rf"(?:{_DAY})?{_N}(?:{_TO}(?:{_DAY})?{_N})?"
_AND = (
    r"(?:\s?(?:,\s?(?:and|&|or)?|and|&|/|\+)\s?(?:again\s)?(?:on\s|then\s|approximately\s)?(?!1\sdose\b)"
    r"|\s(?=\d{1,2}\s(?:and|&)\s\d))"
)
# days 1 and 8 · D1, D8 · d-5~d-3 · days 1-3, 8-10 and 15-17
_TAKEN = re.compile(r"\(\s?(?:±|\+\s?/\s?-)[^()]*\)")
_GIVE_OR_TAKE = r"(?:\s?\((?:\s?(?:±|\+\s?/\s?-)\s?\d\s?(?:days?|d)?\s?|baseline)\))?"
_DAY_LIST = re.compile(
    rf"(?:on\s)?(?:days?|d)\s{{0,3}}(?:no\.?\s|#\s?|on\s(?=\d+\s?[,-]))?(?P<items>{_ITEM}(?:{_GIVE_OR_TAKE}{_AND}{_ITEM}){{0,40}})(?![a-z0-9%])"
)
# (-5 days to -3 days)
_SIGNED_DAYS = re.compile(r"-\s?(?P<low>\d{1,2})\s?days?\s?(?:-|~|to)\s?-\s?(?P<high>\d{1,2})\s?days?(?![a-z])")
# from the 5th day to the 25th day
_ORDINAL_DAYS = re.compile(
    r"(?P<low>\d{1,2})(?:st|nd|rd|th)\sday\s?(?:-|~|to|through)\s?(?:the\s)?(?P<high>\d{1,2})(?:st|nd|rd|th)\sday"
)
# 50 mg on 1 to 7 days
_RANGE_FIRST = re.compile(
    r"on\s(?P<low>\d{1,2})\s?(?:-|~|to|through)\s?(?P<high>\d{1,2})\sdays(?![a-z/]|\s(?:a|per|each|every|of)\b)"
)
# the first day of each cycle
_FIRST_DAY = re.compile(r"(?:first|1st)\sday\s(?:of|in)\s(?:each|every|a|the)\s(?=[^.]{0,30}cycle)")
_ITEM_PARTS = re.compile(rf"(?P<low>{_N})(?:{_TO}(?:{_DAY})?(?P<high>{_N}))?")
_ONLY_FROM = re.compile(
    r"\)\sto\s$|\d\sdays\sat\s$|\b(?:begin\w*|start\w*|initiat\w*|commenc\w*|until|till|through|before|after|"
    r"prior to|by|within|since|post|from|than|(?:up|continu\w*) to(?: and including)?)"
    r"\W{1,2}"
    r"(?:(?:in|on|at|from|the|study|treatment|stimulation|protocol|phase \d|cycle \d+,?|course \d+,?)\W{1,2}){0,3}$"
)
# followed by prostatectomy on day 50
_OPERATED = re.compile(
    r"(?<![\w-])(?:\w+ectomy|surgery|operation|resection|visits?|return(?:s|ed|ing)?|come\sback)\s(?:(?:is|was|will|be|performed|scheduled|planned|done|on|at)\s){0,5}$"
)
_RANDOMIZED = re.compile(r"\s(?:will\sbe|were|are|was|is)\s(?:\w+ly\s)?(?:random|assign|evaluat|assess|re-random)")
_BETWEEN = re.compile(r"\b(?:between|once\W(?:during|within))\W(?:\w+\W){0,2}$")  # once between day 7 and 12
_EVENT = re.compile(r"\b(?:controlled|randomi[sz]ed|randomi[sz]ation|inclusion|visit|baseline|enrol\w+|started)\s\($")
_SIZE = re.compile(r"\s?(?:=|is\b|of\b|<|≤)")  # particles of D90 = 10 microns
# starting on day 1 of part A (for children) or day 1 of part B
_OR_FROM = re.compile(rf"\s[^.;,]{{1,80}}?\sor\s(?:on\s)?{_DAY}{_N}")
# on day 2 or 3
_OR_DAY = re.compile(rf"\sor\s(?:on\s)?(?:{_DAY})?{_N}(?![a-z0-9%]|\s?(?:cycles|courses))")
_ONLY_TO = re.compile(
    r",?\s(?:and\s)?(?:at\s)?(?:(?:months?|weeks?)\s|[wm])\d|"
    r"\s(?:(?:(?:up\s)?to|through|until|-)\s(?:the\s)?(?:week|month|visit|end|cycle)|at\sthe\slatest|or\s(?:later|earlier|before)|onwards?\b)"
)
# day 29, and every 28 days thereafter: where it starts
_AND_THEN_EVERY = re.compile(r"\W{1,3}(?:and\W)?(?:then\W)?(?:every|q)[^.;]{1,25}thereafter")


def read_cycle_led(low: str, at: int, end: int) -> Fact | None:
    match = _CYCLE_LED.match(low, at, end)
    if not match:
        return None
    if before(_TO_LENGTH, low, 0, at, 20):
        return Fact("swallowed", at, match.end())  # each 21- to 28-day cycle
    if match["noun"] == "course" and not _COMES_ROUND.search(low, max(0, at - 16), at):
        return None  # "a 12-week course" lasts twelve weeks; it does not come round again
    return Fact("cycle", at, match.end(), whole(match["n"]) * _DAYS_IN[match["unit"][0]])


_COMES_ROUND = re.compile(r"\b(?:each|every|per|of\sthe|in\sthe|repeated)\s(?:\w+\s)?$|[=(]\s?$|^$")
_TO_LENGTH = re.compile(r"\d[\s-]?(?:days?|weeks?)?[\s-]{0,2}(?:to|or)\s$")
_NO_CYCLE_ITSELF = re.compile(r"course|\b(?:for|per|each|is|as)\b|[=/]")  # for 28 days of each cycle


def cycle_at(low: str, at: int, end: int) -> Fact | None:
    """A cycle where a rule has read no more than a length of time: ``over a 21-day cycle``."""
    cycle = read_cycle_led(low, at, end)
    return cycle if cycle and not _NO_CYCLE_ITSELF.search(low, at, cycle.end) else None


def read_cycle_is(low: str, at: int, end: int) -> Fact | None:
    if number := _CYCLES_ARE.match(low, at, end):
        count = whole(number["n"])
        return Fact("cycles", at, number.end(), (count, count))
    match = _CYCLE_IS.match(low, at, end)
    if not match or (
        low.startswith("course", at)
        and not low.startswith("courses", at)
        and ("of" in match[0] or "(" in match[0])
        and "each" not in low[max(0, at - 6) : at]
    ):
        return None
    if re.match(r"(?:cycles?|course)\s\d", match[0]):
        return None  # "cycle 1 day 1"
    days = whole(match["n"]) * _DAYS_IN[match["unit"][0]]
    if days >= _LONG and match[0].startswith("cycles (") and before(_SO_MANY, low, 0, at, 30):
        return Fact("swallowed", at, match.end())  # following 6 cycles (12 weeks)
    return Fact("cycle", at, match.end(), days)


def read_repeats(low: str, at: int, end: int) -> Fact | None:
    match = _REPEATS.match(low, at, end)
    if not match:
        return None
    days = whole(match["n"]) * _DAYS_IN[match["unit"][0]]
    kind = "cycle" if before(_WHAT_REPEATS, low, 0, at) else "round"
    return Fact(kind, at, match.end(), days)


def _day(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    return sign * int(re.sub(r"\D", "", text))


def day_list(text: str) -> tuple[int, ...]:
    """``1-3, 8 and 15`` as the days it names."""
    days: list[int] = []
    for part in _ITEM_PARTS.finditer(text):
        low = _day(part["low"])
        high = _day(part["high"]) if part["high"] else low
        if high < low and low < 0 < high:
            return ()
        if low == -1 and high > 0:
            return ()  # from admission on day -1 to day 1
        if low < 0 < high and part["high"] and "-" not in part["low"][:1]:
            return ()
        if high < low:
            low, high = (high, low) if low < 0 else (low, low - 1)
        if high - low > 200:
            return ()
        days.extend(range(low, high + 1))
    return tuple(dict.fromkeys(days))


_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DAY_IN_WORDS = re.compile(rf"day\s(?P<n>{'|'.join(_TO_TEN)})(?![a-z])")
_IN_WORDS = {word: day for day, word in enumerate(_TO_TEN, 1)}


# on days 6, 5 and 4 before transplantation
_DAYS_BEFORE = re.compile(
    r"(?:on\s)?days?\s(?P<items>\d{1,2}(?:\s?(?:,\s?(?:and|&)?|and|&)\s?\d{1,2}){0,9})\s(?:days?\s)?(?:before|prior\sto)\s"
    r"(?=(?:\w+\W){0,4}?(?:transplant\w*|hsct|bmt|sct|infusion|reinfusion)\b)"
)


def _is_of_part(low: str, at: int) -> bool:
    """Whether a day is that of a part of the study; ``in Part 1 on day 0`` is one of the dose."""
    return low[at] == "d" and before(_STUDY_PART, low, 0, at, 8, word="part") is not None


_IS_STUDY = re.compile(r"-[a-z]\d")  # in study D118-P8


def read_days(low: str, at: int, end: int) -> Fact | None:
    if (words := _DAY_IN_WORDS.match(low, at, end)) and not before(_ONLY_FROM, low, 0, at):
        return Fact("days", at, words.end(), (_IN_WORDS[words["n"]],))
    if before_zero := _DAYS_BEFORE.match(low, at, end):
        ahead = sorted(-int(day) for day in re.findall(r"\d+", before_zero["items"]))
        return Fact("days", at, before_zero.end(), tuple(ahead))
    match = _DAY_LIST.match(low, at, end)
    if not match or (at >= 8 and low.startswith("vitamin ", at - 8)) or before(_LABEL, low, 0, at, 8):
        return None
    items = _TAKEN.sub("", match["items"])
    is_letter = low[at] == "d" and not low.startswith("day", at)
    if is_letter and (
        _IS_STUDY.match(low, match.end(), end)
        or " " in items[:1]
        or _SIZE.match(low, match.end(), end)
        or low.endswith("s/", 0, at)
    ):
        return None
    days = day_list(items)
    if not days:
        return Fact("swallowed", at, match.end()) if items.lstrip().startswith("-1") else None
    if days == (0,) and before(_EVENT, low, 0, at, 30) and low.startswith(")", match.end()):
        return Fact("swallowed", at, match.end())  # once the disease is controlled (D0)
    if before(_OPERATED, low, 0, at) or _is_of_part(low, at) or _RANDOMIZED.match(low, match.end(), end):
        return Fact("swallowed", at, match.end())
    if either := _OR_DAY.match(low, match.end(), end):
        return Fact("swallowed", at, either.end())
    is_bound = before(_ONLY_FROM, low, 0, at) or _ONLY_TO.match(low, match.end())
    if before(_BETWEEN, low, 0, at, 24) or low.endswith(("same day ", "which is "), 0, at):
        return Fact("swallowed", at, match.end())
    if len(days) == 1 and (is_bound or _AND_THEN_EVERY.match(low, match.end())):
        other = _OR_FROM.match(low, match.end(), end)
        return Fact("swallowed", at, other.end() if other else match.end())
    return Fact("days", at, match.end(), days)


def read_range_first(low: str, at: int, end: int) -> Fact | None:
    match = _RANGE_FIRST.match(low, at, end)
    if not match or int(match["low"]) >= int(match["high"]):
        return None
    return Fact("days", at, match.end(), tuple(range(int(match["low"]), int(match["high"]) + 1)))


def read_signed_days(low: str, at: int, end: int) -> Fact | None:
    start = low.rfind("-", max(0, at - 2), at)
    match = _SIGNED_DAYS.match(low, start, end) if start >= 0 else None
    if not match:
        return None
    return Fact("days", start, match.end(), tuple(range(-int(match["low"]), -int(match["high"]) + 1)))


# on the 3rd day · first day of treatment
_NTH_DAY = re.compile(r"(?P<n>first|second|third|fourth|fifth|\d{1,2}(?=st|nd|rd|th))(?:st|nd|rd|th)?\sday(?![a-z])")
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_IS_DRAWN = re.compile(r"[^.;]{0,50}?\brandomi[sz]ed\b")  # on the first day, participants will be randomized
_ON = re.compile(r"\bon\W(?:the\W)?$")


def read_ordinal_days(low: str, at: int, end: int) -> Fact | None:
    if match := _ORDINAL_DAYS.match(low, at, end):
        return Fact("days", at, match.end(), tuple(range(int(match["low"]), int(match["high"]) + 1)))
    if match := _FIRST_DAY.match(low, at, end):
        return Fact("days", at, low.index("day", at) + 3, (1,))
    match = _NTH_DAY.match(low, at, end)
    if match and _IS_DRAWN.match(low, match.end(), end):
        return Fact("swallowed", at, match.end())
    if match and before(_ON, low, 0, at, 8) and not before(_ONLY_FROM, low, 0, at):
        nth = match["n"]
        return Fact("days", at, match.end(), (int(nth) if nth.isdigit() else _NTH.get(nth, 1),))
    return None
