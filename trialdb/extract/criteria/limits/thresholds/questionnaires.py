"""Points of one item of a questionnaire, which are none of the whole: ``≥ 3 on the suicide item of the HAM-D``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft

QUESTIONNAIRES = frozenset(
    [
        *("hamd", "madrs", "panss", "ymrs", "bdi", "hama", "phq9", "cgi_s", "ybocs", "ipss", "easi"),
        *("nihss", "mmse", "moca", "cdr", "iief_ef", "iief5", "acq", "act"),
    ]
)
_ITEM_BEFORE = re.compile(
    r"(?<!\d)(?<!\d )(?<!\d-)(?<![a-z])(?:items?|questions?|sub-?scales?|sub-?scores?|suicid[a-z]+)(?![a-z])"
    r"(?:(?! (?:or|and)(?![a-z]))[^.;,]){0,60}$"
)
_ITEM_BEHIND = re.compile(
    r" (?!(?:total|at|and|or|on|in|for|with) )(?:[a-z-]+ ){0,2}(?:items?|questions?|sub-?scales?)(?![a-z])"
)
_PART = re.compile(
    r"(?<![a-z])(?:negative|positive|psychopathology|subscale|sub-scale|item) (?:symptoms? |sub-?)?(?:score|scale|item)"
)


def without_items(lower: str, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` without the points of single items or parts."""
    return [draft for draft in drafts if draft.concept not in QUESTIONNAIRES or not _is_of_item(lower, draft)]


def _is_of_item(lower: str, draft: Draft) -> bool:
    if draft.bound is None:
        return False
    if _PART.search(lower, draft.start, draft.end) or _ITEM_BEHIND.match(lower, draft.end):
        return True
    return _ITEM_BEFORE.search(lower, max(0, draft.start - 90), draft.start) is not None
