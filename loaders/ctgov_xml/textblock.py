"""Text that was wrapped and indented for XML, as the registry's text was before.

Items keep their list: ``-  `` becomes ``* ``, five columns of indentation are one level, blank lines stand around lists
and not between items. That is how API v2 gives the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_STEP = 5  # columns of indentation a level
_MARKER = re.compile(r"(?P<marker>-  |\d{1,3}\. +)(?=\S)")


class _Paragraph(NamedTuple):
    """``level`` is 0 for plain text; ``marker`` is empty for text that goes on within an item."""

    level: int
    marker: str
    words: str


def unwrapped(text: str) -> str | None:
    """``text`` without the line breaks and the indentation that XML gave it; None where nothing is left."""
    if "\n" not in text.strip():
        return text.strip() or None
    lines: list[str] = []
    widths: list[int] = []  # of the markers of the items that enclose the next paragraph
    before: _Paragraph | None = None
    for paragraph in _paragraphs(text):
        if before is not None and (not before.marker or not paragraph.marker or paragraph.level > before.level):
            lines.append("")
        depth = max(paragraph.level - bool(paragraph.marker), 0)
        widths = [*widths, *[2] * depth][:depth]
        lines.append(" " * sum(widths) + paragraph.marker + paragraph.words)
        if paragraph.marker:
            widths.append(len(paragraph.marker))
        before = paragraph
    return "\n".join(lines) or None


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """Blank lines end a paragraph, and so does a line that begins an item."""
    lines = [line.rstrip() for line in text.expandtabs().split("\n")]
    margin = min((_indent(line) for line in lines if line), default=0)
    gathered: list[str] = []
    for line in [*lines, ""]:
        if gathered and (not line or _MARKER.match(line.lstrip())):
            yield _paragraph(gathered, margin)
            gathered = []
        if line:
            gathered.append(line)


def _paragraph(lines: list[str], margin: int) -> _Paragraph:
    level = (_indent(lines[0]) - margin + _STEP - 1) // _STEP
    words = " ".join(line.strip() for line in lines)
    match = _MARKER.match(words)
    if match is None:
        return _Paragraph(level, "", words)
    marker = "* " if match["marker"][0] == "-" else f"{match['marker'].strip()} "
    return _Paragraph(max(level, 1), marker, words[match.end() :])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
