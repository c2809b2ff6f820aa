"""Tablets that are no dose: handed out for a while, a placebo among them; and what one of them holds."""

from __future__ import annotations

import re

from trialdb.extract.dosing.facts import Amount, Fact, before

# the next month's supply of six pills · 6 tablets for on-demand use
_SUPPLY = re.compile(r"\b(?:week|month)s?['’]?s?\s(?:dosage|supply|worth)\s(?:of\s)?$|\bsupply\sof\s$")
_ON_DEMAND = re.compile(
    r"\s(?:of\s[^.;]{1,50}?\s)?(?:(?:are|is|were|was|will\sbe)\s)?(?:given\s|provided\s|supplied\s)?(?:for\s)?"
    r"on[\s-]demand\b"
)
_SEVERAL = 3  # tablets: no one takes as many when he feels like it
# two tablets (one of drug X and one placebo)
_MIXED = re.compile(r"\s?\((?=[^()]*\bplacebo\b)(?=[^()]*(?:\+|\band\b|\bplus\b))")
# 3 capsules of 400 mg/capsule with 100 mg of drug X and 300 mg of starch
_PER_FORM = re.compile(r"(?:/|\bper\s)(?:capsule|tablet|sachet)\s(?:with|containing)\s(?:[^.;]|\.\d)*$")
# 50 mg tablets of drug X in a flexible dose fashion
_FLEXIBLE = re.compile(r"\.?\stablets\b[^.;]{1,90}\bflexible[\s-]dos")


def is_no_dose(low: str, start: int, end: int, fact: Fact, amount: Amount) -> bool:
    """Whether an amount tells what is in the pack, and not what is taken at a time."""
    if amount.kind == "form":
        return (amount.high or 0) > 1 and _is_pack(low, start, end, fact, amount)
    if amount.kind != "mass" or (low.find("tablet", start, end) < 0 and low.find("capsule", start, end) < 0):
        return False
    return bool(_FLEXIBLE.match(low, fact.end, end) or before(_PER_FORM, low, start, fact.start, 150, word="/"))


def _is_pack(low: str, start: int, end: int, fact: Fact, amount: Amount) -> bool:
    if _MIXED.match(low, fact.end, end) or before(_SUPPLY, low, start, fact.start, 24):
        return True
    return (amount.high or 0) >= _SEVERAL and _ON_DEMAND.match(low, fact.end, end) is not None
