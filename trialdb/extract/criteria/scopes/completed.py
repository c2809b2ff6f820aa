"""Items that only their lead-in completes: "Any of the following within 6 months before screening:" above "Stroke"."""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from trialdb.extract.criteria.limits import read_limits
from trialdb.extract.criteria.scopes.washouts import Washout, washout_of
from trialdb.extract.criteria.scopes.whom import plain
from trialdb.records import Limit


class Frame(msgspec.Struct, frozen=True, gc=False):
    """A lead-in's sentence around the place of what stands below it; ``is_of_treatments``: that are treatments."""

    before: str
    behind: str
    is_of_treatments: bool = False


class Opening(msgspec.Struct, frozen=True, gc=False):
    """What a lead-in begins and its items end: each a name for its sentence, or a name and a time."""

    frame: Frame | None
    washout: Washout | None


_TIME = re.compile(r"(?i)\b(?:hours?|days?|weeks?|months?|years?|half-?\s?li(?:fe|ves))\b")
_RELATION = re.compile(
    r"(?i)\b(?:within|past|last|previous|prior|before|preceding|since|ago|after|from|elapsed|during)\b"
)
_SENTENCE = re.compile(r"(?<=[a-z)][.;])\s+(?=[A-Z])|\n\s*\n\s*")
_SLOT = re.compile(  # "any of the following heart diseases", "the following:"
    r"""(?ix) (?: \b(?: (?P<none>none) | any(?:\s+one)? | one | at\ least\ one | either | ≥\ ?1 )
        (?:\s+or\s+more)?\s+ (?:of\s+)? )? (?:\b(?:the|these)\s+)? \bfollowing\b
      (?P<kind> (?: (?:\s+(?:or|and|and/or))?
          \s+ (?!(?:with)?in(?:to)?\b | (?:prior|before|during|following|since|from|at|for|less)\b
            | (?:is|are|have|has|had|must|should|that|which|who|to|the|an?|if|occur\w*|between|taken|received|used)\b
          )[a-z/-]+ ){0,5} )"""
)
_INSTANCES = re.compile(r"(?i)\b(?:includ\w+|limited to|such as|as|by|e\.g\.?|i\.e\.?|namely)[:,]?\s*$")
_APART = re.compile(r"(?i)\b(?:includ\w*|except\w*|other than|such as|unless)\b")
_SAYS_MORE = re.compile(r"(?i),?\s+(?:which|that)\s.*")
_NOW = re.compile(r"(?i)\s+and\s+no(?:\s+other)?\s+concurrent(?=\s)")  # "since prior and no concurrent use of"
_TREATMENTS = re.compile(
    r"(?i)\b(?:treatments?|therap(?:y|ies)|medications?|medicines?|drugs?|agents?|products?|compounds?|substances?)\b"
)
_OTHERWISE = re.compile(  # what is to come, or to stay as it is
    r"(?i)\b(?:cannot|can not|(?:un)?able|(?:un)?willing|agree\w*|abstain|stable|chang\w+|adjust\w+|unchanged)\b"
)
_NO_NAMES = re.compile(
    r"(?i)\b(?:criteri\w+|requirements?|definitions?|parameters?|symptoms?|signs?|doses?|exceptions?)\b"
)
_ENDS_OPEN = re.compile(r"(?i)\b(?:of|with|had|have|has|received|receiving|taken|taking|used|using|undergone)$")
_IS_TIME = re.compile(
    r"(?i)^\W*(?:(?:with)?in|during) the (?:past|last|previous)\b[^,;.]{0,70}$|^\W*within \S[^,;.]{0,70}$"
)
_MORE_THINGS = re.compile(
    r"(?i)[:!?]|[.;]\s+\S|\b(?:except|unless|allowed|permitted|must|should|may|note|defined"
    r"|(?:great|high|low|less|more)\w*\s+than)\b"
)
_JOINED = re.compile(r"(?i)[\s,;.]*(?:[,;]?\s+(?:and/or|or|and))?[\s,;.]*$")
_LAST_USE = "last use of "
_LONGEST_LEAD_IN, _LONGEST_ITEM = 400, 170  # characters


def opening_of(lead_in: str, kind: str) -> Opening | None:
    """What ``lead_in`` begins, where it tells the time in which the items below it must (not) have been."""
    lead_in = lead_in[-_LONGEST_LEAD_IN:]
    frame, washout = _frame(lead_in), washout_of(lead_in, kind)
    return Opening(frame, washout) if frame or washout else None


def completed(opening: Opening, text: str, kind: str) -> list[Limit]:
    """The limits of ``text``, an item that states none alone, in its lead-in's sentence."""
    item = _JOINED.sub("", text) if len(text) < _LONGEST_ITEM else ""
    frame = opening.frame
    if opening.washout and (sentence := opening.washout.sentence(item)):
        start, end = 0, len(sentence)
    elif frame and item and not (_MORE_THINGS.search(item) or _TIME.search(item)):
        sentence = frame.before + item + frame.behind
        start, end = len(frame.before), len(frame.before) + len(item)
    else:
        return []
    limits = read_limits(sentence, kind)
    if not limits and opening.washout and opening.washout.is_gap:  # of a name that no list knows
        limits = read_limits(sentence.replace("use of ", _LAST_USE, 1), kind)
    return [
        replace(limit, char_start=0, char_end=len(item), of_text=(limit.of_text or "").removeprefix(_LAST_USE) or None)
        for limit in limits
        if limit.window
        and limit.char_start < end
        and limit.char_end > start
        and not (frame and frame.is_of_treatments and limit.concept == "condition")
    ]


def names_what_follows(of: str) -> bool:
    """Whether an event's words only point at what stands below: "use of any of the following drugs"."""
    slot = _SLOT.search(of)
    return slot is not None and _APART.search(of, 0, slot.start()) is None


def _frame(lead_in: str) -> Frame | None:
    if not (_TIME.search(lead_in) and _RELATION.search(lead_in)):
        return None
    sentence = _NOW.sub("", plain(_SENTENCE.split(lead_in.strip())[-1]))
    slots = list(_SLOT.finditer(sentence))
    if len(slots) > 1 or _OTHERWISE.search(sentence):
        return None
    if slots:
        slot, before = slots[0], sentence[: slots[0].start()]
        if _NO_NAMES.search(slot["kind"]) or _INSTANCES.search(before):
            return None
        is_of_treatments = _TREATMENTS.search(slot["kind"]) is not None
        before += ("no " if slot["none"] else "") + ("use of " if is_of_treatments and not before.strip() else "")
        return Frame(before, _SAYS_MORE.sub("", sentence[slot.end() :]), is_of_treatments)
    if _ENDS_OPEN.search(sentence):
        return Frame(sentence + " ", "")
    return Frame(sentence + ", ", "") if _IS_TIME.match(sentence) else None
