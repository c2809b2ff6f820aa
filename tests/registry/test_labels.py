"""Old labels and new values are one vocabulary."""

import pytest

from loaders.labels import masking, v2_value, values


@pytest.mark.parametrize(
    ("field", "label", "value"),
    [
        ("overall_status", "Active, not recruiting", "ACTIVE_NOT_RECRUITING"),
        ("overall_status", "Unknown status", "UNKNOWN"),
        ("phase", "Phase 1/Phase 2", "PHASE1/PHASE2"),
        ("phase", "Phase 0", "EARLY_PHASE1"),
        ("phase", "N/A", "NA"),
        ("intervention_model", "Single Group Assignment", "SINGLE_GROUP"),
        ("allocation", "Non-Randomized", "NON_RANDOMIZED"),
        ("sex", "Both", "ALL"),
        ("sponsor_class", "U.S. Fed", "FED"),
        ("date_type", "Anticipated", "ESTIMATED"),
        ("dispersion_type", "97.5% Confidence Interval", "CONFIDENCE_975"),
        ("ci_sides", "2-Sided", "TWO_SIDED"),
    ],
)
def test_a_legacy_label_becomes_the_v2_value(field: str, label: str, value: str) -> None:
    assert v2_value(field, label) == (value, True)


def test_every_known_value_stands_for_itself() -> None:
    for field in ("overall_status", "phase", "masking", "arm_type", "identifier_type", "dispersion_type"):
        assert {v2_value(field, value) for value in values(field)} == {(value, True) for value in values(field)}


def test_an_unmet_label_is_kept_in_the_manner_of_v2() -> None:
    assert v2_value("arm_type", "Delayed-start comparator") == ("DELAYED_START_COMPARATOR", False)


@pytest.mark.parametrize(
    ("label", "level", "roles"),
    [
        ("None (Open Label)", "NONE", ()),
        ("Open Label", "NONE", ()),
        ("Double-Blind", "DOUBLE", ()),
        ("Double Blind (Subject, Investigator)", "DOUBLE", ("PARTICIPANT", "INVESTIGATOR")),
        ("Single (Outcomes Assessor)", "SINGLE", ("OUTCOMES_ASSESSOR",)),
        ("Double Blind (Subject, Caregiver, Investigator)", "TRIPLE", ("PARTICIPANT", "CARE_PROVIDER", "INVESTIGATOR")),
        ("Double (Pharmacist)", "DOUBLE", ("PHARMACIST",)),
    ],
)
def test_masking_packs_a_level_and_who_is_masked(label: str, level: str, roles: tuple[str, ...]) -> None:
    assert masking(label) == (level, roles)
