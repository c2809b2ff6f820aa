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
    rf"[\s;,:：，；。、)）{CIRCLED}]"  # one class first: the scan stops only there
    rf"(?:(?<=[{CIRCLED}])[.、)]?(?P<circled>)"
    r"|[(（]?(?P<word>\d{1,2}|[ivxIVX]{2,5}|[a-zA-Z])"
    r"(?:\\?[)）](?![-/\w]*[)）])|(?P<dot>\\?\.)(?=\s+[^\s\d,;]|[A-Z])|、)"
    r"|(?P<bullet>[•●▪■◦\uf0b7](?=\s*\w)|·(?=\s+[^\W\d])"
    r"|(?<=[.;:]\s)\\?[-–](?=\s+[A-Z<>≥≤])|(?<=\s)[-–*](?=\s+[A-Z][a-z])|(?<=\s)o(?=\s[A-Z])))"
)
_PARENTHESIS = re.compile(r"[()（）]")
_CONJUNCTION = re.compile(
    r"(?i)(?P<before>^|[;.。；]|[,，]|\s|[^\w\s])\s*\b(?:and/or|and|or|plus|either|with|to|than|of|vs\.?)\s*$"
)
# A number that ends a sentence: "ECOG score of 1. Patients …".
_MEASURED = re.compile(
    r"""(?ix)
    (?: \b(?: grade | stage | class | type | score | phase | level | group | cohort | day | week | part | version
         | visit | status | no | number | than | [a-z]+ed\ by | is | was )
      | [-–≤≥<>=~/+] ) \s* $"""
)
_LIST_PUNCTUATION = (";", ":", ".", "。", "；", "：", "!", ".)", ";)", "./")
_LONGEST_PARENTHESIS = 400
_FAR_ENOUGH = 6  # how many numbers of a family may stand between a number and the next one


class _Token(msgspec.Struct, gc=False):
    start: int
    end: int
    style: str
    readings: tuple[Reading, ...]
    is_dotted: bool
    link: int  # 2 after list punctuation, 1 directly after text, 0 after a conjunction
    is_after_colon: bool


def inline_markers(
    text: str,
    start: int,
    end: int,
    expected: set[Expected],
    own: Marker | None = None,
    following: Marker | None = None,
) -> list[Marker]:
    """The markers inside ``text[start:end]`` that begin entries.

    ``expected`` are the next ones of the open lists; ``own`` is the marker of this entry, ``following`` that of the
    entry after it.
    """
    tokens = _tokens(text, start, end, own.style if own else "")
    if not tokens:
        return []
    return _consecutive(_without_references(text, _outside_parentheses(text, start, tokens)), expected, following)


def _tokens(text: str, start: int, end: int, own_style: str) -> list[_Token]:
    tokens: list[_Token] = []
    readings: tuple[Reading, ...]
    for match in _TOKEN.finditer(text, start, end):
        at = match.start() + (match["circled"] is None)
        if at == start:
            continue
        if match["bullet"]:
            style, readings, dotted = match["bullet"].lstrip("\\"), (), False
            if style in "-–*" and style != own_style and text[at - 2 : at - 1] not in (".", ";", ":"):
                continue  # a dash between words is a dash, unless the entries of this list begin with one
        elif match["circled"] is not None:
            style, readings, dotted = "①", (("circled", int(unicodedata.numeric(text[at]))),), False
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
        is_after_colon = text[max(start, at - 4) : at].rstrip().endswith((":", "："))
        tokens.append(_Token(at, stop, style, readings, dotted, link, is_after_colon))
    if sum(token.style == "o" for token in tokens) == 1:
        return [token for token in tokens if token.style != "o"]
    return tokens


def _link(text: str, start: int, at: int) -> int:
    before = text[start:at].rstrip()
    if before.endswith(_LIST_PUNCTUATION):
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


def _consecutive(tokens: list[_Token], expected: set[Expected], following: Marker | None) -> list[Marker]:
    """The tokens whose numbers continue a run or an open list."""
    due = set(expected)
    in_run: set[tuple[str, bool]] = set()
    markers: list[Marker] = []
    for token, shows_next in zip(tokens, _shows_next(tokens, following), strict=True):
        if not token.readings:
            markers.append(Marker(token.start, token.end, token.style, (), token.style))
            continue
        for family, ordinal in token.readings:
            key = (family, token.is_dotted)
            if not _counts(token, family, ordinal, due, key in in_run, shows_next[family]):
                continue
            due.discard((*key, ordinal))
            due.add((*key, ordinal + 1))
            if token.link > 0 and ordinal > 1:
                in_run.add(key)
            others = tuple(reading for reading in token.readings if reading[0] != family)
            markers.append(Marker(token.start, token.end, token.style, ((family, ordinal), *others)))
            break
    return markers


def _counts(token: _Token, family: str, ordinal: int, due: set[Expected], is_in_run: bool, shows_next: bool) -> bool:
    """Whether a token, read as ``ordinal`` of ``family``, is the next of a run, or begins one, or a number is lost."""
    dotted = token.is_dotted
    if (family, dotted, ordinal) in due:
        return token.link > 0 or is_in_run
    if ordinal == 1:
        return shows_next
    if token.link == 0:
        return False
    if shows_next and (
        family == "circled"
        or token.is_after_colon
        or (family, dotted, ordinal - 1) in due
        or (token.link == 2 and (ordinal == 2 or (family, not dotted, ordinal) in due))
    ):
        return True
    damaged = {(family, dotted, ordinal - 1), (family, dotted, ordinal + 1)}
    return token.link == 2 and not dotted and not due.isdisjoint(damaged) and (is_in_run or shows_next)


def _shows_next(tokens: list[_Token], following: Marker | None) -> list[dict[str, bool]]:
    """For each token, in which of its readings the next number stands later in the line, not after a conjunction."""
    shown: list[dict[str, bool]] = []
    latest: dict[tuple[str, bool], tuple[int, ...]] = {}
    if following is not None:
        latest = {(family, following.style == "."): (ordinal,) for family, ordinal in following.readings}
    for token in reversed(tokens):
        keys = [((family, token.is_dotted), ordinal) for family, ordinal in token.readings]
        shown.append({key[0]: ordinal + 1 in latest.get(key, ()) for key, ordinal in keys})
        if token.link > 0:
            for key, ordinal in keys:
                latest[key] = (ordinal, *latest.get(key, ()))[:_FAR_ENOUGH]
    shown.reverse()
    return shown
