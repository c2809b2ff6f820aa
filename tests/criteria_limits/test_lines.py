"""How many lines of earlier treatment: of what, in which setting, and of whom."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "At most 2 prior regimens for relapsed myeloma",
            "prior_lines (-, 2] {lines} of regimens for relapsed myeloma",
        ),
        (
            "At most 2 prior lines of endocrine therapy in the advanced setting and no cytotoxic drug",
            "prior_lines (-, 2] {lines} of endocrine therapy in the advanced setting",
        ),
        (
            "At least one line of cisplatin + etoposide",
            "prior_lines [1, -) {lines} of cisplatin + etoposide",
        ),
        (
            "At most 3 prior systemic regimens (without maintenance) for relapsed disease",
            "prior_lines (-, 3] {lines} of systemic regimens for relapsed disease",
        ),
        ("0, 1, or 2 earlier lines of therapy", "prior_lines [0, 2] {lines} of therapy"),
        ("Progression on at least two targeted therapies", "prior_lines [2, -) {lines} of targeted"),
        (
            "Sarcoma that recurred (any site) after >= 1 systemic treatment for metastases",
            "prior_lines [1, -) {lines} of systemic treatment for metastases",
        ),
    ],
)
def test_lines_are_of_one_treatment_in_one_setting(text: str, line: str) -> None:
    assert said(text, "inclusion") == [line]


@pytest.mark.parametrize(
    "text",
    [
        "May have had 1 prior course of radiotherapy",
        "1 prior course of radiotherapy for this tumor is allowed",
    ],
)
def test_who_may_have_had_one_line_may_have_had_none(text: str) -> None:
    assert said(text, "inclusion")[0].startswith("prior_lines (-, 1] {lines} of radiotherapy")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Thymoma, lung, TNBC, ovarian cancer: 2-3 prior treatments",
            "prior_lines [2, 3] {lines} if Thymoma, lung, TNBC, ovarian cancer",
        ),
        (
            "Disease has progressed. Subjects with a RET fusion should have had an inhibitor, at most 3 prior lines",
            "prior_lines (-, 3] {lines} if a RET fusion",
        ),
    ],
)
def test_lines_are_of_those_named_before(text: str, line: str) -> None:
    assert said(text, "inclusion") == [line]


@pytest.mark.parametrize(
    "text",
    [
        "One prior therapy must have been an antibody",
        "Treated by either of the two regimens described below",
        "After failure of 1 prior interferon or no prior systemic therapy",
    ],
)
def test_a_number_that_picks_out_some_lines_counts_none(text: str) -> None:
    assert said(text, "inclusion") == []
