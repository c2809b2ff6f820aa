"""One load, from the paths to the tally."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from importlib.metadata import version
from itertools import chain, islice
from typing import Any

import psycopg

from trialdb.errors import ServerError, UsageError
from trialdb.loading.dealing import Progress, Shards, spread, tapered
from trialdb.loading.interrupts import interrupts_noted
from trialdb.loading.pool import prepare_workers, run_here, run_in_workers, run_on
from trialdb.registry import loader as loader_named
from trialdb.session import open_database
from trialdb.source import Extent, Source, read_sources
from trialdb.source.names import clean_name
from trialdb.store.contents import decompress
from trialdb.store.deferral import defer_definitions, hold_for_loading
from trialdb.store.documents import n_stored_contents, stored_contents
from trialdb.store.loads import finish_load, start_load
from trialdb.tally import Report, Tally

# So many shards are worth starting workers for: they take as long to start as a shard takes.
_FEW = 4
# Nearly always that many, packed or not.
_MANY_BYTES = 4_000_000


def load(
    paths: Sequence[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    url: str | None = None,
    loader: str | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    dry_run: bool = False,
    atomic: bool = False,
    limit: int | None = None,
    progress: Progress | None = None,
) -> Tally:
    """Load every document under ``paths`` (one, or several) and return what became of them.

    Loading twice is loading once. A document that cannot be read is listed in ``load_problems`` and the others are
    loaded; with ``atomic`` one failure undoes the whole load, with ``dry_run`` everything is done and undone. Ctrl-C
    ends the load after the shards in hand, a second one at once; the status is ``interrupted``.

    ``jobs`` worker processes (one a core by default) share the work of a large load; a script that calls this needs
    the usual ``if __name__ == "__main__":``. An ``executor`` of yours, which does ``jobs`` tasks at once, does the
    work instead, wherever its processes are: they need trialdb and a way to the database.
    """
    if loader:
        loader_named(loader)  # a wrong name is said before anything is started
    tally = Tally()
    names = [os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]
    together = atomic or dry_run
    if together and executor:
        raise UsageError("what is done or undone as a whole is the work of one process: leave the executor out")
    extent = Extent(names)
    jobs = jobs or os.cpu_count() or 1
    is_large = jobs > 1 and not (together or executor) and (extent.total or 0) > _MANY_BYTES
    progress = _telling(progress, extent.share)
    meanwhile = prepare_workers if is_large else None
    with open_database(url, meanwhile=meanwhile) as connection, interrupts_noted() as interrupts:
        shards = Shards(
            connection,
            read_sources(names, extent=extent),
            tally,
            interrupts,
            loader=loader,
            limit=limit,
            keeps_problems=not together,
            at_first=meanwhile,
            progress=progress,
        )
        if dry_run:
            with connection.transaction(force_rollback=True), _history(connection, names, tally):
                _count(run_here(connection, shards), tally, progress)
        elif atomic:
            with _history(connection, names, tally), hold_for_loading(connection):
                _run_atomically(connection, shards, tally, progress)
        else:
            with _history(connection, names, tally), hold_for_loading(connection):
                _run(connection, shards, tally, jobs, progress, executor, is_prepared=is_large)
            shards.keep_problems()
    return tally


def reparse(
    trial_keys: Sequence[str] = (),
    *,
    url: str | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Tally:
    """Read the stored documents again with this version's loaders and readers, all or those of some trials.

    A trial's rows are replaced; its documents stay as received.
    """
    tally = Tally()
    with (
        open_database(url) as connection,
        interrupts_noted() as interrupts,
        _history(connection, ["(stored documents)", *trial_keys], tally),
    ):
        n_stored = n_stored_contents(connection, trial_keys)
        progress = _telling(progress, lambda: tally.documents / n_stored if n_stored else None)
        found = (Source(name, decompress(content)) for name, content in stored_contents(connection, trial_keys))
        with hold_for_loading(connection):
            shards = Shards(connection, found, tally, interrupts, rereads=True, progress=progress)
            _run(connection, shards, tally, jobs or os.cpu_count() or 1, progress)
    return tally


def _telling(progress: Progress | None, share: Callable[[], float | None]) -> Progress | None:
    """``progress``, with the share that has been read in the tally it is given."""

    if progress is None:
        return None

    def tell(tally: Tally) -> None:
        tally.share_read = share()
        progress(tally)

    return tell


@contextmanager
def _history(connection: psycopg.Connection[Any], paths: Sequence[str], tally: Tally) -> Iterator[None]:
    """Keep the load in ``loads``, however it ends."""
    started = time.monotonic()
    tally.load_id = start_load(connection, [clean_name(path) for path in paths], version("trialdb"))
    try:
        yield
        tally.status = "done" if tally.status == "running" else tally.status
    except KeyboardInterrupt:
        tally.status = "interrupted"
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        tally.status = "failed"
        reason = " ".join(str(error).split())
        raise ServerError(
            f"the database failed during the load ({reason}); what is loaded is whole: run the command again"
        ) from None
    except BaseException:
        tally.status = "failed"
        raise
    finally:
        tally.seconds = time.monotonic() - started
        if not connection.broken and not connection.closed:
            finish_load(connection, tally)


def _run(
    connection: psycopg.Connection[Any],
    shards: Shards,
    tally: Tally,
    jobs: int,
    progress: Progress | None,
    executor: Executor | None = None,
    *,
    is_prepared: bool = False,
) -> None:
    """Load the shards, few of them here; workers that got ready while the documents were looked up share them."""
    dealt = iter(shards)
    first = list(islice(dealt, _FEW))
    if len(first) < _FEW and not executor:
        share = is_prepared and first
        few = run_in_workers(connection, spread(first, jobs), jobs) if share else run_here(connection, first)
        with closing(few):
            _count(few, tally, progress)
        return
    everything = tapered(chain(first, dealt), tally, jobs)
    if executor:
        reports = run_on(executor, connection, everything, jobs)
    elif jobs == 1:
        reports = run_here(connection, everything)
    else:
        reports = run_in_workers(connection, everything, jobs)
    with defer_definitions(connection), closing(reports):
        _count(reports, tally, progress)


def _count(reports: Iterable[Report], tally: Tally, progress: Progress | None) -> None:
    for report in reports:
        tally.add(report)
        if progress:
            progress(tally)


def _run_atomically(
    connection: psycopg.Connection[Any], shards: Shards, tally: Tally, progress: Progress | None
) -> None:
    with connection.transaction() as everything:
        for report in run_here(connection, shards):
            shards.problems += report.problems
            _count([report], tally, progress)
        is_whole = not tally.failed and tally.status != "interrupted"
        if not is_whole:
            tally.loaded = 0
            tally.status = "rolled back" if tally.failed else tally.status
            raise psycopg.Rollback(everything)
    shards.keep_problems()
