"""What is supposed or allowed of some patients is no requirement, but the condition of one."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "For participants with chronic hepatitis B, HBV DNA must be undetectable",
            ["hbv_dna undetectable if chronic hepatitis B"],
        ),
        (
            "Carriers who are HBsAg positive are eligible if they have undetectable HBV DNA",
            ["hbv_dna undetectable if HBsAg positive"],
        ),
        ("Patients with stable brain metastases are eligible", []),
        ("Patients may have had a prior malignancy", []),
        ("HBsAb positive; an HBV DNA test is done only for patients who have a negative HBsAg test", []),
        ("Patients must not have a history or clinical evidence of brain metastases", ["brain_metastases absent"]),
        ("If female, a negative pregnancy test", ["pregnancy_test negative if female"]),
        ("Patients must be HIV positive", ["hiv positive"]),
    ],
)
def test_what_only_some_need_is_conditional(text: str, expected: list[str]) -> None:
    assert said(text, "inclusion") == expected


def test_a_note_on_what_will_be_done_is_no_status() -> None:
    assert said("Testing for active hepatitis C infection will be repeated", "exclusion") == []
