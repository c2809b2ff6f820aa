"""Layout A prints a trial's conditions on one line with nothing between them; here they come apart again.

Every way to cut the line is scored, the best one is taken (dynamic programming over the words). A cut is likely where
condition names are known to end and begin, unlikely between words that stand together in the trial's texts or in a
known name. ``data/separation_weights.csv`` says how much each sign counts: fitted to the corpus' records with the
tested record's own names taken out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from trialdb.vocabulary.keys import plain_words
from trialdb.vocabulary.tables import rows_of

_LONGEST = 14  # words in one name; only a whole line may have more
_MOST_WORDS = 1500
_TEXT_REACH = 100_000
_FUNCTION_WORDS = frozenset({
    "a", "after", "an", "and", "as", "at", "by", "due", "during", "for", "from", "in", "of", "on", "or", "the", "to",
    "with", "without",
})  # fmt: skip
_NO_END, _NO_BEGIN = frozenset(",;:/-–&+"), frozenset(",;:)/-–&+")

Signs = Mapping[str, float]


class NameCounts:
    """How often condition names, their words and their pairs of words were reported."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self.first: Counter[str] = Counter()
        self.last: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.headings: Counter[str] = Counter()

    def add(self, name: str, times: int = 1) -> None:
        """Count a reported name; negative ``times`` takes one out again."""
        words = [plain_words(word) for word in name.split()]
        self.names[" ".join(filter(None, words))] += times
        self.first[words[0]] += times
        self.last[words[-1]] += times
        for word in words:
            self.words[word] += times
        for pair in pairwise(words):
            self.pairs[pair] += times


@cache
def reported_names() -> NameCounts:
    """The counts over all names of ``data/reported_conditions.csv`` and the headings of ``data/conditions.csv``."""
    counts = NameCounts()
    for row in rows_of("reported_conditions"):
        counts.add(row["name"], int(row["n_trials"]))
    for row in rows_of("conditions"):
        counts.headings[plain_words(row["condition"])] += 1
    return counts


@cache
def _weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in rows_of("separation_weights")}


def separate(joined: str, texts: Sequence[str] = (), counts: NameCounts | None = None) -> tuple[str, ...]:
    """The conditions that ``joined`` names, in order; ``texts`` are the trial's title, then its other texts.

    ``separate("Impotence Depression") == ("Impotence", "Depression")``
    """
    line = _Line(joined, texts, counts or reported_names())
    return line.best_cut() if 1 < len(line.words) <= _MOST_WORDS else tuple(filter(None, [" ".join(line.words)]))


class _Line:
    """One joined line, with what its record and the vocabulary say about its words."""

    def __init__(self, joined: str, texts: Sequence[str], counts: NameCounts) -> None:
        self.words = joined.split()
        self._keys = [plain_words(word) for word in self.words]
        self._occurrences = Counter(self._keys)
        self._counts = counts
        self._title_pairs = _pairs_of(texts[:1])
        self._text_pairs = _pairs_of(texts)

    def best_cut(self) -> tuple[str, ...]:
        """The names of the cut with the highest score."""
        whole = len(self.words)
        cuts = [0, *self._possible_cuts(), whole]
        best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
        for position, end in enumerate(cuts[1:], start=1):
            reach = cuts[max(0, position - _LONGEST) : position]
            begins = {begin for begin in reach if end - begin <= _LONGEST} or {reach[-1]}
            if end == whole:
                begins.add(0)
            best[end] = max((best[begin][0] + self._name_score(begin, end), begin) for begin in begins)
            score, begin = best[end]
            best[end] = score + (self._cut_score(end) if end < whole else 0.0), begin
        names, end = [], whole
        while end:
            begin = best[end][1]
            names.append(" ".join(self.words[begin:end]))
            end = begin
        return tuple(reversed(names))

    def _possible_cuts(self) -> Iterator[int]:
        """Not inside brackets, nor beside a comma, slash or dash that binds the two words."""
        depth = 0
        for cut, (before, after) in enumerate(pairwise(self.words), start=1):
            depth = max(0, depth + sum((c in "([") - (c in ")]") for c in before))
            is_bound = before[-1] in _NO_END or after[0] in _NO_BEGIN or not self._keys[cut - 1] or not self._keys[cut]
            if not depth and not is_bound:
                yield cut

    def _cut_score(self, cut: int) -> float:
        """For a cut before word ``cut``: what speaks for one name ending here and another beginning."""
        keys, counts = self._keys, self._counts
        before, after = keys[cut - 1], keys[cut]
        written_after = self.words[cut]
        pair = before, after
        return _score({
            "cut": 1.0,
            "ends_names": _log_odds(counts.last[before], counts.words[before]),
            "begins_names": _log_odds(counts.first[after], counts.words[after]),
            "pair_in_names": math.log1p(max(counts.pairs[pair], 0)),
            "pair_in_no_name": counts.pairs[pair] <= 0,
            "pair_in_title": pair in self._title_pairs,
            "pair_in_texts": pair in self._text_pairs,
            "ends_with_function_word": before in _FUNCTION_WORDS,
            "begins_with_function_word": after in _FUNCTION_WORDS,
            "begins_in_lower_case": written_after[0].islower(),
            "begins_with_bracket": written_after[0] in "([",
            "begins_with_digit": written_after[0].isdigit(),
            "begins_with_comma": written_after[-1] == ",",  # Osteoarthritis, Knee
            "begins_with_acronym": len(written_after) > 1 and written_after.isupper(),
            "begins_with_abbreviation": self._abbreviates(cut),
            "begins_with_unknown_word": counts.words[after] <= 0,
            "begins_like_line": after == keys[0],
            "begins_with_repeated_word": self._occurrences[after] > 1,
            "ends_like_line": before == keys[-1],
            "ends_after_comma": cut > 1 and self.words[cut - 2][-1] == ",",
            "between_equal_words": before == after,
        })  # fmt: skip

    def _abbreviates(self, cut: int) -> bool:
        """Whether the word after ``cut`` is made of the initials of those before: "Attention Deficit Disorder ADD"."""
        word = self.words[cut]
        if len(word) < 2 or not word.isupper() or len(word) > cut:
            return False
        return word.casefold() == "".join(key[:1] for key in self._keys[cut - len(word) : cut])

    def _name_score(self, begin: int, end: int) -> float:
        """For the words from ``begin`` to ``end`` as one name: a known one, or how odd a new one."""
        name = " ".join(filter(None, self._keys[begin:end]))
        is_known = self._counts.names[name] > 0
        is_heading = not is_known and self._counts.headings[name] > 0
        inner = float(end - begin - 1)
        return _score({
            "known_name": is_known,
            "known_name_words": is_known * min(inner, 4.0),
            "unknown_word": not is_known and inner == 0,
            "unknown_name_words": (not is_known) * min(inner, 6.0),
            "heading": is_heading,
            "heading_words": is_heading * min(inner, 4.0),
            "whole_line": begin == 0 and end == len(self.words),
        })  # fmt: skip


def _score(signs: Signs) -> float:
    weights = _weights()
    return sum(weights[sign] * value for sign, value in signs.items() if value)


def _log_odds(times: int, of: int) -> float:
    """How much more often than not, from -4 to 4; near 0 for a word never seen."""
    return max(-4.0, min(4.0, math.log((times + 0.45) / (of - times + 0.55))))


def _pairs_of(texts: Sequence[str]) -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for text in texts:
        pairs.update(pairwise(plain_words(text[:_TEXT_REACH]).split()))
    return pairs
