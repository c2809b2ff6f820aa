"""Words around a limit that narrow it: ``shock (SBP < 90 mmHg) requiring drugs``, ``stage 3 with a score ≤ 7``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

_NEED_CUES = frozenset(
    ["requiring", "necessitating", "needing", "unresponsive", "refractory", "responding", "controlled"]
)
_OWNER_CUES = frozenset(
    ["stage", "ckd", "impairment", "insufficiency", "failure", "must", "first", "adults", "adult", "children"]
)
_COHORT_CUES = frozenset(["cohort", "cohorts", "part", "arm", "group", "stratum"])
_RIVAL_CUES = _OWNER_CUES | frozenset(["teenagers", "adolescents"])
NARROWED_CUES = _NEED_CUES | _RIVAL_CUES | _COHORT_CUES | frozenset(["outside"])
_NEED = (
    r"(?P<said>(?:requiring|necessitating|needing|that requires?|unresponsive to|refractory to|not responding to|"
    r"not controlled (?:by|with|on)) [^.;,()]{3,80})"
)
_NEED_BEHIND = re.compile(rf",? {_NEED}")
_NEED_OF_EVENT = re.compile(rf"\)?,? {_NEED}")
_HAPPENED = frozenset(["condition", "myocardial_infarction", "stroke"])
_OWNERS = (
    re.compile(  # "stage 3 with a Gleason score ≤ 7"
        r"(?:^|[(;,]|(?<![a-z])or)\s*(?P<who>(?:[a-z-]+ )?stage [^();,≥≤<>]{1,30}?) (?:with|and) (?:an? )?$"
    ),
    re.compile(  # "severe renal impairment (CKD 4): eGFR 15-29"
        r"(?:^|[.;:,])\s*(?P<who>[a-z][^.;:,≥≤<>]{0,40}(?:impairment|insufficiency|failure|ckd|stage)(?![a-z])"
        r"[^.;:,≥≤<>]{0,20}?) ?: ?$"
    ),
    re.compile(  # "Those on a statin must have an LDL ≤ 100 mg/dL"
        rf"(?:^|[.;]\s)\s*(?P<who>(?:[a-z-]+ ){{0,4}}{phrases('people')}(?: [a-z-]+){{0,6}}) must (?:be|have)"
        r"(?: an?| the)? (?:[a-z]+ )?$"
    ),
    re.compile(  # "the first 5 to be enrolled must have"
        rf"(?:^|[.;,]\s)\s*(?P<who>(?:the )?first (?:\d+|[a-z]+) {phrases('people')}(?: [a-z]+){{0,2}}?) "
        r"(?:will|are|must|should) [^.;,≥≤<>\d]{0,60}$"
    ),
)
_SOME_MUST = re.compile(  # "Patients on warfarin must have an INR ≤ 3"
    rf"(?:^|[.;]\s)\W*(?P<who>{phrases('people')} (?:who (?:did|do|have|had)|not|on|without|receiving|taking|requiring|"
    r"with (?:an? )?(?:prior|history of|previous|known))(?![a-z])[^.;≥≤<>\d]{3,70}?) must (?:be|have)(?![a-z])"
    r"[^.;:]{0,45}$"
)
_EVERYBODY = re.compile(
    r"(?:all|any|each|every|both|eligible|enrolled|the|study)? ?(?:[a-z-]+ ){0,2}?" + phrases("people")
)
_OF_AGE = re.compile(r" ?\((?P<who>(?:adults?|adolescents?|teenagers?|children|infants)(?: only)?)\)")
_OUTSIDE = re.compile(
    r"(?:^|[.;(:]\s)\s*(?:note: )?(?P<said>[^.;:()]{0,50}(?<![a-z])outside (?:of )?"
    r"(?:this|these|the above) (?:range|limit|value)s?"
    r"[^.;()]{0,20} (?:may|can|could|will|are|is) [^.;()]{0,20}(?:included|enrolled|eligible|considered|allowed)"
    r"[^.;()]{0,60})"
)
_COHORT = r"(?:cohort|part|arm|group|stratum)s?"
_ELIGIBLE_IN = re.compile(
    rf"(?:^|[.;(]\s)\s*(?P<said>(?:for|in) {_COHORT} [^.;,]{{1,50}}, [^.;]{{0,80}}"
    r"(?:are|is|(?:may|can|will) be) (?:also )?(?:eligible|allowed|included|enrolled|permitted)(?![a-z])[^.;]{0,40})"
)
_OTHER_IN_COHORT = re.compile(rf" ?\((?P<said>{_COHORT} [a-z0-9]{{1,3}}[,:] [^()]{{5,80}})\)")


def narrow(lower: str, words: frozenset[str], drafts: Sequence[Draft], kind: str | None) -> None:
    """Gives limits what must hold as well, of whom alone they are, and who is let in all the same."""
    if kind == "exclusion" and not words.isdisjoint(_NEED_CUES):
        for draft in drafts:
            _give_need(lower, draft)
    if len(drafts) > 1 and not words.isdisjoint(_RIVAL_CUES):
        for draft in _rivals(drafts):
            _give_owner(lower, draft)
    if kind != "exclusion" and "outside" in words and (outside := _OUTSIDE.search(lower)):
        for draft in drafts:
            if draft.bound and draft.end <= outside.start("said"):
                draft.exception = draft.exception or outside["said"].strip(" *")
    if kind == "inclusion":
        if "must" in words:
            _ask_of_some(lower, drafts)
        if not words.isdisjoint(_COHORT_CUES):
            _let_in_cohorts(lower, drafts)


def _give_need(lower: str, draft: Draft) -> None:
    """``instability (SBP < 90 mmHg) requiring support``, ``stroke within 6 months, requiring surgery``."""
    if draft.condition:
        return
    if draft.bound:
        close = _closing(lower, draft)
        need = _NEED_BEHIND.match(lower, close) if close else None
    else:
        need = _NEED_OF_EVENT.match(lower, draft.end) if draft.window and draft.concept in _HAPPENED else None
    if need and not (draft.of and need["said"].split()[0] in draft.of):
        draft.condition = need["said"].strip()


def _closing(lower: str, draft: Draft) -> int:
    """Where the brackets around a limit end; 0 without."""
    before = lower[max(0, draft.start - 200) : draft.start]
    if before.count("(") <= before.count(")"):
        return 0
    depth = 1
    for at in range(draft.end, min(len(lower), draft.end + 300)):
        depth += {"(": 1, ")": -1}.get(lower[at], 0)
        if not depth:
            return at + 1
    return 0


def _rivals(drafts: Sequence[Draft]) -> list[Draft]:
    """The thresholds of everybody that are not the only one of their concept."""
    plain = [draft for draft in drafts if draft.bound and not draft.condition and not draft.sex]
    often = Counter(draft.concept for draft in plain)
    return [draft for draft in plain if often[draft.concept] > 1 and not draft.exception]


def _give_owner(lower: str, draft: Draft) -> None:
    before = lower[max(0, draft.start - 120) : draft.start]
    start = 0 if draft.start <= len(before) else 1
    for pattern in _OWNERS:
        owner = pattern.search(before, start)
        if owner and not (owner.start() == start == 1) and not _EVERYBODY.fullmatch(owner["who"]):
            draft.condition = owner["who"].strip()
            return
    if behind := _OF_AGE.match(lower, draft.end):
        draft.condition = behind["who"]


def _ask_of_some(lower: str, drafts: Sequence[Draft]) -> None:
    """``Patients on warfarin must have an INR ≤ 3``: a threshold that others need not meet."""
    for draft in drafts:
        if draft.bound and draft.condition is None and draft.concept != "prior_lines":
            some = _SOME_MUST.search(lower, max(0, draft.start - 160), draft.start)
            draft.condition = some["who"].strip() if some else None


def _let_in_cohorts(lower: str, drafts: Sequence[Draft]) -> None:
    """``18 to 75 years. For cohort 2, older patients are eligible``: of the age, or of what is told last."""
    for draft in drafts:
        other = _OTHER_IN_COHORT.match(lower, draft.end) if draft.bound else None
        if other and not any(other.start() < one.start < other.end() for one in drafts):
            draft.exception = draft.exception or other["said"]
    for eligible in _ELIGIBLE_IN.finditer(lower):
        before = [draft for draft in drafts if draft.bound and draft.end <= eligible.start("said")]
        if any(eligible.start("said") <= draft.start < eligible.end() for draft in drafts):
            continue
        aged = [draft for draft in before if draft.concept == "age"] if "age" in eligible["said"] else []
        for draft in aged or before[-1:]:
            draft.exception = draft.exception or eligible["said"].strip()
