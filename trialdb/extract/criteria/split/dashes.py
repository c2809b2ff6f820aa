"""Dashes inside a line that divide it into entries though the list has other bullets, or none.

"… for 3 months - Able to read - Willing to call": phrases, none of them short. "… one of these drugs: - Warfarin - Any
other": after a colon and a dash, all dashes.
"""

from __future__ import annotations

import re

from trialdb.extract.criteria.split.inline_tokens import PREFIX, Token, outside_parentheses

_DASHES = frozenset("-–")

_BETWEEN_PHRASES = re.compile(r"(?:(?<=[a-z)%.;:,])\s|(?<=[a-z\d)])|(?<=[.;:]))(?P<dash>[-–])\s+(?=[A-Z][a-z])")
_AFTER_FIRST = re.compile(r"(?<=\S)\s(?P<dash>[-–])\s+(?=[A-Z<>≥≤])")
_ENDS_PHRASE = frozenset(".;)1234567890")
_FEWEST = 2  # dashes, and blanks in a phrase: "Third Edition - Text Revision" has fewer
_LONGEST_PREFIX = 12


def with_dashes(text: str, start: int, end: int, tokens: list[Token]) -> list[Token]:
    """The ``tokens`` of an entry with its dashes, where these are a list."""
    first = next((token for token in tokens if token.style in _DASHES), None)
    if first is None:
        dashes = _between_phrases(text, start, end)
    elif first.is_after_colon:
        dashes = _dashes(_AFTER_FIRST, text, first.end, end)
    else:
        return tokens
    known = {token.start for token in tokens}
    more = [dash for dash in outside_parentheses(text, start, end, dashes) if dash.start not in known]
    return sorted([*tokens, *more], key=lambda token: token.start) if more else tokens


def _between_phrases(text: str, start: int, end: int) -> list[Token]:
    if text.count("- ", start, end) + text.count("– ", start, end) < _FEWEST:
        return []
    dashes = _dashes(_BETWEEN_PHRASES, text, start, end)
    glued = [dash for dash in dashes if not text[dash.start - 1].isspace()]
    if not any(text[dash.start - 1] in _ENDS_PHRASE for dash in glued):
        dashes = [dash for dash in dashes if dash not in glued]  # "Salbutamol- Stop at Visit 1; …": a label
    if len(dashes) < _FEWEST or len(outside_parentheses(text, start, end, dashes)) < len(dashes):
        return []
    edges = [start, *(edge for dash in dashes for edge in (dash.start, dash.end)), end]
    phrases = (text[begin:stop].strip() for begin, stop in zip(edges[::2], edges[1::2], strict=True))
    return dashes if all(phrase.count(" ") >= _FEWEST or phrase.endswith((".", ";")) for phrase in phrases) else []


def _dashes(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Token]:
    return [
        Token(match.start("dash"), match.end(), "-", (), False, 1, False, False)
        for match in pattern.finditer(text, start, end)
        if not PREFIX.search(text[max(start, match.start("dash") - _LONGEST_PREFIX) : match.start("dash")])
    ]
