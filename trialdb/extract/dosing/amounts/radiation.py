"""Radiotherapy: the total dose, and what one fraction or session gives."""

from __future__ import annotations

import re
from collections import defaultdict

from msgspec.structs import replace

from trialdb.extract.dosing.amounts.numerals import tidy
from trialdb.extract.dosing.drafts import Draft
from trialdb.extract.dosing.facts import Amount, Fact, Screened, before

_TOTAL = re.compile(
    r"\b(?:total|cumulative|to|up\sto)\W{1,2}"
    r"(?:(?:radiation|prescribed|prescription|cumulative|dose|of|is|was|amount|to|a|target)\W{1,2}){0,4}$"
)
_IN_COUNTED = re.compile(
    r"\s?\(?(?:in|over|as|delivered\sin|given\sin)\s\d{1,2}\s(?:daily\s|equal\s)?(?:fractions|fx)\b"
)  # 60 Gy in 30 fractions
_IN_FRACTIONS = re.compile(r"[^.;\d]{0,30}\d{0,2}(?:\s?(?:-|to)\s?\d{1,2})?[^.;\d]{0,12}\bfractions?\b")
# 2 Gy per fraction · 2 Gy/day fractions · 1.8 Gy fx
_FRACTION_AFTER = re.compile(
    r"[\s-]?(?:(?:/|per|daily|once|a|each|qd|/day|per\sday|once-daily|single|/d)[\s-]?){0,3}(?:fractions?|fx|fr|f)\b"
)
# 5 fractions of 7.25 Gy · dose per fraction 2 Gy · in daily doses of 1.8 Gy
_FRACTION_BEFORE = re.compile(
    r"(?:\bfractions?\s?(?:size\s|dose\s)?(?:of|at|with|,|:|=|@|is|was)\s?(?:a\s|dose\s|of\s){0,3}|"
    r"\bfractional\sdose\s(?:of\s)?"
    r"|\b(?:daily\s(?:doses?|fractions?)|single\sdoses?)\s(?:of\s)?)$"
)
_SINGLE_FRACTION = re.compile(r"\bsingle[\s-]fraction\s(?:of\s)?$")
# 1.8 Gy per day · 2 Gy daily · 2.8 Gy/treatment
_PER_SESSION = re.compile(
    r"\s?(?:/|per\s|a\s|each\s)\s?(?:treatment|session|day|d\b)|\s(?:radiation/day|once\sdaily|daily|qd|q\.d|"
    r"each\sday)|\s?bid"
)
_TIMES = re.compile(r"\s?x\s?\d{1,2}(?!\s?(?:days?|weeks?))")
_GRAY = defaultdict(float, {"Gy": 1.0, "cGy": 0.01})
_MOST_AT_ONCE = 40  # gray: more is never given in one session, but for radiosurgery
_SINGLE = re.compile(r"\b(?:single|surgery|radiosurgery|srs|brachytherapy|boost)\b[^.;]*$")
# V20 Gy < 10 cm3: a limit to an organ
_ORGAN_LIMIT = re.compile(r"(?:\b[vd]\s?(?:\d+%?)?\s?|_|[<>≤≥]\s?)$")


def screen_radiation(low: str, start: int, end: int, fact: Fact, amount: Amount) -> Screened | None:
    """An amount in gray as what one fraction gives, or as a total."""
    if before(_ORGAN_LIMIT, low, start, fact.start) or amount.unit.endswith(("/min", "/h")):
        return None
    if _IN_COUNTED.match(low, fact.end, end):
        return Screened(fact, replace(amount, per="total"), "dose")
    if before(_SINGLE_FRACTION, low, start, fact.start):
        return Screened(fact, replace(amount, per="total"), "dose")
    if (
        amount.per == "fraction"
        or _FRACTION_AFTER.match(low, fact.end, end)
        or before(_FRACTION_BEFORE, low, start, fact.start)
    ):
        return Screened(fact, replace(amount, per="fraction"), "fraction")
    if _TIMES.match(low, fact.end, end):
        return Screened(fact, replace(amount, per="fraction"), "fraction")
    if amount.per == "day" or _PER_SESSION.match(low, fact.end, end):
        return Screened(fact, amount, "fraction")
    is_total = (
        before(_TOTAL, low, start, fact.start)
        or _IN_FRACTIONS.match(low, fact.end, end)
        or ((amount.low or 0) * _GRAY[amount.unit] >= _MOST_AT_ONCE and not before(_SINGLE, low, start, fact.start))
    )
    return Screened(fact, replace(amount, per="total" if is_total else amount.per), "dose")


def is_total(draft: Draft) -> bool:
    """Whether a draft is a radiation dose that may still learn what a fraction of it is."""
    return (
        draft.amount is not None
        and draft.amount.kind == "radiation"
        and draft.rule != "fraction_dose"
        and not draft.facts.get("per_fraction")
    )


_ALTERNATIVE = re.compile(r";|\bor\b")


def is_other(between: str) -> bool:
    """Whether the words between two doses of radiation set them against one another."""
    return _ALTERNATIVE.search(between) is not None


def with_fractions(drafts: list[Draft]) -> list[Draft]:
    """``2 Gy per fraction … to a total dose of 66 Gy``: one dose, its total and its fraction."""
    kept: list[Draft] = []
    for draft in drafts:
        last = kept[-1] if kept else None
        if (
            last
            and last.amount
            and is_total(draft)
            and _is_fraction(last, draft)
            and _is_more(draft, last.amount)
            and not _is_of_other(last, draft)
        ):
            kept.pop()
            draft.facts["per_fraction"].append(in_unit_of(draft, last.amount))
            draft.name = draft.name or last.name
            draft.start = last.start
        kept.append(draft)
    return kept


def _is_of_other(last: Draft, draft: Draft) -> bool:
    """Whether two doses are of radiations of their own: ``EBRT 1.8 Gy daily and brachytherapy 30 Gy``."""
    if last.name is None or draft.name is None or draft.amount is None or draft.amount.per == "total":
        return False
    name = draft.name.text.lower()
    return last.name.text.lower() != name and not name.startswith("total ")


def may_join(one: Draft, other: Draft) -> bool:
    """Whether one of two doses of sentences apart is of a fraction, the other a total that lacks it."""
    if one.amount is None or other.amount is None or not _GRAY[one.amount.unit] or not _GRAY[other.amount.unit]:
        return False
    is_fraction = (one.rule == "fraction_dose", other.rule == "fraction_dose")
    total = other if is_fraction[0] else one
    return is_fraction[0] != is_fraction[1] and is_total(total)


def _is_fraction(last: Draft, draft: Draft) -> bool:
    """``165 cGy twice daily for a total of 1320 cGy``: a dose that goes into a total a whole number of times."""
    if last.rule == "fraction_dose":
        return True
    if not is_total(last) or last.amount is None or draft.amount is None or draft.name is not None:
        return False
    if last.amount.per is not None or draft.amount.per != "total" or last.facts.get("fractions"):
        return False
    share = (draft.amount.high or 0) / (last.amount.high or 1)
    return abs(share - round(share)) < 1e-6


def _is_more(draft: Draft, fraction: Amount) -> bool:
    amount = draft.amount
    return amount is not None and _gray(amount) > 2 * _gray(fraction) > 0


def _gray(amount: Amount) -> float:
    return (amount.high or 0) * _GRAY[amount.unit]


def in_unit_of(draft: Draft, fraction: Amount) -> Amount:
    """``180 cGy a day, 56 Gy in total``: the fraction in the unit of the total."""
    if draft.amount is None or fraction.low is None or fraction.high is None or draft.amount.unit == fraction.unit:
        return fraction
    factor = _GRAY[fraction.unit] / _GRAY[draft.amount.unit]
    return replace(fraction, low=tidy(fraction.low * factor), high=tidy(fraction.high * factor), unit=draft.amount.unit)
