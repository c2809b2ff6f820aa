"""The sections of a snapshot page as paragraphs, without the sentence the site puts under each heading."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from loaders.pages.outline import Outline
from loaders.pages.page import words

_STRUCTURED = (  # sections whose content is never a sentence: what reads like one is the site's own
    "Basic Information", "Conditions", "Study Design", "Sponsors", "Responsible Party", "Principal Investigators",
    "Locations", "Countries", "Central Contacts", "Other Identifiers", "More Related Trials",
)  # fmt: skip
_TEXTS = frozenset({"Brief Summary"})  # stated by every record: a lone paragraph is the text, not the site's sentence
_SENTENCE = re.compile(r"\S+(?: \S+){5,}\.")
_MAX_SENTENCE = 300
_MIN_BLANK = 10  # every tenth line at least is blank where blank lines part paragraphs

_MAX_VALUE_WORDS = 6

Paragraph = list[str]
Labels = Mapping[str, Collection[str]]  # label → the values that are known for it
_NONE: Labels = {}


class Marked(NamedTuple):
    """A paragraph, or a label line with the value beside it (``label`` is "" for a plain paragraph)."""

    label: str
    text: str


class Sections:
    """What stands under each heading of one page."""

    def __init__(self, found: Outline) -> None:
        self._found = found
        self.before = found.before
        every = [line for section in found.sections for line in section.lines]
        self._is_dense = sum(not line for line in every) * _MIN_BLANK < len(every)
        firsts = [split[0] for name in _STRUCTURED if (split := self._paragraphs(found.get(name) or ()))]
        self._has_sentences = sum(map(_is_sentence, firsts)) * 2 > len(firsts)

    def lines(self, heading: str) -> list[str]:
        """The lines under a heading, from the first that is not the site's own."""
        lines = self._found.get(heading) or []
        split = self._paragraphs(lines)
        if not self._has_sentences or not split or not _is_sentence(split[0]):
            return lines
        if heading in _TEXTS and len(split) == 1:
            return lines
        start = next(at for at, line in enumerate(lines) if line.strip())
        return lines[start + len(split[0]) :]

    def marked(self, heading: str, labels: Labels = _NONE) -> list[Marked]:
        """The paragraphs under a heading; a line that begins with one of ``labels`` is always one by itself.

        Where an extraction dropped the labels, a paragraph that is a value of theirs stands for both.
        """
        found = [_marked(paragraph, labels) for paragraph in self._paragraphs(self.lines(heading), labels)]
        return found if any(label for label, _ in found) else [_recognized(text, labels) for _, text in found]

    def _paragraphs(self, lines: Iterable[str], labels: Labels = _NONE) -> list[Paragraph]:
        """Lines between blank lines; where an extraction left no blank lines, each line by itself."""
        found: list[Paragraph] = [[]]
        for line in lines:
            if not line.strip():
                found.append([])
            elif self._is_dense or _label(line, labels):
                found += [[line], []]
            else:
                found[-1].append(line)
        return [paragraph for paragraph in found if paragraph]


def _marked(paragraph: Paragraph, labels: Labels) -> Marked:
    label = _label(paragraph[0], labels)
    if not label:
        return Marked("", "\n".join(paragraph))
    return Marked(label, words(paragraph[0])[len(label) :].lstrip(" :"))


def _recognized(text: str, labels: Labels) -> Marked:
    return Marked(next((label for label, known in labels.items() if text in known), ""), text)


def _label(line: str, labels: Labels) -> str:
    """The label that begins the line, if only a value follows it."""
    text = words(line)
    for label in labels:
        rest = text[len(label) :]
        if text.startswith(label) and rest[:1] in ("", " ", ":") and len(rest.split()) <= _MAX_VALUE_WORDS:
            return label
    return ""


def _is_sentence(paragraph: Paragraph) -> bool:
    text = " ".join(words(line) for line in paragraph)
    return len(text) <= _MAX_SENTENCE and _SENTENCE.fullmatch(text) is not None
