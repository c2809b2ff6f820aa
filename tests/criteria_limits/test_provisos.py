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
        ("If female, a negative pregnancy test", ["pregnancy_test negative for female if female"]),
        ("Patients must be HIV positive", ["hiv positive"]),
    ],
)
def test_what_only_some_need_is_conditional(text: str, expected: list[str]) -> None:
    assert said(text, "inclusion") == expected


def test_a_note_on_what_will_be_done_is_no_status() -> None:
    assert said("Testing for active hepatitis C infection will be repeated", "exclusion") == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Warfarin is permitted provided the INR is ≤ 2.8", ["inr (-, 2.8] if Warfarin"]),
        (
            "Patients with a history of gout are eligible if uric acid < 7.5 mg/dL",
            ["uric_acid (-, 7.5) mg/dL if a history of gout"],
        ),
        ("Patients are eligible if ANC ≥ 1400/µL", ["anc [1400, -) /uL"]),
        ("All adults are eligible if ANC ≥ 1400/µL", ["anc [1400, -) /uL"]),
        ("Those with an AST above the ULN are eligible if a scan shows no metastases", []),
        (
            "Patients with a UPC ratio > 0.9 must have a 24-hour urine protein < 950 mg",
            ["urine_protein_24h (-, 950) mg/(24.h) if a UPC ratio > 0.9"],
        ),
        ("Patients with sarcoma must have ANC ≥ 1400/µL", ["anc [1400, -) /uL"]),
        ("If the patient is > 55 years of age, a marrow biopsy is on file", []),
        (
            "For patients aged 16 to 55 years, at least two prior regimens are required",
            ["prior_lines [2, -) {lines} if patients aged 16 to 55 years"],
        ),
        ("For adults aged 19 to 55 years", ["age [19, 55] a"]),
        (
            "For those with three risk factors (smoking, low HDL (< 38 mg/dL), age), LDL must be > 120 mg/dL",
            ["ldl_cholesterol (120, -) mg/dL if three risk factors"],
        ),
        (
            "Performance status ECOG 0-1 (if treated with 3 prior regimens)",
            ["ecog {0 1} if treated with 3 prior regimens"],
        ),
        (
            "Zubrod 0-2 (patients who have had 1 prior regimen)",
            ["ecog {0 1 2} if patients who have had 1 prior regimen"],
        ),
        ("ECOG 0-2 (patients with ECOG 2 must be stable)", ["ecog {0 1 2}"]),
    ],
)
def test_a_number_asked_of_some_has_them_as_its_condition(text: str, lines: list[str]) -> None:
    assert said(text, "inclusion") == lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Unable to keep the blood pressure below 155 mmHg systolic", "sbp (-, 155) mm[Hg] negated"),
        (
            "PSA 3.5 to 9.5 ng/mL at 2nd screening if cancer is not ruled out",
            "psa [3.5, 9.5] ng/mL if cancer is not ruled out",
        ),
        ("Albumin:creatinine ratio > 280 mg/g", "uacr (280, -) mg/g"),
    ],
)
def test_inability_denies_and_ordinals_count_nothing(text: str, line: str) -> None:
    assert said(text, "exclusion") == [line]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Patients with a relapse within 5 months will be considered as having received one prior regimen", []),
        ("Patients with a CA 125 of at least 90 U/mL may be entered without a second test", []),
        ("Patients with an ejection fraction < 42 % are excluded", ["lvef (-, 42) % negated"]),
        ("Patients who have ALT > 1.4 x ULN and alkaline phosphatase > 2.4 x ULN are not eligible", []),
        ("A scan is only required in those with brain metastases", []),
        (
            "aPTT ≤ 1.4 x ULN or if on heparin and within the target range",
            ["aptt (-, 1.4] ULN except if on heparin and within the target range"],
        ),
        (
            "At least 8 days from a growth factor, at least 15 days must have elapsed after pegfilgrastim",
            ["prior_therapy min_gap 15 d of pegfilgrastim"],
        ),
        (
            "No arterial thrombotic or embolic events within the past 5 months",
            ["condition absent within 5 mo of arterial thrombotic or embolic events"],
        ),
    ],
)
def test_what_only_some_may_do_is_asked_of_nobody(text: str, lines: list[str]) -> None:
    assert [line for line in said(text, "inclusion") if "relapse" not in line] == lines
