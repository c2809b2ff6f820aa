"""Phases as numbers that compare: 0.5 for early phase 1, then 1 to 4."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_PART = re.compile(
    r"(?P<early>early[\s_]*)?(?:phase[\s_]*)?(?P<number>[0-4]|iv|i{1,3})(?P<letter>[ab])?", re.IGNORECASE
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_EARLY = Decimal("0.5")


@lru_cache(maxsize=1024)
def phase_range(phase: str | None) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and highest phase that ``phase`` names; ``(None, None)`` where it names none.

    ``PHASE2/PHASE3`` → (2, 3), ``EARLY_PHASE1`` and the older ``Phase 0`` → (0.5, 0.5), ``NA`` → (None, None).
    """
    numbers = []
    for part in re.split(r"[/,|]", phase or ""):
        if not (match := _PART.fullmatch(part.strip())):
            return None, None
        number = _ROMAN.get(match["number"].lower(), match["number"])
        numbers.append(_EARLY if match["early"] or number == "0" else Decimal(number))
    return (min(numbers), max(numbers)) if numbers else (None, None)
