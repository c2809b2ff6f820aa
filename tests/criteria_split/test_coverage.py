"""Nothing is lost and nothing is said twice: spans, order, and the way back to the whole text."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trialdb.extract.criteria import split_criteria, split_with_rest

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
CORPUS_SHARE = 7  # every seventh text; all of them are read by the benchmark

MARKS = [
    "* ",
    "- ",
    "• ",
    "1. ",
    "2. ",
    "3) ",
    "(1) ",
    "a) ",
    "b. ",
    "ii. ",
    "①",
    "②",
    "1\\. ",
    "* 1\\. ",
    "1.1 ",
    "o ",
]
WORDS = ["asthma", "Fever;", "E. coli", "(a, b)", "or", "grade 2.", "\\> 18", "–", "Note:", "x" * 95, "criteria"]
LINES = ["Inclusion Criteria:", "Exclusion Criteria", "Cohort A:", "OR", "Any of the following:", "Part 1", ""]
FRAGMENTS = st.sampled_from([*MARKS, *WORDS, *LINES, " ", "\n", "\n\n", "\n   ", "\r\n", "\t", "; ", ". ", ": "])
TEXT_LIKE = st.lists(FRAGMENTS, max_size=60).map("".join)


def _check(text: str) -> None:
    criteria, rest = split_with_rest(text)
    assert criteria == split_criteria(text)
    for number, criterion in enumerate(criteria):
        assert criterion.text == text[criterion.char_start : criterion.char_end]
        assert criterion.text.strip()
        if criterion.parent_no is None:
            assert criterion.depth == 0
        else:
            assert criterion.parent_no < number
            assert criterion.depth == criteria[criterion.parent_no].depth + 1
    position = 0
    for start, end in sorted(
        [(one.char_start, one.char_end) for one in criteria] + [(one.start, one.end) for one in rest]
    ):
        assert position <= start < end
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()


@settings(deadline=None)
@given(TEXT_LIKE)
def test_criteria_and_rest_cover_a_text_of_list_fragments_once(text: str) -> None:
    _check(text)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_criteria_and_rest_cover_any_text_once(text: str) -> None:
    _check(text)


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["1. ", "(", "a) x; ", "* a\n", "a:\n\n", "• ", "\\-", "①", "Inclusion Criteria: "]),
    st.integers(1, 3000),
)
def test_criteria_and_rest_cover_a_repeated_fragment_once(fragment: str, times: int) -> None:
    _check(fragment * times)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_criteria_and_rest_cover_a_reviewed_text_once(path: Path) -> None:
    _check(path.read_text(encoding="utf-8"))


@pytest.mark.skipif(not CORPUS.exists(), reason="the registry corpus lies beside the project, not in it")
def test_criteria_and_rest_cover_the_texts_of_the_corpus_once() -> None:
    count = 0
    for text in _corpus_texts():
        _check(text)
        count += 1

    assert count > 1000


def test_rest_has_the_roles_of_what_lies_between() -> None:
    text = "Inclusion Criteria:\n\n* Gout\n\nOR\n\n* Pain\n\nOther criteria may apply.\n"

    _, rest = split_with_rest(text)

    assert [(one.role, text[one.start : one.end]) for one in rest] == [
        ("heading", "Inclusion Criteria:"), ("marker", "*"), ("separator", "OR"), ("marker", "*"),
        ("remark", "Other criteria may apply."),
    ]  # fmt: skip


def _corpus_texts() -> Iterator[str]:
    for name in ("ctgov_v2", "ctgov_protocols"):
        with gzip.open(CORPUS / f"{name}.ndjson.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % CORPUS_SHARE == 0:
                    module = json.loads(line)["protocolSection"].get("eligibilityModule", {})
                    yield module.get("eligibilityCriteria", "")
    with zipfile.ZipFile(CORPUS / "ctgov_xml.zip") as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                yield ElementTree.fromstring(archive.read(name)).findtext(".//criteria/textblock", "")  # noqa: S314
