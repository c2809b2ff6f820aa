"""Bare time-frame pages and e-mail banner pages beyond the seeds."""

from __future__ import annotations

from datetime import date

import pytest

from tests.loaders.page_loaders import read, seed

BARE = """A cohort is watched.
Study Type
OBSERVATIONAL
Enrollment
1032
Research Site
Pleven, Bulgaria
COMPLETED
Research Site
Seoul, Korea, Republic of
NOT_YET_RECRUITINGAge at diagnosis
Time frame: 1 year
Number of patients who seek medical advice
Counted at each visit
Time frame: 2 years
"""


def test_an_observational_bare_page_is_read() -> None:
    record = read("page", BARE.encode())
    assert (record.study_type, record.allocation, record.enrollment) == ("OBSERVATIONAL", None, 1032)
    assert (record.brief_summary, record.detailed_description) == ("A cohort is watched.", None)
    assert [(site.facility, site.city, site.country, site.status) for site in record.sites] == [
        ("Research Site", "Pleven", "Bulgaria", "COMPLETED"),
        ("Research Site", "Seoul", "Korea, Republic of", "NOT_YET_RECRUITING"),
    ]
    assert [(o.measure, o.kind, o.description, o.time_frame) for o in record.outcomes] == [
        ("Age at diagnosis", "primary", None, "1 year"),
        ("Number of patients who seek medical advice", None, "Counted at each visit", "2 years"),
    ]
    assert record.interventions == ()


def test_a_bare_page_may_state_no_enrollment() -> None:
    record = read("page", BARE.replace("Enrollment\n1032\n", "Masking\nNONE\n").encode())
    assert (record.enrollment, record.masking) == (None, "NONE")
    assert len(record.sites) == 2
    assert [note.place for note in record.notes] == ["enrollment"]


def test_sites_without_a_facility_leave_the_intervention_alone() -> None:
    page = BARE.replace("Research Site\n", "").replace("1032\n", "1032\nBlood is drawn once.\n")
    record = read("page", page.encode())
    assert [intervention.description for intervention in record.interventions] == ["Blood is drawn once."]
    assert [site.facility for site in record.sites] == [None, None]


@pytest.mark.parametrize(
    ("label", "level", "who"),
    [
        ("Open Label", "NONE", ()),
        ("Single (Outcomes Assessor)", "SINGLE", ("OUTCOMES_ASSESSOR",)),
        ("Double Blind (Subject, Caregiver, Investigator)", "TRIPLE", ("PARTICIPANT", "CARE_PROVIDER", "INVESTIGATOR")),
        ("Double-Blind", "DOUBLE", ()),
    ],
)
def test_masking_names_its_level_and_who_is_masked(label: str, level: str, who: tuple[str, ...]) -> None:
    record = read("page", seed("004").replace(b"Single (Outcomes Assessor)", label.encode()))
    assert (record.masking, record.who_masked) == (level, who)


def test_arms_of_an_e_mail_page_are_those_its_interventions_name() -> None:
    page = seed("004").replace(b"Arm group label:\nControl Arm", b"Arm group label:\nSBRT Arm\nControl Arm")
    record = read("page", page)
    assert [(arm.label, arm.interventions) for arm in record.arms] == [("SBRT Arm", (1, 2)), ("Control Arm", (2,))]


def test_an_e_mail_page_without_an_id_takes_it_from_its_own_address_only() -> None:
    page = (
        seed("004")
        .replace(b"NCT ID:\nNCT06592612\n", b"")
        .replace(b"Summary:\n", b"Summary:\nUnlike NCT00000001, this\n")
    )
    assert read("page", page).registry_id == "NCT06592612"
    assert read("page", page[: page.index(b"https://")]).registry_id is None


def test_month_only_dates_and_open_ages_are_kept_as_stated() -> None:
    page = seed("004").replace(b"October 1, 2024", b"October 2024").replace(b"75 Years", b"N/A")
    record = read("page", page)
    assert record.start_on is not None
    assert (record.start_on.on, record.start_on.precision) == (date(2024, 10, 1), "month")
    assert (record.min_age_text, record.max_age_text) == ("18 Years", None)


def test_outcomes_keywords_and_collaborators_of_an_e_mail_page_are_read() -> None:
    page = seed("004").replace(
        b"Criteria for eligibility:\n",
        b"Primary outcome:\nMeasure:\nSurvival\nTime frame:\n1 year\n"
        b"Secondary outcome:\nMeasure:\nPain\nMeasure:\nSleep\n"
        b"Criteria for eligibility:\n",
        1,
    )
    page = page.replace(
        b"\nSource:\nSun", b"\nCollaborator:\nAgency:\nExample Fund\nAgency class:\nIndustry\nSource:\nSun"
    )
    record = read("page", page)
    assert [(o.measure, o.kind, o.time_frame) for o in record.outcomes] == [
        ("Survival", "primary", "1 year"),
        ("Pain", "secondary", None),
        ("Sleep", "secondary", None),
    ]
    assert [(s.name, s.role, s.sponsor_class) for s in record.sponsors] == [
        ("Sun Yat-sen University", "lead", "OTHER"),
        ("Example Fund", "collaborator", "INDUSTRY"),
    ]
