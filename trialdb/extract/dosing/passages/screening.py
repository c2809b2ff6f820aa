"""Which amounts of a sentence are doses; the others are caps, strengths, diluents, or no matter of dosing at all."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.amounts import supplies, volumes
from trialdb.extract.dosing.amounts.radiation import screen_radiation
from trialdb.extract.dosing.amounts.restating import (
    IN_ALL,
    SUM_AFTER,
    TOTAL_AFTER,
    is_same_mass,
    is_share_of_day,
    is_sum_of_day,
    multiplied,
    of_a_day,
    restates,
    without_weaker,
)
from trialdb.extract.dosing.facts import HANDED_OUT, Amount, Fact, Screened, before, stems_before
from trialdb.extract.dosing.passages.roles import role_of

# maximum dose 14 mg · not to exceed 150 mg · capped at 2 mg
_CAP = re.compile(
    r"\b(?:at\smost(?<=\(at\smost)|max(?:imum|imal|\.)?|not\s(?:to\s)?exceed(?:ing)?|not\smore\sthan|never\sexceed(?:ing)?|cap(?:ped)?|"
    r"limit(?:ed)?|no\smore\sthan|exceeds?|exceeding|ceiling)\W{1,2}"
    r"(?:(?:i\.e\.?|adult|child|pa?ediatric|cumulative|total|single|daily|weekly|individual|allowed|dose|doses|does|dosage|of|is|being|applied|at|be|will|a|an|to|per|day|"
    r"absolute|permitted|tolerated|up|the|infusion)\W{1,2}){0,6}$"
)
_BY_SIZE = re.compile(r"[^/]+/(?:kg|m2)")
_CAPS = frozenset({"most", "max", "maxi", "exce", "more", "cap", "capp", "limi", "ceil"})
# [15 mg/kg, 650 mg maximum]
_CAP_AFTER = re.compile(r"\s(?:max|maximum)(?:\sdose)?\s?[.;,)\]]")
# 4 capsules (2 white, 200 mg each)
_EACH_BEHIND = re.compile(r"\s?each\b(?!\s(?:time|day|dose))")
_OF_FORMS = re.compile(r"[\s-](?:tablets|capsules)\b")
_VIALS = re.compile(r"[\s-]vials?\b")  # 300 mg as two injections of 150 mg vials
# not more than 150 mg per site: of what is divided among places
_PER_SITE = re.compile(r"\s(?:(?:per|at\seach|in\seach)\s)?(?:injection\s)?site\b")
# a total dose of 70 Gy · cumulative dose of 300 mg
_TOTAL = re.compile(
    r"\b(?:total|cumulative)\W{1,3}(?:(?:radiation|prescribed|prescription|cumulative|dose|of|is|was|will|be|amount|to|a|"
    r"target|given|over|\d{1,3}|days|weeks)\W{1,3}){0,5}$|\btotal\s(?!daily|weekly|monthly)[a-z-]{5,}\sdose\sof\s$"
)
_TOTALS = frozenset({"tota", "cumu"})
# each session consists of a total of 6 mL · a total dose of 50 uL per nostril · (in total 3 tablets) once daily
_A_TIME = re.compile(r"\b(?:each|every)\s(?:\w+\s){0,2}(?:session|injection|visit|treatment|application)\b[^.;]*$")
_EACH_TIME = re.compile(
    r"\)?\sonce\s(?:daily|a\sday)\b|"
    r"\s(?:per|in\seach|each|every)\s(?:nostril|eye|session|challenge|injection|visit|application)\b"
)
# a daily dose of 40 mg · total daily dose 3500 mg
_DAILY = re.compile(
    r"\b(?:daily|per\sday)\W{1,2}(?:total\W{1,2})?(?:dose|dosage|doses|amount|intake)\W{1,2}(?:(?:of|is|was|to|at|"
    r"from|up|will|be|range|permitted|allowed)\W{1,2}){0,5}(?:[a-z-]{5,}\s)?$"
)
_DAILY_AFTER = re.compile(
    r"\s\(?total\sdaily\sdose\b|\s?,?\sdaily\sdosage\b(?!\s(?:given|taken|as)\b)|(?:[\s-](?:tablets?|capsules?|pills?))?(?:\s(?:to\sbe\s)?taken|\sof\seach)?\s?(?:per|a)\s(?:day\b|night(?=[^.;]{0,30}\sdivided\s))|\s(?:daily\s|(?:will\sbe\s|to\sbe\s)?(?:given\s|administered\s|taken\s)|orally\s|po\s|[a-z]{6,}\s)?(?:in|as|divided\sin(?:to)?)\s(?:\w+\s)?(?:\w+\s)?divided\s(?:daily\s)?doses(?!\W{1,3}(?:one|each|1)\s(?:on|in|into|injection|per)\b)"
)
_DAILY_TOTAL = re.compile(r"\stotal\sdaily\sdos(?:e|age)\b")
_SEVERAL_A_DAY = re.compile(r"\b(?:[bt]id|[bt]\.i\.d|twice|(?:two|three)\stimes|split|divided)\b")
# 2000 mg/m2 by mouth, divided into twice daily dosing · 1 mg/kg, no more than 60 mg/day, divided in 2 doses
_DIVIDED = re.compile(
    r"(?:[^.;\d]|(?<=max)\.){0,60}(?:[\d,.]+\s?m?g(?:/d(?:ay)?)?,?\s)?\bdivided\sin(?:to)?\s"
    r"(?:twice\b|(?:two|three|[23])\s(?:\(\d\)\s)?(?:\w+\s){0,2}?(?:doses|intakes|portions|times)\b(?!\s(?:per|a)\sweek))"
)

# a daily dose of 0.125 mg t.i.d.
_SEVERAL_DAILY = re.compile(r"\s?(?:[btq]\.?i\.?d\b|twice\b|(?:two|three|2|3)\stimes\b)")
_WEEKLY = re.compile(r"\bweekly\W{1,2}(?:total|cumulative)\W{1,2}dose\W{1,2}(?:of\W)?$")
_UP_TO = re.compile(r"\b(?:up\sto|no\smore\sthan|at\smost)\W{1,2}(?:(?:a|the|total|dose|of)\W{1,2}){0,4}$")
_AT_MOST = frozenset({"up", "more", "most"})


def _per(low: str, start: int, end: int, fact: Fact, amount: Amount, lead: list[str]) -> str | None:
    if amount.per:
        return amount.per
    is_of_day = before(_DAILY, low, start, fact.start, word="da") and not _SEVERAL_DAILY.match(low, fact.end, end)
    is_divided = low.find("divided in", fact.end, fact.end + 80) >= 0 and _DIVIDED.match(low, fact.end, end)
    if is_of_day or is_divided or _DAILY_AFTER.match(low, fact.end, end):
        return "day"
    if _DAILY_TOTAL.match(low, fact.end, end) and _SEVERAL_A_DAY.search(low, start, end):
        return "day"
    is_in_all = not _TOTALS.isdisjoint(lead) and before(_TOTAL, low, start, fact.start)
    if is_in_all and (before(_A_TIME, low, start, fact.start, 100) or _EACH_TIME.match(low, fact.end, end)):
        return None
    if is_in_all or TOTAL_AFTER.match(low, fact.end, end):
        return "total"
    return "week" if before(_WEEKLY, low, start, fact.start, word="weekly") else None


# infused at 15 mg/min · at a rate of 50 mg/h
_INITIAL_RATE = re.compile(r"\binitial\s(?:infusion\s)?rate\s(?:of\s)?$")
_AT_RATE = re.compile(r"\b(?:rate|speed)\s(?:of\s)?$|\bat\s(?:up\sto\s)?$")


def _is_rate(low: str, fact: Fact, amount: Amount, kept: list[Screened]) -> bool:
    """How fast an infusion runs: any volume by the hour, any other amount beside a dose."""
    if not amount.unit.endswith(("/h", "/min")):
        return False
    if amount.kind == "volume" or before(_INITIAL_RATE, low, 0, fact.start, word="rate"):
        return True
    is_beside = any(not one.amount.unit.endswith(("/h", "/min")) for one in kept)
    return is_beside and before(_AT_RATE, low, 0, fact.start) is not None


_OF_CELLS = re.compile(r"cell|lymphocyte|\bcar|\btils?\b|\bnk\b|fraction|dose|infusion|vector|virus")
_PLUS = re.compile(r"\+\s?$")
_MOST_FORMS = 12  # tablets at a time; 28 tablets are a pack
_MOST = {"L": 20}  # (27L) peptide


def _is_share(low: str, start: int, whole: Screened, amount: Amount) -> bool:
    """``4 capsules (2 white, 200 mg each)``, ``a total of 6 mL, 3 mL each into …``: part of what is said before."""
    if whole.amount.kind == "form":
        return True
    is_less = whole.amount.unit == amount.unit and (amount.high or 0) < (whole.amount.high or 0)
    return is_less and before(_TOTAL, low, start, whole.fact.start) is not None


# 6 tablets of drug X at 250 mg each
_AT = re.compile(r"\s(?:of\s(?:[\w-]+\s){1,3})?(?:at\s|(?<!\sof\s))")


def _times(forms: Amount, each: Amount) -> Amount:
    """So many tablets, each of an amount."""
    if forms.low is None or forms.high is None or each.low is None or each.high is None:
        return forms
    return replace(each, low=each.low * forms.low, high=each.high * forms.high)


def _is_of_forms(low: str, end: int, kept: list[Screened], fact: Fact) -> bool:
    """``3 capsules of drug X (1 g capsules)``: the strength of what is counted."""
    is_counted = bool(kept) and kept[-1].amount.kind == "form" and fact.value.kind != "form"
    is_bracketed = is_counted and low.rfind("(", kept[-1].fact.end, fact.start) >= 0
    return is_bracketed and _OF_FORMS.match(low, fact.end, end) is not None


_SUM = re.compile(r"\btotal\s(?:daily\s)?dose\s(?:of\s)?$")


def _is_sum(kept: list[Screened], amount: Amount) -> bool:
    parts = [one.amount.high or 0 for one in kept if one.amount.unit == amount.unit]
    return len(parts) > 1 and abs(sum(parts) - (amount.high or 0)) < sum(parts) / 1000


def _is_sum_in_brackets(low: str, previous: Screened, fact: Fact, amount: Amount, end: int) -> bool:
    """``2 mg/kg daily (for 14 days; 28 mg/kg total dose)``: what a dose adds up to."""
    is_more = previous.amount.unit == amount.unit and (amount.high or 0) > (previous.amount.high or 0)
    opening = low.rfind("(", previous.fact.end, fact.start) if is_more and SUM_AFTER.match(low, fact.end, end) else -1
    is_repeated = opening == fact.start - 1 and _FOR_DAYS.search(low, previous.fact.end, opening) is not None
    return (is_repeated or 0 <= opening < fact.start - 1) and low.find(")", opening, fact.start) < 0


_FOR_DAYS = re.compile(r"\b(?:for|x|times)\s\w+\s(?:consecutive\s)?(?:days|doses|weeks)\b")
_COUNTED_OUT = re.compile(r"\d+\s(?:tablets|tabs|capsules|caps|pills)\s?[(,]")  # 2 tablets (200 mg each)


def _is_again(low: str, previous: Screened, fact: Fact) -> bool:
    """``400 mg, 2 tablets (200 mg each)``: how the amount before is handed out."""
    gap = low[previous.fact.end : fact.start].rsplit(")", 1)[-1]
    return gap.strip() in (",", "as", "=", "") and _COUNTED_OUT.match(low, fact.start) is not None


# 1600 mg/m2/day (800 mg/m2 twice daily) · 1600 mg/m2/day, given as 800 mg/m2 twice daily
_GIVEN_AS = re.compile(r"\s?[(\[]\s?|,?\s(?:(?:given|administered|taken)\s)?as\s\(?")
_OF_ELEMENT = re.compile(r"\s(?:of\s)?(?:elemental\s)?(?:iron|calcium|zinc|magnesium|potassium)\b")  # 5 g A (1 g iron)


def screen(low: str, start: int, end: int, facts: list[Fact]) -> list[Screened]:
    """The amounts among ``facts`` that state a dose, a cap of one, or a dose per fraction; in order."""
    kept: list[Screened] = []
    is_alone = all(fact.value.kind == "volume" for fact in facts if fact.kind == "amount")
    for fact in facts:
        if fact.kind != "amount":
            continue
        amount: Amount = fact.value
        if volumes.is_no_dose(low, start, end, fact, amount, is_alone) or _is_rate(low, fact, amount, kept):
            continue
        if supplies.is_no_dose(low, start, end, fact, amount):
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
        if _PER_SITE.match(low, fact.end, end):
            continue
        if kept and _EACH_BEHIND.match(low, fact.end, end) and _is_share(low, start, kept[-1], amount):
            if _AT.fullmatch(low, kept[-1].fact.end, fact.start):
                kept[-1] = replace(kept[-1], amount=_times(kept[-1].amount, amount))
            continue
        if _is_of_forms(low, end, kept, fact):
            continue
        if kept and kept[-1].amount.unit == amount.unit and _VIALS.match(low, fact.end, end):
            continue
        lead = stems_before(low, start, fact.start)
        if kept and _BY_SIZE.fullmatch(kept[-1].amount.unit) and low[kept[-1].fact.end : fact.start] == " (up to ":
            kept.append(Screened(fact, replace(amount, low=None), "cap"))  # 8 mg/kg (up to 500 mg)
            continue
        is_cap = not _CAPS.isdisjoint(lead) and before(_CAP, low, start, fact.start)
        if is_cap or (kept and _CAP_AFTER.match(low, fact.end, end)):
            if amount.kind == "form" and not kept:
                continue
            kept.append(Screened(fact, replace(amount, low=None), "cap"))
            continue
        previous = kept[-1] if kept else None
        if previous and low[fact.start - 1] == "(" and _OF_ELEMENT.match(low, fact.end):
            continue
        if (
            previous
            and _GIVEN_AS.fullmatch(low, previous.fact.end, fact.start)
            and is_share_of_day(low, end, previous.amount, fact, amount)
        ):
            kept[-1] = replace(previous, fact=replace(fact, start=previous.fact.start), amount=amount)
            continue
        if previous and is_sum_of_day(low, previous, fact, amount):
            continue
        if previous and previous.use == "dose" and not amount.parts and restates(low, previous, fact, amount):
            if previous.amount.kind in HANDED_OUT and amount.kind not in HANDED_OUT:  # 5 mL (10 mg)
                kept[-1] = replace(previous, fact=replace(fact, start=previous.fact.start), amount=amount)
            continue
        if previous and previous.amount.unit == amount.unit and before(IN_ALL, low, start, fact.start):
            continue  # 2.5 g/m2 on days 0-3 (total dose = 10 g/m2)
        if previous and _is_sum_in_brackets(low, previous, fact, amount, end):
            continue
        if len(kept) > 1 and before(_SUM, low, start, fact.start) and _is_sum(kept, amount):
            continue  # 0.2 mL A, 0.2 mL B and 0.2 mL C for a total daily dose of 0.6 mL
        amount = replace(amount, per=_per(low, start, end, fact, amount, lead))
        if amount.low == amount.high and not _AT_MOST.isdisjoint(lead) and before(_UP_TO, low, start, fact.start, 45):
            amount = replace(amount, low=None)
        if (
            previous
            and previous.amount.per == "total"
            and amount.per is None
            and _PLUS.search(low, previous.fact.end, fact.start)
        ):
            amount = replace(amount, per="total")  # total dose: 5 mg of A + 140 mg of B
        whole = multiplied(low, start, end, fact, amount)
        if (
            previous
            and is_same_mass(previous.amount, whole)
            and (whole is not amount or _is_again(low, previous, fact))
        ):
            continue
        amount = whole
        following = next(
            (
                other.start
                for other in facts
                if other.kind == "amount" and other.start >= fact.end and other.value.kind not in HANDED_OUT
            ),
            end,
        )
        kept.append(Screened(fact, amount, "dose", role_of(low, start, end, fact, following)))
    return without_weaker(low, of_a_day(low, kept))
