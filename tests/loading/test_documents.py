"""Documents are kept as received: shown, read again, taken out of a trial and put back."""

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.fixtures.database_rows import trial_rows
from trialdb import load
from trialdb.database import connect
from trialdb.loading import link_document, reparse

RECORD = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT06935409", "briefTitle": "The registry's own title"},
        "designModule": {"studyType": "INTERVENTIONAL", "enrollmentInfo": {"count": 120}},
    }
}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(RECORD))
    return path


def rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    with connect(url) as connection:
        return trial_rows(connection)


def test_a_document_is_shown_as_received(trialdb: Any, seeds_url: str, seeds_folder: Path) -> None:
    (page,) = (file for file in seeds_folder.iterdir() if "NCT ID: NCT06935409" in file.read_text())
    assert trialdb("show", "NCT06935409", "--raw", TRIALDB_URL=seeds_url).out == page.read_text()


def test_reading_again_changes_nothing_when_nothing_reads_better(database_url: str, seeds_folder: Path) -> None:
    load([seeds_folder], url=database_url)
    before = rows(database_url)
    tally = reparse(url=database_url)
    assert (tally.loaded, tally.failed) == (5, 0)
    assert rows(database_url) == before


def test_reading_again_applies_a_better_reader(
    database_url: str, seeds_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load([seeds_folder], url=database_url)
    monkeypatch.setattr("trialdb.enrich.endpoint_of", lambda _: "os")
    monkeypatch.setattr("trialdb.document.READERS_VERSION", "better")
    assert load([seeds_folder], url=database_url).loaded == 5, "another version of the readers is not unchanged"
    with connect(database_url) as connection:
        assert connection.execute("SELECT DISTINCT endpoint FROM outcomes").fetchall() == [("os",)]
        versions = connection.execute("SELECT DISTINCT parser_version FROM documents").fetchall()
    assert versions == [("1/better",)]


def test_one_trial_can_be_read_again(database_url: str, seeds_folder: Path) -> None:
    load([seeds_folder], url=database_url)
    assert reparse(["NCT06592612"], url=database_url).loaded == 1


def test_unlinking_undoes_a_merge_and_relinking_restores_it(
    database_url: str, seeds_folder: Path, record: Path
) -> None:
    load([seeds_folder], url=database_url)
    alone = rows(database_url)
    load([record], url=database_url)
    merged = rows(database_url)
    assert merged["trials"] != alone["trials"]
    link_document("NCT06935409", "ctgov-json", is_linked=False, url=database_url)
    assert {name: found for name, found in rows(database_url).items() if name != "documents"} == {
        name: found for name, found in alone.items() if name != "documents"
    }
    link_document("NCT06935409", "ctgov-json", is_linked=True, url=database_url)
    assert rows(database_url) == merged


def test_a_later_version_of_an_unlinked_document_stays_out(
    database: psycopg.Connection[Any], database_url: str, seeds_folder: Path, record: Path
) -> None:
    load([seeds_folder, record], url=database_url)
    link_document("NCT06935409", "ctgov-json", is_linked=False, url=database_url)
    later = {**RECORD, "hasResults": False}
    record.write_text(json.dumps(later))
    load([record], url=database_url)
    title = database.execute("SELECT brief_title FROM trials WHERE trial_key = 'NCT06935409'").fetchone()
    assert title != ("The registry's own title",)


def test_documents_lists_what_a_trial_is_made_of(
    trialdb: Any, database_url: str, seeds_folder: Path, record: Path
) -> None:
    load([seeds_folder, record], url=database_url)
    listed = trialdb("documents", "NCT06935409", "--format", "jsonl", TRIALDB_URL=database_url)
    found = {json.loads(line)["loader"] for line in listed.out.splitlines()}
    assert found == {"ctgov-json", "snapshot-headings"}
    assert trialdb("documents", "NCT09999999", TRIALDB_URL=database_url).status == 2
    assert trialdb("documents", "--unlink", "ctgov-json", TRIALDB_URL=database_url).status == 2
    wrong = trialdb("documents", "NCT06935409", "--unlink", "ctgov-xml", TRIALDB_URL=database_url)
    assert (wrong.status, len(wrong.err.strip().splitlines())) == (2, 1)
