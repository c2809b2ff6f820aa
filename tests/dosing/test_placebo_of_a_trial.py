"""Whose a dosage is where a placebo or another drug stands beside it."""

from __future__ import annotations

from tests.dosing.given import given_drug
from trialdb.enrich.dosages import dosages_of
from trialdb.records import Arm, TrialRecord


def test_placebo_listed_under_the_drug_does_not_get_its_dose() -> None:
    drug = given_drug("Mirabegron", "50 mg once daily")
    alone = (Arm(label="Mirabegron", interventions=(1,)), Arm(label="Placebo", interventions=(1,)))
    assert [found.arms for found in dosages_of(TrialRecord(arms=alone, interventions=(drug,)))] == [(1,)]


def test_placebo_beside_a_drug_that_all_get_leaves_it_its_dose() -> None:
    record = TrialRecord(
        arms=(Arm(label="Mirabegron", interventions=(1, 2)), Arm(label="Placebo", interventions=(2,))),
        interventions=(given_drug("Mirabegron"), given_drug("Solifenacin", "5 mg once daily")),
    )
    assert [found.arms for found in dosages_of(record)] == [(1, 2)]


def test_placebo_or_the_drug_ties_no_placebo_to_an_arm_of_the_drug() -> None:
    text = "Patients received placebo or rBet v1 weekly"
    arms = (Arm(label="Placebo", interventions=(1,)), Arm(label="rBet v1", description=text, interventions=(2,)))
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Placebo", text), given_drug("rBet v1", text))))
    assert [one.arms for one in found if one.agent == "placebo"] == [(1,)]


def test_placebo_arm_that_names_the_drug_nowhere_does_not_get_its_dose() -> None:
    arms = (
        Arm(label="Vitamin D", interventions=(1, 2)),
        Arm(label="Placebo", description="Placebo and multivitamins", interventions=(2,)),
    )
    given = (given_drug("Cholecalciferol"), given_drug("Vitamin D3", "4000 IU of vitamin D3 once a day"))
    assert [found.arms for found in dosages_of(TrialRecord(arms=arms, interventions=given))] == [(1,)]


def test_amount_in_a_placebo_arm_is_not_of_the_drug_that_the_registry_lists_there() -> None:
    arms = (
        Arm(label="Placebo oil", description="5 ml daily", arm_type="PLACEBO_COMPARATOR", interventions=(1,)),
        Arm(label="Fish oil", description="5 ml daily", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Omega-3"),)))
    assert [(one.agent, one.arms) for one in found] == [("Placebo", (1,)), ("Omega-3", (2,))]


def test_drug_that_is_listed_for_all_arms_is_not_given_to_the_placebo_arm() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="QX-80 350 mg twice daily", interventions=(1, 2)),
            Arm(label="Placebo", arm_type="PLACEBO_COMPARATOR", description="As above", interventions=(1, 2)),
        ),
        interventions=(given_drug("QX-80"), given_drug("Placebo")),
    )
    (found,) = dosages_of(record)
    assert found.arms == (1,)


def test_placebo_beside_the_drug_is_of_the_intervention_that_holds_both() -> None:
    arms = (Arm(label="QX-80", interventions=(1,)), Arm(label="Placebo", interventions=(2,)))
    given = (given_drug("QX-80", "1 tablet of QX-80 + 3 tablets of placebo daily"), given_drug("Placebo", "4 tablets"))
    found = dosages_of(TrialRecord(arms=arms, interventions=given))
    (beside,) = (one for one in found if one.agent == "placebo" and one.dosage.dose_high == 3)
    assert (beside.intervention_no, beside.arms) == (1, (1,))


def test_placebo_of_an_arm_is_not_the_one_that_only_others_get() -> None:
    arms = (
        Arm(label="QX-80", description="one QX-80 tablet, one placebo tablet weekly", interventions=(1,)),
        Arm(label="Placebo", description="two placebo tablets daily", interventions=(2,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("QX-80"), given_drug("Placebo", "daily"))))
    placebos = {one.arms: one.intervention_no for one in found if "placebo" in (one.agent or "").lower()}
    assert placebos == {(1,): None, (2,): 2}


def test_drug_or_placebo_is_no_placebo_for_the_arm_of_the_drug() -> None:
    text = "All were given QX-80 50 mg or placebo 50 mg for 6 weeks"
    arms = (
        Arm(label="QX-80", description=text, interventions=(1,)),
        Arm(label="Placebo 50 mg", arm_type="PLACEBO_COMPARATOR", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("QX-80", text),)))
    assert [one.arms for one in found if one.agent == "placebo"] == [(2,)]


def test_titration_said_of_all_strengths_is_the_dose_of_none() -> None:
    text = "All started at 20 mg, which could be raised to 40 mg or lowered to 10 mg"
    given = tuple(given_drug(f"Placebo matching {strength} mg QX-80", text) for strength in (10, 20, 40))
    arms = (Arm(label="A", interventions=(1, 2)), Arm(label="B", interventions=(3,)))
    assert dosages_of(TrialRecord(arms=arms, interventions=given)) == []


def test_own_name_comes_before_the_other_name_of_another() -> None:
    arm = Arm(label="A", description="oral QX-80 and oral placebo twice daily", interventions=(1, 2))
    given = (given_drug("Placebo"), given_drug("Oral QX-80", other_names=("Placebo",)))
    found = dosages_of(TrialRecord(arms=(arm,), interventions=given))
    assert [one.intervention_no for one in found if "placebo" in (one.agent or "").lower()] == [1]
