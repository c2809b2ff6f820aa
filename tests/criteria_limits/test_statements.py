"""A threshold's condition and exception stand within the statement that it belongs to."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "AST ≤ 2 x ULN; if liver metastases, ≤ 4 x ULN. Total bilirubin ≤ 1.3 x ULN",
            ["ast (-, 2] ULN", "ast (-, 4] ULN if liver metastases", "bilirubin_total (-, 1.3] ULN"],
        ),
        (
            "BMI ≤ 33 at screening. Patients who lie outside of this range may be included.",
            ["bmi (-, 33] except Patients who lie outside of this range may be included"],
        ),
        (
            "A score of 7 for patients with unilateral polyps, and body weight ≥ 16 kg",
            ["weight [16, -) kg"],
        ),
        ("Creatinine > 1.4 x ULN in adults", ["creatinine (1.4, -) ULN if adults"]),
        (
            "Total bilirubin ≤ 2.2 mg/dL. If the first test shows total bilirubin > 2.2 mg/dL, one repeat is allowed.",
            ["bilirubin_total (-, 2.2] mg/dL"],
        ),
        ("Aged 41 to 84 years when signing the consent form", ["age [41, 84] a"]),
        (
            "At least one measurable lesion, and at least one lesion that can be irradiated (except bone marrow)",
            ["measurable_disease present at least 1"],
        ),
    ],
)
def test_a_condition_or_exception_goes_no_further_than_its_statement(text: str, expected: list[str]) -> None:
    assert said(text, "inclusion") == expected


def test_a_further_item_is_no_condition() -> None:
    assert said("SBP > 172 or < 88 mmHg, or patients with a history of malignant hypertension", "exclusion") == [
        "sbp (172, -) mm[Hg]",
        "sbp (-, 88) mm[Hg]",
    ]


def test_the_function_that_a_questionnaire_scores_is_no_ejection_fraction() -> None:
    assert said("Erectile function (EF) domain score ≤ 24", "inclusion") == ["iief_ef (-, 24]"]
