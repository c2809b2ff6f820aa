"""What is asked of some patients only: ``those with HIV are eligible if their viral load is undetectable``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import cues, matches_at, phrases
from trialdb.extract.criteria.limits.tables import phrases_by_place

PROVISO_CUES = frozenset(
    [
        *("for", "if", "in", "among", "eligible", "allowed", "permitted", "included", "enrolled", "excluded"),
        *("may", "can", "must", "should", "will", "required", "needs", "need"),
        "ineligible",
    ]
)
_OPENERS = frozenset(["for", "in", "among", "if"])
_OPENING = re.compile(
    rf"(?:^|(?<=[.;:] )|(?<= - )|(?<= or (?=if )))(?:(?:for|in|among) (?:the |those |all |any )?{phrases('people')} "
    rf"(?:with|who|having|on|whose) |if )(?P<who>[^.;,]{{3,140}}), "
)
_SOME = frozenset([*phrases_by_place()["people"], "the", "those", "all", "any"])
_PEOPLE = cues("people")
_ASKED_CUES = frozenset(["must", "should", "will", "needs", "need", "eligible", "required", "has", "have"])
_OF_SOME = re.compile(
    rf"(?:^|(?<=[.;:] )|(?<= - ))(?:the |those |all |any )?{phrases('people')} (?:with|who have|who are|having) "
    r"(?P<who>[^.;,]{3,120}?) (?:must|should|will|needs? to|(?:are|is) eligible if|(?:are|is) required to|"
    r"ha(?:ve|s) to)(?![a-z]| be excluded)"
)
_INFECTED = re.compile(r"(?<![a-z])(?:hiv|hbv|hcv|hepatitis|(?:brain|cns) metastas)")
_ALLOWED_BEHIND = re.compile(
    r"[^.;]{0,250}?(?<![a-z])(?:(?:is|are|will be|may be|can be) (?:also )?"
    r"(?:eligible|allowed|permitted|acceptable|included|enrolled|not excluded)|"
    r"may (?:participate|enroll|be entered))(?![a-z])"
)
_ALLOWED_BEFORE = re.compile(r"(?<![a-z])(?:may|can|could) (?:also )?have (?:had )?(?:(?:a|an|any|prior|previous) )*$")
_SENTENCE_ENDS = re.compile(r"[.;](?= |$)")
_LEAD = re.compile(r"^(?:(?:have|has|are|is|had|a|an|known|documented|evidence of|history of|the) )+")
_SOMETIMES = frozenset(
    [
        *("hiv", "hbv", "hcv", "hbsag", "hbcab", "hcv_antibody", "hbv_dna", "hcv_rna"),
        *("brain_metastases", "other_malignancy"),
    ]
)
_HAD = frozenset(["positive", "present", "active", "detectable"])
_CONTRARY = {"positive": "negative", "present": "absent", "active": "absent", "detectable": "undetectable"}
_KEPT_OUT_CUES = frozenset(["ineligible", "eligible", "excluded"])
_KEPT_OUT = re.compile(
    r"(?P<who>[^.;,]{0,90}?)(?<![a-z])(?:is|are|will be) (?:not (?:be )?eligible|ineligible|excluded)(?![a-z])"
    r"(?! if | unless )"
)
_MORE = re.compile(r"(?<![a-z])(?:and|on|with|without|who|whose|receiving|taking|requiring|but|not|unless)(?![a-z])")


def with_provisos(lower: str, words: frozenset[str], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` of an inclusion without what is only supposed or allowed of some, which is the others' condition."""
    kept = list(drafts)
    for opening in matches_at(_OPENING, lower, words & _OPENERS) if "," in lower else ():
        who = _LEAD.sub("", opening["who"].strip())
        kept = _under(lower, kept, opening.start("who"), opening.end("who"), who)
    if not words.isdisjoint(_KEPT_OUT_CUES):
        kept = _without_kept_out(lower, kept)
    had = [draft for draft in kept if _is_had(draft)]
    is_asked = not (words.isdisjoint(_ASKED_CUES) or words.isdisjoint(_PEOPLE))
    for some in matches_at(_OF_SOME, lower, words & _SOME) if is_asked else ():
        if _INFECTED.search(some["who"]) or any(
            draft in kept and some.start("who") <= draft.start < some.end("who") for draft in had
        ):
            kept = _under(lower, kept, some.start("who"), some.end("who"), _LEAD.sub("", some["who"].strip()))
    for draft in had:
        if draft in kept and _is_allowed(lower, draft):
            end = draft.end + len(" positive" * lower.startswith((" positive", "-positive"), draft.end))
            kept = _under(lower, kept, draft.start, draft.end, lower[draft.start : end])
    return kept


def _without_kept_out(lower: str, drafts: Sequence[Draft]) -> list[Draft]:
    """``HIV-positive patients are not eligible`` asks for the contrary; with more said of them, for nothing."""
    kept: list[Draft] = []
    for draft in drafts:
        out = _KEPT_OUT.match(lower, draft.end) if _is_had(draft) else None
        if out is None:
            kept.append(draft)
        elif not _MORE.search(out["who"]) and not any(
            one.concept == draft.concept and one.status in _CONTRARY.values() for one in drafts
        ):
            draft.status = _CONTRARY[draft.status or ""]
            kept.append(draft)
    return kept


def _is_had(draft: Draft) -> bool:
    """Whether some have what a limit names, of those who may join."""
    return draft.concept in _SOMETIMES and draft.status in _HAD


def _is_allowed(lower: str, draft: Draft) -> bool:
    before = _ALLOWED_BEFORE.search(lower, max(0, draft.start - 40), draft.start)
    return before is not None or _ALLOWED_BEHIND.match(lower, draft.end) is not None


def _under(lower: str, drafts: Sequence[Draft], start: int, end: int, who: str) -> list[Draft]:
    """``drafts`` without the statuses between two places, those behind them in the sentence under the condition."""
    stop = _SENTENCE_ENDS.search(lower, end)
    last = stop.start() if stop else len(lower)
    kept: list[Draft] = []
    for draft in drafts:
        if draft.status and start <= draft.start < end:
            continue
        if draft.bound is None and end <= draft.start < last and draft.condition is None:
            draft.condition = who
        kept.append(draft)
    return kept
