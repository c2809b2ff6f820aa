"""Illness that was not treated before: ``previously untreated lymphoma``, ``treatment-naive``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.event_names import kind_of, named

UNTREATED_CUES = frozenset(["untreated", "naive", "ve"])  # of "naïve" is left "ve"
_TREATMENT = r"(?:(?:systemic|antiretroviral|antiviral|anti-retroviral) )?(?:treatment|therapy|drug)"
_UNTREATED = re.compile(
    r"(?<![a-z-])(?:(?P<untreated>(?:previously|prior) untreated)|"
    rf"(?P<naive>{_TREATMENT}|"
    r"(?:[a-z0-9-]+ (?=(?:inhibitor|blocker|agonist|antagonist|agents?)[ -]))?[a-z]{4,})[ -]na[iï]ve|"
    r"na[iï]ve to (?:(?:prior )?(?:treatment|therapy) (?:with|by) )?(?P<to>[a-z-]+(?: [a-z-]+){0,3}))(?![a-z])"
    r"(?! (?:patients|subjects|participants|individuals|people)? ?"
    r"(?:are|is|will be|must|should|may|can|and|or|ha[ds]|have)(?![a-z])|[),/ ]{1,2}(?:or|and/or)(?![a-z])|"
    r" (?:brain |cns |target |measurable )?(?:lesion|metast|site|area|tumou?r lesion))"
)
_SAID = ("previously untreated", "prior untreated", "naive", "naïve")  # of which each has one
_WITH = re.compile(
    r" (?:with|by|to|in the use of) (?:the (?=[a-z]+ or ))?(?P<of>(?!(?:a|an|the|at|more) )[a-z-]+(?: [a-z-]+){0,4}?)"
    r"(?= for (?:more|at|less)(?![a-z])|[^a-z -]|$)|"
    r" (?P<aim>(?:for|in the) [a-z][^.;:,()]{3,120}?)"
    r"(?= (?:that|which|who|with|and (?:has|have|is|are))(?![a-z])|[.;:,()]|$)"
)
_SOME_KIND = ("systemic ", "anti")
_GENERAL = re.compile(rf"{_TREATMENT}|disease|patient|previously")
_TURNS = re.compile(  # "either … or": of some of them only; or it says what untreated means
    r"(?<![a-z])(?:or|nor|not|may|at least one|one|each|in|for|than|both|(?:lesion|tumou?r|site|area)s?) $|"
    r"(?<![a-z])(?:at least \d|one of|includ|permitted|any number|relaps|refractor)|"
    r"(?<![a-z])(?:if|unless|either|not|no|without|cohort|arm|part|group|stratum)(?![a-z])"
)
_OTHERS_TOO = re.compile(
    r"(?<![a-z])(?:or|and/or) (?:[a-z-]+ ){0,3}(?:relaps|refractor|recurr|prior|previous|pre-?treated|treated|"
    r"experienced|fail|progress|who |stable |is |are )|(?:is|are) defined|considered|"
    r"(?<![a-z])(?:arms?|cohorts?|groups?|strat(?:um|a)) [a-z\d]|,? or\s*$"
)
_FAR = 160  # characters of the criterion in front


def read_untreated(lower: str) -> list[Draft]:
    """The treatment that nobody may have had, where a criterion says so of all whom it describes."""
    match = _UNTREATED.search(lower) if any(map(lower.__contains__, _SAID)) else None
    if match is None or match.start() > _FAR or _TURNS.search(lower, 0, match.start()) or _OTHERS_TOO.search(lower):
        return []
    of = _treatment(lower, match)
    if of is None:
        return []
    return [Draft("prior_therapy", match.start(), match.end(), "therapy.untreated", status="absent", of=of or None)]


def _treatment(lower: str, match: re.Match[str]) -> str | None:
    """What was not given: empty where any treatment, None where the word before "naive" is none."""
    behind = _WITH.match(lower, match.end())
    if behind and behind["aim"]:
        treatment = match["naive"] or ""
        return behind["aim"] if not treatment or _GENERAL.fullmatch(treatment) else f"{treatment} {behind['aim']}"
    word = match["to"] or (behind["of"] if behind else match["naive"]) or ""
    if not word or _GENERAL.fullmatch(word):
        return word if word.startswith(_SOME_KIND) else ""
    if {kind_of(event) for event in named(word)} == {"prior_therapy"}:
        return word
    return (word if behind else "") if match["untreated"] else None
