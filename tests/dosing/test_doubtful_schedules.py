"""Schedules of which a record leaves open what amount they are of stand apart from it."""

from __future__ import annotations

from tests.dosing.given import given_drug
from trialdb.enrich.dosages import dosages_of
from trialdb.records import Arm, Intervention, TrialRecord


def test_schedule_of_rising_doses_is_none_of_the_amount_in_a_label() -> None:
    arm = Arm(
        label="50 µg QX-12",
        description="QX-12, injected in increasing doses weekly for 8 weeks",
        interventions=(1,),
    )
    (found,) = dosages_of(TrialRecord(arms=(arm,), interventions=(given_drug("QX-12"),)))
    assert (found.dosage.dose_low, found.dosage.frequency, found.dosage.duration_value) == (50, None, None)


def test_one_of_two_schedules_is_not_that_of_an_amount_stated_elsewhere() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", description="Omalizumab SC every 2 weeks or every 4 weeks", interventions=(1,)),),
        interventions=(given_drug("Omalizumab", "each vial delivers 150 mg of omalizumab"),),
    )
    amounts = [one.dosage for one in dosages_of(record) if one.dosage.dose_low]
    assert [(one.dose_low, one.frequency) for one in amounts] == [(150, None)]


def test_what_a_treatment_starts_with_does_not_last_as_long_as_it() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", description="sublingual drops once daily for 3 months", interventions=(1,)),),
        interventions=(given_drug("MiteVac", "Taken once a day. Children start with 1 drop and add one each day."),),
    )
    (found,) = [one.dosage for one in dosages_of(record) if one.dosage.dose_low == 1]
    assert (found.dose_unit, found.duration_value) == ("[drp]", None)


def test_label_says_less_often_than_the_arm_itself() -> None:
    arm = Arm(
        label="Sildenafil monthly",
        description="Men take 3 doses of oral sildenafil at least 2 days apart monthly for 1 year",
        interventions=(1,),
    )
    found = dosages_of(TrialRecord(arms=(arm,), interventions=(given_drug("Sildenafil"),)))
    assert [(one.dosage.frequency, one.dosage.frequency_count) for one in found] == [(None, 3)]


def test_amount_daily_of_what_is_taken_twice_a_day_is_that_of_the_day() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", description="Vorinostat 200 mg twice daily", interventions=(1,)),),
        interventions=(given_drug("Vorinostat", "400 mg daily"),),
    )
    found = {one.dosage.dose_low: one.dosage for one in dosages_of(record)}
    assert (found[400].dose_per, found[400].frequency, found[200].frequency) == ("day", None, "BID")


def test_amount_once_daily_stays_a_dose_beside_another_twice_a_day() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", description="Vorinostat 200 mg twice daily", interventions=(1,)),),
        interventions=(given_drug("Vorinostat", "400 mg once daily"),),
    )
    found = {one.dosage.dose_low: one.dosage for one in dosages_of(record)}
    assert (found[400].dose_per, found[400].frequency) == ("dose", "QD")


def test_day_of_one_arm_does_not_come_round_as_in_another() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="A", description="Ociperlimab 450 mg IV on day 1", interventions=(1,)),
            Arm(label="B", description="Ociperlimab 450 mg IV on day 1 of each 21-day cycle", interventions=(1,)),
        ),
        interventions=(given_drug("Ociperlimab"),),
    )
    assert [(one.dosage.interval_days, one.arms) for one in dosages_of(record)] == [(None, (1,)), (21, (2,))]


def test_acupressure_is_no_drug_whatever_its_type() -> None:
    done = Intervention(
        intervention_type="OTHER", name="Auricular acupressure", description="Auricular acupressure is repeated weekly"
    )
    assert dosages_of(TrialRecord(arms=(Arm(label="A", interventions=(1,)),), interventions=(done,))) == []


def test_how_often_something_is_done_is_not_how_often_the_drug_is_given() -> None:
    said = "Men receive weekly shock waves and the injection for 5 weeks."
    record = TrialRecord(
        arms=(Arm(label="A", description=said, interventions=(1, 2)),),
        interventions=(
            Intervention(intervention_type="DEVICE", name="Shock waves"),
            given_drug("Papaverine", "30 mg papaverine is injected"),
        ),
    )
    assert [(one.dosage.dose_low, one.dosage.frequency) for one in dosages_of(record)] == [(30, None)]


def test_strength_in_a_name_is_no_dose_where_arms_take_several() -> None:
    arm = Arm(label="Riociguat 1.5 mg", description="3 x 0.5 mg tablets make up the 1.5 mg", interventions=(1,))
    found = dosages_of(TrialRecord(arms=(arm,), interventions=(given_drug("Riociguat 0.5 mg tablet"),)))
    assert [one.dosage.dose_low for one in found] == [1.5]


def test_amount_daily_that_a_summary_tells_in_parts_is_that_of_the_day() -> None:
    record = TrialRecord(
        detailed_description="They swallow 250 mg with breakfast, 250 mg at noon and 500 mg with dinner.",
        arms=(Arm(label="A", description="Metformin 1000 mg daily", interventions=(1,)),),
        interventions=(given_drug("Metformin"),),
    )
    (found,) = [one.dosage for one in dosages_of(record)]
    assert (found.dose_low, found.dose_per, found.frequency) == (1000, "day", None)
