"""Blood pressures whose name stands behind the number, or that share one name."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    "text",
    [
        "Blood pressure above 155 systolic or 95 diastolic, untreated or treated",
        "Hypertension, > 155 systolic and/or > 95 diastolic",
        "BP > 155 (systolic) or > 95 (diastolic)",
        "BP (systolic/diastolic) > 155/95",
    ],
)
def test_each_pressure_gets_the_number_in_front_of_its_name(text: str) -> None:
    assert said(text) == ["sbp (155, -)", "dbp (95, -)"]


def test_a_pressure_in_mmhg_needs_no_other_word() -> None:
    assert said("Over 155 mmHg systolic or 95 mmHg diastolic") == ["sbp (155, -) mm[Hg]", "dbp (95, -) mm[Hg]"]


def test_a_name_behind_another_number_is_of_the_number_behind_it() -> None:
    text = "Systolic pressure lower than 95 or over 145 mmHg, diastolic pressure lower than 55 mmHg"
    assert said(text, "exclusion") == ["sbp (-, 95) mm[Hg]", "sbp (145, -) mm[Hg]", "dbp (-, 55) mm[Hg]"]
    assert said("SBP 140-155 mm Hg/DBP 90-95 mm Hg") == ["sbp [140, 155] mm[Hg]", "dbp [90, 95] mm[Hg]"]


def test_a_name_in_front_keeps_its_number() -> None:
    assert said("Systolic > 155 mmHg, diastolic > 95 mmHg") == ["sbp (155, -) mm[Hg]", "dbp (95, -) mm[Hg]"]


def test_a_drop_on_standing_is_no_pressure() -> None:
    assert said("Orthostatic drop of > 25 mmHg systolic or > 12 mmHg diastolic") == []


def test_a_pressure_asked_to_be_absent_is_negated() -> None:
    assert said("No hypertension > 155 mmHg systolic") == ["sbp (155, -) mm[Hg] negated"]


def test_a_pressure_named_before_its_own_bound_takes_none_of_the_other() -> None:
    text = "Systolic blood pressure > 165 or < 95 mm Hg, diastolic pressure > 105 or < 55 mm Hg"
    assert said(text, "exclusion") == [
        "sbp (165, -) mm[Hg]",
        "sbp (-, 95) mm[Hg]",
        "dbp (105, -) mm[Hg]",
        "dbp (-, 55) mm[Hg]",
    ]


def test_two_pressures_need_no_unit_where_the_disorder_is_named() -> None:
    assert said("Poorly controlled hypertension (above 165/95)", "exclusion") == ["sbp (165, -)", "dbp (95, -)"]
    assert said("Narrowing of the artery (above 165/95)", "exclusion") == []
