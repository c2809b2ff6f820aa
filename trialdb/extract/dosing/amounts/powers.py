"""Powers of ten in numbers: ``2 x 10^8``, ``1e6``, ``5 million``; ``2 x 105 cells``, whose raised figure was lost."""

from __future__ import annotations

import re
from functools import lru_cache

from trialdb.extract.dosing.amounts.numerals import number, tidy

SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
POWER_PARTS = re.compile(r"\s?(?:x|\*)\s?10\s?(?P<written>\^|e|exp)?\s?\(?(?P<lost>\d{1,2})|e\s?\+?(?P<e>\d{1,2})")


@lru_cache(maxsize=1 << 14)
def value_of(text: str, unit_kind: str) -> float | None:
    """The number, or None where ``x 10N`` is no power of ten (``2 x 100 mg``)."""
    text, scale = text.strip(), 1.0
    for word, factor in SCALE.items():
        if text.endswith(word):
            text, scale = text[: -len(word)].strip(), factor
    if text.startswith("10") and (bare := re.fullmatch(r"10\s?(?:\^\s?|e)(\d{1,2})", text)):
        return 10.0 ** int(bare[1]) * scale
    power = POWER_PARTS.search(text)
    if not power:
        return number(text) * scale
    exponent = int(power["lost"] or power["e"])
    if not power["written"] and not power["e"] and (unit_kind not in ("count", "activity") or not 3 <= exponent <= 15):
        return None
    return tidy(number(text[: power.start()]) * 10.0**exponent * scale)
