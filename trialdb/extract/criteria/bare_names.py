"""The bare names in what a limit is of: "any prior radiotherapy, or treatment with docetaxel" names two treatments."""

from __future__ import annotations

import re

_OF_EVENTS = frozenset({"condition", "procedure", "prior_therapy"})
_LONGEST = 200  # an index holds no endless ones, and nobody's file has them
_SEPARATOR = re.compile(r"\s*(?:[,;/]|\band/or\b|\bor\b)\s*")
# What goes before a name, and behind it, without being a part of it.
_AROUND = re.compile(
    r"\A(?:(?:any|prior|previous|previously|received|treatment|treated|therapy|use|with|of) )+"
    r"|(?: (?:therapy|treatment|administration|infusion|injection))+\Z"
)


def bare_names(concept: str, of_text: str | None) -> list[str] | None:
    """The names, in lower case, that a patient's treatments and conditions are sought under; None for none."""
    if of_text is None or concept not in _OF_EVENTS:
        return None
    names = (_AROUND.sub("", member) for member in _SEPARATOR.split(" ".join(of_text.lower().split())))
    return [name for name in names if 0 < len(name) <= _LONGEST and name.isprintable()] or None
