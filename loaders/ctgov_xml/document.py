"""Registry XML, parsed without entities, network or DTD, and read element by element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from loaders.ctgov_xml.textblock import unwrapped
from trialdb.errors import DocumentError

Element = etree._Element


def parse_document(data: bytes) -> Element:
    """The ``clinical_study`` in ``data``.

    Entities of the document's own are refused: no registry writes them, and they are how XML attacks its reader.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise DocumentError(f"line {line}, column {column}", f"not XML: {error.msg.partition(', line ')[0]}") from None
    except ValueError as error:  # an empty document, an encoding nobody knows
        raise DocumentError("", f"not XML: {error}") from None
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise DocumentError("DOCTYPE", "declares entities, which no registry record does")
    if root.tag != "clinical_study":
        raise DocumentError("/", f"the root is {root.tag}, not clinical_study")
    return root


def text(element: Element | None, path: str = "") -> str | None:
    """The words of the first element at ``path``, or of the element itself; hard wraps undone, None for no words."""
    found = element.find(path) if path and element is not None else element
    return unwrapped(found.text) if found is not None and found.text else None


def texts(element: Element | None, path: str) -> list[str]:
    return [words for found in each(element, path) if (words := text(found))]


def block(element: Element, path: str) -> str | None:
    """The words of the ``textblock`` at ``path``, or of the element itself in files that have none."""
    return text(element, f"{path}/textblock") or text(element, path)


def each(element: Element | None, path: str) -> Iterator[Element]:
    return iter(()) if element is None else iter(element.findall(path))


def attribute(element: Element, name: str) -> str | None:
    value = element.get(name)
    return value.strip() or None if value else None


def yes(words: str | None) -> bool | None:
    """``Yes``, ``No``, or the wordier answers of some elements."""
    if not words:
        return None
    answer = words.split()[0].casefold()
    return True if answer in ("yes", "accepts", "true") else False if answer in ("no", "false") else None


def whole(words: str | None) -> int | None:
    """A count, as the registry writes it in digits."""
    digits = (words or "").replace(",", "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None
