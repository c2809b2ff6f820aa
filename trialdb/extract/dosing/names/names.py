"""What a drug's name is made of, and where in a text it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from trialdb.extract.dosing.names.lexicon import (
    ADJECTIVE,
    FORM,
    PLAIN,
    RADIATION,
    SALT,
    STOP,
    is_agent_word,
    is_drug_code,
    is_stem,
    score_of,
)
from trialdb.extract.dosing.names.vaccine_names import whole_vaccine
from trialdb.extract.dosing.tables import words

# AZD4547, and letters and a number apart: AMG 706, BAY 43-9006. The capital itself comes first, before what may stand
# ahead of it is asked: the search stops at nothing else.
_CODES = re.compile(
    r"[A-Z](?:(?<![\w.-].)(?=[A-Za-z]{0,4}-?\d\d)[A-Za-z0-9]*(?:-[A-Za-z0-9]+){0,3}(?:,\d{3})?(?![\w%-]|\.\w)|"
    r"(?<![\w+/-].)(?P<apart>[A-Z]{1,3} )(?:\d{2}-\d{3,4}|\d{3,6})(?![\w%-]|[.,]\d|"
    r"\s?(?:mg|mcg|µg|g|kg|ml|iu|u|units?|cells|patients|subjects|participants|days?|weeks?|nm|mm|cm|x)\b))"
)
_STUDY = re.compile(r"\b(?:stud(?:y|ies)|trial|protocol)\s(?:\w+/)?$", re.IGNORECASE)  # in study ABC-1234
_NO_SPONSORS = words("no_sponsor")


def codes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where sponsors' codes for drugs stand."""
    return [m.span() for m in _CODES.finditer(text, start, end) if _is_drugs(m, start)]


def _is_drugs(code: re.Match[str], start: int) -> bool:
    if code["apart"]:
        return code[0].split()[0].lower() not in _NO_SPONSORS
    return is_drug_code(code[0]) and not _STUDY.search(code.string, max(start, code.start() - 16), code.start())


_BETWEEN = r"(?:['.-]|(?<=[A-Z])&(?=[A-Z]-)|[+/](?!\d)|,(?=\d{3}(?!\d)))"
# alfa-2b, 43-9006, 1,200, CD34+, C. difficile; any other sign is a word of its own
_WORD = re.compile(
    r"[^\s_](?:(?<=[a-zA-Z0-9\w])"  # letters told apart from other signs first, then what a word goes on with
    r"(?:\.(?<=[A-Z]\.)(?<![\w.]..)\s?(?=[a-z]{3,}(?:i|ae|um|us|is|ile|ans|ens|osa|ax|lla|ense)\b)|)[a-zA-Z0-9\w®™]*+"
    rf"(?:(?=['.&+/,-])(?>(?:{_BETWEEN}++[\w®™]++)*)(?:{_BETWEEN}*\+(?!\d)|)|)|)"
)


_NO_PART = re.compile(
    r"(?<=[a-z])TM\b|^[/\s-]+|/(?:day|d|week|dose|kg(?:bw)?)$"
)  # Fluarix™, its sign read as letters; 5 mg zinc/day


class Name:
    """A drug's name in the text and how sure it is."""

    __slots__ = ("end", "score", "start", "text")

    def __init__(self, text: str, start: int, end: int, score: int) -> None:
        self.text = _without_marks(text)
        self.start = start
        self.end = end
        self.score = score


@lru_cache(maxsize=4096)
def _without_marks(name: str) -> str:
    return _NO_PART.sub("", name)


def tokens(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words and signs of a text."""
    return _WORD.finditer(text, start, end)


def named(text: str, run: list[tuple[str, int, int]]) -> Name | None:
    """The name that a run of words gives, its adjectives and dosage forms trimmed."""
    while run and _leads_up(run[0][0]):
        run = run[1:]
    while run and _trails(run[-1][0]):
        run = run[:-1]
    while len(run) > 1 and text[run[-1][2] : run[-1][2] + 1] == ":" and _is_label(run):
        run = run[:-1]  # "Drug: Fludarabine Advised: 30 mg/m2"
    while len(run) > 1 and run[-1][0] in ROUTE_CODES:
        run = run[:-1]
    while len(run) > 1 and run[0][0].islower() and run[0][0] in PLAIN and _is_capital_agent(run[1][0]):
        run = run[1:]  # … during surgery Mitomycin 15 mg/m2: the line began with the name
    while (
        len(run) > 1 and text[run[-1][2] : run[-1][2] + 1] == ":" and all(is_stem(word.lower()) for word, _, _ in run)
    ):
        run = run[1:]  # "Cisplatin Paclitaxel: 135 mg/m2": a heading, and the name
    if len(run) > 1 and is_drug_code(run[-1][0]) and all(word in PLAIN for word, _, _ in run[:-1]):
        run = run[-1:]  # no stem cell transplant ABC-30 12 mg/kg
    while len(run) > 1 and run[-1][0] in ("x", "X"):
        run = run[:-1]  # drug X x 3 doses
    if len(run) > 1 and run[0][0] == "x":
        run = run[1:]  # … (clade 1) x PR8 vaccine
    while len(run) > 1 and run[0][0].lower() in RADIATION and is_agent_word(run[1][0].lower()):
        run = run[1:]
    half = len(run) // 2
    if half and [w for w, _, _ in run[:half]] == [w for w, _, _ in run[half:]]:
        run = run[half:]  # "Drug: Tislelizumab Tislelizumab 200 mg"
    if len(run) == 1 and _is_only_salt(run[0][0].lower()):
        return None
    if not run or len(run) > 7 or run[-1][0].lower() == "weight" or _QUANTITY.match(text, run[0][1]):
        return None
    while len(run) > 1 and _WITHIN.fullmatch(run[-1][0]):
        run = run[:-1]
    score = score_of([word for word, _, _ in run])
    if not score:
        return None
    start, end = run[0][1], run[-1][2]
    if first := _FIRST_INERT.match(text, start, end) or _WITH_AMOUNT.match(text, start, end):
        start = first.end()  # placebo/drug X 30 mg: the one, then the other
    if run[-1][0].lower() == "type" and (letter := _TYPE.match(text, end)):
        end = letter.end()  # botulinum toxin type A
    start, end = whole_vaccine(text, start, end)
    return with_field(text, 0, Name(text[start:end], start, end, score))


_WITH_AMOUNT = re.compile(r"[A-Za-z]{4,}\d[\d.]*\s?m?c?g\s?/\s?(?=[A-Za-z]{4})")  # A800mg/B 26.6 mg
_WITHIN = re.compile(r"intra-?(?!lip)[a-z]{3,}")  # normal saline intrapolyp injection
_FIRST_INERT = re.compile(
    r"(?:placebo|suspension|solution|(?i:sham)(?:\s(?:injection|procedure))?)\s?/\s?(?=[A-Z]{2,}-?\d|\w+(?:mab|nib|tin|ide|ast|one|ine|min|cept|vir)\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def _leads_up(word: str) -> bool:
    """Whether a word ahead of a name is none of it: an adjective, a sign."""
    return word.lower() in ADJECTIVE or word.lower().rstrip("+") in FORM or _is_descriptive(word) or word in _SIGNS


@lru_cache(maxsize=1 << 14)
def _trails(word: str) -> bool:
    """Whether a word behind a name is none of it: a dosage form, a sign."""
    return word.lower().removesuffix("tm").rstrip("+") in FORM or _is_descriptive(word) or word in _SIGNS


def _is_descriptive(word: str) -> bool:
    return _ADVERB.match(word) is not None or COMPOUND.match(word.lower()) is not None


_SIGNS = "-–—/+'\"*"


def _is_only_salt(word: str) -> bool:
    """``tosylate``, of what is not said."""
    return word in SALT and word.endswith(("ate", "ide")) and not is_agent_word(word)


def _is_capital_agent(word: str) -> bool:
    return word[0].isupper() and is_agent_word(word.lower().split("-")[0])


def _is_label(run: list[tuple[str, int, int]]) -> bool:
    last = run[-1][0].lower()
    return last in PLAIN and last not in SALT and score_of([word for word, _, _ in run[:-1]]) == 2


# weight-tiered, dose-adjusted, 12-week, gluten-free: never a drug
COMPOUND = re.compile(
    r"[\w.]+-(?:\w+ed|\w+ing|free|dose|weeks?|days?|hours?|minutes?|months?|release|arm|label|blind|line|stage|term|"
    r"level|label)$"
)


_ADVERB = re.compile(r"[a-zA-Z-]{4,}(?:al|iv|at|v|ar)e?ly$")
_QUANTITY = re.compile(r"\d[\d.,-]*\s?(?:mg|mcg|µg|g|kg|ml|iu|cc|m2|cm2?|wks?|weeks?|days?)\b", re.IGNORECASE)
_UNIT_LIKE = re.compile(
    r"\d[\d.]*m?g?/m2|(?:mg|mcg|µg|ug|g|ng|iu|mmol)[/.](?:kg|m2|day|ml|dl|hr?|dose)\b"
)  # 40 mg/m2 decrements
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_SERIES = re.compile(r"[A-Z]{2,4}")


def is_serial(word: str, before: str) -> bool:
    """The number in ``BI 201335`` and ``BAY 43-9006``."""
    return len(word) >= 3 and word.replace("-", "").replace(",", "").isdigit() and _SERIES.fullmatch(before) is not None


@lru_cache(maxsize=1 << 16)
def ends_name(word: str) -> bool:
    low = word.lower().rstrip(".")
    return (
        low in STOP
        or (low.endswith("ing") and low in PLAIN)
        or _ORDINAL.fullmatch(low) is not None
        or _UNIT_LIKE.match(low) is not None
        or (not word[0].isalnum() and word not in "-–'®™/")
        or word.replace(".", "").replace(",", "").isdigit()
    )


_NEXT_WORD = re.compile(r"\s(?P<word>[A-Za-z][a-z-]{4,})\b")


def is_agent_behind(text: str, at: int) -> bool:
    """``20 mg for citalopram, 100 mg for sertraline``."""
    following = _NEXT_WORD.match(text, at)
    return following is not None and is_agent_word(following["word"].lower())


ROUTE_CODES = frozenset({"IP", "IV", "IT", "IM", "SC", "PO", "IA", "ID"})


# total body irradiation, whole brain radiotherapy: what no drug's name would begin with
_FIELD = re.compile(
    r"\b(?:total[\s-](?:body|lymphoid|marrow|skin)|whole[\s-](?:brain|body|abdom\w+|pel\w+)|external[\s-]beam|"
    r"involved[\s-]field|stereotactic(?:[\s-]body)?|intensity[\s-]modulated|pelvic|cranial|thoracic|chest)[\s-]$",
    re.IGNORECASE,
)


def with_field(text: str, start: int, name: Name) -> Name:
    if name.text.split()[0].lower() in RADIATION and (
        field := _FIELD.search(text, max(start, name.start - 30), name.start)
    ):
        return Name(text[field.start() : name.end], field.start(), name.end, name.score)
    return name


# drug X 1 mg/mL, drugs X/Y 30/20 mg
_STRENGTH = re.compile(
    r"[\s,]{1,2}(?:\d[\d.]*\s?(?:mg|mcg|µg|g)?\s?[/-]\s?)?\d[\d.,]*\s?(?:mg|mcg|µg|g|iu|units?)(?:\s?/\s?[\d.]*\s?(?:ml|l|g|tablet|vial|dose))?$",
    re.IGNORECASE,
)
_TITLE_PLACEBO = re.compile(r"(?:matching |matched )?placebos?\b", re.IGNORECASE)


_INERT = frozenset({"sugar", "starch", "dummy", "sham"})  # a sugar pill is no sugar
_TYPE = re.compile(r"\s[A-G]\b")
_HEADING = re.compile(r"[^:]*\b(?:cohort|expansion|escalation|evaluation)\b[^:]{0,30}:\s(?=\w)", re.IGNORECASE)


_LEADING_PAIR = re.compile(r"^\d[\d.]*\s?(?:mg|mcg|µg|g)?\s?/\s?\d[\d.]*\s?(?:mg|mcg|µg|g)\s(?=[A-Za-z])")


# Phase 1: drug X · 1a - drug X · drug X - Phase 2 · drug X - weeks 24 - 48
_STAGE = re.compile(
    r"^(?:(?:phase|part|period|step|stage|cohort|arm|group)\s\w{1,3}(?::\s|\s-\s)|(?:core|main)\sstudy:\s|\d[a-z]\s-\s)(?=\w)|"
    r"(?:\s-)?\s(?:phase|cohort|period|stage)\s?\w{1,3}$|"
    r"\s-\s(?:(?:first|last|next)\s\d+\s\w+|weeks?\s\d[\d\s-]*|(?:after|before)\s[^-]*)$",
    re.IGNORECASE,
)


def without_stage(name: str) -> str:
    """A drug's name without the part of the trial that an intervention's name tells beside it."""
    return _STAGE.sub("", name)


def without_form(title: str) -> str:
    """The drug of a title: ``Dupilumab therapy`` is dupilumab, ``Placebo to match X`` a placebo."""
    if placebo := _TITLE_PLACEBO.match(title):
        return title[placebo.start() : placebo.end()].split()[-1]
    if ":" in title and (heading := _HEADING.match(title)):
        title = title[heading.end() :].rstrip(".")  # Cohort expansion: drug X in combination with drug Y.
    title = _LEADING_PAIR.sub("", title)
    for _ in range(2):  # A 5 mg/500 mg tablets: the strength stands behind the form or before it
        words = _STRENGTH.sub("", title).split()
        while len(words) > 1 and (words[-1].lower() in FORM or words[-1] == "for") and words[0].lower() not in _INERT:
            words.pop()
        title = " ".join(words)
    return title.rstrip(" -")
