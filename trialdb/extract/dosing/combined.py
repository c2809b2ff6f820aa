"""Two drugs in one tablet: ``lopinavir/ritonavir 400/100 mg`` is 400 mg of the one and 100 mg of the other."""

from __future__ import annotations

import re

from trialdb.extract.dosing.drafts import Draft
from trialdb.extract.dosing.facts import Amount, Fact, before
from trialdb.extract.dosing.lexicon import is_agent_word
from trialdb.extract.dosing.names import Name
from trialdb.extract.dosing.numerals import DIGITS, number

_NAMES = re.compile(r"(?<![/\w-])(?P<first>[a-z-]{5,})\s?/\s?(?P<second>[a-z-]{5,})\s(?:tablets?\s)?\(?$")
_AMOUNTS = re.compile(
    rf"(?P<first>{DIGITS})\s?(?:mg\s?)?/\s?(?P<second>{DIGITS})\s?mg(?![a-z])(?!\s?(?:/|x\s?\d|or\b|and\b|to\b))"
)
# 2 tablets of A/B 200/50 mg: a strength
_SEVERAL = re.compile(
    r"\b(?:[2-9]|two|three|four)\s(?:x\s)?(?:[\w-]+\s){0,2}(?:tablets|capsules|tabs|caps|pills|puffs|inhalations)\b"
)
_REACH = 60  # characters


def read_combined(low: str, at: int, end: int) -> tuple[Fact, Fact] | None:
    """Both amounts of a pair of drugs that stands before them."""
    names = before(_NAMES, low, 0, at, word="/")
    pair = _AMOUNTS.match(low, at, end) if names else None
    if not names or not pair or not (is_agent_word(names["first"]) and is_agent_word(names["second"])):
        return None
    if _SEVERAL.search(low, max(0, names.start() - _REACH), min(end, pair.end() + _REACH)):
        return None
    first, second = (Amount(number(pair[key]), number(pair[key]), "mg") for key in ("first", "second"))
    return Fact("amount", at, pair.end("first"), first), Fact("amount", pair.start("second"), pair.end(), second)


def name_both(low: str, one: Draft, other: Draft) -> None:
    """Name the drugs of a pair whose amounts two doses have."""
    name = one.name
    names = name.text.split("/") if name and other.name is None else []
    pair = _AMOUNTS.match(low, one.at) if len(names) == 2 else None
    if name and pair and pair.start("second") == other.at:
        one.name = Name(names[0].strip(), name.start, name.end, name.score)
        other.name = Name(names[1].strip(), other.at, other.at, name.score)
