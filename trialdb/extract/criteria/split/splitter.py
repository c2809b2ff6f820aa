"""An eligibility text as criteria rows, and the same with all that lies between them."""

from __future__ import annotations

from typing import Literal

import msgspec

from trialdb.extract.criteria.split.entries import read_blocks
from trialdb.extract.criteria.split.items import to_criteria
from trialdb.extract.criteria.split.nesting import outline
from trialdb.records import Criterion


class Remainder(msgspec.Struct, frozen=True):
    """A piece of the text that is no criterion: ``text[start:end]``."""

    role: Literal["marker", "heading", "separator", "remark"]
    start: int
    end: int


def split_criteria(text: str) -> list[Criterion]:
    """The criteria of a whole eligibility text, in reading order, nested by ``parent_no``.

    Every ``Criterion.text`` is ``text[char_start:char_end]``, as written.
    """
    entries, _ = outline(text, read_blocks(text))
    return to_criteria(text, entries)


def split_with_rest(text: str) -> tuple[list[Criterion], list[Remainder]]:
    """The criteria, and the markers, headings, separators and remarks between them.

    Together they cover every character that is not blank exactly once.
    """
    entries, rest = outline(text, read_blocks(text))
    criteria = to_criteria(text, entries)
    named: dict[int, Literal["marker", "heading", "separator", "remark"]] = {}
    for one in rest:
        named[one.start] = one.role  # type: ignore[assignment]
    for entry in entries:
        if entry.marker is not None:
            named[entry.start] = "marker"
    remainders: list[Remainder] = []
    position = 0
    bounds = [(one.char_start, one.char_end) for one in criteria] + [(len(text), len(text))]
    starts = sorted(named)
    at = 0
    for start, end in bounds:
        while at < len(starts) and starts[at] < position:
            at += 1
        cuts = [position]
        while at < len(starts) and starts[at] < start:
            if starts[at] > position:
                cuts.append(starts[at])
            at += 1
        for left, right in zip(cuts, [*cuts[1:], start], strict=True):
            piece = text[left:right]
            if piece.strip():
                left += len(piece) - len(piece.lstrip())
                remainders.append(Remainder(named.get(left, "separator"), left, left + len(piece.strip())))
        position = end
    return criteria, remainders
