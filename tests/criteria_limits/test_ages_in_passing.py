"""Ages that are told but asked of no patient: of a sample, of others, of those who consent or do without."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A bone marrow biopsy is on file and not older than 4 months", "inclusion"),
        ("Archived tumor tissue, ≤ 7 months old", "inclusion"),
        ("Shares a household with infants younger than 9 months of age", "exclusion"),
        ("A brother or sister with a stroke that occurred under the age of 47 years", "exclusion"),
        ("The subject's legal guardian who signs the form must be 19 years or older", "inclusion"),
        ("Children whose bone ages lie between 4 and 9 years of age", "inclusion"),
        ("Got a liver from a 61-68 year old donor", "exclusion"),
        ("Female of childbearing potential (all women ≤ 57 years of age) without contraception", "exclusion"),
        ("At least 40% of participants should be older than 66 years", "inclusion"),
        ("Children 8 to < 13 years old were asked to sign a written assent", "inclusion"),
        ("In case of subjects under the age of 19, a parent will sign the form", "inclusion"),
        ("Participants below 7 years of age can use a peak flow meter instead", "inclusion"),
        ("Sites where the law asks for it will only enroll subjects ≥ 19 years of age", "inclusion"),
        ("PR interval above 210 ms (candidates younger than 14 years of age)", "exclusion"),
        ("The scan will not be done to a patient younger than 25 years", "exclusion"),
        ("Anyone who is now over the age of 73 must be in good health", "inclusion"),
        ("Women who are postmenopausal less than 2 years", "exclusion"),
        ("Children who have had less than one year for allergy treatment", "exclusion"),
        ("3 years or more posttransplant patients", "inclusion"),
        ("All patients ≥ 19 years of age will be offered a talk with a nurse", "inclusion"),
        ("A living will is signed (patients ≥ 19 years of age only)", "inclusion"),
        ("An echocardiogram is required if the patient smokes or is ≥ 52 years old", "inclusion"),
        ("Spirometry, which small children cannot do (most children < 6 years of age)", "inclusion"),
        ("Hypertension, age ≥ 74 years, diabetes and stroke (CHADS2) count at least 3", "inclusion"),
    ],
)
def test_an_age_told_in_passing_is_no_limit(text: str, kind: str) -> None:
    assert [line for line in said(text, kind) if line.startswith("age")] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Patients who are 21 years or older, able to give informed consent", "age [21, -) a"),
        ("Adults ≥ 22 years who may use oral contraceptives", "age [22, -) a"),
        ("Older than 60 years with a scan of the brain", "age (60, -) a"),
        ("Patients over 21 years with results of a biopsy", "age (21, -) a"),
        ("Women 52 to 66 years, postmenopausal", "age [52, 66] a"),
        ("Aged 19 or over and living with a partner", "age [19, -) a"),
    ],
)
def test_an_age_that_something_else_is_said_beside_is_kept(text: str, line: str) -> None:
    assert said(text, "inclusion")[0] == line
