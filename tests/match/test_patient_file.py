"""The patient's file: what it may say, and one clear line for what it may not."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from trialdb.errors import UsageError
from trialdb.extract.criteria import concepts
from trialdb.match import read_patient, resolve_patient
from trialdb.match.checking import _plausible
from trialdb.match.patient import Event
from trialdb.match.resolving import as_json

PATIENTS = sorted((Path(__file__).parent / "patients").glob("*.json"))
TODAY = date(2026, 11, 20)


def resolved(text: str) -> Any:
    return resolve_patient(read_patient(text), TODAY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("{", "is not JSON"),
        ('{"age": NaN}', "is not JSON"),
        ('{"age": 1e999}', "Number out of range"),
        ("[]", "a file is one patient"),
        ('{"agee": 14}', "did you mean 'age'"),
        ('{"diagnosis": "gout"}', "it may be age, as_of, conditions"),
        ('{"history": [{"what": "stroke"}]}', "it may be date, days_ago"),
        ('{"age": "old"}', "$.age`; a number stands without quotes"),
        ('{"conditions": "gout"}', "it is a list"),
        ('{"flags": {"pregnant": "no"}}', "$.flags.pregnancy`; it is true or false"),
        ('{"gender": "x"}', "it is female, male or other"),
        ('{"age": -1}', "age of -1 years cannot be meant"),
        ('{"as_of": "2028-01-01"}', "more than a year ahead"),
        ('{"as_of": "1.3.2026"}', "a day is written 2026-11-20"),
        ('{"conditions": [" "]}', "conditions has a name that is empty"),
        ('{"history": [{"name": "x", "date": "2026-01-01", "days_ago": 3}]}', "both date and days_ago"),
        ('{"prior_lines": -1}', "prior_lines of -1 lines cannot be meant"),
        ('{"age": 400}', "cannot be meant"),
        ('{"age": {"value": 3, "unit": "moons"}}', "unit 'moons' that is not known"),
        ('{"sex": "unknown"}', "it is female or male"),
        ('{"performance": {"ecog": 9}}', "ecog is one of 0, 1, 2, 3, 4, not 9"),
        ('{"performance": {"karnofsky": 800}}', "only 0 to 100"),
        ('{"performance": {"ecg": 1}}', "did you mean 'ecog'"),
        ('{"performance": {"anc": 1}}', "it belongs in measurements"),
        ('{"measurements": {"platlets": {"value": 1, "unit": "/uL"}}}', "did you mean 'platelets'"),
        ('{"measurements": {"hiv": "positive"}}', "it belongs in markers"),
        ('{"measurements": {"neutrophils": {"value": 1, "unit": "/uL"}}}', "did you mean 'anc'"),
        ('{"measurements": {"age": 14}}', "stands in the file itself"),
        ('{"measurements": {"anc": {"unit": "/uL"}}}', "$.measurements.anc"),
        ('{"measurements": {"weight": {"value": 60, "unit": "mg"}}}', "weight of 6e-05 kg cannot be meant"),
        ('{"measurements": {"anc": {"value": 1200, "unit": "10*9/L"}}}', "anc of 1200 10*9/L cannot be meant"),
        ('{"measurements": {"hbv_dna": {"value": 1e300, "unit": "IU/mL"}}}', "cannot be meant"),
        ('{"measurements": {"inr": {"value": 1.1, "unit": "mg"}}}', "inr has no unit"),
        ('{"measurements": {"alt": {"value": 30, "unit": "U/L", "uln": 0}}}', "no limit of normal"),
        ('{"measurements": {"alt": {"value": 30, "unit": "U/L", "lln": 50, "uln": 40}}}', "not below the upper"),
        ('{"measurements": {"nyha": 2.7}}', "nyha is one of 1, 2, 3, 4, not 2.7"),
        ('{"measurements": {"anc": 1.2}}', "anc needs a unit, such as 10*9/L"),
        ('{"measurements": {"anc": {"value": 1.2, "unit": "mg"}}}', "anc in mg cannot be compared"),
        ('{"measurements": {"anc": {"value": "low", "unit": "/uL"}}}', "anc is a number"),
        ('{"measurements": {"nyha": 7}}', "nyha is one of 1, 2, 3, 4"),
        ('{"markers": {"hiv": "maybe"}}', "$.markers.hiv`; it is positive, negative"),
        ('{"flags": {"pregnant": {}}}', "neither date nor days_ago"),
        ('{"flags": {"pregnant": true, "pregnancy": false}}', "says the same twice"),
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
        ("anc", '{"value": 1.2, "unit": "10E9/l"}', 1.2),
        ("anc", '{"value": 1.2, "unit": "10^3/µL"}', 1.2),
        ("anc", '{"value": 1.2, "unit": "x 10**3/mm^3"}', 1.2),
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


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    assert read_patient(b'\xef\xbb\xbf{"age": 14}').age == 14


def test_a_grade_is_written_as_a_number_or_a_letter() -> None:
    patient = resolved('{"measurements": {"nyha": 2, "child_pugh_class": "B"}}')
    assert [measure.value for measure in patient.measurements.values()] == ["2", "B"]


def test_the_plausible_values_are_of_concepts_that_a_file_may_state() -> None:
    ranges = _plausible()
    assert set(ranges) <= set(concepts())
    assert all(low < high for low, high in ranges.values())


def test_an_age_may_have_a_unit() -> None:
    assert resolved('{"age": 14}').age == 14
    assert resolved('{"age": {"value": 18, "unit": "months"}}').age == 1.5


def test_conditions_are_resolved_with_what_they_are_a_kind_of() -> None:
    patient = resolved('{"conditions": ["relapsed osteosarcoma", {"name": "HCC"}]}')
    assert [event.name for event in patient.conditions] == ["Relapsed Osteosarcoma", "Carcinoma, Hepatocellular"]
    assert {"Osteosarcoma", "Sarcoma", "Liver Neoplasms"} <= set(patient.wider_conditions)


def test_a_disease_of_a_child_is_a_childhood_one_too() -> None:
    (child,) = resolved('{"age": 9, "conditions": ["relapsed osteosarcoma"]}').conditions
    (adult,) = resolved('{"age": 39, "conditions": ["Childhood Osteosarcoma"]}').conditions
    assert {"Childhood Osteosarcoma", "Pediatric Osteosarcoma"} <= set(child.kinds)
    assert "Adult Osteosarcoma" not in child.kinds
    assert not [kind for kind in adult.kinds if "Childhood" in kind]


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
