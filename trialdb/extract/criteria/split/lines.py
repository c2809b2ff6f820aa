"""The lines of a text, and which of them only carry on the line before because the text was wrapped."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

# A section heading run into a flattened paragraph: "… stable relationship Exclusion Criteria:- Primary …".
# "… within 30 days Exclusion Criteria" ends its line, but for "… none of the Exclusion Criteria".
_HEADING_NOUN = (
    re.compile(r"clusion(?: [Cc]riteria)? ?:|clusion Criteria(?=[ \t]*\n)"),
    re.compile(r"CLUSION(?: CRITERIA)? ?:|CLUSION CRITERIA(?=[ \t]*\n)"),
)
_MENTIONS = re.compile(
    r"(?:^|\W)(?i:the|an?|all|any|no|none|nor|of|or|and|in|to|by|for|per|with|from|as|this|these|above|below|other|study"
    r"|protocol|trial|following|listed|specific|additional|meets?|met|fulfil\w*|satisf\w*)$"
    r"|[A-Z][A-Za-z]{3,}$"
)
_BEFORE_NOUN = re.compile(r"(?<=[^\s\"'(])[ \t]+((?:(?:Key|Main|Major) )?(?:In|Ex|IN|EX))$")
_LONGEST_BEFORE_NOUN = 24
_LONGEST_QUALIFIER = 4  # words: "Disease-specific Exclusion Criteria:" is one heading
_ENDED = re.compile(r"[^\W\d_]{2}[)\]]?[.;,:](?=\s)|\s•\s")
_NARROWEST_WRAP, _WIDEST_WRAP = 60, 118
_NESTED_SLACK = 14  # a converter wraps a nested list earlier, and loses the indentation that explains it


class Line(msgspec.Struct, frozen=True, gc=False):
    """``text[start:end]`` without outer blanks; ``indent`` in columns.

    ``is_full``: the next line was most likely broken off this one; ``is_wrapped``: this one off the line before.
    """

    start: int
    end: int
    indent: int
    is_wrapped: bool
    is_full: bool


class _Span(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    indent: int
    width: int  # of the whole line, indentation included
    after_blank: bool


def read_lines(text: str) -> list[Line]:
    """The lines that are not blank, in order; a heading buried in a line begins a line of its own."""
    spans = _spans(text)
    width = max((span.width for span in spans), default=0)
    full = width - _NESTED_SLACK if _NARROWEST_WRAP <= width <= _WIDEST_WRAP else None
    wrapped = [False] * (len(spans) + 1)
    if full is not None:
        for index, (before, after) in enumerate(pairwise(spans), start=1):
            if not after.after_blank:
                blank = text.find(" ", after.start, after.end)
                first_word = (blank if blank >= 0 else after.end) - after.start
                wrapped[index] = before.width + 1 + first_word > full
    return [
        Line(span.start, span.end, span.indent, wrapped[index], wrapped[index + 1]) for index, span in enumerate(spans)
    ]


def _spans(text: str) -> list[_Span]:
    spans: list[_Span] = []
    position, after_blank = 0, True
    buried = _buried_headings(text)
    for raw in text.splitlines(keepends=True):
        body = raw.strip()
        if not body:
            after_blank = True
        else:
            start = position + len(raw) - len(raw.lstrip())
            indent = len(text[position:start].expandtabs(4))
            end, width = start + len(body), indent + len(body)
            while buried and buried[-1] < end:
                cut = buried.pop()
                if text.count(" ", start, cut) > _LONGEST_QUALIFIER or _ENDED.search(text, start, cut):
                    spans.append(_Span(start, cut - 1, indent, width, after_blank))
                    start, after_blank = cut, True
            spans.append(_Span(start, end, indent, width, after_blank))
            after_blank = False
        position += len(raw)
    return spans


def _buried_headings(text: str) -> list[int]:
    """Where headings begin that have words before them on their line; the last one first."""
    found: list[int] = []
    for noun in _HEADING_NOUN:
        for match in noun.finditer(text):
            before = text[max(0, match.start() - _LONGEST_BEFORE_NOUN) : match.start()]
            if (heading := _BEFORE_NOUN.search(before)) and not (
                match[0][-1] != ":" and _MENTIONS.search(before[: heading.start()])
            ):
                found.append(match.start() - len(heading[1]))
    return sorted(found, reverse=True)
