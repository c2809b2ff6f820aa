"""Of which metastases or cancers something is said: ``symptomatic brain metastases``, ``cancer that is treated``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.spans import UNIT_CODES
from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.records import Window

QUALIFIED = frozenset(["brain_metastases", "other_malignancy", "hiv", "hbv", "hcv"])
_INFECTIONS = QUALIFIED - {"brain_metastases", "other_malignancy"}
_STATE = (
    r"(?:(?:(?:clinically|radiologically|neurologically|previously|actively) )?(?:active|untreated|symptomatic|"
    r"asymptomatic|uncontrolled|uncontrollable|uncured|unstable|progressive|progressing|unirradiated|"
    r"inadequately treated|treated|new|growing|enlarging|invasive)"
)
_BEFORE = re.compile(
    rf"(?<![a-z-])(?P<said>{_STATE}(?:,? (?:or|and|and/or) |, |/| )){{1,5}})"
    r"(?:\((?:i\.e|e\.g)[^()]{0,60}\) )?(?:known |prior |other )?$"
)
_BEHIND = re.compile(
    r"(?: (?:with)?in (?:the )?(?:last |past |previous )?[a-z0-9]{1,8} (?:years|months)(?= which | that ))?"
    r" (?:(?:that|which) (?!(?:can|may|could) (?:manifest|cause|be ))|(?=whose )|(?=requiring |needing |"
    r"not (?:yet )?(?:treated|controlled|in remission|curatively)|"
    r"under (?:active )?treatment|with (?:symptom|clinical|active|neurologic|progressi|recurren))|"
    r"and (?=(?:(?:is|are) )?(?:currently )?(?:receiving|requiring) ))"
    r"(?P<said>(?:(?! (?:within|in the (?:last|past|previous)|during the|except|unless|other than|is excluded|"
    r"are (?:excluded|not eligible|ineligible)|or (?:a )?(?:history|diagnosis|prior))(?![a-z]))"
    r"(?:[^.;,()]|, (?=(?:[a-z -]{3,40}, )?(?:or|and|and/or) (?!must|should)))){3,220})"
)
_PEOPLE_BEHIND = re.compile(  # "HIV-positive patients on antiretroviral therapy"
    rf"[- ](?:sero-?)?(?:positive |infected ){phrases('people')} (?:who are |that are )?"
    r"(?P<said>(?:on|receiving|taking|treated with) [^.;,()]{3,80}?)"
    r"(?= (?:are|is|will|should|must|may)(?![a-z])|[.;,(]|$)"
)
_NOT_CONTROLLED = re.compile(  # "HIV infection that is not well controlled"
    r"\)?(?: infections?)? (?:that|which) (?:is|are) "
    r"(?P<said>(?:not (?:(?:well|adequately|yet|fully) )?(?:controlled|treated)|uncontrolled|poorly controlled|"
    r"untreated)"
    r"(?![a-z])[^.;,()]{0,60})"
)
_LISTED_WITH = re.compile(r"hepatitis b(?:,? (?:or|and|and/or) | ?/ ?)$")
_MARKERS = frozenset(["hbsag", "hbcab", "hbv", "hcv", "hcv_antibody"])
_FOUND = frozenset(["positive", "present", "active"])
_LOADS = frozenset(["hbv_dna", "hcv_rna"])
_POSITIVE_BEFORE = re.compile(r"(?<![a-z])positive (?:(?:for|test|result|the|a) ){0,3}$")
_POSITIVE_BEHIND = re.compile(r"[- ]positive(?![a-z])")
_TOGETHER = re.compile(r"(?:[^.;]{0,80}[ ,(])?(?:with|followed by|and|but|if|provided)(?: [^.;]{0,60})?")
_LOAD = re.compile(
    r"(?: ?\([^()]{1,40}\)|[- ](?:(?:is|was|are) )?positiv(?:e|ity)|/[a-z0-9-]{2,12}|"
    r",? (?:and/or|or) [^,;.]{3,70}?){0,3}"
    r"(?:,? (?:and|with) |, (?=(?:h[bc]v[ -])?[dr]na (?:exceeds?|above|>|higher|greater)))"
    r"(?P<said>(?:(?!(?<![a-z])or (?:hcv|hepatitis c|human|those|hiv))[^;,.]){0,90}(?<![a-z])(?:dna|rna)(?![a-z])"
    r"(?:(?!(?<![a-z])or (?:hcv|hepatitis c|human|those|hiv))[^;,.]){0,120}(?![a-z]))"
)
_SEVERAL = re.compile(r"(?<![a-z])(?P<said>(?:two or more|more than (?:one|two)|multiple|≥ ?2))(?: [a-z]+)? $")
_SEVERAL_INSIDE = re.compile(  # "more than two primary cancers within 5 years"
    r"(?<![a-z])(?P<said>(?:two or more|more than (?:one|two)|multiple|≥ ?2))(?: [a-z]+)? "
    r"(?:malignan|cancer|tumou?r|neoplas|carcinoma)"
)
_INSIDE = re.compile(r"(?<![a-z-])(?P<said>active|multiple|untreated|uncontrolled|symptomatic)(?![a-z])")
_END = re.compile(r"[ ,/]*(?: or| and| and/or)?[ ,/]*$")


_AGO = re.compile(  # "another cancer < 3 years", at the end of what is said
    r"[ ,(]{1,2}(?:[<≤]|less than|under) ?(?P<value>\d{1,2}) ?(?P<unit>years?|months?)(?: ago)?\)?(?=\s*(?:[.;,)]|$))"
)
_TREATED_FOR = re.compile(
    r"(?<![a-z])(?<! or )(?P<said>(?:currently )?(?:(?:being|been) )?treated) for (?:an? |any )*$"
)
_WANTED = re.compile(  # "any cancer with metastases", "leukemia after a prior malignancy"
    r"(?:any |active |malignant )?(?:cancer|tumou?r|malignanc)(?!.{0,12} within)|(?<=with )prior"
)
_NEEDS = re.compile(
    r"(?: ?\([^()]{1,60}\))? (?:other than|within|in the|during|prior to|and)(?![a-z])"
    r"(?:(?!(?<![a-z])(?:except|unless|history|diagnos\w+|or) )[^.;()]){0,110}?(?<![a-z])(?:that|which|and) "
    r"(?P<said>(?:(?:is|are|was|were|has|have|had) )?(?:currently )?(?:progress\w+|requir\w+|need\w+|receiving)"
    r"(?:(?! except)[^.;,()]){3,120})"
)
_UNTREATED = re.compile(
    r"(?<![a-z])(?P<said>(?:untreated|inadequately treated|uncontrolled and untreated))"
    r"(?: (?!or )(?:[a-z]+|\([a-z]+\)),?){0,7} $"
)
_ACUTE = re.compile(r"(?<![a-z])(?<!or )(?<!and )(?P<said>(?:acute|fulminant))(?: viral)? $")


def qualify(lower: str, draft: Draft) -> None:
    """Makes what is said of a metastasis, cancer or infection the condition of its limit."""
    is_history = lower.startswith("history", draft.start)  # "active, or history of malignancy"
    before = None if is_history else _BEFORE.search(lower, max(0, draft.start - 90), draft.start)
    behind = _BEHIND.match(lower, draft.end)
    if draft.concept == "other_malignancy" and before is None:
        start = max(0, draft.start - 60)
        before = _TREATED_FOR.search(lower, start, draft.start) or _SEVERAL.search(lower, start, draft.start)
    if draft.concept in _INFECTIONS:
        first = _LISTED_WITH.search(lower, max(0, draft.start - 30), draft.start) if draft.concept == "hcv" else None
        at = first.start() if first else draft.start
        before = _UNTREATED.search(lower, max(0, at - 90), at) or _ACUTE.search(lower, max(0, at - 30), at)
        behind = _PEOPLE_BEHIND.match(lower, draft.end) or _NOT_CONTROLLED.match(lower, draft.end)
    if draft.concept in ("brain_metastases", "other_malignancy") and before is None:
        before = _INSIDE.search(lower, draft.start, draft.end)
    if draft.concept == "other_malignancy" and (ago := _AGO.match(lower, draft.end)):
        draft.window = Window(relation="within", value=float(ago["value"]), unit=UNIT_CODES[ago["unit"]])
    said = [_END.sub("", part["said"]).strip() for part in (before, behind) if part]
    if said and draft.condition is None:
        draft.condition = ", ".join(said)


def tell_needs(lower: str, drafts: Sequence[Draft]) -> None:
    """Makes what a cancer needs, told behind its time, or how many there are its condition: "that needs drugs"."""
    for draft in drafts:
        if (
            draft.concept == "other_malignancy"
            and draft.condition is None
            and (needs := _NEEDS.match(lower, draft.end))
        ):
            draft.condition = needs["said"].strip()
        if draft.concept == "other_malignancy" and draft.condition is None and draft.window:
            several = _SEVERAL_INSIDE.search(lower, draft.start, draft.end)
            draft.condition = several["said"] if several else None


def without_wanted(lower: str, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` of an inclusion without a further cancer: no trial asks for one, its words were misread."""
    return [
        draft
        for draft in drafts
        if draft.concept != "other_malignancy" or draft.status == "absent" or _WANTED.match(lower, draft.start)
    ]


def qualify_serology(lower: str, drafts: Sequence[Draft], kind: str | None) -> None:
    """Makes a viral load the condition of the antigen or antibody in front of it, unless it is a limit beside that."""
    if kind != "exclusion":
        _ask_of_the_positive(lower, drafts)
    for draft in drafts:
        load = _LOAD.match(lower, draft.end) if draft.concept in _MARKERS and draft.status in _FOUND else None
        if load is None:
            continue
        loads = [other for other in drafts if load.start("said") <= other.start < load.end()]
        if not loads or (kind == "exclusion" and any(other.group != draft.group for other in loads)):
            said = load["said"].strip()
            draft.condition = draft.condition or said.rstrip(")" * (said.count(")") > said.count("(")))


def _ask_of_the_positive(lower: str, drafts: Sequence[Draft]) -> None:
    """``antibody negative, or antibody positive with undetectable RNA``: the load is asked of the positive only."""
    for index, positive in enumerate(drafts):
        if positive.concept not in _MARKERS or positive.status != "positive" or positive.condition:
            continue
        if not any(
            other.concept == positive.concept and other.status == "negative" and other.group == positive.group
            for other in drafts[:index]
        ):
            continue
        before = _POSITIVE_BEFORE.search(lower, max(0, positive.start - 40), positive.start)
        behind = _POSITIVE_BEHIND.match(lower, positive.end)
        said = lower[before.start() if before else positive.start : behind.end() if behind else positive.end]
        for load in drafts[index + 1 :]:
            is_its = load.concept in _LOADS and load.concept[:2] == positive.concept[:2] and load.condition is None
            if is_its and _TOGETHER.fullmatch(lower, positive.end, load.start):
                load.condition = said
