"""What stands in criteria beside limits and asks nothing of a patient: others, plans, advice, definitions, notes."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Has finished earlier therapy (surgery or radiation) for brain metastases", "exclusion"),
        ("Patients with HBsAg who have a controlled infection (HBV DNA not detectable) are eligible", "exclusion"),
        ("Expects to have one partner, who has no chance of being pregnant", "inclusion"),
    ],
)
def test_what_is_told_of_treatment_others_or_an_allowance_is_no_limit(text: str, kind: str) -> None:
    assert not [line for line in said(text, kind) if line.startswith(("brain", "hbv_dna", "pregnancy"))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Patients on thyroid hormone whose dose has not been stabilized within the last 8 months", "exclusion"),
        ("Women must use contraception during the study and for at least 9 months after treatment", "inclusion"),
        (
            "Women count as postmenopausal if they had an ovariectomy at least 8 weeks before screening",
            "exclusion",
        ),
    ],
)
def test_steady_doses_contraception_and_definitions_are_no_events(text: str, kind: str) -> None:
    assert said(text, kind) == []


@pytest.mark.parametrize(
    "text",
    [
        "Any of the following cardiac illnesses within 5 months of screening:",
        "Symptoms on at least 9 of the last 16 days",
        "Those with brain metastases are eligible if scans show none after therapy and within 3 weeks of entry",
        "Other cancers who had completed treatment at least 7 years before visit 1 could be enrolled",
    ],
)
def test_what_is_no_event_of_a_window_is_none(text: str) -> None:
    assert said(text, "exclusion") == []


@pytest.mark.parametrize(
    "text",
    [
        "Women who may bear children: a negative pregnancy test is required before entry",
        "For live vaccines it is recommended that the vaccine not be given within 5 weeks before entry",
        "Positive skin prick test for pollen extract within 8 weeks",
        "Previous or Concomitant Medications",
        "Surgery between 4 months and 2 years before screening",
    ],
)
def test_advice_headings_results_and_spans_are_no_limits(text: str) -> None:
    assert said(text, "exclusion") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Untreated infection with hepatitis C", ["hcv present if Untreated"]),
        ("Another malignancy except for:", ["other_malignancy present except the following"]),
        ("Current smokers, or quit smoking within 2 years", ["condition present within 2 a of quit smoking"]),
        (
            "Men aged 45 to 62 who have undergone radical prostatectomy within 15 months",
            ["procedure within 15 mo of radical prostatectomy"],
        ),
    ],
)
def test_only_what_is_said_is_read(text: str, expected: list[str]) -> None:
    assert [line for line in said(text, "exclusion") if not line.startswith("age")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The patient has not undergone radiotherapy within 9 days before the first dose",
        "There has been no flare that required steroids within the previous 15 months",
        "Women who desire to be pregnant in the study",
        "Leukapheresis should occur at least 16 days before the first dose",
        "Current smokers or users of nicotine products",
        "Cured hepatitis C (negative HCV RNA test) may be enrolled",
    ],
)
def test_what_an_exception_asks_and_what_is_planned_is_no_limit_of_an_exclusion(text: str) -> None:
    assert said(text, "exclusion") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sex partner is pregnant or nursing", "exclusion"),
        ("Patients positive for HIV or HCV will be evaluated by an expert", "exclusion"),
        ("Use of probiotics within 5 weeks before the start (V0) should be stopped", "exclusion"),
        (
            "Stable inhaled steroids with or without a long-acting agonist for at least 4 months before screening",
            "inclusion",
        ),
        ("Subjects must be off steroids, or on a stable dose for at least 3 weeks before enrollment", "exclusion"),
        ("Adults referred to an expert to undergo endoscopy within 40 days", "inclusion"),
    ],
)
def test_others_requests_steady_doses_and_plans_are_no_limits(text: str, kind: str) -> None:
    assert said(text, kind) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Patients may not take steroids within 3 weeks before screening", "exclusion"),
        ("Inability to stop antihistamines at least 6 half-lives before testing", "exclusion"),
        ("Complicated pregnancy", "exclusion"),
        ("Planned use within 4 weeks before vaccination", "exclusion"),
    ],
)
def test_what_names_no_event_and_no_infection_is_no_limit(text: str, kind: str) -> None:
    assert said(text, kind) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Must be on a chronic stable dose of inhaled steroids for at least 5 weeks before screening", "inclusion"),
        ("Two measurements within a 5-week period around an asthma exacerbation in the past 25 months", "inclusion"),
        ("Receiving treatment in the last 4 months", "exclusion"),
        ("Evidence of cardiac disorders within the 7 months before enrollment which include", "exclusion"),
        ("Concomitant Medication 1", "exclusion"),
    ],
)
def test_steady_doses_periods_and_bare_words_are_no_events(text: str, kind: str) -> None:
    assert said(text, kind) == []


def test_what_will_do_instead_is_the_exception_of_an_inclusion() -> None:
    text = "Two or more asthma exacerbations within 14 months before screening or must be on a stable oral dose"

    (line,) = said(text, "inclusion")

    assert line.endswith("except must be on a stable oral dose")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Prior toxicity of a checkpoint inhibitor", "exclusion"),
        ("Airway reversibility of 14 % after albuterol in the past 25 months", "inclusion"),
        ("Risk factors for parasites, such as travel within the last 7 months", "exclusion"),
        ("Device that protects well, for protection from pregnancy", "inclusion"),
        ("Refusal of drugs, only for patients with positive hepatitis B antibody", "exclusion"),
    ],
)
def test_responses_risks_and_what_is_of_some_only_are_no_limits(text: str, kind: str) -> None:
    assert said(text, kind) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Note: Participants with fever within 16 days before visit 1 may extend their screening", "exclusion"),
        ("Four attempts with use of 20 mg of a drug approximately 2 hours before", "inclusion"),
        ("Accepts a test to check for the absence of hepatitis C", "inclusion"),
        ("Note: Those who test negative for HBsAg, and have HBV antibodies, may participate", "exclusion"),
        ("For Part 2 (ovarian cancer patients) - frequent drainage within 3 weeks before enrollment", "exclusion"),
    ],
)
def test_notes_and_what_is_said_by_the_way_are_no_limits(text: str, kind: str) -> None:
    assert said(text, kind) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The patient's partner must have a negative urine pregnancy test", "inclusion"),
        ("Men with nursing partners", "exclusion"),
        ("Birth before week 36 in pregnancy", "exclusion"),
        ("Travelled to regions with malaria infection within 7 months of screening", "exclusion"),
        ("Drug wash-out before planned leukapheresis at least 8 days", "inclusion"),
    ],
)
def test_partners_weeks_travel_and_wash_outs_are_no_limits(text: str, kind: str) -> None:
    assert said(text, kind) == []


@pytest.mark.parametrize(
    "text",
    [
        "Any history of anaphylaxis, or recent, within 5 months",
    ],
)
def test_broken_words_make_no_event(text: str) -> None:
    assert said(text, "exclusion") == []


@pytest.mark.parametrize(
    "text",
    [
        "Agrees to give a blood sample for a search for HIV and hepatitis C",
        "Accepts testing to make sure of the absence of viruses (HIV, hepatitis B)",
        "Women < 48 years of age who fulfil the definition of postmenopausal status need a hormone test",
    ],
)
def test_a_test_that_is_accepted_or_an_age_that_defines_asks_for_no_result(text: str) -> None:
    assert said(text, "inclusion") == []


def test_a_result_beside_an_accepted_test_is_asked_for() -> None:
    assert said("Agrees to a pregnancy test and is not pregnant", "inclusion") == ["pregnancy absent"]
