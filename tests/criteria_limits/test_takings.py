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
        ("Treatment with insulin, statins or opioids.", "Treatment with insulin, statins or opioids"),
        ("Participants who have received an anti-TIM-3 antibody", "anti-TIM-3 antibody"),
        ("Subjects taking blood thinners other than low-dose aspirin", "taking blood thinners"),
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
    ],
)
def test_what_is_planned_permitted_or_only_partly_understood_is_no_use(text: str) -> None:
    assert read_limits(text, "exclusion") == []


def test_what_an_inclusion_says_to_be_taken_is_not_read_without_a_time() -> None:
    assert read_limits("Receiving methotrexate", "inclusion") == []
