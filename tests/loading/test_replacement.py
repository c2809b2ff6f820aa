"""A changed document changes what it says otherwise, and nothing else."""

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.fixtures.database_rows import trial_rows
from tests.loading.test_load import study
from trialdb import load
from trialdb.database import connect


def version(arms: str, *, status: str = "RECRUITING") -> dict[str, Any]:
    """A study whose arms are these letters, each with a drug, a dose, a criterion, a site and an outcome of its own."""
    made = study(
        "NCT00000101",
        armsInterventionsModule={
            "armGroups": [
                {"label": f"Arm {arm}", "type": "EXPERIMENTAL", "interventionNames": [f"Drug: drug{arm}"]}
                for arm in arms
            ],
            "interventions": [
                {
                    "type": "DRUG",
                    "name": f"drug{arm}",
                    "description": f"drug{arm} {ord(arm)} mg orally once daily",
                    "otherNames": [f"name of {arm}"],
                }
                for arm in arms
            ],
        },
        eligibilityModule={
            "eligibilityCriteria": "Inclusion Criteria:\n"
            + "\n".join(f"* One of:\n  * Age over {ord(arm)} years\n  * Weight over {ord(arm)} kg" for arm in arms)
        },
        outcomesModule={"primaryOutcomes": [{"measure": f"Survival in {arm}", "timeFrame": "1 year"} for arm in arms]},
        contactsLocationsModule={
            "locations": [
                {
                    "facility": f"Clinic {arm}",
                    "city": "Oslo",
                    "country": "Norway",
                    "contacts": [{"name": f"Dr {arm}", "role": "CONTACT"}],
                }
                for arm in arms
            ]
        },
    )
    made["protocolSection"]["statusModule"]["overallStatus"] = status
    return made


@pytest.fixture
def load_version(tmp_path: Path) -> Callable[[str, dict[str, Any]], None]:
    """Loads a study as the newest document of its trial."""
    days = count(1)

    def load_version(url: str, made: dict[str, Any]) -> None:
        made["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"] = {"date": f"2024-01-{next(days):02}"}
        path = tmp_path / "study.json"
        path.write_text(json.dumps(made))
        assert load([path], url=url, jobs=1).loaded == 1

    return load_version


def rows(connection: psycopg.Connection[Any]) -> dict[str, list[str]]:
    """The trial's rows without the day of its version."""
    found = trial_rows(connection)
    del found["documents"]
    query = "SELECT (to_jsonb(trials) - 'last_updated_on')::text FROM trials"
    return {**found, "trials": [text for (text,) in connection.execute(query)]}


def test_an_edited_trial_has_the_rows_of_a_fresh_load(
    make_database: Callable[[], str], load_version: Callable[[str, dict[str, Any]], None]
) -> None:
    edited = make_database()
    for arms in ("ABC", "BCA", "A", "DBA", ""):
        fresh = make_database()
        load_version(edited, version(arms))
        load_version(fresh, version(arms))
        with connect(edited) as one, connect(fresh) as other:
            assert rows(one) == rows(other)
            assert len(rows(one).get("dosage_mentions", ())) == len(arms)


def test_rows_that_stay_are_not_written_again(
    database: psycopg.Connection[Any], database_url: str, load_version: Callable[[str, dict[str, Any]], None]
) -> None:
    tables = ("arms", "interventions", "dosages", "criteria", "criterion_limits", "outcomes", "trial_sites", "contacts")

    def places() -> list[Any]:
        return [database.execute(f"SELECT ctid, xmin FROM {name} ORDER BY ctid").fetchall() for name in tables]

    load_version(database_url, version("AB"))
    before = places()
    load_version(database_url, version("AB", status="COMPLETED"))
    assert database.execute("SELECT overall_status FROM trials").fetchone() == ("COMPLETED",)
    assert places() == before
    assert all(before)
    load_version(database_url, version("AX"))
    labels = database.execute("SELECT label, arm_no FROM arms ORDER BY arm_no").fetchall()
    assert labels == [("Arm A", 1), ("Arm X", 2)]
    assert places()[0][0] == before[0][0]
