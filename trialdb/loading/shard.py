"""The unit of work: some documents, read, made into rows and written in one transaction.

A shard is done whole or not at all. What a worker needs is in its arguments, so that any executor can run it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from trialdb.document import Document, read_document
from trialdb.errors import DocumentError, TrialdbError
from trialdb.loading.assemble import Assembly, assemble
from trialdb.loading.dealing import Shard
from trialdb.registry import loader as loader_named
from trialdb.store.documents import documents_of, put_documents
from trialdb.store.loads import add_problems
from trialdb.store.shared import add_shared
from trialdb.store.trials import lock_trials, replace_trials
from trialdb.tally import Problem, Report


def load_shard(connection: psycopg.Connection[Any], shard: Shard) -> Report:
    """Load a shard; the connection is in autocommit mode, or inside a transaction that the caller ends.

    A document that fails is reported and the others are loaded; only a lost server raises.
    """
    report = Report(n_documents=len(shard.documents))
    with _timed(report, "parse"):
        documents = list(_read(shard, report))
    _write(connection, shard, documents, report)
    if shard.keeps_problems and (failures := report.failures):
        add_problems(connection, shard.load_id, failures)
    return report


def _read(shard: Shard, report: Report) -> Iterator[Document]:
    loader = loader_named(shard.loader) if shard.loader else None
    for name, data, sha256 in shard.documents:
        try:
            yield from read_document(name, data, sha256, loader)
        except DocumentError as error:
            report.problems.append(_failure(name, error.why, place=error.where or None))
        except Exception as error:  # a loader's own defect, perhaps somebody else's loader: the other documents load
            report.problems.append(_failure(name, f"its loader failed, please report it: {error!r}", code="defect"))


def _write(connection: psycopg.Connection[Any], shard: Shard, documents: Sequence[Document], report: Report) -> None:
    """Write these documents together, or, where PostgreSQL refuses them, in halves down to the one it refuses."""
    if not documents:
        return
    try:
        _write_together(connection, shard, documents, report)
    except (psycopg.OperationalError, psycopg.InterfaceError):
        raise
    except (psycopg.Error, TrialdbError, ValueError, TypeError, OverflowError) as error:
        if len(documents) == 1:
            reason = " ".join(str(error).split())
            report.problems.append(
                _failure(
                    documents[0].name,
                    f"its rows were refused: {reason}",
                    code="refused",
                    key=documents[0].identity.trial_key,
                )
            )
            return
        middle = len(documents) // 2
        for half in (documents[:middle], documents[middle:]):
            _write(connection, shard, half, report)


def _write_together(
    connection: psycopg.Connection[Any], shard: Shard, documents: Sequence[Document], report: Report
) -> None:
    trial_ids = sorted({document.identity.trial_id for document in documents})
    assembly = settle(connection, trial_ids, documents, shard.load_id, report, keeps_problems=shard.keeps_problems)
    report.problems += assembly.warnings
    report.n_loaded += len(assembly.documents)


def settle(
    connection: psycopg.Connection[Any],
    trial_ids: Sequence[int],
    documents: Sequence[Document],
    load_id: int,
    report: Report,
    *,
    keeps_problems: bool = True,
) -> Assembly:
    """Make these trials what their documents, these and the stored ones, say together; in one transaction."""
    while True:
        with _timed(report, "look up"):
            stored = documents_of(connection, trial_ids)
        assembly = assemble(connection, trial_ids, documents, stored, load_id, report.seconds)
        with _timed(report, "shared"):
            add_shared(connection, assembly.shared)
        with _timed(report, "copy"), connection.transaction():
            lock_trials(connection, trial_ids)
            # Another load may have been faster since we looked: then what we made of it is out of date.
            if documents_of(connection, trial_ids) != stored:
                continue
            is_new = not any(trial_id in stored for trial_id in assembly.trial_ids)
            replace_trials(connection, assembly.trial_ids, assembly.tables, load_id, is_new=is_new)
            put_documents(connection, assembly.documents, assembly.current, stored)
            if keeps_problems:
                add_problems(connection, load_id, assembly.warnings)
        return assembly


def _failure(
    name: str, message: str, *, code: str = "unreadable", place: str | None = None, key: str | None = None
) -> Problem:
    return Problem(severity="error", source_name=name, code=code, message=message, place=place, trial_key=key)


@contextmanager
def _timed(report: Report, stage: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        report.seconds[stage] = report.seconds.get(stage, 0.0) + time.perf_counter() - start
