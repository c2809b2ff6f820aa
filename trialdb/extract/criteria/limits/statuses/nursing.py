"""What a text says of those who are pregnant or nurse: ``pregnant women are excluded``, ``nursing must be stopped``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

NURSING = frozenset(["pregnancy", "breastfeeding"])
_KEPT_OUT = re.compile(
    r"[^.;:]{0,70}(?<![a-z])(?:(?:are|is|were|will be|must be|should be) (?:also )?"
    r"(?:excluded|ineligible|not (?:be )?(?:eligible|included|enrolled|allowed|permitted))|"
    r"(?:will|may|can) not (?:be (?:eligible|included|enrolled|allowed|permitted)|participate|enroll))(?![a-z])|"
    r",? excluded(?![a-z])"
)
_STOPPED = re.compile(
    r"[^.;,]{0,60}(?<![a-z])(?:should|must|will|agrees? to|needs? to|ha(?:s|ve) to|willing to) (?:be )?"
    r"(?:discontinu|stop|interrupt|refrain|abstain|cease|suspend)"
)
_NO_STATE = re.compile(  # of a pregnancy that is feared, wished or over
    r"(?<![a-z])(?:(?:lead|result)(?:s|ing)? (?:to|in)(?: an?)?|(?:seek|consider|attempt)(?:s|ing)?(?: an?)?|"
    r"plan(?:s|ned|ning)?(?: (?:to|for|on)(?: an?)?)?|full[ -]?term|at term|unintentional|unplanned|accidental|"
    r"contemplat(?:es?|ing)(?: an?)?|resultant|future|potential|some(?:one|body)|periodic)[ -]{1,2}$"
)
_SEVERAL = re.compile(r"(?<![a-z])(?:twin|triplet|gestation)[ -]$")  # of those pregnant, some are kept out
_THEN = re.compile(  # "antibiotics in the last trimester of the current", "a stroke during pregnancy and/or"
    r"(?<![a-z])(?:during|throughout|through|until|till|after|since|before|prior to|while|whilst|in)"
    r"(?: (?:the|an?|any|her|their|his|this|current|index|ongoing|entire|whole|full|early|late|first|second|third|"
    r"last|final|trimesters?|weeks?|months?|half|part|period|course|time|of|delivery|labou?r|pregnancy|pregnant|"
    r"lactation|lactating|breast-?feeding|established|and|or|and/or|/),?)* $"
)
_WHO_THEN = re.compile(  # "women in the third trimester of", "those who are currently in"
    rf"(?:^|[.;:,(]|(?<![a-z])(?:{phrases('people')}|females?|wom[ae]n|girls?|mothers?|age|potential|those|who|is|are|"
    r"was|were|be|been|being|or|and|and/or|if|not|no|currently|either))\W*$"
)
_OTHERS = re.compile(  # "sexual intercourse with", "known influence on"
    r"(?<![a-z])(?:(?:intercourse|contact|sex) with|(?:influence|effects?|impact)(?: of [a-z ]{2,30})? on|"
    r"contraindicated (?:for|in|during)|(?:exacerbated|worsened|aggravated|caused) by|willing(?:ness)? to continue)"
    r"(?: (?:the|an?|any|other|pregnant|pregnancy|lactating|lactation|nursing|breast-?feeding|or|and|and/or))* $"
)
_LEADS = frozenset(  # the words that may stand right before, where it is a time or of others
    [
        *(
            "during",
            "throughout",
            "through",
            "until",
            "till",
            "after",
            "since",
            "before",
            "to",
            "while",
            "whilst",
            "in",
        ),
        *("the", "a", "an", "any", "her", "their", "his", "this", "current", "index", "ongoing", "entire", "whole"),
        *(
            "full",
            "early",
            "late",
            "first",
            "second",
            "third",
            "last",
            "final",
            "trimester",
            "of",
            "established",
            "and",
        ),
        *("or", "and/or", "/", "with", "on", "for", "by", "continue", "other", "pregnancy", "lactation"),
    ]
)
_PARTNER = re.compile(r" (?:or|and|and/or) (?!the |an? |whose |their |has |with )[a-z-]{3,14} partners?(?![a-z])")
_NEGATIVE_FOR = re.compile(r"(?:^|[.;:] )[^a-z]{0,4}(?:[a-z]+ ){0,4}negative for [^.;]*$")
_NO_STATE_BEHIND = re.compile(r"(?: |-)plan(?:s|ning|ned)?(?![a-z])| screening tests?(?![a-z])")
_NEAR = 90  # characters


def tell_of_nursing(lower: str, drafts: Sequence[Draft], kind: str | None) -> list[Draft]:
    """``drafts`` without pregnancies that are none; who is kept out by an inclusion must not be pregnant."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.concept not in NURSING or not draft.rule.startswith("status."):
            kept.append(draft)
            continue
        if draft.concept == "pregnancy" and _is_no_state(lower, draft, kind):
            continue
        if _PARTNER.match(lower, draft.end):
            continue
        lead = lower[max(0, draft.start - 20) : draft.start].split()
        if lead and lead[-1].strip(",") in _LEADS and (_is_of_others(lower, draft) or _is_then(lower, draft)):
            continue
        if kind != "exclusion" and draft.status == "present":
            if "negative for" in lower and _NEGATIVE_FOR.search(lower, 0, draft.start):
                draft.status, draft.rule = "absent", "status.absent"
            if _STOPPED.match(lower, draft.end):
                continue
            if _KEPT_OUT.match(lower, draft.end):
                draft.status, draft.rule = "absent", "status.absent"
        kept.append(draft)
    return kept


def _is_no_state(lower: str, draft: Draft, kind: str | None) -> bool:
    if _NO_STATE_BEHIND.match(lower, draft.end):
        return True
    if kind == "exclusion" and _SEVERAL.search(lower, max(0, draft.start - 12), draft.start):
        return True
    return _NO_STATE.search(lower, max(0, draft.start - 30), draft.start) is not None


def _is_then(lower: str, draft: Draft) -> bool:
    """Whether a pregnancy is only the time of something else."""
    then = _THEN.search(lower, max(0, draft.start - _NEAR), draft.start)
    return then is not None and _WHO_THEN.search(lower, max(0, then.start() - 30), then.start()) is None


def _is_of_others(lower: str, draft: Draft) -> bool:
    """Whether those who are pregnant or nurse are others than the patients, or something that is done to them."""
    return _OTHERS.search(lower, max(0, draft.start - _NEAR), draft.start) is not None
