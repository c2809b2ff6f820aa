"""The promises of a load: nothing is dropped silently, loading twice is loading once, any order gives the same rows."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.fixtures.database_rows import trial_rows
from tests.fixtures.small_dump import sums
from trialdb import load
from trialdb.database import connect


def study(nct: str, title: str = "A study", updated: str = "2024-05-14", **modules: Any) -> dict[str, Any]:
    """A small record in the registry's API v2 shape."""
    return {
        "protocolSection": {
            "identificationModule": {"nctId": nct, "briefTitle": title},
            "statusModule": {
                "overallStatus": "RECRUITING",
                "lastUpdatePostDateStruct": {"date": updated, "type": "ACTUAL"},
            },
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Northern Trials Unit", "class": "OTHER"}},
            "conditionsModule": {"conditions": ["Osteosarcoma"]},
            "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE3"], "enrollmentInfo": {"count": 40}},
            **modules,
        },
        "hasResults": False,
    }


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, *studies: Any) -> Path:
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(study) for study in studies))
        return path

    return write


def rows_after(make_database: Callable[[], str], *loads: list[Path]) -> dict[str, list[tuple[Any, ...]]]:
    url = make_database()
    for paths in loads:
        load(paths, url=url, jobs=1)
    with connect(url) as connection:
        return trial_rows(connection)


def test_second_load_changes_nothing(database_url: str, seeds_folder: Path) -> None:
    first = load([seeds_folder], url=database_url)
    with connect(database_url) as connection:
        before = trial_rows(connection)
    second = load([seeds_folder], url=database_url)
    with connect(database_url) as connection:
        after = trial_rows(connection)
    assert (first.loaded, first.failed) == (5, 0)
    assert (second.loaded, second.unchanged, second.failed) == (0, 5, 0)
    assert before == after
    assert len(before["trials"]) == 5


def test_any_order_of_documents_gives_the_same_rows(make_database: Callable[[], str], seeds_folder: Path) -> None:
    files = sorted(seeds_folder.iterdir())
    forwards = rows_after(make_database, *[[file] for file in files])
    backwards = rows_after(make_database, *[[file] for file in reversed(files)])
    assert forwards == backwards


def test_workers_give_the_same_rows_as_one_process(
    make_database: Callable[[], str], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trialdb.loading.dealing.SHARD_DOCUMENTS", 5)
    file = write("dump.ndjson", *(study(f"NCT{number:08}") for number in range(101, 131)))
    alone = rows_after(make_database, [file])
    url = make_database()
    tally = load([file], url=url, jobs=2)
    with connect(url) as connection:
        assert trial_rows(connection) == alone
    assert (tally.loaded, tally.failed) == (30, 0)


def test_workers_share_the_few_new_documents_of_a_large_file(
    undisturbed: dict[str, Any], small_dump: Path, make_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_database()
    load([small_dump], url=url, limit=30, jobs=1)
    monkeypatch.setattr("trialdb.loading.pipeline._MANY_BYTES", 1)
    monkeypatch.setattr("trialdb.loading.pipeline.run_here", None)
    tally = load([small_dump], url=url, jobs=2)
    assert (tally.unchanged, tally.loaded, tally.failed) == (30, 10, 0)
    assert sums(url) == undisturbed


def test_a_later_version_replaces_the_earlier_in_any_order(
    make_database: Callable[[], str], write: Callable[..., Path]
) -> None:
    old = write("old.json", study("NCT00000101", "Old title", "2023-01-01"))
    new = write("new.json", study("NCT00000101", "New title", "2024-01-01"))
    one, other = rows_after(make_database, [old], [new]), rows_after(make_database, [new], [old])
    assert one == other
    assert len(one["documents"]) == 2
    assert len(one["trials"]) == 1
    assert "New title" in one["trials"][0]


def test_a_change_is_kept_in_the_history(database_url: str, write: Callable[..., Path]) -> None:
    load([write("old.json", study("NCT00000101", updated="2023-01-01"))], url=database_url)
    changed = study("NCT00000101", updated="2024-01-01")
    changed["protocolSection"]["statusModule"]["overallStatus"] = "COMPLETED"
    load([write("new.json", changed)], url=database_url)
    with connect(database_url) as connection:
        found = connection.execute("SELECT field, old_value, new_value FROM trial_changes").fetchall()
    assert found == [("overall_status", "RECRUITING", "COMPLETED")]


def test_two_sources_of_a_trial_are_merged_and_their_difference_listed(
    database_url: str, write: Callable[..., Path], seeds_folder: Path
) -> None:
    load([seeds_folder], url=database_url)
    load([write("record.json", study("NCT06935409", "The registry's own title"))], url=database_url)
    with connect(database_url) as connection:
        title, purpose = connection.execute(
            "SELECT brief_title, primary_purpose FROM trials WHERE trial_key = 'NCT06935409'"
        ).fetchone() or (None, None)
        differing = connection.execute("SELECT field FROM source_discrepancies WHERE trial_key = 'NCT06935409'")
        fields = {field for (field,) in differing}
    assert title == "The registry's own title"
    assert purpose == "TREATMENT"  # only the page says so
    assert {"brief_title", "overall_status", "enrollment"} <= fields


def test_a_document_that_fails_is_listed_and_the_others_load(
    database_url: str, write: Callable[..., Path], tmp_path: Path
) -> None:
    write("good.json", study("NCT00000101"))
    (tmp_path / "broken.json").write_text('{"protocolSection": {"identificationModule": ')
    (tmp_path / "words.txt").write_text("Words of no known layout.")
    tally = load([tmp_path], url=database_url)
    with connect(database_url) as connection:
        listed = connection.execute("SELECT source_name FROM load_problems WHERE severity = 'error'").fetchall()
    assert (tally.loaded, tally.failed) == (1, 2)
    assert {Path(name).name for (name,) in listed} == {"broken.json", "words.txt"}


def test_rows_that_postgresql_refuses_cost_one_document(
    database_url: str, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from trialdb.rows import build

    original = build.Rows.check

    def sabotaged(self: build.Rows) -> Any:
        trials = self.tables["trials"]
        position = trials.columns.index("phase_low")
        trials.rows = [(*row[:position], 99_999, *row[position + 1 :]) if row[0] == 103 else row for row in trials.rows]
        return original(self)

    monkeypatch.setattr(build.Rows, "check", sabotaged)
    file = write("dump.ndjson", *(study(f"NCT{number:08}") for number in range(101, 108)))
    tally = load([file], url=database_url, jobs=1)
    assert (tally.loaded, tally.failed) == (6, 1)
    assert tally.failures[0].trial_key == "NCT00000103"


def test_atomic_keeps_nothing_when_one_document_fails(
    database: psycopg.Connection[Any], database_url: str, write: Callable[..., Path]
) -> None:
    file = write("dump.ndjson", study("NCT00000101"), {"protocolSection": {"identificationModule": {"nctId": 5}}})
    tally = load([file], url=database_url, atomic=True)
    assert (tally.loaded, tally.failed, tally.status) == (0, 1, "rolled back")
    assert database.execute("SELECT count(*) FROM trials").fetchone() == (0,)
    assert database.execute("SELECT count(*) FROM load_problems").fetchone() == (1,)


def test_a_dry_run_tells_everything_and_keeps_nothing(
    database: psycopg.Connection[Any], database_url: str, write: Callable[..., Path]
) -> None:
    file = write("dump.ndjson", study("NCT00000101"))
    assert load([file], url=database_url, dry_run=True).loaded == 1
    assert database.execute("SELECT count(*) FROM trials").fetchone() == (0,)
    assert database.execute("SELECT count(*) FROM loads").fetchone() == (0,)
    assert load([file], url=database_url).loaded == 1


def test_an_unknown_value_is_kept_and_marked(
    database: psycopg.Connection[Any], database_url: str, write: Callable[..., Path]
) -> None:
    odd = study("NCT00000101")
    odd["protocolSection"]["statusModule"]["overallStatus"] = "PAUSED_BY_WEATHER"
    assert load([write("odd.json", odd)], url=database_url).failed == 0
    found = database.execute(
        "SELECT trials.overall_status, is_known FROM trials JOIN overall_statuses USING (overall_status)"
    ).fetchall()
    assert found == [("PAUSED_BY_WEATHER", False)]


def test_limit_stops_after_so_many_documents(database_url: str, write: Callable[..., Path]) -> None:
    file = write("dump.ndjson", *(study(f"NCT{number:08}") for number in range(101, 120)))
    assert load([file], url=database_url, limit=7).loaded == 7


def test_a_database_made_anew_under_the_same_name_is_loaded_whole(
    server_url: str, database_url: str, seeds_folder: Path
) -> None:
    assert load([seeds_folder], url=database_url).loaded == 5
    name = psycopg.conninfo.conninfo_to_dict(database_url)["dbname"]
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    tally = load([seeds_folder], url=database_url)
    assert (tally.loaded, tally.failed) == (5, 0)
