"""Where one statement ends and the next begins: sentences, bullets, lines; hard wraps are not ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec


class Sentence(msgspec.Struct, frozen=True):
    """``starts_block`` at a new paragraph, bullet or line."""

    start: int
    end: int
    starts_block: bool


# One set of characters first, so that the search stops at nothing else.
_END = re.compile(
    r"[.!?\n•●▪‣◦*](?:"
    r"(?P<stop>(?<=[A-Za-z0-9)%\]\"' ][.!?])(?=\s+[A-Z(\[*\"'\d+-])|(?<=[a-z)]\.)(?=[A-Z\d])|"
    r"(?<=[A-Z]{2}\.)(?=[A-Z][a-z]{2}))"
    r"|(?P<line>(?<=\n)(?:[ \t]*\n)*[ \t]*)"
    r"|(?P<bullet>(?<=\s[•●▪‣◦])\s?|(?<=\*)\s)"
    r")"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:(?<![/])(?<!\d\s)[a-z]|vs|approx|no|dr|st|e\.g|i\.e|max|min|resp|incl|ca|cf|inj|tab|cap|ref|fig|b\.i\.d|t\.i\.d|q\.d|i\.v|s\.c|p\.o|i\.m))$"
)
_LONGEST_SHORT = 6  # letters of "approx"
_ITEM = re.compile(r"(?:[-*•●▪‣◦–+]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|o\s)")
_OPEN = re.compile(
    r"(?:\b(?:on|of|at|for|and|or|to|with|by|in|the|a|an|every|each|days?|over|from|than|plus|is|are|be|was|were|will)|[,(-])$",
    re.IGNORECASE,
)
_LONGEST_OPEN = 5  # letters of "every"
# Week 2 - …, Cohort B: …
_LABEL = re.compile(
    r"(?:week|day|cycle|arm|cohort|group|part|phase|period|(?:dose\s)?level|step|course|stage|visit|month|schedule|option)s?"
    r"\s[\dA-Z][\d,&A-Z-]{0,6}(?:\s?[:–]|\s-\s)",
    re.IGNORECASE,
)
_FULL_LINE = 60
_LONGEST = 2000  # characters; a longer statement is cut, so that work per statement stays bounded


def _is_break(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a line's end ends a statement: not inside a wrapped or a torn sentence."""
    before, after = text[max(start, match.start() - 40) : match.start()].rstrip(), match.end()
    if _ITEM.match(text, after):
        return True
    if _OPEN.search(before, max(0, len(before) - _LONGEST_OPEN)):
        return False
    if match[0].count("\n") > 1 or _LABEL.match(text, after):
        return True
    following = text[after : after + 1]
    return before[-1:] in ".:;" or (following.isupper() and match.start() - start < _FULL_LINE) or following.isdigit()


def sentences(text: str) -> Iterator[Sentence]:
    """The statements of a text in order."""
    start, starts_block = 0, True
    line = 0
    for match in _END.finditer(text):
        kind = match.lastgroup
        if kind == "stop":
            before = text[max(0, match.start() - _LONGEST_SHORT - 1) : match.start()].lower()
            if not (len(before) > _LONGEST_SHORT and before.isalpha()) and _ABBREVIATED.search(before):
                continue
            is_block = False
        elif kind == "line":
            is_wrapped = not _is_break(text, match, line)
            line = match.end()
            if is_wrapped:
                continue
            is_block = True
        else:
            is_block = True
        if match.start() > start:
            sentence = Sentence(start, match.start(), starts_block)
            if sentence.end - start > _LONGEST:
                yield from _bounded(text, sentence)
            else:
                yield sentence
            starts_block = is_block
        starts_block = starts_block or is_block
        start = match.end()
    if start < len(text):
        yield from _bounded(text, Sentence(start, len(text), starts_block))


def _bounded(text: str, sentence: Sentence) -> Iterator[Sentence]:
    start, end, starts_block = sentence.start, sentence.end, sentence.starts_block
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start + _LONGEST // 2, start + _LONGEST), start + _LONGEST // 2)
        yield Sentence(start, cut, starts_block)
        start, starts_block = cut, False
    yield Sentence(start, end, starts_block)
