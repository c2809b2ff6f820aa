"""Which items need not all be so: those below "one of the following", and those with an "or" between them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from trialdb.extract.criteria.split.lead_ins import logic_of
from trialdb.records import Criterion
from trialdb.records.criterion import Kind

_JOINS = re.compile(r"\b(and(?!/)|or)\W*$")
_OR = re.compile(r"(?i)\W*\bor\b\W*(?:[a-z\d]{1,2}\W+)?")  # between two items, with the marker of the second
_DENIES = re.compile(  # any of them is too much
    r"(?i)^\W*(?:no|none|not|without|absence)\b|\b(?:must|may|should|can) ?not\b|\bnot \w+ing any\b"
)
_LETS_IN = re.compile(
    r"(?i)(?<!not )\b(?:eligible|allowed|permitted|unless|except|(?:may|can) be (?:included|enrolled))\b"
)
_OPENING, _ENDING_WORDS = 120, 200
_FAR = 40  # characters
_MOST_BESIDE, _LEAD_IN = 8, 90  # alternatives beside their lead-in, and characters of its end
_BY_ITSELF = re.compile(  # what is required of everyone
    r"(?i)\bmust\b|\bconsent\b|^\W*(?:have|has|be|able|willing\w*|no|not|adequate|life expectancy|(?:fe)?male or)\b"
)
_ENDING = 9


def parents_joined_by_or(text: str, items: Iterable[tuple[int | None, Kind, tuple[int, int]]]) -> set[int]:
    """The parents whose children are alternatives, as "or" before the last one tells, or behind most of them.

    ``items``: the parent, kind and span of each item. An "or" elsewhere joins two of the children only, and a label
    above inclusions and exclusions joins nothing.
    """
    endings: dict[int, list[str]] = {}
    kinds: dict[int, set[Kind]] = {}
    for parent, kind, (start, end) in items:
        if parent is not None:
            endings.setdefault(parent, []).append(joining_word(text, start, end))
            kinds.setdefault(parent, set()).add(kind)
    return {
        parent
        for parent, joins in endings.items()
        if "or" in joins
        and len(kinds[parent]) == 1
        and (_most(joins) or (joins[-2:-1] == ["or"] and "and" not in joins))
    }


def with_alternatives(text: str, criteria: list[Criterion]) -> list[Criterion]:
    """The criteria, marked as not decisive where one of several is enough, or where several exclude only together."""
    last: dict[int | None, int] = {}  # the item before, among those with one parent
    loose = _beside_lead_ins(criteria)
    for position, criterion in enumerate(criteria):
        before = last.get(criterion.parent_no)
        last[criterion.parent_no] = position
        if before is not None and criterion.kind != "exclusion" and _is_or_between(text, criteria[before], criterion):
            loose |= {before, position}
    for position, criterion in enumerate(criteria):
        parent = criterion.parent_no
        if parent is not None and (parent in loose or _takes_some(criteria[parent])):
            loose.add(position)
    for position in loose:
        criteria[position] = replace(criteria[position], is_decisive=False)
    return criteria


def _beside_lead_ins(criteria: list[Criterion]) -> set[int]:
    """The items beside "* One of the following:" that should stand below it; how many, the layout does not tell."""
    groups: list[list[int]] = []
    opened: dict[tuple[int | None, Kind], list[int]] = {}
    for position, criterion in enumerate(criteria):
        siblings = (criterion.parent_no, criterion.kind)
        group = opened.get(siblings)
        if group is not None:
            if len(group) == _MOST_BESIDE or _BY_ITSELF.search(criterion.text):
                del opened[siblings]
            else:
                group.append(position)
        if criterion.logic == "leaf" and criterion.text.endswith((":", "：")) and _leads_to_some(criterion):
            opened[siblings] = []
            groups.append(opened[siblings])
    return {position for group in groups if len(group) > 1 for position in group}


def _leads_to_some(criterion: Criterion) -> bool:
    """Whether a bullet leads in to alternatives; a number goes on in its own list."""
    if any(map(str.isalnum, criterion.marker or "")):
        return False
    return _takes_some(replace(criterion, logic=logic_of(criterion.text[-_LEAD_IN:], criterion.kind, False)))


def joining_word(text: str, start: int, end: int) -> str:
    """The "and" or "or" that ``text[start:end]`` ends with, else nothing."""
    ending = text[max(start, end - _ENDING) : end].lower()
    if "or" not in ending and "and" not in ending:
        return ""
    match = _JOINS.search(ending)
    return match[1] if match else ""


def _most(joins: list[str]) -> bool:
    return joins[:-1].count("or") > (len(joins) - 1) / 2


def _takes_some(criterion: Criterion) -> bool:
    """Whether not all below an item must be so, or exclude each: "one of the following", "fever with all of these"."""
    if criterion.kind != "exclusion":
        return criterion.logic == "n_of" or (criterion.logic == "any" and not _DENIES.search(criterion.text[:_OPENING]))
    return criterion.logic == "n_of" or (
        criterion.logic == "all" and not _LETS_IN.search(criterion.text[-_ENDING_WORDS:])
    )


def _is_or_between(text: str, before: Criterion, after: Criterion) -> bool:
    """Whether one item ends with "or", or an "OR" stands between the two."""
    if joining_word(text, before.char_start, before.char_end) == "or":
        return True
    gap = after.char_start - before.char_end
    return gap < _FAR and _OR.fullmatch(text, before.char_end, after.char_start) is not None
