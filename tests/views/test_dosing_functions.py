"""The functions that make questions about doses short, each over a dosage written by hand."""

from typing import Any

import psycopg
import pytest
from psycopg import sql

TRIAL = 1000
AMOUNT = {"dose_low": 10, "dose_high": 10, "dose_unit": "mg/m2", "dose_per": "dose"}
EVERY_3_WEEKS = {"frequency": "Q3W", "interval_days": 21}
DAILY = {"frequency": "QD", "interval_days": 1, "doses_per_day": 1}
TWICE_DAILY = {"frequency": "BID", "doses_per_day": 2}
WEEKLY = {"frequency": "QW", "interval_days": 7, "frequency_count": 1, "frequency_period": 1}
FOUR_WEEKS = {"duration_value": 4, "duration_unit": "wk"}


def value(connection: psycopg.Connection, call: str, *arguments: Any) -> Any:
    return (connection.execute(f"SELECT {call}".encode(), arguments).fetchone() or ())[0]


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        ("Q3W", 21), ("q21d", 21), ("EVERY 3 WEEKS", 21), ("QOD", 2), ("QD", 1), ("weekly", 7), ("Q48H", 2),
        ("BID", None), ("Q8H", None), ("Q3M", None), ("QM", None), ("TIW", None), ("ONCE", None), ("Q0W", None),
        ("often", None), (None, None),
    ],
)  # fmt: skip
def test_an_even_frequency_is_a_number_of_days(
    scratch: psycopg.Connection, frequency: str | None, days: float | None
) -> None:
    assert value(scratch, "frequency_interval_days(%s)", frequency) == days


@pytest.mark.parametrize(
    ("wanted", "frequency", "interval_days", "doses_per_day", "is_given"),
    [
        ("Q3W", "Q3W", 21, None, True),
        ("EVERY 3 WEEKS", "Q3W", 21, None, True),
        ("Q3W", None, 21, None, True),
        ("Q3W", "QW", 7, None, False),
        ("Q3W", None, None, None, None),
        ("Q4W", "QM", None, None, None),
        ("QD", "QHS", 1, 1, True),
        ("QHS", "QD", 1, 1, False),
        ("BID", "Q12H", None, 2, True),
        ("Q12H", "BID", None, 2, False),
        ("Q24H", "QD", 1, 1, False),
        ("TIW", "TIW", None, None, True),
        ("TIW", "TID", None, 3, False),
        ("now and then", "Q3W", 21, None, None),
    ],
)
def test_a_dosage_is_given_at_a_frequency(
    scratch: psycopg.Connection, wanted: str, frequency: str | None, interval_days: float | None,
    doses_per_day: float | None, is_given: bool | None,
) -> None:  # fmt: skip
    call = "is_given_at(%s, %s, %s::double precision, %s::double precision)"
    assert value(scratch, call, wanted, frequency, interval_days, doses_per_day) is is_given


def test_every_code_of_the_value_list_is_understood(scratch: psycopg.Connection) -> None:
    wrong = scratch.execute(
        "SELECT frequency FROM frequencies"
        " WHERE is_given_at(frequency, frequency, interval_days, doses_per_day) IS NOT TRUE"
    )
    assert wrong.fetchall() == []
    differing = scratch.execute(
        "SELECT frequency FROM frequencies WHERE frequency ~ '^Q[0-9]*[DW]$'"
        " AND frequency_interval_days(frequency) IS DISTINCT FROM interval_days"
    )
    assert differing.fetchall() == []


def test_a_frequency_of_days_is_looked_up_in_the_index(seeds: psycopg.Connection) -> None:
    with seeds.transaction():
        seeds.execute("SET LOCAL enable_seqscan = off")
        lines = seeds.execute("EXPLAIN SELECT * FROM dosages WHERE is_given_at('Q3W', frequency, interval_days)")
        assert "dosages_interval_days_idx" in "\n".join(line for (line,) in lines)


@pytest.mark.parametrize(
    ("amount", "unit", "target", "converted"),
    [
        (1.5, "g", "mg", 1500), (2.3, "g", "mg", 2300), (250, "ug/kg", "mg/kg", 0.25), (4500, "cGy", "Gy", 45),
        (0.5, "ug/kg/min", "mg/kg/h", 0.03), (1, "mCi", "MBq", 37), (2, "L", "mL", 2000), (5, "mmol", "umol", 5000),
        (5e6, "{cells}/kg", "{cells}/kg", 5e6), (5, "mg/mL.min", "mg/mL.min", 5),
        (1, "mg", "mg/m2", None), (1, "mg/kg", "mg/m2", None), (1, "mg", "[IU]", None), (1, "mg", "mL", None),
        (1, "{cells}", "{vg}", None), (5, "mg/mL.min", "mg", None), (1, "mmol", "mg", None), (None, "g", "mg", None),
        (1, None, "mg", None), (1, "Gy", "MBq", None),
    ],
)  # fmt: skip
def test_a_dose_is_converted_within_its_kind(
    scratch: psycopg.Connection, amount: float | None, unit: str | None, target: str, converted: float | None
) -> None:
    assert value(scratch, "dose_in(%s, %s::double precision, %s)", target, amount, unit) == converted


@pytest.mark.parametrize(
    ("at_least", "at_most", "is_within"),
    [(1000, 2000, True), (1200, 1800, True), (1300, None, False), (None, 1700, False), (None, None, True)],
)
def test_a_dosage_lies_within_a_range_as_a_whole(
    scratch: psycopg.Connection, at_least: float | None, at_most: float | None, is_within: bool
) -> None:
    call = "is_dose_within(%s::double precision, %s::double precision, %s, 1.2, 1.8, 'g/m2')"
    assert value(scratch, call, at_least, at_most, "mg/m2") is is_within
    assert value(scratch, call, at_least, at_most, "mg") is None


@pytest.mark.parametrize(
    ("stated", "totals"),
    [
        (EVERY_3_WEEKS, (10, None, None, 3.33)),
        ({**EVERY_3_WEEKS, "cycle_days": [1], "cycle_length_days": 21}, (10, 10, None, 3.33)),
        ({"cycle_days": [1, 8], "cycle_length_days": 21}, (10, 20, None, 6.67)),
        ({"cycle_days": [1, 8, 15], "cycle_length_days": 28, **WEEKLY}, (10, 30, None, 7.5)),
        ({"cycle_days": [1, 8, 15], "cycle_length_days": 21, **WEEKLY}, (10, 30, 10, 10)),
        ({"cycle_days": list(range(1, 15)), "cycle_length_days": 21, **TWICE_DAILY}, (20, 280, None, 93.33)),
        ({"cycle_length_days": 21, "duration_value": 14, "duration_unit": "d", **TWICE_DAILY}, (20, 280, None, 93.33)),
        ({"cycle_length_days": 28, **DAILY}, (10, 280, 70, 70)),
        ({"cycle_length_days": 28, **WEEKLY}, (10, 40, 10, 10)),
        ({"days_on": 28, "days_off": 14, **DAILY}, (10, 280, None, 46.67)),
        ({"days_on": 28, "days_off": 14, "dose_per": "day"}, (10, 280, None, 46.67)),
        ({"days_on": 21, "days_off": 7, **WEEKLY}, (10, 30, None, 7.5)),
        (TWICE_DAILY, (20, None, 140, 140)),
        (WEEKLY, (10, None, 10, 10)),
        ({"frequency": "Q2D", "interval_days": 2}, (10, None, None, 35)),
        ({"frequency": "TIW", "frequency_count": 3, "frequency_period": 1, "frequency_period_unit": "wk"},
         (10, None, 30, 30)),
        ({"dose_per": "week"}, (None, None, 10, 10)),
        ({"dose_per": "day", **FOUR_WEEKS}, (10, None, 70, 70)),
        ({"dose_per": "cycle", "cycle_length_days": 28}, (None, 10, None, 2.5)),
        ({"dose_low": 66, "dose_high": 66, "dose_unit": "Gy", "dose_per": "total", "fractions": 33,
          "frequency": "5IW", "frequency_count": 5, "frequency_period": 1, "frequency_period_unit": "wk"},
         (None, None, 10, 10)),
    ],
)  # fmt: skip
def test_a_schedule_gives_totals(
    scratch: psycopg.Connection, stated: dict[str, Any], totals: tuple[float | None, ...]
) -> None:
    assert totals_of(scratch, **stated) == totals


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"frequency": "ONCE"},
        {"frequency": "QM", "frequency_count": 1, "frequency_period": 1, "frequency_period_unit": "mo"},
        {**EVERY_3_WEEKS, "role": "loading"},
        {**DAILY, "is_prn": True},
        {**DAILY, "n_doses": 5},
        {**DAILY, "duration_value": 5, "duration_unit": "d"},
        {**DAILY, "dose_unit": "mg/h"},
        {"dose_per": "day"},
        {"dose_per": "total", "n_doses": 3},
        {"cycle_days": [1, 8]},
        {"cycle_days": [-6, -5], "cycle_length_days": 28},
        {"cycle_days": [1, 29], "cycle_length_days": 28},
        {**EVERY_3_WEEKS, "cycle_days": [1, 8], "cycle_length_days": 21},
        {**EVERY_3_WEEKS, "dose_per": "day"},
        {**EVERY_3_WEEKS, "days_on": 5, "days_off": 2},
        {**DAILY, "days_on": 14, "days_off": 7, "cycle_length_days": 42},
        {"dose_unit": "Gy", "dose_per": "fraction", **DAILY},
    ],
)
def test_what_the_text_does_not_determine_has_no_total(scratch: psycopg.Connection, stated: dict[str, Any]) -> None:
    assert totals_of(scratch, **stated)[1:] == (None, None, None)


def test_both_bounds_of_a_range_are_totalled_in_one_unit(scratch: psycopg.Connection) -> None:
    write(scratch, dose_low=1, dose_high=1.5, dose_unit="g", dose_per="dose", **TWICE_DAILY)
    row = scratch.execute("SELECT unit, low, high, daily_low, daily_high, weekly_high FROM dose_totals").fetchone()
    assert row == ("mg", 1000, 1500, 2000, 3000, 21000)


def test_a_reader_may_ask_for_doses(seeds: psycopg.Connection) -> None:
    with seeds.transaction(force_rollback=True):
        seeds.execute("SET LOCAL ROLE trialdb_reader")
        question = "SELECT count(*) > 0 FROM dosing_regimens WHERE is_given_at('Q3W', frequency, interval_days)"
        assert seeds.execute(question).fetchone() == (True,)
        assert seeds.execute("SELECT count(daily_low) > 0 FROM dose_totals").fetchone() == (True,)


def totals_of(connection: psycopg.Connection, **stated: Any) -> tuple[float | None, ...]:
    """Lowest amount a day, a cycle, a week, and a week on average, to two digits."""
    write(connection, **{**AMOUNT, **stated})
    row = connection.execute("SELECT daily_low, cycle_low, weekly_low, intensity_low FROM dose_totals").fetchone()
    return tuple(None if amount is None else round(amount, 2) for amount in row or ())


def write(connection: psycopg.Connection, **values: Any) -> None:
    connection.execute(
        "INSERT INTO trials (trial_id, trial_key, source, is_registry_id_assumed) VALUES (%s, 'T', 'test', false)",
        [TRIAL],
    )
    values = {"trial_id": TRIAL, "dosage_no": 1, "dosage_text": "words", **values}
    statement = sql.SQL("INSERT INTO dosages ({}) VALUES ({})").format(
        sql.SQL(", ").join(map(sql.Identifier, values)), sql.SQL(", ").join(sql.Placeholder() * len(values))
    )
    connection.execute(statement, list(values.values()))
