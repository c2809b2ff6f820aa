"""Cheap signs that a sentence is worth reading: most speak neither of amounts nor of what a drug is given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from trialdb.extract.dosing.amounts.amounts import AMOUNT_CUE, AMOUNT_WORDS
from trialdb.extract.dosing.names.lexicon import PLAIN, is_agent_word
from trialdb.extract.dosing.tables import UNITS, alternation, rows

# What a sentence must say of time to state a schedule, and to go on about the doses before it: words that begin so.
_SCHEDULE_WORDS = (
    "times", "single", "every", "daily", "once", "twice", "interval", "nightly", "bedtime", "morning", "evening",
    "yearly", "annual", "altern", "one dose", "one-time", "apart", "thrice", "fortnight", "bid", "tid", "tds", "biw",
    "tiw", "mwf", "prn", "qds", "days", "weekdays", "a day", "per day", "each day", "weekly", "biweekly", "triweekly",
    "a week", "per week", "each week", "monthly", "bimonthly", "a month", "each month",
)  # fmt: skip
_AT_FIRST = re.compile(alternation(_SCHEDULE_WORDS))
_SCHEDULED = re.compile(
    rf"[^a-z](?:{_AT_FIRST.pattern}|q(?<=[ (]q)|bd(?<=[ (]bd)|d[1-](?<=[ (]d.)|wk(?<=/wk)|week(?<=/week)|"
    r"i\.d(?<=\.i\.d)|day(?:(?<=/day)| -|(?<= day) [0128]))"
)  # one sign ahead of a word, and letters first of all: quickly sought
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

    __slots__ = ("_agents", "_going_on", "_low", "_spots")

    def __init__(self, low: str, agents: list[str]) -> None:
        self._low = low
        self._spots = [match.start() for match in AMOUNT_CUE.finditer(low)]
        self._spots += [at for word in AMOUNT_WORDS if word in low for at in _places(word, low)]
        self._spots.sort()
        self._agents = agents
        self._going_on: list[str] | None = None

    def __bool__(self) -> bool:
        return bool(self._spots) or self._tells_time(0, len(self._low))

    def has_amounts(self) -> bool:
        """Whether the text may state an amount anywhere."""
        return bool(self._spots)

    def starts(self, start: int, end: int) -> bool:
        """Whether the words between can state an amount, a cycle, or the schedule of something named."""
        index = bisect_left(self._spots, start)
        if index < len(self._spots) and self._spots[index] < end:
            return True
        if not self._tells_time(start, end):
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
        return self._tells_time(start, end) or self._has(self._going_on, start, end)

    def leads(self, start: int, end: int) -> bool:
        """Whether they can say how the drug of doses to come is given."""
        return bool(self._spots) and self._spots[-1] > end and self._has(_WAYS, start, end)

    def declares(self, start: int, end: int) -> bool:
        """Whether they can say what cycles all doses of a text come in."""
        return self._has(_DECLARING, start, end)

    def _tells_time(self, start: int, end: int) -> bool:
        if start == 0 and _AT_FIRST.match(self._low):
            return True
        return _SCHEDULED.search(self._low, max(0, start - 1), end) is not None

    def _has(self, words: list[str], start: int, end: int) -> bool:
        find = self._low.find
        for word in words:  # noqa: SIM110  a generator costs more than the search
            if find(word, start, end) >= 0:
                return True
        return False


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
