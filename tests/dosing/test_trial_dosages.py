"""The dosages of a whole trial: one row each, with its evidence, its arms and its intervention."""

from __future__ import annotations

from tests.dosing.given import fields, given_drug
from trialdb.enrich.dosages import dosages_of
from trialdb.records import Arm, Intervention, TrialRecord


def test_dosage_stated_three_times_is_one_row() -> None:
    record = TrialRecord(
        detailed_description="All patients get lorlatinib 100 mg once daily at home.",
        arms=(Arm(label="Lorlatinib", description="Lorlatinib 100 mg taken once daily", interventions=(1,)),),
        interventions=(given_drug("Lorlatinib", "100 mg by mouth once daily"),),
    )
    (found,) = dosages_of(record)
    assert (found.agent, found.dosage.dose_low, found.dosage.frequency, found.dosage.route) == (
        "Lorlatinib",
        100,
        "QD",
        "PO",
    )
    assert fields(found) == ["interventions[1].description", "arms[1].description", "detailed_description"]
    assert (found.intervention_no, found.arms) == (1, (1,))
    assert found.dosage_text == "100 mg by mouth once daily"


def test_amount_in_a_name_meets_the_schedule_in_its_description() -> None:
    record = TrialRecord(interventions=(given_drug("Cabozantinib 60 mg", "Taken orally once daily"),))
    (found,) = dosages_of(record)
    assert (found.dosage.dose_low, found.dosage.frequency) == (60, "QD")
    assert fields(found) == ["interventions[1].name", "interventions[1].description"]


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
        interventions=(given_drug("Lurbinectedin"),),
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
        interventions=(given_drug("Irinotecan combined with raltitrexed", text),),
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
    assert fields(fludarabine) == ["interventions[1].description"] * 2
    first = fludarabine.mentions[0]
    assert text[first.char_start : first.char_end].startswith("Fludarabine, 25 mg/m\\^2")


def test_matching_placebo_is_not_its_drug() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", interventions=(1,)), Arm(label="B", interventions=(2,))),
        interventions=(
            given_drug("Vibostolimab", "Vibostolimab 200 mg is infused every 3 weeks."),
            given_drug("Vibostolimab placebo", "Vibostolimab placebo is infused every 3 weeks."),
        ),
    )
    assert [(found.dosage.dose_low, found.dosage.role, found.arms) for found in dosages_of(record)] == [
        (200, None, (1,)),
        (None, "placebo", (2,)),
    ]


def test_what_is_taken_of_a_patient_is_no_dose() -> None:
    sampling = Intervention(intervention_type="BIOLOGICAL", name="Blood sampling", description="Twice 8 mL of it")
    assert dosages_of(TrialRecord(interventions=(sampling,))) == []


def test_either_period_under_a_name_is_a_row() -> None:
    record = TrialRecord(interventions=(given_drug("Tezepelumab for injection", "Subcutaneously every 2 or 4 weeks"),))
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
        interventions=(given_drug("Doxorubicin"), given_drug("Liposomal doxorubicin")),
    )
    assert [(found.dosage.dose_low, found.intervention_no) for found in dosages_of(record)] == [(40, 2), (60, 1)]


def test_placebo_of_a_drug_goes_to_the_placebo() -> None:
    record = TrialRecord(
        arms=(Arm(label="Control", description="Vx-44 placebo 10 mL on day 1", interventions=(1, 2)),),
        interventions=(given_drug("VX-44"), given_drug("Placebo")),
    )
    assert [found.intervention_no for found in dosages_of(record)] == [2]


def test_amount_goes_to_the_intervention_that_has_it_in_its_name() -> None:
    said = "Everyone begins with 20 mg and may go down to 10 mg."
    record = TrialRecord(interventions=(given_drug("Avatrombopag 10 mg", said), given_drug("Avatrombopag 20 mg", said)))
    assert {found.dosage.dose_low: found.intervention_no for found in dosages_of(record)} == {10: 1, 20: 2}


def test_what_a_placebo_is_compared_to_is_not_its_own() -> None:
    arms = (
        Arm(label="1", description="Placebo will be compared to Xolair 300 mg every 4 weeks", interventions=(1,)),
        Arm(label="2", description="Xolair 300 mg every 4 weeks", interventions=(2,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Placebo"), given_drug("Xolair"))))
    assert [(one.agent, one.arms) for one in found] == [("Xolair", (2,))]


def test_heading_of_a_title_is_no_part_of_the_drug() -> None:
    given = given_drug("Cohort expansion: COM902.", "It is given IV every 3 weeks")
    assert [found.agent for found in dosages_of(TrialRecord(interventions=(given,)))] == ["COM902"]


def test_title_of_two_drugs_in_combination_is_no_drug() -> None:
    given = given_drug("Safety: COM902 in combination with COM701", "Both are infused IV every 3 weeks")
    with_rays = given_drug("Nimorazole in combination with radiotherapy", "Swallowed once a day")
    found = dosages_of(TrialRecord(interventions=(given, with_rays)))
    assert [(one.intervention_no, one.dosage.frequency) for one in found] == [(2, "QD")]


def test_amount_of_a_day_is_the_dose_taken_once_daily() -> None:
    record = TrialRecord(
        detailed_description="They swallow bosutinib 300 mg once daily.",
        arms=(Arm(label="A", description="Bosutinib 300 mg/daily by mouth for 10 weeks", interventions=(1,)),),
        interventions=(given_drug("Bosutinib 300 mg"),),
    )
    (found,) = dosages_of(record)
    assert (found.dosage.dose_per, found.dosage.frequency, found.dosage.duration_value) == ("dose", "QD", 10)
    assert fields(found) == ["interventions[1].name", "detailed_description", "arms[1].description"]


def test_amount_of_a_day_is_not_the_dose_taken_twice_daily() -> None:
    record = TrialRecord(
        arms=(Arm(label="A", description="Bosutinib 300 mg/day", interventions=(1,)),),
        interventions=(given_drug("Bosutinib", "300 mg twice daily"),),
    )
    assert [found.dosage.dose_per for found in dosages_of(record)] == ["dose", "day"]


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


def test_arm_label_is_read() -> None:
    record = TrialRecord(
        arms=(Arm(label="Certolizumab 200 mg Q2W", interventions=(1,)),), interventions=(given_drug("Certolizumab"),)
    )
    (found,) = dosages_of(record)
    assert (found.dosage.frequency, found.arms, found.intervention_no) == ("Q2W", (1,), 1)


def test_label_that_names_another_route_keeps_an_arm_apart() -> None:
    record = TrialRecord(
        arms=(Arm(label="Subcutaneous", interventions=(1,)), Arm(label="Intravenous", interventions=(1,))),
        interventions=(given_drug("Vedolizumab", "300 mg intravenously every 8 weeks"),),
    )
    assert [found.arms for found in dosages_of(record)] == [(2,)]


def test_products_that_are_labels_of_arms_are_not_one_drug() -> None:
    arms = (
        Arm(label="Grass MATA MPL", description="0.5 mL Grass MATA MPL weekly", interventions=(1,)),
        Arm(label="Grass MATA", description="0.5 mL Grass MATA weekly", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Grass MATA MPL"),)))
    assert [(one.agent, one.arms) for one in found] == [("Grass MATA MPL", (1,)), ("Grass MATA", (2,))]


def test_label_is_of_the_schedule_that_its_own_arm_states() -> None:
    arms = (
        Arm(label="A: tislelizumab 200 mg", description="Tislelizumab 200 mg on day 8", interventions=(1,)),
        Arm(label="B: tislelizumab 200 mg", description="Tislelizumab 200 mg every 3 weeks", interventions=(1,)),
    )
    found = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Tislelizumab"),)))
    assert [(one.dosage.cycle_days, one.arms) for one in found] == [((8,), (1,)), ((), (2,))]


def test_amount_beside_another_drug_is_of_the_title() -> None:
    text = "In addition to budesonide, patients are injected 225 mg subcutaneously every 4 weeks."
    (found,) = dosages_of(TrialRecord(interventions=(given_drug("Omalizumab", text),)))
    assert (found.agent, found.dosage.dose_low, found.dosage.frequency) == ("Omalizumab", 225, "Q4W")


def test_label_of_a_group_is_no_drug() -> None:
    given = given_drug("Docetaxel", "DCb group: 75 mg/m2 on day 1 of each 21-day cycle")
    assert [found.agent for found in dosages_of(TrialRecord(interventions=(given,)))] == ["Docetaxel"]


def test_course_of_a_daily_amount_stays_with_its_arm() -> None:
    arms = (
        Arm(label="A", description="Alisporivir 400 mg once daily", interventions=(1,)),
        Arm(label="B", description="Alisporivir 400 mg/day for 22 days", interventions=(1,)),
    )
    (found,) = dosages_of(TrialRecord(arms=arms, interventions=(given_drug("Alisporivir"),)))
    assert (found.arms, found.dosage.frequency, found.dosage.duration_value) == ((1, 2), "QD", None)


def test_title_begins_behind_its_strengths() -> None:
    given = given_drug("5 mg/500 mg Glipizide Metformin Tablets", "1 x 5 mg/500 mg, single dose")
    assert [found.agent for found in dosages_of(TrialRecord(interventions=(given,)))] == ["Glipizide Metformin"]


def test_amount_of_a_label_is_that_of_the_day_which_the_trial_states() -> None:
    record = TrialRecord(
        arms=(Arm(label="QX-77 (480 mg)", interventions=(1,)),),
        interventions=(given_drug("QX-77", "QX-77 480 mg/day for 8 weeks"),),
    )
    (found,) = dosages_of(record)
    assert (found.dosage.dose_low, found.dosage.dose_per, found.arms) == (480, "day", (1,))


def test_what_is_given_after_surgery_is_no_part_of_what_was_before() -> None:
    said = (
        "Patients receive vibostolimab IV over 45 minutes, then undergo resection. "
        "After surgery, they receive vibostolimab IV every 3 weeks."
    )
    record = TrialRecord(
        arms=tuple(Arm(label=label, description=said, interventions=(1,)) for label in "AB"),
        interventions=(given_drug("Vibostolimab", "Given IV"),),
    )
    assert [(one.dosage.infusion_minutes_high, one.dosage.interval_days, one.arms) for one in dosages_of(record)] == [
        (45, None, (1, 2)),
        (None, 21, (1, 2)),
    ]


def test_dose_of_one_week_is_not_given_every_week() -> None:
    record = TrialRecord(
        interventions=(given_drug("QX-77 extract", "Doses are taken once weekly.\n\nWeek 1: 0.1 mL\nWeek 2: 0.3 mL"),)
    )
    assert [(one.dosage.dose_low, one.dosage.frequency) for one in dosages_of(record)] == [(0.1, None), (0.3, None)]
