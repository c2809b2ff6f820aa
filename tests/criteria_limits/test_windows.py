"""Windows of time with their anchors, washouts, half-lives, and lines of treatment."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said
from trialdb.extract.criteria import read_limits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Radiotherapy within 3 weeks before randomization",
            "prior_therapy within 3 wk @randomization of Radiotherapy",
        ),
        (
            "Major surgery in the 21 days prior to the first dose of study drug",
            "procedure within 21 d @first_dose of Major surgery",
        ),
        ("At least 5 weeks since the last interferon", "prior_therapy min_gap 5 wk of last interferon"),
        ("Stroke in the past year", "stroke present within 1 a"),
        ("No seizure during the last 8 months", "condition absent within 8 mo of seizure"),
        ("Ejection fraction < 40 % within 21 days of enrollment", "lvef (-, 40) % within 21 d @enrollment"),
        ("Negative pregnancy test within 5 days before C1D1", "pregnancy_test negative within 5 d @first_dose"),
        ("A second malignancy within 4 years of screening", "other_malignancy present within 4 a @screening"),
        ("Oral antibiotics in the week prior to screening", "prior_therapy within 1 wk @screening of Oral antibiotics"),
        ("Seizures during the year preceding enrollment", "condition present within 1 a @enrollment of Seizures"),
        ("At least 7 months post-stroke", "stroke present min_gap 7 mo"),
        ("A minimum of 90 days post transplant", "procedure min_gap 90 d of transplant"),
        (
            "Men who are up to 10 months after radical prostatectomy",
            "procedure within 10 mo for male of radical prostatectomy",
        ),
        ("Within 5 weeks after a stroke", "stroke present within 5 wk"),
    ],
)
def test_a_window_goes_to_what_it_is_about(text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16 days post the last dose of a steroid", "prior_therapy min_gap 16 d of last dose of a steroid"),
        (
            "At least 18 days post any treatment with antibodies",
            "prior_therapy min_gap 18 d of treatment with antibodies",
        ),
        (
            "Within 3 weeks before cell therapy, have had radiotherapy",
            "prior_therapy within 3 wk @infusion of radiotherapy",
        ),
        (
            "Patients with current radiotherapy or patients who underwent chemotherapy within the last 4 years",
            "prior_therapy within 4 a of chemotherapy",
        ),
        ("Radiotherapy within 9 days of CSF collection", "prior_therapy within 9 d of Radiotherapy"),
        (
            "Concurrent or within 7 weeks treatment with an opioid",
            "prior_therapy within 7 wk of treatment with an opioid",
        ),
        (
            "Statins (e.g. simvastatin, brand: Z), opioids during the past 5 weeks",
            "prior_therapy within 5 wk of Statins (e.g. simvastatin, brand: Z), opioids",
        ),
        ("If they had a stroke within 5 weeks", "stroke present within 5 wk"),
        ("A history within the past 4 months of stroke", "stroke present within 4 mo"),
        ("Recent knee surgery up to 5 months previously", "procedure within 5 mo of knee surgery"),
        ("Current or prior (within 9 days of the MRI) use of opioids", "prior_therapy within 9 d of opioids"),
        ("Emergency room (ER) visit within 8 weeks", "condition present within 8 wk of Emergency room (ER) visit"),
        (
            "Worm infections within a year of entry that have not been treated, or have failed to respond to, care",
            "condition present within 1 a @enrollment of Worm infections that have not been treated, or have failed to "
            "respond to, care",
        ),
    ],
)
def test_a_time_in_an_unusual_place_is_a_window(text: str, expected: str) -> None:
    assert said(text, "inclusion" if "post" in text else "exclusion") == [expected]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("The last XY-12 use must be within 20 days of screening", "last XY-12 use"),
        ("At least two doses of Zyxor in the last 9 months", "At least two doses of Zyxor"),
    ],
)
def test_a_use_that_an_inclusion_asks_for_has_its_window(text: str, of: str) -> None:
    (limit,) = read_limits(text, "inclusion")

    assert (limit.concept, limit.of_text, limit.window is not None) == ("prior_therapy", of, True)


def test_days_and_half_lives_share_subject_and_anchor() -> None:
    text = "Received an investigational agent within 21 days or 4 half-lives (whichever is longer) before screening"
    assert said(text) == [
        "prior_therapy within 21 d @screening of investigational agent",
        "prior_therapy within 4 {half-lives} @screening of investigational agent",
    ]


def test_at_least_some_half_lives_beside_a_time_within_are_within_too() -> None:
    assert said("Received a trial drug within 25 days or at least 4 half-lives before screening", "exclusion") == [
        "prior_therapy within 25 d @screening of trial drug",
        "prior_therapy within 4 {half-lives} @screening of trial drug",
    ]


def test_an_exception_in_brackets_behind_a_time_is_of_what_was_before() -> None:
    (line,) = said("Any sleeping drug within 9 days (except melatonin), prior to randomization", "exclusion")

    assert line == "prior_therapy within 9 d @randomization of sleeping drug except melatonin"


def test_half_lives_behind_an_anchor_share_it() -> None:
    assert said("A trial drug within 5 weeks of screening (Day -7) or 4 half-lives, whichever is longer") == [
        "prior_therapy within 5 wk @screening of trial drug",
        "prior_therapy within 4 {half-lives} @screening of trial drug",
    ]


def test_an_anchor_behind_half_lives_is_shared_too() -> None:
    text = "Took part in a drug study within 40 days or 6 half-lives of the first dose"
    assert {limit.window.anchor for limit in read_limits(text) if limit.window} == {"first_dose"}


def test_each_event_of_a_list_is_a_limit() -> None:
    text = "Myocardial infarction or stroke within 7 months of screening"
    assert said(text) == [
        "myocardial_infarction present within 7 mo @screening",
        "stroke present within 7 mo @screening",
    ]


def test_weeks_and_days_compare() -> None:
    (weeks,) = read_limits("Chemotherapy within 4 weeks before screening")
    (days,) = read_limits("Chemotherapy within 28 days before screening")
    assert weeks.window is not None
    assert days.window is not None
    assert weeks.window.days == days.window.days == 28


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No more than two earlier lines of chemotherapy", "prior_lines (-, 2] {lines} of chemotherapy"),
        ("Must not have received more than 3 prior regimens", "prior_lines (-, 3] {lines}"),
        ("One to three previous systemic regimens", "prior_lines [1, 3] {lines} of systemic"),
        ("1 or 2 prior lines of endocrine therapy", "prior_lines [1, 2] {lines} of endocrine therapy"),
        ("At most one prior systemic therapy", "prior_lines (-, 1] {lines} of systemic"),
        ("Up to 2 lines of immunotherapy", "prior_lines (-, 2] {lines} of immunotherapy"),
        ("No prior immunotherapy", "prior_therapy absent of immunotherapy"),
        ("Earlier treatment with at most 4 chemotherapy regimens", "prior_lines (-, 4] {lines} of chemotherapy"),
    ],
)
def test_lines_of_treatment_are_counted(text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_some_treatments_have_a_window_of_their_own_in_brackets() -> None:
    assert said("Chemotherapy within 3 weeks (5 weeks for mitomycin) of randomization", "exclusion") == [
        "prior_therapy within 3 wk @randomization of Chemotherapy",
        "prior_therapy within 5 wk @randomization of mitomycin",
    ]


def test_a_window_in_brackets_is_of_the_item_before_it_alone() -> None:
    text = "Unstable angina, myocardial infarction (within 5 months), cardiomyopathy"
    assert said(text, "exclusion") == ["myocardial_infarction present within 5 mo"]


def test_a_window_in_brackets_behind_recent_is_of_what_follows() -> None:
    assert said("Unstable angina or recent (within 5 months) stroke", "exclusion") == ["stroke present within 5 mo"]


def test_a_treatment_allowed_after_a_while_is_a_washout_where_one_may_enter() -> None:
    text = "Prior radiotherapy is allowed if completed at least 5 weeks before randomization"
    assert said(text, "inclusion") == ["prior_therapy min_gap 5 wk @randomization of radiotherapy"]
    assert said(text, "exclusion") == []


def test_a_value_measured_in_a_window_has_it() -> None:
    assert said("LVEF > 45% by echocardiography or MUGA within the previous 40 days") == ["lvef (45, -) % within 40 d"]


def test_an_abbreviation_does_not_end_what_a_washout_is_about() -> None:
    text = "At least 6 weeks since prior surgery (e.g., of the thorax)"
    assert said(text) == ["procedure min_gap 6 wk of surgery (e.g., of the thorax)"]


def test_an_aside_does_not_part_a_window_from_what_it_is_about() -> None:
    aside = "(not sterilized, not past menopause for 14 months or more)"
    text = f"Negative pregnancy test in women of childbearing age {aside}, within 9 days before enrollment"
    assert said(text) == ["pregnancy_test negative within 9 d @enrollment for female if women of childbearing age"]


def test_a_graded_disorder_is_one_limit() -> None:
    assert said("Grade 3 or greater bleeding within 5 weeks before randomization", "exclusion") == [
        "toxicity_grade [3, -) within 5 wk @randomization of bleeding"
    ]


def test_a_test_done_in_a_window_has_it() -> None:
    text = "Pregnancy test negative, done ≤ 9 days prior to registration"
    assert said(text) == ["pregnancy_test negative within 9 d @registration"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Opioids except codeine for back pain 9 days prior to randomization",
            "prior_therapy within 9 d @randomization of Opioids except codeine for back pain",
        ),
        ("Prior radiotherapy<= 5 weeks before screening", "prior_therapy within 5 wk @screening of radiotherapy"),
        ("A stroke or infarctionwithin the past 7 months", "stroke present within 7 mo"),
    ],
)
def test_a_window_begins_with_a_whole_word_or_a_sign(text: str, expected: str) -> None:
    assert expected in said(text, "exclusion")


@pytest.mark.parametrize(
    "text",
    [
        "Last docetaxel at least 20 days or 6 half-lives before enrollment",
        "At least 20 days or 6 half-lives since docetaxel",
        "≥ 20 days or 6 half-lives (whichever is shorter) have elapsed since docetaxel",
    ],
)
def test_at_least_is_said_of_the_half_lives_too(text: str) -> None:
    windows = [limit.window for limit in read_limits(text, "inclusion") if limit.window]
    assert [(window.relation, window.unit) for window in windows] == [("min_gap", "d"), ("min_gap", "{half-lives}")]


def test_less_than_is_said_of_the_half_lives_too() -> None:
    assert said("Less than 20 days or 6 half-lives since the last docetaxel", "exclusion") == [
        "prior_therapy within 20 d of last docetaxel",
        "prior_therapy within 6 {half-lives} of last docetaxel",
    ]


def test_a_while_after_an_operation_is_a_gap_since_it() -> None:
    assert said("At least 5 weeks after surgery", "inclusion") == ["procedure min_gap 5 wk of surgery"]


def test_a_while_between_two_events_keeps_the_first() -> None:
    assert said("Radiotherapy completed at least 5 weeks after surgery", "inclusion") == [
        "prior_therapy min_gap 5 wk @surgery of Radiotherapy"
    ]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        (
            "Current, recent (within 6 weeks of screening), or planned participation in a drug study",
            "participation in a drug study",
        ),
        ("Currently taking (or taken in the 9 days before screening) other antibiotics", "other antibiotics"),
        ("Rash with or without itching within 9 days", "Rash with or without itching"),
        ("History or presence of cellulitis within within 9 days of screening", "cellulitis"),
        ("Last dose of telbivudine within 9 days", "Last dose of telbivudine"),
        ("Pneumonia (confirmed by a swab) within 9 months", "Pneumonia (confirmed by a swab)"),
        ("Use of any commercially available nicotine patch within 9 days", "commercially available nicotine patch"),
        ("Chemotherapy within 9 days or intention to participate in another trial", "Chemotherapy"),
    ],
)
def test_what_else_is_said_beside_a_window_does_not_part_it_from_its_event(text: str, of: str) -> None:
    assert [limit.of_text for limit in read_limits(text, "exclusion")] == [of]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recent surgery of the hip (< 5 weeks)", "procedure within 5 wk of surgery of the hip"),
        ("Recent (less than 5 weeks) pneumonia", "condition present within 5 wk of pneumonia"),
        ("Recent (≤ 5 weeks) or planned surgery", "procedure within 5 wk of surgery"),
    ],
)
def test_brackets_tell_how_recent(text: str, expected: str) -> None:
    assert said(text, "exclusion") == [expected]
