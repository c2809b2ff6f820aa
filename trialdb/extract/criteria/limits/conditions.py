"""For whom a threshold holds: ``if liver metastases are present``, ``in men``, ``for patients ≥ 16 years``."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from trialdb.extract.criteria.limits.lexicon import matches_at, phrases, words_of
from trialdb.extract.criteria.limits.mentions import Mention
from trialdb.extract.criteria.limits.tables import phrases_by_place
from trialdb.extract.criteria.limits.thresholds.bounds import Bound
from trialdb.extract.criteria.limits.thresholds.units import UNITS


class Condition(msgspec.Struct, frozen=True, gc=False):
    """A condition as written. ``is_weak`` words ("patients with …") state one only beside another threshold."""

    start: int
    end: int
    text: str
    sex: str | None = None
    is_weak: bool = False
    is_exception: bool = False
    concept: str | None = None


_PEOPLE = phrases("people")
_LIVER = (
    r"(?:known |documented |the presence of |presence of |confirmed )?"
    rf"{phrases('liver or bone')}(?! function| test| enzyme| marrow(?! involvement))"
)
_STEP = r"(?:(?:dose|cohort)[- ])?(?:escalation|expansion) (?:phase|part|cohort)"
_PART = r"(?:cohort|part|phase|arm|stratum) [a-z0-9]{1,3}"  # "≤ 3 x ULN (cohort A) or ≤ 5 x ULN (cohort B)"
_EVERYONE = (
    "(?:all|any|both|each|every|healthy|adults?|adolescent|eligible|enrolled|these|those|such|other|most|study|the|"
    "male|female|p(?:a)?ediatric|some|trial|with|who|have|that|years?) "
)
_CUE = re.compile(
    r"(?<![a-z])(?<!even )(?:"
    r"(?P<strong>(?:(?:or |and |except |unless )?(?:if(?:, however,)?|when|"
    r"in (?:the )?(?:case|presence|setting|event|context) of|"
    rf"(?:for|in|among|except|except for|except in|with the exception of) (?:the |those |all |any |a |an |each |adult |"
    rf"pediatric )?{_PEOPLE}"
    r"(?: (?:with|who|having|receiving|on|whose|that|taking|aged|age|diagnosed with))?)|unless|"
    rf"{_PEOPLE} (?:in|on|from|enrolled in|assigned to)"
    r"(?= (?:(?:[a-z0-9/-]+ ){1,5}(?:cohort|arm|group|stratum)|(?:the )?(?:cohort|arm|group|stratum|tier|part|phase) "
    r"[a-z0-9]{1,3})(?![a-z])))(?![a-z]|'s? )"
    rf"|(?<!except )(?:for|in) "
    rf"(?={_LIVER}|(?:the )?{_STEP})"
    r"|(?P<first>(?<!except )(?:for|in|among) "
    rf"(?=(?:the )?(?:first|initial|next) (?:[a-z0-9-]+ ){{0,2}}{_PEOPLE}(?![a-z])))"
    rf"|(?<=\()(?P<label>)(?=(?:{_STEP}|{_PART})\))"
    rf"|(?P<kind>(?:for|in) (?=(?:(?!{_EVERYONE})[a-z-]{{4,20}} ){{1,3}}(?:patients|subjects|participants|individuals)"
    rf"(?![a-z])))|(?P<lacking>in the absence of|without|not (?:receiving|on|taking)) "
    rf"(?=(?:{_LIVER}|(?:therapeutic |concurrent |any )?anticoag)))"
    rf"|(?P<weak>{_PEOPLE} (?:with|who|having|whose)(?![a-z])|"
    rf"(?:with|without|and|due to|secondary to|attributed to|attributable to|because of) (?={_LIVER}))"
    r")"
)
_ELIGIBLE = re.compile(  # "eligible if platelets > 100,000/mm3" asks for them
    r"(?<![a-z])(?:(?<!not )eligible|ineligible|excluded|included|enrolled|enroll|participate|qualify)"
    r"(?: (?:for|to) [a-z]+(?: [a-z]+){0,4})?(?: only)? $"
)
CONDITION_CUES = frozenset(
    word
    for phrase in (
        *phrases_by_place()["people"],
        *phrases_by_place()["liver or bone"],
        "if when unless case context event",
    )
    for word in phrase.split()
) | words_of(
    "presence setting absence anticoagulant anticoagulants anticoagulation escalation expansion cohort part phase arm "
    "stratum"
)
_FIRST_WORDS = frozenset(
    [
        *phrases_by_place()["people"],
        *("or", "and", "except", "unless", "if", "when", "in", "for", "among", "with", "without", "not"),
        *("due", "secondary", "attributed", "attributable", "because"),
        *("cohort", "part", "phase", "arm", "stratum", "dose", "escalation", "expansion"),
    ]
)
SEX_CUES = frozenset(["male", "males", "men", "man", "boys", "female", "females", "women", "woman", "girls"])
_EXCEPTIONS = ("except", "unless", "or except", "and except", "or unless", "with the exception")
_ACT = re.compile(
    r" (?:signing|providing|giving|obtaining|entering|starting|measured|taken|assessed|determined|seated|sitting) "
)  # when it is measured, not for whom
_JOINS = frozenset(["", "or", "and"])
_AGE_GROUP = re.compile(r"(?<![a-z])(?:adults|adolescents|children|infants|p(?:a)?ediatrics)$")
_SAYS_MORE = re.compile(
    r"(?: [a-z-]+){0,3} (?:is|are|was|were|be|can|has|have|due|caused|attributed|related)(?![a-z])(?! [≥≤<>\d]| normal)"
)
_WHO_HAD = re.compile(r"(?:(?:history|diagnosis) of)?")
_LONGEST_STATE = 60  # characters behind a name that say in which state it is
_AMONG = re.compile(r"(?:in|for|among)(?![a-z])")  # "in children weighing < 35 kg": some of them
_AGAIN = re.compile(r", (?:re-?test|repeat|re-?measure)")  # "if stress is suspected, retest"
_IF_ONLY = re.compile(r"(?:if|when)(?![a-z])")
_DEMANDS = re.compile(
    r"[^.;,]{0,60}, [^.;]{0,80}(?<![a-z])"
    r"(?:must|should|will|may|can|(?:is|are) (?:allowed|permitted|required))(?![a-z])"
)
_NUMBERED = re.compile(r"(?<![a-z])(?:stage|type|phase|class|cohort|part|arm|group|stratum) $")
_AT_VISIT = re.compile(r" (?:at|on|during) [a-z]{4,15} \(")  # "≥ 0.2 ng/mL at screening (cohort 2)"
_TO_ENTER = re.compile(  # "≤ 1 g for patient enrollment", "for the patient at randomization": of everybody
    r"(?:(?:at|before|prior to|during|for|study|trial) )*"
    r"(?:enrol[a-z]*|entry|inclusion|eligibility|randomi[sz]ation|screening|baseline|registration|participation)"
)
_EVIDENCED = re.compile(
    r"(?<![a-z])(?:evidenced|defined|demonstrated|indicated|shown|manifested|proven) by "
    r"(?:(?:any|either|one|at least one|or more|of|the) )*(?:following|these)$"
)
_TO_AVOID = re.compile(r"(?:^|[.;:] )to avoid [^.;,:]*$")  # "to avoid harm in patients with …, those whose"
_BESIDE = 3  # characters between a bound and "for unaffected subjects"
_EMPTY = frozenset(
    [
        "",
        "at any time",
        "free",
        "average",
        "mean",
        "elevated",
        "abnormal",
        "serum",
        "baseline",
        "age",
        "aged",
        "total",
        "low",
        "high",
        "measured",
        "calculated",
    ]
)
_LEADING = frozenset(["in", "for", "of"])
_ENDS = re.compile(r"[.;)\]\n]|, (?:the|then) ")
_STOP = re.compile(
    r"[,;:()\[\]\n]|\.(?: |$)|(?<![a-z])(?:must|should|shall|(?<!that )(?<!which )may|then|up to|then)(?![a-z])"
)
_OPENS = re.compile(r"(?:[a-z-]+ ){1,4}?(?:patients|subjects|participants|individuals), ")
_ENDED = re.compile(r"(?:^|[.;\n])[\s*•-]*$")
_TRIM_HEAD = re.compile(rf"^(?:{phrases('before a condition')} )+")
_TRIM_TAIL = re.compile(rf"(?: {phrases('after a condition')})+$")
_SEX = re.compile(
    r"(?<![a-z])(?<![a-z\d]-)(?:(?P<cue>for|in|if|among|when) )?"
    r"(?:adult |all |the |healthy |premenopausal |postmenopausal )?"
    r"(?P<sex>males?|men|man|boys|females?|women|woman|girls)"
    r"(?: (?:subjects?|patients?|participants?|volunteers?|individuals))?(?![a-z])"
    r"(?(cue)|(?! (?:of (?:child|reproduct)|who|whose|receiving|must|should|using|taking|will)))"
)
_BOTH = re.compile(
    r"[ ,]{0,2}(?:and/or|and|or|/|&) ?(?:(?!(?:males?|men|females?|women|if|for|in)(?![a-z]))[a-z/,-]+ ){0,3}?"
    r"(?:males?|men|man|boys|females?|women|woman|girls)(?![a-z])"
)


def find_conditions(
    lower: str, words: frozenset[str], mentions: Sequence[Mention], bounds: Sequence[Bound]
) -> tuple[list[Condition], frozenset[int]]:
    """All conditions in order, and where the names and bounds start that are part of one."""
    found: list[Condition] = []
    inner: set[int] = set()
    for match in matches_at(_CUE, lower, words & _FIRST_WORDS):
        if match[0] == "when" and _ACT.match(lower, match.end()):
            continue
        if match[0] in ("if", "when") and _ELIGIBLE.search(lower, max(0, match.start() - 48), match.start()):
            continue
        opens = match["kind"] and _OPENS.match(lower, match.end()) and _ENDED.search(lower, 0, match.start())
        if (
            (match["kind"] or match["label"] is not None)
            and not opens
            and not any(
                0 <= match.start() - bound.end <= _BESIDE or _AT_VISIT.fullmatch(lower, bound.end, match.start())
                for bound in bounds
            )
        ):
            continue
        if "avoid" in words and _TO_AVOID.search(lower, 0, match.start()):
            continue
        begin = match.end()
        is_exception = match[0].startswith(_EXCEPTIONS)
        stop = _STOP.search(lower, begin)
        limit = stop.start() if stop else len(lower)
        if stop and (across := next((m for m in mentions if begin <= m.start < limit < m.end), None)):
            stop = _STOP.search(lower, across.end)  # "forced vital capacity (FVC) between 78 and 88 %"
            limit = stop.start() if stop else len(lower)
        if _AGAIN.match(lower, limit) and _IF_ONLY.match(match[0]):
            continue
        bound = next((b for b in bounds if begin <= b.start < limit and not _is_of_name(lower, b)), None)
        names = [m for m in mentions if begin <= m.start < (bound.start if bound else limit)]
        end = min([limit, *(event.start for event in (*names, bound) if event)])
        if (
            bound is None
            and names
            and (
                (_IF_ONLY.match(match[0]) and _SAYS_MORE.match(lower, names[-1].end))
                or (match["strong"] and not is_exception and (stop is None or _ENDS.match(lower, limit)))
            )
        ):
            inner.update(name.start for name in names)  # "if the rise of ALT is due to metastases, ALT ≤ 6 x ULN"
            end = limit
        if match["first"] or match["label"] is not None:
            end = limit  # "for the first three subjects": the number counts them
        is_whole = match["label"] is not None or match["first"] is not None
        if match["strong"] and bound and trimmed(lower[begin:end]) in _LEADING:
            inner.add(bound.start)  # "for subjects in whom ≥ 50 % of the cells are blasts"
            end = limit
        said, concept = lower[begin:end] if is_whole else trimmed(lower[begin:end]), None
        if match["strong"] and names and bound is None and _WHO_HAD.fullmatch(said):
            is_whole = len(names) == 1 and limit - names[0].end < _LONGEST_STATE
            end = limit if is_whole else min(limit, names[0].end)  # "for those with a history of HIV, …"
            said = trimmed(lower[begin:end])
        is_open = said in _EMPTY
        if match["strong"] and (said in _JOINS or said.startswith("or ")) and (group := _AGE_GROUP.search(match[0])):
            said, end = group[0], match.end()  # "in adults or > ULN in children"
        if (
            bound
            and not match["weak"]
            and (is_open or _is_opened(lower, match.start(), bound))
            and _is_inner(lower, names, bound, bounds, match.start())
        ):
            inner.update(m.start for m in names)
            inner.add(bound.start)
            is_age = bound.is_age or bound.unit == "a"
            subject = names[-1] if names else None if is_age else _before(mentions, match.start())
            own = "" if names or subject is None else lower[subject.start : subject.end]
            end, said = bound.end, f"{own} {trimmed(lower[begin : bound.end])}".strip()
            concept = subject.codes[0] if subject and subject.codes else "age" if is_age else None
        elif is_open and said in _EMPTY:
            said = ""
        if match["lacking"]:
            said = f"{match['lacking'].removeprefix('in the ')} {said}"
        if said.endswith(("following", "these")) and _EVIDENCED.search(said):
            said = ""  # it only leads to the limits: "asthma as evidenced by any of the following"
        if _TO_ENTER.fullmatch(said):
            said = ""
        found.append(Condition(match.start(), end, said, None, bool(match["weak"]), is_exception, concept))
    return found, frozenset(inner)


def trimmed(words: str) -> str:
    """The words of a condition without those that only lead to it or away from it."""
    return _TRIM_TAIL.sub("", _TRIM_HEAD.sub("", words.strip() + " ").strip())


def _is_inner(lower: str, names: Sequence[Mention], bound: Bound, bounds: Sequence[Bound], cue: int) -> bool:
    """Whether a bound behind a condition's cue belongs to it: some other bound is then what it is a condition for."""
    if len(names) < 2 and not bound.is_bare and _IF_ONLY.match(lower, cue) and _DEMANDS.match(lower, bound.end):
        return True
    if len(names) == 1 and names[0].codes == ("weight",) and _AMONG.match(lower, cue):
        return True
    if len(names) > 2 or (not names and not bound.is_age and bound.unit != "a" and bound.reference is None):
        return False
    bounds = [b for b in bounds if b.is_age or not _is_time(b)]
    earlier = any(b.end <= cue and ";" not in lower[b.end : cue] for b in bounds)
    later = any(b.start >= bound.end and ";" not in lower[bound.end : b.start] for b in bounds if b is not bound)
    return earlier or later


def _is_opened(lower: str, cue: int, bound: Bound) -> bool:
    """Whether a sentence begins with "if", up to a bound and what it then asks for: "If the test shows > 2, it may"."""
    return (
        _IF_ONLY.match(lower, cue) is not None
        and (cue == 0 or lower.endswith((". ", "; ", ": "), 0, cue))
        and not bound.is_bare
        and _DEMANDS.match(lower, bound.end) is not None
    )


def _is_of_name(lower: str, bound: Bound) -> bool:
    """Whether a number only tells things of one kind apart: "stage 3", "cohort 2"."""
    return bound.is_bare and bound.unit is None and _NUMBERED.search(lower, 0, bound.start) is not None


def _is_time(bound: Bound) -> bool:
    return bound.unit in UNITS and UNITS[bound.unit].dimension == "time"


def _before(mentions: Sequence[Mention], at: int) -> Mention | None:
    """The name that a condition without one is about: the last before it."""
    return next((mention for mention in reversed(mentions) if mention.end <= at), None)


def find_sexes(lower: str) -> list[Condition]:
    """Mentions of one sex alone, as the condition of a threshold."""
    found: list[Condition] = []
    skip = 0
    for match in _SEX.finditer(lower):
        if match.start() < skip:
            continue
        both = _BOTH.match(lower, match.end())
        if both:
            skip = both.end()
            continue
        sex = "male" if match["sex"].startswith(("m", "b")) else "female"
        found.append(Condition(match.start(), match.end(), match[0], sex, is_weak=not match["cue"]))
    return found
