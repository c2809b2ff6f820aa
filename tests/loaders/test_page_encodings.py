"""One page in every coat a text extraction may put on it gives one record."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tests.loaders.page_loaders import SEEDS, read, seed
from trialdb.records import TrialRecord

COATS: dict[str, Callable[[str], bytes]] = {
    "windows_line_ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old_mac_line_ends": lambda text: text.replace("\n", "\r").encode(),
    "byte_order_mark": lambda text: text.encode("utf-8-sig"),
    "utf_16": lambda text: text.encode("utf-16"),
    "entities_left_in": lambda text: html.escape(text).encode(),
    "trailing_blanks": lambda text: text.replace("\n", "  \n").encode(),
    "blank_lines_around": lambda text: f"\n\n\n{text}\n\n\n".encode(),
}


@pytest.mark.parametrize("coat", COATS)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_coat_changes_nothing(seed: Path, coat: str) -> None:
    plain = seed.read_bytes()
    assert read("page", COATS[coat](plain.decode())) == read("page", plain)


def facts(record: TrialRecord) -> TrialRecord:
    """The record with every text on one line."""
    folded = re.sub(rb"(?:\\n|\\t| )+", b" ", msgspec.json.encode(record))
    return msgspec.json.decode(folded, type=TrialRecord)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_extra_blank_lines_change_no_fact(seed: Path) -> None:
    plain = seed.read_text(encoding="utf-8")
    assert facts(read("page", plain.replace("\n", "\n\n").encode())) == facts(read("page", plain.encode()))


@pytest.mark.parametrize("beginning", ["000", "001"])
def test_a_snapshot_page_may_be_hard_wrapped_or_have_lost_its_blank_lines(beginning: str) -> None:
    plain = seed(beginning).decode()
    lines = plain.split("\n")
    wrapped = "\n".join(part for line in lines for part in textwrap.wrap(line, 80, break_on_hyphens=False) or [""])
    dense = "\n".join(line for line in lines if line)
    assert facts(read("page", wrapped.encode())) == facts(read("page", plain.encode()))
    assert facts(read("page", dense.encode())) == facts(read("page", plain.encode()))


def test_a_bare_page_may_be_hard_wrapped() -> None:
    plain = seed("002").decode()
    lines = plain.split("\n")
    wrapped = "\n".join(part for line in lines for part in textwrap.wrap(line, 100, break_on_hyphens=False))
    record = read("page", wrapped.encode())
    assert record.enrollment == 43
    assert [site.city for site in record.sites] == ["Shanghai"]
    assert [o.measure for o in record.outcomes] == [o.measure for o in read("page", plain.encode()).outcomes]


def test_another_encoding_is_read_and_noted() -> None:
    title = "Café au lait – étude"
    text = seed("003").decode().replace("Lenvatinib in Advanced Sarcoma of Bone and Soft Tissue", title)
    record = read("page", text.encode("windows-1252", "replace"))
    assert record.brief_title == title
    assert [note.value for note in record.notes if note.code == "encoding_replaced"] == ["windows-1252"]


def test_damaged_utf_8_is_read_as_utf_8_and_noted() -> None:
    data = seed("004").replace(b"Sun Yat-sen", b"Sun Yat\xff-sen", 1)
    record = read("page", data)
    assert "≥ 80" in (record.eligibility_text or "")
    assert [note.value for note in record.notes if note.code == "encoding_replaced"] == ["utf-8"]
