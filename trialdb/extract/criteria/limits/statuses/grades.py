"""Grades of toxicity: ``≥ grade 2 neuropathy``, ``recovered to grade 0-1``; never the grade of a tumour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.extract.criteria.limits.statuses.graded import graded, named_before
from trialdb.extract.criteria.limits.thresholds.bounds import Bound, compare, compare_after

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_DIGIT = r"(?:iv|v|i{1,3}|[0-5])(?![a-z\d]|\.\d)"
_GRADE = re.compile(
    r"(?<![a-z])(?:ctcae |nci-ctcae |nci |ctc |toxicity )?"
    r"(?:grades?(?: \(g\))?[ -]?(?:of )?(?:level )?|gr\.? ?(?=[1-5]))"
)
_FIRST = re.compile(
    rf"(?P<low>{_DIGIT})(?: ?(?P<sign>-|to|/|,? ?or|and|,) ?(?:grade )?(?P<high>{_DIGIT}))?"
    rf"(?: ?(?:,? ?(?:or|and)|,|/) ?(?:grade )?(?P<third>{_DIGIT}))?"
)
_BEFORE = re.compile(
    r"(?:[≥≤<>]|(?:equal(?: to)? or )?(?:(?:not|no) )?(?:greater|less|more|higher|lower) th[ae]n"
    r"(?: or equal to)?(?: ?\(?[≥≤<>]\))?|"
    r"at or above|at or below|at least|above|below|"
    r"over|exceeding|in excess of|worse than|"
    r"at most|maximum|up to) {0,2}(?:a |the )?"
    r"(?:(?:nci|ctcae|nci-ctcae|ctc|nci-ctc|common (?:terminology|toxicity) criteria(?: for adverse events?)?|toxicity|"
    r"national cancer institute(?:'s)?|\(nci\)|"
    r"\(?(?:ctcae|nci-ctcae|ctc)?,? ?(?:version|ver\.?|v\.?) ?\d(?:\.\d{1,2})?\)?|"
    r"\((?:nci[- ])?ctc(?:ae)?\))[ ,]{1,2}){0,6}$"
)
_TOXIC = re.compile(phrases("toxicity"))
_TUMOR = re.compile(phrases("grade that is no toxicity"))
_RECOVERED = re.compile(
    r"(?:resolved|recovered|recovery|improved|returned|resolution|reduced)[^.;]{0,60} to"
    r"(?: (?:a|an|at least|baseline|severity|normal|or|/|either|ctcae|nci|nci-ctcae|"
    r"pre-?treatment levels?|(?:a )?level of))* ?$"
)
_RESOLVED_TO = re.compile(r"(?<![a-z])(?<!due )(?<!prior )(?<!related )to(?![a-z])[^.;]*(?:\.\d[^.;]*)?$")
_NOT_RECOVERED = re.compile(
    r"(?<![a-z])(?:not|never|neither|nor|n't|failed to|failure to|without|lack of|no)"
    r"(?: (?:yet|been|be|have|has|having|fully|completely|sufficiently|adequately|a|full|complete)){0,3}"
    r"(?: (?:stabili[sz]ed|controlled|resolved|improved|returned|cured) (?:or|and|nor))?"
    r" (?:back to |come down|resol|recover|return|improv|reduc|subsid|decreas|downgrad)"
    r"(?:[^.;]|\.\d|(?:i\.e|e\.g)\.){0,140}$"
)
_FREE_OF = re.compile(  # "recovered from all grade 3-4 toxicities": none is left
    r"(?<![a-z])(?:recovered|recovery|resolution|resolved) (?:from|of) (?:all |any |the |prior |previous |acute |"
    r"clinically |significant |(?:nci|ctcae|ctae|nci-ctcae|ctc)[, ]|v?\d(?:\.\d)? |[≥>] ?)*$"
)
_NEVER_HAD = re.compile(  # "no prior history of grade 3 bleeding"
    r"(?<![a-z])(?:no|without|never had|not (?:have |had |having )?(?:experienced?|suffer(?:ed)?(?: from)?)?)"
    r"(?: (?:a|an|any|prior|previous|known|documented|history|of|experience|experienced|had))* $"
)
_MUST_RESOLVE = re.compile(
    r"(?! or (?:less|lower|better))[^.;,()]{0,80}(?<![a-z])(?:must|should|need to) "
    r"(?:have |be )?(?:fully )?(?:resolved?|recover)"
)
_DEFINED = re.compile(  # what a word of the criterion means is no further requirement
    r"(?<![a-z])(?:intoleran|intolerab|failure|refractor|resistan|relapse)[^.;]{0,80}"
    r"(?:defined (?:as|by)|means?|refers? to)(?![a-z])[^.;]{0,200}$"
)
_PRESSURE = re.compile(r"(?<![a-z])hypertension(?: [a-z]+){0,3} $")  # "hypertension of grade II", by its own classes
_OF_WHO = re.compile(  # "grade II or greater heart failure" is by its own classes
    r" (?:by |of |according to )?(?:the )?who(?![a-z])|"
    r"(?: or (?:greater|higher|above|more|worse))? (?:congestive )?(?:heart failure|chf)(?![a-z])"
)
_NEUROPATHY = re.compile(
    r"^(?:(?:pre-existing|existing|presence of|peripheral|sensory|motor|or|and|ongoing|known) ?)*neuropath"
)
_OTHER_TOXICITY = re.compile(
    r"toxi|adverse e|side effect|(?<![a-z])(?:ir)?aes?(?![a-z])|(?:except|exclud|other than)[^.;]{0,60}neuropath"
)
_PERIPHERAL = re.compile(r"neuropath")


_NO_TOXICITY = re.compile(  # a step of treatment: "grade 3 asthma medication"
    r" (?:asthma |controller )?(?:therap(?:y|ies)|medications?|drugs?|treatments?)"
    r"(?![a-z]|[ -](?:[a-z]+ )?(?:related|induced|emergent|or|discontinu))"
)
_CAUSE_TO_STOP = re.compile(  # "grade 3 toxicity that led to discontinuation"
    r"(?:(?! or )[^.;,]){0,120}?(?P<said>(?<![a-z])unresponsive to [^.;,()]{3,60}(?![a-z])|"
    r"(?<![a-z])(?:(?:that|which) (?:(?:has|have) )?)?"
    r"(?:led|leading|resulted|resulting|requiring) "
    r"(?:(?:in|to) )?[^.;,()]{0,40}(?:discontinu|interrupt|withdraw|cessation)[^.;,()]{0,60}(?![a-z]))"
)
_SIGNIFICANT = re.compile(r"(?<![a-z])(?P<said>clinically significant)(?: \([^()]*\))?(?: baseline)? $")


def read_grades(lower: str) -> list[Draft]:
    """Limits on the grade of toxicity."""
    drafts: list[Draft] = []
    for match in _GRADE.finditer(lower):
        draft = _read(lower, match) if not drafts or match.start() >= drafts[-1].end else None
        if draft:
            drafts.append(draft)
    return drafts


def _read(lower: str, match: re.Match[str]) -> Draft | None:
    start, begin = match.start(), match.end()
    sentence = _sentence(lower, start)
    if not _TOXIC.search(sentence) or _TUMOR.search(sentence) or _is_defined(lower, start):
        return None
    comparison = compare(lower, begin)
    before = _BEFORE.search(lower, max(0, start - 130), start)
    if comparison is None and before:
        comparison = compare(lower, before.start())
        start = before.start()
    elif comparison:
        begin = comparison.end
    digits = _FIRST.match(lower, begin)
    if (
        digits is None
        or _OF_WHO.match(lower, digits.end())
        or _NO_TOXICITY.match(lower, digits.end())
        or (not digits["low"].isdigit() and _PRESSURE.search(lower, max(0, start - 60), start))
    ):
        return None
    stated = [_number(digits[place]) for place in ("low", "high", "third") if digits[place]]
    low, high = min(stated), max(stated)
    end = digits.end()
    suffix = compare_after(lower, end)
    is_unresolved = _NOT_RECOVERED.search(lower, max(0, start - 190), start) is not None
    if comparison and comparison.side == "low":
        bound = Bound(start, end, low, comparison.inclusive)
    elif comparison and comparison.side == "high":
        bound = Bound(start, end, None, None, high, comparison.inclusive)
    elif suffix and not digits["high"]:
        is_low = suffix.side == "low"
        end = suffix.end
        bound = Bound(start, end, low, True) if is_low else Bound(start, end, None, None, low, True)
    elif (is_unresolved and _RESOLVED_TO.search(lower, max(0, match.start() - 120), match.start())) or (
        not digits["high"] and _RECOVERED.search(lower, max(0, match.start() - 80), match.start())
    ):
        bound = Bound(start, end, None, None, high, True)
    else:
        bound = Bound(start, end, low, True, high, True)
    code = (
        "peripheral_neuropathy_grade"
        if _PERIPHERAL.search(sentence) and not _OTHER_TOXICITY.search(sentence)
        else "toxicity_grade"
    )
    negated = bound.low is None and is_unresolved
    is_over = (
        _NEVER_HAD.search(lower, max(0, start - 80), start)
        or _FREE_OF.search(lower, max(0, start - 80), start)
        or _MUST_RESOLVE.match(lower, end)
    )
    if bound.low and not is_unresolved and is_over:
        negated = True
    of = graded(lower, start, end) or (named_before(lower, start) if code == "toxicity_grade" else None)
    if code == "toxicity_grade" and of and _NEUROPATHY.search(of):
        code, of = "peripheral_neuropathy_grade", None
    elif of and "neuro" not in of:
        code = "toxicity_grade"
    only = _CAUSE_TO_STOP.match(lower, end) or _SIGNIFICANT.search(lower, max(0, start - 100), start)
    condition = only["said"] if only else None
    return Draft(code, start, end, "toxicity.grade", bound=bound, negated=negated, of=of, condition=condition)


def share_windows(grades: Sequence[Draft], events: Sequence[Draft]) -> None:
    """Gives each grade in the words of an event the window of that: "grade 2 bleeding, or a clot within a month"."""
    for grade in grades:
        if grade.rule != "toxicity.grade" or grade.window:
            continue
        around = (
            one for one in events if one.start <= grade.start and grade.end <= one.end and "grade" in (one.of or "")
        )
        grade.window = next((one.window for one in around if one.concept == "condition"), None)


def _is_defined(lower: str, start: int) -> bool:
    may_be = "defin" in lower or "mean" in lower or "refer" in lower
    return may_be and _DEFINED.search(lower, max(0, start - 300), start) is not None


def _sentence(lower: str, at: int) -> str:
    begin = max(lower.rfind(";", 0, at), lower.rfind(". ", 0, at), at - 200, 0)
    ends = [e for e in (lower.find(";", at), lower.find(". ", at)) if e >= 0]
    return lower[begin : min([*ends, at + 200])]


def _number(written: str) -> int:
    return _ROMAN.get(written) or int(written) if not written.isdigit() else int(written)
