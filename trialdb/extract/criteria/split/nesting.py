"""Where each entry belongs: numbering first, then the lead-in, then indentation.

``outline`` walks the blocks with a stack of open lists. A number that continues an open list is its next entry,
wherever it stands; a list that begins after a lead-in is below it; otherwise indentation decides. Enumerations inside
an entry are cut here, because only the open lists tell which number may come next.
"""

from __future__ import annotations

import msgspec

from trialdb.extract.criteria.split.entries import Block, ends_with_colon
from trialdb.extract.criteria.split.inline import Expected, inline_markers
from trialdb.extract.criteria.split.markers import Marker, Reading, has_circled

_DEEPEST = 12
_LOOK_AHEAD = 60
_MOST_CIRCLED = 20
_UNNUMBERED = frozenset({"bullet", "plain", "label"})


class Entry(msgspec.Struct, gc=False):
    """An entry in its place: the span with and without the marker, the section's kind, the position of its parent."""

    start: int
    text_start: int
    end: int
    kind: str | None
    parent: int | None
    marker: Marker | None = None
    is_label: bool = False


class _List(msgspec.Struct):
    """An open list: what its last entry was numbered, and where that stands."""

    family: str
    ordinal: int
    style: str
    bullet: str
    indent: int
    parent: int | None
    last: int
    is_inline: bool = False


class Rest(msgspec.Struct, frozen=True, gc=False):
    """What is no item: headings, separators, remarks (markers are with their entries)."""

    start: int
    end: int
    role: str


def outline(text: str, blocks: list[Block]) -> tuple[list[Entry], list[Rest]]:
    """The entries of all blocks, nested, and the rest."""
    builder = _Outline(text, blocks)
    for index, block in enumerate(blocks):
        builder.add(index, block)
    return builder.entries, builder.rest


class _Outline:
    def __init__(self, text: str, blocks: list[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self._has_circled = has_circled(text)
        self.entries: list[Entry] = []
        self.rest: list[Rest] = []
        self._kind: str | None = None
        self._part: int | None = None
        self._headers: list[tuple[str, int]] = []
        self._lists: list[_List] = []
        self._suspended: list[_List] = []

    def add(self, index: int, block: Block) -> None:
        if block.role == "heading":
            self._add_heading(block)
        elif block.role in ("separator", "remark"):
            self.rest.append(Rest(block.start, block.end, block.role))
        elif block.role == "part" and not self._is_within_section(index):
            self._close()
            self._headers, self._kind = [], None
            self._part = self._append(block, None, is_label=True)
        elif block.role in ("part", "header"):
            self._add_header(block)
        else:
            self._add_entry(index, block)

    # headings and headers

    def _add_heading(self, block: Block) -> None:
        heading = block.heading
        if heading is None:
            return
        if heading.is_weak and (heading.kind == "inclusion" and self._kind is not None or heading.kind == self._kind):
            self._add_header(block)
            return
        announces = not heading.is_header and heading.kind in (None, self._kind) and self._is_header_last()
        if heading.kind is not None:
            self._kind = heading.kind
        self._close()
        if not announces and heading.kind is not None:
            self._headers = []
        if heading.is_header:
            self._headers = [("section", self._append(block, self._part, is_label=True))]
        else:
            self.rest.append(Rest(block.start, block.end, "heading"))

    def _add_header(self, block: Block) -> None:
        body = self.text[block.start : block.end]
        rank = ("caps" if body.isupper() else "title") + (":" if ends_with_colon(body) else "")
        ranks = [known for known, _ in self._headers]
        if rank in ranks:
            del self._headers[ranks.index(rank) :]
        elif self._headers and not self._is_header_last() and ranks != ["section"]:
            self._headers.pop()
        lists = self._suspended if self._headers else self._lists
        self._close()
        self._suspended = lists
        parent = self._headers[-1][1] if self._headers else self._part
        self._headers.append((rank, self._append(block, parent, is_label=True)))

    def _is_within_section(self, index: int) -> bool:
        """Whether a label above a section heading is one more label of the section it stands in."""
        heading = self.blocks[index + 1].heading if index + 1 < len(self.blocks) else None
        return bool(self._headers) and heading is not None and heading.kind == self._kind

    def _is_header_last(self) -> bool:
        return bool(self._headers) and self._headers[-1][1] == len(self.entries) - 1

    def _close(self) -> None:
        self._lists = []
        self._suspended = []

    # entries

    def _add_entry(self, index: int, block: Block) -> None:
        if block.marker is None:
            self._place_unmarked(block)
        else:
            self._place(index, block, is_inline=False)
        end = block.end
        following = self.blocks[index + 1].marker if index + 1 < len(self.blocks) else None
        cuts = inline_markers(self.text, block.text_start, end, self._expected(), block.marker, following)
        for marker in cuts:
            self.entries[-1].end = marker.start
            piece = Block("marked", marker.start, marker.end, end, self._lists[-1].indent, marker)
            self._place(index, piece, is_inline=True)

    def _place_unmarked(self, block: Block) -> None:
        family = "label" if block.role == "label" else "plain"
        if block.role == "plain":
            self._lists = []
        else:
            known = next((depth for depth, one in enumerate(self._lists) if one.family == "label"), None)
            if block.role == "label" and known is not None:
                del self._lists[known + 1 :]
            elif self._lists and self._lists[-1].family == family == "plain":
                pass
            else:
                self._open(family, 0, "", block, self._lists[-1].last if self._lists else None, False)
                return
            self._join(len(self._lists) - 1, family, 0, block)
            return
        self._open(family, 0, "", block, self._base(), False)

    def _place(self, index: int, block: Block, is_inline: bool) -> None:
        marker = block.marker
        if marker is None:
            return
        if not marker.readings:
            self._place_bullet(index, block, marker, is_inline)
            return
        if self._continue_list(block, marker, is_inline) or self._continue_bullets(block, marker):
            return
        family, ordinal = _first_reading(marker.readings)
        top = self._lists[-1] if self._lists else None
        if is_inline and top and (top.family, top.ordinal, top.style) == (family, 1, marker.style) and ordinal == 1:
            self._join(len(self._lists) - 1, family, ordinal, block)  # a number repeated: "i. … i. … ii. …"
            return
        if ordinal > 1 and self._continue_other(block, marker):
            return
        depth = self._sibling_level(index, block, is_inline, family, marker.style)
        if depth is None:
            self._open(family, ordinal, marker.style, block, self._last(), is_inline)
        elif depth < 0:
            self._lists = []
            self._open(family, ordinal, marker.style, block, self._base(), is_inline)
        else:
            self._join(depth, family, ordinal, block)

    def _continue_list(self, block: Block, marker: Marker, is_inline: bool) -> bool:
        """Join the open list whose next number this is: same style and indentation rather than any."""
        best, rank = -1, 0
        for depth in range(len(self._lists) - 1, -1, -1):
            one = self._lists[depth]
            if (one.family, one.ordinal + 1) not in marker.readings:
                continue
            same_style = one.style == marker.style
            same_indent = is_inline or one.is_inline or abs(one.indent - block.indent) <= 1
            score = 1 + 2 * same_style + same_indent + (is_inline and not one.is_inline and same_style and depth == 0)
            if score > rank:
                best, rank = depth, score
        if self._resume_suspended(marker, is_inline, is_taken=best >= 0):
            best = len(self._lists) - 1
        if best < 0:
            return False
        one = self._lists[best]
        self._join(best, one.family, one.ordinal + 1, block)
        return True

    def _resume_suspended(self, marker: Marker, is_inline: bool, is_taken: bool) -> bool:
        """ "Notes: 1. … 2. … 3. …; 4. …": the numbering goes on from before the label."""
        if not self._lists or (is_taken and not is_inline):
            return False
        for depth in range(len(self._suspended) - 1, -1, -1):
            one = self._suspended[depth]
            if (one.family, one.ordinal + 1) in marker.readings and one.style == marker.style:
                self._lists = self._suspended[: depth + 1]
                self._suspended = []
                self._headers = []
                return True
        return False

    def _continue_bullets(self, block: Block, marker: Marker) -> bool:
        """④ after three bullets that a converter made of ①–③, often each below the one before: one flat list."""
        family, ordinal = marker.readings[0]
        if family != "circled" or ordinal < 2 or not self._lists:
            return False
        count = ordinal - 1
        chain = self.entries[-count:]
        if len(chain) < count or any(not _may_be_circled(one) for one in chain):
            return False
        first = len(self.entries) - count
        for offset, one in enumerate(chain[1:], start=1):
            if one.parent not in (chain[0].parent, first + offset - 1):
                return False
        depth = next((d for d, one in enumerate(self._lists) if one.parent == chain[0].parent), None)
        if depth is None:
            return False
        for one in chain:
            one.parent = chain[0].parent
        self._join(depth, family, ordinal, block)
        self._lists[depth].style = marker.style
        return True

    def _continue_other(self, block: Block, marker: Marker) -> bool:
        """A number without its predecessor: letters go on where a converter made numbers of a, b, c; a number is lost."""
        for depth in range(len(self._lists) - 1, -1, -1):
            one = self._lists[depth]
            for family, ordinal in marker.readings:
                converted = (
                    one.family in ("number", "letter")
                    and family in ("number", "letter", "LETTER")
                    and one.ordinal + 1 == ordinal
                )
                skipped = (
                    family == one.family and one.style == marker.style and one.ordinal < ordinal <= one.ordinal + 4
                )
                if converted or skipped:
                    self._join(depth, one.family, ordinal, block)
                    return True
        return False

    def _place_bullet(self, index: int, block: Block, marker: Marker, is_inline: bool) -> None:
        depth = self._sibling_level(index, block, is_inline, "bullet", marker.style)
        if depth is None:
            self._open("bullet", 0, marker.style, block, self._last(), is_inline)
        elif depth < 0:
            self._lists = []
            self._open("bullet", 0, marker.style, block, self._base(), is_inline)
        else:
            one = self._lists[depth]
            keeps = one.family != "bullet" and one.bullet == marker.style
            self._join(depth, one.family if keeps else "bullet", one.ordinal, block)

    def _sibling_level(self, index: int, block: Block, is_inline: bool, family: str, style: str) -> int | None:
        """The open list that a new or unnumbered entry joins; None to go below the last entry, -1 for a new one."""
        if not self._lists:
            return -1 if self._base() is None or True else None
        top = self._lists[-1]
        leads = self._leads(top.last)
        if is_inline:
            return self._level_of_inline_bullet(style, leads) if family == "bullet" else None
        if block.indent > top.indent + 1 and top.family not in ("plain", "label") and not top.is_inline:
            return None
        if leads and family != "bullet" and block.indent >= top.indent - 1:
            return None
        depth = len(self._lists) - 1
        while depth > 0 and (self._lists[depth].indent > block.indent + 1 or self._lists[depth].is_inline):
            depth -= 1
        for known in range(depth, -1, -1):
            one = self._lists[known]
            if one.family == family and one.style == style and abs(one.indent - block.indent) <= 1:
                if family != "bullet" and self._goes_below(index, known, True):
                    return None
                if family == "bullet" or not (known == len(self._lists) - 1 and leads):
                    return known
                return None
            if (
                family == "bullet"
                and one.bullet == style
                and known == len(self._lists) - 1
                and not leads
                and abs(one.indent - block.indent) <= 1
            ):
                return known
        one = self._lists[depth]
        if one.family == "label" or (depth == len(self._lists) - 1 and leads):
            return None
        has_same_bullet = one.bullet != "" and block.marker is not None and block.marker.bullet == one.bullet
        if family not in _UNNUMBERED and one.family not in _UNNUMBERED and not has_same_bullet:
            return None  # a numbering of another kind begins inside the one that is open
        if depth == len(self._lists) - 1 and one.family != "plain" and self._goes_below(index, depth, False):
            return None
        return depth

    def _level_of_inline_bullet(self, style: str, leads: bool) -> int | None:
        for depth in range(len(self._lists) - 1, -1, -1):
            one = self._lists[depth]
            is_top = depth == len(self._lists) - 1
            if one.family == "bullet" and one.style == style and not (is_top and leads):
                return depth
        return len(self._lists) - 1 if not leads and self._lists[-1].family in ("bullet", "plain") else None

    def _goes_below(self, index: int, depth: int, is_same: bool) -> bool:
        """Whether the open list goes on further down, so that what begins here is part of its last entry.

        ``is_same``: what begins here is numbered like the open list, and may itself reach the next number.
        """
        one = self._lists[depth]
        inner = 1 if is_same else -1
        for block in self.blocks[index + 1 : index + _LOOK_AHEAD]:
            if block.role in ("heading", "header", "part"):
                return False
            if block.marker is None:
                continue
            if one.family == "bullet":
                if (
                    not block.marker.readings
                    and block.marker.style == one.style
                    and abs(block.indent - one.indent) <= 1
                ):
                    return True
                continue
            for family, ordinal in block.marker.readings:
                if family == one.family and block.marker.style == one.style:
                    if ordinal == inner + 1:
                        inner = ordinal
                    elif ordinal == one.ordinal + 1:
                        return True
        return False

    # the pieces

    def _open(self, family: str, ordinal: int, style: str, block: Block, parent: int | None, is_inline: bool) -> None:
        if len(self._lists) >= _DEEPEST:
            self._join(len(self._lists) - 1, family, ordinal, block)
            return
        position = self._append(block, parent)
        bullet = block.marker.bullet if block.marker else ""
        self._lists.append(_List(family, ordinal, style, bullet, block.indent, parent, position, is_inline))

    def _join(self, depth: int, family: str, ordinal: int, block: Block) -> None:
        del self._lists[depth + 1 :]
        one = self._lists[depth]
        one.family, one.ordinal = family, ordinal
        one.last = self._append(block, one.parent)
        if block.marker is not None and family != "bullet" or not one.style:
            one.style = (
                block.marker.style if block.marker and (block.marker.readings or family == "bullet") else one.style
            )

    def _append(self, block: Block, parent: int | None, is_label: bool = False) -> int:
        self.entries.append(
            Entry(
                block.start,
                block.text_start,
                block.end,
                self._kind,
                parent,
                block.marker,
                is_label or block.role == "label",
            )
        )
        return len(self.entries) - 1

    def _base(self) -> int | None:
        return self._headers[-1][1] if self._headers else self._part

    def _last(self) -> int | None:
        return self._lists[-1].last if self._lists else self._base()

    def _leads(self, position: int) -> bool:
        entry = self.entries[position]
        return ends_with_colon(self.text[max(entry.text_start, entry.end - 40) : entry.end])

    def _expected(self) -> set[Expected]:
        expected: set[Expected] = set()
        for depth, one in enumerate(self._lists):
            dotted = one.style == "."
            expected.add((one.family, dotted, one.ordinal + 1))
            if one.family == "number":
                expected.add(("letter", dotted and depth > 0, one.ordinal + 1))
        expected.update((one.family, one.style == ".", one.ordinal + 1) for one in self._suspended)
        if self._has_circled:
            run = 0
            while run < min(_MOST_CIRCLED, len(self.entries)) and _may_be_circled(self.entries[-1 - run]):
                run += 1
                expected.add(("circled", False, run + 1))
        return expected


def _may_be_circled(entry: Entry) -> bool:
    marker = entry.marker
    return marker is not None and (not marker.readings or marker.style == "①")


def _first_reading(readings: tuple[Reading, ...]) -> Reading:
    return min(readings, key=lambda reading: reading[1])
