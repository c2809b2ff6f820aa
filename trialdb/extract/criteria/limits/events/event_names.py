"""What the words beside a window name: a treatment, a condition, a procedure."""

from __future__ import annotations

import re
from functools import lru_cache

from trialdb.extract.criteria.limits.lexicon import alternation, cues, phrases
from trialdb.extract.criteria.limits.tables import phrases_by_place, rows

LONGEST_NAME = 250
_LONGEST_WORDING = 500  # characters of what an event is called, with its examples
PERMITTED = re.compile(rf"(?<![a-z]){phrases('permitted')}(?![a-z])")
PERMITTED_CUES = cues("permitted")
_RECURRING = 4096  # names that are kept
_KINDS = {" ".join(row["phrase"].replace("-", " ").split()): row["concept"] for row in rows("events")}
_KNOWN = re.compile(  # "6 months post-stroke"
    rf"(?<![a-z])(?:(?<!-)|(?<=[hkry]s post-))(?:{alternation(row['phrase'] for row in rows('events'))})"
    r"(?![a-z]|-[a-z])"
)
_ENDINGS = {
    ending: concept
    for place, concept in (("drug", "prior_therapy"), ("condition", "condition"), ("procedure", "procedure"))
    for form in phrases_by_place()[f"{place} ending"]
    for ending in (form, form + "s")
}
_ANY_ENDING = tuple(_ENDINGS)
_DRUGS = frozenset(row["name"] for row in rows("drugs"))  # whose ending does not tell
_WORD = re.compile(r"[a-z]{4,}(?![a-z]|-[a-z])")
_UNLIKE = frozenset(phrases_by_place()["ends like a name"])
_USE = re.compile(rf"(?<![a-z-]){phrases('use of what follows')}(?![a-z])")
_NUMBERED = (
    r"\d{1,2}\.\d{1,2} (?=[a-z])|"
    r"\d{1,2} (?=(?:received|used?|taking|ha(?:ve|s|d)|history|people|subjects|patients|those) )"
)
_LEAD = re.compile(
    rf"(?:[\s*,.()\[\]-]{{0,4}}(?:\(?\d{{1,2}}[.)] |{_NUMBERED}|"
    rf"{phrases('before an event')}(?![a-z]))){{1,12}}[\s,:-]{{0,3}}"
)
_TRAIL = re.compile(rf"(?:[\s,]{{1,3}}{phrases('after an event')}){{1,3}}[\s,(]{{0,3}}$")
_NO_LESS = re.compile(  # "at least 4 weeks but" less than 8
    r",? ?(?:(?:at least|not? less than|≥|>|more than) ?\d+ ?[a-z]+,? (?:but|and)(?: no later than| not? more than)?,?|"
    r"(?:at least|not? less than) \d+)$"
)
_BETWEEN = re.compile(r" and (?:the )?(?:randomi[sz]ation|enrol+ment|registration|screening|leukapheresis|infusion)$")
_RECOVERED = re.compile(  # "radiotherapy and recovered", "surgery, with complete recovery from its effects"
    r",? (?:and|with|but)(?: (?:have|has|had|must|be|been|complete|completely|full|fully|adequate|adequately|patients?|"
    r"subjects?|who|are|is|must|should))* recover(?:y|ed)(?![a-z]).*$"
)
_OTHER_TIME = re.compile(  # "chemotherapy (6 weeks for nitrosoureas)"
    r" ?\((?:(?:but|or|and|at least|within|≥) ?)*\d+ (?:hours?|days?|weeks?|months?|years?) "
    r"(?:for|since|from|if|after|in) [^()]*\)$"
)
_LAST_OF_TRAIL = frozenset(phrase.split()[-1] for phrase in phrases_by_place()["after an event"])
_NO_EVENT = re.compile(rf"\d|(?<![a-z]){phrases('no event')}(?![a-z])")
_ASIDES = re.compile(r"\([^()]*\)")
_NOW_OR = re.compile(  # "concurrent or within 6 months therapy with", "history within the past year of"
    r"^(?:(?:concurrent|concomitant|current)(?:ly)? (?:or|and)|(?:(?:or|and|chronic|clinical|medical) )*history)$"
)
_NO_LESS_ENDS = ("but", "and", "than", "but,")
_OF_PRODUCT = re.compile(
    r" ?of [a-z]{1,4}-?\d{2,6}(?:-\d+)? (?=[a-z])"
)  # "the first dose of AB-12 surgery within": two statements
_RELATIVE = re.compile(  # "that cannot be paused"
    r"(?<= )(?<!of )(?<!in )(?:that|which)(?![a-z])"
    r"(?:(?! or (?:if|had|is|are|has(?! failed)|have(?! failed)|patients|subjects|who) ).)*$"
)
_OPENS_CLAUSE = re.compile(
    r"(?:to (?!use )|as (?:assessed|defined|determined|long|needed)|this includes|avoid|abstain|refrain|"
    r"proposed|willing|by|considered|if|for|however|regardless|in whom|above|at rest|to be|on the|at the|may|when|"
    r"requiring hospitali[sz]ation|inability|unable|scheduled|during|"
    r"ability to|normal (?:serum|plasma)|"
    r"requires|travell?ed|risk factors?|female sterili[sz]ation|limits? to|"
    r"but|\d+ ?(?:days|weeks|months|years) (?:from|since|after)|duration of|medication free|"
    r"(?:screening|baseline) (?:procedures?|assessments?|evaluations?|tests?)|"
    r"(?:\w+ than )?(?:or equal to )?\d+ ?(?:years of age|% (?:above|below|over|under))|"
    r"'s|within|period|continuing|ie|eg|i\.e|e\.g)(?![a-z])|[^(]*\)|"
    r"(?:discontinued|treated|enrolled|received|participated|administered|administration|stopped|use|planned use|"
    r"either|(?:expected|planned) receipt|"
    r"(?:past )?(?:therap(?:y|ies)|treatments?)|(?:such|these) [a-z]+)$"
)
_CLAUSE = re.compile(  # behind what is no letter
    r"[^a-z](?:(?:have|has) not (?:received|had|used|taken)(?![a-z])| (?<=, )(?:or recent$|have received)|"
    r"(?:(?:and|(?<!with )or|nor) without|nor ha(?:ve|s|d)|wash-?out before)(?![a-z])|"
    r"(?:of|to|within|an?|at|on|which|that|be|no|by|scheduled|may|might|could|would|approximately)$|"
    r"(?:must|should|will|would|cannot|if|however|criteria(?! for)|there|regardless|whichever|"
    r"(?:may|can) be|(?=p)(?<!, )patients?|subjects?|participants?|people|and having)(?![a-z']|\(s\))|"
    r"(?=[ahiw])(?<!that )(?<!which )(?<!who )(?:is|are|has|have|had|was|were)(?![a-z]| (?:been |previously )?"
    r"(?:used|received|taken|participated|undergone|required)))"
)
_EVIDENCE = re.compile(r"(?<![a-z])(?:therap(?:y|ies)|treatments?)(?: [^;]*)? as (?:evidenced|demonstrated|shown) by ")
_NO_STATE = re.compile(  # what is done, or said of something else
    r"^(?:to|in|but|of|with|from|on|at|living|person|one course|once|twice|missing|starting|engag)(?![a-z])|"
    r"(?<![a-z])(?:not|travel\w*|exercis\w*|implantation|exchange|drainage|courses?|entries|baths|completion|evidence|"
    r"intervention|engagement|starting|sit|prohibited)(?![a-z])|(?<![a-z])(?:symptoms|undergone)$"
)

_TOLD_OF = re.compile(r"(?<!family )(?<![a-z])history of (?:any |a |an |prior |recent )*[a-z]{3}")


def named(lower: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    """The events and treatments named between two positions; drugs and endings only where nothing else is."""
    end = len(lower) if end is None else end
    found = list(_KNOWN.finditer(lower, start, end))
    if len(found) == 1:
        return found
    if found:
        return [name for name, after in zip(found, [*found[1:], None], strict=True) if not _qualifies(name, after)]
    return [word for word in _WORD.finditer(lower, start, end) if _kind_by_ending(word[0])]


def _qualifies(name: re.Match[str], after: re.Match[str] | None) -> bool:
    """Whether ``name`` only says which of the next one it is: "malaria vaccine", "opioid dependence"."""
    if after is None or name.string[name.end() : after.start()] != " " or after[0].endswith("ed"):
        return False  # "disease treated with"
    kinds = kind_of(name), kind_of(after)
    return kinds[0] not in ("procedure", kinds[1]) and not {"prior_therapy", "procedure"}.isdisjoint(kinds)


def stated_use(lower: str, start: int, end: int) -> list[re.Match[str]]:
    """Words that make a treatment of whatever stands beside them: "has taken", "use of"."""
    return list(_USE.finditer(lower, start, end))


def kind_of(match: re.Match[str]) -> str:
    """The concept of a name found by ``named`` or ``stated_use``."""
    if match.re is _USE:
        return "prior_therapy"
    if match.re is _WORD:
        return _kind_by_ending(match[0]) or "condition"
    return _kind(match[0])


@lru_cache(_RECURRING)
def _kind_by_ending(name: str) -> str | None:
    if name in _DRUGS:
        return "prior_therapy"
    if not name.endswith(_ANY_ENDING) or name in _UNLIKE:
        return None
    return next((concept for ending, concept in _ENDINGS.items() if name.endswith(ending)), None)


@lru_cache(_RECURRING)
def _kind(name: str) -> str:
    return _KINDS.get(" ".join(name.replace("-", " ").split()), "condition")


def unnamed(subject: str) -> str | None:
    """The words of a condition that no list names, where they can be one: "unstable weight"."""
    words = wording(subject)
    if words is None or len(words) > LONGEST_NAME or _NO_EVENT.search(words) or _NO_STATE.search(words):
        return None
    return words if " " in words or _TOLD_OF.search(subject) else None


def wording(subject: str) -> str | None:
    """What an event is called in the text, without the words that only lead to it or away from it."""
    product = _OF_PRODUCT.match(subject) if subject.startswith((" of ", "of ")) else None
    words = _behind_lead((subject[product.end() :] if product else subject).lstrip(" )]:,")).rstrip(" ,(:;-")
    if words[max(words.rfind(" "), words.rfind(",")) + 1 :] in _LAST_OF_TRAIL:
        words = _TRAIL.sub("", words)
    words = _BETWEEN.sub("", words.removesuffix("-free")) if "between" not in words else words.removesuffix("-free")
    if words.endswith(")"):
        words = _OTHER_TIME.sub("", words)
    if "recover" in words:
        shorter = _RECOVERED.sub("", words)
        words = words if is_clause(shorter) else shorter
    if words.endswith(_NO_LESS_ENDS) or words[-1:].isdigit():
        words = _NO_LESS.sub("", words)
    of = " ".join(words.split()).strip(" ,.*-[(")
    if "prior and no " in subject and "following" not in of:  # the time is since the prior one
        of = of.removeprefix("other ").removeprefix("concurrent ") if " concurrent " in subject else of
    if len(of) > _LONGEST_WORDING:
        of = of[: of.rindex(" ", 0, _LONGEST_WORDING)] if " " in of[:_LONGEST_WORDING] else of[:_LONGEST_WORDING]
        of = of[: of.rindex("(")].rstrip(" ,") if of.count("(") > of.count(")") else of
    return (of + ")" if of.count("(") > of.count(")") else of) or None


def leads_only(subject: str) -> bool:
    """Whether ``subject`` says nothing but what leads to an event that follows: "must not have received"."""
    return _NOW_OR.sub("", _behind_lead(subject).strip(" ,*-.(")) == ""


def _behind_lead(subject: str) -> str:
    lead = _LEAD.match(subject)
    return subject[lead.end() :] if lead else subject


def is_clause(words: str) -> bool:
    """Whether ``words`` are no name but a clause that was cut wrongly: "if a vaccine must be given"."""
    plain = words.lower()
    if "(" in plain:
        plain = _ASIDES.sub(" ", plain)
    if "that" in plain or "which" in plain:
        plain = _RELATIVE.sub("", plain)
    if " as " in plain and _EVIDENCE.search(plain):
        return True  # "failure of a therapy as shown by high glucose", of which alone the time is
    return (_OPENS_CLAUSE.match(plain) or _CLAUSE.search(f" {plain}")) is not None
