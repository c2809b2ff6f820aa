"""The rows of one trial after another, gathered for a whole shard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from trialdb.columns import TABLES
from trialdb.enrich import Enriched
from trialdb.identity import Difference, Identity
from trialdb.records import (
    Event,
    File,
    Identifier,
    Link,
    MeshTerm,
    Note,
    Official,
    Reference,
    RelatedTrial,
    Results,
    TrialRecord,
)
from trialdb.rows.checks import check
from trialdb.rows.eligibility import add_eligibility
from trialdb.rows.people import add_people
from trialdb.rows.places import add_places
from trialdb.rows.shared import lookup_values
from trialdb.rows.tables import SharedRows, TableRows, cells
from trialdb.rows.treatment import add_treatment

# A record's list → its table, where a member is a row and nothing more.
_PLAIN_LISTS: tuple[tuple[str, str, type[msgspec.Struct]], ...] = (
    ("identifiers", "trial_identifiers", Identifier),
    ("references", "trial_references", Reference),
    ("links", "trial_links", Link),
    ("files", "trial_files", File),
    ("related_trials", "related_trials", RelatedTrial),
    ("events", "trial_events", Event),
    ("mesh_terms", "trial_mesh_terms", MeshTerm),
    ("officials", "officials", Official),
)
_TRIAL_COLUMNS, _trial_cells = cells(TrialRecord, "trials")
_DERIVED = ("phase_low", "phase_high", "min_age_years", "max_age_years", "n_requirements")


@cache
def _lists_of(struct: type[msgspec.Struct]) -> tuple[tuple[str, str, type[msgspec.Struct]], ...]:
    """The lists of a struct whose tables are named as they are."""
    return tuple(
        (field.name, field.name, field.type.__args__[0])
        for field in msgspec.structs.fields(struct)
        if getattr(field.type, "__origin__", None) is tuple
    )


class Rows:
    """Rows of any number of trials, table by table, and of the entities and values they share."""

    def __init__(self) -> None:
        self.tables: dict[str, TableRows] = {}
        self.shared: dict[str, SharedRows] = {}

    def add(self, identity: Identity, enriched: Enriched, source: str, differences: Sequence[Difference] = ()) -> None:
        """The rows of one trial. ``source`` is the loader of its highest-ranked document."""
        trial_id, record = identity.trial_id, enriched.record
        derived = tuple(getattr(enriched, name) for name in _DERIVED)
        is_assumed = identity.evidence == "source_name"
        if is_assumed and not record.registry_id:
            record = msgspec.structs.replace(record, registry_id=identity.trial_key)
        self.put(
            "trials",
            ("trial_id", "trial_key", "source", "is_registry_id_assumed", *_DERIVED, *_TRIAL_COLUMNS),
            [
                (
                    trial_id,
                    identity.trial_key,
                    source,
                    is_assumed,
                    *derived,
                    *_trial_cells(record),
                )
            ],
        )
        for attribute, name, struct in _PLAIN_LISTS:
            self.put_list(trial_id, name, struct, getattr(record, attribute))
        self.put_numbered(trial_id, "trial_keywords", ("keyword",), [(keyword,) for keyword in record.keywords])
        self.put(
            "reference_retractions",
            ("trial_id", "reference_no", "retraction_no", "pmid", "source"),
            [
                (trial_id, reference_no, retraction_no, retraction.pmid, retraction.source)
                for reference_no, reference in enumerate(record.references, 1)
                for retraction_no, retraction in enumerate(reference.retractions, 1)
            ],
        )
        self.put_numbered(trial_id, "source_values", Difference._fields, differences)
        add_treatment(self, trial_id, enriched)
        add_eligibility(self, trial_id, enriched)
        add_people(self, trial_id, record)
        add_places(self, trial_id, record)
        if record.results is not None:
            self._add_results(trial_id, record.results)

    def _add_results(self, trial_id: int, results: Results) -> None:
        columns, values = _cells_of(Results, "trial_results")
        self.put("trial_results", ("trial_id", *columns), [(trial_id, *values(results))])
        for attribute, name, struct in _lists_of(Results):
            self.put_list(trial_id, name, struct, getattr(results, attribute))

    def put(self, name: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        """Add rows to a table, always with the same columns."""
        found = self.tables.get(name)
        if found is None:
            found = self.tables[name] = TableRows(columns)
        found.rows.extend(rows)

    def put_numbered(self, trial_id: int, name: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        """Add a trial's rows to a child table, numbered from 1."""
        key = _key_columns(name)
        self.put(name, (*key, *columns), [(trial_id, number, *row) for number, row in enumerate(rows, 1)])

    def put_list(self, trial_id: int, name: str, struct: type[msgspec.Struct], items: Iterable[Any]) -> None:
        """Add a record's list to the child table that has its fields as columns."""
        if items:
            columns, values = _cells_of(struct, name)
            self.put_numbered(trial_id, name, columns, [values(item) for item in items])

    def share(self, name: str, columns: tuple[str, ...], rows: Mapping[Any, tuple[Any, ...]]) -> None:
        """Add shared rows under their keys: the first cell, or a tuple of as many as the table's key has."""
        found = self.shared.get(name)
        if found is None:
            found = self.shared[name] = SharedRows(columns)
        found.rows.update(rows)  # of one key all rows are equal

    def check(self) -> list[tuple[int, Note]]:
        """Mend what PostgreSQL could not take, with a note (trial_id, what) for each; binary COPY checks nothing.

        Also gathers the values of value lists that the rows name.
        """
        notes = [note for name, found in self.tables.items() for note in check(name, found)]
        for name, found in self.tables.items():
            for lookup, columns, values in lookup_values(name, found):
                self.share(lookup, columns, {value: (value, False) for value in values})
        return notes


_cells_of = cache(cells)


@cache
def _key_columns(name: str) -> tuple[str, str]:
    first, second = TABLES[name].key
    return first, second
