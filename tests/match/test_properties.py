"""What holds for every patient: nothing known excludes nobody, and what excludes is not undone by knowing more."""

import json
from pathlib import Path
from typing import Any

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trialdb.match import read_patient, resolve_patient
from trialdb.match.resolving import as_json

PATIENTS = [json.loads(file.read_text()) for file in sorted((Path(__file__).parent / "patients").glob("*.json"))]
SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def verdicts(connection: psycopg.Connection, patient: dict[str, Any]) -> dict[str, str]:
    resolved = as_json(resolve_patient(read_patient(json.dumps(patient))))
    return dict(connection.execute("SELECT trial_key, verdict FROM match_patient(%s)", [resolved]).fetchall())


@st.composite
def parts(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A patient, and the same patient with some of the file left out."""
    whole = draw(st.sampled_from(PATIENTS))
    some: dict[str, Any] = {"as_of": whole["as_of"]}
    for field, stated in whole.items():
        if isinstance(stated, dict):
            some[field] = {name: value for name, value in stated.items() if draw(st.booleans())}
        elif isinstance(stated, list):
            some[field] = [value for value in stated if draw(st.booleans())]
        elif draw(st.booleans()):
            some[field] = stated
    return whole, some


@SOME
@given(parts())
def test_knowing_more_never_undoes_an_exclusion(
    seeds: psycopg.Connection, both: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    whole, some = both
    after = verdicts(seeds, whole)
    excluded = [trial for trial, verdict in verdicts(seeds, some).items() if verdict == "not eligible"]
    assert {after[trial] for trial in excluded} <= {"not eligible"}


def test_an_empty_file_excludes_nobody(seeds: psycopg.Connection) -> None:
    assert "not eligible" not in verdicts(seeds, {}).values()
    assert len(verdicts(seeds, {})) == 5
