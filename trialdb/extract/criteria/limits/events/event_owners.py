"""Which limit already read a window belongs to: ``malignancy that required treatment within 2 years``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.event_names import kind_of, named, wording
from trialdb.extract.criteria.limits.events.windows import FoundWindow

_TREATED = re.compile(
    r"(?:therap(?:y|ies)|treatments?|surgery|radiation)(?: \([^()]{1,60}\))? (?:for|of|to) (?:[a-z-]+ ){0,2}$"
)
_MEASURED = re.compile(
    r"[ ,]{0,2}\(?(?:(?:as )?(?:measured|assessed|determined|estimated|documented|confirmed|evaluated|demonstrated) )?"
    r"(?:by|on|using|via|per|with)(?![a-z])[^.;]{0,100}"
)
_INTENDS = re.compile(r"(?<![a-z])(?:plan|intend|becom|wish|want|try|during|after|hav(?:e|ing)|had|has)")
_OTHER_ITEM = re.compile(r" (?:or|and|and/or) ")
_DONE = re.compile(
    r"[^,;.]{0,20}[ ,(]{1,3}(?:(?:must|to|should|and|be|is|was) ){0,3}"
    r"(?:done|performed|obtained|taken|conducted|drawn)[ (]{0,2}"
)
_APART = re.compile(
    r"(?<![a-z])(?:with|but|must|should|have|has|(?:or|and) (?:wom[ae]n|females?|patients|subjects|those))(?![a-z])|"
    r"[;:]|\. "
)
_UNCHANGED = re.compile(  # "ECOG 0-1 with no deterioration over the last 3 weeks"
    r"(?<![a-z])(?:no|without|not) (?:[a-z]+ ){0,2}(?:deteriorat|worsen|declin|decreas|chang)"
)
_AGREES = re.compile(r"(?<![a-z])(?:agree|contracepti|abstain|abstinen|willing|birth control|practic)")
_BETWEEN = re.compile(r";|\. ")
_AS_PER = re.compile(r",? (?:as )?(?:per|according to|graded by|based on) [^,;]{3,120}$")  # "per CTCAE 5.0"
_LEADS = re.compile(r"\)? ?(?:(?:history|of|for|any|a|an|prior|known|ctcae|nci|nci-ctcae|toxicity) )*")
_LASTING = ("for ", "for the ", "for a ")  # "detectable for at least 6 months before": how long, not how long ago
_LONGEST_GRADED = 8  # blanks
_GRADES = frozenset(["toxicity_grade", "peripheral_neuropathy_grade"])
_ASIDE = re.compile(r"\([^()]{0,200}\)")


def owners_of(lower: str, drafts: Sequence[Draft], found: FoundWindow, begin: int) -> list[Draft]:
    """The limits that stand right before a window in its clause."""
    inside = [d for d in drafts if begin <= d.start and d.end <= found.start and d.concept != "age"]
    inside = [d for d in inside if not (d.status and _TREATED.search(lower, begin, d.start))]
    if not inside or (found.window.relation == "min_gap" and lower.endswith(_LASTING, 0, found.start)):
        return []
    last = max(d.end for d in inside)
    gap = _ASIDE.sub("", lower[last : found.start])
    if graded := _graded([d for d in inside if d.end == last], _AS_PER.sub("", gap)):
        return graded
    nearest = [d for d in inside if d.status]
    if nearest and max(d.end for d in nearest) == last and len(gap) < 80 and not _BETWEEN.search(gap.rstrip(" ,(")):
        if nearest[-1].concept in ("pregnancy", "breastfeeding") and _INTENDS.search(gap):
            return []
        if nearest[-1].concept == "pregnancy_test" and _AGREES.search(gap):
            return []
        is_malignancy = nearest[-1].concept == "other_malignancy"
        if not is_malignancy and _OTHER_ITEM.match(gap) and named(gap):
            return []
        if not (is_malignancy or "," not in gap.rstrip(" ,(") or _DONE.fullmatch(gap)):
            return []
        return [d for d in nearest if d.end == last or not _APART.search(lower, d.end, last)]
    if _UNCHANGED.search(gap):
        return []
    if (len(gap.split()) > 3 and not _MEASURED.fullmatch(gap)) or " none" in gap or named(gap):
        return []
    return [d for d in inside if d.end == last and not d.status]


def graded_behind(lower: str, drafts: Sequence[Draft], found: FoundWindow) -> Draft | None:
    """``recent (within a month) grade 3 bleeding``: the grade that follows a window in brackets."""
    behind = (draft for draft in drafts if draft.rule == "toxicity.grade" and draft.of)
    return next((draft for draft in behind if _LEADS.fullmatch(lower, found.end, draft.start)), None)


def _graded(nearest: Sequence[Draft], gap: str) -> list[Draft]:
    """``grade 2 or greater hemorrhage``: the grade of what is named right behind it."""
    names = named(gap) if gap.count(" ") < _LONGEST_GRADED and "," not in gap else []
    if not names or any(kind_of(match) != "condition" for match in names):
        return []
    graded = [draft for draft in nearest if draft.concept in _GRADES]
    for draft in graded:
        draft.of = wording(gap) if draft.concept == "toxicity_grade" else draft.of
    return graded
