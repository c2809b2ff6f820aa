"""Which arms a dosage of a trial is tied to, and which not."""

from __future__ import annotations

from tests.dosing.given import given_drug
from trialdb.enrich.dosages import dosages_of
from trialdb.records import Arm, TrialRecord


def test_two_drugs_of_an_arm_go_to_their_interventions() -> None:
    record = TrialRecord(
        arms=(
            Arm(
                label="A",
                description="Osimertinib 80 mg daily plus savolitinib 300 mg twice daily",
                interventions=(1, 2),
            ),
        ),
        interventions=(given_drug("Savolitinib"), given_drug("Osimertinib")),
    )
    assert [(found.agent, found.intervention_no) for found in dosages_of(record)] == [
        ("Osimertinib", 2),
        ("savolitinib", 1),
    ]


def test_levels_go_to_the_arms_that_state_them() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Low", description="Fezolinetant 30 mg daily", interventions=(1,)),
            Arm(label="High", description="Fezolinetant 45 mg daily", interventions=(1,)),
        ),
        interventions=(given_drug("Fezolinetant", "Fezolinetant 30 mg daily or 45 mg daily"),),
    )
    assert [(found.dosage.dose_low, found.arms) for found in dosages_of(record)] == [(30, (1,)), (45, (2,))]


def test_intervention_gives_its_dosage_to_all_its_arms() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", interventions=(1,)), Arm(label="B", interventions=(1,)), Arm(label="C")),
        interventions=(given_drug("Ribavirin", "600 mg twice daily"),),
    )
    (found,) = dosages_of(record)
    assert found.arms == (1, 2)


def test_interventions_that_state_one_dosage_share_its_arms() -> None:
    record = TrialRecord(
        arms=(Arm(label="Morning", interventions=(1,)), Arm(label="Evening", interventions=(2,))),
        interventions=(
            given_drug("Udenafil", "Udenafil 75 mg as a single dose"),
            given_drug("Udenafil tablet", "Udenafil 75 mg as a single dose"),
        ),
    )
    (found,) = dosages_of(record)
    assert found.arms == (1, 2)


def test_arm_with_another_drug_of_the_intervention_does_not_get_this_one() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="A", description="Loratadine 10 mg every morning", interventions=(1,)),
            Arm(label="B", description="Cetirizine 5 mg every morning", interventions=(1,)),
        ),
        interventions=(given_drug("Loratadine 10 mg/cetirizine 5 mg", "one of the two for four weeks"),),
    )
    assert {found.agent: found.arms for found in dosages_of(record)} == {"Loratadine": (1,), "cetirizine": (2,)}


def test_arm_that_names_both_drugs_of_the_intervention_gets_both() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Both", description="Loratadine together with cetirizine", interventions=(1,)),
            Arm(label="One", description="Cetirizine alone", interventions=(1,)),
        ),
        interventions=(given_drug("Antihistamines", "Loratadine 10 mg daily and cetirizine 5 mg daily"),),
    )
    assert {found.agent: found.arms for found in dosages_of(record)} == {"Loratadine": (1,), "cetirizine": (1, 2)}


def test_arm_without_the_drug_does_not_get_it() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Capsules with curcumin", interventions=(1,)),
            Arm(label="Capsules without curcumin", interventions=(1,)),
        ),
        interventions=(given_drug("Capsules", "Curcumin 500 mg twice daily"),),
    )
    assert [found.arms for found in dosages_of(record)] == [(1,)]


def test_brackets_after_an_amount_say_whose_it_is() -> None:
    record = TrialRecord(
        arms=(Arm(label="High group", interventions=(1,)), Arm(label="Low group", interventions=(1,))),
        interventions=(given_drug("Selenium", "Selenium 200 mcg daily (high group) or 50 mcg daily (low group)"),),
    )
    assert [(found.dosage.dose_low, found.arms) for found in dosages_of(record)] == [(200, (1,)), (50, (2,))]


def test_arm_at_the_recommended_dose_gets_none_of_the_levels() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="ABX-101 20 mg IV every 3 weeks", interventions=(1,)),
            Arm(label="ABX-101 60 mg IV every 3 weeks", interventions=(1,)),
            Arm(label="Expansion: ABX-101 RP2D every 3 weeks", interventions=(1,)),
        ),
        interventions=(given_drug("ABX-101"),),
    )
    dosed = [(found.dosage.dose_low, found.arms) for found in dosages_of(record) if found.dosage.dose_low]
    assert dosed == [(20, (1,)), (60, (2,))]


def test_dose_of_no_arm_is_tied_to_none_where_its_arms_state_others() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Escalation: ABX-101 5 mg", interventions=(1,)),
            Arm(label="Expansion", interventions=(1,)),
        ),
        interventions=(given_drug("ABX-101", "Doses of 5 mg and 40 mg"),),
    )
    assert [(found.dosage.dose_low, found.arms) for found in dosages_of(record)] == [(5, (1,)), (40, ())]


def test_arm_of_one_product_speaks_of_its_own() -> None:
    arms = (
        Arm(label="A", description="Omalizumab (Norvex) every 4 weeks", interventions=(1,)),
        Arm(label="B", description="Omalizumab (Xolair) every 4 weeks", interventions=(2,)),
    )
    given = (given_drug("Omalizumab (Norvex)"), given_drug("Omalizumab (Xolair)"))
    found = dosages_of(TrialRecord(arms=arms, interventions=given))
    assert [(one.intervention_no, one.arms) for one in found] == [(1, (1,)), (2, (2,))]


def test_amount_that_one_arm_states_is_not_that_of_an_arm_with_its_schedule_only() -> None:
    arms = (
        Arm(label="Escalation", description="TAK-188 from 40 ug/kg IV every week", interventions=(1,)),
        Arm(label="Expansion", description="TAK-188 IV every week", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("TAK-188"),)))
    assert [(one.dosage.dose_low, one.arms) for one in found] == [(40, (1,)), (None, (2,))]


def test_dose_of_one_arm_is_not_of_an_arm_that_states_other_drugs_only() -> None:
    """The registry lists the placebo under both arms; the second speaks of vitamin D alone."""
    arms = (
        Arm(label="Control", description="Placebo capsule daily for 15 weeks", interventions=(1,)),
        Arm(label="Vitamin", description="2000 IU vitamin D3 per day", interventions=(1, 2)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Placebo"), given_drug("Vitamin D3"))))
    assert [(one.agent, one.arms) for one in found] == [("Placebo", (1,)), ("vitamin D3", (2,))]


def test_levels_are_not_those_of_the_arm_that_gets_the_best_of_them() -> None:
    arms = (Arm(label="Dose escalation", interventions=(1,)), Arm(label="Expansion at MTD", interventions=(1,)))
    given = given_drug("TX103", "Level 1: TX103 10 mg daily. Level 2: TX103 20 mg daily.")
    assert {found.arms for found in dosages_of(TrialRecord(arms=arms, interventions=(given,)))} == {(1,)}


def test_loading_dose_of_one_arm_is_not_the_dose_of_another() -> None:
    arms = (
        Arm(label="A", description="CM310 300 mg every 2 weeks", interventions=(1,)),
        Arm(label="B", description="CM310 at a loading dose of 300 mg, then 150 mg every 2 weeks", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("CM310"),)))
    assert [(one.dosage.dose_low, one.dosage.role, one.arms) for one in found] == [
        (300, None, (1,)),
        (300, "loading", (2,)),
        (150, None, (2,)),
    ]


def test_starting_dose_of_several_arms_is_of_none_of_them() -> None:
    arms = (Arm(label="Dose 1", interventions=(1,)), Arm(label="Dose 2", interventions=(1,)))
    given = given_drug("CNTO7160", "CNTO7160 IV, escalating, with a starting dose of 0.002 mg/kg")
    assert [found.arms for found in dosages_of(TrialRecord(arms=arms, interventions=(given,)))] == [()]


def test_part_of_a_combination_tablet_is_not_the_drug_of_other_arms() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Apart", description="Perindopril by mouth once daily", interventions=(1,)),
            Arm(
                label="Together",
                description="One combination tablet of RO7031 and perindopril by mouth twice daily",
                interventions=(2,),
            ),
        ),
        interventions=(given_drug("Perindopril"), given_drug("LY7000")),
    )
    found = [(one.agent.lower(), one.intervention_no, one.arms) for one in dosages_of(record) if one.agent]
    assert ("perindopril", 1, (1,)) in found
    assert ("perindopril", None, (2,)) in found


def test_intervention_is_one_that_its_arms_get() -> None:
    said = "Tezepelumab 210 mg every 4 weeks"
    arms = (
        Arm(label="Placebo", description="Matching placebo", interventions=(1,)),
        Arm(label="B", description=said, interventions=(2,)),
        Arm(label="C", description="Nitrate capsules once daily, here the placebo", interventions=(3,)),
    )
    given = (given_drug("Tezepelumab", said), given_drug("Tezepelumab", said), given_drug("Placebo"))
    found = dosages_of(TrialRecord(arms=arms, interventions=(*given, given_drug("Nitrate"))))
    assert [(one.agent, one.intervention_no, one.arms) for one in found] == [
        ("Tezepelumab", 2, (2,)),
        ("Nitrate", None, (3,)),
    ]


def test_heading_of_an_arm_in_a_text_says_whose_dose_it_is() -> None:
    text = (
        "Arm A: 75 mg/m2 on day 1 of a 21-day cycle. Arm B: 35 mg/m2 on days 1, 8 and 15 of a 28-day cycle. "
        "Arms C and D: 60 mg/m2 on day 1 of a 14-day cycle."
    )
    labels = ("A: standard", "Arm B (dense)", "Cohort 3 (Arm C)", "D")
    arms = tuple(Arm(label=label, interventions=(1,)) for label in labels)
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Docetaxel", text),)))
    assert [(one.dosage.dose_low, one.arms) for one in found] == [(75, (1,)), (35, (2,)), (60, (3, 4))]


def test_doses_under_headings_of_unknown_arms_go_to_no_arm() -> None:
    said = (
        "Arm A (fixed)\nStep 1: 10 mg of QX-77, step 2: 20 mg of QX-77\n"
        "Arm B (by weight)\nStep 1: 0.5 mg/kg of QX-77 IV"
    )
    record = TrialRecord(
        arms=(Arm(label="Oral route", interventions=(1,)), Arm(label="Intravenous route", interventions=(1,))),
        interventions=(given_drug("QX-77", said),),
    )
    assert [(found.dosage.dose_low, found.arms) for found in dosages_of(record)] == [(10, ()), (20, ()), (0.5, (2,))]


def test_brackets_that_call_an_arm_by_its_drugs_tell_whose_dose_it_is() -> None:
    said = "900 mg/m2, Q3W (arm: QX-79 and 5-FU), as an IV infusion; 1100 mg/m2, Q2W (arm: folinic acid and 5-FU), IV"
    arms = (
        Arm(label="QX-79 and 5-fluorouracil (5-FU)", interventions=(1,)),
        Arm(label="Folinic acid and 5-fluorouracil (5-FU)", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("5-fluorouracil (5-FU)", said),)))
    assert [(one.dosage.dose_low, one.arms) for one in found] == [(900, (1,)), (1100, (2,))]


def test_drug_of_a_regimen_is_not_of_the_arms_that_get_it_alone() -> None:
    arms = (Arm(label="Regimen", interventions=(1,)), Arm(label="One drug", interventions=(2,)))
    given = (given_drug("XELOX", "Capecitabine 900 mg/m2 BID"), given_drug("Capecitabine", "By mouth"))
    (found, *_) = dosages_of(TrialRecord(arms=arms, interventions=given))
    assert (found.intervention_no, found.arms) == (1, (1,))
