"""The blocks of a text: headings, marked entries, unmarked paragraphs, separators, remarks."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from trialdb.extract.criteria.split.headings import Heading, is_remark, read_heading
from trialdb.extract.criteria.split.lines import Line, read_lines
from trialdb.extract.criteria.split.markers import Marker, Reading, read_bullet, read_marker

Role = Literal["heading", "part", "header", "label", "marked", "plain", "child", "separator", "remark"]

_SEPARATOR = re.compile(r"(?i)\W*(?:and\s*/\s*or|and|or)?\W*")
# "* a) above 27 … or b) above 35": alternatives in one sentence; the "a)" is part of it.
_ALTERNATIVE = re.compile(r"(?<![;.])\s(?:and/or|and|or)\s+[(（]?(?:b|2|ii|B|II)\\?[.)）]")
_LONGEST_ENDING, _ENDING = 40, " \t\r\n\\-*_"
_MOST_LOST = 6  # markers in a row that stand inside lines


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
    seen: set[Reading | str] = set()
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


def _read_block(text: str, start: int, line: Line, seen: set[Reading | str]) -> Block:
    end = line.end
    marker = read_marker(text, start, end)
    if marker and marker.bullet and marker.readings and _ALTERNATIVE.search(text, marker.end, end):
        marker = read_bullet(text, start, end)
    text_start = marker.end if marker else start
    body = text[text_start:end]
    is_wrapped = line.is_wrapped and start == line.start
    if len(body) < 12 and _SEPARATOR.fullmatch(text, start, end):
        return Block("separator", start, start, end, line.indent)
    if is_remark(body):
        return Block("remark", start, start, end, line.indent)
    heading = read_heading(body, marker is not None)
    if heading and not (is_wrapped and not body[0].isupper()) and not (line.is_full and heading.length > 60):
        seen.clear()
        return Block("heading", start, text_start, text_start + heading.length, line.indent, marker, heading)
    if marker and _is_plausible(text, marker, is_wrapped, seen):
        seen.update(marker.readings or (marker.style,))
        return Block("marked", start, text_start, end, line.indent, marker)
    return Block("plain", start, start, end, line.indent)


def _is_plausible(text: str, marker: Marker, is_wrapped: bool, seen: set[Reading | str]) -> bool:
    """Whether a marker begins an entry: "2. " in the middle of a wrapped sentence and "E. coli" do not."""
    continues = any((family, ordinal - 1) in seen for family, ordinal in marker.readings)
    if marker.bullet:
        return not is_wrapped or marker.bullet in seen or continues or text[marker.end - 1].isspace()
    if continues or marker.style == "①":
        return True
    if is_wrapped:
        return leads_in(text, 0, marker.start)
    family, ordinal = marker.readings[0]
    begins = any(ordinal == 1 for _, ordinal in marker.readings)
    if marker.style == "n-" or family.startswith(("code", "path")):
        return begins
    if family == "number":
        return ordinal <= 60
    if marker.style != ".":
        return True
    following = text[marker.end]
    if family.endswith("LETTER"):
        near = any((family, ordinal - lost) in seen for lost in range(2, _MOST_LOST))
        return (begins or near) and not following.islower()
    return begins or ("number", ordinal - 1) in seen


def leads_in(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends with a colon: it leads in to what follows it."""
    return text[max(start, end - _LONGEST_ENDING) : end].rstrip(_ENDING).endswith((":", "："))
