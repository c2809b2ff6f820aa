"""The blocks of a text: headings, marked entries, unmarked paragraphs, separators, remarks."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from trialdb.extract.criteria.split.entry_markers import Seen, entry_marker
from trialdb.extract.criteria.split.headings import Heading, read_heading
from trialdb.extract.criteria.split.lines import Line, read_lines
from trialdb.extract.criteria.split.markers import Marker, read_marker
from trialdb.extract.criteria.split.remarks import is_remark

Role = Literal["heading", "part", "header", "label", "marked", "plain", "child", "separator", "remark"]

_SEPARATOR = re.compile(r"(?i)\W*(?:and\s*/\s*or|and|or)?\W*")
_LONGEST_SEPARATOR = 12
_FULL_LINE = 60  # a heading of a full line may go on in the next one, and is read when the lines are joined


class Block(msgspec.Struct, frozen=True, gc=False):
    """One piece of the text: ``text[start:end]`` with its marker, ``text[text_start:end]`` without.

    ``role``: *part* is a label above several sections, *header* a label above entries, *label* one inside an entry;
    *child* an unmarked criterion below the entry before it.
    """

    role: Role
    start: int
    text_start: int
    end: int
    indent: int
    marker: Marker | None = None
    heading: Heading | None = None


def read_blocks(text: str) -> list[Block]:
    """``text`` cut into blocks, in reading order; together they cover all that is not blank.

    Every unmarked paragraph is still *plain*: what it is, the blocks around it tell (``paragraphs``).
    """
    blocks: list[Block] = []
    seen: Seen = set()
    for line in read_lines(text):
        start = line.start
        while start < line.end:
            block = _read_block(text, start, line, seen)
            last = blocks[-1] if blocks else None
            if block.role == "plain" and line.is_wrapped and last is not None and last.role in ("marked", "plain"):
                blocks[-1] = extended(last, block.end)
            else:
                blocks.append(block)
            start = _skip_blanks(text, block.end, line.end)
    return blocks


def extended(block: Block, end: int) -> Block:
    """``block`` with the text up to ``end``."""
    return Block(block.role, block.start, block.text_start, end, block.indent, block.marker)


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _read_block(text: str, start: int, line: Line, seen: Seen) -> Block:
    end = line.end
    marker = read_marker(text, start, end)
    text_start = marker.end if marker else start
    body = text[text_start:end]
    is_wrapped = line.is_wrapped and start == line.start
    if len(body) < _LONGEST_SEPARATOR and _SEPARATOR.fullmatch(text, start, end):
        return Block("separator", start, start, end, line.indent)
    if not line.is_full and is_remark(body):
        return Block("remark", start, start, end, line.indent)
    heading = read_heading(body, marker is not None)
    if heading and not (is_wrapped and not body[0].isupper()) and not (line.is_full and heading.length > _FULL_LINE):
        seen.clear()
        return Block("heading", start, text_start, text_start + heading.length, line.indent, marker, heading)
    if marker and (marker := entry_marker(text, marker, end, is_wrapped, seen)):
        seen.update(marker.readings or (marker.style,))
        return Block("marked", start, marker.end, end, line.indent, marker)
    return Block("plain", start, start, end, line.indent)
