"""The classic API's studies say the same as API v2's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders import ctgov_classic_json, ctgov_json
from trialdb.errors import DocumentError
from trialdb.records import TrialRecord

FIXTURES = Path(__file__).parent / "fixtures"
RICH = (FIXTURES / "rich_classic.json").read_bytes()


def read(study: dict[str, Any] | bytes) -> TrialRecord:
    data = study if isinstance(study, bytes) else json.dumps(study).encode()
    (record,) = ctgov_classic_json.parse("study.json", data)
    return record


def study(**modules: Any) -> dict[str, Any]:
    return {"Study": {"ProtocolSection": {"IdentificationModule": {"NCTId": "NCT90000001"}, **modules}}}


def test_a_rich_study_gives_the_record_of_its_v2_form() -> None:
    (same,) = ctgov_json.parse("study.json", (FIXTURES / "rich_v2.json").read_bytes())
    assert read(RICH) == same


def test_a_study_without_its_envelope_is_the_same() -> None:
    assert read(json.loads(RICH)["Study"]) == read(RICH)


def test_old_labels_and_dates_become_v2_values() -> None:
    record = read(
        study(
            StatusModule={
                "OverallStatus": "Active, not recruiting",
                "StartDateStruct": {"StartDate": "June 15, 2015", "StartDateType": "Anticipated"},
            },
            DesignModule={
                "StudyType": "Observational",
                "PhaseList": {"Phase": ["Phase 1", "Phase 2"]},
                "DesignInfo": {
                    "DesignObservationalModelList": {"DesignObservationalModel": ["Case-Control"]},
                    "DesignTimePerspectiveList": {"DesignTimePerspective": ["Cross-Sectional"]},
                    "DesignMaskingInfo": {"DesignMasking": "None (Open Label)"},
                },
            },
            EligibilityModule={"HealthyVolunteers": "Accepts Healthy Volunteers", "Gender": "All"},
        )
    )
    assert record.overall_status == "ACTIVE_NOT_RECRUITING"
    assert record.start_on is not None
    assert (str(record.start_on.on), record.start_on.kind) == ("2015-06-15", "ESTIMATED")
    assert (record.phase, record.masking) == ("PHASE1/PHASE2", "NONE")
    assert (record.observational_model, record.time_perspective) == ("CASE_CONTROL", "CROSS_SECTIONAL")
    assert (record.accepts_healthy_volunteers, record.sex) == (True, "ALL")
    assert record.notes == ()


def test_limitations_may_stand_without_an_object() -> None:
    told = study()
    told["Study"]["ResultsSection"] = {"MoreInfoModule": {"LimitationsAndCaveats": "Few nights"}}
    record = read(told)
    assert record.results is not None
    assert record.results.limitations == "Few nights"


def test_a_name_nobody_knows_is_noted() -> None:
    (note,) = read(study(LuckModule={"Amount": "7"})).notes
    assert (note.code, note.place) == ("unknown_field", "protocolSection.luckModule")


@pytest.mark.parametrize(
    "told",
    [
        {"Study": {"ProtocolSection": {}}},
        study(ArmsInterventionsModule={"ArmGroupList": {"ArmGroup": "two"}}),
        study(DesignModule={"EnrollmentInfo": {"EnrollmentCount": "many"}}),
        {"Study": "ProtocolSection"},
        {"Study": [{"ProtocolSection": {}}]},
    ],
)
def test_a_study_that_cannot_be_read_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(DocumentError):
        read(told)


def test_each_dialect_is_claimed_by_its_own_loader() -> None:
    assert ctgov_classic_json.claims("x", RICH)
    assert not ctgov_json.claims("x", RICH)
    assert not ctgov_classic_json.claims("x", (FIXTURES / "rich_v2.json").read_bytes())
