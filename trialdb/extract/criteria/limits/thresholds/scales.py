"""Positions on a scale: ``ECOG 0, 1 or 2``, ``NYHA class III/IV``, ``Child-Pugh B or worse``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.extract.criteria.limits.mentions import Mention
from trialdb.extract.criteria.limits.tables import Concept, concepts
from trialdb.extract.criteria.limits.thresholds.bounds import Comparison, compare, compare_after

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_SEPARATOR = (
    r" ?(?:,? ?(?:and/or|or|and|to|through|versus)(?![a-z])|,|/|-|~|&) ?"
    r"(?:good |better )?(?:class |grade |ps |stage |score |ecog )?(?:of )?"
)
_NOT_A_GRADE = (
    r"(?![\d%+]|\.\d| ?(?:weeks?|months?|days?|years?|x|mg|hours?|cm|prior(?! to)|or more (?:prior|lesions)))"
)
_DIGITS = rf"[0-6](?:{_SEPARATOR}[0-6](?![\d%]|\.\d)){{0,6}}{_NOT_A_GRADE}"
_NEXT = rf"(?:{_SEPARATOR}| (?=[iv]{{1,3}}(?![a-z])))"  # "III, IV V"
_ROMANS = rf"(?:iv|i{{1,3}}|[1-4])(?:{_NEXT}(?:iv|i{{1,3}}|[1-4])(?![a-z\d])){{0,4}}(?![a-z\d%]|\.\d)"
_CLASSES = rf"p?(?:iv|vi?|i{{1,3}}|[1-6])(?:{_NEXT}p?(?:iv|vi?|i{{1,3}}|[1-6])(?![a-z\d])){{0,5}}(?![a-z\d%]|\.\d)"
_LETTERS = rf"(?:[abc])(?:[5-9])?(?:{_SEPARATOR}[abc](?:[5-9])?(?![a-z\d])){{0,2}}(?![a-z\d])"
_GRADES = {
    "ecog": re.compile(_DIGITS),
    "nyha": re.compile(_ROMANS),
    "asa_class": re.compile(_CLASSES),
    "child_pugh_class": re.compile(_LETTERS),
}
_GAP = re.compile(
    r"(?:[\s:=,()\[\]'\"*-]{0,4}(?:within \d{1,2} (?:days|weeks|hours) (?:before|prior to|of)|"
    rf"(?!at least|at most){phrases('between scale and grade')}|\([a-z /-]{{1,30}}\)|"
    r"\([a-z][a-z .&'-]{1,40},? (?:19|20)\d\d\))(?![a-z])){0,12}"
    r"[\s:=,()\[\]'\"-]{0,4}"
)
_LEADING = re.compile(
    r"(?:[≥≤<>]|(?<![a-z])(?:(?:(?:no|not) )?(?:greater|more|higher|less|lower) than(?: or equal to)?|at least|"
    r"at most|above|below|exceeding|up to)) ?(?:a |an )?$"
)
_NUMBER_IN = re.compile(r"[0-6]|[ivx]+|[abc]")
_RANGE_SIGN = re.compile(r"-|~|to|through")
_BEFORE = re.compile(
    r"(?P<sign>(?:[≥≤<>]|greater than or equal to|greater than|at least|more than|above|less than) ?)?"
    r"(?:class(?:es)?|grade|stage|functional class) ?"
    r"(?P<grades>(?:iv|i{1,3}|[1-4])(?: ?(?:,|or|and|-|/|to) ?(?:class )?(?:iv|i{1,3}|"
    r"[1-4])){0,3})(?![a-z\d])(?P<upward> (?:or|and) (?:above|higher|greater|more|worse)(?![a-z]))?[^.;\d]{0,50}$"
)
_CITED = re.compile(r"(?:according to|as (?:defined|classified) by|by|per) (?:the )?$")

_THOSE_WITH = re.compile(rf"(?<![a-z])(?:{phrases('people')}) (?:with|of|who have) (?:an? )?$")
_MUST = re.compile(r" (?:must|should)(?![a-z])")
_PERFORMANCE_BEFORE = re.compile(  # "performance 0-2 (ECOG)"
    r"(?<![a-z])(?:performance|general condition)(?: (?:score|level|grade|of|is|was))*[ =:,]{1,3}"
    r"(?P<sign>(?:[≥≤<>]|greater than or equal to|less than or equal to|greater than|less than|at least|at most) ?)?"
    rf"(?P<grades>{_DIGITS})[ ,(\[]{{1,3}}"
    r"(?:(?:by|on|per|in|using|according to|as (?:measured|defined|assessed|determined) by|based on|the) )*$"
)


_UPWARD = re.compile(r"\+(?=[ ,;.)]|$)")  # NYHA class III+
_CONDITION = re.compile(  # "class A in HCC", "2 for those with ataxia", "3 is allowed if due to pain"
    r"[ ,]{1,2}(?:(?:is|are|will be|may be|can be) (?:also )?(?:allowed|permitted|acceptable|considered|eligible) )?"
    rf"(?P<whom>(?:(?:in|for) (?:those |all |the )?{phrases('people')} "
    r"(?:with|who|having|whose|in|aged|over|under|≥|>)|in (?=(?:hcc|hepatocellular)(?![a-z]))|"
    r"if (?!applicable|available)))(?P<words> ?(?:[^.;,()\[\n]|, (?=(?:and |or )?[a-z](?![a-z0-9]))){2,80})"
)


_ASIDE_OF_SOME = re.compile(  # "GOG 0-2 (patients with one prior regimen)", "0-1 (if two regimens were given)"
    rf" \((?:if (?!applicable|available)|(?:(?:for|in) )?(?={phrases('people')} (?:with|who|having|whose) ))"
    r"(?P<words>(?![^()]* (?:must|should|may|can|need|are|will) )[^()]{4,100})\)"
)


def read_scales(lower: str, text: str, mentions: Sequence[Mention]) -> list[Draft]:
    """The value sets stated for scale concepts; no other reader should use their spans."""
    found: list[Draft] = []
    done = -1
    for mention in mentions:
        if mention.start < done:
            continue
        for code in mention.codes:
            concept = concepts()[code]
            if not concept.scale:
                continue
            reading = _before(lower, mention, concept) if _CITED.search(lower, 0, mention.start) else None
            reading = reading or _after(lower, text, mention, concept) or _before(lower, mention, concept)
            if reading:
                found.append(reading)
                done = reading.end
                break
    return found


def _after(lower: str, text: str, mention: Mention, concept: Concept) -> Draft | None:
    gap = _GAP.match(lower, mention.end)
    begin = gap.end() if gap else mention.end
    start = mention.start
    comparison = compare(lower, begin)
    if comparison:
        begin = comparison.end
        again = _GAP.match(lower, begin)
        begin = again.end() if again else begin
    else:
        comparison, start = _leading(lower, mention)
    grades = _GRADES[concept.code].match(lower, begin)
    if grades is None or (
        concept.code == "child_pugh_class" and not text[begin].isupper() and "class" not in lower[mention.start : begin]
    ):
        return None
    values = _values(concept, grades[0])
    end = grades.end()
    suffix = compare_after(lower, end)
    if suffix is None and _UPWARD.match(lower, end):
        suffix = Comparison("low", True, False, end + 1)
    if comparison:
        values = _bounded(concept, comparison.side, comparison.inclusive, values)
    elif suffix:
        values = _bounded(concept, "high" if suffix.side == "better" else suffix.side, True, values)
        end = suffix.end
    if not values or (_MUST.match(lower, end) and _THOSE_WITH.search(lower, max(0, start - 40), start)):
        return None  # "those with performance status 2 must be stable"
    some = _CONDITION.match(lower, end) or _ASIDE_OF_SOME.match(lower, end)
    condition = some["words"].strip() if some else None
    return Draft(concept.code, start, end, "scale.values", values=values, condition=condition)


def _leading(lower: str, mention: Mention) -> tuple[Comparison | None, int]:
    """A comparison in front of the scale's name: "≥ Child-Pugh class B", "greater than NYHA class II"."""
    sign = _LEADING.search(lower, max(0, mention.start - 40), mention.start)
    comparison = compare(lower, sign.start()) if sign else None
    return (comparison, sign.start()) if sign and comparison else (None, mention.start)


def _before(lower: str, mention: Mention, concept: Concept) -> Draft | None:
    pattern = {"nyha": _BEFORE, "ecog": _PERFORMANCE_BEFORE}.get(concept.code)
    match = pattern.search(lower, max(0, mention.start - 90), mention.start) if pattern else None
    if match is None:
        return None
    values = _values(concept, match["grades"])
    if match.groupdict().get("upward"):
        values = _bounded(concept, "low", True, values)
    if match["sign"] and (comparison := compare(lower, match.start("sign"))):
        values = _bounded(concept, comparison.side, comparison.inclusive, values)
    return Draft(concept.code, match.start(), mention.end, "scale.reversed", values=values)


def _values(concept: Concept, written: str) -> tuple[int | str, ...]:
    """The grades in ``written``, ranges filled."""
    order = list(concept.scale)
    chosen: set[int] = set()
    last: int | None = None
    position = 0
    for match in _NUMBER_IN.finditer(written):
        grade: int | str = match[0].upper() if isinstance(order[0], str) else _ROMAN.get(match[0], match[0])
        grade = int(grade) if str(grade).isdigit() else grade
        if grade not in order:
            continue
        index = order.index(grade)
        between = written[position : match.start()]
        if last is not None and _RANGE_SIGN.search(between):
            chosen.update(range(last, index + 1))
        chosen.add(index)
        last, position = index, match.end()
    return tuple(order[index] for index in sorted(chosen))


def _bounded(concept: Concept, side: str, inclusive: bool, values: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """All grades on one side of the stated ones."""
    if side == "both" or not values:
        return values
    order = list(concept.scale)
    if side == "low":
        edge = order.index(values[0])
        return tuple(order[edge if inclusive else edge + 1 :])
    edge = order.index(values[-1])
    return tuple(order[: edge + 1 if inclusive else edge])
