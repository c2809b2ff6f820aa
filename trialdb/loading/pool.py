"""Who does the work: this process for a single shard, worker processes for more."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import psycopg

from trialdb.database import connect
from trialdb.errors import TrialdbError
from trialdb.loading.shard import Shard, load_shard
from trialdb.tally import Report

# Shards read ahead of the workers, for each of them.
_AHEAD = 2


class WorkerError(TrialdbError):
    """A worker process ended before its shard did; what is loaded is whole: run the same command again."""


def run_here(connection: psycopg.Connection[Any], shards: Iterable[Shard]) -> Iterator[Report]:
    """Load the shards one after another in this process and yield a report for each."""
    return (load_shard(connection, shard) for shard in shards)


def run_in_workers(connection: psycopg.Connection[Any], shards: Iterable[Shard], jobs: int) -> Iterator[Report]:
    """Load the shards in worker processes and yield a report for each, in the order they end.

    An interrupt lets the shards in hand end, yields their reports, and is raised again.
    """
    # A forked worker would share our connection's socket, so workers start afresh.
    with ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=_start, initargs=(_url_of(connection),)
    ) as executor:
        yield from _run_ahead(executor, iter(shards), jobs * _AHEAD)


def _run_ahead(executor: Executor, shards: Iterator[Shard], ahead: int) -> Iterator[Report]:
    """Keep the executor busy without reading far ahead of it, so that memory stays flat."""
    running: set[Future[Report]] = set()
    try:
        for shard in shards:
            running.add(executor.submit(_work, shard))
            if len(running) >= ahead:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from _results(done)
        yield from _results(running)
    except KeyboardInterrupt:
        executor.shutdown(wait=True, cancel_futures=True)
        yield from _results(future for future in running if not future.cancelled())
        raise


def _results(futures: Iterable[Future[Report]]) -> Iterator[Report]:
    for future in futures:
        try:
            yield future.result()
        except BrokenProcessPool:
            raise WorkerError(
                "a worker process was killed, perhaps for want of memory; what is loaded is whole: "
                "run the command again"
            ) from None


_connection: psycopg.Connection[Any] | None = None


def _start(url: str) -> None:
    """A worker's own connection; an interrupt is the parent's business."""
    global _connection
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _connection = connect(url)


def _end_with_parent() -> None:
    """Do not outlive a parent that was killed: a worker waits for its next shard for ever, and keeps the server up."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101  (we are a worker)
    parent.join()
    os._exit(1)


def _work(shard: Shard) -> Report:
    assert _connection is not None  # noqa: S101  (the initializer ran)
    return load_shard(_connection, shard)


def _url_of(connection: psycopg.Connection[Any]) -> str:
    """The parameters of a connection as a string, its password with them."""
    info = connection.info
    parameters = {**info.get_parameters(), "password": info.password}
    return psycopg.conninfo.make_conninfo("", **{key: value for key, value in parameters.items() if value})
