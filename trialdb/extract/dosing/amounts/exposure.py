"""Carboplatin's dose: the area under the curve that it is to reach."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.amounts.numerals import DIGITS, number
from trialdb.extract.dosing.facts import Amount, Fact

# AUC 5 · AUC of 5-6 mg/mL/min · area under the curve (AUC) = 5; never AUC0-t
_AUC = re.compile(
    r"(?:auc|area under the (?:(?:plasma|concentration|time|serum|drug|versus)[\s-]*){0,6}curve)\W{0,3}"
    r"(?:\(?auc\)?\W{0,3})?"
    r"(?:(?:of|at|target|dose|equal|to|is)\W{1,3}){0,3}"
    r"(?P<low>\d(?:\.\d+)?|10)(?!\d)(?:\s?(?:-|to)\s?(?P<high>\d(?:\.\d+)?))?(?!\s?-\s?(?:t\b|inf|last|\d)|\s?(?:h\b|"
    r"hr|days?\b(?!\s?\d)))"
    r"(?:\s?mg\W{0,3}(?:/|per|x|·|\.)?\s?ml\W{0,3}(?:/|per|x|·|\.)?\s?min(?:utes?)?\)?|\s?mg\s?/\s?min\s?/\s?ml|"
    r"\s?mg\s?x\s?min\s?/\s?ml|\s?min\s?x?\s?mg\s?/\s?ml|\s?mg/ml)?"
)
# 6 mg/mL/min, the AUC itself unsaid
_AUC_LED = re.compile(
    rf"(?P<low>{DIGITS})\s?mg\s?(?:/|x|\*|·|\.|per)\s?(?:ml\s?(?:/|x|\*|·|\.|per)\s?min|min\s?(?:/|"
    rf"per)\s?ml)(?:utes?)?(?![a-z])"
)
# 4-6 area under the curve (AUC) · 6 mg AUC
_AUC_BEHIND = re.compile(
    r"(?P<low>\d(?:\.\d+)?)(?:\s?(?:-|to)\s?(?P<high>\d(?:\.\d+)?))?\s(?:mg\s)?(?:area\sunder\sthe\scurve(?:\s\(auc\))?|auc)(?![a-z0-9])"
)
_NEAR = 32  # characters within which the millilitres of an area stand


def read_exposure(low: str, at: int, end: int) -> Fact | None:
    """The area under the curve whose number comes first."""
    if low.find("ml", at, at + _NEAR) >= 0 and (match := _AUC_LED.match(low, at, end)):
        return _exposure(at, match.end(), number(match["low"]))
    if low.find("auc", at, at + _NEAR) < 0 and low.find("area", at, at + _NEAR) < 0:
        return None
    match = _AUC_BEHIND.match(low, at, end)
    if not match or float(match["low"]) < 1:
        return None
    return _exposure(at, match.end(), float(match["low"]), float(match["high"] or match["low"]))


def _exposure(start: int, end: int, low: float, high: float | None = None) -> Fact:
    return Fact("amount", start, end, Amount(low, high or low, "mg/mL.min", None, "exposure"))


# AUC 5 or 6 · AUC4/AUC5
_OR_AUC = re.compile(
    r"(?:\sor\s(?:auc\s?)?|\s?/\s?auc?\s?(?=\d))(?P<other>\d(?:\.\d+)?)(?![\d.-]|\s?(?:mg\b|days|weeks|months|h|%|cycles|courses|doses|times))"
)


def read_auc(low: str, at: int, end: int) -> Fact | tuple[Fact, ...] | None:
    """Carboplatin's AUC as a dose."""
    match = _AUC.match(low, at, end)
    if not match or float(match["low"]) < 1:
        return None
    first = float(match["low"])
    last = float(match["high"] or first)
    fact = Fact("amount", at, match.end(), Amount(first, last, "mg/mL.min", None, "exposure"))
    other = _OR_AUC.match(low, match.end(), end)
    if other is None:
        return fact
    value = float(other["other"])
    return fact, Fact("amount", other.start("other"), other.end(), replace(fact.value, low=value, high=value))
