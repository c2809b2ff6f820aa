"""Many fixed phrases as one pattern that finds the longest of them at a place."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from itertools import filterfalse

from trialdb.extract.criteria.limits.tables import phrases_by_place

NUMBER = "#"  # among the words of a text, that it has a digit
_END = ""
_WORD = re.compile(r"[a-zα-ω][a-z0-9α-ω]*|\d+")
_GREEK = re.compile("[α-ω]")
_RUN = re.compile(r"[a-z0-9α-ω]+")
_BEFORE_FOOTNOTE = re.compile(r"[a-z]{4,}(?=\d)")
_Trie = dict[str, "_Trie"]  # a trie: character → the rest, _END where a phrase may stop

WORDS: Mapping[str, str] = {" ": "[ -]{0,8}"}
SENTENCE: Mapping[str, str] = {" ": " {1,8}", "-": "-"}


def alternation(phrases: Iterable[str], spelling: Mapping[str, str] = WORDS) -> str:
    """A regular expression for any of ``phrases``, the longest first.

    ``spelling`` gives the pattern of characters that a text writes in several ways. In the names of things a blank
    may be a hyphen, several blanks or none; a hyphen in a phrase counts as a blank.
    """
    root: _Trie = {}
    for phrase in phrases:
        node = root
        for character in phrase if "-" in spelling else phrase.replace("-", " "):
            node = node.setdefault(character, {})
        node[_END] = {}
    return _pattern(root, spelling)


_LETTERS = string.ascii_lowercase
_IN_WORDS = (_LETTERS + string.digits).encode()
_SPACING = bytes(at if at in _IN_WORDS else ord(" ") for at in range(256))


def words_of(lower: str) -> frozenset[str]:
    """The words of a text in lower case, with ``NUMBER`` if any has a digit.

    Of "5mg" the letters are a word too, of "platelets1" what the footnote is to.
    """
    if not lower.isascii() and _GREEK.search(lower):
        found = _RUN.findall(lower)
    else:
        found = lower.encode("latin-1", "replace").translate(_SPACING).decode().split()
    if numbered := [*filterfalse(str.isalpha, found)]:
        found.append(NUMBER)
        for word in filterfalse(str.isdecimal, numbered):
            if word < "a":  # else it begins with a letter, and so is a word as it stands
                found += _WORD.findall(word)
            found += _BEFORE_FOOTNOTE.findall(word)
    return frozenset(found)


class Beginnings:
    """What stands in a text, as one word, where one of ``phrases`` begins: "hbv" or "hbvdna" of "HBV DNA".

    A phrase is told by the longest of its words that is neither a number nor ``common``, alone or glued to those around
    it: ``begins`` has with each such word what the phrases that it tells begin with.
    """

    def __init__(self, phrases: Iterable[str], common: frozenset[str] = frozenset()) -> None:
        begins: dict[str, set[str]] = {}
        for words in map(_RUN.findall, phrases):
            is_telling = [word not in common and not word.isdecimal() for word in words]
            telling = max(range(len(words)), key=lambda at: (is_telling[at], len(words[at])))
            for start in range(telling + 1):
                before = {"".join(words[:count]) for count in range(1, start + 1)}
                for end in range(telling + 1, len(words) + 1):
                    glued = "".join(words[start:end])
                    for cue in (glued, f"{glued}s"):
                        begins.setdefault(cue, set()).update(before or {cue})
        self.begins = {cue: frozenset(words) for cue, words in begins.items()}
        self.cues = frozenset(begins)

    def within(self, words: frozenset[str]) -> set[str]:
        """Those of a text's ``words`` that a phrase may begin with."""
        found: set[str] = set()
        for cue in words & self.cues:
            found |= words & self.begins[cue]
        return found


def matches_at(pattern: re.Pattern[str], lower: str, words: Iterable[str]) -> list[re.Match[str]]:
    """Matches of ``pattern`` in order, without overlap, that begin with one of ``words`` and no letter before it.

    The text's words are known as a set before they are looked for; so a long pattern is tried at a few places only.
    """
    starts: list[int] = []
    for word in words:
        at = lower.find(word)
        while at >= 0:
            if not at or lower[at - 1] not in _LETTERS:
                starts.append(at)
            at = lower.find(word, at + 1)
    if len(starts) > 1:
        starts.sort()
    found: list[re.Match[str]] = []
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(lower, start)):
            end = match.end()
            found.append(match)
    return found


def phrases(place: str) -> str:
    """A regular expression for the phrases that ``phrases.csv`` lists for one place in a sentence."""
    return f"(?:{alternation(phrases_by_place()[place], SENTENCE)})"


def cues(place: str) -> frozenset[str]:
    """The longest word of each phrase for a place: without one of them in a text no such phrase is."""
    return frozenset(max(_RUN.findall(phrase.lower()), key=len) for phrase in phrases_by_place()[place])


def _pattern(node: _Trie, spelling: Mapping[str, str]) -> str:
    branches = [
        spelling.get(character, re.escape(character)) + _pattern(rest, spelling)
        for character, rest in sorted(node.items(), key=lambda branch: branch[0] == " ")  # it may match nothing
        if character != _END
    ]
    if not branches:
        return ""
    if len(branches) == 1 and _END not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if _END in node else "")
