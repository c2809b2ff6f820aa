"""Which intervention a dosage is tied to where several are named like its drug, and what two say of one dose."""

from __future__ import annotations

from tests.dosing.given import given_drug
from trialdb.enrich.dosages import dosages_of
from trialdb.records import Arm, TrialRecord


def test_words_beside_a_dose_tell_which_of_two_interventions_it_is() -> None:
    record = TrialRecord(
        arms=(
            Arm(
                label="All",
                description="Induction melphalan (100 mg/m2 once), followed by maintenance melphalan (20 mg/m2 once)",
                interventions=(1, 2),
            ),
        ),
        interventions=(given_drug("Induction Melphalan"), given_drug("Maintenance Melphalan")),
    )
    assert [(found.dosage.dose_low, found.intervention_no) for found in dosages_of(record)] == [(100, 1), (20, 2)]


def test_dose_of_either_of_two_interventions_is_tied_to_none() -> None:
    record = TrialRecord(
        arms=(Arm(label="All", description="Filgotinib 50 mg once daily at first", interventions=(1, 2)),),
        interventions=(given_drug("Filgotinib 100 mg"), given_drug("Filgotinib 200 mg")),
    )
    assert [found.intervention_no for found in dosages_of(record) if found.dosage.dose_low == 50] == [None]


def test_summary_ties_a_dose_to_none_of_two_interventions() -> None:
    record = TrialRecord(
        brief_summary="Patients take tegafur 600 mg daily.",
        arms=(Arm(label="A", interventions=(1,)), Arm(label="B", interventions=(2,))),
        interventions=(given_drug("Tegafur capsules"), given_drug("Tegafur granules")),
    )
    (found,) = dosages_of(record)
    assert (found.intervention_no, found.arms) == (None, ())


def test_time_that_only_one_of_two_arms_has_is_not_said_of_both() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Short", description="Nintedanib 150 mg twice daily for 6 weeks", interventions=(1,)),
            Arm(label="Long", description="Nintedanib 150 mg twice daily, as the doctor decides", interventions=(1,)),
        ),
        interventions=(given_drug("Nintedanib"),),
    )
    (found,) = dosages_of(record)
    assert (found.arms, found.dosage.frequency, found.dosage.duration_value) == ((1, 2), "BID", None)


def test_time_in_the_words_of_an_intervention_is_that_of_each_arm_that_gets_it() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="A", description="Nintedanib 150 mg twice daily", interventions=(1,)),
            Arm(label="B", description="Nintedanib 150 mg twice daily", interventions=(1,)),
        ),
        interventions=(given_drug("Nintedanib", "150 mg twice daily for 6 weeks"),),
    )
    (found,) = dosages_of(record)
    assert (found.arms, found.dosage.duration_value) == ((1, 2), 6)


def test_arm_of_another_range_does_not_get_the_range_of_the_intervention() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="A", description="Rosuvastatin 5-20 mg daily", interventions=(1,)),
            Arm(label="B", description="Rosuvastatin 10-20 mg daily", interventions=(1,)),
        ),
        interventions=(given_drug("Rosuvastatin"),),
    )
    ranges = {(found.dosage.dose_low, found.dosage.dose_high): found.arms for found in dosages_of(record)}
    assert ranges == {(5, 20): (1,), (10, 20): (2,)}


def test_part_of_the_trial_is_none_of_a_drugs_name() -> None:
    record = TrialRecord(
        arms=(Arm(label="1", interventions=(1,)), Arm(label="2", interventions=(2,))),
        interventions=(
            given_drug("Paclitaxel - Phase 1", "80 mg/m2 weekly"),
            given_drug("Phase 2: Paclitaxel", "175 mg/m2 every 3 weeks"),
        ),
    )
    assert [(found.agent, found.arms) for found in dosages_of(record)] == [("Paclitaxel", (1,)), ("Paclitaxel", (2,))]


def test_dose_of_one_week_is_not_that_of_every_other_week() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="A", description="Adalimumab 40 mg every other week", interventions=(1,)),
            Arm(label="B", description="Adalimumab 40 mg at week 2", interventions=(1,)),
        ),
        interventions=(given_drug("Adalimumab"),),
    )
    assert [(found.dosage.frequency, found.arms) for found in dosages_of(record)] == [("Q2W", (1,)), (None, (2,))]


def test_schedule_of_a_drug_is_none_of_a_regimens_dose_where_no_arm_gets_both() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", interventions=(1,)), Arm(label="B", interventions=(2,))),
        interventions=(given_drug("FOLFIRI", "Irinotecan 180 mg/m2 IV, day 1"), given_drug("Irinotecan", "IV, weekly")),
    )
    assert [(found.intervention_no, found.arms) for found in dosages_of(record)] == [(1, (1,)), (2, (2,))]


def test_short_name_of_an_intervention_ties_a_dose_to_it() -> None:
    arms = (Arm(label="A", description="ABC 20 g once daily", interventions=(1,)),)
    long = TrialRecord(arms=arms, interventions=(given_drug("Alpha Beta Compound"),))
    other = TrialRecord(arms=arms, interventions=(given_drug("Alpha Beta Mixture"),))
    assert [found.intervention_no for found in (*dosages_of(long), *dosages_of(other))] == [1, None]


def test_tablets_of_two_drugs_are_of_neither_alone() -> None:
    given = given_drug("Dapoxetine/Vardenafil 30/10 mg tablet", "1 tablet as needed")
    found = dosages_of(TrialRecord(arms=(Arm(label="A", interventions=(1,)),), interventions=(given,)))
    assert [one.agent for one in found if one.dosage.dose_unit == "{tablet}"] == [None]
