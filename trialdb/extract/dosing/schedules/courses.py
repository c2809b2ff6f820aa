"""How many cycles, for how long, on and off."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.amounts.numerals import INTEGER, TOLERANCE, number, whole
from trialdb.extract.dosing.facts import Fact, before
from trialdb.extract.dosing.names.lexicon import is_agent_word
from trialdb.extract.dosing.schedules.cycles import cycle_at, read_cycle_is
from trialdb.extract.dosing.schedules.infusions import minutes
from trialdb.extract.dosing.schedules.rests import read_out_of

_DAYS_IN = {"d": 1, "w": 7}
_SPAN = r"(?P<unit>days?|d|weeks?|wks?|w)(?![a-z])"

# for 6 cycles · up to 35 cycles · 4-6 courses
_CYCLES = re.compile(
    rf"(?P<low>{INTEGER})(?:\s?(?:-|to|or)\s?(?P<high>{INTEGER}))?[\s-]"
    r"(?:(?:additional|more|further|total|consecutive|full|planned|treatment|chemotherapy|menstrual|successive|\d+-(?:day|"
    r"week))[\s-]){0,3}"
    r"(?P<noun>cycles|courses|cycle|course)(?![a-z])"
)
_NOT_A_COUNT = re.compile(
    r"\b(?:after|every|first|last|of the|previous|prior|next|each|within|between|"
    r"following|completing|completion of|end of|than|(?:disease|response|remission) for)\W{1,2}(?:the\W|up\sto\W|"
    r"at\sleast\W)?$|"
    r"\b(?:cycle|day|week|phase|part)\s$"
)
_UP_TO = re.compile(
    r"\b(?:up to|at most|maximum(?: of)?|max\.?(?: of)?|no more than|"
    r"not exceed(?:ing)?|not to exceed|≤|maximal(?:ly)?|until)"
    r"\s?(?:a\s|total of\s|a total of\s|maximum of\s){0,2}$"
)
_AT_LEAST = re.compile(r"\b(?:at least|minimum(?: of)?|≥|a minimum of|not less than)\s?$")
# for 12 weeks · x 5 days · for a total of 16 weeks · during 3 months · for up to 2 years · for 14 consecutive days
_DURATION = re.compile(
    rf"(?:for|in(?=\sthe\s(?:first|last|next|following)\s)|x|times|during|lasting|over|throughout|duration\sof|period\sof|phase\sof|up\sto|course\sof|total\sof|duration\s?:)\s?"
    r"(?:(?:a|an|the|up\sto|at\sleast|maximum|minimum|max|total|period|duration|course|of|approximately|about|around|"
    r"consecutive|first|initial|following|last|final|remaining|subsequent|another|additional|next|further|~|≥|≤)\s?){0,6}"
    rf"(?P<n>{INTEGER}|\d+\.\d+|an?(?=[\s-])|1/2){TOLERANCE}(?:\s?(?:-|to)\s?(?P<high>{INTEGER}))?[\s-]?"
    r"(?:(?:consecutive|continuous|total|full|treatment|successive|calendar|additional|more|post-?operative)\s){0,2}"
    r"(?P<unit>hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mos?|years?|yrs?|minutes?|mins?)"
    r"(?![a-z]|(?<=days)\s?(?:/|(?:a|per|each|every|of\seach)\s)\s?(?:week|wk)\b)"
)
# 12-week treatment period
_TREATMENT_OF = re.compile(
    rf"(?P<n>{INTEGER})[\s-](?P<unit>days?|weeks?|months?|years?)[\s-](?:(?:double-blind|open-label|blinded|active|"
    rf"oral|drug|study)\s){{0,2}}"
    r"(?:treatment|dosing|therapy|course|maintenance)(?:\s(?:period|phase|duration))?(?![a-z]|[\s-](?:rests?|breaks?|pauses?|holidays?|interrupt|free))"
)
# for the first week
_FIRST_ONLY = re.compile(
    r"(?:for|during|over)\s(?:the\s)?(?:first|initial|next|following)\s(?P<unit>week|month|year)(?![a-z])"
)
_MONTH_OF = {"h": "h", "d": "d", "w": "wk", "m": "mo", "y": "a"}


_EACH_OF = re.compile(r"\b(?:day\s\d+\sof|each\sof|all)\s(?:the\s)?(?:first\s)?$")  # day 1 of each of the six cycles
# 6 cycles of 28 days · 8 cycles (21 days); not 6 cycles (18 weeks)
_LASTING = re.compile(r"(?:cycles|courses)(?:,?\s\(?(?:each\s)?(?:of|lasting)\s|\s\(\d{1,2}[\s-]?days?\b)")
_GIVEN_ONE = re.compile(r"\b(?:for|only)\s$")
_LENGTH = re.compile(r"(?P<n>\d+)-(?P<unit>day|week)")


def read_cycles(low: str, at: int, end: int) -> Fact | tuple[Fact, ...] | None:
    match = _CYCLES.match(low, at, end)
    if not match or (before(_NOT_A_COUNT, low, 0, at) and not before(_EACH_OF, low, 0, at, 30)):
        return None
    first = whole(match["low"])
    last = whole(match["high"]) if match["high"] else first
    if last == 1 and not before(_GIVEN_ONE, low, 0, at):
        return None  # every 4 weeks is considered one cycle
    if length := _LENGTH.search(match[0]):  # eight 21-day cycles
        days = whole(length["n"]) * _DAYS_IN[length["unit"][0]]
        middle = match.start() + length.start()
        return Fact("cycles", at, middle, (first, last)), Fact("cycle", middle, match.end(), days)
    if before(_UP_TO, low, 0, at):
        counted = Fact("cycles", at, match.end(), (None, last))
    elif before(_AT_LEAST, low, 0, at):
        counted = Fact("cycles", at, match.end(), (first, None))
    else:
        counted = Fact("cycles", at, match.end(), (first, last))
    noun = match.start("noun")
    each = read_cycle_is(low, noun, end) if _LASTING.match(low, noun, end) else None
    return (replace(counted, end=noun), each) if each and each.kind == "cycle" else counted


# until neutrophils are ≥ 500 for 2 days
_MEASURED = re.compile(r"[<>≤≥]\s?=?\s?\d[\d,.]*(?:\s?[^\s();,]{1,12})?\s$")
# potency up to 2 years after surgery: how long patients are followed
_UP_TO_AFTER = re.compile(r"\s(?:after|following|post)\b")
_AFTER_LAST = re.compile(
    r"\s(?:after|following|beyond)\s(?:the\s|their\s)?(?:last|final)\s"
)  # and for 30 days after the last dose of X
# packed in boxes of 28 (4 a day for 7 days); not (1 a day for 3 days, then 2 a day for 4 days)
_RUN_IN = re.compile(
    r"\b(?:run-?\s?in|wash-?\s?out|screening|follow-?\s?up|observation|baseline|lead-?\s?in|followed\sby(?:\s[\w-]+){0,4})\s$"
)
_NEXT_PHASE = re.compile(r"\bfollowed\sby\s(?:an?\s)?(?:[\w-]+\s){0,3}phase\s$")  # 10 mg, followed by a … phase
_PACKED = re.compile(r"\bpack(?:aged|ed|s)\b[^.;()]{0,30}\((?![^()]*\b(?:then|followed)\b)[^()]{0,60}$")
_THEN = re.compile(r"[^()]{0,40}\b(?:then|followed)\b")
_KEPT_AT = re.compile(r"\s(?:at|in)\s(?:a\s)?(?:\d{1,2}\s?(?:-|to|°)|room\s|the\srefrigerator)")  # for 7 days at 2 °C
# for 1-2 minutes each time
_REACHED = re.compile(r"\s(?:was|were|is|has\sbeen)\s(?:reached|completed|over|finished)\b")  # until 26 days were over
_EACH_TIME = re.compile(r"\s(?:each\stime|(?:for\s)?each\s(?:dose|infusion|injection)|per\s(?:infusion|injection))\b")


def read_duration(low: str, at: int, end: int) -> Fact | None:
    match = _DURATION.match(low, at, end)
    if not match:
        only = _FIRST_ONLY.match(low, at, end)
        return Fact("duration", at, only.end(), (1.0, _MONTH_OF[only["unit"][0]])) if only else None
    if cycle := cycle_at(low, match.start("n"), end):
        return replace(cycle, start=at)  # during each 21-day cycle
    if out := read_out_of(low, match.start("n"), end):
        return replace(out, start=at)
    is_followed = low.startswith("up", at) and _UP_TO_AFTER.match(low, match.end(), end)
    is_phase = low.startswith(("period", "phase"), at)
    is_followed = is_followed or before(_RUN_IN if is_phase else _NEXT_PHASE, low, 0, at)
    is_packed = before(_PACKED, low, 0, at, 90, word="pack") and not _THEN.match(low, match.end(), end)
    if low.endswith(("sustained ", "maintained "), 0, at) and low.startswith("for", at) and "until" in low[:at]:
        return Fact("swallowed", at, match.end())
    if _REACHED.match(low, match.end(), end) or _AFTER_LAST.match(low, match.end(), end):
        return Fact("swallowed", at, match.end())
    if is_followed or is_packed or before(_MEASURED, low, 0, at, 30) or _KEPT_AT.match(low, match.end(), end):
        return Fact("swallowed", at, match.end())
    unit, text = match["unit"], match["n"]
    if text == "28" and unit == "days" and low.startswith(" per cycle", match.end()):
        return Fact("cycle", at, match.end(), 28)
    value = 1.0 if text in ("a", "an") else 0.5 if text == "1/2" else number(text)
    if match["high"] and (unit[:3] == "min" or unit[0] == "h"):
        kind = "infusion" if _EACH_TIME.match(low, match.end(), end) else "lasting"
        return Fact(kind, at, match.end(), (minutes(value, unit), minutes(number(match["high"]), unit)))
    if match["high"] or low[at - 1 : at] == "+":
        return Fact("swallowed", at, match.end())
    lead = low[at : at + 4]
    if unit[:3] == "min" or unit[0] == "h":
        if unit[0] == "h" and "first" in match[0]:
            return Fact("duration", at, match.end(), (value, "h"))  # twice daily for the first 24 hours
        return Fact("lasting", at, match.end(), (minutes(value, unit),) * 2)
    is_course = unit[0] in "wm" and re.search(r"course|period", match[0]) is not None
    is_next = lead == "over" and "next" in match[0] and before(_TIMES_A_DAY, low, 0, at, 30)
    kind = "over" if lead == "over" and not (is_course or is_next) else "duration"
    return Fact(kind, at, match.end(), (value, _MONTH_OF[unit[0]]))


# 4 times a day (with food) over the next 3 days
_TIMES_A_DAY = re.compile(r"\b(?:daily|(?:per|a)\sday|[bt]id|qid|qd|every\s\d+\shours)\s(?:\([^()]*\)\s)?$")


# on 5 consecutive days
_ON_CONSECUTIVE = re.compile(
    rf"on\s(?P<n>{INTEGER})\s(?:consecutive|successive)\sdays(?![a-z]|\s(?:a|per|each|every|of)\b)"
)


def read_on_consecutive(low: str, at: int, end: int) -> Fact | None:
    match = _ON_CONSECUTIVE.match(low, at, end)
    if not match:
        return None
    kind = "swallowed" if before(_MEASURED, low, 0, at, 30) else "duration"
    return Fact(kind, at, match.end(), (number(match["n"]), "d"))


# 60 Gy in 6 weeks
_IN_WEEKS = re.compile(rf"in\s(?P<n>{INTEGER})\s(?P<unit>weeks|days)(?![a-z])")


def read_in_weeks(low: str, at: int, end: int) -> Fact | None:
    match = _IN_WEEKS.match(low, at, end)
    if not match or not before(_GRAY, low, 0, at, 6):
        return None
    return Fact("over", at, match.end(), (number(match["n"]), _MONTH_OF[match["unit"][0]]))


# 5 Gy x 5
_TIMES_GRAY = re.compile(
    r"x\s?(?P<n>\d{1,2})(?![\d.]|\s?(?:days?|weeks?|months?|years?|yrs?|hours?|hrs?|gy|(?:-|to|or)\s?\d))"
)
_GRAY = re.compile(r"gy\)?\s?$")


# every 3 weeks x 4, q21d x 6
_ROUNDS_BEFORE = re.compile(r"(?:\bq\s?\d+\s?(?:w|wks?|weeks|d|days)|(?:every|each)\s\w+\s(?:weeks|days))\s$")
_DAILY_BEFORE = re.compile(r"(?:\bdaily|[/\s]day|\bqd)\)?,?\s$")  # 2.3 mg/m2 daily x 5
_COUNTED_THING = re.compile(r"\s?(?:cycles?|courses?|doses?|treatments?|fractions?|infusions?|injections?)\b")


def read_times_gray(low: str, at: int, end: int) -> Fact | None:
    match = _TIMES_GRAY.match(low, at, end)
    if not match:
        return None
    if before(_GRAY, low, 0, at, 6):
        return Fact("fractions", at, match.end(), int(match["n"]))
    if _COUNTED_THING.match(low, match.end(), end):
        return None
    if before(_DAILY_BEFORE, low, 0, at, 16):
        return Fact("duration", at, match.end(), (float(match["n"]), "d"))
    if before(_ROUNDS_BEFORE, low, 0, at, 24):
        return Fact("cycles", at, match.end(), (int(match["n"]), int(match["n"])))
    return None


# BID 3 days, then … · once daily, 24 weeks
_BARE_DURATION = re.compile(
    rf"(?P<n>{INTEGER})\s(?P<unit>days|weeks|months|years)(?=\s?(?:[,;.)\n]|$|in\s(?:all|total)\b|then\b|followed\b|\(|and\s(?:then\b|\d)))"
)
_HOW_OFTEN = re.compile(
    r"(?:(?:\b(?:daily|bid|tid|qid|qd|qw|weekly|a\sday|per\sday|hours)|[bt]\.i\.d\.?|q\.d\.?)\)?,?"
    r"(?:\s(?:po|orally|by\smouth|iv|sc|intravenous(?:ly)?|subcutaneous(?:ly)?)(?:\s\(\w\w\))?,?)?|"
    r"\b(?:every\s\w+\s|every\s|q\s?\d\s?)(?:weeks?|months?|days?|w),)\s(?:approximately\s|about\s|~)?(?:first\s)?$"
    r"|\bdays?\s\d+\s?(?:-|to)\s?(?:days?\s)?\d+\s\($"  # on Day 15 - Day 42 (4 weeks)
)


def read_bare_duration(low: str, at: int, end: int) -> Fact | None:
    match = _BARE_DURATION.match(low, at, end)
    if not match or not before(_HOW_OFTEN, low, 0, at, 36):
        return None
    return Fact("duration", at, match.end(), (number(match["n"]), _MONTH_OF[match["unit"][0]]))


# 8 weeks of fluconazole
_WEEKS_OF = re.compile(
    rf"(?P<n>{INTEGER})[\s-](?P<unit>days?|weeks?|months?|years?)\s(?P<of>of\s)?"
    r"(?:(?:oral|iv|daily|high[\s-]dose|low[\s-]dose|open-label|open\slabel|double-blind|double\sblind|randomi[sz]ed|blinded)\s){0,3}"
    r"(?P<word>[a-z]+(?![\w-])|\d[\d.]*\s?(?:mg|mcg|µg|g|ml)(?![a-z]))"
)
_COURSE_WORDS = frozenset({"treatment", "therapy", "dosing"})
_REST_SOON = re.compile(r"[^.;]{0,40}?\b(?:rest|off|break)\b")


# following 1 week of treatment with 80 mg
_WITH_AMOUNT = re.compile(r"\s(?:with|at|on)\s\d[\d.]*\s?(?:mg|mcg|µg|g|ml|iu|u)\b(?![^.;]*\bcontinu)")
_NO_COURSE = re.compile(r"\b(?:after|following|before|since|prior|least|previous|of|to)\s(?:the\s|a\s)?$|\d\s?-\s?$")


def read_weeks_of(low: str, at: int, end: int) -> Fact | None:
    match = _WEEKS_OF.match(low, at, end)
    word = match["word"] if match else ""
    if match and word in _COURSE_WORDS and match["of"] and _WITH_AMOUNT.match(low, match.end(), end):
        return Fact("duration", at, match.end("unit"), (number(match["n"]), _MONTH_OF[match["unit"][0]]))
    if not match or before(_PAST if word in _COURSE_WORDS else _NO_COURSE, low, 0, at, 16):
        return None
    if word in _COURSE_WORDS:
        if not match["of"] or not _REST_SOON.match(low, match.end(), end):
            return None
    elif not (is_agent_word(word) or word == "placebo" or (match["of"] and word[0].isdigit())):
        return None
    return Fact("duration", at, match.end("unit"), (number(match["n"]), _MONTH_OF[match["unit"][0]]))


_PAST = re.compile(r"\b(?:after|following|before|since|followed\sby)\s(?:the\s|an?\s)?$|(?:±|\+\s?/\s?-)\s?$")


_BESIDE = re.compile(r"(?:\bplus|\+)\s(?:an?\s)?$")


def read_treatment_of(low: str, at: int, end: int) -> Fact | None:
    match = _TREATMENT_OF.match(low, at, end)
    if not match or before(_PAST, low, 0, at, 16):
        return None
    if "course" in match[0] and before(_BESIDE, low, 0, at, 8):
        return Fact("swallowed", at, match.end())  # radiation, plus 2 week course of another
    return Fact("duration", at, match.end(), (number(match["n"]), _MONTH_OF[match["unit"][0]]))
