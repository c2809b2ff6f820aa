"""Which doses are told of as loading or as maintenance ones."""

from __future__ import annotations

import re

from trialdb.extract.dosing.facts import Fact, before
from trialdb.extract.dosing.names.lexicon import is_agent_word

_LOADING = re.compile(
    r"\b(?:loading|load\spre-?operative(?:ly)?)\W{1,2}(?:(?:dose|doses|of|is|was|at|a|an|iv|oral|intravenous|with|single|infusion|bolus|phase|"
    r"first)\W{1,2}){0,4}$"
)
_LOADING_OF = re.compile(
    r"\bloading\sdoses?\s(?:of\s(?P<name>[a-z][\w®™-]{3,})(?:\s[a-z]{4,})?(?:\s\([^()]{1,30}\))?\s(?:at\s|of\s)?|(?:schedule|regimen)(?:\sas\sfollows)?:\s)$"
)
# 12 mg on day 1 as a loading dose · 400 mg/m2 was given as a 2-hour IV loading dose
_AS_LOADING = re.compile(
    r"(?:(?!\b(?:then|followed)\b)[^.;:]){0,90}?\bas\s(?:(?:an?|the|their)\s(?:[\w-]+\s){0,3}?)?loading\s(?:dose|infusion|bolus)\b"
)
_LOADING_AFTER = re.compile(
    r"[\s,]{1,2}(?:(?:iv|oral|intravenous|single|bolus)\W{1,2}){0,2}(?:as\W(?:a\W)?)?loading\b|"
    r"[\s,]{1,2}\w+\s(?:as\W(?:a\W)?)?loading\sdose\b|"
    r"(?:\s(?:sc|iv|im|po|orally|subcutaneously|intravenously))?\s?[(\[](?:as\sa\s)?loading\s(?:dose|phase)\s?[],;)]"
)
_MAINTENANCE = re.compile(
    r"\bmaintenance(?:\W{1,2}(?:(?:dose|doses|dosing|dosage|of|is|was|at|a|an|one|iv|oral|with|therapy|treatment|vaccinations?|infusions?|injections?)\W{1,2}){1,6}|\s)$"
    r"|\bmaintenance\s(?:therapy|treatment|doses?|dosing)\s(?:with|of|for)\s[a-z][\w®™-]{3,}(?:\s[a-z]{4,})?\s(?:(?:is|was|at|of|will\sbe)\s)?(?:(?:a\s)?dose\sof\s)?$"
)
_MAINTENANCE_AFTER = re.compile(r"\W{1,2}(?:\w+\W{1,2}){0,2}(?:as\W(?:a\W)?)?maintenance\sdos")
# 6 mg/kg every 3 weeks as maintenance · 200 mg maintenance twice daily
_AS_MAINTENANCE = re.compile(
    r"(?:\s(?:or|and)\s[\d.]+\s?m?c?g)?(?:\s?\([^()]{1,40}\))?"
    r"(?:,?\s(?:iv|po|sc|im|oral|orally|subcutaneously|intravenously|daily|once|twice|a|day|weekly|monthly|every|q\w+|[1-8]|weeks?|"
    r"days?|months?|bid|tid|qd)){0,6}\s(?:as\s(?:an?\s|the\s)?|for\s)?maintenance(?:\s(?:therapy|treatment|dose))?"
    r"(?=\s?[).,;+]|\s*$|\s(?:once|twice|every|q\d|daily|weekly|bid|tid|through|until)\b)"
)
# maintenance drug X 10 mg · maintenance therapy: drug X 10 mg
_OF_NAMED = re.compile(
    r"\bmaintenance\s(?:(?:therapy|treatment)\s?:[\W]{1,3})?(?P<name>[a-z][\w-]{3,})\s(?:at\s)?(?:(?:a\s)?dose\sof\s)?$"
)
_AN_AMOUNT = re.compile(r"\d\s?[a-zµ/2]{1,12}\s$")  # 4 mg/kg loading dose, 2 mg/kg …


def role_of(low: str, start: int, end: int, fact: Fact, following: int) -> str | None:
    """``following`` is where the next amount stands: a role said behind it is none of this."""
    loading = before(_LOADING, low, start, fact.start, word="load")
    if before(_LOADING_OF, low, start, fact.start, word="load") or (
        low.find("load", fact.end, following) >= 0 and _AS_LOADING.match(low, fact.end, following)
    ):
        return "loading"
    is_of_other = loading and "," in loading[0] and before(_AN_AMOUNT, low, start, loading.start(), 16)
    if (loading and not is_of_other) or _LOADING_AFTER.match(low, fact.end, end):
        return "loading"
    if before(_MAINTENANCE, low, start, fact.start, word="maintenance") or _MAINTENANCE_AFTER.match(low, fact.end, end):
        return "maintenance"
    named = before(_OF_NAMED, low, start, fact.start, word="maintenance")
    is_kept_up = low.find("maintenance", fact.end, fact.end + 60) >= 0 and _AS_MAINTENANCE.match(low, fact.end, end)
    return "maintenance" if is_kept_up or (named and _is_drug(named["name"])) else None


def _is_drug(name: str) -> bool:
    return is_agent_word(name) or name[-1].isdigit() or is_agent_word(name.split("-")[0])
