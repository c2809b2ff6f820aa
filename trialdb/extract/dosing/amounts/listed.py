"""Numbers that leave their unit and their drug to the last of a list: ``800 or 1000 mg/m2 of drug X``."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.facts import Fact, Screened

_OR = re.compile(r"\s?(?:,|,?\s(?:or|and|&))\s")


def list_of(text: str, fact: Fact, screened: list[Screened]) -> Fact:
    """The words of all the list that a number begins which leaves its unit to the last; any other amount as it is."""
    stop = fact.end
    if not text[fact.start : fact.end].replace(".", "").isdigit():
        return fact
    for one in screened:
        if one.fact.start >= stop:
            if not _OR.fullmatch(text, stop, one.fact.start):
                break
            stop = one.fact.end
    return replace(fact, end=stop)
