"""What stands in brackets behind something denied is denied too, unless it says what is well."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("No uncontrolled hypertension (systolic pressure > 155 mmHg)", ["sbp (155, -) mm[Hg] negated"]),
        ("No hypertension, defined as BP > 155/98 mmHg", ["sbp (155, -) mm[Hg] negated", "dbp (98, -) mm[Hg] negated"]),
        (
            "No high blood pressure, defined as systolic BP (SBP) > 155 mmHg or diastolic BP > 98 mmHg",
            ["sbp (155, -) mm[Hg] negated", "dbp (98, -) mm[Hg] negated"],
        ),
        (
            "No severe hypertension with SBP > 155 mmHg and/or DBP > 98 mmHg",
            ["sbp (155, -) mm[Hg] negated", "dbp (98, -) mm[Hg] negated"],
        ),
        (
            "Must not have a history of serious (grade 3 or 4) rash",
            ["toxicity_grade [3, 4] negated"],
        ),
        ("No hypotension (systolic pressure < 95 mmHg)", ["sbp (-, 95) mm[Hg] negated"]),
        ("Must not have a bleeding disorder (platelets < 60,000/µL)", ["platelets (-, 60000) /uL negated"]),
        ("No heart failure (NYHA class III or IV)", ["nyha {3 4} negated"]),
        ("No active infection (> grade 2)", ["toxicity_grade (2, -) negated of active infection"]),
        ("No renal disease (creatinine < 1.8 mg/dL)", ["creatinine (-, 1.8) mg/dL"]),
        ("Heart failure without symptoms (NYHA class I)", ["nyha {1}"]),
        ("Illness with or without fever (temperature ≥ 38.2 °C)", ["body_temperature [38.2, -) Cel"]),
    ],
)
def test_a_value_of_what_is_denied_is_denied(text: str, lines: list[str]) -> None:
    assert said(text, "inclusion") == lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("No motor or sensory neuropathy > grade 2", "peripheral_neuropathy_grade (2, -) negated"),
        ("No lasting toxicity from earlier treatment > grade 2", "toxicity_grade (2, -) negated"),
    ],
)
def test_a_denial_reaches_a_grade_over_what_is_graded(text: str, line: str) -> None:
    assert said(text, "inclusion") == [line]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Must not have received filgrastim within 6 days or pegfilgrastim within 12 days before enrollment",
            [
                "prior_therapy absent within 6 d of filgrastim",
                "prior_therapy absent within 12 d @enrollment of pegfilgrastim",
            ],
        ),
        (
            "Transfusions within 9 days of enrollment are not allowed",
            ["prior_therapy absent within 9 d @enrollment of Transfusions"],
        ),
        ("Persons with a stroke in the last 7 months are ineligible", ["stroke absent within 7 mo"]),
        (
            "None of the following in the last 7 months: stroke, angina",
            ["stroke absent within 7 mo", "condition absent within 7 mo of angina"],
        ),
        ("Growth factors not taken within 3 weeks", ["prior_therapy absent within 3 wk of Growth factors"]),
        ("Those irradiated at the chest within 7 months may be included", []),
        (
            "Patients with prior treatment with bevacizumab are excluded",
            ["prior_therapy absent of treatment with bevacizumab"],
        ),
        ("Patients with prior surgery do not require a biopsy", []),
        ("An ultrasound to rule out pregnancy", []),
    ],
)
def test_what_an_inclusion_shuts_out_is_denied(text: str, expected: list[str]) -> None:
    assert said(text, "inclusion") == expected


def test_contraception_that_is_lacking_denies_no_pregnancy() -> None:
    assert said("Women not using contraception, pregnant or lactating", "exclusion") == [
        "pregnancy present",
        "breastfeeding present",
    ]


def test_infections_given_as_examples_of_what_is_denied_are_denied() -> None:
    assert said("No serious illness (e.g., HIV infection, active hepatitis B)", "inclusion") == [
        "hiv present negated",
        "hbv active negated",
    ]


def test_what_is_denied_stands_behind_the_denial_however_it_is_timed() -> None:
    assert said("Healthy, without any antibiotic within 5 weeks", "inclusion") == [
        "prior_therapy absent within 5 wk of antibiotic"
    ]
    assert said("More than 5 weeks since prior and no concurrent interferon", "inclusion") == [
        "prior_therapy min_gap 5 wk of interferon"
    ]
