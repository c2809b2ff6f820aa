"""Many fixed phrases as one pattern that finds the longest of them at a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from trialdb.extract.criteria.limits.tables import phrases_by_place

_END = ""
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
