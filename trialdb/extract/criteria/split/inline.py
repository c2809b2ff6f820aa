"""Enumerations inside a line: "… organs: A) blood …; B) liver …", "… hospital ② male", "… English • diminished".

A marker counts when the run shows itself: at least two consecutive ones, each after list punctuation or directly
after text; alternatives joined by "or" in a sentence and references ("criteria a), b) or d)") do not.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import msgspec

from trialdb.extract.criteria.split.markers import CIRCLED, Marker, Reading, letter_readings

Expected = tuple[str, bool, int]  # family, whether a dot closes the marker, ordinal

_TOKEN = re.compile(
    r"(?<![^\s;,.:：，；。、)）])(?:[(（]?(?P<word>\d{1,2}|[ivxIVX]{2,5}|[a-zA-Z])(?:[)）](?![-/\w]*[)）])|(?P<dot>\\?\.)(?=\s+[^\s\d,;]|[A-Z])|、)"
    rf"|(?P<bullet>[•●▪■◦\uf0b7](?=\s*\w)|·(?=\s+[^\W\d])|(?<=[.;:]\s)\\?[-–](?=\s+[A-Z])))"
    rf"|(?P<circled>[{CIRCLED}])[.、)]?"
)
_PARENTHESIS = re.compile(r"[()（）]")
_CONJUNCTION = re.compile(
    r"(?i)(?P<before>^|[;.。；]|[,，]|\s|[^\w\s])\s*\b(?:and/or|and|or|plus|either|with|to|than|of|vs\.?)\s*$"
)
_MEASURED = re.compile(
    r"(?i)(?:\b(?:grade|stage|class|type|score|phase|level|group|cohort|day|week|part|version|visit|status|no|number|than|[a-z]+ed by|is|was)|[-–≤≥<>=~/+])\s*$"
)
_LONGEST_PARENTHESIS = 400
_FAR_ENOUGH = 6  # how many numbers of a family may stand between a number and the next one


class _Token(msgspec.Struct, gc=False):
    start: int
    end: int
    style: str
    readings: tuple[Reading, ...]
    is_dotted: bool
    link: int  # 2 after list punctuation, 1 directly after text, 0 after a conjunction


def inline_markers(text: str, start: int, end: int, expected: set[Expected]) -> list[Marker]:
    """The markers inside ``text[start:end]`` that begin entries; ``expected`` are the next ones of the open lists."""
    tokens = _tokens(text, start, end)
    if not tokens:
        return []
    return _consecutive(_outside_parentheses(text, start, _without_references(text, tokens)), expected)


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    tokens: list[_Token] = []
    readings: tuple[Reading, ...]
    for match in _TOKEN.finditer(text, start + 1, end):
        at = match.start()
        if match["bullet"]:
            style, readings, dotted = match["bullet"].lstrip("\\"), (), False
        elif match["circled"]:
            style, readings, dotted = "①", (("circled", int(unicodedata.numeric(match["circled"]))),), False
        else:
            word, dotted = match["word"], bool(match["dot"])
            readings = (("number", int(word)),) if word.isdigit() else letter_readings(word)
            if not readings:
                continue
            style = "." if dotted else "()" if text[at] in "(（" else ")"
        link = _link(text, max(start, at - 24), at)
        if dotted and link < 2 and (readings[0][0] != "letter" and not readings[0][0].startswith("roman l")):
            following = text[match.end() : match.end() + 3].lstrip()
            if (
                readings[0][0] != "number"
                or not following[:1].isupper()
                or _MEASURED.search(text, max(start, at - 24), at)
            ):
                continue
        stop = match.end()
        while stop < end and text[stop].isspace():
            stop += 1
        tokens.append(_Token(at, stop, style, readings, dotted, link))
    return tokens


def _link(text: str, start: int, at: int) -> int:
    before = text[start:at].rstrip()
    if before.endswith((";", ":", ".", "。", "；", "：", "!")):
        return 2
    if match := _CONJUNCTION.search(before):
        return 2 if match["before"] in tuple(";.。；") else 0
    return 1


def _without_references(text: str, tokens: list[_Token]) -> list[_Token]:
    """Drop "a), b) or c)": markers with nothing of their own between them."""
    bare = [False] * (len(tokens) + 1)
    for index, (token, following) in enumerate(pairwise(tokens)):
        gap = text[token.end : min(following.start, token.end + 12)]
        if not re.sub(r"(?i)\b(?:and|or|to)\b|\W", "", gap):
            bare[index] = bare[index + 1] = True
    return [token for token, is_bare in zip(tokens, bare, strict=False) if not is_bare]


def _outside_parentheses(text: str, start: int, tokens: list[_Token]) -> list[_Token]:
    kept: list[_Token] = []
    opened: list[int] = []
    position = start
    for token in tokens:
        for match in _PARENTHESIS.finditer(text, position, token.start):
            if match[0] in "(（":
                opened.append(match.start())
            elif opened:
                opened.pop()
        position = token.end
        if opened and token.start - opened[-1] > _LONGEST_PARENTHESIS:
            opened.clear()
        if not opened:
            kept.append(token)
        elif token.style == ")":
            opened.pop()
    return kept


def _consecutive(tokens: list[_Token], expected: set[Expected]) -> list[Marker]:
    """The tokens whose numbers continue a run or an open list."""
    due = set(expected)
    in_run: set[tuple[str, bool]] = set()
    markers: list[Marker] = []
    for token, shows_next in zip(tokens, _shows_next(tokens), strict=True):
        if not token.readings:
            markers.append(Marker(token.start, token.end, token.style, (), token.style))
            continue
        for family, ordinal in token.readings:
            key = (family, token.is_dotted)
            continues = (*key, ordinal) in due and (token.link > 0 or key in in_run)
            begins = ordinal == 1 and shows_next[family]
            resumes = (
                ordinal > 1
                and token.link > 0
                and shows_next[family]
                and (family == "circled" or (*key, ordinal - 1) in due or (ordinal == 2 and token.link == 2))
            )
            if continues or begins or resumes:
                due.discard((*key, ordinal))
                due.add((*key, ordinal + 1))
                if token.link > 0 and not begins:
                    in_run.add(key)
                readings = ((family, ordinal), *(r for r in token.readings if r[0] != family))
                markers.append(Marker(token.start, token.end, token.style, readings))
                break
    return markers


def _shows_next(tokens: list[_Token]) -> list[dict[str, bool]]:
    """For each token, in which of its readings the next number stands later in the line, not after a conjunction."""
    shown: list[dict[str, bool]] = []
    latest: dict[tuple[str, bool], tuple[int, ...]] = {}
    for token in reversed(tokens):
        keys = [((family, token.is_dotted), ordinal) for family, ordinal in token.readings]
        shown.append({key[0]: ordinal + 1 in latest.get(key, ()) for key, ordinal in keys})
        if token.link > 0:
            for key, ordinal in keys:
                latest[key] = (ordinal, *latest.get(key, ()))[:_FAR_ENOUGH]
    shown.reverse()
    return shown
