"""A page as sections: the labels of its layout, found in their order.

Texts repeat the words of labels ("Study Design" heads a paragraph of many descriptions), so a line that reads like a
label is taken for one only in the longest chain of labels that keeps the layout's order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.pages.page import MARKUP, WIDE_MARKS, page_lines, words

_ALONE, _GLUED, _INLINE = 4, 3, 2  # the weight of a line that is a label, ends in one, begins with one
_LABEL = re.compile(r"[A-Z][\w /()-]{2,40}:")  # "Biospecimen:", should a site begin to say it
_INDENT = 40  # blanks and Markdown marks before a label, at most


class Label(NamedTuple):
    """A label of a layout: ``prose`` follows it, or labels ``nested`` under it, else a short value.

    It may be ``glued`` to the end of the value before it.
    """

    name: str
    prose: bool = False
    nested: bool = False
    glued: bool = False


class Section(NamedTuple):
    """What stands under a label; ``line_no`` is the label's own line, from 0."""

    label: str
    line_no: int
    lines: list[str]


class Outline(NamedTuple):
    """The sections of a page in order, what stands before them, and what found no place among them.

    ``unknown`` are lines that some label the layout is not known to have led away from a short value.
    """

    before: list[str]
    sections: list[Section]
    misplaced: list[str]
    unknown: list[Section]

    def get(self, label: str) -> list[str] | None:
        return next((section.lines for section in self.sections if section.label == label), None)

    @property
    def last(self) -> str:
        return self.sections[-1].label if self.sections else "the beginning"


class _Hit(NamedTuple):
    line_no: int
    rank: int  # the label's position in the layout
    weight: int
    head: str  # the end of the previous value that the label is glued to
    rest: str  # a value on the label's own line


def carries(data: bytes, labels: Sequence[Label], at_least: int) -> bool:
    """Whether ``data`` is a page with ``at_least`` so many of ``labels``, in whatever order."""
    if MARKUP.match(data):
        return False
    if not data.startswith(WIDE_MARKS) and not any(_begins_a_line(label.name.encode(), data) for label in labels):
        return False  # nothing was decoded
    return len({hit.rank for hit in _hits(page_lines(data), labels)}) >= at_least


def _begins_a_line(name: bytes, data: bytes) -> bool:
    at = data.find(name)
    while at >= 0:
        line = data[max(at - _INDENT, 0) : at].replace(b"\r", b"\n").rpartition(b"\n")
        if not line[2].strip(b" \t#*") and (line[1] or at <= _INDENT):
            return True
        at = data.find(name, at + 1)
    return False


def outline(lines: Sequence[str], labels: Sequence[Label]) -> Outline:
    """The best chain of ``labels`` in ``lines``; lines between two of them belong to the first."""
    hits = list(_hits(lines, labels))
    chain = _settled(_chain(hits, len(labels)), hits, labels)
    before = [*lines[: chain[0].line_no], chain[0].head] if chain else list(lines)
    sections, unknown = [], []
    for hit, following in zip(chain, [*chain[1:], None][: len(chain)], strict=True):
        end = following.line_no if following else len(lines)
        under = [*([hit.rest] if hit.rest else []), *lines[hit.line_no + 1 : end]]
        if following and following.head:
            under.append(following.head)
        label = labels[hit.rank]
        under = _without_repeats(under, label.name)
        known = len(under) if label.prose or label.nested else _before_a_label(under)
        sections.append(Section(label.name, hit.line_no, under[:known]))
        unknown.append(Section(label.name, hit.line_no, under[known:]))
    found = {hit.rank for hit in chain}
    misplaced = {labels[hit.rank].name for hit in hits if hit.weight == _ALONE and hit.rank not in found}
    return Outline(before, sections, sorted(misplaced), unknown)


def _hits(lines: Sequence[str], labels: Sequence[Label]) -> Iterator[_Hit]:
    exact = {label.name.casefold(): rank for rank, label in enumerate(labels)}
    glued = sorted((label.name, rank) for rank, label in enumerate(labels) if label.glued)
    inline = sorted(((label.name, rank) for rank, label in enumerate(labels) if label.name[-1] in ":?"), reverse=True)
    for line_no, line in enumerate(lines):
        text = words(line)
        if (rank := exact.get(text.casefold())) is not None:
            yield _Hit(line_no, rank, _ALONE, "", "")
            continue
        for name, rank in glued:
            if text.endswith(name) and text[-len(name) - 1] != " ":
                yield _Hit(line_no, rank, _GLUED, line.rstrip()[: -len(name)], "")
                break
        else:
            for name, rank in inline:
                if text.startswith(name):
                    yield _Hit(line_no, rank, _INLINE, "", text[len(name) :].strip())
                    break


def _chain(hits: Sequence[_Hit], n_labels: int) -> list[_Hit]:
    """The heaviest run of hits whose labels come in the layout's order."""
    best: list[tuple[int, int]] = [(0, -1)] * n_labels  # for the chains that end in each label: weight, last hit
    before: list[int] = []
    for at, hit in enumerate(hits):
        weight, previous = max(best[: hit.rank], default=(0, -1))
        before.append(previous)
        if weight + hit.weight > best[hit.rank][0]:
            best[hit.rank] = (weight + hit.weight, at)
    chain: list[_Hit] = []
    at = max(best)[1]
    while at >= 0:
        chain.append(hits[at])
        at = before[at]
    return chain[::-1]


def _settled(chain: list[_Hit], hits: list[_Hit], labels: Sequence[Label]) -> list[_Hit]:
    """``chain`` with each label where it most likely stands, if it could stand in several places.

    The words before a label that follows prose may be that prose's own: the last place is right. Elsewhere the first.
    """
    places: dict[int, list[_Hit]] = {}
    for hit in hits:
        places.setdefault(hit.rank, []).append(hit)
    settled: list[_Hit] = []
    for position, hit in enumerate(chain):
        start = settled[-1].line_no if settled else -1
        end = chain[position + 1].line_no if position + 1 < len(chain) else None
        free = [
            other
            for other in places[hit.rank]
            if start < other.line_no and (end is None or other.line_no < end) and other.weight == hit.weight
        ]
        after_prose = settled and labels[settled[-1].rank].prose and end is not None
        settled.append(free[-1] if free and after_prose and not _is_doubled(free) else free[0] if free else hit)
    return settled


def _is_doubled(places: list[_Hit]) -> bool:
    """A label repeated right below itself, with no more than a sentence and another label between."""
    return places[-1].line_no - places[0].line_no <= 7


def _before_a_label(lines: list[str]) -> int:
    """How many lines are the value: up to a line that reads like a label."""
    first = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    return next((at for at in range(first + 1, len(lines)) if _LABEL.fullmatch(lines[at].strip())), len(lines))


def _without_repeats(lines: list[str], name: str) -> list[str]:
    """``lines`` without the label's own name where it was doubled."""
    start = 0
    while start < len(lines) and (not lines[start].strip() or words(lines[start]) == name):
        start += 1
    return lines[start:]
