"""What lead-ins deny of the limits below them, and headings that are for nobody."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said_in_whole


def test_what_a_lead_in_denies_may_be_no_more_than_examples() -> None:
    text = """
        Inclusion Criteria:

        * No uncontrolled illness, including but not limited to:
          * Stroke within the past 7 months
          * No seizure within the past 7 months
    """

    assert said_in_whole(text) == ["stroke present within 7 mo negated", "condition absent within 7 mo of seizure"]


def test_a_formula_is_for_nobody() -> None:
    text = """
        Exclusion Criteria:

        * For creatinine concentration in µmol/L:
          * Brain metastases
    """

    assert [line for line in said_in_whole(text) if "brain" in line] == ["brain_metastases present"]


@pytest.mark.parametrize("ending", ["including any of the following", "defined as follows"])
def test_a_denied_illness_with_two_adjectives_denies_its_instances(ending: str) -> None:
    text = f"Inclusion Criteria:\n\n* No severe, active heart disease, {ending}:\n  * A stroke within 7 months\n"
    assert said_in_whole(text) == ["stroke present within 7 mo negated"]
