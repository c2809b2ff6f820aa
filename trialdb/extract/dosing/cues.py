"""Cheap signs that a sentence is worth reading: most speak neither of amounts nor of what a drug is given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from trialdb.extract.dosing.amounts import AMOUNT_CUE, AMOUNT_WORDS
from trialdb.extract.dosing.lexicon import PLAIN, is_agent_word
from trialdb.extract.dosing.tables import UNITS, rows

# What a sentence must say of time to state a schedule, and to go on about the doses before it. A substring is found
# much faster than a pattern, and many are not looked for where their common part is missing.
_SCHEDULE_WORDS: dict[str, tuple[str, ...]] = {
    "": (
        "single", "every", "daily", "once", "interval", "yearly", "annual", "altern", "one dose", "apart", "bid",
        ".i.d", "tid", " bd", "tds", "mwf", "prn", " d1",
    ),
    "time": ("times", "bedtime"),
    "ice": ("twice", "thrice"),
    "night": ("nightly", "fortnight"),
    "ning": ("morning", "evening"),
    "iw": ("biw", "tiw"),
    "q": (" q", "(q", "qds"),
    "(": ("(bd", "(d1"),
    "-": ("one-time", " d-", "(d-"),
    "/": ("/wk", "/week", "/day"),
    "day": ("days", " day 1", "a day", "per day", "each day", "day -", " day 0", " day 2", " day 8"),
    "week": ("weekly", "a week", "per week", "each week"),
    "month": ("monthly", "a month", "each month"),
}  # fmt: skip
_MORE_WORDS = (
    "until", "day", "repeat", "oral", "intrav", "subcut", "continuous", "mouth", " iv", "for ", "up to", "absence",
    "cycle", "course",
)  # fmt: skip
_WAYS = ["oral", "intrav", "subcut", " iv ", "mouth", "intraper", "intram", "infusion"]
_DECLARING = ["cycle", "course", "repeat"]
_CODE = re.compile(r"[0-9](?:(?<=[a-z]\d)|(?<=[a-z]-\d))\d")  # the digit first: quickly sought
_MARKS = ".,;:()[]®™\"'*"
# A route of several words is known by the last: "mouth" of "by mouth", for "by" says nothing.
_GIVEN = {surface for surface, unit in UNITS.items() if unit.kind == "form"}.union(
    [word for word in surface.split() if len(word) > 1][-1]
    for row in rows("routes")
    for surface in row["surface_forms"].split("|")
)


class Cues:
    """Where a lower-case text has numbers with units, and which telling words it has at all."""

    __slots__ = ("_agents", "_going_on", "_low", "_schedules", "_spots")

    def __init__(self, low: str, agents: list[str]) -> None:
        self._low = low
        self._spots = [match.start() for match in AMOUNT_CUE.finditer(low)]
        self._spots += [at for word in AMOUNT_WORDS if word in low for at in _places(word, low)]
        self._spots.sort()
        self._agents = agents
        self._schedules: list[str] | None = None
        self._going_on: list[str] | None = None

    def __bool__(self) -> bool:
        return bool(self._spots or self._scheduled())

    def has_amounts(self) -> bool:
        """Whether the text may state an amount anywhere."""
        return bool(self._spots)

    def starts(self, start: int, end: int) -> bool:
        """Whether the words between can state an amount, a cycle, or the schedule of something named."""
        index = bisect_left(self._spots, start)
        if index < len(self._spots) and self._spots[index] < end:
            return True
        if not self._has(self._scheduled(), start, end):
            return False
        return (
            self.declares(start, end)
            or _CODE.search(self._low, start, end) is not None
            or self._has(self._agents, start, end)
            or _has_name(self._low[start:end])
        )

    def goes_on(self, start: int, end: int) -> bool:
        """Whether they can say more about a dose stated before them, or about what a title names."""
        if self._going_on is None:
            self._going_on = [word for word in _MORE_WORDS if word in self._low]
        return self._has(self._scheduled(), start, end) or self._has(self._going_on, start, end)

    def leads(self, start: int, end: int) -> bool:
        """Whether they can say how the drug of doses to come is given."""
        return bool(self._spots) and self._spots[-1] > end and self._has(_WAYS, start, end)

    def declares(self, start: int, end: int) -> bool:
        """Whether they can say what cycles all doses of a text come in."""
        return self._has(_DECLARING, start, end)

    def _scheduled(self) -> list[str]:
        if self._schedules is None:
            self._schedules = _schedule_words(self._low)
        return self._schedules

    def _has(self, words: list[str], start: int, end: int) -> bool:
        find = self._low.find
        for word in words:  # noqa: SIM110  a generator costs more than the search
            if find(word, start, end) >= 0:
                return True
        return False


def _schedule_words(low: str) -> list[str]:
    return [word for part, words in _SCHEDULE_WORDS.items() if part in low for word in words if word in low]


def _places(word: str, low: str) -> Iterator[int]:
    at = low.find(word)
    while at >= 0:
        yield at
        at = low.find(word, at + 1)


def _has_name(low: str) -> bool:
    """Whether words name a drug, a form or a route."""
    words = set(low.split())
    if not _GIVEN.isdisjoint(words):
        return True
    bare = {word.strip(_MARKS) for word in words - PLAIN}
    return not _GIVEN.isdisjoint(bare) or any(map(_may_name, bare - PLAIN))


@lru_cache(maxsize=1 << 16)
def _may_name(word: str) -> bool:
    return any(is_agent_word(part) for part in re.split(r"[-/]", word) if part)
