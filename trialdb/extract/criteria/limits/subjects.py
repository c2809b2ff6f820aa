"""Whom a sentence is about: ``Women must weigh …`` asks it of one sex, ``The donor must have …`` of somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft

SUBJECT_CUES = frozenset(
    [
        *("male", "males", "men", "man", "boys", "female", "females", "women", "woman", "girls"),
        *("adolescent", "adolescents", "teenager", "teenagers"),
        *("partner", "partners", "spouse", "spouses", "husband", "husbands", "wife", "wives", "donor", "donors"),
        *("mother", "mothers", "maternal"),
    ]
)
_STOP = ". "  # as it stands before every sentence but the first
_SUBJECT = re.compile(
    r"[.;:] [\s*•-]{0,4}(?:(?:the|all|any|each|every|an?|adult|healthy|eligible) ){0,3}"
    r"(?:(?P<other>(?:(?:female|male|sexual|sex|stem cell) )?(?:partner|spouse|husband|wife|wive|donor)s?)|"
    r"(?P<sex>males?|men|man|boys|females?|women|woman|girls)"
    r"(?: (?:subjects?|patients?|participants?|volunteers?|individuals))?)"
    r" (?=(?:must|should|shall|will|needs?|who|whose|with|weigh(?:s|ing)?|is|are|has|have|having)(?![a-z]))"
)
_KIN = re.compile(  # "Born to a mother who is HBsAg negative", "Maternal history of HIV"
    r"(?:(?:^|(?<=[.;:] ))[\s*•-]{0,4}(?:(?:known|the|any|all|an?|cadaveric|deceased|living|infant's|child's) ){0,2}|"
    r"(?<![a-z])(?:born (?:to|of)|from) (?:(?:an?|the|any) )?)(?P<who>mothers?|maternal|donors?)(?![a-z])"
    r"(?! (?:or|and)(?![a-z]))"
)
_VIRUSES = frozenset(["hiv", "hbv", "hbsag", "hbcab", "hcv", "hcv_antibody", "hiv_rna", "hbv_dna", "hcv_rna"])
_YOUNG = re.compile(  # "Adolescents' body weight below 32 kg"
    r"(?:^|(?<=[.;:] ))[\s*•-]{0,4}(?P<who>adolescents?|teenagers?)(?:'s?)?(?: (?:subjects?|patients?|participants?))?"
    r" (?=(?:body )?(?:weight?|weigh(?:s|ing)?|bmi|height)(?![a-z])|(?:with|whose|must|should) (?:a |an |have |be )?"
    r"(?:body )?(?:weigh|bmi|mass|height))"
)
_OF_MEN = re.compile(r"(?<![a-z])(?:males?|m[ae]n|boys?|his)(?![a-z])")
_OF_WOMEN = re.compile(r"(?<![a-z])(?:females?|wom[ae]n|girls?|her)(?![a-z])")
_END = re.compile(r";|\.(?= |$)")
_GROWING = frozenset(["weight", "bmi", "height"])
_OF_WOMEN_ANYWAY = frozenset(["pregnancy", "breastfeeding", "pregnancy_test", "fsh", "estradiol"])


def tell_of_subjects(lower: str, drafts: Sequence[Draft]) -> None:
    """Gives the limits of a sentence the sex that its subject is of, or as their condition who else that is."""
    if ("adolescent" in lower or "teenager" in lower) and (young := _YOUNG.search(lower)):
        for draft in drafts:
            if draft.concept in _GROWING and draft.start >= young.start() and draft.condition is None:
                draft.condition = young["who"]
    infected = [draft for draft in drafts if draft.concept in _VIRUSES]
    for kin in _KIN.finditer(lower) if infected else ():
        stop = _END.search(lower, kin.end())
        for draft in infected:
            if kin.end() <= draft.start < (stop.start() if stop else len(lower)):
                draft.condition = draft.condition or kin["who"]
    for subject in _SUBJECT.finditer(_STOP + lower):
        begin = subject.end() - len(_STOP)
        stop = _END.search(lower, begin)
        end = stop.start() if stop else len(lower)
        stated = [draft for draft in drafts if begin <= draft.start < end]
        if subject["other"]:
            for draft in stated:
                draft.condition = draft.condition or subject["other"]
            continue
        is_male = subject["sex"].startswith(("m", "b"))
        if (_OF_WOMEN if is_male else _OF_MEN).search(lower, begin, end):
            continue
        for draft in stated:
            if draft.concept not in _OF_WOMEN_ANYWAY and draft.sex is None:
                draft.sex = "male" if is_male else "female"
