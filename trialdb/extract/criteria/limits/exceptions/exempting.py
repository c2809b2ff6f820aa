"""What is exempt from a limit, and the threshold that an exception has of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.conditions import trimmed
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.event_names import kind_of, named
from trialdb.extract.criteria.limits.statuses.viruses import is_of_another_virus

_NAME_APART = re.compile(r"[,;、]")
_ITS_OWN = re.compile(  # a sentence for itself
    r"exceptions?(?: (?:(?:to|from) [a-z]+ [a-z]+ )?(?:are|include)|:| [-–] )|(?<=following are )exceptions?"
)
_BETWEEN_SENTENCES = re.compile(r"[.;] (?:note: )?(?:(?:the following are|the|allowed|specific|some) )?$")
_OPENING_LENGTH = 30  # characters of the longest of these
_LIST_GLUE = re.compile(r"[ ,/()]{0,4}(?:or|and|and/or)?[ ,/()]{0,3}")
_OTHER_DEMAND = re.compile(
    r"(?<![a-z])(?:with at least|and (?:at least|must|has|have|be|is|are|no|not|one|any)|"
    r"(?:and|or) (?:m[ae]n|wom[ae]n|patients|subjects|participants|those|people))(?![a-z])"
)
_OF_THE_PERSON = frozenset(["age", "pregnancy", "breastfeeding", "sbp", "dbp"])
_NAMES_ANOTHER = re.compile(  # "older than 20 years with a stroke (excluding …)", "up to but excluding a birthday"
    r"(?<![a-z])(?:with|suffering|diagnosed|hospitali[sz]ed|methods?|cancer|birthday)(?![a-z])|\([^()]* but $"
)
_OTHERS = re.compile(
    r",? (?:or|and/or) (?:who|whose|those|has|have|is|are|predicted|planned|expected|likely)(?![a-z])"
)  # "radiation, or who have pain (except …)"
_UNREAD = re.compile(r"[≥≤<>] ?\d")  # a threshold of something that has no name here
_IN_WHICH_CASE = re.compile(  # where the words of an exception end and those of its own threshold begin
    r"[,:;(]*(?: (?:in (?:which|that) case|in whom|for whom|where|who (?:must|should|may|can)|whose|then|must|should|"
    r"may|up to)(?![a-z]).*|who are (?:eligible|allowed)(?![a-z]).*|[ ,:;(]*$)"
)
_RAISED = re.compile(r"(?:elevated|increased|raised)(?: to)?")
_DUE = re.compile(r" (due to [^.;,()]{3,60})")  # "unless elevated to up to 5 x ULN due to lymphoma"
_OF = re.compile(r"^(?: ?(?:for|in|those|if)(?= ))* ")
_NAMED_OUT = re.compile(
    r" (?:within|in the (?:last|past|previous)(?= (?:\d|[a-z-]+ )?(?:\(\d+\) )?"
    r"(?:year|month|week|day|\d))|during)(?![a-z])|[,;(] ?(?:with|except|unless)"
)
_CONTRACEPTION = re.compile(r"contracepti|birth control|sterili|barrier|abstinen")
_REPRODUCTIVE = frozenset(["pregnancy", "breastfeeding"])  # "pregnant, or fertile unless using contraception"
_PRESSURES = frozenset(["sbp", "dbp"])
_RIGHT_BEHIND = 3  # characters
_AFTER_BRACKET = re.compile(r"[)\]],? ")  # "(creatinine < 2 x ULN, ALT < 3 x ULN) unless due to the disease"
_BEHIND_TIME = ("hours (", "days (", "weeks (", "months (", "years (", "lives (")
_LONG_ASIDE = 60  # characters that say something of their own
_TOXIC = re.compile(r"(?<![a-z])(?:toxic|adverse|side effect|ir?aes?(?![a-z])|aes?(?![a-z]))[^.;]*$")
_TILL_NOT = re.compile(r"[^.;,()]{3,80}(?=,(?: (?:that|which|and))?(?: (?:has|have|had))? not (?:yet |been ))")
_SENTENCE = re.compile(r";|\. ")
_ELSEWHERE = re.compile(
    r" (?:(?:otherwise|explicitly|differently) (?:stated|specified|noted|indicated|defined)|stated otherwise)(?![a-z])"
)
_LONGEST = 400
_LONGEST_ITEM = 100
_FARTHEST_GRADE = 160  # characters behind an exception from which toxicity, with the name of the scale between
_A_LIST = 2
_FARTHEST_EXCEPTION = 250  # characters behind the limit that it is of


def give_exceptions(clauses: Clauses, drafts: Sequence[Draft]) -> None:
    """Gives each exception to the limits it is an exception of."""
    lower = clauses.lower
    named_out: set[int] = set()  # limits just told to be other than something: "except …" may follow
    for start, begin, end in clauses.exceptions:
        if around := [draft for draft in drafts if draft.start < start and begin < draft.end and _tells_event(draft)]:
            owners = _of_item_before(lower, around, start) or _without_words(lower, around, start)
            _except_within(lower, owners, begin, end)
            named_out = {id(draft) for draft in around}
            if not any(one.rule.startswith("status.") and one.concept == around[0].concept for one in drafts):
                continue
        at = _own_sentence(lower, start) if _ITS_OWN.match(lower, start) else start
        before = [
            draft
            for draft in drafts
            if (draft.end <= at or draft.start < at < draft.end <= begin) and _is_same_item(clauses, draft.end, at)
        ]
        last = max((draft.end for draft in before), default=0)
        stop = end if lower.endswith("(", 0, start) else _up_to_comma(lower, begin)
        if not before and stop and (graded := _graded_behind(lower, drafts, start, stop)):
            graded.exception = graded.exception or lower[begin:stop].strip(" ,:-")
        if not before or start - last >= _FARTHEST_EXCEPTION or _is_of_another(lower, before[-1], last, start):
            continue
        owners = _owners(lower, before, last)
        if (
            owners[0].concept in _PRESSURES and start - last <= _RIGHT_BEHIND
        ):  # "SBP < 90 mmHg; or DBP < 50 mmHg, except in white-coat syndrome"
            owners += [draft for draft in before if draft.concept in _PRESSURES and draft not in owners]
        closing = max(lower.rfind(")", last, start), lower.rfind("]", last, start))
        if closing >= 0 and _AFTER_BRACKET.fullmatch(lower, closing, start):
            opened = _opening(lower, closing)
            owners += [draft for draft in before if _is_of_bracket(draft, opened) and draft not in owners]
        inside = [draft for draft in drafts if start <= draft.start < end]
        if inside and _has_its_own(lower, owners, inside, begin):
            continue
        if inside and not all(clauses.leaves(begin, draft.start) for draft in inside):
            continue
        end = lower.rfind(",", begin, inside[0].start) if inside else min(end, begin + _LONGEST)
        said = lower[begin:end]
        is_of_name = lower.startswith("other than", start)
        if is_of_name:
            said = _NAMED_OUT.split(said, maxsplit=1)[0]
        if _ELSEWHERE.match(said):
            continue  # "within 14 days unless otherwise stated"
        words = said.strip(" ,:;-") or ("the following" if lower.startswith(":", begin) else None)
        if words and _CONTRACEPTION.search(words):
            owners = [owner for owner in owners if owner.concept not in _REPRODUCTIVE]
        if words:
            owners = [owner for owner in owners if not is_of_another_virus(owner.concept, words)]
        for owner in owners:
            if words and owner.exception and (id(owner) in named_out or owner.bound) and owner.exception != words:
                owner.exception = f"{owner.exception}; {words}"
            owner.exception = owner.exception or words
        named_out = {id(owner) for owner in owners} if is_of_name else set()


def _own_sentence(lower: str, start: int) -> int:
    """Where the sentence before an exception ends, if that is one for itself."""
    between = _BETWEEN_SENTENCES.search(lower, max(0, start - _OPENING_LENGTH), start)
    return between.start() if between else start


def _tells_event(draft: Draft) -> bool:
    """Whether a limit's words go from its name to a window, so that an exception may stand among them."""
    return draft.window is not None and draft.bound is None and draft.rule.startswith("event.")


def _except_within(lower: str, owners: Sequence[Draft], begin: int, end: int) -> None:
    """``a malignancy other than skin cancer within 5 years``: only what has no words of its own needs the exception."""
    said = _NAMED_OUT.split(lower[begin:end], maxsplit=1)[0].strip(" ,:-(")
    for draft in owners:
        draft.exception = draft.exception or said or None


def _without_words(lower: str, around: Sequence[Draft], start: int) -> list[Draft]:
    """The events whose own words do not hold what is excepted: "any drug within 4 days (except aspirin) before"."""
    is_aside = lower.endswith(_BEHIND_TIME, 0, start)
    return [one for one in around if one.of is None or (is_aside and one.of.lower() in lower[one.start : start])]


def _of_item_before(lower: str, around: Sequence[Draft], start: int) -> list[Draft]:
    """``infarction, ischemia (except stable angina), or arrhythmia``: what stands right before the bracket."""
    if len(around) < _A_LIST or not lower.endswith("(", 0, start):
        return []
    head = lower[max(0, start - _LONGEST_ITEM) : start - 1].rstrip()
    if owners := [draft for draft in around if draft.of and head.endswith(draft.of)]:
        return owners
    last = next((name for name in reversed(named(head)) if name.end() == len(head)), None)
    return [draft for draft in around if last and draft.of is None and draft.concept == kind_of(last)]


def _is_same_item(clauses: Clauses, end: int, at: int) -> bool:
    """Whether an exception at ``at`` may be of what ends at ``end``: right behind it even a new sentence may be."""
    ends_item = clauses.lower.startswith((";", "."), end) and at - end > len("; ")
    return clauses.same(end - ends_item, at) or (clauses.lower.startswith((".", ";"), at) and clauses.same(end, at - 1))


def _up_to_comma(lower: str, begin: int) -> int | None:
    """``toxicities excluding alopecia, not yet improved to grade 1``: where the words of the exception end."""
    said = _TILL_NOT.match(lower, begin)
    return said.end() if said else None


def _graded_behind(lower: str, drafts: Sequence[Draft], start: int, end: int) -> Draft | None:
    """``toxicities (excluding alopecia) that have not recovered to grade 1``: what the bracket is of."""
    graded = next((draft for draft in drafts if draft.start > end), None)
    if graded is None or graded.rule != "toxicity.grade" or not _TOXIC.search(lower, max(0, start - 120), start):
        return None
    return None if _SENTENCE.search(lower, end, graded.start) or graded.start - end > _FARTHEST_GRADE else graded


def _is_of_another(lower: str, nearest: Draft, last: int, start: int) -> bool:
    """Whether something else is said between the limit that ends at ``last`` and the exception at ``start``."""
    if _OTHER_DEMAND.search(lower, last, start) or (nearest.bound and _UNREAD.search(lower, last, start)):
        return True
    if nearest.concept in _OF_THE_PERSON and _NAMES_ANOTHER.search(lower, last, start):
        return True
    is_close = lower.startswith("other than", start) or lower.endswith("(", 0, start)
    if nearest.window and is_close and _OTHERS.search(lower, last, start):
        return True
    return nearest.rule.startswith("status.") and _in_other_aside(lower, last, start)


def _owners(lower: str, before: Sequence[Draft], last: int) -> list[Draft]:
    """The limits that end at ``last``, the same events in other windows, and the statuses that are listed with them."""
    owners: list[Draft] = []
    first = last
    events = {(draft.of, draft.start) for draft in before if draft.end == last and draft.of}
    for draft in sorted(before, key=lambda draft: -draft.end):
        is_same = draft.end == last or (draft.of, draft.start) in events
        if not is_same and (draft.bound or not _LIST_GLUE.fullmatch(lower, draft.end, first)):
            break
        first = min(first, draft.start)
        owners.append(draft)
    return owners


def _has_its_own(lower: str, owners: Sequence[Draft], inside: Sequence[Draft], begin: int) -> bool:
    """``unless due to metastases, in which case ≤ 6 x ULN``: the exception is the condition of its own threshold."""
    concepts = {owner.concept for owner in owners if owner.bound or owner.values}
    again = [draft for draft in inside if (draft.bound or draft.values) and draft.concept in concepts]
    if not again:
        return False
    first = min(draft.start for draft in again)
    words = trimmed(_OF.sub("", _IN_WHICH_CASE.sub("", lower[begin:first])))
    for draft in again:
        draft.condition = _IN_WHICH_CASE.sub("", draft.condition) if draft.condition else words or None
        if draft.condition and _RAISED.fullmatch(draft.condition) and (due := _DUE.match(lower, draft.end)):
            draft.condition = due[1]
    return True


def _opening(lower: str, closing: int) -> int:
    """Where the bracket opens that closes at ``closing``."""
    depth = 0
    for at in range(closing, -1, -1):
        depth += (lower[at] in ")]") - (lower[at] in "([")
        if depth == 0:
            return at
    return closing


def _is_of_bracket(draft: Draft, opened: int) -> bool:
    """Whether a limit is a threshold in the bracket that opens at ``opened``, or the status that this explains."""
    return opened < draft.start if draft.bound else draft.rule.startswith("status.") and draft.end == opened - 1


def _in_other_aside(lower: str, end: int, at: int) -> bool:
    """Whether ``at`` is in parentheses behind another name: "HBV (HBsAg), HCV (antibody, except …)"."""
    opened = lower.rfind("(", end, at)
    if opened <= end or ")" in lower[opened:at]:
        return False
    return at - opened > _LONG_ASIDE or _NAME_APART.search(lower, end, opened) is not None
