"""Which amounts of a sentence are doses; the others are caps, strengths, diluents, or no matter of dosing at all."""

from __future__ import annotations

import re

from trialdb.extract.dosing.facts import HANDED_OUT, Amount, Fact, Screened, before
from trialdb.extract.dosing.lexicon import is_agent_word
from trialdb.extract.dosing.radiation import screen_radiation

# maximum dose 14 mg · not to exceed 150 mg · capped at 2 mg
_CAP = re.compile(
    r"(?:\(at\smost|\bmax(?:imum|imal|\.)?|not\s(?:to\s)?exceed(?:ing)?|never\sexceed(?:ing)?|cap(?:ped)?|"
    r"limit(?:ed)?|no\smore\sthan|exceeds?|exceeding|ceiling)\W{1,2}"
    r"(?:(?:i\.e\.?|cumulative|total|single|daily|weekly|individual|allowed|dose|doses|does|dosage|of|is|being|applied|at|be|will|a|an|to|per|day|"
    r"absolute|permitted|tolerated|up|the|infusion)\W{1,2}){0,6}$"
)
# a total dose of 70 Gy · cumulative dose of 300 mg
_TOTAL = re.compile(
    r"\b(?:total|cumulative)\W{1,3}(?:(?:radiation|prescribed|prescription|cumulative|dose|of|is|was|amount|to|a|"
    r"target|given|over|\d{1,3}|days|weeks)\W{1,3}){0,5}$"
)
# a daily dose of 40 mg · total daily dose 3500 mg
_DAILY = re.compile(
    r"\b(?:daily|per\sday)\W{1,2}(?:total\W{1,2})?(?:dose|dosage|doses|amount|intake)\W{1,2}(?:(?:of|is|was|to|at|"
    r"from|up)\W{1,2}){0,2}$"
)
_DAILY_AFTER = re.compile(
    r"\s?(?:per|a)\sday\b|\s(?:daily\s)?(?:in|as|divided\sin(?:to)?)\s(?:\w+\s)?(?:\w+\s)?divided\sdoses"
)
_TOTAL_AFTER = re.compile(r"\s(?:\(\s?total\s?\)|in\stotal\b)")
_WEEKLY = re.compile(r"\bweekly\W{1,2}(?:total|cumulative)\W{1,2}dose\W{1,2}(?:of\W)?$")
_UP_TO = re.compile(r"\b(?:up\sto|no\smore\sthan|at\smost)\W{1,2}(?:(?:a|the|total|dose|of)\W{1,2}){0,4}$")
_LOADING = re.compile(
    r"\b(?:loading|load\spre-?operative(?:ly)?)\W{1,2}(?:(?:dose|doses|of|is|was|at|a|an|iv|oral|intravenous|with|single|infusion|bolus|phase|"
    r"first)\W{1,2}){0,4}$"
)
_LOADING_AFTER = re.compile(
    r"[\s,]{1,2}(?:(?:iv|oral|intravenous|single|bolus)\W{1,2}){0,2}(?:as\W(?:a\W)?)?loading\b|"
    r"[\s,]{1,2}\w+\s(?:as\W(?:a\W)?)?loading\sdose\b|"
    r"(?:\s(?:sc|iv|im|po|orally|subcutaneously|intravenously))?\s?\((?:as\sa\s)?loading\s(?:dose|phase)\s?[,;)]"
)
_MAINTENANCE = re.compile(
    r"\bmaintenance(?:\W{1,2}(?:(?:dose|doses|dosing|dosage|of|is|was|at|a|an|iv|oral|with)\W{1,2}){1,4}|\s)$"
)
_MAINTENANCE_AFTER = re.compile(r"\W{1,2}(?:\w+\W{1,2}){0,2}(?:as\W(?:a\W)?)?maintenance\sdos")
# in 250 mL saline · diluted to 100 mL · 100 mL of normal saline
_DILUENT = re.compile(
    r"\b(?:in|diluted|dissolved|diluting|into|mixed|made\sup|reconstituted|volume)\W{1,2}(?:(?:in|with|to|a|an|of|"
    r"about|total|volume|approximately|final|up)\W{1,2}){0,4}$"
)
_DILUENT_AFTER = re.compile(
    r"\W{1,2}(?:of\W)?(?:\d\.\d+%\W{1,2})?(?:(?:normal|sterile|isotonic|physiological|glass(?:es)?|bag|"
    r"syringe|warm|tap|still)\W{1,2}(?:of\W)?)?(?:saline|ns\b|d5w|dextrose|glucose|water|nacl|sodium\schloride|diluent|syringe|"
    r"vials?|bag|bottle|tube)"
)
# what stands between a dose and brackets that say it again: no word, or how it is given
_SAYS_MORE = re.compile(
    r"\b(?!(?:of|dose|doses|total|daily|body|weight|day|per|oral|orally|iv|tablets?|capsules?|in|once|twice|bid|qd|a|"
    r"kg)\b)[a-z]{2,}"
)

_FORM_AFTER = re.compile(
    r"[\s-]{1,2}(?:\w+\s)?(?:tablets?|capsules?|tabs?|caps|pills?|vials?|patch(?:es)?|softgels?|cartridges?|injections?|sachets?|"
    r"ampoules?|sprays?|puffs?)\b"
)
# 500 mg x 2 tablets
_FORMS_BEHIND = re.compile(
    r"\s?x\s?(?P<n>[1-9]|1\d)\s(?:tablets?|capsules?|tabs?|caps|pills?|vials?|patches|sachets?)\b"
)
_EACH = re.compile(
    r"\b(?:[2-9]|two|three|four|five|six)\s(?:tablets|capsules|pills|vials)\s(?:of\s)?$"
)  # 2 pills 300 mg each
_COUNT = re.compile(r"\b(?P<n>one|two|three|four|five|six|eight|ten|\d{1,2})\s(?:x\s?)?$")

_COUNT_OF = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}


_AN_AMOUNT = re.compile(r"\d\s?[a-zµ/2]{1,12}\s$")  # 4 mg/kg loading dose, 2 mg/kg …


def _role(low: str, start: int, end: int, fact: Fact) -> str | None:
    loading = before(_LOADING, low, start, fact.start, word="load")
    is_of_other = loading and "," in loading[0] and before(_AN_AMOUNT, low, start, loading.start(), 16)
    if (loading and not is_of_other) or _LOADING_AFTER.match(low, fact.end, end):
        return "loading"
    if before(_MAINTENANCE, low, start, fact.start, word="maintenance") or _MAINTENANCE_AFTER.match(low, fact.end, end):
        return "maintenance"
    return None


def _per(low: str, start: int, end: int, fact: Fact, amount: Amount) -> str | None:
    if amount.per:
        return amount.per
    if before(_DAILY, low, start, fact.start, word="da") or _DAILY_AFTER.match(low, fact.end, end):
        return "day"
    if before(_TOTAL, low, start, fact.start) or _TOTAL_AFTER.match(low, fact.end, end):
        return "total"
    return "week" if before(_WEEKLY, low, start, fact.start, word="weekly") else None


# a sham of it: injections of 10 mL of saline, and nothing else in the sentence that it might carry
_GIVEN = re.compile(
    r"(?:\b(?:inject(?:ed|ions?)?|infusions?|instillations?|receive[ds]?)(?:\Wwith)?|\b(?:administer(?:ed)?|given))\W"
    r"(?:(?:of|an?|total|single|the)\W){0,4}$"
)
_GIVEN_AFTER = re.compile(
    r"[^.;]{0,40}?\b(?:(?:is|are|was|were|will be|be)\s)?(?:injected|infused|instilled)\b|"
    r"\W(?:of\W)?(?:normal\W)?saline\W(?:solution\W)?injections?\b"
)


def _is_diluent(low: str, start: int, end: int, fact: Fact, amount: Amount, is_alone: bool) -> bool:
    if amount.kind != "volume":
        return False
    if before(_DILUENT, low, start, fact.start):
        return True
    is_given = is_alone and (before(_GIVEN, low, start, fact.start) or _GIVEN_AFTER.match(low, fact.end, end))
    return not is_given and _DILUENT_AFTER.match(low, fact.end, end) is not None


# infused at 15 mg/min · at a rate of 50 mg/h
_AT_RATE = re.compile(r"\b(?:rate|speed)\s(?:of\s)?$|\bat\s(?:up\sto\s)?$")


def _is_rate(low: str, fact: Fact, amount: Amount, kept: list[Screened]) -> bool:
    """How fast an infusion runs: any volume by the hour, any other amount beside a dose."""
    if not amount.unit.endswith(("/h", "/min")):
        return False
    if amount.kind == "volume":
        return True
    is_beside = any(not one.amount.unit.endswith(("/h", "/min")) for one in kept)
    return is_beside and before(_AT_RATE, low, 0, fact.start) is not None


_IN_ALL = re.compile(r"\((?:for\s)?(?:a\s)?total\W{1,3}(?:(?:daily|dose|of|weekly)\W{1,3}){0,3}$")
_MOST_FORMS = 12  # tablets at a time; 28 tablets are a pack
_MOST = {"L": 20}  # (27L) peptide


def screen(low: str, start: int, end: int, facts: list[Fact]) -> list[Screened]:
    """The amounts among ``facts`` that state a dose, a cap of one, or a dose per fraction; in order."""
    kept: list[Screened] = []
    is_alone = all(fact.value.kind == "volume" for fact in facts if fact.kind == "amount")
    for fact in facts:
        if fact.kind != "amount":
            continue
        amount: Amount = fact.value
        if _is_diluent(low, start, end, fact, amount, is_alone) or _is_rate(low, fact, amount, kept):
            continue
        if (amount.high or 0) > _MOST.get(amount.unit, _MOST_FORMS if amount.kind == "form" else 1e30):
            continue
        if amount.kind == "form" and low[fact.start - 1 : fact.start] + low[fact.end : fact.end + 1] == "()":
            continue
        if amount.kind == "bare" and not _OF_CELLS.search(low, start, end):
            continue
        if amount.kind == "radiation":
            if radiation := screen_radiation(low, start, end, fact, amount):
                kept.append(radiation)
            continue
        if before(_CAP, low, start, fact.start):
            if amount.kind == "form" and not kept:
                continue
            kept.append(Screened(fact, amount._replace(low=None), "cap"))
            continue
        previous = kept[-1] if kept else None
        if (
            previous
            and low[previous.fact.end : fact.start].strip() in ("(", "[")
            and _is_share_of_day(low, end, previous.amount, fact, amount)
        ):
            kept[-1] = previous._replace(fact=fact._replace(start=previous.fact.start), amount=amount)
            continue
        if previous and previous.use == "dose" and _restates(low, previous, fact, amount):
            if previous.amount.kind in HANDED_OUT and amount.kind not in HANDED_OUT:  # 5 mL (10 mg)
                kept[-1] = previous._replace(fact=fact._replace(start=previous.fact.start), amount=amount)
            continue
        if previous and previous.amount.unit == amount.unit and before(_IN_ALL, low, start, fact.start):
            continue  # 2.5 g/m2 on days 0-3 (total dose = 10 g/m2)
        amount = amount._replace(per=_per(low, start, end, fact, amount))
        if before(_UP_TO, low, start, fact.start, 45) and amount.low == amount.high:
            amount = amount._replace(low=None)
        multiplied = _multiplied(low, start, end, fact, amount)
        if previous and multiplied is not amount and _is_same_mass(previous.amount, multiplied):
            continue
        amount = multiplied
        kept.append(Screened(fact, amount, "dose", _role(low, start, end, fact)))
    return _without_weaker(low, kept)


_WORD = re.compile(r"[a-z]{5,}")
_OF_CELLS = re.compile(r"cell|lymphocyte|\bcar|\btils?\b|\bnk\b|fraction|dose|infusion|vector|virus")


def _restates(low: str, previous: Screened, fact: Fact, amount: Amount) -> bool:
    """``4 mg (two 2 mg tablets)``, ``40 mg (1 mL)``: the same dose said again in brackets."""
    gap = low[previous.fact.end : fact.start]
    opening = gap.rfind("(")
    if opening < 0 or ")" in gap[opening:] or len(gap) > 60 or gap.startswith("(with ", opening):
        return False
    said = low[max(0, previous.fact.start - 60) : previous.fact.end]
    if _is_of_other(said, gap[opening:], previous.amount, amount) or _names_other(said, gap[:opening]):
        return False
    is_counted = before(_COUNT, low, fact.start - len(gap), fact.start) or not _SAYS_MORE.search(gap[:opening])
    if (is_counted and _FORM_AFTER.match(low, fact.end)) or _FORMS_BEHIND.match(low, fact.end):
        return True
    if before(_EACH, low, fact.start - len(gap), fact.start):
        return True  # (four 500 mg capsules), (1 - 5 mg and 2 - 20 mg capsules)
    if _is_same_mass(previous.amount, amount) or (
        amount.unit == previous.amount.unit
        and (before(_IN_ALL, low, 0, fact.start) or _TOTAL_AFTER.match(low, fact.end))
    ):
        return True  # two 50 mg tablets (100 mg in total)
    if _SAYS_MORE.search(gap[:opening]):
        return False
    is_alone = re.match(r"\s?\)", low[fact.end : fact.end + 2]) is not None
    return is_alone or amount.unit != previous.amount.unit


def _names_other(before: str, gap: str) -> bool:
    """``A (500 mg), B (500 mg)``: another drug stands between the two."""
    return ")" in gap and any(is_agent_word(word) and word not in before for word in _WORD.findall(gap))


def _is_of_other(before: str, gap: str, one: Amount, other: Amount) -> bool:
    """``A 100 mg (B 40 mg)``: brackets that name another drug; not ``(equivalent to B 40 mg)``."""
    named = [word for word in _WORD.findall(gap) if is_agent_word(word)]
    is_other = bool(named) and not any(word in before for word in named)
    return is_other and "equivalent" not in gap and not _is_same_mass(one, other)


def _multiplied(low: str, start: int, end: int, fact: Fact, amount: Amount) -> Amount:
    """``two 500 mg tablets`` is a dose of 1000 mg."""
    if amount.kind not in ("mass", "activity") or amount.low is None or amount.high is None:
        return amount
    count = _FORMS_BEHIND.match(low, fact.end, end) or (
        before(_COUNT, low, start, fact.start) if _FORM_AFTER.match(low, fact.end, end) else None
    )
    if not count:
        return amount
    number = _COUNT_OF.get(count["n"]) or int(count["n"])
    return amount._replace(low=amount.low * number, high=amount.high * number)


_GRAMS = {"g": 1e6, "mg": 1e3, "ug": 1.0}


def _is_same_mass(one: Amount, other: Amount) -> bool:
    """``10 mg as two 5 mg tablets``, ``2 g (four 500 mg capsules)``."""
    if one.unit not in _GRAMS or other.unit not in _GRAMS or one.high is None or other.high is None:
        return False
    return abs(one.high * _GRAMS[one.unit] - other.high * _GRAMS[other.unit]) < 1e-6 * one.high * _GRAMS[one.unit]


def _without_weaker(low: str, kept: list[Screened]) -> list[Screened]:
    """A volume or a number of tablets beside the amount itself is how it is handed out."""
    result: list[Screened] = []
    for index, one in enumerate(kept):
        if one.use == "dose" and one.amount.kind in HANDED_OUT:
            near = [
                other
                for other in kept[max(0, index - 1) : index + 2]
                if other is not one
                and other.use == "dose"
                and other.amount.kind not in HANDED_OUT
                and not re.search(
                    r"[;.]|\band\b|\bthen\b|\bplus\b",
                    low[min(one.fact.end, other.fact.end) : max(one.fact.start, other.fact.start)],
                )
            ]
            if near:
                continue
        result.append(one)
    return result


_TIMES_A_DAY = re.compile(
    r"\s(?:(?P<two>bid|b\.i\.d|twice)|(?P<three>tid|t\.i\.d|three\stimes)|(?P<four>qid|q\.i\.d|four\stimes))"
)


def _is_share_of_day(low: str, end: int, day: Amount, fact: Fact, amount: Amount) -> bool:
    """Whether an amount in brackets is one of the doses that a day's amount is made of."""
    times = _TIMES_A_DAY.match(low, fact.end, end)
    if not times or day.per != "day" or day.unit != amount.unit or day.high is None or amount.high is None:
        return False
    count = 2 if times["two"] else 3 if times["three"] else 4
    return abs(amount.high * count - day.high) < 1e-6 * day.high
