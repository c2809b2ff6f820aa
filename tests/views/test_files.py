"""View files: how they read, and what is made of them."""

from pathlib import Path

import pytest

from trialdb.errors import SchemaError
from trialdb.views import SavedQuestion, saved_questions

PROMISED = {
    "trial_overview",
    "dosing_regimens",
    "trials_by_condition",
    "trials_by_agent",
    "trials_by_site",
    "trials_by_sponsor",
    "eligibility_criteria",
    "eligibility_limits",
    "outcome_measures",
    "source_discrepancies",
    "load_history",
    "load_report",
    "phase_3_osteosarcoma_q3w",
}
VIEWS = [question for question in saved_questions() if question.kind == "view"]
HEADINGS = ["Grain", "Answers", "Nulls", "Units", "Caution", "Source"]


def write(folder: Path, **files: str) -> tuple[SavedQuestion, ...]:
    for name, text in files.items():
        path = folder / "topic" / f"{name}.sql"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return saved_questions(folder)


def test_every_promised_view_has_its_file() -> None:
    assert {question.name for question in VIEWS} >= PROMISED


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_header_says_what_a_row_is_and_what_it_answers(view: SavedQuestion) -> None:
    assert view.summary.endswith(".")
    assert view.header[1] == ""
    headings = [line.partition(":")[0] for line in view.header[2:] if line[:1].isupper() and ":" in line]
    assert headings[:2] == ["Grain", "Answers"]
    assert headings == sorted(headings, key=HEADINGS.index)
    assert view.answers


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_leaves_order_and_width_to_who_asks(view: SavedQuestion) -> None:
    body = view.text.partition("\n\n")[2]
    assert "SELECT *" not in body
    assert "\nORDER BY" not in body


def test_columns_and_their_comments_are_read_from_the_outermost_select(tmp_path: Path) -> None:
    (view,) = write(
        tmp_path,
        example="-- An example.\n\nWITH inner_one AS (\n    SELECT\n        1 AS hidden  -- Not ours.\n)\n\n"
        "SELECT\n    inner_one.hidden AS shown,  -- Half of it: 50 %, and :name.\n"
        "    (\n        SELECT 2\n    ) AS second  -- Two.\nFROM inner_one\n",
    )
    assert view.columns == [("shown", "Half of it: 50 %, and :name."), ("second", "Two.")]
    assert (view.summary, view.answers, view.topic) == ("An example.", None, "topic")


def test_a_view_comes_after_those_it_names(tmp_path: Path) -> None:
    found = write(
        tmp_path,
        a_last="SELECT one.x\nFROM b_middle AS one\n",
        b_middle="SELECT one.x\nFROM c_first AS one\n",
        c_first="-- Not a_last.\nSELECT 1 AS x\n",
    )
    assert [view.name for view in found] == ["c_first", "b_middle", "a_last"]


def test_views_that_name_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"in a circle: .*hen"):
        write(tmp_path, hen="SELECT 1 FROM egg\n", egg="SELECT 1 FROM hen\n")


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    write(tmp_path, twin="SELECT 1 AS x\n")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "twin.sql").write_text("SELECT 2 AS x\n")
    saved_questions.cache_clear()
    with pytest.raises(SchemaError, match="have one name"):
        saved_questions(tmp_path)
