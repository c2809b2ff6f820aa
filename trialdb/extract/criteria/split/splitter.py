"""An eligibility text as criteria rows, and the same with all that lies between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from trialdb.extract.criteria.split.blocks import read_blocks
from trialdb.extract.criteria.split.entry import Entry, Rest
from trialdb.extract.criteria.split.items import to_criteria
from trialdb.extract.criteria.split.outline import outline
from trialdb.extract.criteria.split.paragraphs import settle_paragraphs
from trialdb.records import Criterion

Role = Literal["marker", "heading", "separator", "remark"]


class Remainder(msgspec.Struct, frozen=True):
    """A piece of the text that is no criterion: ``text[start:end]``."""

    role: Role
    start: int
    end: int


def split_criteria(text: str) -> list[Criterion]:
    """The criteria of a whole eligibility text, in reading order, nested by ``parent_no``.

    Every ``Criterion.text`` is ``text[char_start:char_end]``, as written.
    """
    entries, _ = _entries(text)
    return to_criteria(text, entries)


def split_with_rest(text: str) -> tuple[list[Criterion], list[Remainder]]:
    """The criteria, and the markers, headings, separators and remarks between them.

    Together they cover every character that is not blank exactly once.
    """
    entries, rest = _entries(text)
    criteria = to_criteria(text, entries)
    return criteria, list(_remainders(text, criteria, entries, rest))


def _entries(text: str) -> tuple[list[Entry], list[Rest]]:
    return outline(text, settle_paragraphs(text, read_blocks(text)))


def _remainders(text: str, criteria: list[Criterion], entries: list[Entry], rest: list[Rest]) -> Iterator[Remainder]:
    """The gaps between criteria, cut where a marker or another block begins."""
    starts: dict[int, Role] = {entry.start: "marker" for entry in entries if entry.marker}
    starts.update((block.start, block.role) for block in rest)
    cuts = sorted(starts, reverse=True)
    position = 0
    for gap_end, resume in [*((one.char_start, one.char_end) for one in criteria), (len(text), len(text))]:
        while cuts and cuts[-1] < gap_end:
            cut = cuts.pop()
            if cut > position:
                yield from _remainder(text, position, cut, starts)
                position = cut
        yield from _remainder(text, position, gap_end, starts)
        position = resume


def _remainder(text: str, start: int, end: int, roles: dict[int, Role]) -> Iterator[Remainder]:
    piece = text[start:end]
    if piece.strip():
        start += len(piece) - len(piece.lstrip())
        yield Remainder(roles.get(start, "separator"), start, start + len(piece.strip()))
