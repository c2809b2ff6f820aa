"""Legacy registry XML says what API v2 says, as far as it says it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders import ctgov_json, ctgov_xml
from tests.registry.told import stated
from trialdb.errors import DocumentError
from trialdb.records import TrialRecord

FIXTURES = Path(__file__).parent / "fixtures"
RICH = (FIXTURES / "rich.xml").read_bytes()
# What API v2 does not say, and the lists of which XML has only a part.
XML_ONLY = {
    "source_url": "https://clinicaltrials.gov/show/NCT90000001",
    "processed_on": "2031-03-02",
    "planned_arms": 3,
}
SHORTER_LISTS = {"mesh_terms", "events"}


def read(data: bytes) -> TrialRecord:
    (record,) = ctgov_xml.parse("study.xml", data)
    return record


def study(inside: str = "") -> bytes:
    ids = "<id_info><nct_id>NCT90000001</nct_id></id_info>"
    return f"<clinical_study>{ids}{inside}</clinical_study>".encode()


def contradictions(told: Any, whole: Any, place: str = "") -> list[str]:
    """Where ``told`` states what ``whole`` does not: other values, other lengths of lists."""
    if isinstance(told, dict):
        return [found for key in told for found in contradictions(told[key], whole.get(key), f"{place}.{key}")]
    if isinstance(told, list) and isinstance(whole, list) and len(told) == len(whole):
        return [found for one, other in zip(told, whole, strict=True) for found in contradictions(one, other, place)]
    return [] if told == whole else [f"{place}: {told!r} is not {whole!r}"]


def test_a_rich_study_says_nothing_that_its_v2_form_does_not() -> None:
    golden = json.loads((FIXTURES / "rich_expected.json").read_text(encoding="utf-8"))
    told = stated(read(RICH))
    assert {name: told.pop(name) for name in XML_ONLY} == XML_ONLY
    shorter = {name: told.pop(name) for name in SHORTER_LISTS}
    assert contradictions(told, golden) == []
    assert [term["term"] for term in shorter["mesh_terms"]] == ["Fever", "lunazole"]
    assert shorter["events"] == golden["events"][:2]


def test_a_rich_study_says_what_xml_can_say() -> None:
    """The rest of API v2's fields has no element in XML."""
    golden = json.loads((FIXTURES / "rich_expected.json").read_text(encoding="utf-8"))
    told = stated(read(RICH))
    assert set(golden) - set(told) == {
        "organization_class",
        "expanded_access_registry_id",
        "expanded_access_status",
        "expanded_access_pointers",
        "results_waived",
        "results_estimated_submission_on",
        "delayed_posting",
        "is_patient_registry",
        "is_fdaaa801_violation",
        "unposted_responsible_party",
        "standard_ages",
        "has_no_sap",
        "version_holder_on",
    }
    assert set(golden["results"]) - set(told["results"]) == {
        "flow_units_analyzed",
        "baseline_units_analyzed",
        "all_cause_mortality_comment",
    }


def test_a_file_from_before_2017_gives_the_golden_record() -> None:
    golden = json.loads((FIXTURES / "old_expected.json").read_text(encoding="utf-8"))
    assert stated(read((FIXTURES / "old.xml").read_bytes())) == golden


def test_the_oldest_files_pack_their_design_without_labels() -> None:
    packed = "Treatment, Randomized, Double-Blind, Parallel Assignment, Efficacy Study"
    record = read(study(f"<study_design>{packed}</study_design>"))
    assert (record.primary_purpose, record.allocation, record.masking) == ("TREATMENT", "RANDOMIZED", "DOUBLE")
    assert (record.intervention_model, record.endpoint_classification) == ("PARALLEL", "Efficacy Study")


def test_a_patient_registry_is_observational_and_has_no_phase() -> None:
    record = read(study("<phase>N/A</phase><study_type>Observational [Patient Registry]</study_type>"))
    assert (record.study_type, record.is_patient_registry, record.phase) == ("OBSERVATIONAL", True, None)


@pytest.mark.parametrize(
    ("words", "restriction"),
    [
        ("The only disclosure restriction on the PI is an embargo of less than or equal to 60 days.", "LTE60"),
        ("The only disclosure restriction on the PI is an embargo of more than 60 days.", "GT60"),
        ("Ask again after the eclipse.", "OTHER"),
    ],
)
def test_ready_made_agreements_are_recognized(words: str, restriction: str) -> None:
    agreement = f"<certain_agreements><restrictive_agreement>{words}</restrictive_agreement></certain_agreements>"
    results = read(study(f"<clinical_results>{agreement}</clinical_results>")).results
    assert results is not None
    assert (results.has_restrictive_agreement, results.agreement_restriction_type) == (True, restriction)
    assert results.agreement_details == (words if restriction == "OTHER" else None)


def test_results_told_twice_are_read_once() -> None:
    outcome = "<outcome_list><outcome><title>Naps</title><safety_issue>Yes</safety_issue></outcome></outcome_list>"
    results = read(study(f"<clinical_results>{outcome}</clinical_results>" * 2)).results
    assert results is not None
    assert [(result.title, result.is_safety_issue) for result in results.outcome_results] == [("Naps", True)]


def test_an_element_the_registry_adds_is_noted() -> None:
    (note,) = read(study("<horoscope>Leo</horoscope>")).notes
    assert (note.code, note.place) == ("unknown_field", "horoscope")


def test_a_count_that_is_no_number_is_noted_and_the_rest_is_read() -> None:
    record = read(study("<enrollment>about 50</enrollment><number_of_arms>2</number_of_arms>"))
    assert (record.enrollment, record.planned_arms) == (None, 2)
    assert [(note.code, note.place, note.value) for note in record.notes] == [
        ("unreadable_number", "enrollment", "about 50")
    ]


EXTERNAL = b'<!DOCTYPE clinical_study [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
LAUGHS = b'<!DOCTYPE clinical_study [<!ENTITY a "ha">' + b"".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'.encode() for before, name in zip("abcdefgh", "bcdefghi", strict=True)
) + b"]>"  # fmt: skip


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (EXTERNAL + study("<brief_title>&file;</brief_title>"), "entities"),
        (LAUGHS + study("<brief_title>&i;</brief_title>"), "entity amplification"),
        (LAUGHS + study('<start_date type="&i;">June 2015</start_date>'), ""),
        (study()[:-9], "not XML"),
        (b"<clinical_study>\xff</clinical_study>", "not XML"),
        (b"<clinical_study/>", "no registry id"),
        (b"<html><clinical_study/></html>", "root"),
        (b"", "not XML"),
        (b"<clinical_study>" + b"<deep>" * 5000, "not XML"),
    ],
)
def test_a_file_that_cannot_be_trusted_or_read_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read(data)
    assert why in refused.value.why


def test_xml_is_claimed_by_its_root() -> None:
    assert ctgov_xml.claims("study.xml", RICH)
    assert not ctgov_xml.claims("study.xml", b"<html>clinical_study</html>")
    assert not ctgov_json.claims("study.xml", RICH)
