"""Serology, presence and absence, and what a list shares."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said
from trialdb.extract.criteria import read_limits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Active hepatitis C or hepatitis B", ["hcv active", "hbv active"]),
        ("Seropositive for HIV or hepatitis C antibody", ["hiv positive", "hcv_antibody positive"]),
        ("HBsAg positive, and HBV DNA ≥ 400 IU/mL", ["hbsag positive", "hbv_dna [400, -) [IU]/mL"]),
        ("HCV RNA above the limit of detection", ["hcv_rna detectable"]),
        ("HIV-1,2 positive", ["hiv positive"]),
        ("Known infection with HIV, HDV or HCV", ["hiv present", "hcv present"]),
        ("HBsAg detectable at screening and for at least 5 months before it", ["hbsag detectable"]),
        (
            "Negative tests for HBsAg, hepatitis C antibody and HIV",
            ["hbsag negative", "hcv_antibody negative", "hiv negative"],
        ),
        ("Known HIV infection", ["hiv present"]),
        ("Positive test at screening for hepatitis C antibody", ["hcv_antibody positive"]),
        ("Negative blood or urinary pregnancy test", ["pregnancy_test negative"]),
        ("Pregnant at the time of entry", ["pregnancy present"]),
        ("Women who are or wish to become pregnant", ["pregnancy present"]),
        ("No known brain metastases", ["brain_metastases absent"]),
        ("Untreated brain metastases", ["brain_metastases present if Untreated"]),
        ("Women who are pregnant or lactating", ["pregnancy present", "breastfeeding present"]),
        ("Not pregnant and not nursing", ["pregnancy absent", "breastfeeding absent"]),
        (
            "At least one lesion, not irradiated so far, that can be accurately measured by MRI",
            ["measurable_disease present at least 1"],
        ),
        ("A tumour of use is defined as at least two lesions that can be accurately measured", []),
        ("The tumor must be clinically measurable", ["measurable_disease present"]),
        ("New or growing brain or spinal metastases", ["brain_metastases present if New or growing"]),
        ("At least two measurable lesions (RECIST 1.1)", ["measurable_disease present at least 2 of RECIST 1.1"]),
        ("Any other malignancy", ["other_malignancy present"]),
        ("Positive testing for HIV, or AIDS in the past", ["hiv positive"]),
        ("Positive hepatitis C antibodies (HCV)", ["hcv_antibody positive"]),
        ("Gravidity or breastfeeding", ["pregnancy present", "breastfeeding present"]),
        ("Gravidity of 4 or more", []),
    ],
)
def test_statuses(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Women planning to become pregnant next year",
        "Agrees to avoid pregnancy while on study",
        "Living in a nursing home",
        "An AIDS-related opportunistic illness",
        "Risk factors for HIV are discussed with every volunteer",
        "Vaccinated against hepatitis B",
        "Given antibodies such as hepatitis B immunoglobulin",
        "Treated brain metastases are allowed",
        "Measurable or non-measurable disease",
    ],
)
def test_a_name_alone_asserts_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No HIV positivity", ["hiv negative"]),
        ("Not detectable HCV RNA", ["hcv_rna undetectable"]),
        ("Women (those not past the menopause) with a positive pregnancy test", ["pregnancy_test positive for female"]),
    ],
)
def test_a_negation_turns_only_what_it_stands_before(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Active hepatitis B or C", ["hbv active", "hcv active"]),
        ("Known HIV seropositivity or active hepatitis A, B, or C", ["hiv positive", "hbv active", "hcv active"]),
        ("HIV, hepatitis B/C infection", ["hiv present", "hbv present", "hcv present"]),
    ],
)
def test_letters_alone_name_the_other_hepatitis(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Toxicity of earlier treatment not recovered to ≤ grade 1",
        "Side effects of earlier treatment that have not stabilized or recovered to ≤ grade 1",
        "Side effects that have not yet resolved to CTCAE 5.0 grade 1 or less",
    ],
)
def test_a_grade_not_reached_is_negated(text: str) -> None:
    assert said(text, "exclusion") == ["toxicity_grade (-, 1] negated"]


def test_not_limited_to_negates_nothing() -> None:
    assert said("Illness such as, but not limited to, HIV infection", "exclusion") == ["hiv present"]
    assert said("Not limited to stroke within 7 months", "exclusion") == ["stroke present within 7 mo"]


@pytest.mark.parametrize(
    "text",
    [
        "Patients with brain metastases must be stable for 5 weeks",
        "Anticoagulants in subjects without known brain metastases",
        "Women agree to pregnancy testing every month",
    ],
)
def test_what_is_asked_of_some_patients_is_no_status(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Non-measurable disease", ["measurable_disease absent"]),
        ("Disease not measurable by RECIST 1.1", ["measurable_disease absent of RECIST 1.1"]),
        ("Measurable or non-measurable disease", []),
        ("Measurable metastatic melanoma", ["measurable_disease present"]),
        ("Measurable disease is not needed", []),
        (
            "One measurable lesion that has not been irradiated, or 2 measurable lesions on a scan",
            ["measurable_disease present at least 1"],
        ),
        ("A first relapse, regardless of the presence of measurable disease", []),
        ("Patients with non-measurable disease may be enrolled", []),
        (
            "Measurable disease, defined as at least two lesions that can be followed by CT",
            ["measurable_disease present at least 2"],
        ),
    ],
)
def test_disease_is_measurable_or_it_is_not(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_a_negative_test_in_brackets_leaves_a_denied_pregnancy_denied() -> None:
    assert said("Not pregnant (negative urine test) or nursing", "inclusion") == [
        "pregnancy absent",
        "breastfeeding absent",
    ]


@pytest.mark.parametrize("text", ["Positive hepatitis C polymerase chain reaction", "HCV PCR positive"])
def test_a_chain_reaction_finds_the_virus_itself(text: str) -> None:
    assert said(text, "exclusion") == ["hcv_rna positive"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Girls of childbearing age need a negative pregnancy test in the screening week", "Girls of childbearing age"),
        ("Serum pregnancy test negative (WOCBP)", "WOCBP"),
        ("Men whose partners are of childbearing potential use condoms; a negative pregnancy test in women", None),
        ("A positive pregnancy test. Fertile women must use two methods", None),
        ("Fertile women must use two methods. A negative pregnancy test is needed too", "Fertile women"),
    ],
)
def test_a_pregnancy_test_is_of_those_who_can_bear_children(text: str, who: str | None) -> None:
    assert [limit.if_text for limit in read_limits(text) if limit.concept == "pregnancy_test"] == [who]
