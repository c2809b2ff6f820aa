"""Which limits are alternatives: in an inclusion OR within a group and AND across, in an exclusion the reverse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.groups.joints import CLEARANCES, TESTS, joins_of
from trialdb.extract.criteria.limits.tables import concepts

_PERFORMANCE = frozenset(["ecog", "karnofsky", "lansky"])
_NEAREST = 20  # limits among which an alternative is looked for
_PAIR = frozenset(["ast", "alt"])
_ENZYMES = _PAIR | {"alp", "ggt"}
_PAIRED = 2
_TWICE = ["sbp", "sbp", "dbp", "dbp"]
_TESTED = ("positive", "negative")
_DENIED = frozenset(["absent", "negative"])
_DENIAL = re.compile(r"(?<![a-z])(?:not|no|non|without|never|neither|free|absence|negative|if)(?![a-z])")
_SHORTER = re.compile(r"whichever (?:is|was|comes|period is|time is) (?:the )?(?:short|less|brief)")
_LONGER = re.compile(r"whichever (?:is|was|comes|period is|time is) (?:the )?(?:long|great|later|last)")
_NEAR = 40  # characters behind two times in which it is said which counts
_INFECTIONS = frozenset(
    code for code, one in concepts().items() if one.domain == "virology" and "status" in one.reading
)
_NURSING = {"pregnancy", "breastfeeding", "pregnancy_test"}
_HAPPENED = frozenset(["condition", "myocardial_infarction", "stroke", "other_malignancy"])
_AT_ONCE = re.compile(r"(?<![a-z])(?:co-? ?infect|simultaneous|concomitant|mixed|dual|both )[a-z-]*[^.;,]{0,60}$")
_ALONG = re.compile(r"[ )]{0,2}(?:virus |infections? |positive )?(?:along |together )?with ")


def assign_groups(drafts: Sequence[Draft], lower: str, kind: str | None) -> None:
    """Numbers the groups of ``drafts``, which are in reading order, from 1."""
    joins = joins_of(drafts, lower, kind)
    group = 0
    for index, draft in enumerate(drafts):
        if kind == "exclusion":
            first = (
                drafts[index - 1]
                if index and joins[index] == "and" and _must_both(drafts, joins, index, lower)
                else None
            )
            if first:
                _give_to_twins(drafts, first, draft, lower)
            else:
                first = _pressure_with(drafts, joins, index)
            if index and _are_both(drafts[index - 1], draft, lower, _SHORTER):
                first = drafts[index - 1]
        else:
            first = _alternative(drafts[:index], draft, joins[index], lower)
        if first is None:
            group += 1
        draft.group = first.group if first else group


def _differ(first: Draft, second: Draft) -> bool:
    return first.concept != second.concept and not {first.concept, second.concept} <= _PAIR


def _are_enzymes(first: Draft, second: Draft) -> bool:
    """``AST or ALT``; of one bound also ``AST, ALT or ALP ≤ 3 x ULN``: all are asked for."""
    pair = {first.concept, second.concept}
    is_shared = first.bound is not None and second.bound is not None and first.bound.start == second.bound.start
    return len(pair) > 1 and pair <= (_ENZYMES if is_shared else _PAIR)


def _are_lower(first: Draft, second: Draft, lower: str) -> bool:
    """``AST or ALT > 40 U/L``: of an inclusion, either will do."""
    if first.bound is None or second.bound is None or second.bound.high is not None:
        return False
    return " or " in lower[first.start : second.bound.start]


def _must_both(drafts: Sequence[Draft], joins: Sequence[str], index: int, lower: str) -> bool:
    """Whether "and" asks for both limits: not of names that share a bound, of two diseases, nor of whole alternatives.

    "AST, ALT and ALP > 5 x ULN"; "pulse > 100 or < 50/min, and systolic > 170 or < 90 mmHg".
    """
    first, draft = drafts[index - 1], drafts[index]
    if not _differ(first, draft) or (first.bound and draft.bound and first.bound.start == draft.bound.start):
        return False
    if _are_apart(first, draft, lower):
        return False
    return index < _PAIRED or joins[index - 1] != "or" or drafts[index - 2].concept != first.concept


def _pressure_with(drafts: Sequence[Draft], joins: Sequence[str], index: int) -> Draft | None:
    """``SBP > 170 or < 90, and DBP > 100 or < 50``: the systolic limit on the same side as a diastolic one."""
    for at in (index - 2, index - 3):  # where the systolic pair begins, for the first and the second diastolic limit
        four = drafts[max(at, 0) : at + 4]
        if at < 0 or len(four) < len(_TWICE) or [draft.concept for draft in four] != _TWICE:
            continue
        if joins[at + 1 : at + 4] != ["or", "and", "or"]:
            continue
        is_high = _is_open_above(drafts[index])
        return next((one for one in four[:2] if _is_open_above(one) == is_high), None)
    return None


def _is_open_above(draft: Draft) -> bool:
    return draft.bound is not None and draft.bound.high is None


def _are_apart(first: Draft, second: Draft, lower: str) -> bool:
    """``HIV and hepatitis C``, ``a stroke and angina within a year``: each excludes, unless meant at once."""
    pair = {first.concept, second.concept}
    if pair <= _NURSING and second.status != "negative":
        return True
    if pair <= _HAPPENED and first.window is not None and first.window == second.window:
        return True
    if not pair <= _INFECTIONS or first.concept[:2] == second.concept[:2]:
        return False
    return not _ALONG.match(lower, first.end) and not _AT_ONCE.search(lower, max(0, first.start - 80), first.start)


def _give_to_twins(drafts: Sequence[Draft], first: Draft, second: Draft, lower: str) -> None:
    """``AST or ALT > 3 x ULN with bilirubin > 2 x ULN``: what one group says of ALT is the condition of AST."""
    for one, other in ((first, second), (second, first)):
        is_named = other.bound is None or other.start < other.bound.start
        said = lower[other.start : other.end] + (f" {other.status}" if other.status in _TESTED else "")
        for draft in drafts if is_named and one.concept in _ENZYMES and one.bound else ():
            if draft is not one and draft.concept in _ENZYMES and draft.bound == one.bound and not draft.condition:
                draft.condition = said


def _exclude(first: Draft, second: Draft) -> bool:
    """Whether no value meets both: "mild (60-89 mL/min), moderate (30-59 mL/min)"."""
    one, other = first.bound, second.bound
    if one is None or other is None or (one.unit, one.reference) != (other.unit, other.reference):
        return False
    return any(
        lower.high is not None and upper.low is not None and lower.high < upper.low
        for lower, upper in ((one, other), (other, one))
    )


def _alternative(earlier: Sequence[Draft], draft: Draft, join: str, lower: str) -> Draft | None:
    """The limit that ``draft`` is an alternative to: by "or", or as a threshold of its concept under a condition."""
    for other in reversed(earlier[-_NEAREST:]):
        same = other.concept == draft.concept and other.bound and draft.bound
        if same and (draft.condition or other.condition or draft.sex or other.sex or _exclude(other, draft)):
            return other
        if other.concept == draft.concept and other.values and draft.values and not {*other.values} & {*draft.values}:
            return other  # "ECOG 0 or 1; of cohort 3 ECOG 2 is allowed"
    last = earlier[-1] if earlier else None
    if last is None:
        return None
    if {last.concept, draft.concept} <= _PERFORMANCE and last.concept != draft.concept:
        return last
    pair = {last.concept, draft.concept}
    if pair == CLEARANCES and last.bound and draft.bound and last.bound.start == draft.bound.start:
        return last  # "creatinine clearance (GFR) ≥ 60 mL/min"
    all_hold = (
        (_are_enzymes(last, draft) and not _are_lower(last, draft, lower))
        or _are_denied(last, draft, lower)
        or (last.negated and draft.negated)
        or _are_both(last, draft, lower, _LONGER)
    )
    return last if join == "or" and not all_hold else None


def _are_both(first: Draft, second: Draft, lower: str, both: re.Pattern[str]) -> bool:
    """Whether two times of one event must both hold: "for 3 weeks or 4 half-lives, whichever is shorter"."""
    one, other = first.window, second.window
    if one is None or other is None or first.of is None or first.of != second.of or one.relation != other.relation:
        return False
    is_gap = both is _LONGER
    if is_gap != (one.relation == "min_gap") or one.relation not in ("within", "min_gap"):
        return False
    return both.search(lower, min(first.start, second.start), max(first.end, second.end) + _NEAR) is not None


def _are_denied(first: Draft, second: Draft, lower: str) -> bool:
    """Whether one denial is of both: "not pregnant or breastfeeding" asks for neither."""
    if not _DENIED.issuperset([first.status, second.status]) or first.condition or second.condition:
        return False
    if (first.concept, first.of) == (second.concept, second.of):
        return False  # in another window
    if first.concept != second.concept and first.concept[:2] == second.concept[:2] and first.concept[:2] in TESTS:
        return False
    return second.start < first.end or not _DENIAL.search(lower, first.end, second.start)
