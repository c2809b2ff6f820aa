"""Blood pressures named behind the number: ``over 160 mmHg systolic or 100 mmHg diastolic``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.extract.criteria.limits.mentions import Mention
from trialdb.extract.criteria.limits.thresholds.bounds import Bound
from trialdb.extract.criteria.limits.thresholds.joining import like

PRESSURE_CUES = frozenset(["systolic", "sbp"])
PRESSURE_RANGE = "number.pressure_range"  # nothing else is read within it
_SIDE = re.compile(
    r"(?: ?mm ?hg)?[ ,]{0,2}\(?(?P<side>systolic|diastolic)(?: (?:blood )?pressures?| bp)?\)?(?![a-z])"
    r"(?! ?(?:(?:blood )?pressures? |bp )?"
    r"(?:is |of |was |[≥≤<>=:(] ?|above |over |below |under |greater |more |higher |less |lower |than |between |"
    r"at least |exceeding )*\d)"
)
_NAMED_BEFORE = re.compile(r"(?<![a-z])(?:systolic|diastolic|sbp|dbp)(?![a-z])[^;\d]{0,40}$")
_CHANGED = re.compile(rf"(?<![a-z])(?:{phrases('change')}|fall|orthostatic|postural|pulmonary)(?![a-z])[^;]{{0,60}}$")
_PRESSURE = re.compile(r"(?<![a-z])(?:blood pressures?|bp|hypertensi(?:on|ve)|hypotensi(?:on|ve))(?![a-z])")
_DISORDER = re.compile(
    r"(?<![a-z])hyp(?:er|o)tension(?:(?:,| is| as| defined(?: as)?| with| of| \(?i\.e\.,?| at)*[ ,:(\[]{1,3}|"
    r"[^.;,()\d]{1,60}(?:\( ?)?)$"
)
_NEXT = re.compile(r"[ ,)]{0,3}(?:and/or|or|and|/)?[ (]{0,2}")
_BETWEEN_PAIRS = re.compile(  # "blood pressure within 90/50-140/90 mmHg"
    r"(?<![a-z])(?:blood pressure|bp)(?![a-z])(?P<gap>[^.;\d≥≤<>]{0,40})(?P<range>"
    r"(?<!\d)(\d{2,3}) ?/ ?(\d{2,3}) ?(?:mm ?hg ?)?(?:-|to|and) ?(\d{2,3}) ?/ ?(\d{2,3})(?!\d))"
    r"(?! ?(?:mm ?hg)? ?[≥≤<>])(?P<unit> ?mm)?"
)
_LEAST_SYSTOLIC = 80
_CODES = {"systolic": "sbp", "diastolic": "dbp"}


def read_pressures(lower: str, bounds: Sequence[Bound]) -> list[Draft]:
    """The bounds among ``bounds`` whose pressure is named right behind them, or told by their form: 160/100 mmHg."""
    if lower.count("/") > 1 and (between := _BETWEEN_PAIRS.search(lower)):
        return _between(between)
    drafts = [draft for pair in pairwise(bounds) for draft in _pair(lower, *pair)] if "tension" in lower else []
    if "stolic" not in lower:
        return drafts
    for bound in bounds:
        side = _SIDE.match(lower, bound.end)
        if side is None or bound.unit not in (None, "mm[Hg]", "kPa") or bound.reference or bound.is_age:
            continue
        last = drafts[-1] if drafts else None
        goes_on = last is not None and _NEXT.fullmatch(lower, last.end, bound.start) is not None
        if not goes_on and not _is_pressure(lower, bound):
            continue
        limited = like(last.bound, bound) if bound.is_bare and goes_on and last and last.bound else bound
        if not limited.is_bare:
            code = _CODES[side["side"]]
            drafts.append(Draft(code, bound.start, side.end(), "number.pressure_behind", bound=limited))
    return drafts


def are_both_pressures(lower: str, names: Sequence[Mention], bound: Bound) -> bool:
    """Whether ``names`` are of both pressures, the bound of which may follow as in "systolic or diastolic > 130/80"."""
    if len(names) == 2:
        return lower.startswith("/", bound.end) and {name.codes for name in names} == {("sbp",), ("dbp",)}
    return bool(names) and names[0].codes == ("sbp", "dbp")


def share_unit(drafts: Sequence[Draft]) -> None:
    """Gives "systolic > 150 and diastolic > 100 mmHg" the unit of both, which is told once."""
    for first, second in pairwise(drafts):
        if (first.concept, second.concept) != ("sbp", "dbp") or first.bound is None or second.bound is None:
            continue
        if first.bound.unit is None and second.bound.unit == "mm[Hg]" and first.bound.reference is None:
            first.bound = replace(first.bound, unit="mm[Hg]")


def _between(match: re.Match[str]) -> list[Draft]:
    start, end = match.span("range")
    values = [float(match[place]) for place in (3, 4, 5, 6)]
    outside = "outside" in match["gap"]
    unit = "mm[Hg]" if match["unit"] else None
    return [
        Draft(code, start, end, PRESSURE_RANGE, bound=Bound(start, end, low, True, high, True, unit), negated=outside)
        for code, low, high in zip(("sbp", "dbp"), values[:2], values[2:], strict=True)
    ]


def _pair(lower: str, first: Bound, second: Bound) -> list[Draft]:
    """Both pressures of ``> 170/110 mmHg`` behind the disorder they define."""
    if second.unit not in (None, "mm[Hg]") or first.unit or first.is_bare or not second.is_bare:
        return []
    if second.unit is None and (first.low or first.high or 0) < _LEAST_SYSTOLIC:
        return []
    if lower[first.end : second.start].strip() != "/" or not _DISORDER.search(
        lower, max(0, first.start - 60), first.start
    ):
        return []
    start, end = first.start, second.end
    upper = replace(first, unit=second.unit)
    return [
        Draft("sbp", start, end, "number.pressure_pair", bound=upper),
        Draft("dbp", start, end, "number.pressure_pair", bound=like(upper, second)),
    ]


def stated_pressures(lower: str, pressures: Sequence[Draft], clauses: Clauses) -> list[Draft]:
    """Those of ``pressures`` that are limits: no differences of two, and in no exception."""
    kept: list[Draft] = []
    for draft in pressures:
        if _CHANGED.search(lower, max(0, draft.start - 90), draft.start) or clauses.excepted(draft.start):
            continue
        draft.negated = draft.negated or clauses.negated(draft.start)
        kept.append(draft)
    return kept


def _is_pressure(lower: str, bound: Bound) -> bool:
    """Whether ``bound`` is a pressure that is not named before it already."""
    if _NAMED_BEFORE.search(lower, max(0, bound.start - 60), bound.start):
        return False
    return bound.unit is not None or _PRESSURE.search(lower, 0, bound.start) is not None
