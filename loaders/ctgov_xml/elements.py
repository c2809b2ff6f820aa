"""Elements that the registry did not have when this was written; ``elements.txt`` lists those it had."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from lxml import etree

from loaders.ctgov_xml.document import Element
from trialdb.records import Note

_KNOWN = frozenset(files("loaders.ctgov_xml").joinpath("elements.txt").read_text(encoding="utf-8").split())


def unknown_elements(study: Element) -> Iterator[Note]:
    """A note for each kind of element that is new."""
    for tag in dict.fromkeys(str(element.tag) for element in study.iter(etree.Element)):
        if tag not in _KNOWN:
            yield Note("unknown_field", tag, "the registry has added an element; it stays in the raw document")
