"""Many fixed phrases as one pattern that finds the longest of them at a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from trialdb.extract.criteria.limits.tables import phrases_by_place

_END = ""
_WORD = re.compile(r"[a-zα-ω][a-z0-9α-ω]*|\d+")
_RUN = re.compile(r"[a-z0-9α-ω]+")
_FOOTNOTE = re.compile(r"\d(?<=[a-z]{4}\d)")  # begins with what is rare
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


def words_of(lower: str) -> frozenset[str]:
    """The words of a text in lower case; of "5mg" the letters too, of "platelets1" also what the footnote is to."""
    found = _WORD.findall(lower)
    return frozenset(found + _BEFORE_FOOTNOTE.findall(lower) if _FOOTNOTE.search(lower) else found)


def beginnings(phrases: Iterable[str]) -> frozenset[str]:
    """What stands in a text, as one word, where one of ``phrases`` begins: "hbv", "hbvs" or "hbvdna" of "HBV DNA"."""
    found: set[str] = set()
    for phrase in phrases:
        words = _RUN.findall(phrase)
        for count in range(1, len(words) + 1):
            found.update("".join(words[:count]) + ending for ending in ("", "s"))
    return frozenset(found)


def matches_at(pattern: re.Pattern[str], lower: str, words: Iterable[str]) -> Iterator[re.Match[str]]:
    """Matches of ``pattern`` in order, without overlap, that begin with one of ``words``.

    The text's words are known as a set before they are looked for; so a long pattern is tried at a few places only.
    """
    starts: list[int] = []
    for word in words:
        at = lower.find(word)
        while at >= 0:
            starts.append(at)
            at = lower.find(word, at + 1)
    end = 0
    for start in sorted(starts):
        if start >= end and (match := pattern.match(lower, start)):
            end = match.end()
            yield match


def phrases(place: str) -> str:
    """A regular expression for the phrases that ``phrases.csv`` lists for one place in a sentence."""
    return f"(?:{alternation(phrases_by_place()[place], SENTENCE)})"


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
