"""The dosages of a whole trial: one row each, with its evidence, its arms and its intervention."""

from __future__ import annotations

from trialdb.enrich.dosages import dosages_of
from trialdb.records import Arm, Intervention, TrialDosage, TrialRecord


def _drug(name: str | None, description: str | None = None, **more: object) -> Intervention:
    return Intervention(intervention_type="DRUG", name=name, description=description, **more)  # type: ignore[arg-type]


def _fields(found: TrialDosage) -> list[str]:
    return [mention.source_field for mention in found.mentions]


def test_dosage_stated_three_times_is_one_row() -> None:
    record = TrialRecord(
        detailed_description="All patients get lorlatinib 100 mg once daily at home.",
        arms=(Arm(label="Lorlatinib", description="Lorlatinib 100 mg taken once daily", interventions=(1,)),),
        interventions=(_drug("Lorlatinib", "100 mg by mouth once daily"),),
    )
    (found,) = dosages_of(record)
    assert (found.agent, found.dosage.dose_low, found.dosage.frequency, found.dosage.route) == (
        "Lorlatinib",
        100,
        "QD",
        "PO",
    )
    assert _fields(found) == ["interventions[1].description", "arms[1].description", "detailed_description"]
    assert (found.intervention_no, found.arms) == (1, (1,))
    assert found.dosage_text == "100 mg by mouth once daily"


def test_amount_in_a_name_meets_the_schedule_in_its_description() -> None:
    record = TrialRecord(interventions=(_drug("Cabozantinib 60 mg", "Taken orally once daily"),))
    (found,) = dosages_of(record)
    assert (found.dosage.dose_low, found.dosage.frequency) == (60, "QD")
    assert _fields(found) == ["interventions[1].name", "interventions[1].description"]


def test_arm_label_is_read() -> None:
    record = TrialRecord(
        arms=(Arm(label="Certolizumab 200 mg Q2W", interventions=(1,)),), interventions=(_drug("Certolizumab"),)
    )
    (found,) = dosages_of(record)
    assert (found.dosage.frequency, found.arms, found.intervention_no) == ("Q2W", (1,), 1)


def test_two_drugs_of_an_arm_go_to_their_interventions() -> None:
    record = TrialRecord(
        arms=(
            Arm(
                label="A",
                description="Osimertinib 80 mg daily plus savolitinib 300 mg twice daily",
                interventions=(1, 2),
            ),
        ),
        interventions=(_drug("Savolitinib"), _drug("Osimertinib")),
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
        interventions=(_drug("Fezolinetant", "Fezolinetant 30 mg daily or 45 mg daily"),),
    )
    assert [(found.dosage.dose_low, found.arms) for found in dosages_of(record)] == [(30, (1,)), (45, (2,))]


def test_intervention_gives_its_dosage_to_all_its_arms() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", interventions=(1,)), Arm(label="B", interventions=(1,)), Arm(label="C")),
        interventions=(_drug("Ribavirin", "600 mg twice daily"),),
    )
    (found,) = dosages_of(record)
    assert found.arms == (1, 2)


def test_device_states_no_dose_unless_it_names_a_drug() -> None:
    record = TrialRecord(
        interventions=(
            Intervention(intervention_type="DEVICE", name="Pump", description="Set to 5 mL every 8 hours"),
            Intervention(intervention_type="PROCEDURE", name="Block", description="bupivacaine 20 mL is injected"),
            Intervention(intervention_type="BEHAVIORAL", name="Walking", description="30 minutes three times a week"),
        )
    )
    assert [(found.agent, found.intervention_no) for found in dosages_of(record)] == [("bupivacaine", 2)]


def test_description_states_the_regimen_of_a_drug_of_the_trial() -> None:
    record = TrialRecord(
        detailed_description="Lurbinectedin 3.2 mg/m2 is given every 3 weeks. Aspirin 100 mg daily was common in 2010.",
        interventions=(_drug("Lurbinectedin"),),
    )
    assert [(found.agent, found.dosage.frequency) for found in dosages_of(record)] == [("Lurbinectedin", "Q3W")]


def test_nameless_description_is_read() -> None:
    record = TrialRecord(
        interventions=(Intervention(description="cisplatin d1,d8 and toripalimab d8 per a 21-day cycle"),)
    )
    found = dosages_of(record)
    assert [(row.agent, row.dosage.cycle_days, row.dosage.frequency, row.intervention_no) for row in found] == [
        ("cisplatin", (1, 8), None, 1),
        ("toripalimab", (8,), "Q3W", 1),
    ]
    assert all(row.dosage.dose_low is None for row in found)


def test_combined_intervention_holds_both_drugs() -> None:
    text = (
        "Irinotecan (180 mg/m2) is infused over 90 minutes on Days 1 and 8 of each 21-day cycle, followed by "
        "raltitrexed (3 mg/m2) on Day 8, intravenously over 15 minutes until disease progression."
    )
    record = TrialRecord(
        arms=(Arm(label="Control", description=text, interventions=(1,)),),
        interventions=(_drug("Irinotecan combined with raltitrexed", text),),
    )
    first, second = dosages_of(record)
    assert (first.dosage.cycle_days, first.dosage.interval_days) == ((1, 8), None)
    assert (second.dosage.frequency, second.dosage.frequency_basis, second.dosage.interval_days) == (
        "Q3W",
        "derived",
        21,
    )
    assert first.dosage.until == second.dosage.until == ("progression",)
    assert [row.intervention_no for row in (first, second)] == [1, 1]


def test_lymphodepletion_said_twice_is_one_row_with_two_mentions() -> None:
    once = "Drug: Fludarabine, 25 mg/m\\^2 (D-4\\~D-2), by body surface."
    text = f"LX-3 CAR-T Cells, 1×10\\^8 cells and 3×10\\^8 cells, after a lymphodepletion. {once} {once}"
    record = TrialRecord(
        interventions=(Intervention(intervention_type="BIOLOGICAL", name="LX-3 CAR-T Cells", description=text),)
    )
    low, high, fludarabine = dosages_of(record)
    assert (low.dosage.dose_low, high.dosage.dose_low, low.dosage.role) == (1e8, 3e8, None)
    assert (fludarabine.dosage.role, fludarabine.dosage.cycle_days) == ("lymphodepletion", (-4, -3, -2))
    assert _fields(fludarabine) == ["interventions[1].description"] * 2
    first = fludarabine.mentions[0]
    assert text[first.char_start : first.char_end].startswith("Fludarabine, 25 mg/m\\^2")


def test_matching_placebo_is_not_its_drug() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", interventions=(1,)), Arm(label="B", interventions=(2,))),
        interventions=(
            _drug("Vibostolimab", "Vibostolimab 200 mg is infused every 3 weeks."),
            _drug("Vibostolimab placebo", "Vibostolimab placebo is infused every 3 weeks."),
        ),
    )
    assert [(found.dosage.dose_low, found.dosage.role, found.arms) for found in dosages_of(record)] == [
        (200, None, (1,)),
        (None, "placebo", (2,)),
    ]


def test_interventions_that_state_one_dosage_share_its_arms() -> None:
    record = TrialRecord(
        arms=(Arm(label="Morning", interventions=(1,)), Arm(label="Evening", interventions=(2,))),
        interventions=(
            _drug("Udenafil", "Udenafil 75 mg as a single dose"),
            _drug("Udenafil tablet", "Udenafil 75 mg as a single dose"),
        ),
    )
    (found,) = dosages_of(record)
    assert found.arms == (1, 2)


def test_what_is_taken_of_a_patient_is_no_dose() -> None:
    sampling = Intervention(intervention_type="BIOLOGICAL", name="Blood sampling", description="Twice 8 mL of it")
    assert dosages_of(TrialRecord(interventions=(sampling,))) == []


def test_schedule_of_an_arm_goes_to_the_level_of_that_arm() -> None:
    said = "Participants get subcutaneous injections of QX-77 every 4 weeks."
    record = TrialRecord(
        arms=(
            Arm(label="QX-77 150 mg", description=said, interventions=(1,)),
            Arm(label="QX-77 300 mg", description=said, interventions=(1,)),
            Arm(label="Extension", interventions=(1,)),
        ),
        interventions=(_drug("QX-77"),),
    )
    assert [(found.dosage.dose_low, found.dosage.frequency, found.arms) for found in dosages_of(record)] == [
        (150, "Q4W", (1,)),
        (300, "Q4W", (2,)),
    ]


def test_either_period_under_a_name_is_a_row() -> None:
    record = TrialRecord(interventions=(_drug("Tezepelumab for injection", "Subcutaneously every 2 or 4 weeks"),))
    assert [(found.agent, found.dosage.interval_days) for found in dosages_of(record)] == [
        ("Tezepelumab", 14),
        ("Tezepelumab", 28),
    ]


def test_longer_name_wins_over_one_it_holds() -> None:
    record = TrialRecord(
        arms=(
            Arm(
                label="A",
                description="Liposomal doxorubicin 40 mg/m2 monthly, or doxorubicin 60 mg/m2 every 3 weeks",
                interventions=(1, 2),
            ),
        ),
        interventions=(_drug("Doxorubicin"), _drug("Liposomal doxorubicin")),
    )
    assert [(found.dosage.dose_low, found.intervention_no) for found in dosages_of(record)] == [(40, 2), (60, 1)]


def test_placebo_of_a_drug_goes_to_the_placebo() -> None:
    record = TrialRecord(
        arms=(Arm(label="Control", description="Vx-44 placebo 10 mL on day 1", interventions=(1, 2)),),
        interventions=(_drug("VX-44"), _drug("Placebo")),
    )
    assert [found.intervention_no for found in dosages_of(record)] == [2]


def test_amount_goes_to_the_intervention_that_has_it_in_its_name() -> None:
    said = "Everyone begins with 20 mg and may go down to 10 mg."
    record = TrialRecord(interventions=(_drug("Avatrombopag 10 mg", said), _drug("Avatrombopag 20 mg", said)))
    assert {found.dosage.dose_low: found.intervention_no for found in dosages_of(record)} == {10: 1, 20: 2}


def test_arm_with_another_drug_of_the_intervention_does_not_get_this_one() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="A", description="Loratadine 10 mg every morning", interventions=(1,)),
            Arm(label="B", description="Cetirizine 5 mg every morning", interventions=(1,)),
        ),
        interventions=(_drug("Loratadine 10 mg/cetirizine 5 mg", "one of the two for four weeks"),),
    )
    assert {found.agent: found.arms for found in dosages_of(record)} == {"Loratadine": (1,), "cetirizine": (2,)}


def test_arm_that_names_both_drugs_of_the_intervention_gets_both() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Both", description="Loratadine together with cetirizine", interventions=(1,)),
            Arm(label="One", description="Cetirizine alone", interventions=(1,)),
        ),
        interventions=(_drug("Antihistamines", "Loratadine 10 mg daily and cetirizine 5 mg daily"),),
    )
    assert {found.agent: found.arms for found in dosages_of(record)} == {"Loratadine": (1,), "cetirizine": (1, 2)}


def test_arm_without_the_drug_does_not_get_it() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Capsules with curcumin", interventions=(1,)),
            Arm(label="Capsules without curcumin", interventions=(1,)),
        ),
        interventions=(_drug("Capsules", "Curcumin 500 mg twice daily"),),
    )
    assert [found.arms for found in dosages_of(record)] == [(1,)]


def test_placebo_listed_under_the_drug_does_not_get_its_dose() -> None:
    drug = _drug("Mirabegron", "50 mg once daily")
    alone = (Arm(label="Mirabegron", interventions=(1,)), Arm(label="Placebo", interventions=(1,)))
    assert [found.arms for found in dosages_of(TrialRecord(arms=alone, interventions=(drug,)))] == [(1,)]


def test_placebo_beside_a_drug_that_all_get_leaves_it_its_dose() -> None:
    record = TrialRecord(
        arms=(Arm(label="Mirabegron", interventions=(1, 2)), Arm(label="Placebo", interventions=(2,))),
        interventions=(_drug("Mirabegron"), _drug("Solifenacin", "5 mg once daily")),
    )
    assert [found.arms for found in dosages_of(record)] == [(1, 2)]


def test_label_that_names_another_route_keeps_an_arm_apart() -> None:
    record = TrialRecord(
        arms=(Arm(label="Subcutaneous", interventions=(1,)), Arm(label="Intravenous", interventions=(1,))),
        interventions=(_drug("Vedolizumab", "300 mg intravenously every 8 weeks"),),
    )
    assert [found.arms for found in dosages_of(record)] == [(2,)]


def test_brackets_after_an_amount_say_whose_it_is() -> None:
    record = TrialRecord(
        arms=(Arm(label="High group", interventions=(1,)), Arm(label="Low group", interventions=(1,))),
        interventions=(_drug("Selenium", "Selenium 200 mcg daily (high group) or 50 mcg daily (low group)"),),
    )
    assert [(found.dosage.dose_low, found.arms) for found in dosages_of(record)] == [(200, (1,)), (50, (2,))]


def test_arm_at_the_recommended_dose_gets_none_of_the_levels() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="ABX-101 20 mg IV every 3 weeks", interventions=(1,)),
            Arm(label="ABX-101 60 mg IV every 3 weeks", interventions=(1,)),
            Arm(label="Expansion: ABX-101 RP2D every 3 weeks", interventions=(1,)),
        ),
        interventions=(_drug("ABX-101"),),
    )
    dosed = [(found.dosage.dose_low, found.arms) for found in dosages_of(record) if found.dosage.dose_low]
    assert dosed == [(20, (1,)), (60, (2,))]


def test_schedule_of_one_arm_is_not_that_of_an_arm_without() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Monotherapy", interventions=(1,)),
            Arm(label="Domvanalimab every 2 weeks", interventions=(1,)),
            Arm(label="Domvanalimab every 3 weeks", interventions=(1,)),
        ),
        interventions=(_drug("Domvanalimab"),),
    )
    assert [found.arms for found in dosages_of(record)] == [(2,), (3,)]


def test_dose_of_no_arm_is_tied_to_none_where_its_arms_state_others() -> None:
    record = TrialRecord(
        arms=(
            Arm(label="Escalation: ABX-101 5 mg", interventions=(1,)),
            Arm(label="Expansion", interventions=(1,)),
        ),
        interventions=(_drug("ABX-101", "Doses of 5 mg and 40 mg"),),
    )
    assert [(found.dosage.dose_low, found.arms) for found in dosages_of(record)] == [(5, (1,)), (40, ())]


def test_cycles_of_one_arm_are_not_those_of_another() -> None:
    arms = (
        Arm(label="A", description="Tislelizumab 200 mg every 3 weeks", interventions=(1,)),
        Arm(label="B", description="Tislelizumab 200 mg every 3 weeks for 6 cycles", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(_drug("Tislelizumab"),)))
    assert [(one.dosage.cycles_low, one.arms) for one in found] == [(None, (1,)), (6, (2,))]


def test_arm_of_one_product_speaks_of_its_own() -> None:
    arms = (
        Arm(label="A", description="Omalizumab (Norvex) every 4 weeks", interventions=(1,)),
        Arm(label="B", description="Omalizumab (Xolair) every 4 weeks", interventions=(2,)),
    )
    given = (_drug("Omalizumab (Norvex)"), _drug("Omalizumab (Xolair)"))
    found = dosages_of(TrialRecord(arms=arms, interventions=given))
    assert [(one.intervention_no, one.arms) for one in found] == [(1, (1,)), (2, (2,))]


def test_placebo_or_the_drug_ties_no_placebo_to_an_arm_of_the_drug() -> None:
    text = "Patients received placebo or rBet v1 weekly"
    arms = (Arm(label="Placebo", interventions=(1,)), Arm(label="rBet v1", description=text, interventions=(2,)))
    found = dosages_of(TrialRecord(arms=arms, interventions=(_drug("Placebo", text), _drug("rBet v1", text))))
    assert [one.arms for one in found if one.agent == "placebo"] == [(1,)]


def test_placebo_arm_that_names_the_drug_nowhere_does_not_get_its_dose() -> None:
    arms = (
        Arm(label="Vitamin D", interventions=(1, 2)),
        Arm(label="Placebo", description="Placebo and multivitamins", interventions=(2,)),
    )
    given = (_drug("Cholecalciferol"), _drug("Vitamin D3", "4000 IU of vitamin D3 once a day"))
    assert [found.arms for found in dosages_of(TrialRecord(arms=arms, interventions=given))] == [(1,)]


def test_what_a_placebo_is_compared_to_is_not_its_own() -> None:
    arms = (
        Arm(label="1", description="Placebo will be compared to Xolair 300 mg every 4 weeks", interventions=(1,)),
        Arm(label="2", description="Xolair 300 mg every 4 weeks", interventions=(2,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(_drug("Placebo"), _drug("Xolair"))))
    assert [(one.agent, one.arms) for one in found] == [("Xolair", (2,))]


def test_amount_that_one_arm_states_is_not_that_of_an_arm_with_its_schedule_only() -> None:
    arms = (
        Arm(label="Escalation", description="TAK-188 from 40 ug/kg IV every week", interventions=(1,)),
        Arm(label="Expansion", description="TAK-188 IV every week", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(_drug("TAK-188"),)))
    assert [(one.dosage.dose_low, one.arms) for one in found] == [(40, (1,)), (None, (2,))]


def test_days_that_one_arm_has_are_not_those_of_another() -> None:
    arms = (
        Arm(label="Run-in", description="TX103 IV once only", interventions=(1,)),
        Arm(label="Cohort", description="TX103 IV on days 1 and 8 of a 21-day cycle", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(_drug("TX103"),)))
    assert [(one.dosage.cycle_days, one.arms) for one in found] == [((), (1,)), ((1, 8), (2,))]


def test_dose_of_one_arm_is_not_of_an_arm_that_states_other_drugs_only() -> None:
    """The registry lists the placebo under both arms; the second speaks of vitamin D alone."""
    arms = (
        Arm(label="Control", description="Placebo capsule daily for 15 weeks", interventions=(1,)),
        Arm(label="Vitamin", description="2000 IU vitamin D3 per day", interventions=(1, 2)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(_drug("Placebo"), _drug("Vitamin D3"))))
    assert [(one.agent, one.arms) for one in found] == [("Placebo", (1,)), ("vitamin D3", (2,))]


def test_levels_are_not_those_of_the_arm_that_gets_the_best_of_them() -> None:
    arms = (Arm(label="Dose escalation", interventions=(1,)), Arm(label="Expansion at MTD", interventions=(1,)))
    given = _drug("TX103", "Level 1: TX103 10 mg daily. Level 2: TX103 20 mg daily.")
    assert {found.arms for found in dosages_of(TrialRecord(arms=arms, interventions=(given,)))} == {(1,)}


def test_schedule_of_one_arm_is_not_of_an_arm_that_speaks_of_the_drug_itself() -> None:
    arms = (
        Arm(label="A", description="RO750 IV weekly", interventions=(1,)),
        Arm(label="B", description="RO750 at a dose found in A", interventions=(1,)),
    )
    assert [found.arms for found in dosages_of(TrialRecord(arms=arms, interventions=(_drug("RO750"),)))] == [(1,)]


def test_products_that_are_labels_of_arms_are_not_one_drug() -> None:
    arms = (
        Arm(label="Grass MATA MPL", description="0.5 mL Grass MATA MPL weekly", interventions=(1,)),
        Arm(label="Grass MATA", description="0.5 mL Grass MATA weekly", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(_drug("Grass MATA MPL"),)))
    assert [(one.agent, one.arms) for one in found] == [("Grass MATA MPL", (1,)), ("Grass MATA", (2,))]


def test_label_is_of_the_schedule_that_its_own_arm_states() -> None:
    arms = (
        Arm(label="A: tislelizumab 200 mg", description="Tislelizumab 200 mg on day 8", interventions=(1,)),
        Arm(label="B: tislelizumab 200 mg", description="Tislelizumab 200 mg every 3 weeks", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(_drug("Tislelizumab"),)))
    assert [(one.dosage.cycle_days, one.arms) for one in found] == [((8,), (1,)), ((), (2,))]


def test_loading_dose_of_one_arm_is_not_the_dose_of_another() -> None:
    arms = (
        Arm(label="A", description="CM310 300 mg every 2 weeks", interventions=(1,)),
        Arm(label="B", description="CM310 at a loading dose of 300 mg, then 150 mg every 2 weeks", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(_drug("CM310"),)))
    assert [(one.dosage.dose_low, one.dosage.role, one.arms) for one in found] == [
        (300, None, (1,)),
        (300, "loading", (2,)),
        (150, None, (2,)),
    ]


def test_heading_of_a_title_is_no_part_of_the_drug() -> None:
    given = _drug("Cohort expansion: COM902.", "It is given IV every 3 weeks")
    assert [found.agent for found in dosages_of(TrialRecord(interventions=(given,)))] == ["COM902"]


def test_title_of_two_drugs_in_combination_is_no_drug() -> None:
    given = _drug("Safety: COM902 in combination with COM701", "Both are infused IV every 3 weeks")
    with_rays = _drug("Nimorazole in combination with radiotherapy", "Swallowed once a day")
    found = dosages_of(TrialRecord(interventions=(given, with_rays)))
    assert [(one.intervention_no, one.dosage.frequency) for one in found] == [(2, "QD")]


def test_amount_of_a_day_is_the_dose_taken_once_daily() -> None:
    record = TrialRecord(
        detailed_description="They swallow bosutinib 300 mg once daily.",
        arms=(Arm(label="A", description="Bosutinib 300 mg/daily by mouth for 10 weeks", interventions=(1,)),),
        interventions=(_drug("Bosutinib 300 mg"),),
    )
    (found,) = dosages_of(record)
    assert (found.dosage.dose_per, found.dosage.frequency, found.dosage.duration_value) == ("dose", "QD", 10)
    assert _fields(found) == ["interventions[1].name", "detailed_description", "arms[1].description"]


def test_amount_of_a_day_is_not_the_dose_taken_twice_daily() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", description="Bosutinib 300 mg/day", interventions=(1,)),),
        interventions=(_drug("Bosutinib", "300 mg twice daily"),),
    )
    assert [found.dosage.dose_per for found in dosages_of(record)] == ["dose", "day"]


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
        interventions=(_drug("GP", "Gemcitabine 900 mg/m2 + cisplatin 30 mg/m2 Q3W"),),
    )
    found = [one.dosage for one in dosages_of(record)]
    assert [one.agent_text for one in found] == ["Gemcitabine", "cisplatin"]
    assert {(one.cycle_days, one.cycle_length_days, one.frequency, one.interval_days) for one in found} == {
        ((1, 8), 21, None, None)
    }


def test_amount_in_a_placebo_arm_is_not_of_the_drug_that_the_registry_lists_there() -> None:
    arms = (
        Arm(label="Placebo oil", description="5 ml daily", arm_type="PLACEBO_COMPARATOR", interventions=(1,)),
        Arm(label="Fish oil", description="5 ml daily", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(_drug("Omega-3"),)))
    assert [(one.agent, one.arms) for one in found] == [("Placebo", (1,)), ("Omega-3", (2,))]


def test_starting_dose_of_several_arms_is_of_none_of_them() -> None:
    arms = (Arm(label="Dose 1", interventions=(1,)), Arm(label="Dose 2", interventions=(1,)))
    given = _drug("CNTO7160", "CNTO7160 IV, escalating, with a starting dose of 0.002 mg/kg")
    assert [found.arms for found in dosages_of(TrialRecord(arms=arms, interventions=(given,)))] == [()]


def test_cycles_are_not_those_of_an_arm_that_does_not_count_them() -> None:
    arms = (
        Arm(label="A", description="I-DXd 8 mg/kg every 3 weeks for 4 cycles", interventions=(1,)),
        Arm(label="B: I-DXd 8 mg/kg", description="I-DXd 8 mg/kg as maintenance", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(_drug("I-DXd"),)))
    assert [one.dosage.cycles_low for one in found if 2 in one.arms] == [None]


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
        interventions=(_drug("Perindopril"), _drug("LY7000")),
    )
    found = [(one.agent.lower(), one.intervention_no, one.arms) for one in dosages_of(record) if one.agent]
    assert ("perindopril", 1, (1,)) in found
    assert ("perindopril", None, (2,)) in found


def test_paragraph_that_begins_with_a_drug_is_of_it() -> None:
    text = (
        "Oxaliplatin: 120 mg/m2 over 2 hours on day 1 of a 21-day cycle.\n\n"
        "Capecitabine: Swallow it after a meal. Its total daily dose of 1800 mg/m2 is split in two."
    )
    record = TrialRecord(arms=(Arm(label="A", description=text),))
    assert [(one.agent, one.dosage.dose_low) for one in dosages_of(record)] == [
        ("Oxaliplatin", 120),
        ("Capecitabine", 1800),
    ]
