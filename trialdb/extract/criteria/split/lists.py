"""The lists that are open at a point of the text, and the one that an entry goes on with.

Numbering comes first: a number that continues an open list is its next entry, wherever it stands. Then the lead-in: a
list that begins after one is below it. Otherwise indentation decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

import msgspec

from trialdb.extract.criteria.split.blocks import Block
from trialdb.extract.criteria.split.enumerations import Expected
from trialdb.extract.criteria.split.markers import Reading

BULLET, PLAIN, LABEL = "bullet", "plain", "label"  # families of entries that have no number

_UNNUMBERED = frozenset({BULLET, PLAIN, LABEL})
_LETTERED = frozenset({"letter", "LETTER"})
_ROMAN = frozenset({"roman letter", "roman LETTER"})
_SAME_INDENT = 1  # " 9." and "10." stand one column apart
_MOST_LOST = 4
LOOK_AHEAD = 60


class Place(IntEnum):
    """Where an entry goes that joins no open list."""

    BELOW = -1  # into a list of its own, below the last entry
    APART = -2  # into a new list of the section


class OpenList(msgspec.Struct):
    """An open list: how its last entry was marked, and where that one stands among all entries."""

    family: str
    ordinal: int
    style: str
    bullet: str
    indent: int
    parent: int | None
    last: int
    is_inline: bool = False


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """An entry to be placed: its marker, and whether it was found inside a line."""

    readings: tuple[Reading, ...]
    family: str
    ordinal: int
    style: str
    bullet: str
    indent: int
    is_inline: bool


def candidate(block: Block, is_inline: bool) -> Candidate:
    """The entry of a marked block; of several readings of a number the lowest is taken until a list says otherwise."""
    marker = block.marker
    readings = marker.readings if marker else ()
    family, ordinal = min(readings, key=lambda reading: reading[1]) if readings else (BULLET, 0)
    style, bullet = (marker.style, marker.bullet) if marker else ("", "")
    return Candidate(readings, family, ordinal, style, bullet, block.indent, is_inline)


def next_number(lists: list[OpenList], entry: Candidate) -> int | None:
    """The open list whose next number the entry has: one of the same style and indentation before any other."""
    best, best_score = None, 0
    for depth in range(len(lists) - 1, -1, -1):
        one = lists[depth]
        if (one.family, one.ordinal + 1) not in entry.readings:
            continue
        has_style = one.style == entry.style
        has_indent = entry.is_inline or one.is_inline or _is_level(one, entry)
        # "3. …: 1. … 2. … 3. …; 4. …": a number inside a line goes on with the outer list
        is_outer = entry.is_inline and not one.is_inline and has_style and depth == 0
        score = 1 + 2 * has_style + has_indent + is_outer
        if score > best_score:
            best, best_score = depth, score
    return best


def lost_number(lists: list[OpenList], entry: Candidate) -> tuple[int, Reading] | None:
    """The open list for a number without its predecessor.

    Letters go on where a converter made numbers of a, b, c; or a number of the list is missing.
    """
    for depth in range(len(lists) - 1, -1, -1):
        one = lists[depth]
        for family, ordinal in entry.readings:
            is_next = one.ordinal + 1 == ordinal
            converted = is_next and (
                (one.family in ("number", "letter") and family in ("number", *_LETTERED))
                or (one.family == "number" and family in _ROMAN)
            )
            alike = family == one.family or (one.family == "number" and family == "letter" and not entry.is_inline)
            skipped = alike and one.style == entry.style and 0 < ordinal - one.ordinal <= _MOST_LOST
            if converted or skipped:
                return depth, (one.family, ordinal)
    return None


def is_repeated(lists: list[OpenList], entry: Candidate) -> bool:
    """ "i. … i. … ii. …" inside a line: the same number twice."""
    if not entry.is_inline or not lists or entry.family == BULLET:
        return False
    top = lists[-1]
    return (top.family, top.ordinal, top.style) == (entry.family, entry.ordinal, entry.style)


def sibling(lists: list[OpenList], entry: Candidate, leads: bool, ahead: list[Block]) -> int:
    """The open list that a bullet or a first number joins, or a ``Place``.

    ``leads``: the last entry leads in to what follows; ``ahead``: the blocks after this one.
    """
    if not lists:
        return Place.APART
    top = len(lists) - 1
    if entry.is_inline:
        return _sibling_of_inline(lists, entry, leads)
    if entry.indent > lists[top].indent + _SAME_INDENT and (outer := _outdented(lists, entry)) is not None:
        return outer
    is_marked = lists[top].family not in (PLAIN, LABEL) and not lists[top].is_inline
    if is_marked and entry.indent > lists[top].indent + _SAME_INDENT:
        return Place.BELOW
    if leads and entry.family != BULLET:
        is_flush = entry.indent < lists[top].indent - _SAME_INDENT
        if not is_flush or not any(_is_alike(one, entry) for one in lists):
            return Place.BELOW
    depth = top
    while depth > 0 and (lists[depth].indent > entry.indent + _SAME_INDENT or lists[depth].is_inline):
        depth -= 1
    for known in range(depth, -1, -1):
        if _is_alike(lists[known], entry):
            goes_on = entry.family != BULLET and _goes_on(lists[known], ahead, is_alike=True)
            return Place.BELOW if goes_on else known
    one, is_top = lists[depth], depth == top
    if is_top and not leads and _is_level(one, entry) and entry.bullet and one.bullet == entry.bullet:
        return depth  # "* 1. …" and "* …" in one list
    if one.family == LABEL or (is_top and leads):
        return Place.BELOW
    if entry.family not in _UNNUMBERED and one.family not in _UNNUMBERED:
        return Place.BELOW  # a numbering of another kind begins inside the one that is open
    if is_top and one.family != PLAIN and _goes_on(one, ahead, is_alike=False):
        return Place.BELOW
    return depth


def numbers_due(lists: list[OpenList], suspended: list[OpenList]) -> Iterator[Expected]:
    """The next number of every open list, and of those that a label has interrupted."""
    for depth, one in enumerate(lists):
        dotted = one.style == "."
        yield one.family, dotted, one.ordinal + 1
        if one.family == "number":
            yield "letter", dotted and depth > 0, one.ordinal + 1
    for one in suspended:
        yield one.family, one.style == ".", one.ordinal + 1


def _sibling_of_inline(lists: list[OpenList], entry: Candidate, leads: bool) -> int:
    top = len(lists) - 1
    if entry.family != BULLET:
        has_begun = (
            entry.family in ("number", "roman LETTER")
            and entry.ordinal > 1
            and not leads
            and lists[top].family in (BULLET, PLAIN)
        )
        return top if has_begun else Place.BELOW
    for depth in range(top, -1, -1):
        one = lists[depth]
        if one.family == BULLET and one.style == entry.style and not (depth == top and leads):
            return depth
    if leads:
        return Place.BELOW
    return next((depth for depth in range(top, -1, -1) if lists[depth].family in (BULLET, PLAIN)), Place.BELOW)


def _outdented(lists: list[OpenList], entry: Candidate) -> int | None:
    """The list that an entry goes on with, after numbers that a converter set flush left below one of its entries."""
    return next((depth for depth in range(len(lists) - 2, -1, -1) if _is_alike(lists[depth], entry)), None)


def _is_level(one: OpenList, entry: Candidate) -> bool:
    return abs(one.indent - entry.indent) <= _SAME_INDENT


def _is_alike(one: OpenList, entry: Candidate) -> bool:
    return one.family == entry.family and one.style == entry.style and _is_level(one, entry)


def _goes_on(one: OpenList, ahead: list[Block], is_alike: bool) -> bool:
    """Whether a list goes on further down, so that what begins here is part of its last entry.

    ``is_alike``: what begins here is numbered in the same way, and may itself reach the list's next number.
    """
    inner = 1 if is_alike else -1
    for block in ahead[:LOOK_AHEAD]:
        if block.role in ("heading", "header", "part"):
            return False
        marker = block.marker
        if marker is None or marker.style != one.style:
            continue
        if one.family == BULLET:
            if not marker.readings and abs(block.indent - one.indent) <= _SAME_INDENT:
                return True
            continue
        for family, ordinal in marker.readings:
            if family != one.family:
                continue
            if ordinal == inner + 1:
                inner = ordinal
            elif ordinal == one.ordinal + 1:
                return True
    return False
