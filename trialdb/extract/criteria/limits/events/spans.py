"""Amounts of time: ``4 weeks``, ``two (2) years``, ``5 half-lives``, ``the past month``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from trialdb.extract.criteria.limits.lexicon import Beginnings, alternation, matches_at
from trialdb.extract.criteria.limits.tables import rows
from trialdb.extract.criteria.limits.thresholds.values import NUMBER_WORDS


class Span(msgspec.Struct, frozen=True, gc=False):
    """An amount of time, from its number to the end of its unit; a range where it has a least one: "2-4 weeks"."""

    start: int
    end: int
    value: float
    unit: str
    is_range: bool = False


_TIME = {"a", "mo", "wk", "d", "h", "{half-lives}"}
_FORMS = {
    row["form"]: row["unit"] for row in rows("unit_forms") if row["unit"] in _TIME and len(row["form"].strip("/")) > 1
}
_UNITS = Beginnings(_FORMS)
SPAN_CUES = _UNITS.cues
UNIT_CODES = {"".join(form.replace("-", "").split()): unit for form, unit in _FORMS.items()}
_UNIT = re.compile(rf"(?P<unit>{alternation(sorted(_FORMS))})(?![a-z])(?:\(s\))?'?")
_NUMBER = re.compile(
    rf"(?:(?<![a-z\d.,])(?P<number>(?<!\d/)\d{{1,4}}(?:\.\d{{1,2}})?|{'|'.join(NUMBER_WORDS)}|half an?|an?)|"
    r"(?<=[egrst])(?![a-z])(?:(?<=within the)|(?:(?<=during the)|(?<= in the))(?! (?:previous|preceding))|"
    r"(?<=past)|(?<=last)|(?<=previous)|(?<=preceding)|(?<=prior)))"
    rf"(?: ?\( ?(?P<again>\d{{1,3}}|{'|'.join(NUMBER_WORDS)}) ?\))?(?: ?(?:-|to) ?(?P<to>\d{{1,3}}))?"
    r"(?: (?:full|consecutive|calendar|whole|complete|elimination|plasma|terminal|physical|biological|drug|previous|"
    r"preceding)){0,2}[ -]?(?:\( ?s ?\))?$"
)
_OF_ONE = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5}
_ALONE = re.compile(r"[a-z≥≤<>](?<! to) (?=\d{1,3} $)")  # what stands before such a number is no part of it
_NUMBERED = re.compile(r" ?\d")  # "preceding day 1" is no day


def find_spans(lower: str, words: frozenset[str]) -> Iterator[Span]:
    """All amounts of time in order; ``words`` are those of the text."""
    for unit in matches_at(_UNIT, lower, _UNITS.within(words)):
        number = _number_before(lower, unit.start())
        if number is None:
            continue
        if number["number"] is None and (unit["unit"].endswith("s") or _NUMBERED.match(lower, unit.end())):
            continue
        written = number["to"] or number["again"] or number["number"] or "a"
        value = _OF_ONE[written] if written in _OF_ONE else float(NUMBER_WORDS.get(written, written))
        code = UNIT_CODES["".join(unit["unit"].replace("-", "").split())]
        yield Span(number.start(), unit.end(), value, code, is_range=number["to"] is not None)


def _number_before(lower: str, at: int) -> re.Match[str] | None:
    """The number that ends at ``at``; most stand right there, so the near text is searched first."""
    if alone := _ALONE.search(lower, max(0, at - 6), at):
        return _NUMBER.match(lower, alone.end(), at)
    return _NUMBER.search(lower, max(0, at - 12), at) or _NUMBER.search(lower, max(0, at - 45), at)
