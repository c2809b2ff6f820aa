"""A window is of what it was said of: of one habit, of the nearest item, of both halves of an elliptic name."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Current smoker or tobacco use within 7 months", "condition present within 7 mo of tobacco use"),
        ("Smokers, quit smoking within 7 months", "condition present within 7 mo of quit smoking"),
        (
            "A 9 pack-year history of smoking, or any smoking in the last 7 months",
            "condition present within 7 mo of smoking",
        ),
        ("A mood disorder, a phobia, a stroke less than 7 months ago", "stroke present within 7 mo"),
        (
            "Any clotting or embolic disorder within 7 weeks",
            "condition present within 7 wk of clotting or embolic disorder",
        ),
        (
            "Abuse of opioids, sedatives or alcohol within 7 months",
            "condition present within 7 mo of Abuse of opioids, sedatives or alcohol",
        ),
        (
            "Surgical or bronchoscopic lung reduction surgery within 7 months",
            "procedure within 7 mo of Surgical or bronchoscopic lung reduction surgery",
        ),
        (
            "Sinusitis at screening or within 3 weeks before screening",
            "condition present within 3 wk @screening of Sinusitis",
        ),
        (
            "Other chronic disorders or with a history of pneumonia within 7 weeks",
            "condition present within 7 wk of pneumonia",
        ),
        (
            "One overnight stay in a clinic in the past 2 years for asthma",
            "condition present within 2 a of One overnight stay in a clinic for asthma",
        ),
        (
            "Major surgery within 5 weeks of enrollment, without full recovery",
            "procedure within 5 wk @enrollment of Major surgery without full recovery",
        ),
        (
            "A heart disease that limits effort or taking antiandrogens within 7 weeks",
            "prior_therapy within 7 wk of antiandrogens",
        ),
    ],
)
def test_a_window_is_of_the_words_it_belongs_to(text: str, line: str) -> None:
    assert said(text, "exclusion")[0] == line


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Symptoms of birch pollen rhinitis for at least the last 3 years", "inclusion"),
        ("A chest film at screening or within 3 months before screening", "exclusion"),
        ("One of these episodes occurred in the last 7 months", "exclusion"),
        ("Those who underwent minor surgery ≥ 23 days before screening must have recovered from it", "exclusion"),
    ],
)
def test_what_lasts_or_is_asked_for_has_not_happened_in_a_window(text: str, kind: str) -> None:
    assert said(text, kind) == []


def test_an_illness_has_no_half_life() -> None:
    lines = said("Autoimmune disease or treatment with a biologic within 7 weeks or 5 half-lives", "exclusion")
    assert [line for line in lines if "half-lives" in line and line.startswith("condition")] == []


def test_a_grade_in_a_list_has_the_window_of_the_list() -> None:
    lines = said("Grade ≥ 3 hemoptysis, or another serious bleeding, within 5 weeks", "exclusion")
    assert "toxicity_grade [3, -) within 5 wk of hemoptysis" in lines


def test_what_a_metastasis_may_show_is_no_condition() -> None:
    text = "Uncontrolled brain metastases that can manifest as cerebral edema"
    assert said(text, "exclusion") == ["brain_metastases present if Uncontrolled"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("No recent (within 7 months) venous thrombosis", "condition absent within 7 mo of venous thrombosis"),
        (
            "Participants must not have recently (within 7 months) experienced a seizure",
            "condition absent within 7 mo of seizure",
        ),
    ],
)
def test_a_denial_before_a_window_in_brackets_is_of_what_follows(text: str, line: str) -> None:
    assert said(text, "inclusion") == [line]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Subjects on a phosphate resin 23 days before screening", "within 23 d @screening of phosphate resin"),
        ("Smoking cessation treatment in the last 7 months", "within 7 mo of Smoking cessation treatment"),
        ("Use of disease modifying drugs within 7 weeks", "within 7 wk of disease modifying drugs"),
    ],
)
def test_what_is_taken_against_an_illness_is_a_treatment(text: str, line: str) -> None:
    assert said(text, "exclusion") == [f"prior_therapy {line}"]
