"""Who need not meet a limit that is already told: ``This criterion does not apply to smokers``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.extract.criteria.limits.mentions import measured_in

WAIVER_CUES = frozenset(["apply", "applies", "applicable", "exempt", "exempted", "waived", "however"]).union(
    ["fulfilled", "met", "satisfied"]
)
NEEDLESS_CUES = frozenset(["do", "need", "required"])  # beside "not"
_TOLD = r"(?:this|these|that|the (?:above|foregoing|previous))"
_BEGINS = r"(?:^|(?<=[.;(] ))(?:note that |note: )?"
_PEOPLE = rf"(?:the |those |all )?{phrases('people')}"
_NOT_APPLIED = (
    rf"(?<![a-z])(?P<of>{_TOLD}[^.;()]{{0,60}} |\(|(?<=[.;] ))?"
    r"(?:(?:does|do|did|will|shall) not apply|(?:(?:is|are) )?not applicable) (?:to|for|in|if|when) "
    r"(?!(?:the|this) (?:study|trial)(?![a-z]))(?P<who>[^.;()]{3,160})"
)
_WAIVED = (
    rf"(?<![a-z]){_TOLD}[^.;()]{{0,60}} (?:(?:is|are|may be|can be|will be) waived|"
    r"(?:(?:do|does) not (?:need|have) to|need not) be (?:met|fulfilled|satisfied)) (?:if|for|in|when) "
    r"(?P<waived>[^.;()]{3,160})"
)
_EXEMPT = rf"{_BEGINS}(?P<exempt>{_PEOPLE} [^.;()]{{3,140}}?) (?:are|is|will be) exempt(?:ed)? from {_TOLD}(?![a-z])"
_WAIVER = re.compile(
    rf"{_NOT_APPLIED}|{_WAIVED}|{_EXEMPT}"
    rf"|{_BEGINS}(?P<some>{_PEOPLE} [^.;()]{{3,140}}?) (?:do not (?:need|have) to|need not|are not required to) "
    r"(?:meet|satisfy|fulfill?|have|present with|show) (?P<what>[^.;()]{3,80})"
    rf"|(?<=[.;] )however,? (?:for|in) (?P<others>{phrases('people')} (?:with|who) [^.;,()]{{3,80}}),"
    rf"|(?<![a-z]){_TOLD}[^.;()]{{0,60}} (?:(?:applies|apply) only|(?:only )?applies) (?:to|for) "
    r"(?!(?:all|any|both|each|every)(?![a-z]))(?P<only>[^.;()]{3,160})"
)
_SAID = (  # of which each of these has one
    *("not apply ", "not applicable ", " waived ", " exempt"),
    *(" not need to ", " not have to ", " need not ", " not required to "),
    *("however for ", "however in ", "however, for ", "however, in ", " applies ", "apply only "),
)
_OF_OTHERS = re.compile(rf"{_NOT_APPLIED}|{_WAIVED}|{_EXEMPT}")
_MANY = re.compile(r"(?<![a-z])(?:these|criteria|requirements|values)(?![a-z])")


def give_waivers(lower: str, drafts: Sequence[Draft]) -> None:
    """Gives each limit before a waiver those whom that lets off as its exception, or those it is for alone."""
    for waiver in _WAIVER.finditer(lower) if any(map(lower.__contains__, _SAID)) else ():
        told = [draft for draft in drafts if draft.end <= waiver.start()]
        if waiver["others"] and any(draft.start >= waiver.end() for draft in drafts):
            continue  # what is asked of them instead
        if not told or (waiver["who"] and waiver["of"] is None):
            continue
        if waiver["of"] == "(":
            told = [draft for draft in told if draft.end == told[-1].end]
        if waiver["what"] and (named := {code for name in measured_in(waiver["what"]) for code in name.codes}):
            told = [draft for draft in told if draft.concept in named]
        for draft in told:
            if waiver["only"]:
                draft.condition = draft.condition or waiver["only"].strip(" ,")
            else:
                draft.exception = draft.exception or _whom(waiver)


def waivers_in(text: str) -> Iterator[tuple[int, str, bool]]:
    """Where a text lets somebody off what stands elsewhere, whom, and whether off several things."""
    for waiver in _OF_OTHERS.finditer(text.lower()):
        if waiver["of"] != "(" and (waiver["of"] or not waiver["who"]):
            yield waiver.start(), _whom(waiver), _MANY.search(waiver[0]) is not None


def _whom(waiver: re.Match[str]) -> str:
    said = waiver.groupdict()
    words = said["who"] or said["waived"] or said.get("others") or said["exempt"] or said.get("some")
    return (words or "").strip(" ,")
