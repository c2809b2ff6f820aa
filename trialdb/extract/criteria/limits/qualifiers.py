"""Of which metastases or cancers something is said: ``symptomatic brain metastases``, ``cancer that is treated``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.draft import Draft

QUALIFIED = frozenset(["brain_metastases", "other_malignancy", "hiv", "hbv", "hcv"])
_INFECTIONS = QUALIFIED - {"brain_metastases", "other_malignancy"}
_STATE = (
    r"(?:(?:(?:clinically|radiologically|neurologically|previously|actively) )?(?:active|untreated|symptomatic|"
    r"asymptomatic|uncontrolled|unstable|progressive|progressing|unirradiated|inadequately treated|new|invasive)"
)
_BEFORE = re.compile(
    rf"(?<![a-z-])(?P<said>{_STATE}(?:,? (?:or|and|and/or) |, |/| )){{1,5}})(?:known |prior |other )?$"
)
_BEHIND = re.compile(
    r" (?:(?:that|which) |(?=requiring |needing |not (?:yet )?(?:treated|controlled|in remission|curatively)|"
    r"under (?:active )?treatment|with (?:symptoms|neurologic|progressi|recurren)))"
    r"(?P<said>(?:(?! (?:within|in the (?:last|past|previous)|during the|except|unless|other than|is excluded|"
    r"are (?:excluded|not eligible|ineligible)|or (?:a )?(?:history|diagnosis|prior))(?![a-z]))"
    r"(?:[^.;,()]|, (?=(?:[a-z -]{3,40}, )?(?:or|and|and/or) ))){3,140})"
)
_END = re.compile(r"[ ,/]*(?: or| and| and/or)?[ ,/]*$")


_UNTREATED = re.compile(
    r"(?<![a-z])(?P<said>(?:untreated|inadequately treated|uncontrolled and untreated))"
    r"(?: (?!or )(?:[a-z]+|\([a-z]+\)),?){0,7} $"
)


def qualify(lower: str, draft: Draft) -> None:
    """Makes what is said of a metastasis, cancer or infection the condition of its limit."""
    is_history = lower.startswith("history", draft.start)  # "active, or history of malignancy"
    before = None if is_history else _BEFORE.search(lower, max(0, draft.start - 90), draft.start)
    behind = _BEHIND.match(lower, draft.end)
    if draft.concept in _INFECTIONS:
        before, behind = _UNTREATED.search(lower, max(0, draft.start - 90), draft.start), None
    said = [_END.sub("", part["said"]).strip() for part in (before, behind) if part]
    if said and draft.condition is None:
        draft.condition = ", ".join(said)
