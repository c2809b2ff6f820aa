"""Which words name a drug, and when two names mean the same one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from trialdb.extract.dosing.tables import UNITS, rows, words

AGENTS = frozenset(row["word"] for row in rows("agents"))


PLAIN = frozenset(row["word"] for row in rows("plain_words"))


SKIP = words("skip")


FORM = words("form")


STOP = words("stop") | words("block")


ADJECTIVE = words("adjective")


SALT = words("salt")


RADIATION = words("radiation")
NUTRIENT = words("nutrient")
CLASS = words("class")  # names a kind of drug where no drug is named
_NO_NAMES = PLAIN | STOP | {surface for surface, unit in UNITS.items() if unit.kind != "count"}


# International nonproprietary names end in what the substance is.
_STEM = re.compile(
    r"[a-z]{2,}(?:mab|tinib|sertib|ciclib|rafenib|anib|enib|parib|platin|taxel|rubicin|mycin|micin|cillin|floxacin|"
    r"cycline|conazole|"
    r"prazole|sartan|[aeio]pril|olol|vastatin|gliptin|gliflozin|glitazone|glutide|patide|buvir|previr|tegravir|navir|"
    r"asvir|"
    r"vudine|citabine|trexate|trexed|limus|[^n]cept|kinra|poetin|grastim|leucel|siran|rsen|relin|relix|lutamide|"
    r"caine|azepam|azolam|triptan|setron|pitant|dipine|thiazide|semide|formin|xetine|triptyline|peridol|"
    r"fentanil|poside|zomib|degib|dronate|profen|coxib|fenac|parin|gatran|xaban|grel|grelor|[aeiou]vir|vedotin|"
    r"deruxtecan|tecan|"
    r"gepant|orexant|lisib|clax|denib|metinib|parvovec|tocel|cabtagene)$"
)


# NKTR-102, AZD4547, R788, MABp1, 6MP; not C1D1, Q3W, CD19, T2
_CODE = re.compile(r"(?=[A-Za-z0-9-]*\d)(?=[A-Za-z0-9-]*[A-Z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:,\d{3})?$")


_NOT_CODE = re.compile(
    r"(?:C\d+D\d+|Q\d+\w+|[DWCVGTVMNHP]\d{1,2}|[VD]\d{3}|T[12]D|(?:Group|Arm|Cohort|Part|Level)\d+|CD\d+|HER-?2|PD-?L?-?1|[A-Z]|\d+[A-Za-z]{0,2}|COVID.*|CYP.*|P450|3A4|"
    r"HbA1c|Ia?b?|T\d|H\d+N\d+|AUC.*|SARS.*|DL-?\d|FEV1?|L\d|S\d|B\d{1,2}|.*-fold|N\d+|NCT\d+)$"
)


@lru_cache(maxsize=1 << 16)
def is_agent_word(word: str) -> bool:
    """Whether a lower-case word is known, or looks by its ending, like a drug."""
    return word in AGENTS or (len(word) > 6 and word not in PLAIN and _STEM.match(word) is not None)


def is_stem(word: str) -> bool:
    """Whether a lower-case word ends like an international nonproprietary name."""
    return _STEM.match(word) is not None


def is_code(word: str) -> bool:
    """Whether a word is a sponsor's code for a drug."""
    return len(word) >= 3 and _CODE.match(word) is not None and not _NOT_CODE.match(word)


# A code that needs no amount beside it to be told from an assay, a gene or a guideline.
_DRUG_CODE = re.compile(r"[A-Z][A-Za-z]{0,4}-?\d{2,8}(?:,\d{3})?[A-Za-z]?(?:-\w+)?$")


def is_drug_code(word: str) -> bool:
    """Whether a word can only be a sponsor's code for a drug: ``AZD4547``, ``NKTR-102``."""
    return _DRUG_CODE.match(word) is not None and is_code(word)


def score_of(tokens: list[str]) -> int:
    """2 a known drug, 1 a word that plain English lacks, 0 no name."""
    return max(map(_score, tokens), default=0)


@lru_cache(maxsize=1 << 16)
def _score(token: str) -> int:
    low = token.lower()
    parts = [part for part in re.split(r"[-/®™+]", low) if part]
    if low in AGENTS or any(is_agent_word(part) for part in parts if len(part) > 3) or is_code(token.strip("®™")):
        return 2
    if low in RADIATION or low in NUTRIENT or low in CLASS:
        return 1
    return int(low not in FORM and any(_is_rare(part) for part in parts))


def _is_rare(part: str) -> bool:
    """Whether plain English lacks a word."""
    part = part.removesuffix("'s")
    if part[-1:].isdigit() and part.rstrip("0123456789") in _NO_NAMES:
        return False  # group1
    return len(part) > 1 and part not in _NO_NAMES and not part.endswith("ly") and not part[:-1].isdigit()


_BRACKETED = re.compile(r"\([^()]*\)")


_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def _spellings(name: str) -> frozenset[str]:
    low = name.lower()
    inner = [part[1:-1] for part in _BRACKETED.findall(low)]
    return frozenset(filter(None, (_NOT_LETTERS.sub(" ", part).strip() for part in (_BRACKETED.sub(" ", low), *inner))))


@lru_cache(maxsize=4096)
def is_radiation(name: str) -> bool:
    """Whether a name is a kind of radiotherapy."""
    return any(word in RADIATION for word in re.split(r"[\s/-]", name.lower()))


def names_cells(name: str) -> bool:
    """Whether cells may be counted of it: ``CAR-T cells``, ``JCAR017``; not fludarabine."""
    low = name.lower()
    return low not in AGENTS or low.endswith("cel")


def same_agent(one: str | None, other: str | None) -> bool:
    """Whether two names mean one drug: equal, or one with a form or salt more; no name contradicts none."""
    if one is None or other is None:
        return True
    left, right = _spellings(one), _spellings(other)
    if left & right:
        return True
    if ("/" in one) != ("/" in other):
        return False  # a combination is none of its parts
    return any(
        (first := set(a.split())) and (second := set(b.split())) and (first <= second or second <= first)
        and abs(len(first) - len(second)) <= 2
        for a in left
        for b in right
    )  # fmt: skip


def is_known_agent(name: str) -> bool:
    """Whether a name holds a word known as a drug's."""
    return score_of(name.split()) == 2


def mentions(name: str, agent: str) -> bool:
    """Whether an intervention's name names the drug: ``Gemcitabine combined with docetaxel`` names docetaxel."""
    whole = f" {_NOT_LETTERS.sub(' ', name.lower()).strip()} "
    return any(f" {spelling} " in whole for spelling in _spellings(agent)) or same_agent(name, agent)


_MOST_AGENTS = 60


@lru_cache(maxsize=4096)
def _may_be_drug(name: str) -> bool:
    """Whether a name is more than plain words, as ``monthly telephone contact`` is not."""
    return score_of(name.split()) > 0


def known_places(low: str, agents: Sequence[str]) -> list[tuple[int, int]]:
    """Where the trial's own drug names stand in a lower-case text."""
    places: list[tuple[int, int]] = []
    for agent in agents[:_MOST_AGENTS]:
        name = agent.lower()
        if not 3 <= len(name) <= 60 or not _may_be_drug(agent):
            continue
        at = low.find(name)
        while at >= 0:
            stop = at + len(name)
            if not low[at - 1 : at].isalnum() and not low[stop : stop + 1].isalnum():
                places.append((at, stop))
            at = low.find(name, stop)
    return sorted(places)
