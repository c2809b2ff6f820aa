"""Value lists and knowledge tables: filled, kept equal to their files, never losing what rows name."""

import csv
import io

import psycopg
import pytest

from trialdb import database as schema
from trialdb.lookups import KNOWLEDGE, Knowledge
from trialdb.models import Base

LISTS = [table.name for table in Base.metadata.tables.values() if table.info.get("lookup")]


@pytest.mark.parametrize("name", LISTS)
def test_every_value_list_is_filled_and_explained(scratch: psycopg.Connection, name: str) -> None:
    query = f"SELECT count(*), count(description), bool_and(is_known) FROM trialdb.{name}"
    n_values, n_explained, is_known = scratch.execute(query.encode()).fetchone() or (0, 0, False)
    assert n_values == n_explained > 0
    assert is_known


@pytest.mark.parametrize("known", KNOWLEDGE, ids=lambda known: known.table)
def test_a_knowledge_table_says_what_its_file_says(scratch: psycopg.Connection, known: Knowledge) -> None:
    rows = csv.DictReader(io.StringIO(known.content().decode()))
    keys = {row[known.columns[known.key]] for row in rows}
    assert {row[0] for row in scratch.execute(f"SELECT {known.key} FROM trialdb.{known.table}".encode())} == keys


def test_frequencies_are_numbers(scratch: psycopg.Connection) -> None:
    query = "SELECT frequency, interval_days, doses_per_day FROM frequencies WHERE frequency IN ('Q3W', 'BID', 'QM')"
    assert sorted(scratch.execute(query)) == [("BID", None, 2.0), ("Q3W", 21.0, None), ("QM", None, None)]


def test_a_changed_file_is_applied_and_what_left_it_stays_unknown(
    database: psycopg.Connection, database_url: str
) -> None:
    database.execute("INSERT INTO frequencies (frequency, description) VALUES ('Q99W', 'of an older file')")
    database.execute("UPDATE frequencies SET interval_days = 22, is_known = false WHERE frequency = 'Q3W'")
    database.execute("UPDATE repeatable_files SET sha256 = 'of an older file' WHERE file = 'data/frequencies'")
    assert "table frequencies is not what extract/dosing/data/frequencies.csv says" in schema.check(database_url)
    schema.upgrade(database_url)
    query = "SELECT frequency, interval_days, is_known FROM frequencies WHERE frequency IN ('Q3W', 'Q99W')"
    assert sorted(database.execute(query)) == [("Q3W", 21.0, True), ("Q99W", None, False)]
    assert schema.check(database_url) == []
