"""Whatever happens to a study on its way here, it is a record or a ``DocumentError``, never anything else."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from loaders import ctgov_classic_json, ctgov_json, ctgov_xml
from trialdb.errors import DocumentError
from trialdb.records import TrialRecord

FIXTURES = Path(__file__).parent / "fixtures"
DOCUMENTS = {
    ctgov_json: (FIXTURES / "rich_v2.json").read_bytes(),
    ctgov_classic_json: (FIXTURES / "rich_classic.json").read_bytes(),
    ctgov_xml: (FIXTURES / "rich.xml").read_bytes(),
}
ODD_WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", " ", "NA", "\x00", "\u202e", "𝟙𝟚", "9" * 5000, "2030-02-30", "Drug: ", ": ", "Yes", "1e400", "-"]
    ),
)
ODD_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(allow_nan=False), st.integers(-(10**30), 10**30), ODD_WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)
RARELY = settings(max_examples=100, deadline=None)


def outcome(loader: ModuleType, data: bytes) -> TrialRecord | None:
    """The record, sound in all its types, or None where the document was refused."""
    try:
        (record,) = loader.parse("study", data)
    except DocumentError as refused:
        assert refused.why
        return None
    assert msgspec.convert(msgspec.to_builtins(record), TrialRecord) == record
    return record


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) below ``value``."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *places(value[key]))]


@pytest.mark.parametrize("loader", [ctgov_json, ctgov_classic_json])
@RARELY
@given(data=st.data())
def test_mangled_json_is_read_or_refused(loader: ModuleType, data: st.DataObject) -> None:
    study = copy.deepcopy(json.loads(DOCUMENTS[loader]))
    for _ in range(data.draw(st.integers(1, 4))):
        if not (found := places(study)):
            break
        container, key = found[data.draw(st.integers(0, len(found) - 1))]
        match data.draw(st.sampled_from(["drop", "retype", "nest", "unnest", "repeat"])):
            case "drop":
                del container[key]
            case "retype":
                container[key] = data.draw(ODD_VALUES)
            case "nest":
                container[key] = data.draw(st.sampled_from([[container[key]], {"x": container[key]}]))
            case "unnest" if isinstance(container[key], list) and container[key]:
                container[key] = container[key][0]
            case "repeat" if isinstance(container, list):
                container.append(copy.deepcopy(container[key]))
    outcome(loader, json.dumps(study).encode())


@RARELY
@given(data=st.data())
def test_mangled_xml_is_read_or_refused(data: st.DataObject) -> None:
    root = etree.fromstring(DOCUMENTS[ctgov_xml])
    elements = [element for element in root.iter(etree.Element) if element is not root]
    for _ in range(data.draw(st.integers(1, 4))):
        element = elements[data.draw(st.integers(0, len(elements) - 1))]
        parent = element.getparent()
        if parent is None:
            continue
        match data.draw(st.sampled_from(["drop", "word", "attribute", "repeat", "nest", "rename"])):
            case "drop":
                parent.remove(element)
            case "word":
                element.text = _for_xml(data.draw(ODD_WORDS))
            case "attribute":
                for name in list(element.attrib):
                    element.set(str(name), _for_xml(data.draw(ODD_WORDS)))
            case "repeat":
                parent.append(copy.deepcopy(element))
            case "nest":
                element.append(copy.deepcopy(parent) if len(parent) < 5 else etree.Element("deep"))
            case "rename":
                element.tag = data.draw(st.sampled_from(["measure", "group", "title", "unheard_of"]))
    outcome(ctgov_xml, etree.tostring(root))


@pytest.mark.parametrize("loader", DOCUMENTS)
@RARELY
@given(data=st.data())
def test_damaged_bytes_are_read_or_refused(loader: ModuleType, data: st.DataObject) -> None:
    whole = DOCUMENTS[loader]
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + data.draw(st.integers(0, 50)) :]
    outcome(loader, data.draw(st.sampled_from([damaged, whole[:at]])))
    assert loader.claims("study", damaged) in (True, False)


def _for_xml(words: str) -> str:
    """Characters that XML can hold at all."""
    return "".join(one for one in words if one in "\t\n\r" or "\x20" <= one < "\ud800" or "\ue000" <= one < "\ufffe")
