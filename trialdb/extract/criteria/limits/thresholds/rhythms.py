"""A heart rate that is that of a named rhythm: ``atrial fibrillation with a ventricular rate above 100``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft

RHYTHM_CUES = frozenset(["fibrillation", "flutter"])
_OF_RHYTHM = re.compile(
    r"(?<![a-z])(?P<rhythm>(?:atrial )?(?:fibrillation|flutter)"
    r"(?: ?(?:/|or|and|and/or) ?(?:atrial )?(?:fibrillation|flutter))?)"
    r"(?: \([a-z]{1,4}\))?(?: (?!or |and )[a-z]+){0,4}?(?:,? (?:with|having|whose|where|defined (?:as|by))|,? \()"
    r"(?: ?(?:an?|the|i\.e\.,?|rapid|fast|uncontrolled|poorly|controlled|resting|mean|average|ventricular))* ?$"
)
_FARTHEST = 140  # characters in front of the rate


def give_rhythms(lower: str, drafts: Sequence[Draft]) -> None:
    """Makes a rhythm the condition of the rate that is said of it."""
    for draft in drafts:
        if draft.concept != "heart_rate" or draft.bound is None or draft.condition:
            continue
        if said := _OF_RHYTHM.search(lower, max(0, draft.start - _FARTHEST), draft.start):
            draft.condition = said["rhythm"]
