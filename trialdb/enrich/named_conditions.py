"""Exclusions that say nothing but the names of diseases: "Asthma", "History of COPD or bronchiectasis".

Whether words are a disease, and which, is the vocabulary's knowledge: a patient who has it under another name is found
as well. A name with anything beside it ("uncontrolled asthma") is no such exclusion; a list may hold single words that
the vocabulary does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from trialdb.records import Criterion, Limit
from trialdb.vocabulary.conditions import known_condition

_NEXT_TYPE = len("type ii ")
_LONGEST = 120  # characters of a list
_LONGEST_NAME = 5  # words
_INTRODUCTION = re.compile(
    r"(?i)\W*(?:(?:(?:patients?|subjects?|participants?|individuals?|people|those|who|with|have|has|had|having|are|an?|the"
    r"|any|known|documented|confirmed|current|active|concomitant|concurrent|co-?existing|pre-?existing|underlying|personal"
    r"|medical|suffering from|previous|prior|past|clinical(?:ly)?|established|or|and|and/or)\b\W*"
    r"|(?:history|diagnosis|presence|evidence|diagnosed|diagnoses)(?: of| with)?\b\W*)*)"
)
_ABBREVIATION = re.compile(r"\s*\([A-Z][A-Za-z]{1,8}\)")
_SEPARATOR = re.compile(
    r"[\s,;/ao](?:(?<=[,;/])\s*(?:and/or |or |and )?|(?<=\ba)nd(?:/or)?\b|(?<=\bo)r\b|"
    r"(?<=\s)\s*(?:[,;/]\s*(?:and/or |or |and )?|\band(?:/or)?\b|\bor\b))\s*"
)
_CANCER = re.compile(r"(?i)cancers?|malignanc(?:y|ies)|malignant (?:neoplasms?|tumou?rs?|diseases?)")  # of any kind
_TYPES = re.compile(r"(?i)^types? (?:1|i)(?: or | and |/|, )(?:type )?(?=(?:2|ii) )")  # of one name


def named_conditions(criterion: Criterion) -> list[Limit]:
    """The diseases that a criterion excludes by their names alone."""
    text = criterion.text
    if criterion.kind != "exclusion" or criterion.is_header or len(text) > _LONGEST:
        return []
    found: list[Limit] = []
    introduction = _INTRODUCTION.match(text)
    for start, end in _members(text, introduction.end() if introduction else 0):
        name = text[start:end]
        if "(" in name:
            name = _ABBREVIATION.sub("", name)
        last = _TYPES.sub("type ", name) if name[:4].lower() == "type" else name
        if "(" in name or last.count(" ") >= _LONGEST_NAME:
            return []
        if _is_known(last) or (last.endswith(" infection") and _is_known(last.removesuffix(" infection"))):
            found.append(_excluded(name, start, end, len(found) + 1))
        elif not name.isalpha():
            return []
    return found


def _is_known(name: str) -> bool:
    found = known_condition(name)
    return found is not None and bool(found.mesh_id)


def _excluded(name: str, start: int, end: int, group_no: int) -> Limit:
    is_cancer = _CANCER.fullmatch(name) is not None
    return Limit(
        concept="other_malignancy" if is_cancer else "condition",
        operator="present",
        status="present" if is_cancer else None,
        group_no=group_no,
        of_text=None if is_cancer else name,
        char_start=start,
        char_end=end,
        rule="condition.named",
    )


def _members(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The places of a list's members, without the dot at the end."""
    last = len(text.rstrip(" .;,"))
    for separator in chain(_SEPARATOR.finditer(text, at, last), [None]):
        if separator and _TYPES.match(text[at : separator.end() + _NEXT_TYPE]):
            continue
        end = separator.start() if separator else last
        if end > at:
            yield at, end
        at = separator.end() if separator else last
