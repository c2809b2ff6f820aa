"""Disorders that say what is measured: ``neutropenia (< 500/µL)`` limits neutrophils."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.mentions import Mention
from trialdb.extract.criteria.limits.thresholds.bounds import Bound
from trialdb.extract.criteria.limits.thresholds.fitting import chosen

_ENDINGS = tuple(end + plural for end in ("penia", "emia", "cytosis", "philia", "gonadism") for plural in ("", "s"))
_DISORDER = re.compile(r"[a-z]+")
_GLUE = re.compile(r"[ ,:]{0,2}[(\[]? ?(?:(?:defined (?:as|by)|i\.?e\.?,?|of|with|=) ?)?(?:an? )?")
_LEAST_COUNT = 500  # a number without unit as small as "≥ 2" counts episodes


def stated_disorders(lower: str, mentions: Sequence[Mention], bounds: Sequence[Bound]) -> list[Mention]:
    """``mentions`` without the disorders that have no value right behind them."""
    disorders = [
        name
        for name in mentions
        if lower.endswith(_ENDINGS, name.start, name.end) and _DISORDER.fullmatch(lower, name.start, name.end)
    ]
    if not disorders:
        return list(mentions)
    starts = {bound.start: bound for bound in bounds if _measures(bound)}
    return [name for name in mentions if name not in disorders or _is_stated(lower, name, starts)]


def _measures(bound: Bound) -> bool:
    if bound.is_bare:
        return False
    return bool(bound.unit or bound.reference) or (bound.high or bound.low or 0) >= _LEAST_COUNT


def _is_stated(lower: str, mention: Mention, starts: dict[int, Bound]) -> bool:
    glue = _GLUE.match(lower, mention.end)
    bound = starts.get(glue.end()) if glue else None
    return bound is not None and bool(chosen(mention, bound))
