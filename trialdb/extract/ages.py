"""Ages as registries write them (``18 Years``, ``6 Months``), in years."""

from __future__ import annotations

import re

_PER_YEAR = {
    "year": 1.0,
    "month": 12.0,
    "week": 365.25 / 7,
    "day": 365.25,
    "hour": 365.25 * 24,
    "minute": 365.25 * 24 * 60,
}
_AGE = re.compile(rf"(?P<count>\d{{1,9}}(?:\.\d{{1,6}})?) ?(?P<unit>{'|'.join(_PER_YEAR)})s?", re.IGNORECASE | re.ASCII)


def age_years(text: str) -> float | None:
    """The age that is the whole of ``text``; None for ``N/A`` and whatever is not an age."""
    match = _AGE.fullmatch(" ".join(text.split()))
    return float(match["count"]) / _PER_YEAR[match["unit"].lower()] if match else None
