"""What snapshot pages state beyond the seeds: cohorts, results, several phases, related trials, lost labels."""

from __future__ import annotations

from tests.loaders.page_loaders import read, seed
from trialdb.records import Arm, TrialRecord

NOTHING = "A sentence of the site stands under every heading.\n\n"
PAGE = f"""A Study of Two Cohorts

NCT ID: NCT00000123

Last Updated: 2020-02

Study Results

Results available

{NOTHING}View full results

Basic Information

{NOTHING}Recruitment Status

COMPLETED

Total Enrollment

1,234 participants

Study Classification

OBSERVATIONAL

Brief Summary

{NOTHING}Two cohorts are watched.

Detailed Description

{NOTHING}Study Design

This paragraph heads itself like a section.

Conditions

{NOTHING}Asthma Rhinitis

Study Design

{NOTHING}Observational Model Type

COHORT

Study Time Perspective

PROSPECTIVE

Study Groups

{NOTHING}ARMS
Interventions

{NOTHING}Spirometry

A breath into a tube.

Intervention Type DIAGNOSTIC_TEST

Questionnaire

Intervention Type OTHER

Eligibility Criteria

{NOTHING}Adults who can blow.
Minimum Eligible Age

18 Years

Eligible Sex

ALL

Sponsors

{NOTHING}Example Hospital

OTHER

Sponsor Role lead

Responsible Party

{NOTHING}Ada Example

Professor of Breathing

Responsibility Role PRINCIPAL_INVESTIGATOR

Locations

{NOTHING}Madrid, Madrid, Comunidad de, Spain

Site Status

Example Hospital, Seoul, Korea

Seoul, , Korea, Republic of

Site Status RECRUITING

Countries

{NOTHING}Korea, Republic of Spain

Other Identifiers

{NOTHING}2020-000001-01

Identifier Type: EUDRACT_NUMBER

Identifier Source: secondary_id

More Related Trials

{NOTHING}Another Study
NCT07654321 RECRUITING PHASE1/PHASE2

One More Study

NCT07654322"""


def page(arms: str) -> TrialRecord:
    return read("page", PAGE.replace("ARMS\n", arms).encode())


def test_an_observational_study_with_results_is_read() -> None:
    record = page("")
    assert (record.registry_id, record.study_type, record.phase) == ("NCT00000123", "OBSERVATIONAL", None)
    assert (record.observational_model, record.time_perspective) == ("COHORT", "PROSPECTIVE")
    assert (record.has_results, record.enrollment) == (True, 1234)
    assert record.last_updated_on is not None
    assert record.last_updated_on.precision == "month"
    assert (record.responsible_party_name, record.responsible_party_title) == ("Ada Example", "Professor of Breathing")
    assert record.notes == ()


def test_a_heading_inside_a_text_stays_text() -> None:
    record = page("")
    assert record.detailed_description == "Study Design\n\nThis paragraph heads itself like a section."
    assert record.conditions_text == "Asthma Rhinitis"


def test_places_keep_inverted_states_and_countries_whole() -> None:
    record = page("")
    assert [(site.facility, site.city, site.state, site.country, site.status) for site in record.sites] == [
        (None, "Madrid", "Madrid, Comunidad de", "Spain", None),
        ("Example Hospital, Seoul, Korea", "Seoul", None, "Korea, Republic of", "RECRUITING"),
    ]
    assert [country.name for country in record.countries] == ["Korea, Republic of", "Spain"]


def test_related_trials_are_not_the_pages_own() -> None:
    record = page("")
    assert [(trial.registry_id, trial.title, trial.overall_status, trial.phase) for trial in record.related_trials] == [
        ("NCT07654321", "Another Study", "RECRUITING", "PHASE1/PHASE2"),
        ("NCT07654322", "One More Study", None, None),
    ]


def test_cohorts_without_a_type_are_told_from_their_interventions() -> None:
    record = page(
        "Asthma\n\nPeople with asthma.\n\nSpirometry\n\nIntervention Type DIAGNOSTIC_TEST\n\nA breath into a tube.\n\n"
        "Rhinitis\n\nPeople with rhinitis.\n\nQuestionnaire\n\nIntervention Type OTHER\n\n"
        "Spirometry\n\nIntervention Type DIAGNOSTIC_TEST\n\nA breath into a tube.\n\n"
    )
    assert record.arms == (
        Arm(label="Asthma", description="People with asthma.", interventions=(1,)),
        Arm(label="Rhinitis", description="People with rhinitis.", interventions=(1, 2)),
    )


def test_cohorts_without_interventions_or_descriptions_are_told_apart() -> None:
    assert page("Mild asthma\n\nSevere asthma\n\nHealthy controls\n\n").arms == (
        Arm(label="Mild asthma"),
        Arm(label="Severe asthma"),
        Arm(label="Healthy controls"),
    )


def test_an_arms_description_may_have_paragraphs_and_stand_against_its_type() -> None:
    record = page("Both\n\nFirst one thing.\n\nThen another.\nGroup Type OTHER\n\n")
    assert record.arms == (Arm(label="Both", arm_type="OTHER", description="First one thing.\n\nThen another."),)


def test_interventions_of_one_name_are_told_apart_by_their_descriptions() -> None:
    text = PAGE.replace(
        "Questionnaire\n\nIntervention Type OTHER", "Spirometry\n\nTwice.\n\nIntervention Type DIAGNOSTIC_TEST"
    )
    arms = "Once\n\nGroup Type OTHER\n\nSpirometry\n\nIntervention Type DIAGNOSTIC_TEST\n\nA breath into a tube.\n\n"
    both = arms + "Again\n\nGroup Type OTHER\n\nSpirometry\n\nIntervention Type DIAGNOSTIC_TEST\n\nTwice.\n\n"
    record = read("page", text.replace("ARMS\n", both).encode())
    assert [arm.interventions for arm in record.arms] == [(1,), (2,)]


def test_namesakes_that_no_arm_tells_apart_are_all_linked_and_noted() -> None:
    text = PAGE.replace(
        "Questionnaire\n\nIntervention Type OTHER", "Spirometry\n\nTwice.\n\nIntervention Type DIAGNOSTIC_TEST"
    )
    arms = "Once\n\nGroup Type OTHER\n\nSpirometry\n\nIntervention Type DIAGNOSTIC_TEST\n\nA breath into a tube.\n\n"
    record = read("page", text.replace("ARMS\n", arms).encode())
    assert [arm.interventions for arm in record.arms] == [(1, 2)]
    assert [note.code for note in record.notes] == ["ambiguous_link"]


def test_a_design_may_describe_its_model() -> None:
    text = seed("000").decode().replace("PARALLEL\n", "PARALLEL\nTwo groups,\n\nat the same time.\n")
    record = read("page", text.encode())
    assert (record.intervention_model, record.masking) == ("PARALLEL", "NONE")
    assert record.intervention_model_description == "Two groups,\nat the same time."


def test_an_extraction_without_labels_is_read_by_the_form_of_its_values() -> None:
    text = seed("000").decode()
    labels = (
        "Recruitment Status", "Clinical Phase", "Total Enrollment", "Study Classification", "Study Start Date",
        "Study Completion Date", "Allocation Method", "Intervention Model", "Primary Study Purpose",
        "Blinding Strategy", "Minimum Eligible Age", "Eligible Sex", "Accepts Healthy Volunteers", "Site Status",
    )  # fmt: skip
    bare = "\n".join(line for line in text.split("\n") if line not in labels)
    for label in ("Group Type ", "Intervention Type ", "Sponsor Role ", "Identifier Type: ", "Identifier Source: "):
        bare = bare.replace(label, "")
    others = "Something Else\n\nNCT07654321\n\nDetailed Description\n"
    record = read("page", bare.replace("Detailed Description\n", others).encode())
    whole = read("page", text.encode())
    assert [trial.registry_id for trial in record.related_trials] == ["NCT07654321"]
    assert record.brief_summary == whole.brief_summary
    for name in TrialRecord.__struct_fields__:
        if name not in ("related_trials", "notes"):
            assert getattr(record, name) == getattr(whole, name), name
