"""What an exclusion asks for or allows excludes nobody."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pregnant women. Fertile women must have a negative serum pregnancy test.", ["pregnancy present"]),
        ("Women who are pregnant: fertile women must have a negative pregnancy test", ["pregnancy present"]),
        ("Patients with brain metastases must be without symptoms", []),
        ("Carriers of hepatitis B core antibody can be enrolled but should have undetectable HBV DNA", []),
        ("Patients with HIV infection whose CD4 count is above 400 are eligible", []),
        ("Participants with HIV infection (undetectable viral load) on a stable regimen are eligible", []),
        ("Use of HIV protease inhibitors", None),
        ("Not recovered (i.e., ≤ grade 1) from adverse events", ["toxicity_grade (-, 1] negated"]),
        ("Adverse events of earlier immunotherapy. All others must have resolved to grade 1 or less.", []),
        ("Nursing women should be excluded", ["breastfeeding present"]),
        ("Patients who must take warfarin within 7 days before dosing", None),
    ],
)
def test_a_request_in_an_exclusion_is_no_limit(text: str, expected: list[str] | None) -> None:
    limits = said(text, "exclusion")

    assert limits == expected if expected is not None else len(limits) == 1


def test_a_gap_that_an_exclusion_asks_for_excludes_where_it_is_not_kept() -> None:
    text = "Unable to stop antihistamines. Antihistamines must be discontinued at least 6 days before the skin test."

    assert said(text, "exclusion") == ["prior_therapy min_gap 6 d negated of antihistamines"]


def test_what_an_inclusion_asks_for_is_a_limit() -> None:
    expected = ["pregnancy_test negative for female if Fertile women"]
    assert said("Fertile women must have a negative pregnancy test", "inclusion") == expected
