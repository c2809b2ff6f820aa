"""What stands beside a threshold and is no limit itself: what will do instead, and what must hold as well."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.exceptions.otherwise import measures_again

UNREAD_CUES = frozenset(["or", "and", "with", "without", "in", "for", "at"])
_OR_BEHIND = re.compile(  # "age ≥ 18 years, or legally an adult"
    r"[)\]]?(?: ?\([^()]{1,60}\))?(?: (?:scores?|scale|points?))?[,;]? or (?P<said>"
    r"(?!(?:older|over|above|more|greater|less|lower|higher|below|younger|beyond|under|equal|better|worse|both|"
    r"at (?:least|most)|not|if|until|up|other|any other|similar|all|any|no|equivalent|(?:fe)?males?|wom[ae]n|m[ae]n)"
    r"(?![a-z]))[a-z](?:[^.;()]|\([^()]*\)|\.\d){3,160})"
)
_ONE_OF = re.compile(  # "one or more of the following: LDH > 2 x ULN; a bulky tumor; stage IV"
    r"(?<![a-z])(?:one or more|at least (?:one|1)|any(?: one)?|1 or more|≥ ?1) of (?:the )?(?:following|these)"
    r"[^.:;]{0,50}:(?P<said>(?:[^.:]|\.\d)*)$"
)
_ITEM_BEFORE = re.compile(r"(?:^|[;,])[^;,]*$")  # the item that the threshold is in
_ITEM_BEHIND = re.compile(r"^[^;,]*(?:[;,]|$)")
_SENTENCE = re.compile(r"\.(?: |$)")
_OR_BEFORE = re.compile(  # "creatinine within normal limits or", "PHQ-2 score < 2 or", "> 40 %; or"
    r"(?P<said>(?:(?:serum|plasma|total) )?(?<![a-z])(?!below |under |within |above )[a-z]{2,15}"
    r"(?: levels?| values?| clearance)?"
    r" (?:is |are |be |of )?(?:(?:within|in|below|under) (?:the )?)?(?:institutional )?normal"
    r"(?: institutional)?(?: limits?| ranges?)?"
    r"(?: for age)?|(?:(?<![a-z])[a-z][a-z0-9()-]*(?: score)? ?)?[≥≤<>] ?\d[\d.,]* ?%?),?;? or "
    r"(?:(?:an?|the|serum|measured|calculated|estimated|with) )*$"
)
_AS_WELL = re.compile(  # "pressure < 100 mmHg and signs of shock", "GCS < 5 with fixed pupils"
    r"(?:\)? and (?=(?:is |are )?(?:deemed|judged|considered|would not|require)|have evidence)| and "
    r"(?=(?:clinical |bilateral |associated |concomitant |concurrent |increased |no )?"
    r"(?:evidence|signs?|symptoms?|fixed|lack|indication)(?![a-z]))|"
    r" with (?!(?:or|and)(?![a-z])|(?:the |some |an? )?(?:exception|use of)|[a-z]+'s? (?:correction|formula)|"
    r"respect|regard|bazett|frid|at least|more than|measur|confirm)|"
    r" (?=who (?:in|can|cannot|could|do|does|did|have|has|had|are|were|require|need)(?![a-z])))"
    r"(?P<said>[a-z](?:[^.;,()≥≤<>]|\([^()]*\)){3,100})"
)
_FOR_SOME = re.compile(  # "BMI ≥ 30, or ≥ 27 with an illness of obesity", "(at least 18 years in some countries)"
    r" (?:(?P<with>with(?! (?:or|and) without)|without|in|for|at) )"
    r"(?!(?:the )?(?:time|screening|baseline|rest|randomi|entry|enrol|visit|study entry|day|least|most|morning|sitting|"
    r"age(?! )|age with|"
    r"start|first|last|supine|each|a row|two|both|all|any|one|either|present|regard|respect|exception|"
    r"the (?:lab|institution|clinic|site|assay|method|cent)|reference)|[a-z]+'s? (?:correction|formula))"
    r"(?P<said>(?:[^.;,()≥≤<>]|\([^()]*\)){3,100})"
)
_CUT = re.compile(r"(?<!\d),? (?:or|and/or|but|unless|except|with (?:the )?exception|provided)(?![a-z])|, ")
_CUT_ALTERNATIVE = re.compile(
    r"[ ,(]{1,3}(?:except|unless|excluding|with the exception|but|provided|if|when)(?![a-z])|, according"
    r"|,? or (?=[≥≤<>])|, and (?=must|have|has|are|is)"
)
_STRICTER = re.compile(r"whichever (?:is|comes) (?:the )?(?:great|old|high|lat)")  # than the one threshold: both hold
_LEADS_ON = re.compile(r"[ ,:]*(?:(?<![a-z])(?:and|or|and either)[ :]*)?$")
_BROKEN = re.compile(r"(?:^|(?<![a-z])(?:with|and|or|of|to|by|than|at least|in|for|the|a|an|who|have))$")
_OF_PATIENT = re.compile(r"(?:ha(?:ve|s|d)|ineligib|intoleran|refractory|resist|contraind|(?:is|are|be|was) |un)[a-z ]")
_COMPARED = re.compile(r"[≥≤<>] ?\d[^≥≤<>]* or ")
_CUT_OFF = re.compile(r"\d ?-?h(?:rs?)?$")  # "or measured 24 hr. clearance"
_SIGNS = ("≥", "≤", "<", ">")
_NEAR = 110
_NEAREST = 45  # characters between "or" and the limit behind it


def tell_unread(lower: str, drafts: Sequence[Draft], kind: str | None) -> None:
    """Gives the thresholds of ``drafts`` the words beside them that are no limits, as exception or condition."""
    for draft in drafts:
        if draft.bound is None and not draft.values:
            continue
        if draft.bound and draft.bound.unit != "{lines}" and draft.condition is None and not draft.sex:
            draft.condition = _as_well(lower, drafts, draft, kind)
        if kind == "inclusion" and not draft.negated and not draft.exception:
            said = _instead(lower, drafts, draft)
            for one in drafts if said else ():
                if one is draft or (one.start == draft.start and one.bound):  # "BP ≥ 130/85 mmHg or …"
                    one.exception = one.exception or said


def _as_well(lower: str, drafts: Sequence[Draft], draft: Draft, kind: str | None) -> str | None:
    found = _AS_WELL.match(lower, draft.end) if kind == "exclusion" else None
    if found is None and _is_second(draft, drafts):
        found = _FOR_SOME.match(lower, draft.end)
    if found is None:
        return None
    said = _CUT.split(found["said"], maxsplit=1)[0]
    end = found.start("said") + len(said)
    said = (said if said.count("(") == said.count(")") else said[: said.index("(")]).strip()
    if _BROKEN.search(said) or lower.startswith(_SIGNS, end) or _next(drafts, draft, found.start(), end):
        return None
    is_whole = "with" not in found.re.groupindex or found["with"] in ("with", "for")
    return said if is_whole else f"{found['with']} {said}"


def _instead(lower: str, drafts: Sequence[Draft], draft: Draft) -> str | None:
    behind = _OR_BEHIND.match(lower, draft.end) if draft.condition is None else None
    said = _CUT_ALTERNATIVE.split(behind["said"], maxsplit=1)[0] if behind else ""
    if behind and (read := _next(drafts, draft, behind.start("said"), behind.start("said") + len(said))):
        said = lower[behind.start("said") : read]  # "EASI ≥ 8, or SCORAD ≥ 26, or IGA ≥ 3"
        said = said[: said.rindex(" or ")] if " or " in said and _COMPARED.search(said) else ""
    said = _LEADS_ON.sub("", said)
    if draft.concept == "prior_lines" and not _OF_PATIENT.match(said):
        return None  # "prior treatments or regimens"
    if said and (measures_again(draft, said) or _CUT_OFF.search(said)):
        return None
    if said and not _STRICTER.search(said):
        return said
    if ":" in lower and (listed := _ONE_OF.search(lower, max(0, draft.start - 300), draft.start)):
        ends = _SENTENCE.search(lower, draft.end)
        end = ends.start() if ends else len(lower)
        around = (_ITEM_BEFORE.sub("", listed["said"]), _ITEM_BEHIND.sub("", lower[draft.end : end], count=1))
        others = [items for said in around if (items := said.strip(" ;,")) and items.count("(") == items.count(")")]
        if others and _next(drafts, draft, listed.start("said"), end) is None:
            return "; ".join(others)
    is_after = " or " in lower[max(0, draft.start - _NEAREST) : draft.start]
    before = _OR_BEFORE.search(lower, max(0, draft.start - _NEAR), draft.start) if is_after else None
    if before and _next(drafts, draft, before.start(), draft.start) is None:
        return before["said"].strip(" ,")
    return None


def _is_second(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether another threshold of the same concept is on the same side, so that each is for some."""
    mine = draft.bound
    for other in drafts:
        its = other.bound
        if other is draft or other.concept != draft.concept or its is None or mine is None:
            continue
        if (its.low is None) == (mine.low is None) and (its.low, its.high) != (mine.low, mine.high):
            return True
    return False


def _next(drafts: Sequence[Draft], but: Draft, start: int, end: int) -> int | None:
    """Where between two places the first limit other than ``but`` is stated."""
    return min(
        (max(one.start, start) for one in drafts if one is not but and one.start < end and start < one.end),
        default=None,
    )
