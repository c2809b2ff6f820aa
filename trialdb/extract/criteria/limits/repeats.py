"""What a text tells more than once: one limit is enough of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.mentions import Mention

_OPPOSED = {"positive", "negative"}
_VIRUSES = frozenset(["hbv", "hcv", "hiv"])
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


def without_short_forms(mentions: list[Mention], lower: str) -> list[Mention]:
    """``mentions`` without the virus whose short form follows the name of its test: "hepatitis C antibody (HCV)"."""
    return [
        name
        for index, name in enumerate(mentions)
        if not (
            index
            and name.codes[0] in _VIRUSES
            and lower[mentions[index - 1].end : name.start] in ("(", " (")
            and lower.startswith(")", name.end)
            and mentions[index - 1].codes[0][:2] == name.codes[0][:2]
            and mentions[index - 1].codes[0] != name.codes[0]
        )
    ]


def _is_implied(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a threshold under a condition is one that holds in any case: "(if both are done, both ≤ 2 x ULN)"."""
    if draft.condition is None or draft.bound is None:
        return False
    return any(
        other.condition is None
        and other.concept == draft.concept
        and other.sex == draft.sex
        and other.bound is not None
        and replace(other.bound, start=0, end=0) == replace(draft.bound, start=0, end=0)
        for other in drafts
    )


def distinct(drafts: list[Draft]) -> list[Draft]:
    """Without limits that another one already states: "> 180/110 (systolic above 180 …)"."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Draft] = []
    for draft in drafts:
        bound = draft.bound
        numbers = (bound.low, bound.high, bound.low_inclusive, bound.high_inclusive, bound.reference) if bound else None
        key = (draft.concept, numbers, draft.values, draft.status, draft.sex, draft.condition, draft.of, draft.window)
        if key not in seen and not _is_implied(draft, drafts):
            seen.add(key)
            kept.append(draft)
    return kept
