"""What binary COPY would not check is mended with a note."""

from trialdb.rows import TableRows
from trialdb.rows.checks import INDEXED_BYTES, check


def checked(table: str, columns: tuple[str, ...], *row: object) -> tuple[tuple[object, ...], list[str]]:
    found = TableRows(columns, [row])
    notes = list(check(table, found))
    assert all(trial_id == row[0] for trial_id, _ in notes)
    return found.rows[0], [note.place for _, note in notes]


def test_a_number_too_large_for_its_column_is_left_out_and_said() -> None:
    row, places = checked("trials", ("trial_id", "trial_key", "enrollment"), 1, "k", 2**40)
    assert (row[2], places) == (None, ["trials.enrollment"])


def test_a_number_that_fits_is_left_alone() -> None:
    row, places = checked("trials", ("trial_id", "trial_key", "enrollment"), 1, "k", 2**31 - 1)
    assert (row[2], places) == (2**31 - 1, [])


def test_nul_bytes_and_lone_surrogates_are_taken_out() -> None:
    row, places = checked("arms", ("trial_id", "arm_no", "label"), 1, 1, "a\0b\ud800c")
    assert (row[2], places) == ("ab?c", ["arms.label"])


def test_an_indexed_text_is_cut_at_a_character() -> None:
    row, places = checked("trial_identifiers", ("trial_id", "identifier_no", "identifier"), 1, 1, "µ" * INDEXED_BYTES)
    assert isinstance(row[2], str)
    assert len(row[2].encode()) <= INDEXED_BYTES
    assert set(row[2]) == {"µ"}
    assert places == ["trial_identifiers.identifier"]


def test_a_long_text_without_an_index_is_left_alone() -> None:
    row, places = checked("arms", ("trial_id", "arm_no", "description"), 1, 1, "µ" * 10_000)
    assert (len(str(row[2])), places) == (10_000, [])


def test_cycle_days_beyond_an_integer_are_left_out() -> None:
    row, places = checked("dosages", ("trial_id", "dosage_no", "cycle_days"), 1, 1, [1, 2**35])
    assert (row[2], places) == (None, ["dosages.cycle_days"])
