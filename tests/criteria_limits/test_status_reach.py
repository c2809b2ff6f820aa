"""A status, a window and a condition reach what they are said of, and nothing beside it."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


def test_a_status_in_parentheses_ends_with_them() -> None:
    text = "Active infection such as hepatitis B (known positive HBV surface antigen), or hepatitis C"

    assert "hcv positive" not in said(text, "exclusion")


def test_the_window_of_a_test_is_not_that_of_what_it_shows() -> None:
    text = "Not pregnant, with negative serum pregnancy test within 6 days before enrollment"

    assert "pregnancy absent" in said(text, "inclusion")


def test_an_earlier_item_of_a_list_has_no_window_of_a_later_statement() -> None:
    text = "Cardiac disease, such as poorly controlled hypertension, or having had a stroke within 9 months"

    assert said(text, "exclusion") == ["stroke present within 9 mo"]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Untreated or actively progressing brain metastases", "untreated or actively progressing"),
        ("Second cancer that has not been in remission for 4 years", "has not been in remission for 4 years"),
        ("Brain metastases that are growing, painful, or new are excluded", "are growing, painful, or new"),
    ],
)
def test_what_is_said_of_metastases_and_cancers_is_their_condition(text: str, condition: str) -> None:
    (line,) = said(text, "exclusion")

    assert line.lower().endswith(f"present if {condition}")


def test_whom_an_inclusion_asks_something_of_need_not_have_what_they_have() -> None:
    text = "Negative HBsAg. Patients with detectable HBV DNA should be treated by local guidance"

    assert said(text, "inclusion") == ["hbsag negative"]


def test_an_exception_is_of_all_names_of_its_list() -> None:
    text = "Evidence of hepatitis B or C infection, unless it has been cured"

    assert said(text, "exclusion") == ["hbv present except it has been cured", "hcv present except it has been cured"]


def test_an_exception_in_the_parentheses_of_another_name_stays_there() -> None:
    text = "Active infection with hepatitis B (HBsAg positive), or hepatitis C (antibody, except RNA-negative)"

    assert "hbsag positive" in said(text, "exclusion")


def test_a_sentence_of_exceptions_belongs_to_the_one_before() -> None:
    text = "History of another malignancy. Exceptions include resected melanoma in situ"

    assert said(text, "exclusion") == ["other_malignancy present except resected melanoma in situ"]


def test_what_is_said_behind_the_cancer_under_study_is_of_the_other_one() -> None:
    text = "Prior malignancy other than the cancer under study that has needed treatment"

    assert said(text, "exclusion") == ["other_malignancy present if has needed treatment except the cancer under study"]


def test_a_list_that_opens_with_no_denies_its_later_names_too() -> None:
    text = "No recent deep thrombosis, myocardial infarction or pulmonary embolism (within 8 months)"

    assert said(text, "exclusion") == [
        "myocardial_infarction absent within 8 mo",
        "condition absent within 8 mo of pulmonary embolism",
    ]


def test_names_of_operations_in_a_list_of_conditions_are_procedures() -> None:
    lines = said("Stroke, coronary artery bypass surgery or trauma within 8 weeks", "exclusion")

    assert lines == [
        "stroke present within 8 wk",
        "procedure within 8 wk of coronary artery bypass surgery",
        "condition present within 8 wk of trauma",
    ]


def test_a_status_of_the_name_before_is_not_that_of_the_next() -> None:
    assert said("HCV antibody positive, HCV RNA unknown", "exclusion") == ["hcv_antibody positive"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Another active cancer", ["other_malignancy present if active"]),
        (
            "Active cancer or any malignant disease in the last 7 years",
            ["other_malignancy present within 7 a"],
        ),
        (
            "HBsAg positive, and peripheral blood HBV DNA not within the reference range",
            ["hbsag positive if peripheral blood HBV DNA not within the reference range"],
        ),
        (
            "Positive for HBcAb or HBsAg, and whose HBV DNA is raised",
            [
                "hbcab positive if whose HBV DNA is raised",
                "hbsag positive if whose HBV DNA is raised",
            ],
        ),
    ],
)
def test_what_an_exclusion_also_asks_for_is_a_condition(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected


def test_both_windows_of_an_event_have_its_exception() -> None:
    lines = said("Use of herbal drugs within 16 days or 6 half-lives before screening, unless approved", "exclusion")

    assert [line.rsplit(" except ")[-1] for line in lines] == ["approved", "approved"]


def test_must_not_denies_all_that_follows() -> None:
    text = (
        "Must not be on steroids, have had other cancer diagnoses in the last 4 years, or have had surgery of any kind"
    )

    assert said(text, "inclusion")[0] == "other_malignancy absent within 4 a"


def test_an_exception_within_a_name_is_that_of_the_name() -> None:
    assert said("Cancer other than basal cell carcinoma", "exclusion") == [
        "other_malignancy present except basal cell carcinoma"
    ]


def test_items_behind_a_window_are_what_it_is_about() -> None:
    text = (
        "Any of the following heart diseases within the past 7 months: heart failure, myocardial infarction, or angina"
    )

    assert said(text, "exclusion") == [
        "condition present within 7 mo of heart failure",
        "myocardial_infarction present within 7 mo",
        "condition present within 7 mo of angina",
    ]


def test_a_denied_list_in_parentheses_is_denied() -> None:
    text = "No presence of grave conditions (including heart failure, lung disease, or known HIV infection)."

    assert said(text, "inclusion") == ["hiv absent"]


def test_a_list_of_exceptions_that_follows_is_told() -> None:
    text = "Radiotherapy within 3 weeks before the first scheduled dose, with the following exceptions:"

    assert said(text, "exclusion") == ["prior_therapy within 3 wk @first_dose of Radiotherapy except the following"]


def test_markers_that_are_joined_by_a_comma_hold_together() -> None:
    line = said("HBcAb positive, HBV DNA exceeds what the site sets", "exclusion")[0]

    assert line == "hbcab positive if HBV DNA exceeds what the site sets"


def test_a_name_that_exempts_and_an_exception_behind_it_are_both_told() -> None:
    text = "Cancer other than NSCLC within 4 years before screening, with the exception of those of negligible risk"

    assert said(text, "exclusion") == [
        "other_malignancy present within 4 a @screening except NSCLC; those of negligible risk"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Surgery or radiotherapy within 5 weeks before screening",
            ["procedure within 5 wk @screening of Surgery", "prior_therapy within 5 wk @screening of radiotherapy"],
        ),
        (
            "Large surgery (excluding biopsy) or severe trauma within 5 weeks",
            ["procedure within 5 wk of Large surgery (excluding biopsy) or severe trauma"],
        ),
        (
            "Higher risk of infection, receipt of a live vaccine within 4 months of baseline, immunodeficiency",
            ["prior_therapy within 4 mo @baseline of live vaccine"],
        ),
    ],
)
def test_items_of_a_list_keep_their_kind_and_their_own_exception(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected


def test_a_denial_behind_a_name_denies_it() -> None:
    assert said("PDE5 inhibitors weren't taken within 5 weeks before treatment", "inclusion") == [
        "prior_therapy absent within 5 wk @first_dose of PDE5 inhibitors"
    ]


def test_the_removal_of_metastases_is_not_having_them() -> None:
    text = "Major surgery (such as removal of brain metastasis) within 3 weeks before first dose"

    assert not [line for line in said(text, "exclusion") if line.startswith("brain")]


def test_an_announced_exception_of_people_is_told_with_its_figures() -> None:
    text = "Negative HIV test with the following exception: patients with a CD4 count above 210/uL are eligible"

    assert said(text, "inclusion") == ["hiv negative except patients with a CD4 count above 210/uL are eligible"]


def test_what_is_asked_of_the_infected_has_them_as_its_condition() -> None:
    text = "Patients with known HCV infection are eligible if they have an undetectable HCV viral load"

    assert said(text, "inclusion") == ["hcv_rna undetectable if HCV infection"]


def test_each_alternative_of_a_condition_has_its_own_window() -> None:
    text = "Has chronic angina treated with nitrates, or with chronic angina requiring rescue drugs in the last 80 days"

    assert said(text, "exclusion") == ["condition present within 80 d of chronic angina requiring rescue drugs"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Previously received no systemic treatment for sarcoma",
            "inclusion",
            ["prior_therapy absent of systemic treatment for sarcoma"],
        ),
        (
            "Prior exposure to a CCR8 inhibitor (antibody) or hypersensitivity to its parts",
            "exclusion",
            ["prior_therapy of exposure to a CCR8 inhibitor (antibody)"],
        ),
        (
            "Prior cancer whose treatment may interfere with the study",
            "exclusion",
            ["other_malignancy present if whose treatment may interfere with the study"],
        ),
    ],
)
def test_what_goes_with_a_name_is_kept(text: str, kind: str, expected: list[str]) -> None:
    assert said(text, kind)[:1] == expected


def test_a_long_exception_is_kept_whole() -> None:
    exempt = (
        "basal cell carcinoma of the skin that was cut out, carcinoma in situ of the cervix treated with curative "
        "intent, superficial bladder cancer treated by resection alone, localized prostate cancer under surveillance, "
        "and ductal carcinoma in situ of the breast"
    )

    assert said(f"Other malignancy except {exempt}", "exclusion") == [f"other_malignancy present except {exempt}"]


def test_a_long_list_behind_its_window_is_kept_whole() -> None:
    listed = (
        "systemic steroids, chemical mediator-isolation inhibitors, thromboxane A2 synthesis inhibitors, thromboxane "
        "A2 receptor antagonists, beta-blockers, angiotensin-converting enzyme inhibitors, and/or angiotensin-receptor "
        "blockers"
    )

    found = said(f"Subjects who used the following drugs within 2 months prior to screening: {listed}", "exclusion")

    assert [words for words in found if not words.endswith("angiotensin-receptor blockers")] == []
    assert found


def test_an_exception_is_of_the_nearest_demand() -> None:
    text = "At least one line of chemotherapy for advanced disease with at least three cycles (except if it grew early)"
    assert [line for line in said(text, "inclusion") if "except" in line] == []
