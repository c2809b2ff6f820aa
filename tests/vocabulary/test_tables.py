"""Every table beside the code is well formed: no row twice, in order, and pointing only to rows that exist."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pycountry
import pytest

from trialdb.vocabulary.conditions import ancestors, resolve
from trialdb.vocabulary.keys import plain_words
from trialdb.vocabulary.tables import rows_of

TABLES = sorted(
    entry.name.removesuffix(".csv")
    for entry in (files("trialdb.vocabulary") / "data").iterdir()
    if entry.name.endswith(".csv")
)
# Order says which pattern is read first.
UNSORTED = {"unnamed_facilities"}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_no_row_twice(table: str) -> None:
    keys = [next(iter(row.values())) for row in rows_of(table)]
    if table in {"condition_ancestors", "states"}:
        keys = [str(row) for row in rows_of(table)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("table", sorted(set(TABLES) - UNSORTED))
def test_a_table_is_sorted(table: str) -> None:
    rows = [tuple(row.values()) for row in rows_of(table)]
    keys = [(mesh_id, ancestor_id) for mesh_id, ancestor_id, *_ in rows] if table == "condition_ancestors" else rows
    assert keys == sorted(keys)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_every_column_and_no_stray_blanks(table: str) -> None:
    text = (files("trialdb.vocabulary") / "data" / f"{table}.csv").read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines())
    assert rows
    assert all(len(row) == len(header) for row in rows)
    assert all(cell == cell.strip() for row in rows for cell in row)


def test_country_codes_are_those_of_iso_3166() -> None:
    former = {"AN", "CS", "DD", "SU", "YU"}
    valid = {country.alpha_2 for country in pycountry.countries} | former | {"XK"}
    assert {row["code"] for row in rows_of("countries")} == valid
    assert {row["code"] for row in rows_of("country_synonyms")} <= valid


def test_mesh_ids_are_written_in_full_without_padding() -> None:
    ids = [row["mesh_id"] for row in rows_of("conditions") if row["mesh_id"]]
    assert ids
    assert all(re.fullmatch(r"D\d{6}|D000\d{6}|C\d{6}|C000\d{6}", mesh_id) for mesh_id in ids)
    assert len(set(ids)) == len(ids)
    assert not [mesh_id for mesh_id in ids if re.fullmatch(r"D0000[0-5]\d{4}", mesh_id)]


def test_condition_rows_point_to_conditions() -> None:
    ids = {row["mesh_id"] for row in rows_of("conditions")}
    names = {row["condition"] for row in rows_of("conditions")}
    assert {row["condition"] for row in rows_of("condition_synonyms")} <= names
    for row in rows_of("condition_ancestors"):
        assert {row["mesh_id"], row["ancestor_id"]} <= ids
        assert row["mesh_id"] != row["ancestor_id"]
        assert int(row["distance"]) >= 1


def test_a_stated_kind_leads_up_to_a_condition() -> None:
    names = {row["condition"] for row in rows_of("conditions")}
    for row in rows_of("condition_kinds"):
        assert row["condition"] in names
        assert row["condition"] in {condition.name for condition, _ in ancestors(row["name"])}, row
        assert resolve(row["name"]) not in {condition for condition, _ in ancestors(row["name"])}


def test_no_condition_is_its_own_ancestor() -> None:
    above = {(row["mesh_id"], row["ancestor_id"]) for row in rows_of("condition_ancestors")}
    assert not {(low, high) for low, high in above if (high, low) in above}


def test_agent_synonyms_point_to_agents_and_are_none() -> None:
    agents = {row["agent"] for row in rows_of("agents")}
    keys = {plain_words(agent) for agent in agents}
    assert len(keys) == len(agents)
    for row in rows_of("agent_synonyms"):
        assert set(row["agents"].split("+")) <= agents
        assert plain_words(row["synonym"]) not in keys


def test_endpoints_name_their_broader_endpoints() -> None:
    codes = {row["endpoint"] for row in rows_of("endpoints")}
    assert {row["broader"] for row in rows_of("endpoints")} - {""} <= codes
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", code) for code in codes)


def test_facility_patterns_find_their_examples() -> None:
    for row in rows_of("unnamed_facilities"):
        assert re.match(row["pattern"], plain_words(row["for_example"])), row
