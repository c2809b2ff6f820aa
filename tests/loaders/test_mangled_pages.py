"""Pages with lines lost, doubled, swapped, cut off, or bytes gone wrong: a record, or a DocumentError; nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.loaders.page_loaders import PAGE_LOADERS, SEEDS, claiming, read, seed
from trialdb.errors import DocumentError
from trialdb.records import TrialRecord

PAGES = [path.read_bytes() for path in SEEDS]
EASY_GOING = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survives(data: bytes) -> None:
    for loader in PAGE_LOADERS:
        try:
            records = list(loader.parse("page.txt", data))
        except DocumentError as error:
            assert error.where
            assert error.why
        else:
            assert [type(record) for record in records] == [TrialRecord]
            assert all(note.code and note.place and note.message for note in records[0].notes)
    assert len(claiming("page.txt", data)) <= 1


@st.composite
def edited_pages(draw: st.DrawFn) -> bytes:
    lines = draw(st.sampled_from(PAGES)).split(b"\n")
    for kind in draw(st.lists(st.sampled_from(["lose", "double", "swap", "blank", "glue"]), max_size=12)):
        here = draw(st.integers(0, len(lines) - 1))
        there = draw(st.integers(0, len(lines) - 1))
        if kind == "lose" and len(lines) > 1:
            del lines[here]
        elif kind == "double":
            lines.insert(here, lines[here])
        elif kind == "swap":
            lines[here], lines[there] = lines[there], lines[here]
        elif kind == "blank":
            lines.insert(here, b"")
        elif kind == "glue" and here + 1 < len(lines):
            lines[here : here + 2] = [lines[here] + lines[here + 1]]
    return b"\n".join(lines)


@EASY_GOING
@given(edited_pages())
def test_edited_lines_break_no_loader(data: bytes) -> None:
    survives(data)


@EASY_GOING
@given(st.sampled_from(PAGES), st.integers(min_value=0), st.binary(max_size=40))
@example(PAGES[0], 0, b"\xef\xbb\xbf")
@example(PAGES[2], 3000, b"\x00\x85\x0c")
def test_wrong_bytes_break_no_loader(page: bytes, at: int, wrong: bytes) -> None:
    at %= len(page)
    survives(page[:at] + wrong + page[at + len(wrong) :])


@EASY_GOING
@given(st.sampled_from(PAGES), st.integers(min_value=0))
def test_a_cut_breaks_no_loader(page: bytes, at: int) -> None:
    survives(page[: at % len(page)])


@settings(EASY_GOING, max_examples=50)
@given(st.binary(max_size=300))
def test_any_bytes_break_no_loader(data: bytes) -> None:
    survives(data)


@pytest.mark.parametrize(
    ("beginning", "kept", "last"),
    [
        ("000", b"Study Groups", "Study Groups"),
        ("001", b"Exclusion Criteria", "Eligibility Criteria"),
        ("002", b"Treatment begins with", "Enrollment"),
        ("003", b"Details\n", "Details"),
        ("004", b"Exclusion Criteria:", "Criteria for eligibility:"),
    ],
)
def test_a_page_cut_before_what_must_follow_is_refused_by_its_last_section(
    beginning: str, kept: bytes, last: str
) -> None:
    page = seed(beginning)
    data = page[: page.index(kept) + len(kept)]
    (loader,) = claiming("page.txt", data)
    with pytest.raises(DocumentError, match="breaks off") as caught:
        list(loader.parse("page.txt", data))
    assert last in caught.value.where


def test_a_bare_page_without_sites_and_outcomes_keeps_its_last_lines_as_notes() -> None:
    page = seed("002")
    record = read("page.txt", page[: page.index(b"Ruijin")])
    assert (record.enrollment, record.interventions, record.outcomes) == (43, (), ())
    assert [note.code for note in record.notes] == ["truncated_page", "unknown_label"]


@pytest.mark.parametrize(
    ("beginning", "end"),
    [
        ("001", b"Countries"),
        ("002", b"Time frame: On the day"),
        ("002", b"Ruijin"),
        ("003", b"Exclusion Criteria:"),
        ("004", b"Record processing date:"),
    ],
)
def test_a_page_cut_near_its_end_is_read_and_noted(beginning: str, end: bytes) -> None:
    page = seed(beginning)
    record = read("page.txt", page[: page.rindex(end)])
    assert "truncated_page" in {note.code for note in record.notes}


@pytest.mark.parametrize("beginning", ["000", "001", "003", "004"])  # nothing tells where a list of outcomes ends
def test_a_page_cut_in_the_middle_is_refused_or_noted(beginning: str) -> None:
    page = seed(beginning)
    data = page[: len(page) // 2]
    (loader,) = claiming("page.txt", data)
    try:
        (record,) = loader.parse("page.txt", data)
    except DocumentError as error:
        assert "\n" not in str(error)
    else:
        assert "truncated_page" in {note.code for note in record.notes}


def test_a_label_out_of_order_is_noted() -> None:
    page = seed("000").replace(b"\nConditions\n", b"\n").replace(b"NCT ID:", b"Conditions\n\nNCT ID:")
    assert [note.place for note in read("page.txt", page).notes if note.code == "misplaced_label"] == ["Conditions"]


def test_a_line_without_a_place_is_noted_not_dropped() -> None:
    page = seed("000").replace(b"Study Start Date", b"Budget\n\nenough\n\nStudy Start Date")
    assert "Budget" in {note.value for note in read("page.txt", page).notes}
