"""Which trial a document is about, and what the documents of one trial say together.

Keys are computed, never drawn: the same trial has the same ``trial_id`` in every database, and no worker waits for a
sequence.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Literal, NamedTuple

import msgspec

from trialdb.records import TrialRecord

Evidence = Literal["registry_id", "source_name", "content"]

# One range of trial_id per registry: slot × 10^14 + the digits of the id. The slots never change.
# The ids' forms are those of the WHO ICTRP's primary registries.
_REGISTRIES: tuple[tuple[int, str], ...] = (
    (0, r"NCT\d{8}"),
    (1, r"20[2-9]\d-5\d{5}-\d\d(?:-\d\d)?"),  # EU CT number
    (2, r"(?:EUCTR)?(?:19|20)\d\d-\d{6}-\d\d"),  # EudraCT number
    (3, r"ISRCTN\d{8}"),
    (4, r"ChiCTR(?:-[A-Z]{2,4})?-?\d{8,10}"),
    (5, r"ACTRN126\d{11}"),
    (6, r"DRKS\d{8}"),
    (7, r"CTRI/20\d\d/\d\d\d?/\d{6}"),
    (8, r"jRCTs?\d{9,10}"),
    (9, r"(?:JPRN-)?UMIN\d{9}"),
    (10, r"KCT\d{7}"),
    (11, r"IRCT\d{8,16}N\d{1,3}"),
    (12, r"RBR-?[0-9a-z]{6,8}"),
    (13, r"PACTR20\d{13,14}"),
    (14, r"TCTR20\d{9}"),
    (15, r"SLCTR/20\d\d/\d{3}"),
    (16, r"NL-OMON\d{4,6}|NTR\d{3,5}"),
    (17, r"LBCTR20\d{8}"),
    (18, r"RPCEC\d{8}"),
    (19, r"PER-\d{3}-\d\d"),
)
_SLOT = 10**14
_HASHED = 80 * _SLOT  # documents without a registry id; ends below 2^53
_HASHED_SIZE = 2**53 - _HASHED
_WHOLE_ID = re.compile("|".join(f"(?P<r{slot}>{form})" for slot, form in _REGISTRIES), re.IGNORECASE)
_PLACEHOLDER = re.compile(r"NCT(\d)\1{7}|NCT01234567|NCT12345678", re.IGNORECASE)


class Identity(NamedTuple):
    """``trial_key`` as users write it, its integer, and what the key was read from."""

    trial_key: str
    trial_id: int
    evidence: Evidence


def registry_id(text: str) -> str | None:
    """``text`` as a registry id in its canonical spelling, or None: placeholders and sponsors' own codes are none."""
    text = text.strip()
    match = _WHOLE_ID.fullmatch(text)
    if not match or _PLACEHOLDER.fullmatch(text):
        return None
    return text.upper() if match["r0"] else text


def trial_id(trial_key: str) -> int:
    """The integer of a trial key: a positive number below 2^53, exact in JSON and JavaScript."""
    match = _WHOLE_ID.fullmatch(trial_key)
    if match:
        slot = int(str(match.lastgroup)[1:])
        digits = re.sub(r"\D", "", trial_key)
        if len(digits) <= 14 and not match["r12"]:
            return slot * _SLOT + int(digits)
        return slot * _SLOT + _hash(trial_key) % _SLOT
    return _HASHED + _hash(trial_key) % _HASHED_SIZE


def name_id(source_name: str) -> str | None:
    """The registry id that is the whole stem of a source's name (``dump.zip!NCT01234568.json``), if any."""
    stem = PurePath(source_name.rpartition("!")[2]).name
    while True:
        if found := registry_id(stem):
            return found
        shorter = PurePath(stem).stem
        if shorter == stem:
            return None
        stem = shorter


def identify(record: TrialRecord, source_name: str) -> Identity:
    """The trial a document is about: its own id, else its file's name, else a hash of what it says.

    The hash covers title, lead sponsor, end date and the whole summary (for a page without a title: summary,
    description and enrollment); less text merges strangers.
    """
    if record.registry_id and (own := registry_id(record.registry_id)):
        return Identity(own, trial_id(own), "registry_id")
    if named := name_id(source_name):
        return Identity(named, trial_id(named), "source_name")
    key = content_key(record)
    return Identity(key, trial_id(key), "content")


def content_key(record: TrialRecord) -> str:
    """``doc:`` and twelve hex digits over the words that tell a document without an id from every other."""
    title = record.brief_title or record.official_title
    parts: tuple[str, ...]
    if title:
        lead = next((sponsor.name for sponsor in record.sponsors if sponsor.role == "lead"), "")
        parts = (title, lead, str(record.completion_on.on) if record.completion_on else "", record.brief_summary or "")
    else:
        parts = (record.brief_summary or "", record.detailed_description or "", str(record.enrollment or ""))
    text = "\x1f".join(" ".join(re.sub(r"[^\w]+", " ", part).casefold().split()) for part in parts)
    return "doc:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


class Ranked(NamedTuple):
    """A document's record with the rank of its loader: registry JSON above registry XML above pages."""

    rank: int
    loader: str
    source_name: str
    record: TrialRecord


# Lists whose members point at each other are taken from one source together.
_TOGETHER: tuple[tuple[str, ...], ...] = (
    ("arms", "interventions"),
    ("conditions", "conditions_text"),
    ("results", "has_results"),
)
_WITH_FIRST = {name: group[0] for group in _TOGETHER for name in group}
# What a document says about itself, not about the trial.
_OF_THE_DOCUMENT = frozenset({"notes", "processed_on", "source_url"})


def merge(documents: Iterable[Ranked]) -> TrialRecord:
    """What the documents of one trial say together.

    Field by field from the highest-ranked source that states the field, list by list from the highest-ranked source
    that has the list.
    """
    ranked = [document.record for document in sorted(documents, key=lambda d: (-d.rank, d.loader))]
    if len(ranked) == 1:
        return ranked[0]
    changes: dict[str, object] = {"notes": tuple(dict.fromkeys(note for record in ranked for note in record.notes))}
    for group in (*_TOGETHER, *((name,) for name in TrialRecord.__struct_fields__ if name not in _WITH_FIRST)):
        if group == ("notes",):
            continue
        source = next((record for record in ranked if any(_states(record, name) for name in group)), ranked[0])
        changes.update((name, getattr(source, name)) for name in group)
    return msgspec.structs.replace(ranked[0], **changes)


def _states(record: TrialRecord, name: str) -> bool:
    return getattr(record, name) not in (None, ())


class Difference(NamedTuple):
    """A field of which two documents of one trial say different things."""

    field: str
    loader: str
    source_name: str
    value: str


_COMPARED = tuple(
    field.name
    for field in msgspec.structs.fields(TrialRecord)
    if field.name not in _OF_THE_DOCUMENT and field.default is None and field.name != "results"
)


def differences(documents: Sequence[Ranked]) -> list[Difference]:
    """The single-valued fields that the documents of one trial state differently, with each one's value."""
    found = []
    for name in _COMPARED:
        stated = [
            Difference(name, d.loader, d.source_name, _shown(getattr(d.record, name)))
            for d in sorted(documents, key=lambda d: (d.loader, d.source_name))
            if _states(d.record, name)
        ]
        if len({" ".join(difference.value.split()).casefold() for difference in stated}) > 1:
            found += stated
    return found


def _shown(value: object) -> str:
    on = getattr(value, "on", None)
    if on is None:
        return str(value)
    return str(on)[: {"year": 4, "month": 7}.get(getattr(value, "precision", "day"), 10)]
