"""Thresholds of an inclusion that something else may stand for: ``HbA1c > 7 % or on insulin``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft

ALTERNATIVE_CUES = frozenset(["or", "least", "such", "example", "examples", "e"])
_SOME_OF = re.compile(  # "at least three of the following features: …": none of them alone is asked
    r"at least (?:two|three|four|2|3|4) of the (?:following|below)[^.;:]{0,40}:(?:[^.;)]|\.\d)*$"
)
_EXAMPLE = re.compile(  # "two risk factors such as obesity (BMI > 30)", "an illness. Examples are: LDL > 190 mg/dL"
    r"(?<![a-z])(?:(?:risk )?factors?|features?|co-?morbidit(?:y|ies)|complications?|indications?|illness(?:es)?)"
    r"(?![a-z])(?:[^.;:]{0,60}[ ,:(](?:such as|e\.g\.|for example|for instance)(?:[^.;]|\.\d)*|"
    r"[^.;:]{0,60}\. (?:some )?examples? (?:include|are)(?:[^.]|\.\d)*)$"
)
_OR_ELSE = re.compile(
    r"\)?,? or (?:(?:who )?(?:is|are|be|been) )?(?:on|taking|receiving|using|treated|a decline|a decrease|"
    r"(?:(?:a|prior|previous) )?(?:history|diagnosis) of|positive|accompanied|requiring|currently|use of|presence of|"
    r"have|has|had|with)(?![a-z])(?! or without)[^.;]*"
)


_DENIED = re.compile(r"(?<![a-z])(?:no|not|without)(?![a-z])[^.;]{0,100}$")


def without_optional(lower: str, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` without the thresholds that something else may stand for."""
    optional = {draft.start for draft in drafts if _is_optional(lower, draft, drafts)}
    return [draft for draft in drafts if draft.start not in optional]


def _is_optional(lower: str, draft: Draft, drafts: Sequence[Draft]) -> bool:
    if not (draft.bound or draft.values):
        return False
    if draft.concept == "urine_protein_dipstick" and draft.bound and draft.bound.low and "24" in lower:
        # "≤ 1+, or ≥ 2+ with less than 1 g in 24 hours"
        return any(one.concept == draft.concept and one.bound and one.bound.high for one in drafts)
    before = max(0, draft.start - 400)
    if _SOME_OF.search(lower, before, draft.start) or _EXAMPLE.search(lower, before, draft.start):
        return True
    other = _OR_ELSE.match(lower, draft.end)
    if other is None or _DENIED.search(lower, max(0, draft.start - 120), draft.start):
        return False
    return not any(other.start() <= one.start < other.end() for one in drafts)
