"""What a text says of those who are pregnant or nurse: ``pregnant women are excluded``, ``nursing must be stopped``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft

NURSING = frozenset(["pregnancy", "breastfeeding"])
_KEPT_OUT = re.compile(
    r"[^.;:]{0,70}(?<![a-z])(?:(?:are|is|were|will be|must be|should be) (?:also )?"
    r"(?:excluded|ineligible|not (?:be )?(?:eligible|included|enrolled|allowed|permitted))|"
    r"(?:will|may|can) not (?:be (?:eligible|included|enrolled|allowed|permitted)|participate|enroll))(?![a-z])"
)
_STOPPED = re.compile(
    r"[^.;,]{0,60}(?<![a-z])(?:should|must|will|agrees? to|needs? to|ha(?:s|ve) to|willing to) (?:be )?"
    r"(?:discontinu|stop|interrupt|refrain|abstain|cease|suspend)"
)
_NO_STATE = re.compile(  # of a pregnancy that is feared, wished or over
    r"(?<![a-z])(?:(?:lead|result)(?:s|ing)? (?:to|in)(?: an?)?|(?:seek|consider|attempt)(?:s|ing)?(?: an?)?|"
    r"plan(?:s|ned|ning)?(?: (?:to|for|on)(?: an?)?)?|full[ -]?term|at term|unintentional|unplanned|accidental)"
    r"[ -]{1,2}$"
)
_NEGATIVE_FOR = re.compile(r"(?:^|[.;:] )[^a-z]{0,4}(?:[a-z]+ ){0,4}negative for [^.;]*$")
_NO_STATE_BEHIND = re.compile(r"(?: |-)plan(?:s|ning|ned)?(?![a-z])")


def tell_of_nursing(lower: str, drafts: Sequence[Draft], kind: str | None) -> list[Draft]:
    """``drafts`` without pregnancies that are none; who is kept out by an inclusion must not be pregnant."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.concept not in NURSING or not draft.rule.startswith("status."):
            kept.append(draft)
            continue
        if draft.concept == "pregnancy" and _is_no_state(lower, draft):
            continue
        if kind != "exclusion" and draft.status == "present":
            if "negative for" in lower and _NEGATIVE_FOR.search(lower, 0, draft.start):
                draft.status, draft.rule = "absent", "status.absent"
            if _STOPPED.match(lower, draft.end):
                continue
            if _KEPT_OUT.match(lower, draft.end):
                draft.status, draft.rule = "absent", "status.absent"
        kept.append(draft)
    return kept


def _is_no_state(lower: str, draft: Draft) -> bool:
    if _NO_STATE_BEHIND.match(lower, draft.end):
        return True
    return _NO_STATE.search(lower, max(0, draft.start - 30), draft.start) is not None
