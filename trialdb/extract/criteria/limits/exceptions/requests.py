"""What an exclusion asks for in passing: ``women must have a negative test``, ``should be stopped a week before``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

REQUEST_CUES = frozenset(
    [
        *("must", "should", "shall", "required", "asked", "advised", "requested", "recommended", "mandatory"),
        *("needs", "need", "has", "have", "24", "evaluated", "assessed", "considered", "reviewed", "discussed"),
    ]
)
_ASKS = re.compile(
    r"(?<![a-z])(?<!that )(?<!which )(?<!who )(?:must|should|shall|(?:are|is|were|was|will be) "
    r"(?:required|asked|advised|requested) to|needs? to be|(?:has|have) to|it is recommended|"
    r"will be (?:evaluated|assessed|considered|reviewed|discussed)|"
    r"will (?:have|undergo|need|require) (?:an? )?24[- ]?h(?:ou)?rs?|"
    r"(?:is|are) (?:required|mandatory)(?= for| in| before| at|[,.;)]|$))"
    r"(?![a-z]| not| never| be (?:excluded|ineligible))"
)
_ASKING = (  # of which each has one
    *("must", "should", "shall", " required", " asked ", " advised ", " requested ", "need", "has to", "have to"),
    *("recommended", "will ", " mandatory"),
)
_ASKS_NOT = re.compile(  # "should not have given blood for at least a month": what is asked for is the gap
    r"(?<![a-z])(?:must|should|shall) not (?:have|be)(?![a-z])[^.;]*$"
)
_HAD = {"absent": "present", "negative": "positive"}
_ASIDE = re.compile(r"\([^()]*\)")
_PIECE_ENDS = re.compile(r"[;()]|\.(?= |$)")
_TURNS_TO_OTHERS = re.compile(
    rf"{_PIECE_ENDS.pattern}|: | --? |"
    rf", (?:and |or )?(?:(?:all|any|female|male) )?(?:{phrases('people')}|women|men|they)(?![a-z])"
)


def without_requests(lower: str, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` of an exclusion without those that stand in a request: who meets them is not excluded.

    A gap that is asked for excludes where it is not kept.
    """
    asked = list(_ASKS.finditer(lower)) if any(map(lower.__contains__, _ASKING)) else []
    kept: list[Draft] = []
    for draft in drafts:
        is_gap = draft.window is not None and draft.window.relation == "min_gap" and draft.bound is None
        is_asked = any(_governs(lower, one, draft) for one in asked)
        if is_gap and is_asked and all(one.start() >= draft.end for one in asked):
            continue  # "those operated on at least 4 weeks before must have recovered"
        if is_gap and (is_asked or _ASKS_NOT.search(lower, 0, draft.end)):
            draft.negated = not draft.negated
        elif is_asked:
            continue
        elif draft.negated and draft.bound and _ASKS_NOT.search(lower, 0, draft.start):
            draft.negated = False  # whom it is told to in an exclusion is excluded with it
        elif draft.status in _HAD and draft.rule.startswith("status.") and _ASKS_NOT.search(lower, 0, draft.start):
            draft.status = _HAD[draft.status]
        kept.append(draft)
    return kept


def _governs(lower: str, asked: re.Match[str], draft: Draft) -> bool:
    """Whether ``asked`` says what is wanted of ``draft``, or of those who have it: "with metastases must be stable"."""
    if asked.start() < draft.end:
        return _PIECE_ENDS.search(_ASIDE.sub("", lower[asked.end() : max(asked.end(), draft.start)])) is None
    between = _ASIDE.sub(" ", lower[draft.end : asked.start()]).removeprefix(")")
    return _TURNS_TO_OTHERS.search(between) is None
