"""What leaves a broken criterion in doubt: words beside a limit, or above it, that may exempt some patients.

A limit is *qualified* where an exception, a cohort, an alternative or an allowance is told with it or in what it stands
under: who breaks it may still join. It is *misplaced* where its criterion asks for the contrary. ``doubts.csv`` lists
the words, each with the kind of criterion and the concepts or domains that they speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from msgspec.structs import replace

from trialdb.extract.criteria.limits.tables import concepts, rows
from trialdb.records import Criterion, Limit

Doubt = Literal["qualified", "misplaced"]

# A list of which one item is enough, or which excludes only whole.
_LOOSE = {("inclusion", "any"), ("exclusion", "all"), ("inclusion", "n_of"), ("exclusion", "n_of")}


class _Words(NamedTuple):
    """What is said of limits, and what takes it back when said as well; without one of the cues it is not sought."""

    cues: list[str]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None

    def are_in(self, text: str, lowered: str) -> bool:
        if not any(map(lowered.__contains__, self.cues)):
            return False
        return bool(self.pattern.search(text)) and not (self.unless and self.unless.search(text))


def with_doubts(criteria: Sequence[Criterion], limits: Sequence[Sequence[Limit]]) -> Iterator[tuple[Limit, ...]]:
    """The limits of each criterion of one text, with the doubts that its words leave."""
    under: dict[int | None, bool] = {}  # whether what stands under a criterion is qualified by that
    for number, (criterion, stated) in enumerate(zip(criteria, limits, strict=True)):
        if not stated or criterion.kind == "unspecified":
            yield tuple(stated)
            continue
        is_qualified = _is_qualified_around(criteria, number, under)
        found = ((limit, _doubt(criterion, limit, is_qualified)) for limit in stated)
        yield tuple(replace(limit, doubt=doubt) if doubt else limit for limit, doubt in found)


def _doubt(criterion: Criterion, limit: Limit, is_qualified: bool) -> Doubt | None:
    if _asks_for_it(limit) and _say("misplaced", "own", criterion.kind, limit.concept, criterion.text):
        return "misplaced"
    if is_qualified or limit.exception_text or _say("qualified", "own", criterion.kind, limit.concept, criterion.text):
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
    if number and criteria[number - 1].parent_no == criterion.parent_no:
        before = criteria[number - 1].text
        if _say("qualified", "before", criterion.kind, None, before):
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
            or _say("qualified", "above", lead_in.kind, None, lead_in.text)
            or _is_qualified_above(criteria, lead_in, under)
        )
    return under[criterion.parent_no]


def _say(doubt: Doubt, place: str, kind: str, concept: str | None, text: str) -> bool:
    spoken = _words(doubt, place, kind, concept)
    if not spoken:
        return False
    lowered = text.lower()
    return any(words.are_in(text, lowered) for words in spoken)


@cache
def _words(doubt: Doubt, place: str, kind: str, concept: str | None) -> tuple[_Words, ...]:
    """The words that speak of limits of this concept in criteria of this kind; some speak of all."""
    names = {concept, concepts()[concept].domain if concept else None}
    return tuple(
        _Words(row["cues"].split(), _pattern(row["pattern"]), _pattern(row["unless"]) if row["unless"] else None)
        for row in rows("doubts")
        if (row["doubt"], row["place"]) == (doubt, place)
        and row["kind"] in ("", kind)
        and _speaks_of(row["of"].split(), names)
    )


def _speaks_of(listed: list[str], names: set[str | None]) -> bool:
    """Whether one of the names is listed; a list of names behind a minus is of all others."""
    others = {name.removeprefix("-") for name in listed if name.startswith("-")}
    return not names & others if others else not listed or bool(names & set(listed))


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)
