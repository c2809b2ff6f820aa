"""Treatments that an exclusion opens with, though it says nothing of when."""

from __future__ import annotations

import pytest

from trialdb.extract.criteria.limits import read_limits


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Patients who take or are on nitrates", None),
        ("Currently taking oral anticoagulants", "Currently taking oral anticoagulants"),
        ("Is on chronic haemodialysis", "on chronic haemodialysis"),
        ("Receiving doxazosin, tamsulosin or finasteride", "Receiving doxazosin, tamsulosin or finasteride"),
        ("Use of potent CYP2D6 inhibitors", "potent CYP2D6 inhibitors"),
        ("Long-term treatment with opioids", "Long-term treatment with opioids"),
        ("Treatment with insulin, statins or opioids.", "Treatment with insulin, statins or opioids"),
        ("Participants who have received an anti-TIM-3 antibody", "anti-TIM-3 antibody"),
        ("Subjects taking blood thinners other than low-dose aspirin", "taking blood thinners"),
        ("Women taking diuretics", "taking diuretics"),
        ("Those who have received or are receiving an opioid", "opioid"),
        ("Using oral, nasal or injected decongestants", "Using oral, nasal or injected decongestants"),
        ("Having been exposed to a taxane or a statin", "taxane or a statin"),
        ("Past or current use of bisphosphonates", "bisphosphonates"),
        ("Chronic laxative use", "Chronic laxative use"),
        ("Lithium therapy.", "Lithium therapy"),
        ("Patients who take doxazosin", "take doxazosin"),
        ("Topical steroid treatment (> 30 g/day)", "Topical steroid treatment (> 30 g/day)"),
        ("Taking any of the following statins: simvastatin, lovastatin", "Taking any of the following statins: simva"),
        ("Patients on insulin are excluded.", "on insulin"),
        (
            "Long-term administration (defined as > 10 days) of opioids",
            "administration (defined as > 10 days) of opioids",
        ),
        ("Hepatitis necessitating treatment", None),
        ("Subjects requiring statins", "requiring statins"),
        ("Psychotropic medication", "Psychotropic medication"),
        ("Poor adherence in taking medications", None),
        ("Gout under medication", None),
        ("Have received statins. Other lipid-lowering drugs are allowed.", "statins"),
        (
            "Use of diuretics (DIU) (e.g., torasemide) for any reason",
            "diuretics (DIU) (e.g., torasemide) for any reason",
        ),
        ("Earlier discontinuation of a statin", None),
        ("Utilization of statins", "Utilization of statins"),
        ("Those who received radiotherapy before screening", "radiotherapy"),
        ("Needing chronic opioids", "Needing chronic opioids"),
        ("Subjects with laxative use", "laxative use"),
        ("Hormone usage, other than insulin", "Hormone usage"),
        ("Earlier, concomitant or scheduled use of statins", "statins"),
        ("Having a history of opioid use", "opioid use"),
        ("Patients under immunosuppressants", "under immunosuppressants"),
        ("Therapy with oxygen for > 10 hours per day", "Therapy with oxygen for > 10 hours per day"),
        ("Topical treatment with retinoids", "Topical treatment with retinoids"),
        ("Persons who use statins", "use statins"),
        ("Earlier use of XB-204", "XB-204"),
        ("Men who take primidone or tizanidine", "take primidone or tizanidine"),
        ("Earlier exposure to tegafur", "exposure to tegafur"),
        ("Men on Avodart", "on Avodart"),
        ("Persons taking β-blockers", "taking β-blockers"),
        ("Chronic glucocorticosteroid treatment", "Chronic glucocorticosteroid treatment"),
        ("Earlier resistance to statins", None),
        ("Long-term use of drugs that may alter the seizure threshold", "Long-term use of drugs that may alter"),
    ],
)
def test_a_treatment_taken_without_a_time_is_a_limit(text: str, words: str | None) -> None:
    limits = read_limits(text, "exclusion")

    assert [(limit.concept, limit.operator) for limit in limits] == [("prior_therapy", "present")] * (words is not None)
    assert all((limit.of_text or "").startswith(words or "-") for limit in limits)


@pytest.mark.parametrize(
    "text",
    [
        "Likely to need treatment with systemic steroids",
        "Use of rescue antihistamines is allowed",
        "Treatment with warfarin if the dose is not stable",
        "Taking part in a programme for weight loss",
        "Use of cannabis, opioids or sedatives",
        "Using implants that are sensitive to radiation",
        "Treatment with any of the following:",
        "Receiving methotrexate, with active lupus, gout or a severe infection",
        "Plans to use growth hormones",
        "Use of steroids during the study",
        "Drug use",
        "Assessed for gene therapy",
        "Having used a statin or having a brother who did",
    ],
)
def test_what_is_planned_permitted_or_only_partly_understood_is_no_use(text: str) -> None:
    assert read_limits(text, "exclusion") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Patients must not be taking lithium or valproate", "lithium or valproate"),
        ("No prior opioids are allowed, but statins may be taken", "opioids"),
        ("Has not previously received radiotherapy for lymphoma", "radiotherapy for lymphoma"),
        ("Subjects who have not been treated with rituximab", "rituximab"),
        ("Not taking HIV protease inhibitors", "HIV protease inhibitors"),
    ],
)
def test_what_an_inclusion_says_not_to_be_taken_is_absent(text: str, words: str) -> None:
    limits = read_limits(text, "inclusion")

    assert [(limit.concept, limit.status, limit.of_text) for limit in limits] == [("prior_therapy", "absent", words)]


@pytest.mark.parametrize(
    "text",
    ["Must not be taking part in sports", "Not on insulin unless the dose is stable", "Has not received any money"],
)
def test_what_an_inclusion_only_restricts_is_not_denied(text: str) -> None:
    assert read_limits(text, "inclusion") == []


def test_an_operation_counts_where_it_was_undergone() -> None:
    assert [limit.concept for limit in read_limits("Underwent prostatectomy", "exclusion")] == ["procedure"]
    assert read_limits("On a waiting list for arthroplasty", "exclusion") == []


def test_a_cohort_in_front_of_an_earlier_treatment_is_its_condition() -> None:
    limits = read_limits("Cohort B: Prior therapy with nivolumab", "exclusion")

    assert [(limit.of_text, limit.if_text) for limit in limits] == [("therapy with nivolumab", "Cohort B")]


def test_a_wish_to_take_part_that_is_denied_leaves_the_limit() -> None:
    text = "Volunteers who took antibiotics within 21 days before screening will not be allowed to participate"

    assert [limit.window.value for limit in read_limits(text, "exclusion") if limit.window] == [21]


@pytest.mark.parametrize(
    ("text", "concept", "words"),
    [
        ("Decongestants taken within 4 days of testing", "prior_therapy", "Decongestants"),
        ("Clinical history of uncontrolled hives within 5 months of screening", "condition", "uncontrolled hives"),
        ("Alcohol abuse within a month of screening", "condition", "Alcohol abuse"),
        ("History of kuru within 5 years of screening", "condition", "kuru"),
        ("Treated previously with zelmora, as judged by the dietician", "prior_therapy", None),
    ],
)
def test_an_event_is_named_without_what_leads_to_it(text: str, concept: str, words: str | None) -> None:
    limits = read_limits(text, "exclusion")

    assert [(limit.concept, limit.of_text) for limit in limits] == [(concept, words)] * (words is not None)


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("(Parts B and D only): earlier treatment with an opioid", "treatment with an opioid", "Parts B and D"),
        ("In the extension cohort, patients taking statins", "taking statins", "extension cohort"),
    ],
)
def test_a_treatment_behind_the_name_of_a_part_is_of_that_part(text: str, words: str, part: str) -> None:
    (limit,) = read_limits(text, "exclusion")

    assert (limit.concept, limit.of_text, limit.if_text) == ("prior_therapy", words, part)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On a stable insulin regimen for the past 9 weeks", "On a stable insulin regimen for the past 9 weeks"),
        ("Received opioids for at least 5 weeks and willing to stop them", "opioids for at least 5 weeks"),
        ("Women treated with methotrexate", "methotrexate"),
        ("On diuretics (DIU) for at least 4 weeks", "On diuretics (DIU) for at least 4 weeks"),
        ("Patients receiving statins must be on a stable dose", None),
        ("Patients who received statins are eligible", None),
        ("Use of contraceptives or a barrier method", None),
        ("Taking insulin or have a pump", None),
        ("Receive usual care", None),
        ("Those on insulin", None),
    ],
)
def test_an_inclusion_may_ask_for_a_treatment(text: str, words: str | None) -> None:
    assert [limit.of_text for limit in read_limits(text, "inclusion")] == ([words] if words else [])


@pytest.mark.parametrize("drug", ["Apomorphine", "Oral primidone", "Macitentan or tizanidine"])
def test_a_drug_is_told_from_an_illness_by_its_name(drug: str) -> None:
    (limit,) = read_limits(f"{drug} in the 2 weeks before screening", "exclusion")
    assert (limit.concept, limit.of_text) == ("prior_therapy", drug)
