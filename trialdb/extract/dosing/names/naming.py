"""The drug that stands beside an amount, a route or a word that is known."""

from __future__ import annotations

import re
from bisect import bisect_left

from trialdb.extract.dosing.names.lexicon import ADJECTIVE, CLASS, FORM, PLAIN, RADIATION, SALT, SKIP
from trialdb.extract.dosing.names.names import (
    COMPOUND,
    ROUTE_CODES,
    Name,
    ends_name,
    is_agent_behind,
    is_serial,
    named,
    tokens,
    with_field,
)
from trialdb.extract.dosing.tables import UNITS, words

_NAME_REACH = 120
_NEAR = 45
_LONGEST_WORD = 40


def before_amount(
    text: str, start: int, at: int, covered: list[tuple[int, int]], ends: frozenset[int] = frozenset()
) -> Name | None:
    """``Gemcitabine (1000 mg/m2)``: the phrase that leads up to the amount, fillers and schedule between skipped."""
    for reach in (_NEAR, _NAME_REACH):
        begin = _whole_word(text, start, at - reach)
        name, is_all_read = _back_from(text, begin, at, covered, ends)
        if not is_all_read or begin <= start:
            break
    opening = text.rfind("(", start, at) if name is None else -1
    if opening > start and ")" not in text[opening:at]:
        name, _ = _back_from(
            text, _whole_word(text, start, opening - _NEAR), opening, covered, ends
        )  # LV (racemic mixture 400 mg/m2)
    return name


def _whole_word(text: str, start: int, at: int) -> int:
    """Where the first word begins that stands behind ``at`` whole; no earlier than ``start``."""
    if at <= start:
        return start
    return (text.find(" ", at - 1, at + _LONGEST_WORD) + 1) or at


def _word_end(text: str, at: int, end: int) -> int:
    """Where the word ends that ``at`` stands in; no later than ``end``."""
    if at >= end:
        return end
    return (text.rfind(" ", at - _LONGEST_WORD, at) + 1) or at


def _back_from(
    text: str, start: int, at: int, covered: list[tuple[int, int]], ends: frozenset[int]
) -> tuple[Name | None, bool]:
    """The name, and whether the way to it led through all the words from ``start``."""
    index = len(covered)
    phrase = list(tokens(text, start, at))
    position = len(phrase) - 1
    alias: list[tuple[str, int, int]] = []
    commas = 0
    depth = 0
    is_label = False
    while position >= 0:  # to the end of the name
        word, (begin, end) = phrase[position][0], phrase[position].span()
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
            alias.insert(0, (word, begin, end))
        elif word == ",":
            commas += 1
            if commas > 1:
                return None, False
        elif word.endswith("+"):
            return None, False  # A 70 mg + 5600 IU of B
        elif word not in ":=~-–[*•@≈/" and low not in SKIP and low not in FORM:
            break
        is_label = is_label or (low in _GROUPS and text.startswith(":", end))
        position -= 1
    run: list[tuple[str, int, int]] = []
    while position >= 0:
        word, (begin, end) = phrase[position][0], phrase[position].span()
        while index and covered[index - 1][0] >= end:
            index -= 1
        goes_on = position > 0 and is_serial(word, phrase[position - 1][0])
        if (index and covered[index - 1][1] > begin) or (ends_name(word) and not goes_on):
            break
        run.insert(0, (word, begin, end))
        position -= 1
    name = named(text, run)
    if name is None or any(word.lower() in CLASS for word in name.text.split()):
        name = _abbreviated(text, alias) or name
    if name and is_label and name.score < _KNOWN and _INITIALS.fullmatch(name.text):
        return None, False
    return name, position < 0


_GROUPS = frozenset({"group", "arm"})
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,3}")  # GCb group: 5 mg/kg
_KNOWN = 2  # score of a drug's name


def _abbreviated(text: str, alias: list[tuple[str, int, int]]) -> Name | None:
    """``colony-stimulating factor (G-CSF) 5 mcg/kg``: the short form, where the long one tells no drug."""
    name = named(text, alias) if 0 < len(alias) <= 2 and alias[0][0].lower() != "or" else None
    return name if name and name.score == 2 else None


_PASSED_OVER = FORM | words("passed")
_SHARED = frozenset({"each", "total"})  # two injections (0.5 mL each) of drug X


def after_amount(
    text: str, at: int, end: int, covered: list[tuple[int, int]], routes: set[int], repeats: set[int]
) -> tuple[Name | None, bool]:
    """``75 mg/m2 of docetaxel``: the phrase that the amount leads up to, and whether "of" joins them.

    A route may stand between (``1000 mg/m2 IV fluorouracil``), how often before a known drug only (``4 mg BID
    baricitinib``), anything else only before "of".
    """
    is_of = needs_of = needs_known = False
    depth = 0
    is_bracketed = False
    run: list[tuple[str, int, int]] = []
    index = bisect_left(covered, (at, 0))
    for token in tokens(text, at, _word_end(text, at + _NAME_REACH, end)):
        word, (begin, stop) = token[0], token.span()
        while index < len(covered) and covered[index][1] <= begin:
            index += 1
        is_covered = index < len(covered) and covered[index][0] < stop
        low = word.lower().rstrip(".")
        if word == ")" and not depth and not run and text.startswith(" of ", stop):
            is_bracketed = needs_of = False  # a single dose (500 mg) of drug X
        elif run:
            if is_covered or ((ends_name(word) or low in FORM) and not is_serial(word, run[-1][0])):
                break
            run.append((word, begin, stop))
        elif word in "()":
            depth += 1 if word == "(" else -1
            is_bracketed = True
            if depth < 0:
                return None, False
        elif is_covered:
            if covered[index][0] in repeats and begin - at < 2:
                needs_known = True
            elif covered[index][0] not in routes and not needs_known:
                is_of, needs_of = False, True
        elif depth or (low in _SHARED and text.startswith(") of ", stop)):
            continue
        elif low == "of" or (low == "for" and is_agent_behind(text, stop)):
            is_of, needs_of = True, False
        elif word == "." and text[stop + 1 : stop + 2].islower():
            continue  # 0.5 mg. of drug X
        elif word == "%" or text[stop : stop + 1] == "%":
            continue  # 10 mL of 0.25% bupivacaine
        elif low not in _PASSED_OVER and not COMPOUND.match(low):
            if needs_of or ends_name(word):
                return None, is_of
            run.append((word, begin, stop))
    name = named(text, run)
    if is_bracketed and not is_of and (name is None or name.score < 2):  # 21 mg (brand) nicotine patch
        return None, False
    if needs_known and not is_of and (name is None or name.score < 2):
        return None, False
    return name, is_of


_INITIAL = re.compile(r"(?<![\w-])(?P<letter>[A-Z])\s$")
_DEFINED_WITHIN = 2000  # characters


def defined_before(text: str, at: int) -> Name | None:
    """``ociperlimab (O) and … then O 900 mg``: the drug that a letter stands for."""
    initial = _INITIAL.search(text, max(0, at - 3), at)
    if initial is None:
        return None
    opening = text.rfind(f"({initial['letter']})", max(0, at - _DEFINED_WITHIN), at)
    name = before_amount(text, max(0, opening - _NEAR), opening, []) if opening > 0 else None
    return Name(name.text, initial.start(), at, name.score) if name else None


_CARRIERS = words("carrier")
_RECEIVED = re.compile(
    r"(?:\b(?:receiv\w+|given|giv(?:e|ing)|administer\w*|tak(?:e|es|ing)|and|plus|with|of|or|then|by|inject\w*|start\w*)|[,:;+&•*-]|^)\s*$",
    re.IGNORECASE,
)


def received(text: str, start: int, at: int, covered: list[tuple[int, int]]) -> Name | None:
    """``Patients receive tegavivint IV``: the phrase between such a word and a route."""
    run: list[tuple[str, int, int]] = []
    index = bisect_left(covered, (at, 0))
    for token in reversed(list(tokens(text, _whole_word(text, start, at - 60), at))):
        word, (begin, end) = token[0], token.span()
        if word == "(" and not run:
            continue
        while index and covered[index - 1][0] >= end:
            index -= 1
        if (index and covered[index - 1][1] > begin) or ends_name(word):
            break
        run.insert(0, (word, begin, end))
    name = named(text, run)
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
        return (
            is_free
            and not ends_name(word)
            and word not in ROUTE_CODES
            and low not in FORM
            and low not in UNITS
            and (low not in PLAIN or low in SALT)
        )

    left, right = at, stop
    for token in reversed(list(tokens(text, _whole_word(text, start, at - 40), at))):
        word, (begin, until) = token[0], token.span()
        is_ahead = word.lower() in ADJECTIVE or _LENGTH.match(word)
        if text[until:left].strip("- ") or not is_part(word, begin, until) or is_ahead:
            break
        left = begin
    for token in tokens(text, stop, _word_end(text, stop + 40, end)):
        word, (begin, until) = token[0], token.span()
        if text[right:begin].strip("- ") or not is_part(word, begin, until):
            break
        right = until
    if genus := _GENUS.search(text, max(start, left - 4), left):
        left = genus.start()
    right -= len(text[left:right]) - len(text[left:right].rstrip("/-"))
    return Name(text[left:right], left, right, 2)


_GENUS = re.compile(r"\b[A-Z]\.\s?$")  # L. casei
_LENGTH = re.compile(r"\d+-(?:hour|day|week|month|minute)s?$")  # a 3-hour drug X infusion
_RADIATION_WORD = re.compile(rf"\b(?:{'|'.join(sorted(RADIATION))})\b(?:\stherapy)?", re.IGNORECASE)


# 45 Gy with external beam radiation
_BY_RADIATION = re.compile(
    rf"[^.;+]{{0,60}}?\b(?:with|using|by|of|via)\s(?:the\s)?(?:[a-zA-Z0-9-]+\s){{0,3}}?(?P<word>{_RADIATION_WORD.pattern})",
    re.IGNORECASE,
)
_OTHER_DOSE = re.compile(r"\b(?:and|plus|then|followed|after|before)\b|\bGy\b", re.IGNORECASE)


def radiation_behind(text: str, at: int, end: int) -> Name | None:
    """The radiotherapy that a dose of radiation is given with."""
    found = _BY_RADIATION.match(text, at, end)
    if found is None or _OTHER_DOSE.search(text, at, found.start("word")):
        return None
    return with_field(text, at, Name(found["word"], *found.span("word"), 1))


def radiation_before(text: str, start: int, at: int) -> Name | None:
    """``PCI is directed at the whole brain, 2 Gy per fraction``: the radiotherapy that a sentence speaks of."""
    found = list(_RADIATION_WORD.finditer(text, start, at))
    return with_field(text, start, Name(found[-1][0], *found[-1].span(), 1)) if found else None
