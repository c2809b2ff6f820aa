"""Whatever the text: no crash, spans inside it, work bounded by its length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trialdb.extract.dosing import read_stated
from trialdb.extract.dosing.passages.scan import scan
from trialdb.extract.dosing.passages.sentences import sentences

_WORDS = """
gemcitabine ABX-12 mg mg/m2 mcg g 5 0.5 1,000 1 x 10^6 cells /kg every 3 weeks day days 1 and 8 - ( ) , ; . : of to or
then followed by AUC IV orally daily weekly q21d BID until progression maximum for 6 cycles 21-day cycle over 30
minutes Gy fractions placebo loading dose • * ² ± ~ per blood ≥ tablets mL saline
"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n", "\n\n"])
_TEXTS = st.lists(_PIECES, max_size=60).map(" ".join) | st.text(max_size=300)


@given(_TEXTS)
def test_any_text_is_read_and_its_spans_are_inside(text: str) -> None:
    for stated in read_stated(text):
        assert stated.places
        for place in stated.places:
            assert 0 <= place.start <= place.end <= len(text)
            assert place.rule


@given(_TEXTS)
def test_dosages_are_sound(text: str) -> None:
    for stated in read_stated(text, title="ABX-12"):
        dosage = stated.dosage
        if dosage.dose_low is not None and dosage.dose_high is not None:
            assert dosage.dose_low >= 0
        assert (dosage.dose_unit is None) == (dosage.dose_low is None and dosage.dose_high is None)
        assert dosage.frequency_basis in (None, "stated", "derived")
        assert list(dosage.until) == sorted(set(dosage.until))


@given(_TEXTS)
def test_facts_follow_one_another(text: str) -> None:
    low = text.lower()
    facts = scan(low, 0, len(low))
    assert all(0 <= fact.start <= fact.end <= len(low) for fact in facts)
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)


@given(
    st.sampled_from(["1", "1 mg ", "days 1, ", "(", "a", "12 mg/kg every 3 weeks and ", "q", "\n"]),
    st.integers(1, 4000),
)
def test_no_statement_is_longer_than_the_bound(piece: str, times: int) -> None:
    text = piece * times
    found = list(sentences(text))
    assert all(sentence.end - sentence.start <= 2000 for sentence in found)
    assert [s.start for s in found] == sorted({s.start for s in found})


def test_worst_texts_end() -> None:
    for piece in ("1", "5 mg ", "1, ", "days 1,8,", "1 x 10", "until ", "(", "2 mg/kg/", "a"):
        assert isinstance(read_stated(piece * (20_000 // len(piece))), list)
    assert read_stated("x" * 1_000_000) == []
