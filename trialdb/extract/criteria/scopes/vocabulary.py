"""Words of labels and lead-ins: which name participants, which a part of the study, which only a subject matter."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from trialdb.extract.criteria.limits.lexicon import alternation
from trialdb.extract.criteria.split.headings import is_general

with Path(__file__).with_name("words.csv").open(encoding="utf-8", newline="") as _rows:
    _MEANING = {row["word"]: row["meaning"] for row in csv.DictReader(_rows)}

_WORD = re.compile(r"[^\W\d_]+(?:['’/-][^\W\d_]+)*|\d+")


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.lower())


def those(meaning: str) -> str:
    """All words of one meaning, as an alternation for a pattern."""
    return f"(?:{alternation((word for word, said in _MEANING.items() if said == meaning), {'-': '-'})})"


def means(word: str, *meanings: str) -> bool:
    """Whether a word has one of these meanings."""
    return _MEANING.get(word) in meanings


def says_nothing(found: Iterable[str], *besides: str) -> bool:
    """Whether words are general ones, which tell nobody apart; ``besides``: meanings that count as such here."""
    return all(word.isdigit() or _says_nothing(word, besides) for word in found)


def _says_nothing(word: str, besides: tuple[str, ...]) -> bool:
    meaning = _MEANING.get(word)
    if "clusion" in word:  # also where it is misspelt
        return True
    return is_general(word) if meaning is None else meaning == "general" or meaning in besides
