"""Bounds that belong together: ``≥ 9.5 to ≤ 11.5 g/dL`` is one range, ``270 mg/dL (15 mmol/L)`` one threshold."""

from __future__ import annotations

import re
from typing import Literal

from msgspec.structs import replace

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.tables import Concept
from trialdb.extract.criteria.limits.thresholds.ages import from_age
from trialdb.extract.criteria.limits.thresholds.bounds import Bound
from trialdb.extract.criteria.limits.thresholds.units import UNITS, to_canonical

_RANGE_GLUE = re.compile(r"(?: points?| score)?[ ,]{0,2}(?:to|and|but|-|&|through)?(?: (?:is|are|of age))? {0,2}")
_OR_GLUE = re.compile(r"[ ,]{0,2}(?:and/or|or|and|/) {0,2}")
_TO_GLUE = re.compile(r" ?(?:of age|old)?,? ?(?:to|-|through|and|up to)? ?")
_BESIDE = re.compile(r"[), ]{0,3}(?:\(?uln\)? ?)?(?:[(\[]|or )")
_OF_SOME = re.compile(r" ?(?:if|when|in|for|with)(?![a-z])")
_TIMES = ("x ", "×", "× ", "*", "* ")  # "(…) x 0.85 ≤ 2 x ULN" ends a formula
_LONGEST_GLUE = 40
_AGAIN_GLUE = re.compile(
    r"[ ,]{0,2}[(\[/;,]? ?(?:(?:or|i\.?e\.?,?|that is,?|=|~|equivalent to|equal to|equals|corresponding to|"
    r"approximately|approx\.?|and|and/or) ?){0,2}"
)
_FOR_SOME_GLUE = re.compile(r",? ?(?:\(|(?:or|and|but) )(?:or )?")
_NEAR = 2  # characters between a number and for whom it is
_SAME = 0.15  # conversions in protocols are rounded: 1.5 mg/dL "(133 µmol/L)", 25 µM "(1.5 mg/dL)"
_SLIP = 0.5
_OLDEST = 120


def join_ranges(bounds: list[Bound], lower: str) -> list[Bound]:
    """Neighbours that open and close one range become one bound; alternatives share the unit of the second."""
    joined: list[Bound] = []
    for bound in bounds:
        last = joined[-1] if joined else None
        if last and last.end <= bound.start and not lower.endswith(_TIMES, 0, last.start):
            glue = lower[last.end : bound.start]
            pair = _pair(last, bound, glue, lower) if len(glue) < _LONGEST_GLUE else None
            if pair:
                joined[-1:] = pair
                continue
        joined.append(from_age(lower, bound) if bound.is_bare and bound.unit == "a" else bound)
    return joined


def _pair(first: Bound, second: Bound, glue: str, lower: str) -> list[Bound] | None:
    """What two neighbours say together, if it is more than each alone."""
    if first.is_bare and second.is_bare:
        counts = first.unit is second.unit is None and second.low == (first.high or 0) + 1 and first.rule == "compared"
        return (
            [replace(second, start=first.start, low=first.low, rule="range")]
            if counts and _OR_GLUE.fullmatch(glue)
            else None
        )
    if first.is_bare and second.low == first.low and _OR_GLUE.fullmatch(glue):
        return [replace(second, start=first.start, low_inclusive=True)]  # 20 or over 20
    if first.is_bare:
        return _opened(first, second) if second.low is None and _TO_GLUE.fullmatch(glue) else None
    if second.is_bare and _is_of_some(first, second, glue, lower):
        return [first, like(first, second)]
    if second.is_bare or second.rule == "enclosing":
        return None
    if _forbids_both(first, second, lower) and _OR_GLUE.fullmatch(glue):
        closing = replace(
            second, low=None, low_inclusive=None, high=second.low, high_inclusive=not second.low_inclusive
        )
        return [_range(first, closing)]
    if _closes(first, second) and _RANGE_GLUE.fullmatch(glue):
        return [_range(first, second)]
    if first.unit is None and first.reference is None and second.unit and _OR_GLUE.fullmatch(glue):
        return [replace(first, unit=second.unit, is_age=first.is_age or second.is_age), second]
    return None


def _is_of_some(first: Bound, second: Bound, glue: str, lower: str) -> bool:
    """``≤ 2 x ULN (5 x ULN if …)``: a multiple without comparison, for some of those that the first is for."""
    if second.reference is None or second.reference != first.reference or second.rule == "range":
        return False
    return _BESIDE.fullmatch(glue) is not None and _OF_SOME.match(lower, second.end) is not None


def _forbids_both(first: Bound, second: Bound, lower: str) -> bool:
    """``not < 45 or > 90 kg``: what is denied is either side, so that the middle is asked for."""
    if first.low is None or first.high is not None or second.low is None or second.high is not None:
        return False
    return (
        first.low < second.low and lower.startswith(("not ", "no "), first.start) and first.unit in (None, second.unit)
    )


def _opened(first: Bound, second: Bound) -> list[Bound] | None:
    """``6 months to < 18 years``: the bare number is the lower end."""
    opening = replace(first, high=None, high_inclusive=None, is_bare=False, rule="opening")
    if first.unit in (None, second.unit):
        return [_range(opening, second)] if (first.low or 0) < (second.high or 0) else None
    both = (UNITS.get(first.unit or ""), UNITS.get(second.unit or ""))
    return [opening, second] if all(unit and unit.dimension == "time" for unit in both) else None


def closes(first: Bound, second: Bound, glue: str) -> Bound | None:
    """The range that two bounds of one concept make, if the second closes what the first opens."""
    return _range(first, second) if _closes(first, second) and _RANGE_GLUE.fullmatch(glue) else None


def _closes(first: Bound, second: Bound) -> bool:
    low, high = (first.low, second.high) if first.high is None else (second.low, first.high)
    if first.is_age and second.unit is None and (high or 0) > _OLDEST:
        return False  # "over 18 years old and ≤ 200 CD4 cells"
    one_sided = (first.low is None) != (first.high is None) and (second.low is None) != (second.high is None)
    same_unit = first.unit in (None, second.unit) or second.unit is None
    same_reference = first.reference == second.reference or first.unit is None
    return one_sided and low is not None and high is not None and low < high and same_unit and same_reference


def _range(first: Bound, second: Bound) -> Bound:
    opening, closing = (first, second) if first.high is None else (second, first)
    return Bound(
        first.start,
        second.end,
        opening.low,
        opening.low_inclusive,
        closing.high,
        closing.high_inclusive,
        second.unit or first.unit,
        second.reference,
        is_age=first.is_age or second.is_age,
        rule="range",
    )


def shares_comparison(clauses: Clauses, first: Bound, second: Bound) -> bool:
    """Whether a bare number limits the other sex, or some patients, as ``first`` does: "(5 x ULN if …)"."""
    if clauses.is_of_other_sex(first.end, second.start, second.end):
        return True
    is_like = (second.unit or second.reference) and (second.unit, second.reference) == (first.unit, first.reference)
    if not is_like or not _FOR_SOME_GLUE.fullmatch(clauses.lower, first.end, second.start):
        return False
    return any(second.end <= one.start <= second.end + _NEAR for one in clauses.conditions)


def like(first: Bound, second: Bound) -> Bound:
    """The comparison of ``first`` with the number of ``second``."""
    unit = second.unit or first.unit
    if first.rule == second.rule == "range":
        return replace(second, unit=unit)
    number = second.low if second.is_bare else second.low or second.high
    low, high = (number, None) if first.low is not None else (None, number)
    return replace(first, start=second.start, end=second.end, low=low, high=high, unit=unit)


def restated(
    concept: Concept, first: Bound, second: Bound, lower: str, *, is_for_some: bool
) -> Literal["same", "sharper"] | None:
    """Whether ``second`` says ``first`` again; ``sharper`` where it alone says if the bound itself counts."""
    glue = lower[first.end : second.start]
    if not _AGAIN_GLUE.fullmatch(glue):
        return None
    if second.is_bare and glue.strip(" ,") in ("", "or", "and"):
        return None
    if not second.is_bare and (
        (first.low is None) != (second.low is None) or (first.high is None) != (second.high is None)
    ):
        return None
    if glue.strip() in ("(", "[") and (
        (first.reference and second.unit and not second.reference) or (second.reference and first.unit)
    ):
        return "same"  # AST > 120 U/L (> 3 x ULN)
    if first.reference or second.reference:
        return "same" if first.reference == second.reference and _close(first, second, None) else None
    if first.unit == second.unit or first.unit is None or second.unit is None:
        exact = (first.low, first.high) == (second.low, second.high) or (
            second.is_bare and second.low in (first.low, first.high)
        )
        return ("same" if second.is_bare else "sharper") if exact else None
    if glue.strip().startswith(("(", "[")) and not is_for_some:
        return "same"
    close = _close(first, second, concept)
    if close is False and concept.molar_mass and _close(first, second, concept, _SLIP):
        return "same"  # in grams and in moles, though wrongly converted: "> 500 mg/dL; > 8.5 mmol/L"
    return "same" if close or (close is None and "and" not in glue) else None


def _close(first: Bound, second: Bound, concept: Concept | None, slack: float = _SAME) -> bool | None:
    """Whether two bounds agree but for ``slack``, of rounding; None if their units cannot be compared."""
    for mine, other in ((first.low, second.low), (first.high, second.high)):
        if mine is None or other is None:
            continue
        left = to_canonical(concept, mine, first.unit) if concept else mine
        right = to_canonical(concept, other, second.unit) if concept else other
        if left is None or right is None:
            return None
        if abs(left - right) > slack * max(abs(left), abs(right)):
            return False
    return True
