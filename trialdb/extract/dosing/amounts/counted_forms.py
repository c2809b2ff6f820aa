"""What is counted in words: one tablet, two puffs."""

from __future__ import annotations

import re

from trialdb.extract.dosing.facts import Amount, Fact
from trialdb.extract.dosing.tables import UNITS, alternation

# one tablet · two puffs · one mg
_IN_WORDS = ("mg", "mcg", "gram", "grams", "milligram", "milligrams")
_COUNTED_UNITS = [*_IN_WORDS, *(surface for surface, unit in UNITS.items() if unit.kind == "form")]
_COUNTED_FORM = re.compile(
    rf"(?P<n>one|two|three|four|half)\s(?:\(\d\)\s)?(?P<unit>{alternation(_COUNTED_UNITS)})(?![a-z])"
    r"(?P<per>\s?/\s?day(?![a-z]))?"
)
_COUNT_OF = {"half": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0}


def read_counted_form(low: str, at: int, end: int) -> Fact | None:
    """The tablets, puffs or milligrams whose number is written as a word."""
    match = _COUNTED_FORM.match(low, at, end)
    if match is None:
        return None
    count, unit = _COUNT_OF[match["n"]], UNITS[match["unit"]]
    return Fact("amount", at, match.end(), Amount(count, count, unit.ucum, "day" if match["per"] else None, unit.kind))
