"""Thresholds that some have or meet: ``warfarin is allowed provided INR ≤ 3``, ``those with AST > ULN must have``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import cues, phrases

OF_SOME_CUES = frozenset(
    [
        "allowed",
        "permitted",
        "acceptable",
        "eligible",
        "must",
        "should",
        "for",
        "in",
        "may",
        "can",
        "ineligible",
        "excluded",
    ]
)
_SOME = cues("people")
_ALLOWED_CUES = frozenset(["allowed", "permitted", "acceptable", "eligible"])
_IF_CUES = frozenset(["provided", "if", "long", "when"])
_ASKED_CUES = frozenset(["must", "should", "required", "needs", "need"])
_AGE_CUES = frozenset(["years", "yrs", "age"])
_HAVING = frozenset(["with", "who", "having", "whose"])
_ENTERED_CUES = frozenset(
    ["entered", "enrolled", "included", "treated", "randomized", "randomised", "enter", "enroll", "participate"]
)
_NOT_ELIGIBLE_CUES = frozenset(["eligible", "ineligible", "excluded"])
_LETS_IN = re.compile(
    r"[ ,]*(?<![a-z])(?:(?:is|are|was|were|will be|may be|can be) )?(?:also )?"
    r"(?:allowed|permitted|acceptable|eligible)(?: (?:for|to) [^.;,()]{3,40})?,? "
    r"(?:only )?(?:provided(?: that)?|if|as long as|so long as|when)(?![a-z])"
)
_PEOPLE = re.compile(
    rf"(?:[^a-z]|(?:the|those|any|all|other|eligible|such|also|for) )*(?:{phrases('people')}|they|he|she|it)?"
    r"(?P<with> ?(?:with|who have|having|whose|on|receiving|taking|who)(?![a-z]))?"
)
_ASKED = re.compile(
    rf"(?:the |those |all |any )?{phrases('people')} (?:with|who have|having|whose) "
    r"(?P<who>[^.;,]{0,60}(?:[≥≤<>]|greater|more|less|above|below|elevated|higher|lower|at least)"
    r"(?:[^.;,]|\.\d|,\d){0,80}?),? (?:must|should|(?:are|is) required to|needs? to|ha(?:ve|s) to)(?![a-z])(?! not be)"
)
_OPENS = re.compile(  # "For those with two risk factors (smoking, age, …), LDL > 130 mg/dL"
    rf"[^a-z]{{0,6}}(?:for|in|among) (?:the |those |all |any )?{phrases('people')} (?:with|who have|having|whose) "
    r"(?P<who>[^.;,()]{3,80}?) ?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\), (?=[a-z])"
)
_OPENS_OF_KIND = re.compile(  # "For stable patients (YMRS < 11), one episode must …"
    rf"[^a-z]{{0,6}}(?:for|in|among) (?:the )?(?P<who>(?!all |any |healthy )[a-z-]{{4,20}} {phrases('people')}) ?"
    r"\([^()]{3,80}\), (?=[a-z])"
)
_ENTERED = re.compile(  # "patients with a CA 125 ≥ 90 U/mL may be entered without a second test"
    rf"{phrases('people')} (?:with|who have|having|whose) (?P<who>(?:[^.;]|\.\d){{3,160}}?) (?:may|can) "
    r"(?:be (?:entered|enrolled|included|treated|randomi[sz]ed)|enter|enroll|participate)(?![a-z])"
)
_NOT_ELIGIBLE = re.compile(
    rf"{phrases('people')} (?:with|who have|having|whose) (?P<who>(?:[^.;]|\.\d){{3,200}}?) (?:are|is|will be) "
    r"(?:not (?:be )?eligible|ineligible|excluded)(?![a-z])"
)
_SENTENCE = re.compile(r"[.;:](?= |$)| - ")
_AGED = re.compile(  # "For patients aged 16 to 60 years, one earlier regimen is required"
    rf"[^a-z]{{0,6}}(?:for|in|among|if) (?:the |those |all |any )?(?P<who>{phrases('people')} "
    r"(?:who are |aged? |older |younger |over |under |is |are |≥|>|<|≤)[^.;,()]{0,60}"
    r"(?:years|yrs|age)(?: old| of age)?), (?=[a-z])"
)
_AGED_MUST = re.compile(  # "Patients > 16 years of age must have a Karnofsky score ≥ 60 %"
    rf"(?P<who>{phrases('people')} (?:who are |aged? |older |younger |over |under |less than |greater than |"
    r"more than |at least |at most |up to |[≥≤<>])[^.;,()]{0,40}?(?:years|yrs|age)(?: old| of age)?"
    r"(?: (?:and|or) (?:older|younger|above|over|under))?),? "
    r"(?:must|should|need to) (?:also )?have(?![a-z])"
)
_MUST_BE_GRADED = re.compile(  # "patients who had two regimens must have a performance status of"
    rf"(?P<who>{phrases('people')} (?:who|with) [^.;]{{3,90}}?) (?:must|should) have (?:an? )?(?:baseline )?$"
)
_EVERYBODY = re.compile(r"(?:all|any|both|each|every|males?|females?|men|women|healthy|volunteers?|adults?)(?![a-z])")
_NEGLIGIBLE = 3  # characters that name nobody


def with_owners(lower: str, words: frozenset[str], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` of an inclusion: what is asked of some has them as its condition, what they have is dropped."""
    kept = list(drafts)
    is_let_in = not words.isdisjoint(_IF_CUES)
    for allowed in _found(_LETS_IN, _ALLOWED_CUES, lower, words) if is_let_in else ():
        begin, end = _sentence(lower, allowed.start(), allowed.end())
        people = _PEOPLE.match(lower, begin, allowed.start())
        what = lower[people.end() if people else begin : allowed.start()].strip(" ,-*•(")
        opened = lower.rfind("(", begin, allowed.start())
        is_aside = opened > lower.rfind(")", begin, allowed.start())
        if is_aside or len(what) < _NEGLIGIBLE or _EVERYBODY.match(what):
            continue
        is_of_those = people is not None and people["with"] is not None
        kept = _owned(kept, begin if is_of_those else allowed.start(), allowed.start(), allowed.end(), end, what)
    if words.isdisjoint(_SOME):
        return kept
    is_asked = not words.isdisjoint(_ASKED_CUES) or "have to" in lower or "has to" in lower
    for asked in _found(_ASKED, _HAVING, lower, words) if is_asked else ():
        _, end = _sentence(lower, asked.start(), asked.end())
        kept = _owned(kept, asked.start(), asked.end("who"), asked.end(), end, asked["who"].strip())
    told = [*_found(_AGED_MUST, _AGE_CUES, lower, words)] if is_asked else []
    for index, aged in enumerate(told):
        _, end = _sentence(lower, aged.start(), aged.end())
        end = min(end, told[index + 1].start()) if index + 1 < len(told) else end
        if not any(draft.concept == "age" and aged.start() <= draft.start < aged.end() for draft in kept):
            _ask_of(kept, aged.end(), end, aged["who"])  # else it is said of everybody
    if is_asked:
        kept = _graded_of_those(lower, kept)
    for entered in _found(_ENTERED, _ENTERED_CUES, lower, words):
        kept = _owned(kept, entered.start("who"), entered.end("who"), len(lower), len(lower), "")
    for kept_out in _found(_NOT_ELIGIBLE, _NOT_ELIGIBLE_CUES, lower, words):
        inside = [draft for draft in kept if draft.bound and kept_out.start("who") <= draft.start < kept_out.end("who")]
        if len(inside) == 1:
            inside[0].negated = not inside[0].negated
        elif inside:
            kept = [draft for draft in kept if draft not in inside]
    if opening := _OPENS.match(lower) or _AGED.match(lower):
        _, end = _sentence(lower, opening.end(), opening.end())
        kept = _owned(kept, 0, 0, opening.end(), end, opening["who"])
    elif opening := _OPENS_OF_KIND.match(lower):
        _, end = _sentence(lower, opening.end(), opening.end())
        kept = _owned(kept, opening.end("who"), opening.end(), opening.end(), end, opening["who"])
    return kept


def _graded_of_those(lower: str, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` where those who had two regimens must be of some grade: with them as its condition, not as limits."""
    kept = list(drafts)
    for graded in [draft for draft in drafts if draft.values]:
        those = _MUST_BE_GRADED.search(lower, max(0, graded.start - 120), graded.start)
        if those is None:
            continue
        graded.condition = graded.condition or those["who"]
        kept = [draft for draft in kept if not those.start() <= draft.start < those.end()]
    return kept


def _found(
    pattern: re.Pattern[str], cues: frozenset[str], lower: str, words: frozenset[str]
) -> Iterator[re.Match[str]]:
    """What matches in a text of these words, of which a match has one of the ``cues``."""
    return iter(()) if words.isdisjoint(cues) else pattern.finditer(lower)


def _sentence(lower: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around two places begins and ends."""
    begins = [cut.end() for cut in _SENTENCE.finditer(lower, 0, start)]
    ends = _SENTENCE.search(lower, end)
    return (begins[-1] if begins else 0), (ends.start() if ends else len(lower))


def _owned(drafts: Sequence[Draft], begin: int, told: int, asked: int, end: int, who: str) -> list[Draft]:
    """``drafts`` without the numbers from ``begin`` to ``told``; those from ``asked`` to ``end`` are for ``who``."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.bound and begin <= draft.start < told:
            continue
        kept.append(draft)
    _ask_of([draft for draft in kept if draft.bound], asked, end, who)
    return kept


def _ask_of(drafts: Sequence[Draft], asked: int, end: int, who: str) -> None:
    """Makes ``who`` the condition of the numbers and grades from ``asked`` to ``end``."""
    for draft in drafts:
        if (draft.bound or draft.values) and asked <= draft.start < end and draft.condition is None:
            draft.condition = who
