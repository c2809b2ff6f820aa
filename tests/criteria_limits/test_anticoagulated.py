"""Clotting times, and those who take what lengthens them."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "INR ≤ 1.4 and aPTT ≤ 1.4 x ULN (for those on warfarin, the physician decides what is safe)",
            [
                "inr (-, 1.4] except for those on warfarin, the physician decides what is safe",
                "aptt (-, 1.4] ULN except for those on warfarin, the physician decides what is safe",
            ],
        ),
        (
            "INR ≤ 1.4; if heparin is given, values in its usual range will do",
            ["inr (-, 1.4] except if heparin is given, values in its usual range will do"],
        ),
        (
            "INR < 1.4 and aPTT < 1.4 x ULN (except for subjects under anticoagulation)",
            [
                "inr (-, 1.4) except subjects under anticoagulation",
                "aptt (-, 1.4) ULN except subjects under anticoagulation",
            ],
        ),
        ("INR ≤ 1.4; patients must not receive warfarin", ["inr (-, 1.4]"]),
    ],
)
def test_who_takes_anticoagulants_is_excepted_from_each_clotting_time(text: str, limits: list[str]) -> None:
    assert said(text, "inclusion") == limits


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "Clotting (without anticoagulants): INR ≤ 1.4, aPTT ≤ 40 s",
            ["inr (-, 1.4] if without anticoagulants", "aptt (-, 40] s if without anticoagulants"],
        ),
        (
            "INR ≤ 1.4 (in the absence of warfarin treatment)",
            ["inr (-, 1.4] if in the absence of warfarin treatment"],
        ),
    ],
)
def test_who_takes_none_has_a_clotting_time_as_condition(text: str, limits: list[str]) -> None:
    assert said(text, "inclusion") == limits
