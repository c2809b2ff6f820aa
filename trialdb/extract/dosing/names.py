"""Which words name a drug. What a text calls its drug is read from the phrase beside the dose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from trialdb.extract.dosing.tables import rows, words

_AGENTS = frozenset(row["word"] for row in rows("agents"))
_PLAIN = frozenset(row["word"] for row in rows("plain_words"))
_SKIP = words("skip")
_FORM = words("form")
_STOP = words("stop") | words("block")
_ADJECTIVE = words("adjective")
_SALT = words("salt")

# International nonproprietary names end in what the substance is.
_STEM = re.compile(
    r"[a-z]{2,}(?:mab|tinib|sertib|ciclib|rafenib|anib|enib|parib|platin|taxel|rubicin|mycin|micin|cillin|floxacin|cycline|conazole|"
    r"prazole|sartan|[aeio]pril|olol|vastatin|gliptin|gliflozin|glitazone|glutide|patide|buvir|previr|tegravir|navir|asvir|"
    r"vudine|citabine|trexate|trexed|limus|[^n]cept|kinra|poetin|grastim|leucel|siran|rsen|relin|relix|lutamide|"
    r"caine|azepam|azolam|triptan|setron|pitant|dipine|thiazide|semide|formin|xetine|triptyline|peridol|"
    r"fentanil|poside|zomib|degib|dronate|profen|coxib|fenac|parin|gatran|xaban|grel|grelor|vedotin|deruxtecan|tecan|"
    r"gepant|orexant|lisib|clax|denib|metinib|parvovec|tocel|cabtagene)$"
)
# NKTR-102, AZD4547, R788, MABp1, 6MP; not C1D1, Q3W, CD19, T2
_CODE = re.compile(r"(?=[A-Za-z0-9-]*\d)(?=[A-Za-z0-9-]*[A-Z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$")
_NOT_CODE = re.compile(
    r"(?:C\d+D\d+|Q\d+\w+|[DWCVGTVMNHP]\d{1,2}|CD\d+|HER-?2|PD-?L?-?1|[A-Z]|\d+[A-Za-z]{0,2}|COVID.*|CYP.*|HbA1c|Ia?b?|T\d|H\d+N\d+|AUC.*|SARS.*|DL-?\d|FEV1?|L\d|S\d|B\d{1,2}|.*-fold|N\d+)$"
)
CODES = re.compile(r"(?<![\w-])(?=[A-Za-z-]{0,12}\d)[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+){0,3}(?![\w-])")
_WORD = re.compile(r"[^\W_](?:(?:[\w'+/®™.-]|,(?=\d{3}(?!\d)))*[\w+®™])?|[^\s\w]")
_TRAILING_BRACKET = re.compile(r"\([^()]{1,60}\)\s*$")
_NAME_REACH = 120


def is_agent_word(word: str) -> bool:
    """Whether a lower-case word is known, or looks by its ending, like a drug."""
    return word in _AGENTS or (len(word) > 6 and word not in _PLAIN and _STEM.match(word) is not None)


def is_code(word: str) -> bool:
    """Whether a word is a sponsor's code for a drug."""
    return len(word) >= 3 and _CODE.match(word) is not None and not _NOT_CODE.match(word)


# A code that needs no amount beside it to be told from an assay, a gene or a guideline.
_DRUG_CODE = re.compile(r"[A-Z][A-Za-z]{0,4}-?\d{2,8}[A-Za-z]?(?:-\w+)?$")


def is_drug_code(word: str) -> bool:
    """Whether a word can only be a sponsor's code for a drug: ``AZD4547``, ``NKTR-102``."""
    return _DRUG_CODE.match(word) is not None and is_code(word)


def _score(tokens: list[str]) -> int:
    """2 a known drug, 1 a word that plain English lacks, 0 no name."""
    best = 0
    for token in tokens:
        low = token.lower()
        parts = [part for part in re.split(r"[-/®™+]", low) if part]
        if low in _AGENTS or any(is_agent_word(part) for part in parts if len(part) > 3) or is_code(token.strip("®™")):
            return 2
        if (
            len(low) > 1
            and not low.isdigit()
            and any(part not in _PLAIN and part not in _STOP and not part.endswith("ly") for part in parts)
            and low not in _FORM
            and any(c.isalpha() for c in low)
        ):
            best = 1
    return best


class Name:
    """A drug's name in the text and how sure it is."""

    __slots__ = ("end", "score", "start", "text")

    def __init__(self, text: str, start: int, end: int, score: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.score = score


def _tokens(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    return [(m[0], m.start(), m.end()) for m in _WORD.finditer(text, start, end)]


def _named(text: str, run: list[tuple[str, int, int]]) -> Name | None:
    """The name that a run of words gives, its adjectives and dosage forms trimmed."""
    while run and (run[0][0].lower() in _ADJECTIVE or _COMPOUND.match(run[0][0].lower()) or run[0][0] in "-–—/+'\"*"):
        run = run[1:]
    while run and (run[-1][0].lower().removesuffix("tm") in _FORM or run[-1][0] in "-–—/+'\"*"):
        run = run[:-1]
    if not run or len(run) > 7:
        return None
    score = _score([token for token, _, _ in run])
    if not score:
        return None
    start, end = run[0][1], run[-1][2]
    return Name(text[start:end], start, end, score)


# weight-tiered, dose-adjusted, 12-week, gluten-free: never a drug
_COMPOUND = re.compile(r"[\w.]+-(?:\w+ed|\w+ing|free|dose|weeks?|days?|hours?|minutes?|months?|release|arm|label|blind|line|stage|term|level|label)$")
_SERIES = re.compile(r"[A-Z]{2,4}")


def _is_serial(token: str, before: str) -> bool:
    """The number in ``BI 201335`` and ``BAY 43-9006``."""
    return (
        len(token) >= 3 and token.replace("-", "").replace(",", "").isdigit() and _SERIES.fullmatch(before) is not None
    )


def _ends_name(token: str) -> bool:
    low = token.lower().rstrip(".")
    return (
        low in _STOP
        or (not token[0].isalnum() and token not in "-–'®™/")
        or token.replace(".", "").replace(",", "").isdigit()
    )


def before_amount(
    text: str, start: int, at: int, covered: list[tuple[int, int]], ends: frozenset[int] = frozenset()
) -> Name | None:
    """``Gemcitabine (1000 mg/m2)``: the phrase that leads up to the amount, fillers and schedule between skipped."""
    start = max(start, at - _NAME_REACH)
    index = len(covered)
    tokens = _tokens(text, start, at)
    position = len(tokens) - 1
    commas = 0
    depth = 0
    while position >= 0:  # to the end of the name
        token, begin, end = tokens[position]
        while index and covered[index - 1][0] >= end:
            index -= 1
        if index and covered[index - 1][1] > begin:
            if covered[index - 1][0] in ends:
                return None
            position -= 1
            continue
        low = token.lower().rstrip(".")
        if token == ")":
            depth += 1
        elif token == "(":
            depth = max(0, depth - 1)
        elif depth:
            pass
        elif token == ",":
            commas += 1
            if commas > 1:
                return None
        elif token in ":=~-–[*•@•≈/":
            pass
        elif low in _SKIP or low in _FORM:
            pass
        else:
            break
        position -= 1
    run: list[tuple[str, int, int]] = []
    while position >= 0:
        token, begin, end = tokens[position]
        while index and covered[index - 1][0] >= end:
            index -= 1
        is_serial = position > 0 and _is_serial(token, tokens[position - 1][0])
        if (index and covered[index - 1][1] > begin) or (_ends_name(token) and not is_serial):
            break
        run.insert(0, tokens[position])
        position -= 1
    return _named(text, run)


_PASSED_OVER = _FORM | frozenset(
    "the a an total body weight standard loading maintenance initial single flat fixed starting".split()
)


def after_amount(
    text: str, at: int, end: int, covered: list[tuple[int, int]], routes: set[int]
) -> tuple[Name | None, bool]:
    """``75 mg/m2 of docetaxel``: the phrase that the amount leads up to, and whether "of" joins them.

    A route may stand between (``1000 mg/m2 IV fluorouracil``), anything else only before "of".
    """
    is_of = needs_of = False
    depth = 0
    run: list[tuple[str, int, int]] = []
    index = bisect_left(covered, (at, 0))
    for token, begin, stop in _tokens(text, at, min(end, at + _NAME_REACH)):
        while index < len(covered) and covered[index][1] <= begin:
            index += 1
        is_covered = index < len(covered) and covered[index][0] < stop
        low = token.lower().rstrip(".")
        if run:
            if is_covered or ((_ends_name(token) or low in _FORM) and not _is_serial(token, run[-1][0])):
                break
            run.append((token, begin, stop))
        elif token in "()":
            depth += 1 if token == "(" else -1
            needs_of = True
            if depth < 0:
                return None, False
        elif is_covered:
            needs_of = needs_of or (covered[index][0] not in routes and not is_of)
        elif depth:
            continue
        elif low == "of":
            is_of, needs_of = True, False
        elif low not in _PASSED_OVER and not _COMPOUND.match(low):
            if needs_of or _ends_name(token):
                return None, is_of
            run.append((token, begin, stop))
    return _named(text, run), is_of


_RECEIVED = re.compile(
    r"(?:\b(?:receiv\w+|given|giv(?:e|ing)|administer\w*|tak(?:e|es|ing)|and|plus|with|of|or|then|by|inject\w*|start\w*)|[,:;+&•*-]|^)\s*$",
    re.IGNORECASE,
)


def received(text: str, start: int, at: int, covered: list[tuple[int, int]]) -> Name | None:
    """``Patients receive tegavivint IV``: the phrase between such a word and a route."""
    run: list[tuple[str, int, int]] = []
    index = bisect_left(covered, (at, 0))
    for token, begin, end in reversed(_tokens(text, max(start, at - 60), at)):
        if token == "(" and not run:
            continue
        while index and covered[index - 1][0] >= end:
            index -= 1
        if (index and covered[index - 1][1] > begin) or _ends_name(token):
            break
        run.insert(0, (token, begin, end))
    name = _named(text, run)
    if name is None or name.score < 1 or len(name.text.split()) > 3 or len(name.text) < 4:
        return None
    if any(part in _PLAIN for part in name.text.lower().split()[-1:]) and name.score < 2:
        return None
    return name if _RECEIVED.search(text, max(start, name.start - 20), name.start) else None


def around(text: str, at: int, stop: int, start: int, end: int, covered: list[tuple[int, int]]) -> Name:
    """The whole name that a known word belongs to: ``goserelin acetate``, ``PEG-interferon alfa-2b``."""

    def is_part(token: str, begin: int, until: int) -> bool:
        index = bisect_left(covered, (until, 0))
        low = token.lower()
        is_free = not (index and covered[index - 1][1] > begin)
        return is_free and not _ends_name(token) and low not in _FORM and (low not in _PLAIN or low in _SALT)

    left, right = at, stop
    for token, begin, until in reversed(_tokens(text, max(start, at - 40), at)):
        if text[until:left].strip("- ") or not is_part(token, begin, until) or token.lower() in _ADJECTIVE:
            break
        left = begin
    for token, begin, until in _tokens(text, stop, min(end, stop + 40)):
        if text[right:begin].strip("- ") or not is_part(token, begin, until):
            break
        right = until
    return Name(text[left:right], left, right, 2)


_BRACKETED = re.compile(r"\([^()]*\)")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def _spellings(name: str) -> frozenset[str]:
    low = name.lower()
    inner = [part[1:-1] for part in _BRACKETED.findall(low)]
    return frozenset(filter(None, (_NOT_LETTERS.sub(" ", part).strip() for part in (_BRACKETED.sub(" ", low), *inner))))


def same_agent(one: str | None, other: str | None) -> bool:
    """Whether two names mean one drug: equal, or one with a form or salt more; no name contradicts none."""
    if one is None or other is None:
        return True
    left, right = _spellings(one), _spellings(other)
    if left & right:
        return True
    return any(
        (first := set(a.split())) and (second := set(b.split())) and (first <= second or second <= first)
        and abs(len(first) - len(second)) <= 2
        for a in left
        for b in right
    )  # fmt: skip


def is_known_agent(name: str) -> bool:
    """Whether a name holds a word known as a drug's."""
    return _score(name.split()) == 2


def mentions(name: str, agent: str) -> bool:
    """Whether an intervention's name names the drug: ``Gemcitabine combined with docetaxel`` names docetaxel."""
    whole = f" {_NOT_LETTERS.sub(' ', name.lower()).strip()} "
    return any(f" {spelling} " in whole for spelling in _spellings(agent)) or same_agent(name, agent)


_MOST_AGENTS = 60


def known_places(low: str, agents: Sequence[str]) -> list[tuple[int, int]]:
    """Where the trial's own drug names stand in a lower-case text."""
    places: list[tuple[int, int]] = []
    for agent in agents[:_MOST_AGENTS]:
        name = agent.lower()
        if not 3 <= len(name) <= 60 or (name in _PLAIN or name in _STOP or name in _FORM):
            continue
        at = low.find(name)
        while at >= 0:
            stop = at + len(name)
            if not low[at - 1 : at].isalnum() and not low[stop : stop + 1].isalnum():
                places.append((at, stop))
            at = low.find(name, stop)
    return sorted(places)
