"""Whose age a number of years is: the patient's now, not that at onset, of a donor, or of some patients only."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.extract.criteria.limits.thresholds.bounds import Bound

_OTHERS = re.compile(rf"(?<![a-z])(?<!pre-)(?<!post-){phrases('age of another')}(?![a-z])[^;.]{{0,40}}$")
_THEN_CUES = frozenset(["when", "at", "history", "considered", "assent"])
_AT_THEN = re.compile(
    r",? ?(?:when(?! (?:the )?(?:informed|consent|signing|giving|written|enrol|random|screen|enter))|"
    r"at (?:first |disease |symptom |(?:the )?(?:age|time) of (?:[a-z-]+ ){0,3})?onset|at menarche|"
    r"at (?:the )?(?:time of )?(?:first |initial |original )?diagnosis|history)(?![a-z])"
    r"|[^;.]{0,90}(?<![a-z])(?:(?:will be|would be|are|is) considered|"
    r"(?:provide|sign|give)[a-z]* (?:a |an |signed |written ){0,3}assent)"
)
_AT_DIAGNOSIS = re.compile(
    r" (?:old |of age )?at (?:the )?(?:time of )?(?:first |initial |original )?diagnosis(?![a-z])"
)
_ASKED_CUES = frozenset(["must", "should", "need", "required"])
_SCALE_CUES = frozenset(["karnofsky", "lansky", "legal"])
_OF_SOME = re.compile(  # "patients over 60 years must have an LVEF of …"
    r"[ ,]{0,2}(?:of age |old )?(?:\([^()]{1,30}\) )?(?:must|should|need to|(?:are|will be) required to) "
    r"(?:not |also |each )?(?:have|meet|undergo|be (?:screened|receiving|taking|on|off)|receive|consent|agree|return)"
    r"(?![a-z])"
)
_MAY_ENTER = re.compile(  # "those under 6 years may be enrolled if they have had no attack"
    r"[ ,]{0,2}(?:of age |old )?(?:may|can|could) (?:also )?(?:be (?:enrolled|included|eligible|considered|allowed)|"
    r"participate|enrol|enroll)(?![a-z])[^.;]{0,40}(?<![a-z])(?:if|provided|only|when|as long as|in)(?![a-z])"
)
_MUST_PERFORM = re.compile(  # "patients > 16 years must have a Karnofsky score …"
    r"[ ,]{0,2}(?:of age |old )?(?:must|should) have (?:an? )?(?:karnofsky|lansky|ecog|kps|lps|performance)"
)
_OF_SCALE = re.compile(  # "Karnofsky (16 years or older)", "if the legal age of consent is > 18 years"
    r"(?:(?:karnofsky|lansky)[^.;()]{0,30}(?:\([a-z]{2,4}\) ?)?\( ?(?:(?:for|aged?|patients|those) ){0,3}|"
    r"legal age [^.;()]{3,50} is )$"
)
_WHOSE = re.compile(r"(?: (?:of age|old))? whose(?![a-z])")
_CHILDREN = re.compile(r"(?<![a-z])for (?:children|infants|adolescents) ?$")  # "for children > 2 years whose BMI is …"
_OF_EVENT = re.compile(  # "vaccinated at 12 to 15 months of age", "whose surgery took place before 2 years of age"
    r"(?<![a-z])(?:vaccin|immuni[sz]|doses? of|operated|surgery|transplant|menarche|onset|birth)[^.;,]{0,80}"
    r"(?<![a-z])(?:at|before|by|between) (?:the age of )?$"
)
_AT = ("at ", "before ", "by ", "between ", "the age of ")
_COUNTED = re.compile(  # "a minimum of 70 children < 5 years is needed"
    r"(?<![a-z])(?:minimum|maximum|total|at least|at most|up to|approximately|about) (?:of )?"
    r"\d+ [a-z]+(?: [a-z]+){0,3} $"
)
_ONE_UNDER = re.compile(
    r"(?:one|two|three) (?:under|over|before|at)(?![a-z])"
)  # "or one under the age of 25": a tumour
_SUPPOSED = re.compile(  # "If the subject is over 55 years, a biopsy is at hand", "For children < 6 years, …"
    rf"(?:^|[.;:] |\n)[^a-z]{{0,6}}(?:if (?:the |a )?{phrases('people')} (?:is|are)|"
    rf"(?:for|in|if|among) (?:the |those |all |any )?(?:{phrases('people')}|men|women|males|females|age[ds]?))"
    r"(?: (?:who are|aged|age))? {0,2}$"
)
_THEN = re.compile(r"(?: old| of age| or older| or younger| and older| and over| inclusive){0,2}, (?!inclusive)[a-z]")
_EQUATION = re.compile(r"(?<![a-z])equations?(?![a-z])[^.;]{0,60}$")
_ADULT = re.compile(r"(?<!\d)(?:1[6-9]|2[01])(?!\d)")
_ASSENT = re.compile(r"(?<![a-z])assent(?![a-z])(?:[^.;]|e\.g\.){0,90}$")
_NOT_THE_PATIENT = re.compile(
    r"(?<![a-z])(?:donors?|siblings?|mothers?|fathers?|partners?|relatives?|caregivers?|spouses?|assent|"
    r"guardians?|parents?)(?![a-z])[^;.]{0,30}$"
)
_OF_THING = re.compile(
    r"(?<![a-z])age of (?:the |an? )?(?:[a-z-]+ ){0,3}?(?:graft|wound|lesion|fracture|fistula|ulcer|injury|implant|"
    r"thrombus|embryo|oocyte)s?(?![a-z])[^;.]{0,20}$"
)
_CONTACTS = re.compile(
    r"(?<![a-z])(?:household|(?:close )?contacts?) (?:who|with|are|is|members?|contacts?)(?![a-z])[^;.]{0,200}$"
)
_PARTNER = re.compile(  # "in a steady relationship with a woman (aged 21 or older)", "a female partner > 18 years"
    r"(?<![a-z])(?:relationship|married|living|live|lives) (?:with|to) "
    r"(?:(?:the|a|an|one|his|her|their|same|only|single|healthy|adult|consenting|steady|female|male) )+"
    r"(?:woman|man|partner|wife|husband|spouse)[^.;]{0,30}$"
)
_PROBANDS = re.compile(r"(?<![a-z])(?:probands?|index (?:case|child|patient|subject)s?)(?![a-z])[^.;]{0,100}$")
_IN_FAMILY = re.compile(r"(?<![a-z])(?:family history|sudden (?:cardiac )?death)(?![a-z])[^.;]{0,150}$")
_PART = re.compile(
    rf"(?<![a-z])(?:for|in|if|among) (?:the |all |those |any )?(?:{phrases('people')}|men|women|males|females|age[ds]?)"
    r"(?: (?:who are|aged|age))? {0,2}$"
)
_PART_ASIDE = re.compile(r"[a-z)] \((?:patients|subjects|participants|people|those) (?:(?:who are )?aged? )?$")
_SOMEWHERE = re.compile(
    rf"(?<![a-z]){phrases('people')} in [a-z]{{4,14}}(?: [a-z]{{4,14}})? (?:must|should) be (?:aged? )?$"
)
_ADULTS_ETC = r"(?:wom[ae]n|m[ae]n|boys|girls|adults|adolescents|children|(?:fe)?males|volunteers?|subjects?|patients?)"
_PEOPLE_ONLY = re.compile(
    rf"[\s*•-]{{0,4}}(?:(?:{phrases('people alone')}|[a-z-]{{2,24}}(?:al|ed|ic|ive|ous|ing|naive)(?= {_ADULTS_ETC}))"
    r"(?:[\s,;:/()-]{1,3}|(?<=patients|subjects)$)){0,12}"
)
_PEOPLE_BETWEEN = re.compile(r"(?<![a-z])(?:(?:fe)?males?|m[ae]n|wom[ae]n|adults|boys|girls) between $")
_PEOPLE_FROM = re.compile(
    rf"[\s*•-]*(?:(?:{phrases('people alone')}|of|both|either|any|sexe?s?|genders?)[\s,/]{{1,2}}){{1,8}}from $"
)
_GOES_ON = re.compile(r" ?(?:-|to(?![a-z])|until|till|up|ago|through)")
_NEAR = 20  # characters in which they are named
_HISTORY = r"(?:documented |clinical |known |confirmed )?history"
_TIME_SINCE = re.compile(
    rf" (?:post|post-?(?!menopaus)[a-z]{{4,20}}|after|since|from|prior|following|out|"
    r"for(?= (?:[a-z-]+ ){1,2}(?:treatment|therapy|use)(?![a-z]))|"
    rf"on(?! (?:the )?(?:day|date|entry|signing))|of(?! age)|{_HISTORY}|duration|apart|free|without)(?![a-z])"
)
_PEOPLE_AGED = re.compile(  # "Healthy men 25-65", and nothing else
    rf"[\s*•-]*(?:{phrases('people alone')}[ ,;:()]{{1,3}}){{0,6}}"
    r"(?P<who>(?:fe)?males?|m[ae]n|wom[ae]n|boys|girls|adults|children|adolescents)[ ,:(]{1,3}"
    r"(?P<age>(?P<low>\d\d?) ?(?:-|to) ?(?P<high>\d\d?))[ ).;,]*"
)
_ROW_LABEL = re.compile(  # a line of a table: "≥ 16 years: 1.7 mg/dL", "13 to < 16 years Male 1.5"
    r"(?: of age)?(?:,? ?:| ?[(,-]? ?(?:maximum |serum |creatinine ){0,3}"
    r"(?:(?:males?|females?|boys|girls)(?: and (?:females|girls))?[ :=]{1,3}[≤<]? ?\d|[≤<]? ?\d\.\d))"
)
_TABLE_ROW = re.compile(  # "5 < age ≤ 10 maximum serum creatinine 0.9", "1 to < 2 years 0.5 0.5"
    r"(?:-\d+)?[ ,;&)]{0,3}(?:maximum|max\.?) (?:serum )?creatinine| \d(?:\.\d)? \d(?:\.\d)?(?![\d.])"
)
_DURATION = re.compile(rf" (?:{_HISTORY}|duration)(?![a-z])| of (?!age|any|either|both|all|male|female|the)[a-z]")
_LONGEST_PEOPLE = 80
_SHORT = 48  # characters of a text of people and their ages alone


def is_about_the_patient(lower: str, words: frozenset[str], start: int, end: int) -> bool:
    """Whether an age stated here is the patient's now, not that at onset, of a donor, or of some patients."""
    if _OTHERS.search(lower, max(0, start - 60), start):
        return False
    if not words.isdisjoint(_THEN_CUES) and _AT_THEN.match(lower, end):
        return False
    if ("family" in lower or "sudden" in lower) and _IN_FAMILY.search(lower, 0, start):
        return False
    if _is_of_another(lower, start):
        return False
    if "contacts" in lower and _CONTACTS.search(lower, 0, start):
        return False
    if lower.endswith(_AT, 0, start) and _OF_EVENT.search(lower, max(0, start - 120), start):
        return False
    if "assent" in words and _ASSENT.search(lower, max(0, start - 100), start):
        return False
    if _is_of_some(lower, words, start, end):
        return False
    if lower.endswith(" in ", 0, start) and lower.startswith(("older", "younger"), start):
        return False  # "≥ 3 ng/mL in older than 60 years"
    part = _PART.search(lower, max(0, start - 40), start)
    return part is None or len(lower[: part.start()].split()) < 2


def people_aged(lower: str) -> list[Draft]:
    """The ages of a text that tells nothing else: "Healthy men 25-65"."""
    told = _PEOPLE_AGED.fullmatch(lower) if len(lower) < _SHORT else None
    if told is None or int(told["low"]) >= int(told["high"]):
        return []
    start, end = told.span("age")
    bound = Bound(start, end, float(told["low"]), True, float(told["high"]), True, "a")
    return [Draft("age", start, end, "number.age.range", bound=bound)]


def is_about_others(lower: str, words: frozenset[str], start: int, end: int) -> bool:
    """Whether an age that is called one is that of a donor or relative, of some of the patients, or in a table."""
    if is_in_table(lower, end):
        return True
    if _NOT_THE_PATIENT.search(lower, max(0, start - 50), start) or _is_of_some(lower, words, start, end):
        return True
    if "assent" in words and _ASSENT.search(lower, max(0, start - 100), start):
        return True
    if _is_of_another(lower, start) or _AT_DIAGNOSIS.match(lower, end):
        return True
    part = _PART.search(lower, max(0, start - 40), start) or _PART_ASIDE.search(lower, max(0, start - 40), start)
    return part is not None and len(lower[: part.start()].split()) > 3


def _is_of_another(lower: str, start: int) -> bool:
    if "age of" in lower and _OF_THING.search(lower, max(0, start - 90), start):
        return True
    if ("proband" in lower or "index" in lower) and _PROBANDS.search(lower, max(0, start - 150), start):
        return True
    may_be = "relationship" in lower or "marri" in lower or " liv" in lower
    return may_be and _PARTNER.search(lower, max(0, start - 130), start) is not None


def _is_of_some(lower: str, words: frozenset[str], start: int, end: int) -> bool:
    if lower.endswith(("kps for ", "lps for "), 0, start):
        return True
    is_asked = not words.isdisjoint(_ASKED_CUES)
    if is_asked and _SOMEWHERE.search(lower, max(0, start - 70), start):
        return True
    if not words.isdisjoint(_SCALE_CUES) and _OF_SCALE.search(lower, max(0, start - 70), start):
        return True
    if _THEN.match(lower, end) and _SUPPOSED.search(lower, max(0, start - 60), start):
        return True
    if "equation" in lower and _EQUATION.search(lower, max(0, start - 80), start):
        return True
    if _ONE_UNDER.match(lower, start):
        return True
    if _COUNTED.search(lower, max(0, start - 70), start):
        return True
    if _MAY_ENTER.match(lower, end) or (is_asked and _MUST_PERFORM.match(lower, end)):
        return True
    if _WHOSE.match(lower, end) and _CHILDREN.search(lower, max(0, start - 30), start):
        return True
    return is_asked and _OF_SOME.match(lower, end) is not None and _ADULT.search(lower, start, end) is None


def labels_row(lower: str, end: int) -> bool:
    """Whether years that end here only label what follows: "≥ 16 years: 1.7 mg/dL"."""
    return _ROW_LABEL.match(lower, end) is not None


def is_in_table(lower: str, end: int) -> bool:
    """Whether an age that ends here, even one called so, is a row's of a table of creatinine levels."""
    return _TABLE_ROW.match(lower, end) is not None


def is_duration(lower: str, end: int) -> bool:
    """Whether the time that ends here is how long something has lasted: "and a 4-month history of gout"."""
    return _DURATION.match(lower, end) is not None


def from_age(lower: str, bound: Bound) -> Bound:
    """``bound``, a bare number of years, as the lowest age where people "from 21 years" are told of."""
    is_lowest = lower.endswith("from ", 0, bound.start) and _PEOPLE_FROM.search(lower, 0, bound.start)
    if not is_lowest or _TIME_SINCE.match(lower, bound.end) or _GOES_ON.match(lower, bound.end):
        return bound
    return replace(bound, high=None, high_inclusive=None, is_bare=False, is_age=True, rule="suffixed")


def opens_with_people(lower: str, start: int, end: int) -> bool:
    """Whether nothing but words for people stands in front of what begins at ``start``: years of their age then."""
    if _TIME_SINCE.match(lower, end):
        return False
    if lower.endswith("between ", 0, start) and _PEOPLE_BETWEEN.search(lower, max(0, start - _NEAR), start):
        return True
    if start >= _LONGEST_PEOPLE:
        return False
    return _PEOPLE_ONLY.fullmatch(lower, 0, start) is not None
