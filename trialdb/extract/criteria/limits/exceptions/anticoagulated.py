"""Clotting times and who takes what lengthens them: ``INR ≤ 1.5 (for those on warfarin, it is judged)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

CLOTTING = frozenset(["inr", "pt", "pt_prolongation", "aptt"])
_DRUG_CUES = ("coag", "warfarin", "heparin", "coumadin", "vitamin k")
_DRUG = r"(?:anti-?coag|warfarin|heparin|coumadin|vitamin k)"
_PROVISO = re.compile(  # in brackets, or a piece of the text for itself
    r"(?: ?\([^()]{1,30}\))?(?: (?:within|at) (?:[a-z0-9-]+ ?){1,8})? ?(?:(?P<opened>[(\[])|(?P<apart>[,;.、] ))"
    r"(?P<said>(?=(?:[^.;()\[\]]{0,60}(?<![a-z]))??(?:for|if|in|unless|when|except|"
    rf"{phrases('people')})(?![a-z])[^.;()\[\]]{{0,100}}{_DRUG})"
    r"(?:[^.;()\[\]]|\([^()]*\)|\.(?! |$)){3,300})"
)
_FORBIDS = re.compile(r"(?<![a-z])(?:must|should|may|can) ?not(?![a-z])")
_NOT_TAKING = r"(?:in the absence of|without|(?:not|never) (?:on|taking|receiving|using|treated with))"
_ONLY_BEFORE = re.compile(
    rf"\((?:(?:if|in|for) )?(?P<said>(?:{phrases('people')} )?{_NOT_TAKING} "
    rf"[^().;:]{{0,40}}{_DRUG}[^().;:]{{0,40}})\) ?:"
)
_ONLY_BEHIND = re.compile(
    r"(?: within (?:[a-z0-9-]+ ?){1,8})?,? ?(?:(?:\(?(?:if|in|for))? |\()"
    rf"(?P<said>(?:{phrases('people')} )?{_NOT_TAKING} [^().;:]{{0,40}}{_DRUG}[^().;:]{{0,40}})"
)
_NEXT_IN_LIST = re.compile(r"(?:[^.;]|\.\d)*")


def tell_of_anticoagulated(lower: str, drafts: Sequence[Draft]) -> None:
    """Gives the clotting times of an inclusion those who need not have them, or who alone must."""
    if not any(map(lower.__contains__, _DRUG_CUES)):
        return
    only = _ONLY_BEFORE.search(lower)
    told: list[Draft] = []
    for draft in drafts:
        if draft.concept not in CLOTTING or draft.bound is None or draft.condition or draft.negated:
            told = []
            continue
        if told and not _NEXT_IN_LIST.fullmatch(lower, told[-1].end, max(draft.start, told[-1].end)):
            told = []
        told.append(draft)
        if only and only.end() <= draft.start:
            draft.condition = only["said"]
        elif taking := _ONLY_BEHIND.match(lower, draft.end):
            for one in told:
                one.condition = taking["said"].strip()
        elif draft.exception is None and (proviso := _PROVISO.match(lower, draft.end)):
            is_read = any(proviso.start("said") <= one.start < proviso.end() for one in drafts)
            if not is_read and not _FORBIDS.search(proviso["said"]):
                draft.exception = proviso["said"].strip(" ,").removeprefix("or ")
        if draft.exception and re.search(_DRUG, draft.exception):
            for one in told:
                one.exception = one.exception or draft.exception
