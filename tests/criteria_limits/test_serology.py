"""Antigens, antibodies and viral loads: of whom each is asked, and what is only allowed or told in passing."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import groups_of, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "HCV antibody negative, or positive HCV antibody and then undetectable HCV RNA",
            [
                "hcv_antibody negative",
                "hcv_antibody positive",
                "hcv_rna undetectable if positive HCV antibody",
            ],
        ),
        (
            "HBsAg negative, or HBsAg positive with HBV DNA < 400 IU/mL",
            ["hbsag negative", "hbsag positive", "hbv_dna (-, 400) [IU]/mL if HBsAg positive"],
        ),
        ("HIV-positive patients are not eligible", ["hiv negative"]),
        ("Those who are HIV-positive and take ritonavir are ineligible", []),
        ("Hepatitis C-positive patients may be entered if their biopsy shows no cirrhosis", []),
        ("Liver disease with or without hepatitis B or C", []),
        ("HIV positive, with HIV RNA levels in the range that is studied", ["hiv positive"]),
    ],
)
def test_an_inclusion_asks_no_more_of_an_infection_than_it_says(text: str, expected: list[str]) -> None:
    assert said(text, "inclusion") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "HBcAb was positive and the copies of HBV DNA in blood exceeded what can be measured",
            ["hbcab positive if the copies of HBV DNA in blood exceeded what can be measured"],
        ),
        (
            "Active hepatitis B. HBV carriers without disease (HBV DNA titer < 800 copies/mL) or cured hepatitis C "
            "(RNA negative) may be enrolled",
            [
                "hbv active except HBV carriers without disease (HBV DNA titer < 800 copies/mL) or cured hepatitis C "
                "(RNA negative) may be enrolled"
            ],
        ),
        ("If HIV is known and well controlled (CD4 count ≥ 300/uL) the patient is eligible", []),
        (
            "HIV or HCV infection: patients are required to be negative for HIV (antibody) and for HCV antibody",
            ["hcv present"],
        ),
        ("Active HBV, HCV (unless RNA-negative), or HIV", ["hbv active", "hcv active except RNA-negative"]),
        (
            "Known HIV, hepatitis B surface (HBs) antigen or HCV seropositivity",
            ["hiv positive", "hbsag positive", "hcv positive"],
        ),
        ("Vaccination with hepatitis B at birth", []),
        ("Known HIV infection that is not well controlled", ["hiv present if not well controlled"]),
        ("Untreated infection with hepatitis B or C", ["hbv present if Untreated", "hcv present if Untreated"]),
        ("Active hepatitis C, or HIV (HIV antibody positive)", ["hcv active", "hiv positive"]),
        ("An HIV-positive mother", []),
        ("Inducers of the enzyme (e.g. drugs for HIV infection)", []),
        ("Participants must not have HIV or hepatitis B", ["hiv present", "hbv present"]),
        ("Past or active hepatitis C", ["hcv present"]),
        ("Active viral infections seen at screening, such as HIV or hepatitis C", ["hiv active", "hcv active"]),
        ("Active or latent infections such as HIV", ["hiv present"]),
        ("No active second disease, an infection including HIV", ["hiv absent"]),
        ("Infection with HIV or with hepatitis B (HBsAg positive)", ["hiv present", "hbv positive", "hbsag positive"]),
        ("Active infection: a virus (positive for HBsAg), hepatitis C", ["hbsag positive"]),
        (
            "Active hepatitis B (that is, a positive HBsAg test this year) unless it is kept down by drugs",
            ["hbv active except it is kept down by drugs", "hbsag positive except it is kept down by drugs"],
        ),
        ("HBsAb (anti-HBs) was negative, or hepatitis C virus antibody (HCV Ab) positive", ["hcv_antibody positive"]),
        ("Enrolled in an HIV prevention study", []),
    ],
)
def test_an_exclusion_keeps_the_viruses_apart(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected


def test_what_defines_an_infection_excludes_with_it() -> None:
    text = "Known hepatitis B (defined as positive HBsAg), or active hepatitis C (confirmed as HCV RNA positive)"
    assert groups_of(text, "exclusion") == [("hbv", 1), ("hbsag", 1), ("hcv", 2), ("hcv_rna", 2)]


def test_what_is_found_and_not_found_of_one_virus_excludes_together() -> None:
    text = "HBsAg negative, HBcAb positive, and HBV DNA positive, or HCV antibody positive"
    assert groups_of(text, "exclusion") == [("hbsag", 1), ("hbcab", 1), ("hbv_dna", 1), ("hcv_antibody", 2)]
    assert groups_of("HBsAg positive, HBcAb positive", "exclusion") == [("hbsag", 1), ("hbcab", 2)]
