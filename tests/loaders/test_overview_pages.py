"""The three shapes of overview pages."""

from __future__ import annotations

from datetime import date

from tests.loaders.page_loaders import read

CODES = """Overview

Insulin by Pump or by Pen

Status:
ACTIVE_NOT_RECRUITING
Trial end date:
2014-08
Target enrollment:
Participant gender:
Summary
Two ways to give insulin are compared.
Phase:
PHASE2/PHASE3
Details
Lead Sponsor:
Example Devices
Collaborators:
North Clinic
South Clinic
"""

GLUED = """Overview
Pregabalin in Neuropathy
Status:
Completed
Completed
Trial end date:
2008-05-01
2008-05-01
Target enrollment:
0
0
Participant gender:
Female
Female
Summary
Pain is measured in women.Phase:
Phase 1/Phase 2Accepts Healthy Volunteers?
NoDetails
Lead Sponsor:
Example UniversityCollaborators:
Example PharmaTreatments:
Pregabalin
Gabapentin
Criteria
Inclusion Criteria:
- Aged 18 or more
Exclusion Criteria:
- None
"""


def test_registry_codes_and_empty_labels_are_read() -> None:
    record = read("page", CODES.encode())
    assert (record.overall_status, record.phase) == ("ACTIVE_NOT_RECRUITING", "PHASE2/PHASE3")
    assert record.completion_on is not None
    assert (record.completion_on.on, record.completion_on.precision) == (date(2014, 8, 1), "month")
    assert (record.enrollment, record.sex, record.accepts_healthy_volunteers) == (None, None, None)
    assert [(sponsor.name, sponsor.role) for sponsor in record.sponsors] == [
        ("Example Devices", "lead"),
        ("North Clinic", "collaborator"),
        ("South Clinic", "collaborator"),
    ]
    assert record.eligibility_text is None
    assert record.notes == ()


def test_doubled_values_and_glued_labels_are_read_once() -> None:
    record = read("page", GLUED.encode())
    assert (record.brief_title, record.brief_summary) == ("Pregabalin in Neuropathy", "Pain is measured in women.")
    assert (record.overall_status, record.phase, record.sex) == ("COMPLETED", "PHASE1/PHASE2", "FEMALE")
    assert record.accepts_healthy_volunteers is False
    assert [(sponsor.name, sponsor.role) for sponsor in record.sponsors] == [
        ("Example University", "lead"),
        ("Example Pharma", "collaborator"),
    ]
    assert [term.term for term in record.mesh_terms] == ["Pregabalin", "Gabapentin"]
    assert (record.eligibility_text or "").startswith("Inclusion Criteria:\n- Aged")


def test_a_label_inside_the_summary_does_not_end_it() -> None:
    page = CODES.replace(
        "are compared.", "are compared.\nDetails\nof the pumps follow.\nStudy Drug Phase:\nweeks 1 to 4."
    )
    record = read("page", page.encode())
    assert (record.brief_summary or "").endswith("weeks 1 to 4.")
    assert record.phase == "PHASE2/PHASE3"


def test_target_enrollment_is_never_zero_and_the_summary_is_quoted() -> None:
    page = CODES.replace("Target enrollment:", "Target enrollment:\n0").replace(
        "compared.", "compared in 1,200 adult patients."
    )
    record = read("page", page.encode())
    assert record.enrollment is None
    assert [(note.code, note.place, note.value) for note in record.notes] == [("sentinel_value", "enrollment", "0")]
    assert "1,200" in record.notes[0].message


def test_an_unknown_status_is_kept_and_noted() -> None:
    record = read("page", CODES.replace("ACTIVE_NOT_RECRUITING", "Paused for now").encode())
    assert record.overall_status == "PAUSED_FOR_NOW"
    assert [(note.code, note.place) for note in record.notes] == [("unknown_value", "overall_status")]


def test_a_label_the_layout_is_not_known_to_have_is_noted_with_its_value() -> None:
    record = read("page", CODES.replace("2014-08\n", "2014-08\nBiospecimen:\nBlood\n").encode())
    assert record.completion_on is not None
    assert [(note.code, note.place, note.value) for note in record.notes] == [
        ("unknown_label", "Trial end date:", "Biospecimen:"),
        ("unknown_label", "Trial end date:", "Blood"),
    ]


def test_a_placeholder_date_is_noted_not_kept() -> None:
    record = read("page", CODES.replace("2014-08", "1900-01-01").encode())
    assert record.completion_on is None
    assert [note.code for note in record.notes] == ["sentinel_value"]
