"""①–③ of which a registry's converter made bullets, often each below the one before: only ④ shows what they were."""

from __future__ import annotations

from trialdb.extract.criteria.split.entry import Entry

MOST_CIRCLED = 20


def lost_circled(entries: list[Entry]) -> int:
    """How many entries at the end may be circled numbers that lost their marker."""
    count = 0
    while count < min(MOST_CIRCLED, len(entries)) and _may_be_circled(entries[-1 - count]):
        count += 1
    return count


def circled_before(entries: list[Entry], ordinal: int) -> list[Entry]:
    """The entries that circled ``ordinal`` goes on from, if so many stand before it, in one list or nested."""
    count = ordinal - 1
    if not 0 < count <= len(entries):
        return []
    chain = entries[-count:]
    if not all(_may_be_circled(entry) for entry in chain):
        return []
    first, parent = len(entries) - count, chain[0].parent
    nested = all(entry.parent in (parent, first + offset) for offset, entry in enumerate(chain[1:]))
    return chain if nested else []


def _may_be_circled(entry: Entry) -> bool:
    marker = entry.marker
    return marker is not None and (not marker.readings or marker.style == "①")
