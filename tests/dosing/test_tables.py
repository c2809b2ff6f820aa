"""The knowledge in ``data/*.csv`` is consistent with itself and with what others know."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from trialdb.extract.dosing.passages.phrases import FREQUENCY_WORDS, ROLE_WORDS, ROUTE_WORDS
from trialdb.extract.dosing.tables import DENOMINATORS, FREQUENCIES, UNITS, repeat_of, rows


@pytest.mark.parametrize("table", ["frequencies", "routes"])
def test_codes_are_unique(table: str) -> None:
    codes = [row["code"] for row in rows(table)]
    assert len(codes) == len(set(codes)) > 20


@pytest.mark.parametrize("words", [FREQUENCY_WORDS, ROUTE_WORDS, ROLE_WORDS])
def test_no_spelling_means_two_things(words: object) -> None:
    assert isinstance(words, type(FREQUENCY_WORDS))
    table = {id(FREQUENCY_WORDS): "frequencies", id(ROUTE_WORDS): "routes", id(ROLE_WORDS): "roles"}[id(words)]
    spellings = [surface for row in rows(table) for surface in row["surface_forms"].split("|") if surface]
    assert len(spellings) == len({spelling.replace("-", " ") for spelling in spellings}) or table == "routes"


def test_every_week_code_is_that_many_days() -> None:
    weeks = {code: int(match[1]) for code in FREQUENCIES if (match := re.fullmatch(r"Q(\d+)W", code))}
    assert len(weeks) > 15
    assert {code: FREQUENCIES[code].interval_days for code in weeks} == {code: 7 * n for code, n in weeks.items()}


def test_no_month_has_days() -> None:
    assert {f.code for f in FREQUENCIES.values() if f.unit in ("mo", "a") and f.interval_days is not None} == set()


def test_uneven_frequencies_have_no_interval() -> None:
    assert {FREQUENCIES[code].interval_days for code in ("BIW", "TIW", "5IW", "BID", "Q8H")} == {None}


def test_days_that_make_weeks_are_weeks() -> None:
    assert repeat_of(1, 21, "d").code == "Q3W"
    assert repeat_of(1, 12, "mo").code == "QY"
    assert repeat_of(1, 33, "d") == replace(repeat_of(1, 33, "d"), code=None, interval_days=33)


def test_units_are_spelled_in_small_letters() -> None:
    assert all(surface == surface.lower() for surface in (*UNITS, *DENOMINATORS))


def test_mass_units_agree_with_an_independent_library() -> None:
    pint = pytest.importorskip("pint", reason="pint is a development dependency")
    registry = pint.UnitRegistry()
    for surface in ("mg", "g", "mcg", "ng", "milligram", "micrograms", "grams"):
        ucum = UNITS[surface].ucum.replace("ug", "microgram")
        assert registry(f"1 {surface}").to(ucum).magnitude == pytest.approx(1)
