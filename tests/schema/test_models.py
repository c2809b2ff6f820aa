"""The tables: documented, named as promised, and wide enough for every field of the records."""

import inspect

import msgspec
import psycopg
import pytest
from sqlalchemy import Table

from trialdb import records
from trialdb.models import Base
from trialdb.records import results

TABLES = {table.name: table for table in Base.metadata.tables.values()}

# Where a record's fields become columns. What is missing on purpose: lists (tables of their own), and what the rows
# carry under several names (a window) or elsewhere (a dosage's evidence is in its mentions).
HOMES = {
    records.TrialRecord: "trials",
    records.Identifier: "trial_identifiers",
    records.Reference: "trial_references",
    records.Retraction: "reference_retractions",
    records.Link: "trial_links",
    records.File: "trial_files",
    records.RelatedTrial: "related_trials",
    records.Event: "trial_events",
    records.MeshTerm: "trial_mesh_terms",
    records.Arm: "arms",
    records.Intervention: "interventions",
    records.Dosage: "dosages",
    records.DosageMention: "dosage_mentions",
    records.Criterion: "criteria",
    records.Limit: "criterion_limits",
    records.Outcome: "outcomes",
    records.Site: "trial_sites",
    records.Official: "officials",
    records.Contact: "contacts",
    results.Results: "trial_results",
}
ELSEWHERE = {(records.Dosage, "char_start"), (records.Dosage, "char_end"), (records.Dosage, "rule")}


def is_list(field: msgspec.inspect.Field) -> bool:
    """Whether a field holds other records rather than values."""
    kind = field.type
    return isinstance(kind, msgspec.inspect.VarTupleType) and isinstance(kind.item_type, msgspec.inspect.StructType)


@pytest.mark.parametrize(("record", "name"), HOMES.items(), ids=lambda value: getattr(value, "__name__", value))
def test_every_field_of_a_record_is_a_column(record: type[msgspec.Struct], name: str) -> None:
    columns = set(TABLES[name].columns.keys())
    lists = {"conditions", "keywords", "other_names", "interventions", "notes", "results", "window", "count"}
    fields = {field.name for field in msgspec.inspect.type_info(record).fields if not is_list(field)}  # type: ignore[attr-defined]
    assert fields - lists - {name for owner, name in ELSEWHERE if owner is record} <= columns


def test_every_record_has_a_home() -> None:
    structs = {value for _, value in inspect.getmembers(records, inspect.isclass) if issubclass(value, msgspec.Struct)}
    without_table = {
        records.Note,  # load_problems
        records.PartialDate,  # two or three columns
        records.Window,  # window_… of criterion_limits
        records.Count,  # count_… of criterion_limits
        records.TrialDosage,  # dosages, dosage_arms and dosage_mentions
        records.Sponsor,  # trial_sponsors, by the sponsor's id
        records.Country,  # trial_countries, by the country's code
    }
    assert structs - without_table == HOMES.keys()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_partial_date_has_its_precision_beside_it(table: Table) -> None:
    struct = next((record for record, name in HOMES.items() if name == table.name), None)
    dates = [name for name, kind in getattr(struct, "__annotations__", {}).items() if "PartialDate" in kind]
    assert {f"{name}_precision" for name in dates} <= set(table.columns.keys())


def test_every_table_and_column_is_documented(scratch: psycopg.Connection) -> None:
    silent = scratch.execute(
        """
        SELECT relation.relname, attribute.attname
        FROM pg_class AS relation
        JOIN pg_attribute AS attribute ON attribute.attrelid = relation.oid
        WHERE relation.relnamespace = 'trialdb'::regnamespace
          AND relation.relkind = 'r'
          AND relation.relname <> 'alembic_version'
          AND attribute.attnum >= 0 AND NOT attribute.attisdropped
          AND col_description(relation.oid, attribute.attnum) IS NULL
        UNION ALL
        SELECT relname, NULL FROM pg_class
        WHERE relnamespace = 'trialdb'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
          AND obj_description(oid, 'pg_class') IS NULL
        """
    ).fetchall()
    assert silent == []
    count = "SELECT count(*) FROM pg_class WHERE relnamespace = 'trialdb'::regnamespace AND relkind = 'r'"
    assert scratch.execute(count).fetchone() == (len(TABLES) + 1,)


def test_constraints_and_indexes_bear_the_models_names(scratch: psycopg.Connection) -> None:
    # alembic check compares neither CHECKs nor names.
    found = scratch.execute(
        """
        SELECT conrelid::regclass::text, conname FROM pg_constraint
        WHERE connamespace = 'trialdb'::regnamespace AND contype <> 'n' AND conname <> 'alembic_version_pkc'
        UNION
        SELECT tablename, indexname FROM pg_indexes
        WHERE schemaname = 'trialdb' AND indexname <> 'alembic_version_pkc'
        """
    ).fetchall()
    described = {
        (table.name, str(thing.name)) for table in TABLES.values() for thing in (*table.constraints, *table.indexes)
    }
    assert set(found) == described
    assert all(len(name) < 64 for _, name in described)


def test_what_is_compressed_already_is_not_compressed_again(scratch: psycopg.Connection) -> None:
    query = "SELECT attstorage FROM pg_attribute WHERE attrelid = 'documents'::regclass AND attname = 'content'"
    assert scratch.execute(query).fetchone() == ("e",)


def test_every_row_of_a_trial_goes_with_it() -> None:
    def reaches_trials(table: Table) -> bool:
        return table.name == "trials" or any(
            reaches_trials(key.referred_table)
            for key in table.foreign_key_constraints
            if key.ondelete == "CASCADE" and key.referred_table is not table
        )

    children = [table for table in TABLES.values() if "trial_id" in table.primary_key.columns]
    assert len(children) > 30
    assert [table.name for table in children if not reaches_trials(table)] == []


def test_shared_entities_show_their_key_and_name_first() -> None:
    # The store reads a collision of computed keys off these two columns.
    entities = [table for table in TABLES.values() if table.info.get("shared") and len(table.primary_key.columns) == 1]
    assert {table.name for table in entities} == {"agents", "conditions", "countries", "sites", "sponsors"}
    for table in entities:
        key, name = list(table.columns)[:2]
        assert key.primary_key and name.name == "name" and name.unique
