"""The name as the trial writes it, in place of what was read of it beside an amount."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.dosing.names.lexicon import FORM, PLAIN, RADIATION, SALT, is_agent_word
from trialdb.extract.dosing.names.names import Name
from trialdb.extract.dosing.tables import words

_OF_DRUGS = words("of_drugs")


_AFTER_PLACEBO = re.compile(r"placebo-(?P<agent>[a-z]{5,})$", re.IGNORECASE)

_BESIDE_PLACEBO = re.compile(r"[\w-]+\splacebo/(?P<agent>[\w-]{3,})")


def without_placebo(name: Name) -> Name:
    """The drug of an amount in ``placebo-drug X 150 mg``, one after the other, and in ``drug Y placebo/drug X``."""
    found = _AFTER_PLACEBO.fullmatch(name.text) or _BESIDE_PLACEBO.fullmatch(name.text)
    if found is None or (found.re is _AFTER_PLACEBO and not is_agent_word(found["agent"].lower())):
        return name
    return Name(found["agent"], name.start + found.start("agent"), name.end, name.score)


def whole_name(text: str, name: Name, at: int, known: Sequence[tuple[int, int]]) -> Name:
    """A name as the trial writes it, where its end was taken for a number: ``rBet v 1``."""
    for start, end in known:
        is_apart = end <= at or at < start
        if (
            0 <= name.start - end <= 2
            and text[end : name.start].strip() == "("
            and text[name.end : name.end + 1] == ")"
        ):
            return Name(text[start:end], start, end, 2)  # drug X 025 (its other name) 400 mg
        if start <= name.start < name.end < end and is_apart and _is_of_name(text[name.end : end]):
            return Name(text[start:end], start, end, 2)
    return name


def bare_name(text: str, name: Name, known: Sequence[tuple[int, int]]) -> Name:
    """A name without the plain words around what the trial itself calls the drug: ``stem cell transplant drug X``."""
    for start, end in known:
        if not name.start <= start < end <= name.end or (start, end) == (name.start, name.end):
            continue
        if text[start:end].split()[0].lower() in RADIATION:
            continue
        ahead, behind = text[name.start : start].split(), text[end : name.end].split()
        if all(map(_is_plain, ahead)) and all(map(_is_plain, behind)) and "placebo" not in name.text.lower():
            return Name(text[start:end], start, end, 2)
    return name


def _is_plain(word: str) -> bool:
    """Whether a word tells nothing of a drug."""
    return word in PLAIN and word not in SALT and word not in FORM and word not in _OF_DRUGS


def _is_of_name(more: str) -> bool:
    """Whether words go on with a name, rather than tell the dosage form."""
    return not any(word in FORM or word == "placebo" for word in more.lower().split())
