"""From the documents of some trials, new and stored, to the rows those trials should have."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import psycopg

from trialdb.document import Document, parser_version, read_document
from trialdb.enrich import enrich
from trialdb.identity import Ranked, differences, merge
from trialdb.records import Note
from trialdb.registry import loader as loader_named
from trialdb.rows import SharedRows, TableRows
from trialdb.rows.build import Rows
from trialdb.store.contents import compress, decompress
from trialdb.store.documents import DocumentRow, StoredDocument, contents
from trialdb.tally import Problem


class Assembly(msgspec.Struct):
    """Everything one transaction writes: the rows of the trials that change, and their documents."""

    trial_ids: list[int]
    tables: dict[str, TableRows]
    shared: dict[str, SharedRows]
    documents: list[DocumentRow]
    current: list[StoredDocument]
    warnings: list[Problem]


def assemble(
    connection: psycopg.Connection[Any],
    trial_ids: Sequence[int],
    documents: Sequence[Document],
    stored: Mapping[int, Sequence[StoredDocument]],
    load_id: int,
    seconds: dict[str, float],
) -> Assembly:
    """What to write so that these trials are what their documents, these and the stored ones, say together.

    A trial to which only superseded documents came keeps its rows; one to which none came is made anew from the
    stored ones.
    """
    rows = Rows()
    done = Assembly([], rows.tables, rows.shared, [], [], [])
    brought: dict[int, _ByHash] = {trial: {} for trial in sorted(trial_ids)}
    for document in documents:
        brought[document.identity.trial_id][document.loader.name, document.sha256] = document
    chosen = {trial: _choose(new.values(), stored.get(trial, ())) for trial, new in brought.items()}
    others = _read_stored(connection, [entry for trial, new in brought.items() for entry in _used(chosen[trial], new)])
    for trial, new in brought.items():
        done.current += chosen[trial]
        done.documents += (_row(entry, document, load_id) for entry, document in _matched(chosen[trial], new))
        used = [entry for entry in chosen[trial] if entry.is_current and entry.is_linked]
        if new and not _matched(used, new):
            continue
        done.trial_ids.append(trial)
        done.warnings += _warnings(new.values())
        if used:
            _add_rows(rows, [new.get(_key(entry)) or others[_key(entry)] for entry in used], seconds)
    done.warnings += (_warning(next(iter(brought[trial].values())), note) for trial, note in rows.check())
    return done


_ByHash = dict[tuple[str, bytes], Document]


def _key(entry: StoredDocument) -> tuple[str, bytes]:
    return entry.loader, entry.sha256


def _matched(entries: Iterable[StoredDocument], new: _ByHash) -> list[tuple[StoredDocument, Document]]:
    return [(entry, new[_key(entry)]) for entry in entries if _key(entry) in new]


def _used(entries: Iterable[StoredDocument], new: _ByHash) -> list[StoredDocument]:
    """The stored documents that a trial's rows are made from beside the new ones."""
    return [entry for entry in entries if entry.is_current and entry.is_linked and _key(entry) not in new]


def _row(entry: StoredDocument, document: Document, load_id: int) -> DocumentRow:
    return DocumentRow(entry, len(document.data), compress(document.data), load_id)


def _add_rows(rows: Rows, documents: Sequence[Document], seconds: dict[str, float]) -> None:
    """The rows of one trial from its documents, the highest-ranked of which names it."""
    ordered = sorted(documents, key=lambda document: (-document.loader.module.RANK, document.loader.name))
    ranked = [Ranked(d.loader.module.RANK, d.loader.name, d.name, d.record) for d in ordered]
    started = time.perf_counter()
    enriched = enrich(merge(ranked), seconds)
    built = time.perf_counter()
    rows.add(ordered[0].identity, enriched, ranked[0].loader, differences(ranked) if len(ranked) > 1 else ())
    seconds["enrich"] = seconds.get("enrich", 0.0) + built - started
    seconds["rows"] = seconds.get("rows", 0.0) + time.perf_counter() - built


def _choose(new: Iterable[Document], stored: Sequence[StoredDocument]) -> list[StoredDocument]:
    """All documents of a trial after the load, with ``is_current`` as it should be.

    Of several with one loader and key the current one has the latest source date, ties broken by hash, so that any
    order of loading gives the same database.
    """
    entries = {(entry.loader, entry.trial_key, entry.sha256): entry for entry in stored}
    for document in new:
        loader, identity = document.loader, document.identity
        known = entries.get((loader.name, identity.trial_key, document.sha256))
        same = [entry for entry in stored if (entry.loader, entry.trial_key) == (loader.name, identity.trial_key)]
        entries[loader.name, identity.trial_key, document.sha256] = StoredDocument(
            loader=loader.name,
            trial_key=identity.trial_key,
            sha256=document.sha256,
            trial_id=identity.trial_id,
            is_current=False,
            is_linked=all(entry.is_linked for entry in same),
            source_on=document.source_on,
            source_name=known.source_name if known else document.name,
            evidence=identity.evidence,
            parser_version=parser_version(loader),
        )
    latest: dict[tuple[str, str], StoredDocument] = {}
    for entry in entries.values():
        best = latest.get(entry[:2])
        if best is None or _age(entry) > _age(best):
            latest[entry[:2]] = entry
    return [entry._replace(is_current=latest[entry[:2]].sha256 == entry.sha256) for entry in entries.values()]


def _age(entry: StoredDocument) -> tuple[date, bytes]:
    return entry.source_on or date.min, entry.sha256


def _read_stored(
    connection: psycopg.Connection[Any], entries: Sequence[StoredDocument]
) -> dict[tuple[str, bytes], Document]:
    """The stored documents that a trial shares with the new ones, read again."""
    kept = contents(connection, entries)
    return {
        (entry.loader, entry.sha256): document
        for entry in entries
        for document in read_document(
            entry.source_name, decompress(kept[entry.sha256]), entry.sha256, loader_named(entry.loader)
        )
        if document.identity.trial_key == entry.trial_key
    }


def _warnings(documents: Iterable[Document]) -> Iterator[Problem]:
    """The doubts the loaders had about values of these documents."""
    for document in documents:
        for note in document.record.notes:
            yield _warning(document, note)


def _warning(document: Document, note: Note) -> Problem:
    return Problem(
        severity="warning",
        source_name=document.name,
        loader=document.loader.name,
        trial_key=document.identity.trial_key,
        place=note.place,
        code=note.code,
        message=note.message,
        value=note.value,
    )
