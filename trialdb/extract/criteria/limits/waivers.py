"""Who need not meet a limit that is already told: ``This criterion does not apply to smokers``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

WAIVER_CUES = frozenset(["apply", "exempt", "exempted", "waived", "however"])
_ALL = r"(?:this|these|the (?:above|foregoing)|that)"
_WAIVER = re.compile(
    rf"(?<![a-z])(?P<of>{_ALL}[^.;()]{{0,60}} |\()?(?:does|do) not apply (?:to|for|in|if|when) "
    r"(?!(?:the|this) (?:study|trial)(?![a-z]))(?P<who>[^.;()]{3,160})"
    rf"|(?:^|(?<=[.;(] ))(?P<exempt>(?:the |those |all )?{phrases('people')} [^.;()]{{3,140}}?) "
    rf"(?:are|is|will be) exempt(?:ed)? from {_ALL}(?![a-z])"
    rf"|(?<![a-z]){_ALL}[^.;()]{{0,60}} (?:is|are|may be|can be|will be) waived (?:if|for|in|when) "
    r"(?P<waived>[^.;()]{3,160})"
    rf"|(?<=[.;] )however,? (?:for|in) (?P<others>{phrases('people')} (?:with|who) [^.;,()]{{3,80}}),"
)


def give_waivers(lower: str, drafts: Sequence[Draft]) -> None:
    """Gives each limit before a waiver those whom that lets off as its exception."""
    for waiver in _WAIVER.finditer(lower):
        told = [draft for draft in drafts if draft.end <= waiver.start()]
        if waiver["others"] and any(draft.start >= waiver.end() for draft in drafts):
            continue  # what is asked of them instead
        if waiver["who"] and not waiver["of"]:
            continue
        if waiver["of"] == "(":
            told = [draft for draft in told if draft.end == told[-1].end]
        words = next(filter(None, (waiver["who"], waiver["exempt"], waiver["waived"], waiver["others"]))).strip(" ,")
        for draft in told:
            draft.exception = draft.exception or words
