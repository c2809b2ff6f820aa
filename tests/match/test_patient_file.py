"""The patient's file: what it may say, and one clear line for what it may not."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from trialdb.errors import UsageError
from trialdb.match import read_patient, resolve_patient
from trialdb.match.patient import Event
from trialdb.match.resolving import as_json

PATIENTS = sorted((Path(__file__).parent / "patients").glob("*.json"))
TODAY = date(2026, 11, 20)


def resolved(text: str) -> Any:
    return resolve_patient(read_patient(text), TODAY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not JSON"),
        ("[]", "Expected `object`"),
        ('{"agee": 14}', "did you mean 'age'"),
        ('{"age": "old"}', "$.age"),
        ('{"age": 400}', "cannot be meant"),
        ('{"age": {"value": 3, "unit": "moons"}}', "unit 'moons' that is not known"),
        ('{"sex": "unknown"}', "$.sex"),
        ('{"performance": {"ecg": 1}}', "did you mean 'ecog'"),
        ('{"performance": {"anc": 1}}', "it belongs in measurements"),
        ('{"measurements": {"platlets": {"value": 1, "unit": "/uL"}}}', "did you mean 'platelets'"),
        ('{"measurements": {"hiv": "positive"}}', "it belongs in markers"),
        ('{"measurements": {"anc": 1.2}}', "anc needs a unit, such as 10*9/L"),
        ('{"measurements": {"anc": {"value": 1.2, "unit": "mg"}}}', "anc in mg cannot be compared"),
        ('{"measurements": {"anc": {"value": "low", "unit": "/uL"}}}', "anc is a number"),
        ('{"measurements": {"nyha": 7}}', "nyha is one of 1, 2, 3, 4"),
        ('{"markers": {"hiv": "maybe"}}', "$.markers"),
        ('{"flags": {"pregnency": true}}', "did you mean 'pregnancy'"),
        ('{"prior_therapies": [{"nme": "x"}]}', "did you mean 'name'"),
        ('{"prior_therapies": [{"name": "x", "date": "2027-01-01"}]}', "lies after the file's day"),
        ('{"prior_therapies": [{"name": "x", "date": "March"}]}', "$.prior_therapies[0].date"),
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(text: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolved(text)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_file_is_a_usage_error_on_the_command_line(trialdb: Any) -> None:
    done = trialdb("match", "-", stdin='{"agee": 14}')
    assert (done.status, done.out) == (2, "")
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("concept", "stated", "value"),
    [
        ("anc", '{"value": 1200, "unit": "/µL"}', 1.2),
        ("anc", '{"value": 1.2, "unit": "x10^9/L"}', 1.2),
        ("anc", '{"value": 1.2, "unit": "10⁹/L"}', 1.2),
        ("anc", '{"value": 1.2, "unit": "K/uL"}', 1.2),
        ("hemoglobin", '{"value": 10.4, "unit": "g/dL"}', 104),
        ("creatinine_clearance", '{"value": 1, "unit": "mL/s"}', 60),
        ("creatinine", '{"value": 1, "unit": "mg/dL"}', 88.4016973),
        ("inr", "1.1", 1.1),
    ],
)
def test_values_are_brought_to_the_canonical_unit(concept: str, stated: str, value: float) -> None:
    patient = resolved(f'{{"measurements": {{"{concept}": {stated}}}}}')
    assert patient.measurements[concept].value == pytest.approx(value)


def test_limits_of_normal_are_converted_with_their_value() -> None:
    patient = resolved('{"measurements": {"creatinine": {"value": 2, "unit": "mg/dL", "uln": 1}}}')
    measure = patient.measurements["creatinine"]
    assert measure.value / measure.uln == pytest.approx(2)


def test_an_age_may_have_a_unit() -> None:
    assert resolved('{"age": 14}').age == 14
    assert resolved('{"age": {"value": 18, "unit": "months"}}').age == 1.5


def test_conditions_are_resolved_with_what_they_are_a_kind_of() -> None:
    patient = resolved('{"conditions": ["relapsed osteosarcoma", {"name": "HCC"}]}')
    assert [event.name for event in patient.conditions] == ["Relapsed Osteosarcoma", "Carcinoma, Hepatocellular"]
    assert {"Osteosarcoma", "Sarcoma", "Liver Neoplasms"} <= set(patient.wider_conditions)


def test_a_therapy_counts_under_its_agent_and_its_kinds() -> None:
    patient = resolved('{"prior_therapies": [{"name": "Adriamycin", "kinds": ["chemotherapy"], "date": "2026-11-10"}]}')
    assert patient.prior_therapies == (Event("Adriamycin", ("doxorubicin", "chemotherapy"), days_ago=10),)


def test_everyday_names_of_flags_are_understood() -> None:
    assert resolved('{"flags": {"pregnant": true}}').flags == {"pregnancy": True}


def test_a_positive_viral_load_is_a_detectable_one() -> None:
    assert resolved('{"markers": {"hcv_rna": "positive"}}').markers == {"hcv_rna": "detectable"}


def test_the_example_of_the_documentation_is_a_patient() -> None:
    page = (Path(__file__).parents[2] / "docs" / "match.md").read_text(encoding="utf-8")
    example = page.partition("```json\n")[2].partition("```")[0]
    assert resolved(example).age == 14


@pytest.mark.parametrize("file", PATIENTS, ids=lambda file: file.stem)
def test_a_resolved_patient_is_a_file_and_resolves_to_itself(file: Path) -> None:
    once = resolved(file.read_text())
    assert resolve_patient(read_patient(as_json(once)), TODAY) == once
