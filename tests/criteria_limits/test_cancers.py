"""What is said of further cancers, of metastases and of lesions beside their names, behind their time, or instead."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Another malignancy within 4 years before enrollment that requires drugs, except a skin cancer",
            "other_malignancy present within 4 a @enrollment if requires drugs except a skin cancer",
        ),
        (
            "Previous malignancy other than the tumor under study that is progressing or needed an operation",
            "other_malignancy present if is progressing or needed an operation except the tumor under study",
        ),
        (
            "Other malignant tumors and currently requiring drugs",
            "other_malignancy present if currently requiring drugs",
        ),
        ("Active (i.e., growing) brain metastases", "brain_metastases present if Active"),
        ("Uncontrollable brain metastases", "brain_metastases present if Uncontrollable"),
        ("Brain metastases with clinical signs", "brain_metastases present if with clinical signs"),
        (
            "Untreated brain metastases: Patients with lesions stable for 7 weeks are eligible",
            "brain_metastases present if Untreated except Patients with lesions stable for 7 weeks are eligible",
        ),
        (
            "Any malignancy within 4 years, except for the following: a skin cancer; or a cured breast cancer",
            "other_malignancy present within 4 a except the following: a skin cancer; or a cured breast cancer",
        ),
        (
            "Other cancer. Those with a cured skin cancer are eligible. Those with an indolent tumor are eligible",
            "other_malignancy present except Those with a cured skin cancer are eligible; "
            "Those with an indolent tumor are eligible",
        ),
    ],
)
def test_which_cancers_are_meant_is_told_around_them(text: str, line: str) -> None:
    assert said(text, "exclusion") == [line]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Toxicity of earlier cancer-directed drugs", "exclusion"),
        ("To bone or brain metastases", "exclusion"),
        ("Radiotherapy: permissible if at least one measurable lesion is left", "exclusion"),
        ("Stable lesions are allowed, including treated brain metastases", "inclusion"),
        ("A vessel diameter of 3.5 mm and a target lesion length ≤ 33 mm", "inclusion"),
        ("An advanced tumor, in the cohort of other cancers", "inclusion"),
    ],
)
def test_what_is_only_named_is_no_limit(text: str, kind: str) -> None:
    assert said(text, kind) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Measurable lesions, or disease evaluable by a marker",
            "measurable_disease present except disease evaluable by a marker",
        ),
        (
            "Measurable disease by RECIST 1.1. Patients with bone-only disease are eligible",
            "measurable_disease present of RECIST 1.1 except Patients with bone-only disease are eligible",
        ),
        (
            "Patients in cohort 3 with a sarcoma must have at least 1 measurable lesion",
            "measurable_disease present at least 1 if Patients in cohort 3 with a sarcoma",
        ),
        (
            "At least one lesion that qualifies as a target lesion of RECIST 1.1",
            "measurable_disease present at least 1 of RECIST 1.1",
        ),
        (
            "At least 2 nodal lesions which can accurately be measured by CT",
            "measurable_disease present at least 2",
        ),
        ("Sarcoma with measurable and evaluable lesions", "measurable_disease present"),
    ],
)
def test_whom_measurable_disease_is_asked_of_and_what_will_do_instead(text: str, line: str) -> None:
    assert said(text, "inclusion") == [line]
