"""Statuses that a text tells more than once: one limit is enough of each."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.draft import Draft

_OPPOSED = {"positive", "negative"}
_OR = re.compile(r"(?:[^.;]{0,80}[ ,(])?or [^.;]{0,40}")


def once(drafts: list[Draft], lower: str) -> list[Draft]:
    """One draft a concept, the one that says most; but "HIV negative, or HIV positive with a CD4 count …" are two."""
    kept: dict[str, Draft] = {}
    for draft in drafts:
        first = kept.get(draft.concept)
        if first and {first.status, draft.status} == _OPPOSED and _OR.fullmatch(lower, first.end, draft.start):
            kept[f"{draft.concept} {draft.status}"] = draft
            continue
        is_vague = first is not None and first.status == "present"
        is_narrow = first is not None and bool(first.condition) and not draft.condition
        is_wider = is_narrow and first is not None and _OR.fullmatch(lower, first.end, draft.start) is not None
        counts_first = first is not None and first.at_least is None and draft.at_least is not None
        is_clearer = is_vague and draft.status in ("positive", "negative", "active")
        if first is None or counts_first or is_wider or is_clearer:
            kept[draft.concept] = draft
    return list(kept.values())
