"""Values that tell what is denied: ``no uncontrolled hypertension (systolic pressure > 150 mmHg)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from trialdb.extract.criteria.limits.draft import Draft

DENIAL_CUES = frozenset(["no", "not", "without", "absence", "free", "never"])
_DENIED = re.compile(
    r"(?<![a-z])(?:no|not have|not had|(?<!with or )without|absence of|free of|never had)"
    r"(?P<what>(?: (?!but |unless |except |patients? |subjects? |participants? )(?:[a-z/-]+|\([a-z]{2,6}\))"
    r"(?:,(?= including | such as ))?){1,10}),? ?"
    r"(?:[(\[](?:[^()\[\]]|\([^()]*\)|\[[^\[\]]*\])*|"
    r"(?:as )?(?:defined|evidenced|indicated) (?:as|by) (?:[^().;]|\([^()]*\))*|i\.e\.,? [^().;]*)$"
)
_DENIED_GRADE = re.compile(  # "no sensory or motor neuropathy > grade 1"
    r"(?<![a-z])(?:no|not have|without)"
    r"(?P<what>(?: (?!but |unless |except |patients? |subjects? |recover)[a-z/-]+){1,9}) $"
)
_NONE_OF = re.compile(  # "no heart disease including any of the following: a stroke; failure of NYHA class III"
    r"(?<![a-z])(?:no|none of|not have|not had|without|absence of|free of)(?![a-z])"
    r"(?:(?!but |unless |except |other than )[^.;:]){0,120}(?<![a-z])the following[^.;:]{0,30}: ?(?:[^.]|\.\d)*$"
)
_ILL_WHEN_HIGH = frozenset(
    [
        *("creatinine", "bilirubin_total", "bilirubin_direct", "alt", "ast", "alp", "sbp", "dbp", "inr", "pt", "aptt"),
        *("qtc", "calcium", "potassium", "glucose", "fasting_plasma_glucose", "hba1c", "triglycerides", "heart_rate"),
        *(
            "body_temperature",
            "bmi",
            "toxicity_grade",
            "peripheral_neuropathy_grade",
            "urine_protein_24h",
            "upcr",
            "bun",
            "wbc",
        ),
    ]
)
_ILL_WHEN_LOW = frozenset(
    [
        *(
            "platelets",
            "anc",
            "hemoglobin",
            "hematocrit",
            "wbc",
            "lymphocytes",
            "lvef",
            "albumin",
            "creatinine_clearance",
        ),
        *(
            "egfr",
            "fev1_pct_predicted",
            "spo2",
            "sbp",
            "dbp",
            "heart_rate",
            "potassium",
            "sodium",
            "calcium",
            "glucose",
        ),
    ]
)
_BOTH_WAYS = _ILL_WHEN_HIGH & _ILL_WHEN_LOW
_LOW = re.compile(r"hypo|brady|penia|(?<![a-z])low(?![a-z])")
_FOUND, _INFECTIONS = frozenset(["present", "active", "positive"]), frozenset(["hiv", "hbv", "hcv", "hbsag"])
_SCALES, _NO_ILLNESS = frozenset(["nyha", "child_pugh_class"]), frozenset([1, "A"])
_BAD_GRADE = 2
_PRESSURES = frozenset(["sbp", "dbp"])
_HYPERTENSION_WITH = re.compile(  # "no hypertension with SBP > 140 mmHg"
    r"(?<![a-z])(?:no|without)(?P<what>(?: (?!but )[a-z-]+){0,3} hypertension) with [^.;≥≤<>]*$"
)
_OR_DIASTOLIC = re.compile(r" ?(?:mm ?hg)?,? (?:and/or|or) $")  # "no hypertension with SBP > 140 mmHg or"
_FARTHEST = 220  # characters in which the denial stands
_LONGEST_LIST = 500


def deny_asides(lower: str, drafts: Sequence[Draft], kind: str | None) -> None:
    """Denies the numbers and classes that only say what the denied thing is, not those that say what is well.

    Where an inclusion denies all of a list, it denies the events in it too.
    """
    is_list = kind == "inclusion" and "the following" in lower
    for draft in drafts:
        if draft.negated and draft.concept == "urine_protein_dipstick" and _is_told_well(lower, draft):
            draft.negated = False
        is_scale = draft.concept in _SCALES and _NO_ILLNESS.isdisjoint(draft.values)
        is_event = draft.status == "present" and draft.rule.startswith("event.")
        if is_list and not draft.negated and (is_scale or is_event or _tells_illness(draft)):
            none_of = _NONE_OF.search(lower, max(0, draft.start - _LONGEST_LIST), draft.start)
            if none_of and is_event:
                draft.status = "absent"
            elif none_of:
                draft.negated = True
        is_status = kind != "exclusion" and draft.status in _FOUND and draft.rule.startswith("status.")
        is_status = is_status and draft.concept in _INFECTIONS and not lower.endswith("for ", 0, draft.start)
        if draft.concept == "life_expectancy" and lower.startswith("likely", draft.start):
            draft.negated = draft.negated or lower.endswith("not ", 0, draft.start)
        if draft.negated or not (is_scale or is_status or _tells_illness(draft)):
            continue
        denied = _DENIED.search(lower, max(0, draft.start - _FARTHEST), draft.start)
        if draft.rule == "toxicity.grade":
            denied = denied or _DENIED_GRADE.search(lower, max(0, draft.start - _FARTHEST), draft.start)
        elif draft.concept in _PRESSURES and "hypertension with" in lower:
            denied = denied or _HYPERTENSION_WITH.search(lower, max(0, draft.start - _FARTHEST), draft.start)
        if denied is None or (draft.concept in _BOTH_WAYS and _is_low(draft) != bool(_LOW.search(denied["what"]))):
            continue
        draft.negated = True
    for systolic, diastolic in pairwise(drafts):
        is_pair = (systolic.concept, diastolic.concept) == ("sbp", "dbp") and systolic.negated
        if is_pair and _is_low(systolic) == _is_low(diastolic):
            is_joined = _OR_DIASTOLIC.fullmatch(lower, systolic.end, max(diastolic.start, systolic.end))
            diastolic.negated = diastolic.negated or is_joined is not None


def _is_told_well(lower: str, draft: Draft) -> bool:
    """Whether a bracket tells what no protein is: "no proteinuria (less than 1+)"."""
    return _is_low(draft) and draft.bound is not None and "(" in lower[draft.start : draft.bound.start]


def _is_low(draft: Draft) -> bool:
    return draft.bound is not None and draft.bound.high is not None


def _tells_illness(draft: Draft) -> bool:
    bound = draft.bound
    if draft.rule == "toxicity.grade" and bound and bound.high is not None and (bound.low or 0) >= _BAD_GRADE:
        return True  # "severe (grade 3 or 4)"
    if bound is None or (bound.low is None) == (bound.high is None):
        return False
    return draft.concept in (_ILL_WHEN_HIGH if bound.high is None else _ILL_WHEN_LOW)
