"""Measurable disease: ``at least two measurable lesions by RECIST 1.1``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.values import NUMBER_WORDS

_COUNT = re.compile(
    rf"(?<![a-z\d])(?P<n>\d|{'|'.join(NUMBER_WORDS)})(?: ?\(\d\))?(?: or more)?(?: [a-z/-]+){{0,3}}[ -]$"
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
_CLAUSES = ("that ", "which ")
_RECIST = re.compile(
    r"(?P<m>m|i|ir)?recist[ (),]{0,3}(?:criteria|guidelines?)?[ (,]{0,2}(?:version|v\.?|"
    r"ver\.?)?[ .]?(?P<version>\d(?:\.\d)?)?"
)


def count_before(lower: str, at: int) -> re.Match[str] | None:
    """How many are asked for, in the words before ``at``."""
    if tells_of_lesion(lower, at):
        return _LESION_THAT.search(lower, max(0, at - 130), at)
    return _COUNT.search(lower, max(0, at - 45), at)


def tells_of_lesion(lower: str, at: int) -> bool:
    """Whether what stands at ``at`` is a clause: "that can be accurately measured"."""
    return lower.startswith(_CLAUSES, at)


def is_unmeasured(lower: str, at: int) -> bool:
    """Whether the words before ``at`` take it back, or let what cannot be measured do as well."""
    return _OTHERWISE.search(lower, max(0, at - 40), at) is not None


def measure(lower: str, draft: Draft) -> None:
    """Gives measurable disease the number of lesions and the criteria they are measured by."""
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
