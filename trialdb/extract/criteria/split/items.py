"""From entries in their places to criteria: exact spans, kinds, headers, logic."""

from __future__ import annotations

import re

from trialdb.extract.criteria.split.alternatives import parents_joined_by_or, with_alternatives
from trialdb.extract.criteria.split.entry import Entry
from trialdb.extract.criteria.split.lead_ins import logic_of, requires_nothing
from trialdb.records import Criterion
from trialdb.records.criterion import Kind

_BLANKS = " \t\r\n\f\v\xa0\u3000\u200b\ufeff"
_STRAY = "-–—*•"  # left at the end by a converter
_WORD = re.compile(r"[^\W_]")
_LEFT_OF_MARKER = re.compile(r"[.,:;]\s*(?=[^\W\d_])|[-–](?=[A-Z][a-z])")  # "1). Consent", "2. -Consent"


def to_criteria(text: str, entries: list[Entry]) -> list[Criterion]:
    """The criteria of ``entries``; an entry without a word is left out, and what is below it is lifted."""
    spans = [_trim(text, entry.text_start, entry.end) for entry in entries]
    positions: list[int | None] = []
    kept: list[int] = []
    for index, (start, end) in enumerate(spans):
        parent = entries[index].parent
        if end > start:
            positions.append(len(kept))
            kept.append(index)
        else:
            positions.append(positions[parent] if parent is not None else None)
    parents = [positions[entry.parent] if entry.parent is not None else None for entry in entries]
    kinds = _kinds(entries)
    with_children = {parents[index] for index in kept}
    joined_by_or = parents_joined_by_or(text, ((parents[index], kinds[index], spans[index]) for index in kept))
    criteria: list[Criterion] = []
    for position, index in enumerate(kept):
        entry, (start, end), parent = entries[index], spans[index], parents[index]
        body, has_children = text[start:end], position in with_children
        criteria.append(
            Criterion(
                kind=kinds[index],
                depth=criteria[parent].depth + 1 if parent is not None else 0,
                text=body,
                parent_no=parent,
                is_header=has_children and (entry.is_label or requires_nothing(body)),
                logic=logic_of(body, kinds[index], position in joined_by_or) if has_children else "leaf",
                marker=text[entry.start : entry.text_start].strip() if entry.marker else None,
                char_start=start,
                char_end=end,
            )
        )
    return with_alternatives(text, criteria)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without outer blanks and without a stray dash at the end; empty if no word is in it."""
    while end > start:
        before = text[end - 2 : end - 1]
        if text[end - 1] in _BLANKS:
            end -= 1
        elif text[end - 1] in _STRAY and (before in _BLANKS or before == "\\"):
            end -= 1 + (before == "\\")
        else:
            break
    while start < end and text[start] in _BLANKS:
        start += 1
    if start < end and text[start] in ".,:;-–" and (left := _LEFT_OF_MARKER.match(text, start, end)):
        start = left.end()
    return (start, end) if _WORD.search(text, start, end) else (start, start)


def _kinds(entries: list[Entry]) -> list[Kind]:
    """Each entry's kind: that of its section.

    What stands before any section, or in one that names no kind, is inclusion if an exclusion section follows.
    A label above sections of both kinds has none.
    """
    kinds: list[Kind] = []
    unnamed: Kind = "unspecified"
    for entry in reversed(entries):
        if entry.kind == "exclusion":
            unnamed = "inclusion"
        kinds.append(entry.kind if entry.kind == "inclusion" or entry.kind == "exclusion" else unnamed)
    kinds.reverse()
    below: dict[int, set[Kind]] = {}
    for entry, kind in zip(entries, kinds, strict=True):
        if entry.parent is not None:
            below.setdefault(entry.parent, set()).add(kind)
    for index, entry in enumerate(entries):
        if entry.is_label and entry.kind is None and len(below.get(index, ())) > 1:
            kinds[index] = "unspecified"
    return kinds
