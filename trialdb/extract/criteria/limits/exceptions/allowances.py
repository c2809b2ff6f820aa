"""What an exclusion only allows: ``mild elevations (< 2 x ULN) are acceptable``, ``those with … are eligible if …``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

ALLOWANCE_CUES = frozenset(
    [
        "allowed",
        "permitted",
        "permissible",
        "continue",
        "acceptable",
        "accepted",
        "eligible",
        "eligibility",
        "participation",
        "participate",
        "excluded",
        "enrolled",
        "admitted",
        "included",
        "enroll",
        "qualify",
        "registered",
    ]
)
_ALLOWS = re.compile(
    r"(?<![a-z])(?<!not )(?<!not be )(?:allowed|permitted|(?:is|are|be) (?:acceptable|permissible)|eligible|"
    r"to allow participation|(?<!eligible )(?<!not be allowed )(?<!not be permitted )(?<!not allowed )"
    r"(?<!plan )(?<!plans )(?<!planning )(?<!willing )(?<!intend )(?<!intends )"
    r"(?<!intention )to participate|not (?:be )?excluded|"
    r"meets? (?:the )?eligibility|"
    r"(?:can|could|may) (?:be (?:enrolled|included|accepted|registered)|participate|enroll|qualify))(?![a-z])"
)
_LET_IN = re.compile(  # "only the following may be enrolled: those with hepatitis B whose DNA is ≤ 400 IU/mL"
    r"(?<![a-z])(?<!not )(?<!not be )(?:eligible|allowed|permitted|acceptable|enrolled|included|participate)"
    r"(?![a-z])[^.;:]{0,80}:[^.;]{0,200}$"
)
_LETS_THEM_IN = re.compile(  # "subjects with carcinoma in situ, or prostate cancer (Gleason score < 6) are eligible"
    rf"(?:[^a-z]|(?:however|but|note|exceptions?|except that|only)[ ,:]{{1,3}})*(?:(?:the|those|any|all) )?"
    rf"(?:(?:fe)?male )?{phrases('people')} (?:(?!excluded|ineligible)(?:[^.;]|\.\d|e\.g\.|i\.e\.))*?(?<![a-z])"
    r"(?:(?:may|can|could) participate(?![a-z])|(?:are|is|will be|may be|can be|could be) "
    r"(?:also |still |considered |potentially )?"
    r"(?:(?:eligible|allowed|permitted|acceptable)(?! to receive| for (?!th(?:e|is) (?:study|trial)))|"
    r"admitted (?:in)?to th(?:e|is) (?:study|trial)|"
    r"(?:enrolled|included)(?= *(?:[.;,)]|$|if|provided|as long|only|when|in th(?:e|is) (?:study|trial))))(?![a-z]))"
)
_GOES_ON_IF = re.compile(  # "they may go on with it as long as QTcF is < 475 ms"
    r"(?<![a-z])(?:(?:may|can) continue|(?:is|are) (?:permitted|allowed|acceptable))(?![a-z])[^.;]{0,100}"
    r"(?<![a-z])(?:as long as|provided)(?![a-z])[^.;]{0,60}$"
)
_PROVISO_CUES = frozenset(["long", "provided"])
_VERDICT = re.compile(
    r"[^()]{0,80}\)(?:,? (?:or|and) [^.;,()]{3,60}(?:\([^()]*\))?)? (?:may be|can be|could be|are|is|will be) "
    r"(?:eligible|allowed|permitted|acceptable|enrolled|included|admitted)(?![a-z])"
)
_IF = re.compile(r"(?:^|[.;:] )if [^.;]*$")
_THEN_IN = re.compile(  # "If the average is ≤ 500 ms, the subject meets eligibility"
    rf"(?:[^.;,()]{{0,30}},|[^.;,()]{{0,60}}\)) (?:then )?(?:the |those )?{phrases('people')} "
    r"(?:meets? (?:the )?eligibility|(?:is|are|will be|may be) (?:eligible|enrolled|included))(?![a-z])"
)
_CUTS = (  # behind one of the signs and letters that one of them begins with
    r"(?<=[.:]) |(?<= )--? |(?<![a-z][behu])(?:(?<=b)ut|(?<=h)owever|(?<=u)nless|(?<=e)xcept)(?![a-z])"
)
_CUT = re.compile(rf"[,;.: behu](?:(?<=[,;])|{_CUTS})")
_CUT_INSIDE = re.compile(rf"[(),;.: behu](?:(?<=[(),;])|{_CUTS})")
_ASIDE = re.compile(r"\([^()]*\)")
_FARTHEST = 200  # characters in front of a limit in which its clause begins


def without_allowed(clauses: Clauses, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` of an exclusion without what it lets in."""
    return [draft for draft in drafts if not _is_allowed(clauses, draft.start, draft.end)]


def _is_allowed(clauses: Clauses, start: int, end: int) -> bool:
    lower = clauses.lower
    inside = lower.rfind("(", 0, end) > lower.rfind(")", 0, end)
    cut = _CUT_INSIDE if inside else _CUT
    cuts = [found.end() for found in cut.finditer(lower, max(0, start - _FARTHEST), start)]
    rest = lower[end:] if inside else _ASIDE.sub("", lower[end:])
    before = lower[max(cuts, default=0) : end]
    said = (before if inside else _ASIDE.sub("", before)) + _CUT_INSIDE.split(rest, maxsplit=1)[0]
    if _ALLOWS.search(said) is not None or (inside and _VERDICT.match(lower, end)):
        return True
    if not clauses.words.isdisjoint(_PROVISO_CUES) and _GOES_ON_IF.search(lower, max(0, start - _FARTHEST), start):
        return True
    if ":" in lower and _LET_IN.search(lower, max(0, start - _FARTHEST - 100), start):
        return True
    if _THEN_IN.match(lower, end) and _IF.search(lower, max(0, start - _FARTHEST), start):
        return True
    begin, stop = clauses.sentence_span(start)
    sentence = lower[begin:stop] if inside else _ASIDE.sub("", lower[begin:stop])
    return _LETS_THEM_IN.match(sentence) is not None
