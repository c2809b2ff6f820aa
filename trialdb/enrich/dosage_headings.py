"""Which arm a passage is of, where one text tells several apart: ``Arm A: … Arm B: …``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trialdb.records import TrialRecord

_KIND = r"(?:arm|group|cohort|regimen)"
_KEY = r"[A-Z]|\d{1,2}|[IVX]{1,4}"
# Arm A: · Group 2 only: · Cohorts 1 and 2 -
_HEADING = re.compile(
    rf"\b(?P<kind>(?i:{_KIND}))s?\s#?(?P<keys>(?:{_KEY})\b(?:\s?(?:,|and|&|/)\s?(?:{_KEY})\b){{0,5}})"
    r"(?:\s?\([^()]{0,60}\))?(?:\sonly)?\s?(?::|\s-\s|–)"
)
_IN_LABEL = re.compile(rf"\b(?P<kind>(?i:{_KIND}))\s#?(?P<key>{_KEY})\b")
_FIRST_IN_LABEL = re.compile(rf"(?P<key>{_KEY})(?:\s?[:.)–]|\s-|\s*$)")
_KEYS = re.compile(_KEY)


def _keys_of(label: str) -> set[tuple[str, str]]:
    """What a text may call an arm by: its kind and letter, or its letter alone."""
    keys = {(found["kind"].lower(), found["key"]) for found in _IN_LABEL.finditer(label)}
    first = _FIRST_IN_LABEL.match(label)
    return keys | {("", first["key"])} if first else keys


def _named(record: TrialRecord, heading: re.Match[str]) -> set[int]:
    kind = heading["kind"].lower()
    labels = {number: _keys_of(arm.label) for number, arm in enumerate(record.arms, 1)}
    named: set[int] = set()
    for key in _KEYS.findall(heading["keys"]):
        by_kind = {number for number, known in labels.items() if (kind, key) in known}
        named |= by_kind or {number for number, known in labels.items() if ("", key) in known}
    return named


def arms_told(record: TrialRecord, text: str, places: Iterable[int]) -> set[int]:
    """The arms under whose headings all these places of a text stand; none where one stands under no heading."""
    headings = list(_HEADING.finditer(text)) if ":" in text or "-" in text or "–" in text else []
    told: set[int] = set()
    for place in places if headings else ():
        above = [heading for heading in headings if heading.end() <= place]
        named = _named(record, above[-1]) if above else set()
        if not named:
            return set()
        told |= named
    return told


_KINDS = ("Arm ", "arm ", "ARM ", "Group ", "group ", "GROUP ")
# Arm A: · Arm B (oral) …, at the beginning of a line
_OF_LINE = re.compile(
    r"^[\s*•-]*(?P<kind>[Aa]rm|ARM|[Gg]roup|GROUP)\s(?P<key>[A-Z]|\d)\b(?!\s?[,&/]|\sand\b)", re.MULTILINE
)


def is_of_unknown_arm(record: TrialRecord, text: str, place: int) -> bool:
    """Whether a place of a text stands under one of several arms' headings, none of which the trial's labels know."""
    if len(record.arms) < 2 or not any(kind in text for kind in _KINDS):
        return False
    headings = list(_OF_LINE.finditer(text))
    if len({heading["key"] for heading in headings}) < 2 or place < headings[0].start():
        return False
    known = {key for arm in record.arms for _, key in _keys_of(arm.label)}
    return known.isdisjoint(heading["key"] for heading in headings)
