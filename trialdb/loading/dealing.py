"""From what is found under the paths to shards of documents that have not been read before."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec
import psycopg

from trialdb.document import digest, expected_key, parser_version
from trialdb.identity import name_id
from trialdb.loading.interrupts import Interrupts
from trialdb.registry import loader as loader_named
from trialdb.source import Failed, Found, Source
from trialdb.store.documents import StoredDocument, documents_by_hash
from trialdb.store.loads import add_problems
from trialdb.tally import Problem, Tally

# Large enough that a transaction's own cost does not show, small enough that memory stays flat.
SHARD_DOCUMENTS = 200
SHARD_BYTES = 4_000_000
# Of the last shard of each worker.
_PARTS_AT_THE_END = 4

Progress = Callable[[Tally], None]

# What a document is called, its bytes, and their hash.
Received = tuple[str, bytes, bytes]


class Shard(msgspec.Struct, frozen=True):
    """Some hundreds of documents, and how to load them.

    ``keeps_problems`` is False where the caller keeps them, because this transaction may be rolled back.
    """

    documents: tuple[Received, ...]
    load_id: int
    loader: str | None = None
    keeps_problems: bool = True


class Shards:
    """Deals shards while it reads; counts what is unchanged, lists what is no document. An interrupt ends it.

    Documents are looked up here, by their hash, so that an unchanged reload needs no worker. ``keeps_problems`` is
    False where the caller keeps them, because the transaction may be rolled back; ``rereads`` is True for stored
    documents that are to be read again. ``at_first`` is called when the first document to load is found.
    """

    def __init__(
        self,
        connection: psycopg.Connection[Any],
        found: Iterable[Found],
        tally: Tally,
        interrupts: Interrupts,
        *,
        loader: str | None = None,
        limit: int | None = None,
        keeps_problems: bool = True,
        rereads: bool = False,
        at_first: Callable[[], None] | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._connection = connection
        self._found = found
        self._tally = tally
        self._interrupts = interrupts
        self._loader = loader
        self._limit = limit
        self._keeps_problems = keeps_problems
        self._rereads = rereads
        self._at_first = at_first
        self._progress = progress
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[Shard]:
        fresh: list[Received] = []
        for batch in self._batches():
            fresh += batch if self._rereads else self._unseen(batch)
            if fresh and self._at_first:
                self._at_first()
                self._at_first = None
            if _is_full(fresh):
                yield self._shard(fresh)
                fresh = []
            if self._progress:
                self._progress(self._tally)
        if self._interrupts.wanted:
            self._tally.status = "interrupted"
        elif fresh:
            yield self._shard(fresh)

    def keep_problems(self) -> None:
        """List in the database what was found to be no document."""
        add_problems(self._connection, self._tally.load_id, self.problems)
        self.problems = []

    def _batches(self) -> Iterator[list[Received]]:
        """Documents with their hashes, as many as are looked up together."""
        batch: list[Received] = []
        n_documents = 0
        for found in self._found:
            if self._interrupts.wanted:
                return
            if not isinstance(found, Source):
                self._list(found.name, found.why, failed=isinstance(found, Failed))
                continue
            batch.append((found.name, found.data, digest(found.data)))
            n_documents += 1
            if _is_full(batch):
                yield batch
                batch = []
            if n_documents == self._limit:
                break
        yield batch

    def _unseen(self, batch: Sequence[Received]) -> list[Received]:
        """The documents that this version has not read before; the others are counted as unchanged."""
        started = time.perf_counter()
        known = documents_by_hash(self._connection, [sha256 for _, _, sha256 in batch])
        fresh = [
            (name, data, sha256)
            for name, data, sha256 in batch
            if not any(self._is_the_same(found, name) for found in known.get(sha256, ()))
        ]
        self._tally.unchanged += len(batch) - len(fresh)
        self._tally.documents += len(batch) - len(fresh)
        self._tally.charge("look up", time.perf_counter() - started)
        return fresh

    def _is_the_same(self, found: StoredDocument, name: str) -> bool:
        return (
            self._loader in (None, found.loader)
            and expected_key(found.evidence, found.trial_key, name_id(name))
            and found.parser_version == parser_version(loader_named(found.loader))
        )

    def _shard(self, documents: Sequence[Received]) -> Shard:
        if self._keeps_problems:
            self.keep_problems()
        return Shard(tuple(documents), self._tally.load_id, self._loader, self._keeps_problems)

    def _list(self, name: str, why: str, *, failed: bool) -> None:
        problem = Problem(
            severity="error" if failed else "warning",
            source_name=name,
            code="unreadable" if failed else "skipped",
            message=why,
        )
        self._tally.documents += failed
        self._tally.note([problem])
        self.problems.append(problem)


def tapered(shards: Iterable[Shard], tally: Tally, jobs: int) -> Iterator[Shard]:
    """The shards, the last ones in small parts: who works on them ends at about the same time.

    After an interrupt the last ones are left to the next load.
    """
    held: deque[Shard] = deque()
    for shard in shards:
        held.append(shard)
        if len(held) > jobs:
            yield held.popleft()
    if tally.status != "interrupted":
        yield from spread(held, jobs * _PARTS_AT_THE_END)


def spread(shards: Sequence[Shard], n_parts: int) -> list[Shard]:
    """The same documents in so many shards of about one size, or in fewer that hold one each."""
    documents = [document for shard in shards for document in shard.documents]
    size = -(-len(documents) // n_parts)
    parts = [tuple(documents[at : at + size]) for at in range(0, len(documents), max(1, size))]
    return [msgspec.structs.replace(shards[0], documents=part) for part in parts]


def _is_full(documents: Sequence[Received]) -> bool:
    return len(documents) >= SHARD_DOCUMENTS or sum(len(data) for _, data, _ in documents) >= SHARD_BYTES
