"""Arms without a type: paragraphs that are labels and descriptions, with nothing to tell which is which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LISTED = re.compile(r"\s*(?:[*•-]|\d+[.)])\s")
_CONTROL = re.compile(r"\b(?:controls?|healthy)\b", re.IGNORECASE)
_MAX_LABEL = 100  # the registry's limit for the label of an arm


def cohorts(texts: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Labels with their descriptions; a description may have several paragraphs, or be missing."""
    at = 0
    while at < len(texts):
        label = " ".join(texts[at].split())
        at += 1
        described = at
        while described < len(texts) and not may_be_label(texts[described]):
            described += 1
        if described == at and at < len(texts) and _alternate(texts[at - 1 :]):
            described += 1
        yield label, "\n\n".join(texts[at:described]) or None
        at = described


def may_be_label(text: str) -> bool:
    return len(text) <= _MAX_LABEL and not text.rstrip().endswith((".", ":")) and not _LISTED.match(text)


def _alternate(texts: Sequence[str]) -> bool:
    """Whether short paragraphs read as label, description, label, description, and not as labels of a kind."""
    labels, descriptions = texts[::2], texts[1::2]
    if len(labels) != len(descriptions):
        return False
    if all(_words(label) <= _words(description) for label, description in zip(labels, descriptions, strict=True)):
        return True
    if len(labels) > 1:
        return len(set(descriptions)) < len(labels) or sum(map(len, descriptions)) > sum(map(len, labels))
    (label,), (other,) = labels, descriptions
    if (_CONTROL.search(other) and not _CONTROL.search(label)) or other.isdigit():
        return False
    return len(_words(label) & _words(other)) * 2 < len(_words(label) | _words(other))


def _words(text: str) -> set[str]:
    return set(text.casefold().split())
