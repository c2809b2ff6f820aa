"""How far a name reaches: what may stand between it and the bound it is given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.extract.criteria.limits.mentions import Mention
from trialdb.extract.criteria.limits.tables import phrases_by_place
from trialdb.extract.criteria.limits.thresholds.bounds import Bound
from trialdb.extract.criteria.limits.thresholds.units import UNITS

_LIST_GLUE = re.compile(
    rf"[\s,;/()\[\]&+:-]{{0,6}}(?:{phrases('within a list of names')}(?![a-z])[\s,;/()\[\]&+:-]{{0,6}}){{0,6}}"
)
AGED_ASIDE = re.compile(  # "Lansky (for patients < 16 years)"
    r"(?: (?:score|scale|index|performance|status)){0,3} ?"
    r"\((?:(?:for|if|in|aged?|children|adults|patients|subjects|participants|those|who are) ){0,4}"
    r"(?P<said>(?:[<>≥≤] ?\d{1,2}|\d{1,2} ?[-–] ?\d{1,2})(?: ?years?| ?yrs?| ?y\.?o\.?)(?: of age| old)?)\)"
)
_MISSPELLED = re.compile(  # "AST) and alanin transferase (ALT"
    r"[\s,/)\]]{0,3}(?:and|or|and/or|,|/) ?(?:(?![a-z]+emia )[a-z-]+ ){1,4}[(\[]"
)
_REVERSED = re.compile(
    r"[\s(),]{0,3}(?:uln|unl)?[\s()]{0,3}"
    r"(?:(?:for|of|in|on)"
    r"(?: (?:the|both|either|serum|plasma|total|each|all|any|age|diurnal|resting|[a-z]{3,12}'s) ?)* |(?=[a-z]))"
)
_REVERSED_MULTIPLE = re.compile(
    rf"{_REVERSED.pattern}|[):]{{1,2}} (?:(?:serum|plasma|total|the) )*"
)  # "(< 2 x ULN) serum ALT"
_CHANGED = re.compile(
    rf"(?<![a-z]){phrases('change')}\)?(?: \(?(?:in|of|from|between|the|serum|mean|absolute|baseline)){{0,3}}"
    r"(?: [≥>]? ?\d{1,2} ?% (?:and|or|and/or)(?: at least)?)? ?$"
)
_REVERSIBLE = re.compile(  # "reversibility to 4 puffs of at least 12 % in FEV1"
    r"(?<![a-z])(?:reversibility|responsiveness)(?![a-z])(?: (?:to|of|after|with) [^.;,≥≤<>]{1,60})?(?<!of) ?$"
)
_DIFFERENCE = re.compile(r"(?<![a-z])differences? (?:between|of|in)(?![a-z])(?:[^.;,]|\.\d)*$")
_CHANGED_BY = re.compile(r"(?:creased|longed|clined|dropped|duced|risen|rose|fallen|fell|differ|ferred|improved) by $")
_PER_FIELD = re.compile(r" ?(?:eosinophils? |cells? )?(?:/|per) ?(?:high|hpf)")
_LEAST_MULTIPLE = 0.5  # of an upper limit of normal that is asked for
_CHANGE_BEHIND = re.compile(
    r" (?:[a-z]{3,12} )?(?:change|improvement|increase|decrease|reduction|reversibility|variability|fall|rise|"
    r"depressed)(?![a-z])| (?:in|on|by|during) (?:a |an |the )?(?:reversibility|bronchodilat)"
)
_WEIGHT_CHANGE = re.compile(r"(?: (?:of |in )?[a-z-]+){0,2} (?:change|loss|gain|fluctuation|variation)s?(?![a-z])")
_OLDEST = 120  # years
_OF_ITEM = re.compile(
    r" (?:points? )?(?:on|for|in) (?:(?:the|both|either|any|each|one|two|at least|of|or|first|last) )*"
    r"(?:items?|questions?)(?![a-z])"
)
_OF_LIST = re.compile(r" (?:or more )?of (?:the )?(?:following|these|below)(?![a-z])")  # "≥ 3 of the following"
_OF_SCALE = re.compile(r"[ -]?(?:points? )?scale(?![a-z])")
_NORMAL = re.compile(  # "potassium (normal range 3.5-5.0 mmol/L)" tells what is normal and asks for nothing
    r"[(\[,] ?(?:the )?(?:laboratory |lab |local |institutional )?(?:normal|reference)"
    r"(?: (?:reference|laboratory|lab|range|ranges|values?|limits?|interval|is|are|of|from|between|in|adults)){0,4}"
    r"[ :=,]{0,3}$|(?:dynamic|linear|measuring|reportable) range(?: of| is)?[ :=]{0,2}$"  # of the assay
)
_COUNTED = re.compile(
    r" (?!(?:for|in|and|or|to|if|who|with|at|as|years?|months?)(?![a-z]))[a-z]{3}"
)  # 2 or more attacks
_OTHER_COUNT = re.compile(  # "160 mg/dL with 2 or more risk factors"
    r" (?!(?:for|in|and|or|to|if|who|with|at|as|on|by|is|are|was|were|when|unless|times|but|not|per|the|of)(?![a-z])"
    rf"|(?:fe)?males?|wom[ae]n|m[ae]n|boys|girls|{phrases('people')}(?![a-z]))[a-z]{{3}}"
)
_PEOPLE_BEFORE = re.compile(rf"(?<![a-z]){phrases('people')} $")  # "for patients 10 and up"
_OUTSIDE = re.compile(
    r"(?<![a-z])outside (?:of )?"
    r"(?:(?:the|a|an|normal|reference|acceptable|range|ranges|limits?|values?|of|between|from) ?){0,6}[(:]? ?$"
)
_BEYOND_SAFE = re.compile(
    r"(?<![a-z])outside (?:of )?(?:the )?(?:limits|ranges?|values) "
    r"(?:considered )?(?:safe|normal|acceptable)[^.;]{0,120}$"
)
_SHARE_OF = re.compile(  # "85 % of the larger value"
    r" of (?:the|their|its) (?:larger|largest|smaller|smallest|higher|highest|lower|lowest|best|other|first|second|"
    r"previous|initial|screening|baseline)(?! limit)(?![a-z])"
)
_ITEM_BEGINS = re.compile(r"(?:^|[.;:,(]|(?<![a-z])(?:and|or|have|has|having|must have))[\s*•-]*$")
_ITEM_ENDS = re.compile(r"\s*(?:$|[.;)]|,|and(?![a-z])|or(?![a-z]))")
_OTHER_FLUIDS = ("csf", "spinal", "cytospin", "sputum", "synovial")  # than blood, in which cells are counted too
_AROUND = ("±", "± ", "+/-", "+/- ", "+-", "+- ")
_AWAY_FROM = re.compile(
    r"(?: ?\([^()]{1,20}\)| units?| points?)? (?:below|above|under|over|beneath|beyond|longer than|"
    r"lower than|higher than|greater than) (?:(?:the|of|local|laboratory|institutional|accepted|\d+th) ){0,3}"
    r"(?:lower|upper|normal|baseline|limit|uln|unl|lln|control|percentile)(?![a-z])"
)
_PARENTHESIS = re.compile(r"\([^()]{0,80}\)")
_ALONGSIDE = re.compile(
    r"(?:(?:drawn|measured|taken|collected|obtained|determined|assessed),? )?"
    r"(?:on|at) the same (?:day|date|time|visit) as(?: the)? [a-z]+"
)
_NAMED_BEHIND = frozenset(
    [
        "bone_marrow_blasts",
        "bsa_affected",
        "gestational_age",
        "life_expectancy",
        "urine_protein_24h",
        "urine_protein_dipstick",
    ]
)  # "5 % blasts"
_WIDER = (("cholesterol_total",), ("heart_rate",), ("alt", "ast"))  # "tachycardia (SBP > 150"
_LETTER = re.compile(r"[a-zµα-ω]")
_WORD = re.compile(r"[a-zµα-ω][a-z'-]*")
_BREAKS_GAP = frozenset(phrases_by_place()["ends the reach of a name"])
_RATIOS = frozenset(["upcr", "uacr", "inr", "pt", "fev1_fvc_ratio"])
_RISES = frozenset(["increase", "rise"])  # "an increase to > 3 x ULN" is a value, unlike one "of 20 %"
_FILLERS = frozenset(phrases_by_place()["between name and bound"])
_REACH = {  # unknown words that may stand between a name and a number in units of this dimension
    "time": 2, "fraction": 4, "mass": 3, "length": 3, "volume": 3, "plus": 4, "seconds": 4, "temperature": 5, "rate": 5,
}  # fmt: skip
_REACH_WITHOUT_UNIT, _REACH_OF_REFERENCE, _REACH_OF_OTHER_UNITS = 3, 7, 9
_LONGEST_GAP = 200


def is_in_list(gap: str) -> bool:
    """Whether nothing but ``, and`` stands between two names or bounds."""
    if "(" in gap:
        gap = AGED_ASIDE.sub(" ", gap)
    return _LIST_GLUE.fullmatch(gap) is not None or _MISSPELLED.fullmatch(gap) is not None


def is_told_nearer(name: Mention, gap: str) -> bool:
    """``blood pressure of SBP > 140``, ``cholesterol (LDL > 160``: whether the name behind ``gap`` says which it is."""
    return name.codes == ("sbp", "dbp") or (name.codes in _WIDER and gap.strip() in ("(", "["))


def follows_reversed(gap: str, bound: Bound) -> bool:
    """``> 3 x ULN for ALT``: whether the name behind ``gap`` is what the bound before it limits."""
    return (_REVERSED_MULTIPLE if bound.reference else _REVERSED).fullmatch(gap) is not None


def is_named_behind(lower: str, bound: Bound, name: Mention, gap: str, codes: Sequence[str]) -> bool:
    """``5 % blasts``, ``12 weeks' gestation``: whether the name may stand right behind the number."""
    if gap not in (" ", "' "):
        return False
    return not _NAMED_BEHIND.isdisjoint(codes) or opens_item(lower, bound, name)


def opens_item(lower: str, bound: Bound, name: Mention) -> bool:
    """``and < 2 mg/dL creatinine, or``: whether a number and the name right behind it are an item of a list."""
    if bound.is_bare or bound.unit == "%" or not (bound.unit or bound.reference):
        return False  # "> 10 % lymphocytes" are those of a biopsy
    if lower[bound.end : name.start] != " " or any(map(lower.__contains__, _OTHER_FLUIDS)):
        return False
    return bool(_ITEM_BEGINS.search(lower, max(0, bound.start - 14), bound.start) and _ITEM_ENDS.match(lower, name.end))


def opens_next(lower: str, bound: Bound, events: Sequence[Mention | Bound]) -> bool:
    """Whether the name right behind ``bound`` is what it limits: "≥ 3 g/dL albumin and < 2 mg/dL creatinine"."""
    return any(isinstance(one, Mention) and opens_item(lower, bound, one) for one in events)


def is_change(lower: str, bound: Bound) -> bool:
    """``a reduction of 20 mmHg in``: no value, but a difference of two."""
    if bound.reference is not None:
        return False
    if bound.unit == "%" and _REVERSIBLE.search(lower, max(0, bound.start - 80), bound.start):
        return True
    return _CHANGED.search(lower, max(0, bound.start - 30), bound.start) is not None


def is_change_or_part(lower: str, bound: Bound, names: Sequence[Mention]) -> bool:
    """Whether a number is how much a value of ``names`` changes, or of a part of it, rather than the value."""
    if "difference" in lower and _is_difference(lower, bound):
        return True
    return _is_amount_of_change(lower, bound, names) or _is_of_part(lower, bound)


def _is_amount_of_change(lower: str, bound: Bound, names: Sequence[Mention]) -> bool:
    """``at least 12 % improvement``, ``increased by 60 ms``; a time by which clotting is prolonged is a value."""
    if bound.unit is None and _PER_FIELD.match(lower, bound.end):
        return True  # "eosinophils > 20/high-power field"
    if bound.reference == "ULN" and (bound.low or bound.high or 1) < _LEAST_MULTIPLE:
        return True  # "exceeds 20 % of the upper limit"
    is_by = bound.reference is None and lower.endswith(" by ", 0, bound.start) and not is_delay(names)
    if is_by and _CHANGED_BY.search(lower, max(0, bound.start - 14), bound.start):
        return True
    if any(name.codes == ("weight",) for name in names) and _WEIGHT_CHANGE.match(lower, bound.end):
        return True
    return bound.unit == "%" and _CHANGE_BEHIND.match(lower, bound.end) is not None


def _is_difference(lower: str, bound: Bound) -> bool:
    """``the difference between the first and the last value being ≤ 1 g/dL``."""
    return _DIFFERENCE.search(lower, max(0, bound.start - _LONGEST_GAP), bound.start) is not None


def _is_of_part(lower: str, bound: Bound) -> bool:
    """``≥ 2 on item 3``; or how far a scale goes: ``(0-5 points scale)``."""
    if bound.unit or bound.reference:
        return False
    if _OF_LIST.match(lower, bound.end):
        return True
    return (_OF_ITEM if bound.rule != "range" else _OF_SCALE).match(lower, bound.end) is not None


def is_told_normal(lower: str, bound: Bound) -> bool:
    """Whether the words before a range say that it is what is normal."""
    return _NORMAL.search(lower, max(0, bound.start - 60), bound.start) is not None


def counts_others(lower: str, codes: tuple[str, ...], bound: Bound, last: Bound) -> bool:
    """Whether a number without unit counts something else than ``last`` did: risk factors, years of some patients."""
    if bound.unit or bound.reference:
        return bound.reference is not None and lower.startswith(") of ", bound.end)  # "(over 4 x ULN) of AST"
    if codes == ("age",):
        return (bound.high or 0) > _OLDEST or _COUNTED.match(lower, bound.end) is not None
    people = _PEOPLE_BEFORE.search(lower, max(0, bound.start - 14), bound.start)
    return people is not None or (last.unit is not None and _OTHER_COUNT.match(lower, bound.end) is not None)


def is_outside(lower: str, bound: Bound) -> bool:
    """``outside the range of 50-95``: whether what a range names is the rest."""
    return (
        _OUTSIDE.search(lower, max(0, bound.start - 50), bound.start) is not None
        or _BEYOND_SAFE.search(lower, max(0, bound.start - 160), bound.start) is not None
    )


def distance_end(lower: str, bound: Bound) -> int:
    """Where ``1 g/dL below the lower limit`` or ``± 3 pounds`` ends, a distance from a value; 0 for a value itself."""
    if lower.endswith(_AROUND, 0, bound.start):
        return bound.end
    if bound.unit == "%" and (share := _SHARE_OF.match(lower, bound.end)):
        return share.end()
    away = _AWAY_FROM.match(lower, bound.end) if bound.unit or lower.startswith(" unit", bound.end) else None
    return away.end() if away else 0


def is_delay(names: Sequence[Mention]) -> bool:
    """Whether a distance from what is normal is itself what is named: the seconds of a prothrombin time."""
    return any("pt_prolongation" in name.codes for name in names)


def reaches(lower: str, mention: Mention, bound: Bound) -> bool:
    """Whether the words between a name and a bound let the one be about the other."""
    gap = lower[mention.end : bound.start]
    if len(gap) > _LONGEST_GAP:
        return False
    if "(" in gap:
        gap = _PARENTHESIS.sub(" ", gap)
    if " same " in gap:
        gap = _ALONGSIDE.sub(" ", gap)
    words = _WORD.findall(gap)
    if bound.reference is None and _CHANGED.search(lower, max(0, mention.start - 30), mention.start):
        return False
    if not words:
        return True
    if "ratio" in words and _RATIOS.isdisjoint(mention.codes):
        return False  # "PaO2/FiO2 ratio"
    if not _BREAKS_GAP.isdisjoint(words) and not (bound.reference and _RISES.issuperset(_BREAKS_GAP & {*words})):
        return False
    return sum(word not in _FILLERS for word in words) <= _most_unknown(bound)


def is_passed_over(lower: str, mention: Mention, bound: Bound) -> bool:
    """Whether a name whose limit ``bound`` cannot be leaves it to the one before: "creatinine or CrCl ≤ 2 x ULN"."""
    return lower.endswith(" or ", 0, mention.start) or _LETTER.search(lower, mention.end, bound.start) is not None


def _most_unknown(bound: Bound) -> int:
    """How many unknown words may stand between a name and ``bound``: the more its unit says, the more."""
    if bound.reference:
        return _REACH_OF_REFERENCE
    if bound.unit is None:
        return _REACH_WITHOUT_UNIT
    return _REACH.get(UNITS[bound.unit].dimension, _REACH_OF_OTHER_UNITS)
