"""The entries of a text, nested.

``outline`` walks the blocks and keeps the open sections, headers and lists. Enumerations inside an entry are cut here,
because only the open lists tell which number may come next.
"""

from __future__ import annotations

from trialdb.extract.criteria.split.blocks import Block
from trialdb.extract.criteria.split.converted import circled_before, lost_circled
from trialdb.extract.criteria.split.entry import Entry, Rest
from trialdb.extract.criteria.split.enumerations import inline_markers
from trialdb.extract.criteria.split.inline_tokens import may_have_tokens
from trialdb.extract.criteria.split.lead_ins import leads_in, names_what_follows
from trialdb.extract.criteria.split.lists import (
    BULLET,
    LABEL,
    LOOK_AHEAD,
    PLAIN,
    Candidate,
    OpenList,
    Place,
    candidate,
    is_repeated,
    lost_number,
    next_number,
    numbers_due,
    sibling,
)
from trialdb.extract.criteria.split.markers import has_circled
from trialdb.extract.criteria.split.sections import Sections

_DEEPEST = 12


def outline(text: str, blocks: list[Block]) -> tuple[list[Entry], list[Rest]]:
    """The entries of all blocks in reading order, and the blocks that are none."""
    builder = _Outline(text, blocks)
    for index, block in enumerate(blocks):
        builder.add(index, block)
    return builder.entries, builder.rest


class _Outline:
    def __init__(self, text: str, blocks: list[Block]) -> None:
        self.entries: list[Entry] = []
        self.rest: list[Rest] = []
        self._text = text
        self._blocks = blocks
        self._has_circled = has_circled(text)
        self._sections = Sections()
        self._lists: list[OpenList] = []
        self._suspended: list[OpenList] = []  # interrupted by a label; their numbering may go on

    def add(self, index: int, block: Block) -> None:
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        match block.role:
            case "heading":
                self._add_heading(block)
            case "separator" | "remark":
                self.rest.append(Rest(block.start, block.end, block.role))
            case "part" if not self._sections.is_within(following.heading if following else None):
                self._lists, self._suspended = [], []
                self._sections.open_part(len(self.entries))
                self._append(block, None, is_label=True)
            case "part" | "header":
                self._add_header(block)
            case _:
                if block.marker is None:
                    self._place_unmarked(block)
                else:
                    self._place(index, block, candidate(block, is_inline=False))
                self._cut(index, block, following)

    def _add_heading(self, block: Block) -> None:
        heading = block.heading
        if heading is None or not self._sections.weighs(heading):
            self._add_header(block)
            return
        self._lists, self._suspended = [], []
        words = self._text[block.text_start : block.end]
        parent = self._sections.open_section(heading, words, last=len(self.entries) - 1)
        if heading.is_header:
            self._sections.head_section(self._append(block, parent, is_label=True))
        else:
            self.rest.append(Rest(block.start, block.end, "heading"))

    def _add_header(self, block: Block) -> None:
        if not self._sections.has_headers:
            self._suspended = self._lists
        self._lists = []
        parent = self._sections.open_header(self._text, block.start, block.end, len(self.entries))
        self._append(block, parent, is_label=True)

    def _cut(self, index: int, block: Block, following: Block | None) -> None:
        """Make entries of the enumerations inside the entry that was just placed."""
        if not may_have_tokens(self._text, block.text_start, block.end, block.marker.style if block.marker else ""):
            return
        due = set(numbers_due(self._lists, self._suspended))
        if self._has_circled:
            due.update(("circled", False, count + 2) for count in range(lost_circled(self.entries)))
        markers = inline_markers(
            self._text, block.text_start, block.end, due, block.marker, following.marker if following else None
        )
        for marker in markers:
            self.entries[-1].end = marker.start
            piece = Block("marked", marker.start, marker.end, block.end, self._lists[-1].indent, marker)
            self._place(index, piece, candidate(piece, is_inline=True))

    def _place_unmarked(self, block: Block) -> None:
        """A paragraph: a criterion of the section, or a child or label below the entry that leads in to it."""
        if block.role == "plain":
            if self._lists and self._lists[0].family != PLAIN:
                self._sections.leave_lead_in()
            self._open(block, PLAIN, self._sections.parent, apart=True)
            return
        family = LABEL if block.role == "label" else PLAIN
        labels = [depth for depth, one in enumerate(self._lists) if one.family == LABEL]
        if family == LABEL and labels:
            self._join(labels[0], LABEL, 0, block)
        elif family == PLAIN and self._lists and self._lists[-1].family == PLAIN:
            self._join(len(self._lists) - 1, PLAIN, 0, block)
        else:
            self._open(block, family, self._last())

    def _place(self, index: int, block: Block, entry: Candidate) -> None:
        if entry.readings and self._goes_on(block, entry):
            return
        ahead = self._blocks[index + 1 : index + 1 + LOOK_AHEAD]
        depth = sibling(self._lists, entry, self._leads(entry), ahead)
        if depth == Place.BELOW:
            self._open(block, entry.family, self._last(), entry=entry)
        elif depth == Place.APART:
            self._open(block, entry.family, self._sections.parent, apart=True, entry=entry)
        else:
            one = self._lists[depth]
            keeps = entry.family == BULLET and one.family != BULLET and one.bullet == entry.style
            self._join(depth, *((one.family, one.ordinal) if keeps else (entry.family, entry.ordinal)), block, entry)

    def _goes_on(self, block: Block, entry: Candidate) -> bool:
        """Join the list whose numbering goes on with this entry."""
        depth = next_number(self._lists, entry)
        if self._resume(entry, is_taken=depth is not None):
            depth = len(self._lists) - 1
        if depth is not None:
            one = self._lists[depth]
            self._join(depth, one.family, one.ordinal + 1, block, entry)
            return True
        if entry.family == "circled" and self._flatten(block, entry):
            return True
        if is_repeated(self._lists, entry):
            self._join(len(self._lists) - 1, entry.family, entry.ordinal, block, entry)
            return True
        lost = lost_number(self._lists, entry) if entry.ordinal > 1 else None
        if lost is None:
            return False
        self._join(lost[0], *lost[1], block, entry)
        return True

    def _resume(self, entry: Candidate, is_taken: bool) -> bool:
        """ "Notes: 1. … 2. … 3. …; 4. …": the numbering goes on from before the label."""
        if not self._lists or (is_taken and not entry.is_inline):
            return False
        for depth in range(len(self._suspended) - 1, -1, -1):
            one = self._suspended[depth]
            if (one.family, one.ordinal + 1) in entry.readings and one.style == entry.style:
                self._lists, self._suspended = self._suspended[: depth + 1], []
                self._sections.leave_headers()
                return True
        return False

    def _flatten(self, block: Block, entry: Candidate) -> bool:
        chain = circled_before(self.entries, entry.ordinal)
        depth = next((depth for depth, one in enumerate(self._lists) if chain and one.parent == chain[0].parent), None)
        if depth is None:
            return False
        for one in chain:
            one.parent = chain[0].parent
        self._join(depth, entry.family, entry.ordinal, block, entry)
        return True

    def _open(
        self, block: Block, family: str, parent: int | None, apart: bool = False, entry: Candidate | None = None
    ) -> None:
        """Append an entry that begins a list; past the deepest level it joins the innermost one."""
        ordinal, style, bullet = (entry.ordinal, entry.style, entry.bullet) if entry else (0, "", "")
        if apart:
            self._lists = []
        if len(self._lists) >= _DEEPEST:
            self._join(len(self._lists) - 1, family, ordinal, block, entry)
            return
        position = self._append(block, parent, is_label=block.role == "label")
        is_inline = entry is not None and entry.is_inline
        self._lists.append(OpenList(family, ordinal, style, bullet, block.indent, parent, position, is_inline))

    def _join(self, depth: int, family: str, ordinal: int, block: Block, entry: Candidate | None = None) -> None:
        """Append an entry to an open list, which closes the lists below it."""
        del self._lists[depth + 1 :]
        one = self._lists[depth]
        if entry is not None and (entry.readings or not one.style or one.family == BULLET):
            one.style = entry.style
        one.family, one.ordinal = family, ordinal
        one.last = self._append(block, one.parent, is_label=block.role == "label")

    def _append(self, block: Block, parent: int | None, is_label: bool) -> int:
        kind = self._sections.kind
        self.entries.append(Entry(block.start, block.text_start, block.end, kind, parent, block.marker, is_label))
        return len(self.entries) - 1

    def _last(self) -> int | None:
        return self._lists[-1].last if self._lists else self._sections.parent

    def _leads(self, entry: Candidate) -> bool:
        """Whether the last entry leads in to ``entry``: a numbering needs no colon for that."""
        if not self._lists:
            return False
        last = self.entries[self._lists[-1].last]
        if leads_in(self._text, last.text_start, last.end):
            return True
        return entry.family != BULLET and names_what_follows(self._text, last.text_start, last.end)
