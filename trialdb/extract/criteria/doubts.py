"""What leaves a broken criterion in doubt: words beside a limit, or above it, that may exempt some patients.

A limit is *qualified* where an exception, a cohort, an alternative or an allowance is told with it or in what it stands
under: who breaks it may still join. It is *misplaced* where its criterion asks for the contrary. ``doubts.csv`` lists
the words in lower case, each with the kind of criterion and the concepts or domains that they speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from trialdb.extract.criteria.limits.tables import concepts, rows
from trialdb.records import Criterion, Limit

Doubt = Literal["qualified", "misplaced"]

# A list of which one item is enough, or which excludes only whole.
_LOOSE = {("inclusion", "any"), ("exclusion", "all"), ("inclusion", "n_of"), ("exclusion", "n_of")}


class _Words(msgspec.Struct, frozen=True, eq=False):
    """What is said of limits, and what takes it back when said as well; without one of the cues it is not sought."""

    cues: list[str]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None

    def are_in(self, lower: str) -> bool:
        if not any(map(lower.__contains__, self.cues)):
            return False
        return self.pattern.search(lower) is not None and not (self.unless and self.unless.search(lower))


class _Text:
    """The text of one criterion; all its limits are asked of the same words, which are sought once."""

    def __init__(self, text: str) -> None:
        self._lower = text.lower()
        self._said: dict[_Words, bool] = {}

    def says(self, doubt: Doubt, place: str, kind: str, concept: str | None = None) -> bool:
        for words in _words(doubt, place, kind, concept):
            if words not in self._said:
                self._said[words] = words.are_in(self._lower)
            if self._said[words]:
                return True
        return False


def with_doubts(criteria: Sequence[Criterion], limits: Sequence[Sequence[Limit]]) -> Iterator[tuple[Limit, ...]]:
    """The limits of each criterion of one text, with the doubts that its words leave."""
    under: dict[int | None, bool] = {}  # whether what stands under a criterion is qualified by that
    for number, (criterion, stated) in enumerate(zip(criteria, limits, strict=True)):
        if not stated or criterion.kind == "unspecified":
            yield tuple(stated)
            continue
        is_qualified = _is_qualified_around(criteria, number, under)
        text = _Text(criterion.text)
        found = ((limit, _doubt(criterion.kind, text, limit, is_qualified)) for limit in stated)
        yield tuple(replace(limit, doubt=doubt) if doubt else limit for limit, doubt in found)


def _doubt(kind: str, text: _Text, limit: Limit, is_qualified: bool) -> Doubt | None:
    if _asks_for_it(limit) and text.says("misplaced", "own", kind, limit.concept):
        return "misplaced"
    if is_qualified or limit.exception_text or text.says("qualified", "own", kind, limit.concept):
        return "qualified"
    return None


def _asks_for_it(limit: Limit) -> bool:
    """Whether it must be so: a denial, an absence and a gap since an event each turn it."""
    is_gap = limit.window is not None and limit.window.relation == "min_gap"
    return (bool(limit.is_negated) + (limit.operator == "absent") + is_gap) % 2 == 0


def _is_qualified_around(criteria: Sequence[Criterion], number: int, under: dict[int | None, bool]) -> bool:
    criterion = criteria[number]
    if not criterion.is_decisive:
        return True
    before = criteria[number - 1] if number else None
    if (
        before
        and before.parent_no == criterion.parent_no
        and _Text(before.text).says("qualified", "before", criterion.kind)
    ):
        return True
    return _is_qualified_above(criteria, criterion, under)


def _is_qualified_above(criteria: Sequence[Criterion], criterion: Criterion, under: dict[int | None, bool]) -> bool:
    if criterion.parent_no is None:
        return False
    lead_in = criteria[criterion.parent_no]
    if lead_in.kind not in (criterion.kind, "unspecified"):  # an inclusion leads to no exclusion
        return False
    if criterion.parent_no not in under:
        under[criterion.parent_no] = (
            (lead_in.kind, lead_in.logic) in _LOOSE
            or _Text(lead_in.text).says("qualified", "above", lead_in.kind)
            or _is_qualified_above(criteria, lead_in, under)
        )
    return under[criterion.parent_no]


@cache
def _listed() -> tuple[tuple[dict[str, str], _Words], ...]:
    """Each row of the table, and the words that it lists."""
    return tuple(
        (
            row,
            _Words(
                row["cues"].split(), re.compile(row["pattern"]), re.compile(row["unless"]) if row["unless"] else None
            ),
        )
        for row in rows("doubts")
    )


@cache
def _words(doubt: Doubt, place: str, kind: str, concept: str | None) -> tuple[_Words, ...]:
    """The words that speak of limits of this concept in criteria of this kind; some speak of all."""
    names = {concept, concepts()[concept].domain if concept else None}
    return tuple(
        words
        for row, words in _listed()
        if (row["doubt"], row["place"]) == (doubt, place)
        and row["kind"] in ("", kind)
        and _speaks_of(row["of"].split(), names)
    )


def _speaks_of(listed: list[str], names: set[str | None]) -> bool:
    """Whether one of the names is listed; a list of names behind a minus is of all others."""
    others = {name.removeprefix("-") for name in listed if name.startswith("-")}
    return not names & others if others else not listed or bool(names & set(listed))
