"""Whatever the text: nothing crashes, every span is evidence, and time stays linear."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trialdb.extract.criteria import concepts, read_limits
from trialdb.records import Limit

PIECES = st.sampled_from([
    "ANC", "platelets", "ECOG", "age", "creatinine clearance", "HIV", "≥", "<", "> or =", "no more than", "1,500",
    "1.5", "x 10^9/L", "/mm3", "x ULN", "%", "years", "within 4 weeks before", "randomization", "if liver metastases",
    "in men", "and", "or", ";", ".", "(", ")", ",", "not", "positive", "grade 3", "prior lines of therapy",
    "chemotherapy", "except", "İ", "\\>", "–", "\n", "µ", "①",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([None, "inclusion", "exclusion"]))
def test_every_limit_is_a_known_concept_with_evidence_in_the_text(text: str, kind: str | None) -> None:
    for limit in read_limits(text, kind):
        assert limit.concept in concepts()
        assert 0 <= limit.char_start < limit.char_end <= len(text)
        assert limit.rule
        assert limit.group_no
        assert limit.low is None or limit.high is None or limit.low <= limit.high
        assert (limit.low is None) == (limit.low_inclusive is None)
        assert (limit.high is None) == (limit.high_inclusive is None)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_limits_survive_json(text: str) -> None:
    limits = read_limits(text)
    assert msgspec.json.decode(msgspec.json.encode(limits), type=list[Limit]) == limits


def test_evidence_is_quoted_from_the_text_as_written() -> None:
    text = r"Neutrophils (ANC) \>= 1.5 x 10\^9/L, please"
    (limit,) = read_limits(text)
    assert text[limit.char_start : limit.char_end] == r"Neutrophils (ANC) \>= 1.5 x 10\^9/L"


@pytest.mark.parametrize(
    "piece", ["7", "≥", "ANC ", "ANC > 1 ", "(", ") ", "if ", "within 4 weeks ", "HIV, ", "a-", "1 000 ", ";"]
)
def test_a_long_text_of_one_piece_is_read_to_its_end(piece: str) -> None:
    text = piece * (60_000 // len(piece)) + " Hemoglobin > 8 g/dL"
    assert any(limit.concept == "hemoglobin" and limit.char_end == len(text) for limit in read_limits(text))
