"""Items that say when only together with the lead-in above them."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said_in_whole


def _said(lead_in: str, *items: str, section: str = "Exclusion") -> list[str]:
    text = f"{section} Criteria:\n\n* {lead_in}\n" + "".join(f"  * {item}\n" for item in items)
    return said_in_whole(text)


def test_a_name_below_a_time_is_named_within_it() -> None:
    assert _said("Any of the following heart problems within 9 months before screening:", "Stroke;", "Angina, or") == [
        "stroke present within 9 mo @screening",
        "condition present within 9 mo @screening of Angina",
    ]


def test_a_denial_above_is_one_of_each_name() -> None:
    lead_in = "None of the following in the past 7 months:"

    assert _said(lead_in, "Pulmonary embolism", section="Inclusion") == [
        "condition absent within 7 mo of Pulmonary embolism"
    ]


def test_treatments_are_taken_though_no_list_names_them() -> None:
    assert _said("Any of the following drugs within 11 days of the first dose:", "Zafarantine", "Opiates") == [
        "prior_therapy within 11 d @first_dose of Zafarantine",
        "prior_therapy within 11 d @first_dose of Opiates",
    ]


def test_time_since_what_goes_on_no_more_is_time_since() -> None:
    lead_in = "At least 8 days since prior and no concurrent use of the following agents:"

    assert _said(lead_in, "Rifampin", section="Inclusion") == ["prior_therapy min_gap 8 d of Rifampin"]


@pytest.mark.parametrize(
    "item", ["Inhaled steroids - 3 weeks", "Inhaled steroids: 3 weeks", "3 weeks for inhaled steroids"]
)
def test_a_time_of_its_own_is_what_the_lead_in_says_it_is(item: str) -> None:
    (said,) = _said("Use of these medications within the specified times before visit 2:", item)

    assert said.lower() == "prior_therapy within 3 wk @visit_2 of inhaled steroids"


def test_a_washout_is_so_long_nothing() -> None:
    lead_in = "The following wash-out periods are observed before enrollment:"

    assert _said(lead_in, "Biologics: 10 weeks", section="Inclusion") == [
        "prior_therapy min_gap 10 wk @enrollment of Biologics"
    ]
    assert _said(lead_in, "Biologics (e.g., antibodies): ≥10 weeks", section="Inclusion") == [
        "prior_therapy min_gap 10 wk @enrollment of Biologics (e.g., antibodies)"
    ]


@pytest.mark.parametrize(
    "lead_in",
    [
        "Systemic steroids in the past 3 weeks, including any of the following:",
        "Stable on one of the following drugs for at least 5 weeks before screening:",
        "Unable to stop any of the following 6 days before screening:",
        "Asthma with worsening as shown by one of the following in the last 8 months:",
        "Allowed with these wash-out times of the following drugs:",
    ],
)
def test_instances_and_what_stays_as_it_is_have_no_time(lead_in: str) -> None:
    said = _said(lead_in, "Methotrexate", "Cyclosporine - 2 weeks")

    assert not [line for line in said if "Methotrexate" in line or "Cyclosporine" in line]


@pytest.mark.parametrize(
    "word", ["any of the following ", "within 3 days ", "the following washout time ", "prior to ", " \n"]
)
def test_a_lead_in_of_any_length_is_read_in_linear_time(word: str) -> None:
    assert _said(word * 4_000 + ":", "Stroke") == []


def test_a_washout_is_one_of_drugs_though_no_list_names_them() -> None:
    lead_in = "Observed the washout times listed before day 1 for these drugs:"

    assert _said(
        lead_in, "Zafarantine (Zaf) for 8 days;", "Biologics: 3 half-lives of the drug", section="Inclusion"
    ) == [
        "prior_therapy min_gap 8 d @first_dose of Zafarantine (Zaf)",
        "prior_therapy min_gap 3 {half-lives} @first_dose of Biologics",
    ]


def test_a_treatment_that_an_item_names_is_in_the_window_of_its_lead_in() -> None:
    lead_in = "Any of the following drugs within 5 months before enrollment:"

    assert _said(lead_in, "Systemic hormone therapy") == [
        "prior_therapy within 5 mo @enrollment of Systemic hormone therapy"
    ]
