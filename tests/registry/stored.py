"""What is stored of a study, table by table, whether in a record or in a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import msgspec
from psycopg.rows import dict_row

from loaders import ctgov_json
from trialdb import database, identity
from trialdb.models import Base
from trialdb.records import PartialDate, TrialRecord

Row = dict[str, Any]
Tables = dict[str, list[Row]]

# A record's list → the table it ends in, where the names differ.
_TABLES = {
    "identifiers": "trial_identifiers",
    "references": "trial_references",
    "links": "trial_links",
    "files": "trial_files",
    "events": "trial_events",
    "mesh_terms": "trial_mesh_terms",
    "sites": "trial_sites",
}
_NOT_OF_STUDIES = {"documents", "load_problems", "trial_changes"}


def tables_of_record(line: bytes) -> Tables:
    (record,) = ctgov_json.parse("study.json", line)
    return tables_of(record)


def tables_of(record: TrialRecord) -> Tables:
    tables: defaultdict[str, list[Row]] = defaultdict(list)
    tables["trials"] = [_row(record)]
    for field in msgspec.structs.fields(record):
        for item in getattr(record, field.name) if isinstance(getattr(record, field.name), tuple) else ():
            if isinstance(item, msgspec.Struct):
                tables[_TABLES.get(field.name, field.name)].append(_row(item))
    if record.results is not None:
        tables["trial_results"] = [_row(record.results)]
        for field in msgspec.structs.fields(record.results):
            if isinstance(rows := getattr(record.results, field.name), tuple):
                tables[field.name] = [_row(item) for item in rows]
    _name_children(tables, record)
    return _resolved(tables)


def _name_children(tables: Tables, record: TrialRecord) -> None:
    """The tables whose rows a record holds as words or within other rows."""
    tables["trial_keywords"] = [{"keyword": keyword} for keyword in record.keywords]
    tables["trial_conditions"] = [{"reported_as": words, "relation": "reported"} for words in record.conditions]
    tables["trial_sponsors"] = [_row(sponsor) | {"reported_as": sponsor.name} for sponsor in record.sponsors]
    tables["trial_countries"] = [_row(one) | {"country_text": one.name} for one in record.countries]
    tables["contacts"] = [_row(contact) | {"scope": "central"} for contact in record.contacts]
    tables["contacts"] += [_row(contact) | {"scope": "site"} for site in record.sites for contact in site.contacts]
    tables["reference_retractions"] = [_row(one) for reference in record.references for one in reference.retractions]
    tables["intervention_names"] = [{"name": name} for one in record.interventions for name in one.other_names]
    for table, key in (("arms", "arm_no"), ("interventions", "intervention_no"), ("result_groups", "result_group_no")):
        for no, row in enumerate(tables.get(table, ()), 1):
            row[key] = no
    tables["arm_interventions"] = [
        {"arm_no": arm_no, "intervention_no": no}
        for arm_no, arm in enumerate(record.arms, 1)
        for no in arm.interventions
    ]


def _row(item: msgspec.Struct) -> Row:
    row: Row = {}
    for name in item.__struct_fields__:
        value = getattr(item, name)
        if isinstance(value, PartialDate):
            row |= {name: value.on, f"{name}_precision": value.precision, f"{name}_kind": value.kind}
        else:
            row[name] = value
    return row


def _resolved(tables: Tables) -> Tables:
    """Groups by their code, and each outcome's groups once per outcome, as a registry writes them."""
    groups = {row["result_group_no"]: row for row in tables.get("result_groups", ())}
    reported = [groups[row["result_group_no"]] for row in tables.get("outcome_groups", ())]
    tables["result_groups"] = [row for row in groups.values() if row["section"] != "outcome"] + reported
    return {
        name: rows
        if name == "result_groups"
        else [
            row | {"result_group_no": groups[row["result_group_no"]]["code"]} if "result_group_no" in row else row
            for row in rows
        ]
        for name, rows in tables.items()
    }


def tables_of_database(url: str) -> Callable[[str], Tables]:
    """The way from a registry id to what the database at ``url`` holds of that trial; reads whole tables at once."""
    of_trial: defaultdict[int, Tables] = defaultdict(dict)
    with database.connect(url, read_only=True) as connection:
        for table in Base.metadata.tables.values():
            if "trial_id" in table.columns and table.name not in _NOT_OF_STUDIES:
                with connection.cursor(row_factory=dict_row) as rows:
                    rows.execute(f"SELECT * FROM {table.name}".encode())
                    for row in rows:
                        of_trial[row["trial_id"]].setdefault(table.name, []).append(row)

    return lambda registry_id: _resolved(of_trial[identity.trial_id(registry_id)])
