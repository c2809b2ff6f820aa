"""How often: every 3 weeks, q21d, three times a day, 3-weekly, 5 days a week."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.amounts.numerals import INTEGER, ORDINALS, TOLERANCE, whole
from trialdb.extract.dosing.facts import Fact, before
from trialdb.extract.dosing.names.lexicon import PLAIN, is_agent_word
from trialdb.extract.dosing.schedules.unsure import doses_apart, has_second, is_open, open_until
from trialdb.extract.dosing.tables import FREQUENCIES, repeat_of

_UNIT_OF = {"h": "h", "d": "d", "w": "wk", "m": "mo", "y": "a"}
_LONG = r"(?P<unit>hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mos?|years?|yrs?)(?![a-z])"
_ORDINAL = "|".join(ORDINALS)

# every 3 weeks · each 21 days · every 28 (± 3) days · every third week · once every 2 weeks · once in 3 weeks
_EVERY = re.compile(
    rf"(?:every(?:\s\(q\))?|each|once\s(?:every|in|per|each)(?:\severy)?|one\s(?:dose\s)?every|1\s?x?\severy|per)"
    rf"[\s-](?:(?P<n>{INTEGER}){TOLERANCE}(?P<range>\s?(?:-|to)\s?\d+)?|(?P<nth>{_ORDINAL}|\d+(?:st|nd|rd|"
    rf"th)))[\s-]?{_LONG}"
)
# q21d · q 3 weeks · q3wk · Q 6weekly · q1w
_Q = re.compile(
    rf"q(?:uaque)?\.?\s?-?(?P<n>\d{{1,3}})(?P<range>\s?-\s?\d+)?{TOLERANCE}[\s-]?"
    r"(?P<unit>hourly|hours?|hrs?|h|days?|d|weekly|weeks?|wks?|wk|w|monthly|months?|mo|m|years?|y)(?![a-z])"
)
# 3 times a day · twice daily · 2x/week · once per day · 2/week · twice-weekly
_TIMES = re.compile(
    rf"(?:(?P<word>once|twice|thrice)(?:\s\([^()]{{1,30}}\)(?=\sdaily))?|(?P<n>{INTEGER})(?P<more>\s?(?:-|to|or)\s?\d+)?[\s-]?(?:x|times?|doses?|injections?|infusions?|"
    rf"applications?|administrations?|inhalations?|instillations?)?)"
    r"[\s-]{0,2}(?:/|a\s|per\s|each\s|every\s|in\sa\s|in\sone\s|on\seach\s)?\s?"
    r"(?P<unit>day|daily|d|week|weekly|wk|month|monthly|year|yearly)(?![a-z])"
)
# 5 days a week · five daily fractions per week · 5 times/wk
_DAYS_A_WEEK = re.compile(
    rf"(?P<n>{INTEGER})\s?(?:x\s)?(?:consecutive\s|daily\s|once-daily\s)?(?:days?|d|fractions?|fx|treatments?)"
    r"\s?(?:/|a\s|per\s|each\s|every\s|of\seach\s|of\sthe\s|out\sof\s7\sdays\s)\s?(?:week|wk)(?![a-z])"
)
# 3-weekly · two-weekly · 12 hourly · 6weekly; "3 weekly doses" may be either
_N_LY = re.compile(
    rf"(?P<n>{INTEGER})(?P<gap>[\s-]?)(?P<unit>hourly|weekly|monthly)(?![a-z])(?P<counted>\s(?:\w+\s){{0,2}}(?:doses|"
    rf"injections|infusions|administrations|treatments|cycles|fractions|applications))?"
)
# at 12h intervals · 4 weeks apart · with a 3-week interval
_INTERVAL = re.compile(
    rf"(?P<n>{INTEGER}){TOLERANCE}[\s-]?{_LONG}[\s-](?:(?:treatment|dosing|dose)\s)?(?:intervals?|apart)(?![a-z])"
)
# for the second 2-week interval; after a 4-week interval without treatment
_NTH_INTERVAL = re.compile(r"\b(?:first|second|third|last|next|this|that|after\san?)\s$")
_RAISED = re.compile(
    r"\b(?:increas|escalat|titrat|adjust|rais)\w*\b[^.;]{0,50}\b(?:at|in)\s$"
)  # raised at 2-week intervals
_FROM_TO = re.compile(r"\d\s?(?:-|to|or)\s?$")  # 3 to 4 weeks apart
_WASH_OUT = re.compile(r"\bwash(?:ed)?[\s-]?out\s$")
# at intervals of 2 weeks
_INTERVALS_OF = re.compile(rf"intervals?\sof\s(?P<n>{INTEGER}){TOLERANCE}[\s-]?{_LONG}")

# bi-weekly is twice a week or every two weeks; multiple daily injections are no stated number
_PREFIXED = re.compile(r"(?:bi|tri|multiple|several)[\s-]$")
# single-dose inhaler, single-dose study
_NO_SINGLE_DOSE = re.compile(
    r"[\s-](?:dry|amber|glass|inhaler|powder|vials?|study|studies|cohorts?|phase|part|pharmacok|treatment|period|trial|design|"
    r"crossover|regimen|consisted|dispens|container|unit|levels?|escalation|reduction|modification|adjustment)"
)
_AT_LEAST = re.compile(r"\b(?:at\sleast|minimum\sof|not?\s(?:less|closer|sooner)\sthan)\s$")
_UP_TO = re.compile(r"\bto\s$")
_UP_TO_OR = re.compile(r"\b(?:or|to)\s$")
# at least one dose, after one dose
_NOT_THE_ONLY = re.compile(r"\b(?:least|than|after|before|every|each|any|last|missed|takes?|prior to|per)\s$")
# each 4-week cycle: how long it lasts, not how often a dose is given
_CYCLE_AFTER = re.compile(
    r"[\s-]{0,2}(?:\(\s?\d+[\s-]?(?:days?|weeks?)\s?\)\s?)?(?:treatment\s|dosing\s|chemotherapy\s|study\s|"
    r"therapy\s)?(?:cycles?|courses?)(?![a-z])"
)
_NOT_FREQUENCY_AFTER = re.compile(
    r"[\s-](?:dos(?:e|es|age)\b(?!\s(?:for|x))|living|activit|diar|life|basis|practice|limit|maximum|total|intake|"
    r"amount|needs|requirement|increas|escalat|titrat|up-?dos|(?:home\s)?(?:maintenance\s)?(?:phase|period)\b)"
)
_OF_DOSES = re.compile(r"[\s-]dos(?:e|es|age|ing)\b(?!\s(?:schedule|increas|escalat|titrat|adjust|increment))")
_COUNTS = {"once": 1, "twice": 2, "thrice": 3}


def _found(match: re.Match[str], count: int, period: int, unit: str, is_coded: bool = False) -> Fact:
    return Fact("repeat", match.start(), match.end(), repeat_of(count, period, _UNIT_OF[unit[0]], is_coded))


# every 2 or 4 weeks
_VISITS = re.compile(r"\bvisits?\s(?:(?:at|to|in)\s(?:the\s)?\w+\s)?$")  # visits at the clinic every two weeks
_DAILY_PER = re.compile(r"\b(?:daily|(?:a|per|each)\sday|[bt]id)\W{1,2}per\s$")  # twice a day per 3 months
_EVERY_OR = re.compile(rf"every\s(?P<one>{INTEGER})\sor\s(?:every\s)?(?P<two>{INTEGER})\s{_LONG}")


def read_every(low: str, at: int, end: int) -> Fact | tuple[Fact, ...] | None:
    if either := _EVERY_OR.match(low, at, end):
        unit = _UNIT_OF[either["unit"][0]]
        return (
            Fact("repeat", at, either.end("one"), repeat_of(1, whole(either["one"]), unit)),
            Fact("repeat", either.start("two"), either.end(), repeat_of(1, whole(either["two"]), unit)),
        )
    match = _EVERY.match(low, at, end)
    if not match:
        return None
    if doubtful := open_until(low, match.end(), end):
        return Fact("ambiguous", at, doubtful)
    if match["range"] or match["nth"] == "first" or (match["n"] and before(_DAILY_PER, low, 0, match.start("n"), 30)):
        return Fact("ambiguous", at, match.end())
    is_of_formula = low.endswith("iu/ml) ", 0, at) and low.startswith("per ", at)  # mg/kg/IgE (IU/mL) per 4 weeks
    is_of_visits = low.find("visit", max(0, at - 30), at) >= 0 and before(_VISITS, low, 0, at, 30)
    if is_of_formula or is_of_visits or low.endswith("maximum dose ", 0, at):
        return Fact("ambiguous", at, match.end())  # a maximum dose per 4 weeks of 750 mg
    period = whole(match["n"]) if match["n"] else ORDINALS.get(match["nth"]) or int(match["nth"][:-2])
    fact = _found(match, 1, period, match["unit"])
    if after := _CYCLE_AFTER.match(low, match.end(), end):
        if not fact.value.days:
            return Fact("ambiguous", at, after.end())  # a 12-month cycle has no days
        if fact.value.days >= 7:
            return Fact("cycle", at, after.end(), int(fact.value.days))
    return fact


def read_q(low: str, at: int, end: int) -> Fact | None:
    match = _Q.match(low, at, end)
    if not match or not int(match["n"]):
        return None
    if match["range"]:
        return Fact("ambiguous", at, match.end())
    return _found(match, 1, int(match["n"]), match["unit"], is_coded=True)


def read_times(low: str, at: int, end: int) -> Fact | tuple[Fact, ...] | None:
    if match := _DAYS_A_WEEK.match(low, at, end):
        if before(_AT_LEAST, low, 0, at, 12):
            return Fact("ambiguous", at, match.end())
        return _found(match, whole(match["n"]), 1, "w")
    match = _TIMES.match(low, at, end)
    if not match or low.endswith(("visit ", "visits "), 0, at):  # visit 3/week 2
        return None
    matched = match[0]
    if match["n"] and not (
        "time" in matched or "x" in matched or "/" in matched or " a " in matched or "per" in matched
    ):
        return None  # "3 weekly", "2 days": not a count of times
    if match["n"] and re.search(r"dose|inject|infus|applic|admin", matched) and " daily" in matched:
        return None
    if match["n"] and match["unit"] == "d" and "x" not in matched and "time" not in matched:
        return None
    is_bound = before(_UP_TO_OR if match["word"] else _UP_TO, low, 0, at, 4) or before(_AT_LEAST, low, 0, at, 12)
    if match["more"] or is_bound:
        return Fact("ambiguous", at, match.end())  # once or twice daily, 6 to 9 times a day, at least once a week
    count = _COUNTS[match["word"]] if match["word"] else whole(match["n"])
    if not 0 < count < 30:
        return None
    fact = _found(match, count, 1, match["unit"])
    inhaled = match[0].find("inhalation")
    if inhaled < 0:
        return fact
    return Fact("route", at + inhaled, match.start("unit"), "INH"), replace(fact, start=match.start("unit"))


def read_n_ly(low: str, at: int, end: int) -> Fact | None:
    match = _N_LY.match(low, at, end)
    if not match:
        return None
    if before(_FROM_TO, low, 0, at, 12):
        return Fact("ambiguous", at, match.end("unit"))
    is_hyphened = match["gap"] != " " or match["unit"] == "hourly"
    if not is_hyphened:
        if match["counted"]:
            return Fact("ambiguous", at, match.end(), "counted")
        if low[max(0, at - 2) : at] != "q ":
            return Fact("ambiguous", at, match.end())
    stop = match.end("unit")
    fact = _found(match, 1, whole(match["n"]), match["unit"])
    return replace(fact, end=stop)


def read_interval(low: str, at: int, end: int) -> Fact | None:
    match = _INTERVAL.match(low, at, end)
    if match and before(_NTH_INTERVAL, low, 0, at, 20):
        return None
    if match and (
        before(_FROM_TO, low, 0, at, 12)
        or before(_RAISED, low, 0, at, 70)
        or (match["unit"][0] in "hd" and before(_AT_LEAST, low, 0, at, 18))
    ):
        return Fact("ambiguous", at, match.end())
    return _found(match, 1, whole(match["n"]), match["unit"]) if match else None


def read_intervals_of(low: str, at: int, end: int) -> Fact | None:
    match = _INTERVALS_OF.match(low, at, end)
    if match and before(_WASH_OUT, low, 0, at, 12):
        return None
    return _found(match, 1, whole(match["n"]), match["unit"]) if match else None


# a single 125 mg dose · single intravenous infusion
_SINGLE = re.compile(
    r"single[\s,-]{1,2}(?!agent|arm|cent|blind|group|site|patient|institution|pill|drug|nucleotide|fraction|daily|(?:or|and|versus|vs)\s(?:multip|repeat|fraction|split|divid|several)|"
    r"tablet)"
    r"(?!\w+\sroute)[^.;:]{0,45}?(?<!multi-)\b(?:dose|injection|infusion|administration|vaccination|bolus|instillation)(?![a-z])"
)

# a single dose of X at 3, 6 and 9 months
_AT_TIMES = re.compile(r"[^.;]*?\bat\s\d{1,2}(?:,\s?\d{1,2})*,?\sand\s\d{1,2}\s(?:months|weeks)\b")
# each dose was given as a single injection · two injections of 0.2 mL for a single dose
_EACH_DOSE = re.compile(r"\beach\sdose\b[^.;]*\sas\sa\s$|\binjections\sof\s(?:[^.;]|\.\d){1,60}\sfor\s(?:a\s)?$")
# before each sexual activity
_EACH_EVENT = re.compile(r"[^.;]{0,60}?\b(?:before|prior\sto)\s(?:\w+\s){0,3}(?:sexual|intercourse)\b")
_WINDOW = 60  # characters
_SINGLE_FRACTION = re.compile(r"single[\s-]fraction(?![a-z]|\s(?:per|a|each|dose|daily|size)\b)")


def read_single(low: str, at: int, end: int) -> Fact | None:
    if match := _SINGLE_FRACTION.match(low, at, end):
        return Fact("fractions", at, match.end(), 1)
    match = _SINGLE.match(low, at, end)
    if not match or _NO_SINGLE_DOSE.match(low, match.end()):
        return None
    is_repeated = _EACH_EVENT.match(low, match.end(), end) or _AT_TIMES.match(low, match.end(), match.end() + _WINDOW)
    if is_repeated or before(_EACH_DOSE, low, 0, at, 110):
        return Fact("ambiguous", at, match.end())
    end_of_word = at + 7 if low[at + 6] == "," else at + 6  # "a single, oral dose": the comma parts nothing
    return Fact("repeat", at, end_of_word, FREQUENCIES["ONCE"])


# 2.4 million units IM once · once on day 1
_ONCE = re.compile(r"once(?=\s*(?:$|[.,;)\n]|only\b|by\s|on\s(?:day|d\d)|at\s(?:baseline|day)))")


def read_once(low: str, at: int, end: int) -> Fact | None:
    match = _ONCE.match(low, at, end)
    return Fact("repeat", at, match.end(), FREQUENCIES["ONCE"]) if match else None


# the dose is adjusted as needed
_CHANGED_TO = re.compile(r"\b(?:titrat|increas|rais|escalat|taper)\w*\b(?:[^.;,]|\.\d){0,90}$")
_CHANGED = re.compile(r"\b(?:adjust|titrat|increas|reduc|decreas|modif|chang|escalat|taper|delay)\w*\b[^.;,]{0,40}$")

# 15 drops x 2 daily · 2 x 15 drops daily
_TIMES_DAILY = re.compile(
    r"\bx\s?(?P<n>[23])\s$|\b(?P<first>[23])\s?x\s?\d{1,2}\s(?:drops|puffs|sprays|tablets|capsules)\s$"
)

_WITH_ACTIVE = re.compile(r"\)?\streatment\swith\s(?:the\s)?active\b")
_OTHERS = re.compile(r"\s(?:and|plus)\s(?P<name>[a-z]{2,})\s(?:only\s)?$")  # 25 mg and CCB only as needed


def _is_of_other(low: str, at: int) -> bool:
    """Whether a drug that no list knows is what is taken as needed."""
    other = before(_OTHERS, low, 0, at, 30)
    return other is not None and other["name"] not in PLAIN and not is_agent_word(other["name"])


def read_named(code: str, low: str, at: int, stop: int) -> Fact | None:
    """A phrase of the table (``daily``, ``BID``); ``daily dose`` and ``daily living`` say no frequency."""
    if low[at].isdigit() and low.endswith(("visit ", "visits "), 0, at):
        return None  # visit 2/week 0
    if _PREFIXED.search(low, max(0, at - 9), at) or (code in ("QM", "QY") and low.endswith(("of ", "days "), 0, at)):
        return Fact("ambiguous", at, stop)
    if code in ("QW", "QM") and ((doses := doses_apart(low, at)) is not None or is_open(low, at)):
        of_period = repeat_of(doses, 1, "wk" if code == "QW" else "mo") if doses else None
        return Fact("repeat" if of_period else "ambiguous", at, stop, of_period)
    if _NOT_FREQUENCY_AFTER.match(low, stop) and low[at:stop] in ("daily", "weekly", "monthly", "yearly", "annually"):
        if low[at:stop] != "daily" and _OF_DOSES.match(low, stop):
            kind = "ambiguous" if low.endswith("increasing ", 0, at) else "repeat"
            return Fact(kind, at, stop, FREQUENCIES[code] if kind == "repeat" else None)
        return None
    if code == "QD" and (times := before(_TIMES_DAILY, low, 0, at, 22, word="x")):
        return Fact("repeat", at, stop, FREQUENCIES["BID" if "2" in (times["n"], times["first"]) else "TID"])
    if code == "QW" and low.startswith(" interval", stop) and before(_CHANGED_TO, low, 0, at, 100):
        return Fact("ambiguous", at, stop)  # raised to 1.2 mg in weekly intervals
    if low.startswith("tds", at) and (low.endswith("placebo ", 0, at) or low.find("transdermal") >= 0):
        return Fact("swallowed", at, stop)  # transdermal system
    if low.endswith("tolerate a ", 0, at):
        return Fact("swallowed", at, stop)  # unable to tolerate a TID dosing schedule
    if code == "PRN" and _WITH_ACTIVE.match(low, stop):
        return Fact("ambiguous", at, stop)  # placebo, then open-label PRN treatment with active drug
    if code == "PRN" and low.endswith("and/or ", 0, at):
        return Fact("swallowed", at, stop)  # prophylaxis 3 times a week, and/or on-demand treatment
    if code == "PRN" and low.startswith("as", at) and (before(_CHANGED, low, 0, at) or _is_of_other(low, at)):
        return Fact("ambiguous", at, stop)
    if code == "ONCE" and (
        _NO_SINGLE_DOSE.match(low, stop)
        or before(_NOT_THE_ONLY, low, 0, at, 12)
        or before(_EACH_DOSE, low, 0, at, 110, word="inject")
        or _AT_TIMES.match(low, stop, stop + _WINDOW)
        or _EACH_EVENT.match(low, stop)
        or has_second(low, stop)
    ):
        return Fact("ambiguous", at, stop)
    return Fact("repeat", at, stop, FREQUENCIES[code])
