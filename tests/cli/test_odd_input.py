"""Whatever stands on the command line or in a file, the answer is one line and an exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from trialdb.loading import load


def one_line(done: Any, status: int, words: str) -> None:
    assert (done.status, done.out) == (status, "")
    assert words in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_query_file_with_a_byte_order_mark_is_read(trialdb: Any, seeds_url: str, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_bytes("\ufeffSELECT 'café' AS word".encode())
    assert trialdb("sql", tmp_path / "q.sql", TRIALDB_URL=seeds_url).out == "word\ncafé\n"


def test_a_query_file_that_is_not_utf_8_is_named(trialdb: Any, seeds_url: str, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_bytes(b"SELECT 'caf\xe9'")
    one_line(trialdb("sql", tmp_path / "q.sql", TRIALDB_URL=seeds_url), 2, "q.sql: is not UTF-8 text (byte 12)")


@pytest.mark.parametrize(
    "arguments",
    [["show", "\udcff"], ["documents", "\udcff"], ["sql", "-c", "SELECT '\udcff'"], ["reparse", "\udcff"]],
)
def test_an_argument_that_is_not_utf_8_is_one_line(trialdb: Any, seeds_url: str, arguments: list[str]) -> None:
    one_line(trialdb(*arguments, TRIALDB_URL=seeds_url), 2, "cannot be written in utf-8")


def test_a_file_name_that_is_not_utf_8_is_loaded(
    trialdb: Any, database_url: str, tmp_path: Path, seeds_folder: Path
) -> None:
    page = next(seeds_folder.glob("000*"))
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_bytes(page.read_bytes())
    assert trialdb("load", path, TRIALDB_URL=database_url).status == 0
    assert "caf\ufffd.txt" in trialdb("loads", TRIALDB_URL=database_url).out


def test_a_condition_is_told_where_it_goes_wrong(trialdb: Any, seeds_url: str) -> None:
    done = trialdb("view", "trial_overview", "--where", "sex = 1 AND nope = 2", TRIALDB_URL=seeds_url)
    one_line(done, 1, "(at character ")
    assert int(done.err.rpartition("character ")[2].rstrip(")\n")) in (5, 13)


def test_a_limit_beyond_all_numbers_limits_nothing(trialdb: Any, seeds_url: str) -> None:
    done = trialdb("view", "trial_overview", "--limit", "9" * 30, TRIALDB_URL=seeds_url)
    assert (done.status, done.err) == (0, "")
    assert len(done.out.splitlines()) == 6


@pytest.mark.parametrize("name", ["Trial_Overview", "answers.trial_overview"])
def test_a_view_is_suggested_whatever_its_case_and_schema(trialdb: Any, seeds_url: str, name: str) -> None:
    one_line(trialdb("view", name, TRIALDB_URL=seeds_url), 2, "did you mean 'trial_overview'?")


def test_a_trial_without_documents_prints_no_rows(trialdb: Any, seeds_url: str) -> None:
    one_line(trialdb("documents", "NCT00000000", TRIALDB_URL=seeds_url), 2, "NCT00000000")


def test_reparse_names_the_trial_it_does_not_know(trialdb: Any, seeds_url: str) -> None:
    one_line(trialdb("reparse", "NCT06935409", "NCT00000000", TRIALDB_URL=seeds_url), 2, "NCT00000000")


def test_a_loader_without_raw_is_refused(trialdb: Any) -> None:
    one_line(trialdb("show", "NCT06935409", "--loader", "email-banner"), 2, "--raw")


def test_a_skipped_file_is_said_with_the_way_to_its_reason(trialdb: Any, database_url: str, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")
    one_line(trialdb("load", tmp_path / "x.pdf", TRIALDB_URL=database_url), 0, "(trialdb loads 1 tells which)")
    assert "x.pdf" in trialdb("loads", "1", TRIALDB_URL=database_url).out


def test_one_path_is_as_good_as_a_list_of_one(database_url: str, seeds_folder: Path) -> None:
    assert load(str(seeds_folder), url=database_url).loaded == 5
    assert load(seeds_folder, url=database_url).unchanged == 5


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's disk that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["loaders"], ["loaders", "--format", "json"]])
def test_an_output_that_cannot_be_written_is_one_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "trialdb", *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, "trialdb: the output: No space left on device\n")


@pytest.mark.parametrize("style", ["csv", "json", "table"])
def test_a_reader_that_goes_away_ends_a_long_query(seeds_url: str, style: str) -> None:
    query = ["sql", "--url", seeds_url, "--format", style, "-c", "SELECT generate_series(1, 100000) AS n"]
    with subprocess.Popen(
        [sys.executable, "-m", "trialdb", *query], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as asking:
        assert asking.stdout
        assert asking.stderr
        assert asking.stdout.readline().strip() in {"n", "["}
        asking.stdout.close()
        assert (asking.wait(timeout=120), asking.stderr.read()) == (0, "")


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        ("loaders --format table >&-", 0, ""),
        ("extract items <&-", 0, ""),
        ("sql - <&-", 2, "the query is empty"),
    ],
)
def test_a_closed_stream_is_an_empty_one(command: str, status: int, words: str) -> None:
    called = ["sh", "-c", f"{sys.executable} -m trialdb {command}"]
    done = subprocess.run(called, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == bool(words)
