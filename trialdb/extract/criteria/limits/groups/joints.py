"""How limits are joined: by "or", by "and", as alternatives of a list, or as one thing told in several ways."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.groups.sharing import join_shared

_OR = re.compile(r"(?<![a-z])(?:or|and/or|alternatively)(?![a-z])")
_OF_NUMBER = re.compile(  # "less than or equal to", "10 or more", "at or above"
    r"or (?:(?:equal|more|less|greater|fewer|older|younger|above|below|higher|lower|better|over|under)(?![a-z])|=)"
)
_AND = re.compile(r"(?<![a-z])(?:and|with|plus|but|together)(?![a-z])|&")
_ASIDE = re.compile(r"\([^()]*\)")  # "(unless due to this or that)" joins nothing
_OR_AGAIN = re.compile(  # "creatinine ≤ 2 x ULN, calculated clearance ≥ 45 mL/min, or measured clearance ≥ 45 mL/min"
    r"\)?(?: ?\([^()]*\))?,? or [^.;,]{0,40}(?:clearance|crcl|gfr)(?![a-z])"
)
_LISTED_CLEARANCE = re.compile(r"[ )]*,(?: (?:a|calculated|measured|estimated))* ?")
_OPENS_ASIDE = re.compile(
    r" ?[(\[] ?(?:(?:known|defined|confirmed|as|by|i\.e\.,?|that is,?|having|with|a|the|positive|test|for):? ?)*"
)
_STATE = r"(?:(?:is |was )?(?:negative|positive))"
_PATTERN = re.compile(rf"[ -]?{_STATE}? ?,(?: but)? ?(?:[a-z-]{{4,10}} {_STATE} ?, ?)?(?:(?:negative|positive) )?")
_OR_NEXT = re.compile(r"\)? ?; ?or (?!if )")
_LONG, _BESIDE = 60, 15  # characters
_FAR = 160  # characters between limits that one "or" can still join
_ORGANS = (
    frozenset(["creatinine", "creatinine_clearance", "egfr"]),
    frozenset(["inr", "pt", "aptt"]),
    frozenset(["ast", "alt"]),
    frozenset(["bilirubin_total", "bilirubin_direct"]),
)
_OF_LIST = re.compile(r"[ )]*,(?: an?| the)? *")
_LAST_OF_LIST = re.compile(r"[ )]*,? and(?: an?| the)? *")
_NAMES_MORE = re.compile(  # ", deafness and albumin < 3 g/dL"
    r",(?! ?(?:and|with|plus|but|together|inclusive|if|when|except|unless|who|whose|that|which)(?![a-z]))"
)
_NEAR = 40  # characters between an "or" and the limit behind it
TESTS = ("hb", "hc", "hi")  # how the codes of tests for one virus begin: either will do
CLEARANCES = {"creatinine_clearance", "egfr"}


def joins_of(drafts: Sequence[Draft], lower: str, kind: str | None) -> list[str]:
    """How each limit is joined to the one before, as an inclusion or an exclusion means it."""
    joins = _joins(drafts, lower)
    if kind != "exclusion":
        if len(drafts) > 2:
            join_shared(drafts, joins, lower)
    elif "and" in joins:
        _part_lists(drafts, joins, lower)
    return joins


def _joins(drafts: Sequence[Draft], lower: str) -> list[str]:
    """How each limit is joined to the one before: ``or``, ``and``, or nothing; a comma joins as its list does."""
    joins = ["" for _ in drafts]
    for index in range(len(drafts) - 1, 0, -1):
        gap = _gap(drafts[index - 1], drafts[index], lower).replace("hr. ", "hr ")
        is_same = drafts[index].of is not None and drafts[index - 1].of == drafts[index].of  # "28 days or 5 half-lives"
        if (len(gap) > _FAR and not is_same) or (";" in gap and not _OR_NEXT.match(gap)) or ". " in gap:
            continue
        for draft in drafts[index - 1 : index + 1]:
            if draft.condition:
                gap = gap.replace(draft.condition, "")  # "(for metastases to liver or bone, ALP ≤ 5 x ULN)"
        if ("or" in gap or "alternatively" in gap) and _is_joined_by_or(
            drafts[index - 1], drafts[index], _ASIDE.sub(" ", gap)
        ):
            joins[index] = "or"
        elif (
            _are_one_pattern(drafts, index, gap)
            or _opens_aside(gap, drafts[index - 1], drafts[index])
            or (_AND.search(gap) and ")" not in gap)
        ):
            joins[index] = "and"
        elif (
            _LISTED_CLEARANCE.fullmatch(gap)
            and _is_clearance(drafts[index])
            and _OR_AGAIN.match(lower, drafts[index].end)
        ):
            joins[index] = "or"
        elif gap.strip(" )") in (",", "/") and index + 1 < len(drafts):
            joins[index] = "" if _is_pair_apart(drafts, joins, index) else joins[index + 1]
    return joins


def _are_one_pattern(drafts: Sequence[Draft], index: int, gap: str) -> bool:
    """``HBsAg negative, HBcAb positive, DNA detectable``: what is found of one virus and what not is one state."""
    virus = drafts[index].concept[:2]
    if virus != drafts[index - 1].concept[:2] or virus not in TESTS or _PATTERN.fullmatch(gap) is None:
        return False
    return {"negative", "positive"} <= {draft.status for draft in drafts if draft.concept.startswith(virus)}


def _opens_aside(gap: str, first: Draft, second: Draft) -> bool:
    """Whether a bracket opens that says more of the first: "hepatitis B (defined as HBsAg positive)"."""
    is_of_one = first.concept[:2] == second.concept[:2] and first.concept[:2] in TESTS
    return gap.strip() in ("(", "[") or (is_of_one and _OPENS_ASIDE.fullmatch(gap) is not None)


def _is_joined_by_or(first: Draft, second: Draft, gap: str) -> bool:
    """Whether an "or" stands between two limits; of two numbers, one of neither's own words: "less than or equal"."""
    if first.bound is None or second.bound is None:
        return _OR.search(gap) is not None
    is_anywhere = len(gap) <= _LONG or second.start < first.end
    return any(
        not _OF_NUMBER.match(gap, found.start())
        and (is_anywhere or found.start() < _BESIDE or len(gap) - found.end() < _NEAR)
        for found in _OR.finditer(gap)
    )


def _is_pair_apart(drafts: Sequence[Draft], joins: Sequence[str], index: int) -> bool:
    """Whether "or" joins two measures of one organ behind a third of another: "WBC ≥ 3, INR or PT ≤ 1.5 x ULN"."""
    pair = {drafts[index].concept, drafts[index + 1].concept}
    first = drafts[index - 1].concept
    if joins[index + 1] != "or" or first in pair:
        return False
    return len(pair) == 1 or any(pair <= organ and first not in organ for organ in _ORGANS)


def _is_clearance(draft: Draft) -> bool:
    return draft.concept in CLEARANCES and draft.bound is not None


def _part_lists(drafts: Sequence[Draft], joins: list[str], lower: str) -> None:
    """``platelets < 90, hemoglobin < 9, and albumin < 3``: a list of three excludes by each, unless of one virus."""
    last: int | None = None
    for index in range(len(drafts) - 1, 0, -1):
        first, second = drafts[index - 1], drafts[index]
        if second.start < first.end:
            continue  # of one bound
        if _are_one_pattern(drafts, index, lower[first.end : second.start]):
            last = None
        elif _LAST_OF_LIST.fullmatch(lower, first.end, second.start):
            last = index
        elif _OF_LIST.fullmatch(lower, first.end, second.start) and first.concept[:2] not in TESTS:
            joins[index] = joins[last or index] = ""
        else:
            last = None
            if joins[index] == "and" and _NAMES_MORE.search(_ASIDE.sub("", lower[first.end : second.start])):
                joins[index] = ""


def _gap(first: Draft, second: Draft, lower: str) -> str:
    """The words between two limits; of limits with one bound, those of both, of one in brackets none."""
    if first.start < second.start < first.end and second.window and lower.endswith("(", 0, second.start):
        return ""  # "4 weeks since chemotherapy (6 weeks for mitomycin or nitrosoureas)"
    if second.start >= first.end:
        return lower[first.end : second.start]
    is_behind = second.bound is not None and second.bound.start > first.start
    return lower[first.start : second.bound.start if second.bound and is_behind else second.end]
