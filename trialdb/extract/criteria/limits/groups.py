"""Which limits are alternatives: in an inclusion OR within a group and AND across, in an exclusion the reverse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft

_OR = re.compile(r"(?<![a-z])(?:or|and/or|alternatively)(?![a-z])")
_AND = re.compile(r"(?<![a-z])(?:and|with|plus|but|together)(?![a-z])|&")
_PERFORMANCE = frozenset(["ecog", "karnofsky", "lansky"])
_PAIR = frozenset(["ast", "alt"])


def assign_groups(drafts: Sequence[Draft], lower: str, kind: str | None) -> None:
    """Numbers the groups of ``drafts``, which are in reading order, from 1."""
    joins = _all_of if kind == "exclusion" else _any_of
    group = 0
    for index, draft in enumerate(drafts):
        earlier = next((d for d in reversed(drafts[:index]) if joins(d, draft, lower, d is drafts[index - 1])), None)
        if earlier is None:
            group += 1
            draft.group = group
        else:
            draft.group = earlier.group


def _gap(first: Draft, second: Draft, lower: str) -> str:
    """The words between two limits; of limits with one bound, those between their names."""
    return (
        lower[min(first.end, second.start) : second.start]
        if second.start >= first.end
        else lower[first.start : second.end]
    )


def _any_of(first: Draft, second: Draft, lower: str, adjacent: bool) -> bool:
    """Alternatives of an inclusion: joined by "or", or another threshold of the same concept under a condition."""
    if first.concept == second.concept and first.bound and second.bound:
        return bool(second.condition or first.condition or (adjacent and _OR.search(_gap(first, second, lower))))
    if not adjacent or {first.concept, second.concept} <= _PAIR:
        return False
    if {first.concept, second.concept} <= _PERFORMANCE:
        return True
    gap = _gap(first, second, lower)
    return len(gap) < 160 and ";" not in gap and ". " not in gap and _OR.search(gap) is not None


def _all_of(first: Draft, second: Draft, lower: str, adjacent: bool) -> bool:
    """Parts of one exclusion: joined by "and"."""
    if not adjacent or first.concept == second.concept or {first.concept, second.concept} <= _PAIR:
        return False
    gap = _gap(first, second, lower)
    if len(gap) > 120 or ";" in gap or ". " in gap or _OR.search(gap):
        return False
    return _AND.search(gap) is not None
