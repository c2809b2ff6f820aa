"""From placed entries to criteria: exact spans, kinds, headers, logic."""

from __future__ import annotations

import re
from typing import Literal

from trialdb.extract.criteria.split.entries import ends_with_colon
from trialdb.extract.criteria.split.headings import announces
from trialdb.extract.criteria.split.nesting import Entry
from trialdb.records import Criterion

Logic = Literal["leaf", "all", "any", "n_of"]

_OUTER = " \t\r\n\f\v\xa0\u3000\u200b\ufeff"
_STRAY = "-–—*•"
_WORD = re.compile(r"[^\W_]")

_COUNT = r"(?:two|three|four|five|six|2|3|4|5|6)"
_N_OF = re.compile(
    rf"(?i)\b(?:at least\s+)?{_COUNT}\b(?:\s*\(\d\))?(?:\s+or more)?\s+(?:out\s+)?of\b(?!\s+(?:age|course))"
)
_ANY = re.compile(
    r"(?i)\b(?:any(?:\s+one)?|one(?:\s*\(1\))?(?:\s+or\s+more)?|either|at least one|1(?:\s+or more)?)\s+(?:or more\s+)?(?:of\b|following)|\beither\b|\bany\s+(?:of\s+)?the\s+following|\bor\s*:\s*$"
)
_ALL = re.compile(r"(?i)\b(?:all|both|each)\s+of\b|\ball\s+(?:the\s+)?(?:following|these|criteria)\b|\band\s*:\s*$")
_CARRIES = re.compile(
    r"(?i)\b(?:must|confirmed|documented|histolog\w+|patholog\w+|patients? with|based on|including|includ(?:e|es)|except\w*|such as|relapsed|refractory|severe|active|aged?|years?|agree\w*|negative|willing)\b"
)
_REQUIRES_NOTHING = re.compile(
    r"(?i)\b(?:following|below|as follows|defined|definition|criteria|notes?|parameters|values|function|status|tests?|therap\w+|requirements?|characteristics|any of|one of)\b"
)
_SHORT_LABEL_WORDS = 5


def to_criteria(text: str, entries: list[Entry]) -> list[Criterion]:
    """The criteria of ``entries``; those without any text are left out and their children lifted."""
    spans = [_trim(text, entry.text_start, entry.end) for entry in entries]
    position_of: list[int | None] = []
    count = 0
    for (start, end), entry in zip(spans, entries, strict=True):
        if end > start:
            position_of.append(count)
            count += 1
        else:
            position_of.append(position_of[entry.parent] if entry.parent is not None else None)
    return _build(text, entries, spans, position_of)


def _build(
    text: str, entries: list[Entry], spans: list[tuple[int, int]], position_of: list[int | None]
) -> list[Criterion]:
    parents = [position_of[entry.parent] if entry.parent is not None else None for entry in entries]
    kept = [index for index, (start, end) in enumerate(spans) if end > start]
    with_children = {parents[index] for index in kept}
    joined = _children_joined_by_or(text, kept, spans, parents)
    has_sections = _kinds(entries)
    criteria: list[Criterion] = []
    for position, index in enumerate(kept):
        entry, (start, end), parent = entries[index], spans[index], parents[index]
        body = text[start:end]
        is_parent = position in with_children
        kind = has_sections[index]
        criteria.append(
            Criterion(
                kind=kind,
                depth=criteria[parent].depth + 1 if parent is not None else 0,
                text=body,
                parent_no=parent,
                is_header=is_parent and (entry.is_label or is_bare_lead_in(body)),
                logic=_logic(body, kind, position in joined) if is_parent else "leaf",
                marker=text[entry.start : entry.text_start].strip() or None if entry.marker else None,
                char_start=start,
                char_end=end,
            )
        )
    return criteria


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without outer blanks and without the dash that a converter left at the end; empty if no word is in it."""
    while end > start:
        if text[end - 1] in _OUTER:
            end -= 1
        elif text[end - 1] in _STRAY and (text[end - 2 : end - 1] in _OUTER or text[end - 2 : end - 1] == "\\"):
            end -= 1 + (text[end - 2 : end - 1] == "\\")
        else:
            break
    while start < end and text[start] in _OUTER:
        start += 1
    return (start, end) if _WORD.search(text, start, end) else (start, start)


def _kinds(entries: list[Entry]) -> list[Literal["inclusion", "exclusion", "unspecified"]]:
    """What stands before any section, or in one that names no kind, is inclusion if an exclusion section follows."""
    kinds: list[Literal["inclusion", "exclusion", "unspecified"]] = []
    open_kind: Literal["inclusion", "unspecified"] = "unspecified"
    for entry in reversed(entries):
        if entry.kind == "exclusion":
            open_kind = "inclusion"
            kinds.append("exclusion")
        elif entry.kind == "inclusion":
            kinds.append("inclusion")
        else:
            kinds.append(open_kind)
    kinds.reverse()
    for index, entry in enumerate(entries):
        if entry.is_label and entry.kind is None and entry.parent is None and entry.marker is None:
            children = {
                kinds[at] for at, one in enumerate(entries[index + 1 : index + 400], index + 1) if one.parent == index
            }
            if len(children) > 1:
                kinds[index] = "unspecified"
    return kinds


def is_bare_lead_in(body: str) -> bool:
    """Whether a text only leads in to its children ("Any of the following:") and requires nothing by itself."""
    if not ends_with_colon(body):
        return len(body) < 60 and body.count(" ") < _SHORT_LABEL_WORDS and not any(c.isdigit() for c in body)
    if announces(body):
        return True
    if _CARRIES.search(body):
        return False
    return body.count(" ") < _SHORT_LABEL_WORDS or _REQUIRES_NOTHING.search(body) is not None


def _children_joined_by_or(
    text: str, kept: list[int], spans: list[tuple[int, int]], parents: list[int | None]
) -> set[int]:
    found: set[int] = set()
    for index in kept:
        parent = parents[index]
        start, end = spans[index]
        if parent is not None and re.search(r"(?i)\bor\W*$", text[max(start, end - 8) : end]):
            found.add(parent)
    return found


def _logic(body: str, kind: str, is_joined_by_or: bool) -> Logic:
    tail = body[-300:]
    if _N_OF.search(tail):
        return "n_of"
    if _ALL.search(tail):
        return "all"
    if is_joined_by_or or _ANY.search(tail):
        return "any"
    return "any" if kind == "exclusion" else "all"
