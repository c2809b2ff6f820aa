"""Numbers of a results section: the registry keeps them as text, because sponsors write ``<0.001`` and ``NA``."""

from __future__ import annotations

import math
import re
from typing import Literal

Relation = Literal["<", "<=", "=", ">=", ">"]

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_P_VALUE = re.compile(r"(?:p(?:[- ]?value)?)?\s*(?P<relation><=|>=|[<>=])?\s*(?P<number>.+)", re.IGNORECASE)
_SIGNS = str.maketrans({"−": "-", "–": "-", "≤": "<=", "≥": ">=", "＜": "<", "\u00a0": " "})
_RELATIONS: dict[str | None, Relation] = {None: "=", "=": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def number(text: str | None) -> float | None:
    """The number that is the whole of ``text``; None for ``NA``, ``<5`` and whatever else is more than a number."""
    if not text:
        return None
    plain = text.translate(_SIGNS).strip()
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain.replace(",", ""))
    return value if math.isfinite(value) else None


def count(text: str | None) -> int | None:
    """The whole number that is the whole of ``text``."""
    value = number(text)
    return int(value) if value is not None and value.is_integer() else None


def p_value(text: str | None) -> tuple[float | None, Relation | None]:
    """``<0.001`` is 0.001 with ``<``, ``0.03`` is 0.03 with ``=``; what is no probability is no p-value."""
    match = _P_VALUE.fullmatch((text or "").translate(_SIGNS).strip())
    value = number(match["number"]) if match else None
    if match is None or value is None or not 0 <= value <= 1:
        return None, None
    return value, _RELATIONS[match["relation"]]
