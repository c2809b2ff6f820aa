"""Bytes → the lines of a page, whatever encoding and line ends it was saved with."""

from __future__ import annotations

import codecs
import html
import re
from typing import NamedTuple

from trialdb.records import Note

MAX_BYTES = 4 * 2**20  # the longest registry record is under 2 MB of text; what is larger is no page

_MARKED = {  # the longer mark first: the UTF-16 one begins the UTF-32 one
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)  # letters of two or four bytes

MARKUP = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:<[?!]|<\w+>|\{\s*"|\[\s*\{)')  # XML, HTML, JSON: never a page

_LINE_END = re.compile("\r\n?|[\n\u2028\u2029]")
_ENTITY = re.compile(  # a number behind a backslash is what some record has literally
    r"&[A-Za-z][A-Za-z0-9]{1,30};|(?<!\\)&#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});"
)
_CONTROL = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F], " ")
_REPLACEMENT = "\ufffd"


class Page(NamedTuple):
    """The lines of a page, without line ends and trailing blanks, entities undone."""

    lines: list[str]
    notes: tuple[Note, ...] = ()


def read_page(data: bytes) -> Page:
    text, encoding = _decode(data[:MAX_BYTES])
    text = _ENTITY.sub(lambda entity: " ".join(html.unescape(entity[0]).split()) or " ", text)
    lines = [line.translate(_CONTROL).rstrip() for line in _LINE_END.split(text)]
    if encoding is None:
        return Page(lines)
    message = f"The page is not valid UTF-8; it was read as {encoding} and letters may be wrong."
    return Page(lines, (Note(code="encoding_replaced", place="document", message=message, value=encoding),))


def page_lines(data: bytes) -> list[str]:
    """The lines to look for labels in; none where ``data`` cannot be a page."""
    return read_page(data).lines if len(data) <= MAX_BYTES else []


def words(line: str) -> str:
    """A line in one spelling: blanks folded, the marks of a Markdown heading gone."""
    return " ".join(line.replace("**", "").lstrip("#").split())


def _decode(data: bytes) -> tuple[str, str | None]:
    """The text, and the encoding it was read in where that was a guess."""
    for mark, encoding in _MARKED.items():
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            return text, encoding if _REPLACEMENT in text else None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count(_REPLACEMENT)
    if sum(char > "\x7f" for char in text) - broken >= broken:  # UTF-8 with some damage
        return text, "utf-8"
    return data.decode("windows-1252", "replace"), "windows-1252"
