"""What will do where a threshold is not met: ``or PT within normal limits``, ``(lower is allowed if …)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

OTHERWISE_CUES = frozenset(
    [
        "normal",
        "or",
        "if",
        "whose",
        "with",
        "acceptable",
        "allowed",
        "permitted",
        "eligible",
        "enrolled",
        "included",
        "one",
        "1",
        "any",
        *("broadened", "relaxed", "widened", "extended", "expanded", "loosened"),
    ]
)
_OR_NORMAL = re.compile(  # "INR ≤ 1.5, or PT within normal limits"
    r"\)?,? or (?P<said>(?!if )[a-z][^.;≥≤<>\d]{1,60} (?:(?:is|are|be) )?(?:with)?in (?:the )?(?:institutional )?normal"
    r"(?: institutional)? (?:limits?|ranges?)(?![a-z]))"
)
_OR_IF = re.compile(
    r"\)?(?: ?\([^()]*\))?,? or,? (?P<said>if [^.;,≥≤<>\d]{5,100}(?:, [^.;≥≤<>\d]{5,160}|[^.;,≥≤<>\d]{0,80}(?=[.;]|$)))"
)
_DIPSTICK = re.compile(  # "≤ 1+ [if ≥ 2+, less than 1 g in 24 hours]"
    rf"[^;]{{0,60}};?[^.;]{{0,20}}?(?P<said>(?<![a-z])(?:if|unless|{phrases('people')} (?:with|whose))(?![a-z])"
    r"[^.;]{0,60}[12] ?\+[^.;]{0,160}24[^.;)\]]{0,100})"
)
_EVEN_LOWER = re.compile(  # "hemoglobin ≥ 8 g/dL (< 8 g/dL allowed if the marrow is infiltrated)"
    r" ?[(\[](?P<said>[≥≤<>] ?\d[^()\[\]]{0,160}(?:allowed|permitted|acceptable|eligible)[^()\[\]]{0,120})[)\]]"
)
_IF_ALLOWED = re.compile(  # "TSH ≤ ULN (if above, those with a normal T4 are eligible)"
    r" ?[(\[](?P<said>if [^()\[\]]{5,160}(?:allowed|permitted|acceptable|eligible)(?![a-z])[^()\[\]]{0,60})[)\]]"
)
_OR_CLEARANCE = re.compile(  # "creatinine < 2 x ULN or creatinine clearance 60 mL/min", which compares with nothing
    r"\)?,? or (?P<said>(?:(?:a|calculated|measured|estimated|24-hour) )*(?:creatinine clearance|crcl|gfr|egfr)"
    r"(?: (?:of|is))? \d[^.;,]{0,40}|[≥>] ?\d+ ?ml/min(?:/1\.73 ?m2)? (?:creatinine clearance|crcl|e?gfr)[^.;]{0,160})"
)
_NUMBER = re.compile(r"(?<![a-z\d.])\d+(?:\.\d+)?(?= ?ml)")
_WIDENED_CUES = frozenset(["broadened", "relaxed", "widened", "extended", "expanded", "loosened"])
_NOT_MET = re.compile(  # "those who do not meet this but have a clearance ≥ 70 mL/min are eligible"
    r"(?<![a-z])(?:do|does|did) not meet [^.;]{2,60} but (?:who )?(?:have|has|had)(?![a-z])[^.;]*$"
)
_WIDENED = re.compile(r"(?<![a-z])(?:broadened|relaxed|widened|extended|expanded|loosened) to(?: be)? ?$")
_METHOD = re.compile(r"(?:as |by |using |based |24|measured|calculated|estimated)")
_CLEARANCES = frozenset(["creatinine_clearance", "egfr"])
_ALLOWANCE_CUES = frozenset(["acceptable", "allowed", "permitted", "eligible", "enrolled", "included"])
_ALLOWED = re.compile(
    r"[^.;()]{0,20}[.;(] ?(?P<said>(?:[^.;()]|\.\d|\([^()]*\)){0,160}?)(?<![a-z])"
    r"(?:(?:(?:is|are|will be|may be|can be) (?:also )?(?:considered )?)?(?:acceptable|allowed|permitted|eligible)|"
    r"(?:is|are|will be|may be|can be) (?:also )?(?:enrolled|included))(?![a-z])(?P<more>(?:[^.;()]|\.\d){0,160})"
)
_BESIDE = (" or", ", or", ")", "(", " (", "[", " [")  # what the others begin with
_OTHERS = (_OR_NORMAL, _OR_IF, _EVEN_LOWER, _IF_ALLOWED, _OR_CLEARANCE)
_COMPARED = re.compile(r"[≥≤<>] ?\d")
_IF = re.compile(r"(?<![a-z])(?:if|provided(?: that)?|when|as long as) (?P<what>[^.;()]{4,150})$")
_COMPANION = re.compile(  # "BMI 27-30 kg/m2 and at least one risk factor"
    r"\)?,? (?:and|with|plus|in the presence of|accompanied by) "
    r"(?P<what>(?:at least (?:one|1)|one or more|1 or more|≥ ?1|any|an?)(?: [a-z-]+){0,4}? "
    r"(?:co-?morbidit(?:y|ies)|co-?morbid conditions?|risk factors?|complications?))(?![a-z])"
)


def tell_otherwise(lower: str, words: frozenset[str], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with their exceptions and companions, without the thresholds that only an exception states."""
    dropped: list[int] = []
    may_allow = not words.isdisjoint(_ALLOWANCE_CUES)
    if not words.isdisjoint(_WIDENED_CUES) or ("meet" in words and "not" in words):
        drafts = [draft for draft in drafts if not _is_widened(lower, draft)]
    for draft in drafts:
        if draft.bound is None or draft.negated:
            continue
        if draft.concept == "urine_protein_dipstick" and (more := _DIPSTICK.match(lower, draft.end)):
            draft.exception = draft.exception or more["said"].strip()
            dropped += [
                id(one) for one in drafts if one.concept == draft.concept and more.start() < one.start < more.end()
            ]
        is_beside = lower.startswith(_BESIDE, draft.end)
        other = next((found for one in _OTHERS if (found := one.match(lower, draft.end))), None) if is_beside else None
        if other and other.re is _OR_CLEARANCE and measures_again(draft, other["said"]):
            other = None
        if other and not any(other.start() <= one.start < other.end() for one in drafts):
            draft.exception = draft.exception or other["said"].strip()
        again = [one for one in drafts if one is not draft and one.concept == draft.concept and one.bound]
        allowed = _ALLOWED.match(lower, draft.end) if may_allow else None
        if not again:
            if allowed and lower.startswith((" (", "("), draft.end) and _COMPARED.search(allowed["said"]):
                draft.exception = draft.exception or lower[allowed.start("said") : allowed.end()].strip()
            continue
        if draft.condition is None and (companion := _COMPANION.match(lower, draft.end)):
            draft.condition = companion["what"]
        if allowed is None:
            continue
        for one in again:
            if not allowed.start() < one.start < allowed.end("said"):
                continue
            if _contradict(draft, one):
                draft.exception = draft.exception or lower[allowed.start("said") : allowed.end()].strip()
                dropped.append(id(one))
            elif one.condition is None and (when := _IF.search(allowed["more"])):
                one.condition = when["what"].strip()
    return [draft for draft in drafts if id(draft) not in dropped]


def _is_widened(lower: str, draft: Draft) -> bool:
    """Whether a threshold is what another may be "relaxed to" in some case that is not told with it."""
    if draft.bound is None or draft.condition:
        return False
    if _NOT_MET.search(lower, max(0, draft.start - 140), draft.start):
        return True
    return _WIDENED.search(lower, max(0, draft.bound.start - 40), draft.bound.start) is not None


def measures_again(draft: Draft, said: str) -> bool:
    """Whether ``said`` tells only how else a clearance may be measured: "or calculated clearance > 45 mL/min"."""
    if draft.concept not in _CLEARANCES or draft.bound is None:
        return False
    numbers = {float(number) for number in _NUMBER.findall(said)}
    return draft.bound.low in numbers if numbers else _METHOD.match(said) is not None


def _contradict(draft: Draft, other: Draft) -> bool:
    """Whether no value meets both."""
    one, two = draft.bound, other.bound
    if one is None or two is None or (one.reference != two.reference):
        return False
    return any(
        upper.high is not None and lower.low is not None and upper.high <= lower.low
        for upper, lower in ((one, two), (two, one))
    )
