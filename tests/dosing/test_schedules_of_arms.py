"""Which arm the schedule of a dosage is of, where arms have one drug in several ways."""

from __future__ import annotations

from tests.dosing.given import given_drug
from trialdb.enrich.dosages import dosages_of
from trialdb.records import Arm, TrialRecord


def test_schedule_of_an_arm_goes_to_the_level_of_that_arm() -> None:
    said = "Participants get subcutaneous injections of QX-77 every 4 weeks."
    record = TrialRecord(
        arms=(
            Arm(label="QX-77 150 mg", description=said, interventions=(1,)),
            Arm(label="QX-77 300 mg", description=said, interventions=(1,)),
            Arm(label="Extension", interventions=(1,)),
        ),
        interventions=(given_drug("QX-77"),),
    )
    assert [(found.dosage.dose_low, found.dosage.frequency, found.arms) for found in dosages_of(record)] == [
        (150, "Q4W", (1,)),
        (300, "Q4W", (2,)),
    ]


def test_schedule_of_one_arm_is_not_that_of_an_arm_without() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Monotherapy", interventions=(1,)),
            Arm(label="Domvanalimab every 2 weeks", interventions=(1,)),
            Arm(label="Domvanalimab every 3 weeks", interventions=(1,)),
        ),
        interventions=(given_drug("Domvanalimab"),),
    )
    assert [found.arms for found in dosages_of(record)] == [(2,), (3,)]


def test_cycles_of_one_arm_are_not_those_of_another() -> None:
    arms = (
        Arm(label="A", description="Tislelizumab 200 mg every 3 weeks", interventions=(1,)),
        Arm(label="B", description="Tislelizumab 200 mg every 3 weeks for 6 cycles", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Tislelizumab"),)))
    assert [(one.dosage.cycles_low, one.arms) for one in found] == [(None, (1,)), (6, (2,))]


def test_days_that_one_arm_has_are_not_those_of_another() -> None:
    arms = (
        Arm(label="Run-in", description="TX103 IV once only", interventions=(1,)),
        Arm(label="Cohort", description="TX103 IV on days 1 and 8 of a 21-day cycle", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("TX103"),)))
    assert [(one.dosage.cycle_days, one.arms) for one in found] == [((), (1,)), ((1, 8), (2,))]


def test_schedule_of_one_arm_is_not_of_an_arm_that_speaks_of_the_drug_itself() -> None:
    arms = (
        Arm(label="A", description="RO750 IV weekly", interventions=(1,)),
        Arm(label="B", description="RO750 at a dose found in A", interventions=(1,)),
    )
    assert [found.arms for found in dosages_of(TrialRecord(arms=arms, interventions=(given_drug("RO750"),)))] == [(1,)]


def test_period_of_a_drug_is_the_cycle_of_the_days_that_its_arm_states() -> None:
    record = TrialRecord(
        arms=(
            Arm(
                label="GP",
                description="Gemcitabine 900 mg/m2 + cisplatin 30 mg/m2 Q3W. "
                "Gemcitabine/cisplatin comes on D1/D8 of every three weeks cycle.",
                interventions=(1,),
            ),
        ),
        interventions=(given_drug("GP", "Gemcitabine 900 mg/m2 + cisplatin 30 mg/m2 Q3W"),),
    )
    found = [one.dosage for one in dosages_of(record)]
    assert [one.agent_text for one in found] == ["Gemcitabine", "cisplatin"]
    assert {(one.cycle_days, one.cycle_length_days, one.frequency, one.interval_days) for one in found} == {
        ((1, 8), 21, None, None)
    }


def test_cycles_are_not_those_of_an_arm_that_does_not_count_them() -> None:
    arms = (
        Arm(label="A", description="I-DXd 8 mg/kg every 3 weeks for 4 cycles", interventions=(1,)),
        Arm(label="B: I-DXd 8 mg/kg", description="I-DXd 8 mg/kg as maintenance", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("I-DXd"),)))
    assert [one.dosage.cycles_low for one in found if 2 in one.arms] == [None]


def test_single_dose_and_a_course_of_days_leave_both_open() -> None:
    record = TrialRecord(
        arms=(Arm(label="Montelukast 3 mg", description="As a single dose, in part 2 for 5 days", interventions=(1,)),),
        interventions=(given_drug("Montelukast", "3 mg inhaled"),),
    )
    (found,) = dosages_of(record)
    assert (found.dosage.dose_low, found.dosage.frequency, found.dosage.duration_value) == (3, None, None)


def test_loading_dose_is_not_the_same_amount_given_again_and_again() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", description="QX-78 400 mg every 3 weeks", interventions=(1,)),),
        interventions=(given_drug("QX-78", "A loading dose of 400 mg"),),
    )
    found = [one.dosage for one in dosages_of(record)]
    assert [(one.role, one.frequency) for one in found] == [("loading", None), (None, "Q3W")]


def test_time_that_two_interventions_say_otherwise_is_not_that_of_one_arm() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Short", description="Bicalutamide 50 mg daily for 1 month", interventions=(1,)),
            Arm(label="Long", interventions=(2,)),
        ),
        interventions=(
            given_drug("Hormones", "Bicalutamide 50 mg daily for 1 month"),
            given_drug("More hormones", "Bicalutamide 50 mg daily, as long as dutasteride"),
        ),
    )
    (found,) = dosages_of(record)
    assert found.dosage.duration_value is None


def test_dose_of_one_week_is_not_that_of_every_week() -> None:
    arms = (
        Arm(label="Slow", description="0.1 mL and 0.3 mL at 1 week intervals", interventions=(1,)),
        Arm(label="Fast", description="1. Week 1: 2 administrations of 0.1 mL\n2. Week 2: 0.6 mL", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Mite extract"),)))
    assert {(one.dosage.dose_low, one.dosage.frequency, one.arms) for one in found} == {
        (0.1, "QW", (1,)),
        (0.3, "QW", (1,)),
        (0.1, None, (2,)),
        (0.6, None, (2,)),
    }


def test_schedule_of_one_intervention_is_not_of_the_amount_of_another() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", interventions=(1, 2)),),
        interventions=(
            given_drug("Rush mite immunotherapy", "Up to 0.4 mL of the maintenance vial"),
            given_drug("Mite immunotherapy", "Given weekly for 10 weeks"),
        ),
    )
    assert [(one.intervention_no, one.dosage.frequency) for one in dosages_of(record)] == [(1, None), (2, "QW")]


def test_label_is_of_the_time_that_its_arm_states() -> None:
    arms = (
        Arm(label="2.5 mg then 5 mg", description="2.5 mg for 4 weeks, then 5 mg for 8 weeks", interventions=(1,)),
        Arm(label="5 mg tadalafil", description="5 mg for 12 weeks", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Tadalafil", "By mouth"),)))
    assert {(one.dosage.dose_low, one.dosage.duration_value, one.arms) for one in found} == {
        (2.5, 4, (1,)),
        (5, 8, (1,)),
        (5, 12, (2,)),
    }
