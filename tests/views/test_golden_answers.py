"""Every view's answer over known documents, reviewed by eye: ``pytest --update-golden`` rewrites, the diff is read."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from trialdb import load
from trialdb.cli.output import print_rows
from trialdb.database import connect
from trialdb.views import saved_questions

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]
VIEWS = sorted(question.name for question in saved_questions() if question.kind == "view")

# What differs from run to run is left out of the answer.
UNSTEADY = {
    "load_history": {"started_at", "finished_at", "seconds", "paths", "trialdb_version"},
    "load_report": {"started_at", "source_name"},
    "source_discrepancies": set(),
}
# A registry record of a trial of which the seeds hold a page: two sources that do not agree.
SECOND_SOURCE = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT06412458", "briefTitle": "IM83 cells for osteosarcoma"},
        "statusModule": {"overallStatus": "RECRUITING", "startDateStruct": {"date": "2024-07"}},
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Beijing Immunochina Medical Science & Technology"}},
        "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE1"], "enrollmentInfo": {"count": 18}},
    }
}


@pytest.fixture(scope="session")
def two_sources_url(make_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The seeds, and a second source of one of their trials."""
    url = make_database()
    record = tmp_path_factory.mktemp("second") / "NCT06412458.json"
    record.write_text(json.dumps(SECOND_SOURCE))
    load([ROOT / "seeds", record], url=url)
    return url


def answer(connection: psycopg.Connection[Any], view: str) -> str:
    cursor = connection.execute(sql.SQL("SELECT * FROM answers.{}").format(sql.Identifier(view)))
    names = [column.name for column in cursor.description or ()]
    steady = [position for position, name in enumerate(names) if name not in UNSTEADY.get(view, ())]
    rows = sorted(
        ([row[position] for position in steady] for row in cursor), key=lambda row: [str(cell) for cell in row]
    )
    out = io.StringIO()
    print_rows([names[position] for position in steady], rows, "csv", out)
    return out.getvalue()


@pytest.mark.parametrize("view", VIEWS)
def test_view_answers_as_reviewed(
    view: str, seeds_url: str, two_sources_url: str, request: pytest.FixtureRequest
) -> None:
    with connect(two_sources_url if view == "source_discrepancies" else seeds_url, read_only=True) as connection:
        found = answer(connection, view)
    file = GOLDEN / f"{view}.csv"
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")
    assert len(list(csv.reader(io.StringIO(found)))) > 1, "a view without an answer proves nothing"


def test_no_golden_answer_is_left_without_a_view() -> None:
    assert {file.stem for file in GOLDEN.glob("*.csv")} == set(VIEWS)
