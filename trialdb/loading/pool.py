"""Who does the work: this process for a single shard, worker processes for more, or any executor given."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import msgspec
import psycopg

from trialdb.database import connect
from trialdb.errors import TrialdbError
from trialdb.loading.dealing import Shard
from trialdb.loading.interrupts import without_interrupts
from trialdb.tally import Report

# Shards read ahead of the workers, for each of them.
_AHEAD = 2

_Task = TypeVar("_Task")


class WorkerError(TrialdbError):
    """A worker process ended before its shard did; what is loaded is whole: run the same command again."""


def run_here(connection: psycopg.Connection[Any], shards: Iterable[Shard]) -> Generator[Report]:
    """Load the shards one after another in this process and yield a report for each."""
    return (_load(connection, shard) for shard in shards)


def prepare_workers() -> None:
    """Begin what workers need a second for, before there is anything for them to do.

    They are forked from a process of their own, which has read the vocabulary and compiled the readers' patterns by
    then; forked from this one, they would share our connection's socket.
    """
    forkserver.set_forkserver_preload(["trialdb.loading.template"])
    resource_tracker.ensure_running()  # in the next block it would let interrupts in again
    with without_interrupts():  # as in _run_ahead
        forkserver.ensure_running()


def run_in_workers(connection: psycopg.Connection[Any], shards: Iterable[Shard], jobs: int) -> Generator[Report]:
    """Load the shards in worker processes and yield a report for each, in the order they end.

    Workers live as long as the generator does: when it is closed or fails, and when this process is killed, they end
    at once, and PostgreSQL undoes the shards they had in hand.
    """
    prepare_workers()
    context = multiprocessing.get_context("forkserver")
    lifeline, ours = context.Pipe(duplex=False)
    with (
        lifeline,
        ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(_url_of(connection), lifeline)) as executor,
        ours,  # closed first, so that the executor does not wait for shards that nobody wants any more
    ):
        try:
            yield from _run_ahead(executor, _work, shards, jobs)
        except BaseException:
            _stop_feeding(executor)
            raise
        executor.shutdown()


class Errand(msgspec.Struct, frozen=True):
    """A shard and the URL of the database it goes to, for a worker that knows neither.

    Executors print arguments in their logs: of this one they show no password and no documents.
    """

    url: str
    shard: Shard

    def __repr__(self) -> str:
        return f"Errand({len(self.shard.documents)} documents)"


def run_errand(errand: Errand) -> Report:
    """Load the shard over a connection of its own, in whatever process this runs."""
    with connect(errand.url) as connection:
        return _load(connection, errand.shard)


def run_on(
    executor: Executor, connection: psycopg.Connection[Any], shards: Iterable[Shard], jobs: int
) -> Generator[Report]:
    """Load the shards on ``executor``, which does ``jobs`` of them at once, and yield a report for each.

    When this ends early, shards that have not begun never do; those in hand end by themselves, each whole.
    """
    url = _url_of(connection)
    return _run_ahead(executor, run_errand, (Errand(url, shard) for shard in shards), jobs)


def _stop_feeding(executor: ProcessPoolExecutor) -> None:
    """Let nobody wait for room in a pipe that no worker reads any more.

    Until Python 3.11.5 the executor itself does: it never ends when its workers do while a shard is on its way to them
    (https://github.com/python/cpython/issues/94777). Later ones do this themselves; twice would be once too often.
    """
    queue = getattr(executor, "_call_queue", None)
    if queue is not None and sys.version_info < (3, 11, 5):
        queue._reader.close()


def _run_ahead(
    executor: Executor, work: Callable[[_Task], Report], tasks: Iterable[_Task], jobs: int
) -> Generator[Report]:
    """Keep the executor busy without reading far ahead of it, so that memory stays flat."""
    running: set[Future[Report]] = set()
    try:
        for task in tasks:
            with without_interrupts():  # a worker started here inherits this: an interrupt is its parent's business
                running.add(executor.submit(work, task))
            if len(running) >= jobs * _AHEAD:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from _results(done)
        yield from _results(running)
    finally:
        for future in running:
            future.cancel()


def _results(futures: Iterable[Future[Report]]) -> Iterator[Report]:
    for future in futures:
        try:
            yield future.result()
        except BrokenExecutor:
            raise WorkerError(
                "a worker process was killed, perhaps for want of memory; what is loaded is whole: "
                "run the command again"
            ) from None


_connection: psycopg.Connection[Any] | None = None


def _start(url: str, lifeline: Connection) -> None:
    """Give a worker its own connection, and a thread that ends it when its parent lets go."""
    global _connection
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    _connection = connect(url)
    # Looking for cyclic garbage every 700 objects takes a worker 3 % of its time; once a shard is enough.
    gc.freeze()
    gc.disable()


def _end_with(lifeline: Connection) -> None:
    lifeline.poll(None)  # nothing is ever sent: it ends when the other side is closed, if need be by the kernel
    os._exit(1)


def _work(shard: Shard) -> Report:
    assert _connection is not None  # noqa: S101  (the initializer ran)
    try:
        return _load(_connection, shard)
    finally:
        gc.collect(0)


def _load(connection: psycopg.Connection[Any], shard: Shard) -> Report:
    from trialdb.loading.shard import load_shard  # the readers take a second to import: only who reads waits for it

    return load_shard(connection, shard)


def _url_of(connection: psycopg.Connection[Any]) -> str:
    """The parameters of a connection as a string, its password with them."""
    info = connection.info
    parameters = {**info.get_parameters(), "password": info.password}
    return psycopg.conninfo.make_conninfo("", **{key: value for key, value in parameters.items() if value})
