"""A limit while it is being read: positions still those of the normal form."""

from __future__ import annotations

from typing import Literal

import msgspec

from trialdb.extract.criteria.limits.tables import concepts
from trialdb.extract.criteria.limits.thresholds.bounds import Bound
from trialdb.extract.criteria.limits.thresholds.units import to_canonical
from trialdb.extract.text import Normalized
from trialdb.records import Limit, Window
from trialdb.records.criterion import Count

_UNBOUNDED = Bound(0, 0)
Operator = Literal["range", "in_set", "status", "present", "absent", "count"]


class Draft(msgspec.Struct, gc=False):
    """One limit, still to be given its condition, window, exception and group."""

    concept: str
    start: int
    end: int
    rule: str
    bound: Bound | None = None
    values: tuple[int | str, ...] = ()
    status: str | None = None
    window: Window | None = None
    sex: str | None = None
    condition: str | None = None
    condition_concept: str | None = None
    exception: str | None = None
    of: str | None = None
    at_least: int | None = None
    negated: bool = False
    group: int = 1

    def limit(self, source: Normalized, lower: str) -> Limit:
        """The limit as it is recorded, with its span in the original text and its words as written."""
        concept = concepts()[self.concept]
        bound = self.bound or _UNBOUNDED
        low, high = bound.low, bound.high
        unit = bound.unit if concept.canonical_unit else None
        converts = unit is not None and bound.reference is None
        start, end = source.original(self.start, self.end)
        return Limit(
            concept=self.concept,
            operator=self._operator(),
            group_no=self.group,
            low=low,
            low_inclusive=bound.low_inclusive,
            high=high,
            high_inclusive=bound.high_inclusive,
            unit=unit,
            reference=bound.reference,
            low_canonical=to_canonical(concept, low, unit) if converts and low is not None else None,
            high_canonical=to_canonical(concept, high, unit) if converts and high is not None else None,
            canonical_unit=concept.canonical_unit if converts else None,
            value_set=self.values,
            status=self.status,
            is_negated=True if self.negated else None,
            sex=self.sex,
            count=None if self.at_least is None else Count(low=self.at_least),
            window=self.window,
            of_text=self.of and _in_two(self.of, source.text, lower),
            if_concept=self.condition_concept,
            if_text=self.condition and _each_as_written(self.condition, source.text, lower),
            exception_text=self.exception and _each_as_written(self.exception, source.text, lower),
            char_start=start,
            char_end=end,
            rule=self.rule,
        )

    def _operator(self) -> Operator:
        if self.bound:
            return "range"
        if self.values:
            return "in_set"
        if self.status in ("present", None):
            return "count" if self.at_least is not None else "present"
        return "absent" if self.status == "absent" else "status"


def _each_as_written(words: str, text: str, lower: str) -> str:
    return "; ".join(_as_written(said, text, lower) for said in words.split("; "))


def _as_written(words: str, text: str, lower: str) -> str:
    """``words`` with their capitals, where they stand in the text as one piece."""
    start = lower.find(words)
    return words if start < 0 else " ".join(text[start : start + len(words)].split())


def _in_two(words: str, text: str, lower: str) -> str:
    """The words of an event with their capitals, also where some of them stand further on, behind its window."""
    if words not in lower:
        for cut in (at for at in range(len(words) - 1, 0, -1) if words[at] == " "):
            first = lower.find(words[:cut])
            second = lower.find(words[cut:], first + cut) if first >= 0 else -1
            if second >= 0:
                return " ".join(f"{text[first : first + cut]}{text[second : second + len(words) - cut]}".split())
    return _as_written(words, text, lower)
