"""Whether a text that ends its page ends as a text does, or was cut."""

from __future__ import annotations

import re

_OPEN = re.compile(
    r"(?:[(\[≥≤<>=×]|(?<![\w/])(?:a|an|and|any|are|as|at|be|been|by|for|from|has|have|in|is|must|no|of|or|than|that|the|their"
    r"|to|was|were|who|with|within))$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
_ENDINGS = re.compile(
    r"(?:'?s|es|e?d|e?rs?|ing|ly|al|ally|ic|ical|ity|ies|y|ion|ions|ment|ments|ness|ful)", re.IGNORECASE
)


def is_cut(text: str) -> bool:
    """Whether ``text`` breaks off: behind a word that wants another, or inside a word that it has elsewhere whole."""
    end = text.rstrip()
    if _OPEN.search(end):
        return True
    words = _WORD.findall(end.casefold())
    if not words or not end.casefold().endswith(words[-1]):
        return False
    last, others = words[-1], set(words[:-1])
    if len(last) < _SHORTEST or last in others:
        return False
    rests = {word[len(last) :] for word in others if word.startswith(last)}
    return bool(rests) and not any(_ENDINGS.fullmatch(rest) for rest in rests)
