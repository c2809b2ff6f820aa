"""What a file holds that the loader cannot place: elements newer than it, counts that are no numbers.

``elements.txt`` lists the elements that the registry had when this was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from lxml import etree

from loaders.ctgov_xml.document import Element, whole
from trialdb.records import Note

_KNOWN = frozenset(files("loaders.ctgov_xml").joinpath("elements.txt").read_text(encoding="utf-8").split())
_COUNTS = ("counts", "enrollment", "number_of_arms", "number_of_groups")
_NO_COUNTS = frozenset({"group_id", "type"})  # attributes of those elements that are none


def doubts(study: Element) -> Iterator[Note]:
    """A note for each kind of element that is new, and for each count that cannot be read."""
    for tag in dict.fromkeys(str(element.tag) for element in study.iter(etree.Element)):
        if tag not in _KNOWN:
            yield Note("unknown_field", tag, "the registry has added an element; it stays in the raw document")
    for element in study.iter(*_COUNTS):
        for words in (element.text, *(value for name, value in element.items() if name not in _NO_COUNTS)):
            if words and words.strip() and whole(str(words)) is None:
                yield Note("unreadable_number", str(element.tag), "not a whole number", str(words))
