"""What takes part of an exclusion back: ``despite treatment``, ``and judged relevant``, ``however, … is accepted``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

_BESIDES_CUES = frozenset(["despite", "spite", "considered", "deemed", "judged", "clinically", "medically"])
_ALLOWANCE_CUES = frozenset(
    ["allowed", "permitted", "accepted", "acceptable", "eligible", "included", "enrolled", "exempt", "exempted"]
)
_BESIDES = re.compile(
    r"\)?(?: ?\([^()]{1,60}\))?,? ?(?:(?:and|that|which|if|when) (?:(?:is|are|was|were) )?)?"
    r"(?P<what>(?:despite|in spite of)(?![a-z])[^.;,()]{3,160}|"
    r"(?:(?:considered|deemed|judged|felt|assessed)(?: by [a-z -]{3,40}?)?(?: (?:as|to be))? )?"
    r"(?:clinically|medically) (?:significant|relevant)(?! (?:or|and) )(?:(?: by| as| in| per)[^.;,()]{3,120})?|"
    r"(?:considered|deemed|judged)(?: by [a-z -]{3,40}?)? (?:as|to be) [^.;,()]{3,120})"
)
_PAIRS = (frozenset(["sbp", "dbp"]), frozenset(["ast", "alt"]))
_GLUE = re.compile(r"[ ,/()]{0,4}(?:and/or|or|and)?[ ,/()]{0,3}")
_SAME = r"(?:[^.;]|\.\d|(?:i\.e|e\.g)\.)"  # the rest of a sentence
_ACCEPTED = re.compile(
    rf"(?:(?!(?:however|but|although)(?![a-z])){_SAME}){{0,160}}?"
    r"(?:[;.,] ?(?:however|but|although),? |"
    rf"[.;] (?:the |those )?(?={phrases('people')} (?:with|who|whose|on|judged) ))"
    r"(?P<said>(?!not |no )(?:[^.;]|\.\d){5,220}?(?<![a-z])"
    r"(?:is|are|will be|may be|can be|would be) (?:also |still )?"
    r"(?:allowed|permitted|accepted|acceptable|eligible|included|enrolled|exempt(?:ed)?)(?![a-z])"
    r"(?:(?:i\.e|e\.g)\.|[^.;]|\.\d){0,240}(?![a-z]))"
)
_NOT_MEANT = re.compile(  # "This does not include eye drops"
    rf"{_SAME}{{0,80}}[.;(] ?(?:this|these|it|which) (?:does|do) not (?:include|apply to|refer to) "
    r"(?P<said>[^.;()]{3,160})(?![a-z])"
)


def take_back(lower: str, words: frozenset[str], drafts: Sequence[Draft]) -> None:
    """Gives the limits of an exclusion their further conditions, and what is accepted all the same."""
    if not words.isdisjoint(_BESIDES_CUES):
        for index, draft in enumerate(drafts):
            said = _BESIDES.match(lower, draft.end) if draft.bound and draft.condition is None else None
            if said:
                _give(lower, said["what"].strip(), draft, drafts[:index])
    if len({draft.concept for draft in drafts}) != 1:
        return
    if not words.isdisjoint(_ALLOWANCE_CUES):
        _except(lower, drafts, _ACCEPTED)
    if "not" in words and ("does" in words or "do" in words):
        _except(lower, drafts, _NOT_MEANT)


def _except(lower: str, drafts: Sequence[Draft], said: re.Pattern[str]) -> None:
    """Gives what is ``said`` behind the limits to the last of them, and to those that end there too."""
    last = max(draft.end for draft in drafts)
    if found := said.match(lower, last):
        for draft in drafts:
            if draft.end == last:
                draft.exception = draft.exception or found["said"].strip()


def _give(lower: str, condition: str, draft: Draft, before: Sequence[Draft]) -> None:
    """Gives a condition to a threshold and to the other of its pair: both pressures, both transaminases."""
    draft.condition = condition
    for other in reversed(before):
        is_pair = any({draft.concept, other.concept} <= pair for pair in _PAIRS)
        glue = _GLUE.fullmatch(lower, min(other.end, draft.start), draft.start)
        if not is_pair or not other.bound or not glue:
            break
        other.condition = other.condition or condition
