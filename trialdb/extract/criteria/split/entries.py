"""The blocks of a text: headings, marked entries, unmarked paragraphs, separators.

Here it is decided what an unmarked paragraph is: the rest of the entry before it, a label of the entries after it, or
a criterion of its own.
"""

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
_PART = re.compile(
    r"(?i)(?:part|phase|cohort|arm|group|stage|step|aim|study|sub-?study|module|period|population|segment|stratum)\b"
    r"|.{0,60}\b(?:part|phase|cohort|arm|group|stage|study|sub-?study)s?\b.{0,12}$"
)
_LABEL = re.compile(r"[A-Z0-9][^.;!?]{1,70}(?<![,.;])")
_LONGEST_LABEL = 120
_LONGEST_LABEL_WORDS = 8
_LONGEST_HEADING = 500
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
    """``text`` cut into blocks, in reading order; together they cover all that is not blank."""
    return _settle_paragraphs(text, _raw_blocks(text))


def _raw_blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    seen: set[Reading | str] = set()
    for line in read_lines(text):
        start = line.start
        while start < line.end:
            block = _read_block(text, start, line, seen)
            last = blocks[-1] if blocks else None
            if block.role == "plain" and line.is_wrapped and last is not None and last.role in ("marked", "plain"):
                blocks[-1] = _extended(last, block.end)
            else:
                blocks.append(block)
            start = _skip_blanks(text, block.end, line.end)
    return blocks


def _extended(block: Block, end: int) -> Block:
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
        return ends_with_colon(text[max(0, marker.start - 20) : marker.start])
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


def _settle_paragraphs(text: str, raw: list[Block]) -> list[Block]:
    """Give every unmarked paragraph its role, by what stands before and after it."""
    blocks: list[Block] = []
    for index, block in enumerate(raw):
        previous = blocks[-1] if blocks else None
        if block.role == "plain":
            block = _as_heading(text, block)
        if block.role == "heading" and not _announces_here(block, previous):
            block = Block("plain", block.start, block.start, block.end, block.indent)
        if block.role != "plain":
            blocks.append(_relabelled(text, block, raw[index + 1]) if index + 1 < len(raw) else block)
            continue
        role = _paragraph_role(text, previous, block, raw[index + 1 : index + 3])
        if role is None and previous is not None:
            blocks[-1] = _extended(previous, block.end)
        else:
            blocks.append(Block(role or "plain", block.start, block.text_start, block.end, block.indent))
    return blocks


def _as_heading(text: str, block: Block) -> Block:
    """A heading that was wrapped over several lines."""
    if block.end - block.start > _LONGEST_HEADING:
        return block
    body = " ".join(text[block.start : block.end].split())
    heading = read_heading(body, False)
    if heading is None or heading.length != len(body):
        return block
    return Block("heading", block.start, block.start, block.end, block.indent, None, heading)


def _announces_here(block: Block, previous: Block | None) -> bool:
    """A sentence such as "must meet the following:" announces a section only where one begins."""
    if block.heading is None or block.heading.kind is not None:
        return True
    return previous is None or previous.role in ("heading", "header", "part")


def _relabelled(text: str, block: Block, following: Block) -> Block:
    """A bullet that only labels the entries after it, whose numbering goes on from before ("- Age:" between 2. and 3.)."""
    marker, following_marker = block.marker, following.marker
    if block.role != "marked" or marker is None or marker.readings or following_marker is None:
        return block
    goes_on = following_marker.readings and all(ordinal > 1 for _, ordinal in following_marker.readings)
    if goes_on and following.indent < block.indent and text.endswith(":", block.text_start, block.end):
        return Block("header", block.start, block.text_start, block.end, block.indent, marker)
    return block


def _paragraph_role(text: str, previous: Block | None, block: Block, ahead: list[Block]) -> Role | None:
    """The role of an unmarked paragraph; None where it belongs to the block before."""
    following = ahead[0] if ahead else None
    body = text[block.start : block.end]
    if is_remark(body):
        return "remark"
    leads = ends_with_colon(body) or (body.endswith(("-", "–")) and _is_label(body))
    follows = following.role if following else None
    if (
        follows == "heading"
        and len(body) < 100
        and (leads or _PART.fullmatch(body))
        and _may_stand_above(previous, block)
    ):
        return "part"
    names = _is_label(body) and _labels_list(text, ahead)
    after = previous.role if previous else None
    if after in (None, "heading", "part", "plain", "child", "header", "label", "remark", "separator"):
        if leads and follows in ("marked", "plain"):
            return "label" if after in ("child", "label") else "header"
        if names:
            return "header"
        return "child" if after in ("child", "label") else "plain"
    if previous is None:
        return "plain"
    entry_leads = ends_with_colon(text[previous.start : previous.end])
    if block.indent > previous.indent:
        if entry_leads and leads and follows == "plain":
            return "label"
        several = follows == "plain" and following is not None and following.indent == block.indent
        return "child" if entry_leads and several else None
    if entry_leads:
        return "label" if leads and follows in ("marked", "plain") else "child"
    if (
        leads
        and following is not None
        and (follows == "plain" or _begins_list(following) or len(body) < _LONGEST_LABEL)
    ):
        return "header" if follows in ("plain", "marked") else None
    return "header" if names or (follows == "marked" and _is_short_label(body)) else None


def _may_stand_above(previous: Block | None, block: Block) -> bool:
    return previous is None or previous.role != "marked" or block.indent <= previous.indent


def _begins_list(block: Block) -> bool:
    marker = block.marker
    return marker is not None and (not marker.readings or any(ordinal == 1 for _, ordinal in marker.readings))


def _labels_list(text: str, ahead: list[Block]) -> bool:
    """Whether a list begins after a label, or after one more label below it."""
    if len(ahead) == 2 and ahead[0].role == "plain" and _is_label(text[ahead[0].start : ahead[0].end]):
        ahead = ahead[1:]
    return bool(ahead) and ahead[0].role == "marked" and _begins_list(ahead[0])


def _is_label(body: str) -> bool:
    return len(body) < 80 and _LABEL.fullmatch(body) is not None and body.count(" ") < _LONGEST_LABEL_WORDS


def _is_short_label(body: str) -> bool:
    """ "Concomitant medications" between two entries, even where the numbering goes on."""
    return len(body) < 40 and body.count(" ") < 3 and body[0].isupper() and body.replace(" ", "").isalpha()


def ends_with_colon(body: str) -> bool:
    """Whether a text leads in to what follows it."""
    return body.rstrip(" \t\r\n\\-*_").endswith((":", "："))
