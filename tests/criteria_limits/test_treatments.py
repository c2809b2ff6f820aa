"""What an earlier treatment is called: all of it and nothing else, and who is let off."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said
from trialdb.extract.criteria import read_limits


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Steroids at the time of enrollment or within the past 5 weeks", "Steroids"),
        ("Is receiving an antibody or has received such therapy in the past 5 months", "antibody"),
        ("Taking part in other trials concomitantly or within 5 weeks before entry", "part in other trials"),
        (
            "Drugs that lower the blood pressure beginning 3 weeks before screening",
            "Drugs that lower the blood pressure",
        ),
        ("Vaccination or hypersensitivity of any grade in the past 3 weeks", "Vaccination"),
        ("Use of antipsychotics at any time", "antipsychotics"),
        (
            "Patients on antifungal treatment, or whose treatment was stopped less than 17 days ago",
            "antifungal treatment",
        ),
        ("Those with gout and treated with steroids in the last 5 weeks", "treated with steroids"),
        ("Prior participation within 70 days in another drug study", "participation in another drug study"),
        ("Untreated pallor (for lack of iron) or on steroids in the past 5 weeks", "steroids"),
        ("Those who currently participate in a trial or participated in one within 5 weeks", "participated in one"),
        (
            "Drugs taken within 9 days before screening, which may interfere with the test",
            "Drugs which may interfere with the test",
        ),
        (
            "Previous treatment with an anti-LAG-3, anti-TIM-3, or anti-CD40 agent or a drug for another checkpoint",
            "treatment with an anti-LAG-3, anti-TIM-3, or anti-CD40 agent or a drug for another checkpoint",
        ),
        (
            "Concurrent cancer chemotherapy, nitrates, or hormonal therapy for cancer treatment",
            "Concurrent cancer chemotherapy, nitrates, or hormonal therapy for cancer treatment",
        ),
        ("A drug to treat skin disease or eye disease within 3 weeks", "drug to treat skin disease or eye disease"),
    ],
)
def test_a_treatment_is_called_by_its_whole_name_alone(text: str, of: str) -> None:
    assert [limit.of_text for limit in read_limits(text, "exclusion")] == [of]


def test_another_time_in_brackets_is_asked_for_as_well() -> None:
    text = "At least 3 weeks since prior chemotherapy (5 weeks for carmustine or mitomycin)"
    assert said(text, "inclusion") == [
        "prior_therapy min_gap 3 wk of chemotherapy",
        "prior_therapy min_gap 5 wk of carmustine or mitomycin",
    ]
    assert [limit.group_no for limit in read_limits(text, "inclusion")] == [1, 2]


def test_a_treatment_ends_where_the_next_statement_begins() -> None:
    text = "At least 5 weeks since prior vaccines At least 3 weeks since prior steroids No concurrent steroids"
    assert [limit.of_text for limit in read_limits(text, "inclusion")] == ["vaccines", "steroids"]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        (
            "At least 3 weeks since prior supplements with 40 micrograms or more of zinc",
            "supplements with 40 micrograms or more of zinc",
        ),
        ("At least 5 weeks since prior and no other concurrent study drugs", "study drugs"),
    ],
)
def test_a_washout_is_of_what_was_taken(text: str, of: str) -> None:
    assert said(text, "inclusion")[0].partition(" of ")[2].startswith(of)


@pytest.mark.parametrize(
    ("text", "exception"),
    [
        ("Steroids within 9 days (nasal steroids allowed)", "nasal steroids allowed"),
        ("Steroids within 9 days (exception: eye drops)", "eye drops"),
        ("Steroids within 9 days. The following are exceptions to this rule: creams; eye drops", "creams; eye drops"),
        ("Cancer within the past 5 years; exceptions include skin tumors", "skin tumors"),
        (
            "Immune modulators within 9 days. Subjects using nasal steroids are not excluded",
            "Subjects using nasal steroids are not excluded",
        ),
        (
            "Autoimmune disease that needed systemic treatment in the past 3 years. "
            "Replacement (eg. of thyroxine) is not considered systemic treatment",
            "Replacement (eg. of thyroxine) is not considered systemic treatment",
        ),
    ],
)
def test_who_is_let_off_behind_a_treatment_is_its_exception(text: str, exception: str) -> None:
    assert [limit.exception_text for limit in read_limits(text, "exclusion")] == [exception]


@pytest.mark.parametrize(
    ("text", "exception"),
    [
        ("No antibiotics within 9 days. Antibiotic ointments are allowed", "Antibiotic ointments are allowed"),
        ("No prior treatment for lupus, but hydroxychloroquine is allowed", "hydroxychloroquine is allowed"),
    ],
)
def test_an_inclusion_may_allow_some_of_what_it_denies(text: str, exception: str) -> None:
    assert [limit.exception_text for limit in read_limits(text, "inclusion")] == [exception]


def test_a_dot_within_an_abbreviation_ends_no_exception() -> None:
    line = "prior_therapy within 5 mo of lorazepam except p.r.n. use"
    assert said("Received lorazepam within the past 5 months (except p.r.n. use)", "exclusion") == [line]


def test_an_exception_is_of_the_statement_it_follows() -> None:
    text = (
        "Radiotherapy within 3 weeks before enrollment or who have not recovered from earlier drugs (except hair loss)"
    )
    assert said(text, "exclusion") == ["prior_therapy within 3 wk @enrollment of Radiotherapy"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Earlier intraperitoneal drugs are not considered chemotherapy", "inclusion"),
        ("Ongoing therapy with a stable dose of memantine, galantamine, or no drug (nothing), for weeks", "inclusion"),
        ("Disease progressed less than 20 months after the last therapy", "inclusion"),
        ("Had one platinum drug and relapsed more than 5 months post completion of therapy", "inclusion"),
        ("Available to begin treatment of incontinence within 5 weeks of randomization", "inclusion"),
        ("History of impotence before lithium treatment", "exclusion"),
        ("Either received, within three weeks of study entry, or due to receive irradiation", "exclusion"),
        ("Has been to the tropics within the past 5 months or 15 weeks prior to administration", "exclusion"),
        (
            "Newborns who have not received a vaccine or those who received one at least 50 days before entry",
            "inclusion",
        ),
        ("Those on a pill of two antihypertensives are considered to take two", "exclusion"),
    ],
)
def test_what_is_no_treatment_is_asked_of_nobody(text: str, kind: str) -> None:
    assert said(text, kind) == []


@pytest.mark.parametrize("day", ["Day -16", "visit -2"])
def test_the_first_day_is_no_other_day(day: str) -> None:
    assert said(f"Steroids within 5 weeks before {day}", "exclusion") == ["prior_therapy within 5 wk of Steroids"]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Previously untreated for advanced thymoma", "for advanced thymoma"),
        ("Antiretroviral therapy naive", "Antiretroviral therapy"),
        ("Chemotherapy-naive for advanced thymoma", "Chemotherapy for advanced thymoma"),
        ("Previously untreated with Zorbanol", "Zorbanol"),
        ("Treatment-naive", None),
    ],
)
def test_who_is_untreated_had_none_of_what_is_told(text: str, of: str | None) -> None:
    assert [limit.of_text for limit in read_limits(text, "inclusion")] == [of]


def test_so_long_or_less_since_a_treatment_is_within_that_time() -> None:
    line = "prior_therapy within 5 wk of treatment with an antibody"
    assert said("Five weeks or less since completion of treatment with an antibody", "exclusion") == [line]
