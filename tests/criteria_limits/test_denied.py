"""What stands in brackets behind something denied is denied too, unless it says what is well."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("No uncontrolled hypertension (systolic pressure > 155 mmHg)", ["sbp (155, -) mm[Hg] negated"]),
        ("No hypertension, defined as BP > 155/98 mmHg", ["sbp (155, -) mm[Hg] negated", "dbp (98, -) mm[Hg] negated"]),
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
