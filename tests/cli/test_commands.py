"""The command line as promised: stdout is data, messages are one line, the exit status says what happened."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import click
import pytest

from trialdb.cli import main
from trialdb.cli.db import db

COMMANDS = [
    ["load"], ["view"], ["show"], ["match"], ["documents"], ["reparse"], ["sql"], ["psql"], ["extract"],
    ["loads"], ["loaders"],
    ["db", "url"], ["db", "start"], ["db", "stop"], ["db", "status"], ["db", "serve"],
    ["db", "upgrade"], ["db", "check"], ["db", "grant"], ["db", "backup"], ["db", "restore"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(trialdb: Any, command: list[str]) -> None:
    done = trialdb(*command, "-h")
    assert done.status == 0
    assert "Example" in done.out


def test_the_list_of_commands_is_complete() -> None:
    context = click.Context(main)
    listed = {(name,) for name in main.list_commands(context) if name != "db"}
    listed |= {("db", name) for name in db.list_commands(context)}
    assert {tuple(command) for command in COMMANDS} == listed


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["lod"], 2, "did you mean 'load'"),
        (["load"], 2, "PATH"),
        (["load", "--fast", "x"], 2, "--fast"),
        (["view", "--limit", "0"], 2, "limit"),
        (["extract", "doses"], 2, "dosing"),
    ],
)
def test_a_wrong_command_line_is_one_clear_line(trialdb: Any, arguments: list[str], status: int, words: str) -> None:
    done = trialdb(*arguments)
    assert done.status == status
    assert done.out == ""
    assert words in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_server_that_does_not_answer_is_one_clear_line(trialdb: Any) -> None:
    done = trialdb("view", TRIALDB_URL="postgresql://someone:secret@127.0.0.1:1/nowhere")
    assert done.status == 3
    assert len(done.err.strip().splitlines()) == 1
    assert "127.0.0.1" in done.err
    assert "secret" not in done.err


def test_a_missing_path_is_one_clear_line(trialdb: Any, database_url: str) -> None:
    done = trialdb("load", "no/such/file.json", TRIALDB_URL=database_url)
    assert done.status == 1
    assert "no/such/file.json" in done.err
    assert "Traceback" not in done.err


def test_a_view_prints_the_answer_and_nothing_else(trialdb: Any, seeds_url: str) -> None:
    done = trialdb("view", "phase_3_osteosarcoma_q3w", TRIALDB_URL=seeds_url)
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert (done.status, done.err) == (0, "")
    assert {(row["trial_key"], row["agent"].lower(), row["dose_low"], row["frequency_basis"]) for row in rows} == {
        ("NCT06935409", "hs-20093", "12", "stated"),
        ("NCT06935409", "docetaxel", "75", "derived"),
    }


@pytest.mark.parametrize("style", ["csv", "tsv", "json", "jsonl", "table"])
def test_every_format_prints_the_same_rows(trialdb: Any, seeds_url: str, style: str) -> None:
    query = "SELECT trial_key, enrollment FROM trials WHERE enrollment > 100"
    done = trialdb("sql", "-c", query, "--format", style, TRIALDB_URL=seeds_url)
    assert done.status == 0
    assert {
        "csv": lambda text: list(csv.reader(io.StringIO(text)))[1:],
        "tsv": lambda text: list(csv.reader(io.StringIO(text), delimiter="\t"))[1:],
        "json": lambda text: [[str(cell) for cell in row.values()] for row in json.loads(text)],
        "jsonl": lambda text: [[str(cell) for cell in json.loads(line).values()] for line in text.splitlines()],
        "table": lambda text: [line.split() for line in text.splitlines()[1:]],
    }[style](done.out) == [["NCT06935409", "117"]]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("DELETE FROM trials", "only reads"),
        ("DELETE FROM trials RETURNING trial_id", "only reads"),
        ("SELECT 1; DELETE FROM trials", "one query at a time"),
        ("COMMIT", "only reads"),
        ("SELECT * FROM trialz", "trialz"),
        ("", "empty"),
    ],
)
def test_sql_only_reads(trialdb: Any, seeds_url: str, query: str, words: str) -> None:
    done = trialdb("sql", "-c", query, TRIALDB_URL=seeds_url)
    assert done.status in (1, 2)
    assert done.out == ""
    assert words in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_condition_on_a_view_cannot_write(trialdb: Any, seeds_url: str) -> None:
    done = trialdb("view", "trial_overview", "--where", "true); DELETE FROM trials; --", TRIALDB_URL=seeds_url)
    assert done.status == 1
    assert trialdb("sql", "-c", "SELECT count(*) FROM trials", TRIALDB_URL=seeds_url).out == "count\n5\n"


def test_a_view_that_is_not_there_suggests_one_that_is(trialdb: Any, seeds_url: str) -> None:
    done = trialdb("view", "dosing_regimen", TRIALDB_URL=seeds_url)
    assert done.status == 2
    assert "dosing_regimens" in done.err


def test_show_prints_a_trial_a_person_can_read(trialdb: Any, seeds_url: str) -> None:
    done = trialdb("show", "nct06935409", TRIALDB_URL=seeds_url)
    assert done.status == 0
    for heading in ("Sponsors", "Arms", "Dosing", "Criteria", "Limits", "Sites", "Documents"):
        assert f"\n{heading}\n" in done.out
    assert "docetaxel" in done.out


def test_load_tells_what_became_of_the_documents(trialdb: Any, database_url: str, seeds_folder: Path) -> None:
    done = trialdb("load", seeds_folder, "--format", "json", TRIALDB_URL=database_url)
    tally = json.loads(done.out)
    assert (done.status, tally["loaded"], tally["failed"]) == (0, 5, 0)
    again = trialdb("load", seeds_folder, TRIALDB_URL=database_url)
    assert (again.status, again.out) == (0, "")
    assert "0 loaded, 5 unchanged, 0 failed" in again.err
    history = trialdb("loads", "--format", "jsonl", TRIALDB_URL=database_url).out.splitlines()
    assert [json.loads(line)["n_unchanged"] for line in history] == [5, 0]


def test_loads_lists_the_problems_of_a_load(trialdb: Any, database_url: str, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("Words of no known layout.")
    assert trialdb("load", tmp_path, TRIALDB_URL=database_url).status == 1
    listed = trialdb("loads", "1", "--format", "jsonl", TRIALDB_URL=database_url)
    assert json.loads(listed.out)["source_name"].endswith("words.txt")
    assert trialdb("loads", "99", TRIALDB_URL=database_url).status == 2


def test_extract_reads_lines_and_reports_the_bad_one(trialdb: Any) -> None:
    lines = '{"id": "a", "text": "docetaxel 75 mg/m2 IV every 3 weeks"}\nnot json\n{"id": "b", "text": "a walk"}\n'
    done = trialdb("extract", "dosing", stdin=lines)
    first, second = map(json.loads, done.out.splitlines())
    assert done.status == 1
    assert "line 2" in done.err
    assert (first["id"], first["doses"][0]["interval_days"]) == ("a", 21)
    assert second == {"id": "b", "doses": []}


def test_extract_criteria_and_items_use_the_promised_names(trialdb: Any) -> None:
    limits = trialdb("extract", "criteria", stdin='{"id": 1, "text": "ANC >= 1.5 x 10^9/L", "kind": "inclusion"}\n')
    (found,) = json.loads(limits.out)["predicates"]
    assert (found["concept"], found["low"], found["low_incl"], found["unit"]) == ("anc", 1.5, True, "10*9/L")
    items = trialdb("extract", "items", stdin='{"id": 1, "text": "Inclusion:\\n1. Adults\\n2. Consent"}\n')
    assert [(i["kind"], i["text"]) for i in json.loads(items.out)["items"]] == [
        ("inclusion", "Adults"),
        ("inclusion", "Consent"),
    ]


def test_loaders_lists_each_format_with_its_rank(trialdb: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(trialdb("loaders").out)))
    assert {row["loader"] for row in rows} >= {"ctgov-json", "ctgov-xml", "snapshot-headings", "email-banner"}
    assert all(row["reads"] for row in rows)


def test_db_check_finds_a_fresh_database_as_it_should_be(trialdb: Any, database_url: str) -> None:
    assert trialdb("db", "check", TRIALDB_URL=database_url).status == 0
