"""Amounts: a number with a dose unit. Strengths, concentrations and thresholds are recognised and set aside."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.amounts.counted_forms import read_counted_form
from trialdb.extract.dosing.amounts.denominators import AKA, IN_FORMS, PER, denominators
from trialdb.extract.dosing.amounts.exposure import read_exposure
from trialdb.extract.dosing.amounts.numerals import DIGITS, INTEGER, is_line, number, tidy
from trialdb.extract.dosing.amounts.powers import POWER_PARTS, SCALE, value_of
from trialdb.extract.dosing.facts import Amount, Fact, before, stems
from trialdb.extract.dosing.tables import UNITS, alternation, unit_of

_POWER = r"(?:\s?(?:x|\*)\s?10\s?(?:\^|e|exp)?\s?\(?\d{1,2}\)?(?!\d)|e\s?\+?\d{1,2}(?!\w))"
_NUMBER = rf"(?:10\s?(?:\^\s?|e)\d{{1,2}}(?!\d)|{DIGITS}(?:{_POWER}|))(?:\s(?:thousand|million|billion)|)"
_UNIT = alternation(UNITS)
_WEIGHT_FIRST = re.compile(r"(?:/|per\s)\s?kg\s")  # 5 x 10^4/kg T cells
_LABEL = r"(?:[a-z0-9µ+'/®™-]+[\s-]){0,6}?"  # 1 x 10^8 [JCAR017-positive viable T] cells

# 12 mg/kg · 0.2-1 x 10^7 CAR-positive cells/kg · 100 mg to 200 mg
_LOW_HIGH = rf"(?P<low>{_NUMBER})(?:\s?(?:-|~|to|up to)\s?(?P<high>{_NUMBER})|)[\s-]{{0,2}}"
_AMOUNT = re.compile(rf"{_LOW_HIGH}(?P<unit>{_UNIT})(?![a-z0-9µ]){AKA}(?P<per>(?:{IN_FORMS}|{PER}){{0,3}})")
_CELLS = re.compile(rf"{_LOW_HIGH}(?P<label>{_LABEL})(?P<unit>cells?)(?![a-z0-9])(?P<per>(?:{PER}){{0,3}})")
# 0.1, 0.3 or 1.0 mg/kg
_LISTED = re.compile(
    rf"(?P<items>{DIGITS}(?:\s?(?:,\s{{0,2}}|(?:,\s?)?(?:and|or|&)\s{{1,2}}){DIGITS}){{1,12}})[\s-]{{0,2}}"
    rf"(?P<unit>{_UNIT})(?![a-z0-9µ])(?P<per>(?:{PER}){{0,3}})"
)
# 25,50,100 mg: no thousands · 20-30-40 mg: three steps
_RUN_TOGETHER = re.compile(
    rf"(?P<items>\d{{1,3}},\d{{1,2}}(?:,\d{{1,3}})+|\d{{1,3}}(?:-\d{{1,3}}){{2,}})[\s-]{{0,2}}(?P<unit>{_UNIT})(?![a-z0-9µ])(?P<per>(?:{PER}){{0,3}})"
)
# amlodipine/valsartan 5/160 mg: of which drugs is looked for beside it
_PAIRED = re.compile(
    rf"{DIGITS}\s?(?:mg|mcg|µg|g)?(?:\s?/\s?{DIGITS}\s?(?:mg|mcg|µg|"
    rf"g)?){{0,3}}\s?/\s?{DIGITS}\s?(?:{_UNIT})(?![a-z0-9µ/])"
)
# 2 x 200 mg tablets · 2 tablets x 200 mg · 5 x 5 Gy
_TIMES = re.compile(
    rf"(?P<count>{INTEGER})\s?(?:(?:(?:tablets?|tabs?|capsules?|caps|pills?|vials?)\s)?x|(?:tablets?|capsules?|pills?)\sof)\s?(?P<low>{DIGITS})[\s-]{{0,2}}(?P<unit>{_UNIT})(?![a-z0-9µ])(?P<per>(?:{PER}){{0,3}})"
)
# 2 tablets (200 mg each) · 3 capsules, each 500 mg
_OF_EACH = re.compile(
    rf"(?P<count>{INTEGER})\s(?:tablets|tabs|capsules|caps|pills)\s?[(,]\s?(?P<each>each\s(?:of\s|containing\s)?)?(?P<low>{DIGITS})[\s-]{{0,2}}"
    r"(?P<unit>mg|mcg|µg|g)(?![a-z0-9µ/])(?P<per>)(?(each)|\s(?:each(?!\s(?:time|day|dose))|per\s(?:tablet|capsule)))"
)
# 3 x 10^6 or 1 x 10^6/kg, the cells themselves named elsewhere
_BARE = re.compile(
    rf"(?P<low>{_NUMBER})(?:(?:\s?/\s?kg)?\s?(?:-|~|to)\s?(?P<high>{_NUMBER}))?(?P<per>(?:\s?/\s?kg(?![a-z]))?)(?!\s?/\s?(?:l|ml|"
    rf"µl|mm)|\s?[%^]|\d)"
)
_RAISED = re.compile(r"\^|x\s?10")
# a plain amount, for those who only look whether one follows
AMOUNT = rf"{_NUMBER}(?:\s?(?:-|to)\s?{_NUMBER})?[\s-]{{0,2}}(?:{_UNIT})(?![a-z0-9µ])"
AMOUNT_CUE = re.compile(
    rf"[0-9](?:[\s)-]{{0,2}}(?:{_UNIT})(?![a-zµ])|(?<=10)\^|e\d|\s?[x*]\s?10|(?<=,000)\s)"
)  # one first sign: quickly sought
AMOUNT_WORDS = ("auc", "area under", "illion")
# 0.3 mg/0.05 mL dose: the dose and the volume it comes in
_IN_VOLUME = re.compile(
    rf"(?P<low>{DIGITS})\s?(?P<unit>mg|mcg|µg|ug|iu|units|u)\s?/\s?{DIGITS}\s?ml(?=\s(?:dose\b|of\s[a-z]))"
)
_ENDS_IN = re.compile(
    r"(?P<threshold>[<>≤≥±]\s?|\b(?:(?:more|less|greater) than|at least|below|above|exceed(?:s|ed)?|minimum of)\s)$"
    r"|(?P<item>\b(?:cycles?|courses?|yttrium|iodine|day|week|arm|cohort|group|part|phase|stage|level|period|step|grade|visit|type|figure|"
    r"table)s?\s(?:\d+\s?(?:-|to|and|&)\s?)?)$"
)
_LEADS = {
    "<", ">", "≤", "≥", "±", "more", "less", "grea", "leas", "belo", "abov", "exce", "mini", "cycl", "cour", "yttr",
    "iodi", "day", "days", "week", "arm", "arms", "coho", "grou", "part", "phas", "stag", "leve", "peri", "step",
    "grad", "visi", "type", "figu", "tabl",
}  # fmt: skip
_CODE_AND_LETTER = re.compile(r"\d{4,}-g(?![a-z])")  # 1650-G vaccine
_GAUGE = re.compile(r"\d\dg(?![a-z/])")  # needle A/33G
_STAGES = ("phase", "part", "cohort", "arm", "group", "level", "step", "stage")
_PART_NO = 2  # letters of "1g", in "Part 1G"
_DOWN_TO = re.compile(r"\d\sto\s\d")  # from 21 to 7 mg
_DOSE_OF_AT_LEAST = re.compile(r"(?:\bdose\sof\s|:\s?|\()at\sleast\s$")
_NOT_MORE = re.compile(r"(?:=\s?|\b(?:no|not) more than\s|\bnot\s(?:to\s)?exceed\s)$")
_AFTER_LISTED = frozenset({"mass", "activity", "substance", "radiation", "radioactivity", "volume"})


def _bounds(match: re.Match[str], unit_kind: str) -> tuple[float | None, float | None]:
    low, high = value_of(match["low"], unit_kind), None
    if match["high"]:
        high = value_of(match["high"], unit_kind)
        if low is not None and high is not None and high > 1000 * low and (power := POWER_PARTS.search(match["high"])):
            low = tidy(low * 10.0 ** int(power["lost"] or power["e"]))  # 1-5 x 10^8
        if low is not None and high is not None and high >= 1e5 and low < 1000:
            for word, factor in SCALE.items():
                if match["high"].endswith(word):
                    low = tidy(low * factor)
    return low, high if match["high"] else low


_OF_CODE = re.compile(r"\d{3}(?!\d)")  # CP-690,550
_DECIMAL = re.compile(r"(?<![\d.])\d{1,3}\.\d\s$")
_PAIR = 16  # characters within which the stroke of a pair stands


def _matched(low: str, at: int, end: int) -> re.Match[str] | None:
    return _AMOUNT.match(low, at, end) or (_CELLS.match(low, at, end) if low.find("cell", at, end) >= 0 else None)


def read_amount(low: str, at: int, end: int) -> Fact | tuple[Fact, ...] | None:
    """The amount whose number begins at ``at``."""
    if not low[at].isdigit() and (counted := read_counted_form(low, at, end)):
        return counted
    if low[at - 1 : at] == " " and low[at - 2 : at - 1].isdigit() and before(_DECIMAL, low, 0, at, 8):
        return None  # 14.5 5 g: what is meant is not sure
    if low[at - 1 : at] == "," and _OF_CODE.match(low, at) and low[at - 2 : at - 1].isdigit():
        return None
    has_volume = low.find("ml", at, at + _PAIR + _PAIR) >= 0
    if match := is_line(low, at, end):
        return Fact("swallowed", at, match.end())
    if has_volume and (match := _IN_VOLUME.match(low, at, end)):
        unit, value = UNITS[match["unit"]], number(match["low"])
        return Fact("amount", at, match.end(), Amount(value, value, unit.ucum, None, unit.kind))
    if low.find("/", at, at + _PAIR) >= 0 and (match := _PAIRED.match(low, at, end)):
        return Fact("pair", at, match.end())
    if low.find("mg-", at, at + _PAIR) >= 0 and (match := _TWO_IN_ONE.match(low, at, end)):
        return Fact("swallowed", at, match.end())
    if (low.find(",", at, at + 4) >= 0 or low.find("-", at, at + 4) >= 0) and (
        match := _RUN_TOGETHER.match(low, at, end)
    ):
        return _listed(low, match, r"\d+")
    if exposure := read_exposure(low, at, end):
        return exposure
    if match := _matched(low, at, end):
        return _amount(low, match)
    if match := _TIMES.match(low, at, end):
        return _product(match)
    if (match := _LISTED.match(low, at, end)) and not _lead_in(low, at):
        return _listed(low, match)
    if (match := _BARE.match(low, at, end)) and _RAISED.search(match[0]):
        return _bare(low, match)
    return None


def _lead_in(low: str, at: int) -> re.Match[str] | None:
    """What makes a threshold of a number, or the number of an item."""
    return None if _LEADS.isdisjoint(stems(low, max(0, at - 30), at)) else before(_ENDS_IN, low, 0, at, 30)


def _amount(low: str, match: re.Match[str]) -> Fact | tuple[Fact, ...] | None:
    at, stop = match.span()
    if _CODE_AND_LETTER.match(low, at):
        return None
    if _GAUGE.match(low, at) and low[at - 1 : at] == "/" and low[at - 2 : at - 1].isalpha():
        return None
    if low.startswith("-free", stop):
        return Fact("swallowed", at, stop)  # 4 tablet-free days
    labelled = match["label"] if match.re is _CELLS else None
    unit = UNITS["cells"] if match.re is _CELLS else unit_of(match["unit"])
    if unit.kind == "form" and (times := _TIMES.match(low, at) or _OF_EACH.match(low, at)):
        return _product(times)
    first, last = _bounds(match, unit.kind)
    if first is None or last is None:
        return _product(times) if (times := _TIMES.match(low, at)) else None
    if unit.kind == "count" and last < 1000:
        times = _TIMES.match(low, at) if labelled else None  # 2x60 mg/kg + cells
        return _product(times) if times else Fact("swallowed", at, stop)
    per = denominators(match["per"])
    prior = _lead_in(low, at)
    is_apart = low.startswith(" - ", match.end("low"))  # phase 1 - 2 Gy
    if prior and prior["item"] and (last < first or (is_apart and prior[0].startswith(_STAGES))):
        first = last  # level 2 - 1.6 mg
    elif last < first:
        if not _DOWN_TO.search(match[0]):
            return Fact("swallowed", at, stop)  # amoxicillin/clavulanate 400-57 mg
        first, last = last, first
    if per and per[1] in ("day", "week") and before(_DOSE_OF_AT_LEAST, low, 0, at):
        return Fact("amount", at, stop, Amount(first, None, unit.ucum + per[0], per[1], unit.kind))
    if per and prior and (most := _AND_AT_MOST.match(low, stop)) and low[at - 11 : at] == "minimum of ":
        end = _amount(low, again) if (again := _matched(low, most.end(), match.endpos)) else None
        amount = Amount(tidy(first * unit.factor), None, unit.ucum + per[0], per[1], unit.kind)
        if isinstance(end, Fact) and end.kind == "amount" and _goes_on(amount, end.value):
            return Fact("amount", at, end.end, replace(end.value, low=amount.low))
    if (
        per is None
        or _BY_LEVEL.match(low, stop)
        or (prior and prior["item"] and prior[0].startswith("part ") and stop - at == _PART_NO)
        or (prior and prior["threshold"] and not before(_NOT_MORE, low, 0, at))
    ):
        return Fact("swallowed", at, stop)
    label = (match.start("label"), match.end("unit")) if labelled else None
    if label and (weight := _WEIGHT_FIRST.match(low, label[0])):
        label, per = (weight.end(), label[1]), ("/kg", per[1])
    first, last = tidy(first * unit.factor), tidy(last * unit.factor)
    amount = Amount(first, last, unit.ucum + per[0], per[1], unit.kind, label)
    if first < last and _RISES_FROM.search(low, max(0, at - 50), at):  # increased from 30 to 36 mg/m2: two steps
        one, other = replace(amount, high=first), replace(amount, low=last)
        return Fact("amount", at, match.end("low"), one), Fact("amount", match.start("high"), stop, other)
    upper = _TO_AMOUNT.match(low, stop) or (_AND.match(low, stop) if low.endswith("between ", 0, at) else None)
    is_range = low.endswith(_FROM, 0, at)
    if first == last and upper and (is_range or not _RISES.search(low, max(0, at - 50), at)):
        end = _amount(low, again) if (again := _matched(low, upper.end(), match.endpos)) else None
        if isinstance(end, Fact) and end.kind == "amount" and _goes_on(amount, end.value):
            return Fact("amount", at, end.end, replace(end.value, low=first))
    return Fact("amount", at, stop, amount) if last > 0 else Fact("swallowed", at, stop)


def _goes_on(low: Amount, high: Amount) -> bool:
    return low.kind == high.kind and (high.low or 0) > (low.low or 0) and high.unit.startswith(low.unit)


# 0.016 mg/kg/IgE (IU/mL): a dose that a level determines
_BY_LEVEL = re.compile(
    r"\s?(?:/|per\s)\s?[\[(]?ige?(?![a-z])|(?<=kg)\s(?:ige\b|immunoglob\w+\se\b)|\s?(?:/|per\s)\s?\[?iu\b"
)


# 7.5 mg to 25 mg is a range, unless the dose rises from the one to the other
_TO_AMOUNT = re.compile(r"\s?(?:-|~|(?:(?:and\s)?up\s)?to)\s?(?=\d)")
_TWO_IN_ONE = re.compile(r"\d[\d.]*\s?mg-\d[\d.]*\s?mg(?=(?:\s\w+)?\s(?:tablet|capsule))")  # 10 mg-20 mg capsule
_AND_AT_MOST = re.compile(r"\s(?:and|to)\s(?:an?\s)?maximum\sof\s(?=\d)")  # a minimum of 5 mg and a maximum of 20 mg
_AND = re.compile(r"\sand\s(?=\d)")  # between 6 mg and 12 mg/day
_FROM = ("ranging from ", "range from ", "ranges from ", "ranged from ", "between ")
_RISES_FROM = re.compile(r"\b(?:increas|escalat|titrat|rais)\w*\W(?:\w+\W+){0,3}from\s$")
_RISES = re.compile(r"\b(?:increas|escalat|titrat|ramp|rais|reduc|decreas|chang|adjust|taper)\w*\W(?:\w+\W+){0,4}$")


_PAIR_BEHIND = re.compile(r"(?:\s?/\s?\d[\d.]*\s?(?:mg|mcg|µg|g)(?![a-z]))+(?:\s?/\s?\d[\d.]*\s?ml)?")


_A_DAY = re.compile(r"\s(?:daily|(?:a|per|each)\sday)\b")


def _product(match: re.Match[str]) -> Fact | tuple[Fact, ...] | None:
    """``2 x 200 mg`` is 400 mg at a time; ``5 x 5 Gy`` five fractions of 5 Gy."""
    unit, per = unit_of(match["unit"]), denominators(match["per"])
    if per is None:
        return Fact("swallowed", match.start(), match.end())
    count, each = number(match["count"]), number(match["low"])
    if pair := _PAIR_BEHIND.match(match.string, match.end()):
        return Fact("swallowed", match.start(), pair.end())  # 1 x 5 mg/500 mg
    if unit.kind == "radiation":
        amount = Amount(each, each, unit.ucum, "fraction", unit.kind)
        return (
            Fact("fractions", match.start("count"), match.end("count"), int(count)),
            Fact("amount", match.start("low"), match.end(), amount),
        )
    if per[0]:  # 5 x 25 mg/m2: so many doses, each of a size of its own
        amount = Amount(tidy(each * unit.factor), tidy(each * unit.factor), unit.ucum + per[0], per[1], unit.kind)
        return (
            Fact("doses", match.start("count"), match.end("count"), int(count)),
            Fact("amount", match.start("low"), match.end(), amount),
        )
    if unit.kind == "form" and _A_DAY.match(match.string, match.end()):  # 2 x 15 drops daily
        return Fact("amount", match.start("low"), match.end(), Amount(each, each, unit.ucum, "dose", unit.kind))
    total = tidy(count * each * unit.factor)
    return Fact("amount", match.start(), match.end(), Amount(total, total, unit.ucum + per[0], per[1], unit.kind))


def _listed(low: str, match: re.Match[str], each: str = DIGITS) -> tuple[Fact, ...] | Fact | None:
    unit, per = unit_of(match["unit"]), denominators(match["per"])
    if unit.kind not in _AFTER_LISTED or per is None:
        return Fact("swallowed", match.start(), match.end()) if per is None else None
    items = list(re.finditer(each, match["items"]))
    values = [tidy(number(item[0]) * unit.factor) for item in items]
    if len(items) == 2 and values[0] < values[1] and low.endswith("between ", 0, match.start()):
        amount = Amount(values[0], values[1], unit.ucum + per[0], per[1], unit.kind)
        return Fact("amount", match.start(), match.end(), amount)
    base, facts = match.start("items"), []
    for item, value in zip(items, values, strict=True):
        end = match.end() if item is items[-1] else base + item.end()
        if value > 0:  # 0, 5 or 10 mg
            amount = Amount(value, value, unit.ucum + per[0], per[1], unit.kind)
            facts.append(Fact("amount", base + item.start(), end, amount))
    return tuple(facts)


# 10^6 CAR-T/kg
_OF_WEIGHT = re.compile(r"\s(?:[a-z0-9+.-]{1,20}\s){0,2}[a-z0-9+.-]{1,20}\s?/\s?kg(?![a-z])")


def _bare(low: str, match: re.Match[str]) -> Fact | None:
    first, last = _bounds(match, "count")
    if first is None or last is None or last < 1000:
        return None
    unit = "{cells}/kg" if match["per"] or _OF_WEIGHT.match(low, match.end()) else "{cells}"
    return Fact("amount", match.start(), match.end(), Amount(first, last, unit, None, "bare"))
