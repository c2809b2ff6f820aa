"""Scores that are named like a measurement: ``an EF score of at least 26``, ``3 points on the PSA``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.tables import concepts

SCORE_CUES = frozenset(["score", "scores", "scored", "points", "erectile", "iief"])
_SCORED = re.compile(r"(?<![a-z])(?:scores?|scored|points?)(?![a-z])[^.;,\d]{0,12}$")
_ERECTILE = re.compile(r"(?<![a-z])(?:erectile|iief)(?![a-z])")
_MEASURED = frozenset(
    ["hematology", "chemistry", "coagulation", "cardiac", "endocrine", "oncology", "virology", "immunology"]
)


def without_scores(lower: str, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` without measurements whose number has no unit and is told to be a score."""
    return [draft for draft in drafts if not _is_score(lower, draft)]


def _is_score(lower: str, draft: Draft) -> bool:
    bound = draft.bound
    if bound is None or bound.unit or bound.reference or draft.concept == "gleason_score":
        return False
    if concepts()[draft.concept].domain not in _MEASURED:
        return False
    if draft.concept == "lvef" and _ERECTILE.search(lower):
        return True
    return _SCORED.search(lower, max(0, bound.start - 24), bound.start) is not None
