"""Measurable disease: ``at least two measurable lesions by RECIST 1.1``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.extract.criteria.limits.thresholds.values import NUMBER_WORDS

_COUNT = re.compile(
    rf"(?<![a-z\d.])(?P<n>\d|{'|'.join(NUMBER_WORDS)})(?: ?\(\d\))?(?: or more)?(?: [a-z/-]+){{0,3}}[ -]$"
)
_COUNT_BEHIND = re.compile(  # "measurable disease, defined as at least one lesion"
    r"(?:[, (]{1,3}(?:i\.e\.,? )?defined (?:as|by)|:) (?:the presence of |having )?(?:at least|≥|a minimum of) ?"
    rf"(?P<n>\d|{'|'.join(NUMBER_WORDS)})(?: ?\(\d\))? (?:[a-z-]+ ){{0,3}}lesions?"
)
_LESION_THAT = re.compile(  # "at least one lesion, not irradiated before, that can be measured", if no definition
    rf"(?<![a-z])(?<!defined as )(?<!defined by )(?:at least|≥|a minimum of) ?"
    rf"(?P<n>\d|{'|'.join(NUMBER_WORDS)})(?: ?\(\d\))? (?:[a-z/-]+ ){{0,3}}"
    r"lesions?(?:[ ,(]{1,2}[^.;:]{0,60})?[ ,)]{1,2}$"
)
_OTHERWISE = re.compile(  # "non-measurable", "evaluable or measurable"
    r"(?<![a-z])(?:non[- ]|(?:evaluable|assessable)(?: disease| lesions?)?,? ?(?:and/or|or|/) ?(?:an? )?)$"
)
_QUALIFIES = re.compile(  # "a lesion that qualifies under RECIST 1.1"
    rf"(?<![a-z])(?:at least|≥|a minimum of) ?(?P<n>\d|{'|'.join(NUMBER_WORDS)})(?: ?\(\d\))? lesions?"
    r"(?: [a-z,-]+){0,6}? qualif(?:y|ies) as (?:an? )?(?:recist [\d.]+ )?$"
)
_DEFINED = re.compile(r"(?<![a-z])definitions? (?:of|for) $")
_OR_ELSE = re.compile(  # "measurable lesions, or disease evaluable by a marker"
    r"(?:[^.;]|\.\d){0,70}?[,;]? or (?P<said>(?:an? |one |at least one )?(?:[a-z-]+ )?"
    r"(?:(?:evaluable|assessable|non-?measurable)(?![a-z])|bone[- ]only |elevated (?=psa|ca|tumou?r))"
    r"(?:[^.;,()]|\.\d){0,80})"
)
_ALSO = re.compile(  # "Those with bone-only disease are eligible"
    rf"(?:[^.;]|\.\d)*\. (?P<said>(?:[a-z-]+ )?{phrases('people')} [^.;]{{0,80}}(?<![a-z])"
    r"(?:without measurable|bone[- ]only|non-?measurable|evaluable)[^.;]{0,60} (?:are|may be|will be|can be) (?:also )?"
    r"(?:eligible|allowed|included|enrolled|permitted)[^.;]{0,120})"
)
_OF_COHORT = re.compile(
    rf"(?:^|[.;:] )(?P<who>{phrases('people')} (?:in|during) (?:the )?(?:part|cohort|arm|phase|stratum|group|dose)"
    r"(?![a-z])[^.;]{1,90}?) (?:must|should|need to|have to|are required to) have [^.;]{0,60}$"
)
_CLAUSES = ("that ", "which ")
_RECIST = re.compile(
    r"(?P<m>m|i|ir)?recist[ (),]{0,3}(?:criteria|guidelines?)?[ (,]{0,2}(?:version|v\.?|"
    r"ver\.?)?[ .]?(?P<version>\d(?:\.\d)?)?"
)


def count_before(lower: str, at: int) -> re.Match[str] | None:
    """How many are asked for, in the words before ``at``."""
    if tells_of_lesion(lower, at):
        return _LESION_THAT.search(lower, max(0, at - 130), at)
    return _COUNT.search(lower, max(0, at - 45), at) or _QUALIFIES.search(lower, max(0, at - 120), at)


def tells_of_lesion(lower: str, at: int) -> bool:
    """Whether what stands at ``at`` is a clause: "that can be accurately measured"."""
    return lower.startswith(_CLAUSES, at)


def is_unmeasured(lower: str, at: int) -> bool:
    """Whether the words before ``at`` take it back, or let what cannot be measured do as well."""
    before = max(0, at - 40)
    return (_OTHERWISE.search(lower, before, at) or _DEFINED.search(lower, before, at)) is not None


def measure(lower: str, draft: Draft) -> None:
    """Gives measurable disease the number of lesions, the criteria they are measured by, and what may be instead."""
    if cohort := _OF_COHORT.search(lower, 0, draft.start):
        draft.condition = draft.condition or cohort["who"]
    if other := _OR_ELSE.match(lower, draft.end) or _ALSO.match(lower, draft.end):
        draft.exception = draft.exception or other["said"].strip()
    count, behind = count_before(lower, draft.start), _COUNT_BEHIND.match(lower, draft.end)
    stated = count or behind
    if stated and draft.status == "present":
        written = stated["n"]
        draft.at_least = int(written) if written.isdigit() else NUMBER_WORDS[written]
        draft.start, draft.end = min(stated.start(), draft.start), max(stated.end(), draft.end)
    recist = _RECIST.search(lower)
    if recist:
        prefix = {"m": "mRECIST", "i": "iRECIST", "ir": "irRECIST"}.get(recist["m"] or "", "RECIST")
        draft.of = f"{prefix} {recist['version']}" if recist["version"] else prefix
