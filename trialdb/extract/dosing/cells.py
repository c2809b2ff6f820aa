"""Counts of cells and particles whose unit stands apart from the number."""

from __future__ import annotations

import re
from itertools import pairwise

from trialdb.extract.dosing.facts import Fact

_LISTED = re.compile(r"\W*(?:(?:and|or)\W+)?(?:(?:up\s)?to\W+)?")


def with_weight(low: str, facts: list[Fact]) -> list[Fact]:
    """``1 x 10^6, 3 x 10^6 or 1 x 10^7 cells/kg``, ``10^7 or 10^8 PFU``: what the last of a list says holds for all."""
    amounts = [index for index, fact in enumerate(facts) if fact.kind == "amount"]
    found = facts
    for left, right in reversed(list(pairwise(amounts))):
        one, other = found[left], found[right]
        is_bare = one.value.kind == "bare" and one.value.unit == "{cells}"
        if is_bare and other.value.kind in ("count", "bare") and _LISTED.fullmatch(low, one.end, other.start):
            found = list(found)
            found[left] = one._replace(value=one.value._replace(unit=other.value.unit))
    return found
