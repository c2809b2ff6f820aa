"""Many fixed phrases as one pattern that finds the longest of them at a place."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping, Sequence
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
    """What stands in a text, as one word, where one of ``phrases`` begins: "hbv", "hbvs" or "hbvdna" of "HBV DNA".

    ``after`` has with each the words of which one has to follow it somewhere ("dna", of several the longest of each
    phrase); none where a phrase may end.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        found: dict[str, set[str]] = {}
        whole: set[str] = set()
        for words in map(_RUN.findall, phrases):
            whole.update(_glued(words))
            for count in range(1, len(words)):
                after = _with_longest(words[count:])
                for word in _glued(words[:count]):
                    found.setdefault(word, set()).update(after)
        self.after = {word: frozenset(after) for word, after in found.items() if word not in whole}
        self.words = whole.union(found)

    def within(self, words: frozenset[str]) -> list[str]:
        """Those of a text's ``words`` that a phrase may begin with."""
        after = self.after
        return [word for word in words & self.words if word not in after or not words.isdisjoint(after[word])]


def _with_longest(words: Sequence[str]) -> set[str]:
    """The longest of ``words``, alone and as it may be glued to those around it."""
    at = max(range(len(words)), key=lambda index: len(words[index]))
    around = ((start, end) for start in range(at + 1) for end in range(at + 1, len(words) + 1))
    return {word for start, end in around for word in _glued(words[start:end])}


def _glued(words: Sequence[str]) -> tuple[str, str]:
    """``words`` written as one, alone or in the plural."""
    return "".join(words), "".join(words) + "s"


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
