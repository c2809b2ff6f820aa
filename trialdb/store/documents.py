"""The documents of each trial, as received: what has been seen, what is current, what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import psycopg
from psycopg.rows import class_row

from trialdb.identity import Evidence
from trialdb.store.copy import copy_rows


class StoredDocument(NamedTuple):
    """A row of ``documents`` without its content."""

    loader: str
    trial_key: str
    sha256: bytes
    trial_id: int
    is_current: bool
    is_linked: bool
    source_on: date | None
    source_name: str
    evidence: Evidence
    parser_version: str


class DocumentRow(NamedTuple):
    """A document to be kept: the row, and the compressed bytes."""

    stored: StoredDocument
    size_bytes: int
    content: bytes
    load_id: int


_SELECT = f"SELECT {', '.join(StoredDocument._fields)} FROM trialdb.documents"


def documents_by_hash(
    connection: psycopg.Connection[Any], hashes: Sequence[bytes]
) -> dict[bytes, list[StoredDocument]]:
    """What is known of documents with these bytes."""
    found: dict[bytes, list[StoredDocument]] = {}
    for stored in _fetch(connection, "WHERE sha256 = ANY(%b)", [list(hashes)]):
        found.setdefault(stored.sha256, []).append(stored)
    return found


def documents_of(connection: psycopg.Connection[Any], trial_ids: Sequence[int]) -> dict[int, list[StoredDocument]]:
    """The documents of each trial, in a fixed order."""
    found: dict[int, list[StoredDocument]] = {}
    where = "WHERE trial_id = ANY(%b) ORDER BY trial_id, loader, trial_key, sha256"
    for stored in _fetch(connection, where, [list(trial_ids)]):
        found.setdefault(stored.trial_id, []).append(stored)
    return found


def _fetch(connection: psycopg.Connection[Any], where: str, parameters: Sequence[Any]) -> list[StoredDocument]:
    with connection.cursor(row_factory=class_row(StoredDocument), binary=True) as cursor:
        return cursor.execute(f"{_SELECT} {where}", parameters).fetchall()


def contents(connection: psycopg.Connection[Any], documents: Iterable[StoredDocument]) -> dict[bytes, bytes]:
    """The compressed bytes of these documents, by their hash."""
    hashes = sorted({document.sha256 for document in documents})
    query = "SELECT DISTINCT ON (sha256) sha256, content FROM trialdb.documents WHERE sha256 = ANY(%s)"
    return dict(connection.cursor(binary=True).execute(query, [hashes]).fetchall()) if hashes else {}


def stored_contents(connection: psycopg.Connection[Any], trial_keys: Sequence[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Name and compressed bytes of every document that counts, trial by trial; of all trials, or of some.

    They come in batches of trials, so that memory stays flat and no transaction stays open.
    """
    query = """
        SELECT trial_id, source_name, content FROM trialdb.documents
        WHERE is_current AND is_linked AND trial_id > %s AND (%s OR trial_key = ANY(%s))
        ORDER BY trial_id, loader LIMIT %s
        """
    last, batch = -1, 500
    while True:
        rows = connection.cursor(binary=True).execute(query, [last, not trial_keys, list(trial_keys), batch]).fetchall()
        # The last trial of a full batch may go on in the next one.
        whole = rows if len(rows) < batch else [row for row in rows if row[0] != rows[-1][0]] or rows
        yield from ((name, content) for _, name, content in whole)
        if len(rows) < batch:
            return
        last = whole[-1][0]


def n_stored_contents(connection: psycopg.Connection[Any], trial_keys: Sequence[str] = ()) -> int:
    """How many documents ``stored_contents`` gives."""
    query = "SELECT count(*) FROM trialdb.documents WHERE is_current AND is_linked AND (%s OR trial_key = ANY(%s))"
    (n,) = connection.execute(query, [not trial_keys, list(trial_keys)]).fetchone() or (0,)
    return int(n)


def set_linked(connection: psycopg.Connection[Any], trial_key: str, loader: str, *, is_linked: bool) -> list[int]:
    """Take the documents of a loader and key out of their trial, or put them back; returns the trials concerned."""
    query = """
        UPDATE trialdb.documents SET is_linked = %s WHERE trial_key = %s AND loader = %s AND is_linked <> %s
        RETURNING trial_id
        """
    return sorted({trial_id for (trial_id,) in connection.execute(query, [is_linked, trial_key, loader, is_linked])})


def put_documents(
    connection: psycopg.Connection[Any],
    rows: Sequence[DocumentRow],
    current: Sequence[StoredDocument],
    stored: Mapping[int, Sequence[StoredDocument]],
) -> None:
    """Keep these documents, and make their trials' documents say what ``current`` says of them.

    ``stored`` is what is kept already: a document in it that another version has read gets the new reading's facts.
    """
    known = {entry[:3]: entry for entries in stored.values() for entry in entries}
    changed = [entry for entry in current if known.get(entry[:3], entry) != entry]
    # One document of a loader and key is current at any time, so the old one steps down before the new one comes.
    for is_current in (False, True):
        _update(connection, [entry for entry in changed if entry.is_current is is_current])
    new = [(*row.stored, row.size_bytes, row.content, row.load_id) for row in rows if row.stored[:3] not in known]
    if new:
        copy_rows(connection, "documents", (*StoredDocument._fields, "size_bytes", "content", "load_id"), new)


def _update(connection: psycopg.Connection[Any], entries: Sequence[StoredDocument]) -> None:
    if not entries:
        return
    facts = [(*entry[:3], entry.is_current, entry.source_on, entry.parser_version) for entry in entries]
    connection.execute(
        """
        UPDATE trialdb.documents AS document
        SET is_current = entry.is_current, source_on = entry.source_on, parser_version = entry.parser_version
        FROM unnest(%s::text[], %s::text[], %s::bytea[], %s::boolean[], %s::date[], %s::text[])
            AS entry (loader, trial_key, sha256, is_current, source_on, parser_version)
        WHERE (document.loader, document.trial_key, document.sha256) = (entry.loader, entry.trial_key, entry.sha256)
        """,
        [list(column) for column in zip(*facts, strict=True)],
    )
