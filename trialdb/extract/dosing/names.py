"""What a text calls its drug: the phrase beside the dose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from trialdb.extract.dosing.lexicon import ADJECTIVE, FORM, PLAIN, RADIATION, SALT, SKIP, STOP, is_agent_word, score_of
from trialdb.extract.dosing.tables import words

CODES = re.compile(r"(?<![\w.-])(?=[A-Za-z-]{0,12}\d)[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+){0,3}(?![\w-]|\.\w)")


_WORD = re.compile(r"[^\W_](?:(?:[\w'+/®™.-]|,(?=\d{3}(?!\d)))*[\w+®™])?|[^\s\w]")


_NAME_REACH = 120


class Name:
    """A drug's name in the text and how sure it is."""

    __slots__ = ("end", "score", "start", "text")

    def __init__(self, text: str, start: int, end: int, score: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.score = score


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text, start, end):
        yield match[0], match.start(), match.end()


def _named(text: str, run: list[tuple[str, int, int]]) -> Name | None:
    """The name that a run of words gives, its adjectives and dosage forms trimmed."""
    while run and (run[0][0].lower() in ADJECTIVE or _COMPOUND.match(run[0][0].lower()) or run[0][0] in "-–—/+'\"*"):
        run = run[1:]
    while run and (
        _COMPOUND.match(run[-1][0].lower())
        or run[-1][0].lower().removesuffix("tm") in FORM
        or run[-1][0] in "-–—/+'\"*"
    ):
        run = run[:-1]
    while len(run) > 1 and run[-1][0] in _ROUTE_CODES:
        run = run[:-1]
    while len(run) > 1 and run[0][0].lower() in RADIATION and is_agent_word(run[1][0].lower()):
        run = run[1:]
    half = len(run) // 2
    if half and [w for w, _, _ in run[:half]] == [w for w, _, _ in run[half:]]:
        run = run[half:]  # "Drug: Tislelizumab Tislelizumab 200 mg"
    if not run or len(run) > 7:
        return None
    score = score_of([word for word, _, _ in run])
    if not score:
        return None
    start, end = run[0][1], run[-1][2]
    return Name(text[start:end], start, end, score)


# weight-tiered, dose-adjusted, 12-week, gluten-free: never a drug
_COMPOUND = re.compile(
    r"[\w.]+-(?:\w+ed|\w+ing|free|dose|weeks?|days?|hours?|minutes?|months?|release|arm|label|blind|line|stage|term|"
    r"level|label)$"
)


_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_SERIES = re.compile(r"[A-Z]{2,4}")


def _is_serial(word: str, before: str) -> bool:
    """The number in ``BI 201335`` and ``BAY 43-9006``."""
    return len(word) >= 3 and word.replace("-", "").replace(",", "").isdigit() and _SERIES.fullmatch(before) is not None


def _ends_name(word: str) -> bool:
    low = word.lower().rstrip(".")
    return (
        low in STOP
        or (low.endswith("ing") and low in PLAIN)
        or _ORDINAL.fullmatch(low) is not None
        or (not word[0].isalnum() and word not in "-–'®™/")
        or word.replace(".", "").replace(",", "").isdigit()
    )


_ROUTE_CODES = frozenset({"IP", "IV", "IT", "IM", "SC", "PO", "IA", "ID"})
_NEAR = 45


def before_amount(
    text: str, start: int, at: int, covered: list[tuple[int, int]], ends: frozenset[int] = frozenset()
) -> Name | None:
    """``Gemcitabine (1000 mg/m2)``: the phrase that leads up to the amount, fillers and schedule between skipped."""
    for reach in (_NEAR, _NAME_REACH):
        begin = max(start, at - reach)
        if begin > start:
            begin = text.find(" ", begin, at) + 1 or begin
        name, is_all_read = _back_from(text, begin, at, covered, ends)
        if not is_all_read or begin <= start:
            break
    return name


def _back_from(
    text: str, start: int, at: int, covered: list[tuple[int, int]], ends: frozenset[int]
) -> tuple[Name | None, bool]:
    """The name, and whether the way to it led through all the words from ``start``."""
    index = len(covered)
    tokens = list(_tokens(text, start, at))
    position = len(tokens) - 1
    alias: list[tuple[str, int, int]] = []
    commas = 0
    depth = 0
    while position >= 0:  # to the end of the name
        word, begin, end = tokens[position]
        while index and covered[index - 1][0] >= end:
            index -= 1
        if index and covered[index - 1][1] > begin:
            if covered[index - 1][0] in ends:
                return None, False
            position -= 1
            continue
        low = word.lower().rstrip(".")
        if word == ")":
            depth += 1
        elif word == "(":
            depth = max(0, depth - 1)
        elif depth:
            alias.insert(0, tokens[position])
        elif word == ",":
            commas += 1
            if commas > 1:
                return None, False
        elif word not in ":=~-–[*•@≈/" and low not in SKIP and low not in FORM:
            break
        position -= 1
    run: list[tuple[str, int, int]] = []
    while position >= 0:
        word, begin, end = tokens[position]
        while index and covered[index - 1][0] >= end:
            index -= 1
        is_serial = position > 0 and _is_serial(word, tokens[position - 1][0])
        if (index and covered[index - 1][1] > begin) or (_ends_name(word) and not is_serial):
            break
        run.insert(0, tokens[position])
        position -= 1
    return _named(text, run) or _abbreviated(text, alias), position < 0


def _abbreviated(text: str, alias: list[tuple[str, int, int]]) -> Name | None:
    """``colony-stimulating factor (G-CSF) 5 mcg/kg``: the short form, where the long one tells no drug."""
    name = _named(text, alias) if 0 < len(alias) <= 2 else None
    return name if name and name.score == 2 else None


_PASSED_OVER = FORM | words("passed")


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
    for word, begin, stop in _tokens(text, at, min(end, at + _NAME_REACH)):
        while index < len(covered) and covered[index][1] <= begin:
            index += 1
        is_covered = index < len(covered) and covered[index][0] < stop
        low = word.lower().rstrip(".")
        if run:
            if is_covered or ((_ends_name(word) or low in FORM) and not _is_serial(word, run[-1][0])):
                break
            run.append((word, begin, stop))
        elif word in "()":
            depth += 1 if word == "(" else -1
            needs_of = True
            if depth < 0:
                return None, False
        elif is_covered:
            if covered[index][0] not in routes:
                is_of, needs_of = False, True
        elif depth:
            continue
        elif low == "of":
            is_of, needs_of = True, False
        elif word == "%" or text[stop : stop + 1] == "%":
            continue  # 10 mL of 0.25% bupivacaine
        elif low not in _PASSED_OVER and not _COMPOUND.match(low):
            if needs_of or _ends_name(word):
                return None, is_of
            run.append((word, begin, stop))
    return _named(text, run), is_of


_CARRIERS = words("carrier")
_RECEIVED = re.compile(
    r"(?:\b(?:receiv\w+|given|giv(?:e|ing)|administer\w*|tak(?:e|es|ing)|and|plus|with|of|or|then|by|inject\w*|start\w*)|[,:;+&•*-]|^)\s*$",
    re.IGNORECASE,
)


def received(text: str, start: int, at: int, covered: list[tuple[int, int]]) -> Name | None:
    """``Patients receive tegavivint IV``: the phrase between such a word and a route."""
    run: list[tuple[str, int, int]] = []
    index = bisect_left(covered, (at, 0))
    for word, begin, end in reversed(list(_tokens(text, max(start, at - 60), at))):
        if word == "(" and not run:
            continue
        while index and covered[index - 1][0] >= end:
            index -= 1
        if (index and covered[index - 1][1] > begin) or _ends_name(word):
            break
        run.insert(0, (word, begin, end))
    name = _named(text, run)
    if name is None or name.score < 1 or len(name.text.split()) > 3 or len(name.text) < 4:
        return None
    if any(part in _CARRIERS for part in name.text.lower().split()):
        return None
    last = name.text.split()[-1]
    if name.score < 2 and last.islower() and last in PLAIN:
        return None
    return name if _RECEIVED.search(text, max(start, name.start - 20), name.start) else None


def around(text: str, at: int, stop: int, start: int, end: int, covered: list[tuple[int, int]]) -> Name:
    """The whole name that a known word belongs to: ``goserelin acetate``, ``PEG-interferon alfa-2b``."""

    def is_part(word: str, begin: int, until: int) -> bool:
        index = bisect_left(covered, (until, 0))
        low = word.lower()
        is_free = not (index and covered[index - 1][1] > begin)
        return is_free and not _ends_name(word) and low not in FORM and (low not in PLAIN or low in SALT)

    left, right = at, stop
    for word, begin, until in reversed(list(_tokens(text, max(start, at - 40), at))):
        if text[until:left].strip("- ") or not is_part(word, begin, until) or word.lower() in ADJECTIVE:
            break
        left = begin
    for word, begin, until in _tokens(text, stop, min(end, stop + 40)):
        if text[right:begin].strip("- ") or not is_part(word, begin, until):
            break
        right = until
    right -= len(text[left:right]) - len(text[left:right].rstrip("/-"))
    return Name(text[left:right], left, right, 2)


_TITLE_PLACEBO = re.compile(r"(?:matching |matched )?placebos?\b", re.IGNORECASE)


def without_form(title: str) -> str:
    """The drug of a title: ``Dupilumab therapy`` is dupilumab, ``Placebo to match X`` a placebo."""
    if placebo := _TITLE_PLACEBO.match(title):
        return title[placebo.start() : placebo.end()].split()[-1]
    words = title.split()
    while len(words) > 1 and words[-1].lower() in FORM:
        words.pop()
    return " ".join(words)
