"""Each dosage quotes its words from the text as it was written."""

from __future__ import annotations

from trialdb.extract.dosing import read_dosing, read_stated


def test_span_is_in_the_original_text() -> None:
    text = "Before this, blood is drawn.\n\nCabazitaxel 25 mg/m\\^2 IV every 3\u00a0weeks; no meals."
    (dosage,) = read_dosing(text)
    assert text[dosage.char_start : dosage.char_end] == "Cabazitaxel 25 mg/m\\^2 IV every 3\u00a0weeks"


def test_every_mention_of_a_dosage_is_kept() -> None:
    text = "Erdafitinib 8 mg is taken once daily. At home, erdafitinib 8 mg once daily goes on."
    (stated,) = read_stated(text)
    assert [text[place.start : place.end] for place in stated.places] == [
        "Erdafitinib 8 mg is taken once daily",
        "erdafitinib 8 mg once daily",
    ]


def test_rule_says_how_the_drug_was_found() -> None:
    rules = {
        "Axitinib 5 mg twice daily": "agent_amount",
        "5 mg of axitinib twice daily": "amount_of_agent",
        "Axitinib twice daily": "agent_schedule",
        "no more than 8 mg/kg will be given": "upper_bound",
    }
    assert {text: read_dosing(text)[0].rule for text in rules} == rules


def test_amount_without_a_name_is_that_of_the_title() -> None:
    (dosage,) = read_dosing("200 mg orally twice daily", title="DRX-81")
    assert (dosage.agent_text, dosage.dose_low, dosage.rule) == ("DRX-81", 200, "title")


def test_schedule_alone_is_that_of_the_title() -> None:
    (dosage,) = read_dosing("Once daily for 6 weeks.", title="DRX-81")
    assert (dosage.agent_text, dosage.frequency, dosage.rule) == ("DRX-81", "QD", "title_schedule")


def test_schedule_alone_says_nothing_without_a_title() -> None:
    assert read_dosing("Once daily for 6 weeks.") == []


def test_name_known_from_the_trial_is_found_without_an_amount() -> None:
    text = "Qolvanta ointment is applied twice daily."
    assert read_dosing(text) == []
    (dosage,) = read_dosing(text, agents=["Qolvanta"])
    assert (dosage.agent_text, dosage.frequency) == ("Qolvanta", "BID")


def test_period_is_written_out() -> None:
    (dosage,) = read_dosing("Cabazitaxel 25 mg/m2 every 21 days")
    assert (dosage.frequency_count, dosage.frequency_period, dosage.frequency_period_unit) == (1, 3, "wk")


def test_period_without_a_code_keeps_its_interval() -> None:
    (dosage,) = read_dosing("Hydroxyprogesterone 250 mg IM every 11 days")
    assert (dosage.frequency, dosage.interval_days) == (None, 11)


def test_amounts_go_with_the_parts_of_a_title() -> None:
    dosages = read_dosing("50mg & 10 mg", title="Sildenafil & Vardenafil")
    assert [(one.agent_text, one.dose_low) for one in dosages] == [("Sildenafil", 50), ("Vardenafil", 10)]


def test_amount_of_a_title_with_two_drugs_is_of_neither() -> None:
    (dosage,) = read_dosing("75 to 600 mg twice daily", title="Xolair + Symbicort")
    assert dosage.agent_text is None
    (dosage,) = read_dosing("30 mg twice daily", title="Enoxaparin + Placebo")
    assert dosage.agent_text == "Enoxaparin + Placebo"
