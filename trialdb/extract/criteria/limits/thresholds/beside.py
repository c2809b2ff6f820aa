"""What a name says of the number behind it: that it counts points, or in which unit it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.mentions import Mention
from trialdb.extract.criteria.limits.tables import concepts
from trialdb.extract.criteria.limits.thresholds.bounds import Bound
from trialdb.extract.criteria.limits.thresholds.reach import AGED_ASIDE
from trialdb.extract.criteria.limits.thresholds.units import fits
from trialdb.extract.criteria.limits.thresholds.values import find_value

_POINTS = re.compile(r"[ )]{0,2}(?:(?:score|scale|is|of|=) ?){0,2}")
_OF_AGE = frozenset(["karnofsky", "lansky", "ecog"])  # scales that go by age
_EXTREME = re.compile(r"(?<![a-z])(min|max)im(?:um|al) $")
_OF = re.compile(r"(?: (?:count|level|score|value))? (?:of|is|=) ")
_UNIT_BESIDE = re.compile(r"(?:[(\[,]| in) ?([x\d^*]{0,3}[^()\[\],]{1,16})[)\]][^()\[\]\d]{0,30}$")


def as_named(lower: str, name: Mention, bound: Bound) -> Bound:
    """A bare ``bound`` with what is said around its name: "Gleason score 5 or 6", "minimum weight of 35 kg"."""
    if bound.rule == "range":
        return replace(bound, is_bare=False) if _is_score(lower, name, bound) else bound
    extreme = _EXTREME.search(lower, max(0, name.start - 9), name.start)
    if extreme is None or not _OF.fullmatch(lower, name.end, bound.start):
        return bound
    if extreme[1] == "min":
        return replace(bound, high=None, high_inclusive=None, is_bare=False, rule="extreme")
    return replace(bound, low=None, low_inclusive=None, is_bare=False, rule="extreme")


def _is_score(lower: str, name: Mention, bound: Bound) -> bool:
    """Whether ``bound`` stands right behind the name of a scale that counts in points."""
    if not name.codes or concepts()[name.codes[0]].canonical_unit is not None:
        return False
    return _POINTS.fullmatch(lower, name.end, bound.start) is not None


def in_named_unit(lower: str, bound: Bound, name: Mention) -> Bound:
    """``bound``, which has none, in the unit that stands in brackets beside the name: "BMI (kg/m2) ≥ 20"."""
    beside = _UNIT_BESIDE.search(lower, name.start, bound.start)
    value = find_value(f"1 {beside[1]}", f"1 {beside[1]}", 0) if beside else None
    if beside is None or value is None or value.end != len(beside[1]) + len("1 ") or value.unit is None:
        return bound
    return replace(bound, unit=value.unit) if fits(name.codes[0], value.unit) else bound


def tell_ages(lower: str, drafts: Sequence[Draft], names: Sequence[Mention]) -> None:
    """``Lansky (for < 16 years) or Karnofsky (for ≥ 16 years) ≥ 60``: the age for which each scale is."""
    for name in names:
        aged = AGED_ASIDE.match(lower, name.end) if not _OF_AGE.isdisjoint(name.codes) else None
        for draft in drafts if aged else ():
            if aged and draft.concept in name.codes and draft.start <= name.start < draft.end:
                draft.condition, draft.condition_concept = aged["said"], "age"
