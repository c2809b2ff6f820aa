"""Thresholds told in the order of their names: ``systolic and diastolic pressure < 140 and < 90, respectively``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.mentions import Mention

RESPECTIVE_CUES = frozenset(["respectively"])
_RESPECTIVELY = re.compile(r"(?<![a-z])respectively(?![a-z])")
_SEXES = re.compile(
    r"(?:(?:in|for|among) )?(?P<first>m[ae]n|(?:fe)?males?|wom[ae]n|boys|girls)"
    r"(?: (?:patients|subjects|participants))?(?: and | or |/)(?:in |for )?(?:m[ae]n|(?:fe)?males?|wom[ae]n|boys|girls)"
    r"(?: (?:patients|subjects|participants))?,? respectively(?![a-z])"
)
_NEAR = 60  # characters between the last of two thresholds and their sexes
_MORE = re.compile(  # another number, which was not read: "≤ 2.5 and 3 x ULN, respectively"
    r"[ ,]{0,3}(?:(?:and|or|/) ?[≥≤<>]? ?\d[^.;a-z]{0,6}"
    r"(?: ?(?:x|times) ?(?:the )?(?:uln|lln)| ?[a-z%][a-z/%\d]{0,7})?)?"
    r"[ ,)]{0,3}"
)


def by_sex(lower: str, drafts: Sequence[Draft]) -> None:
    """Gives "≥ 1.5 or ≥ 1.4 mg/dL in men and women, respectively" each its sex."""
    for match in _SEXES.finditer(lower):
        told = [one for one in drafts if one.bound and one.end <= match.start() and match.start() - one.end < _NEAR]
        if len(told) > 1 and told[-1].concept == told[-2].concept and told[-1].bound != told[-2].bound:
            first, last = ("male", "female") if match["first"].startswith(("m", "b")) else ("female", "male")
            told[-2].sex, told[-1].sex = first, last
            told[-1].condition = told[-2].condition


def in_order(lower: str, drafts: Sequence[Draft], mentions: Sequence[Mention]) -> list[Draft]:
    """``drafts`` without the thresholds that "respectively" gives to another name of their list."""
    kept = list(drafts)
    for cue in _RESPECTIVELY.finditer(lower):
        chain = _chain(lower, kept, cue.start())
        if not chain:
            continue
        order = _named(mentions, {draft.concept for draft in chain[0]}, chain[0][0])
        for place, told in enumerate(chain):
            is_told = len(chain) == len(order)
            kept = [one for one in kept if one not in told or (is_told and one.concept == order[place])]
    return kept


def _chain(lower: str, drafts: Sequence[Draft], cue: int) -> list[list[Draft]]:
    """The bounds in front of ``cue`` that all limit the same names, two or more, in order."""
    told: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.bound and draft.bound.end <= cue and ". " not in lower[draft.bound.end : cue]:
            told.setdefault(draft.bound.start, []).append(draft)
    chain: list[list[Draft]] = []
    for start in sorted(told, reverse=True):
        names = {draft.concept for draft in told[start]}
        if len(names) < 2 or (chain and names != {draft.concept for draft in chain[0]}):
            break
        chain.insert(0, told[start])
    last = chain[-1][0].bound if chain else None
    return chain if last and _MORE.fullmatch(lower, last.end, cue) else []


def _named(mentions: Sequence[Mention], codes: set[str], first: Draft) -> list[str]:
    """``codes`` in the order in which the text names them."""
    before = first.bound.start if first.bound else first.start
    named = [code for name in mentions if first.start <= name.start < before for code in name.codes if code in codes]
    return list(dict.fromkeys(named))
