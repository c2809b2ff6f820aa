"""Who may join: the items of an eligibility text, and the limits each item states."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["inclusion", "exclusion", "unspecified"]


class Criterion(msgspec.Struct, frozen=True, kw_only=True, rename={"parent_no": "parent"}):
    """One item of an eligibility text: ``text == source[char_start:char_end]``.

    ``parent_no`` is the position (from 0, in reading order) of the enclosing item; ``marker`` the bullet or number
    that was cut off; ``is_header`` an item that labels its children and requires nothing by itself; ``logic`` how
    the children combine; ``is_decisive`` is False for one of several that need not all be so: an alternative among
    inclusions, a part of an exclusion that excludes only with others.
    """

    kind: Kind
    depth: int
    text: str
    parent_no: int | None = None
    is_header: bool = False
    is_decisive: bool = True
    logic: Literal["leaf", "all", "any", "n_of"] = "leaf"
    marker: str | None = None
    char_start: int = -1
    char_end: int = -1


_DAYS = {"h": 1 / 24, "d": 1, "wk": 7, "mo": 365.25 / 12, "a": 365.25}


class Window(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"relation": "rel"}):
    """When something must (not) have happened, relative to an anchor: "within 4 weeks before first dose"."""

    relation: str
    value: float | None = None
    unit: str | None = None
    anchor: str | None = None

    @property
    def days(self) -> float | None:
        """The window's length in days, so that "28 days" and "4 weeks" compare; a month is a twelfth of a year."""
        factor = _DAYS.get(self.unit or "")
        return None if self.value is None or factor is None else round(self.value * factor, 4)


class Count(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many of a thing are asked for: "at least one measurable lesion"."""

    low: int | None = None
    high: int | None = None


_JSON_NAMES = {
    "group_no": "group",
    "low_inclusive": "low_incl",
    "high_inclusive": "high_incl",
    "reference": "ref",
    "value_set": "values",
    "is_negated": "negated",
    "of_text": "of",
    "if_text": "if",
}


class Limit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename=_JSON_NAMES):
    """One requirement as written; polarity stays with the criterion's kind. A bound that is None is open.

    ``unit`` is UCUM as written, ``canonical_*`` the same bounds in the concept's canonical unit; with ``reference``
    (ULN, LLN, normal, baseline, predicted) the bounds are multiples. Limits of one ``group_no`` are alternatives
    in an inclusion and belong together in an exclusion. ``doubt`` needs the whole text, and comes last.
    """

    concept: str
    operator: Literal["range", "in_set", "status", "present", "absent", "count"] = "range"
    group_no: int | None = None
    low: float | None = None
    low_inclusive: bool | None = None
    high: float | None = None
    high_inclusive: bool | None = None
    unit: str | None = None
    reference: str | None = None
    low_canonical: float | None = None
    high_canonical: float | None = None
    canonical_unit: str | None = None
    value_set: tuple[int | float | str, ...] = ()
    status: str | None = None
    is_negated: bool | None = None
    sex: str | None = None
    count: Count | None = None
    window: Window | None = None
    of_text: str | None = None
    if_concept: str | None = None
    if_text: str | None = None
    exception_text: str | None = None
    char_start: int = -1
    char_end: int = -1
    rule: str = ""
    doubt: Literal["qualified", "misplaced"] | None = None
