"""A Dask cluster does the work of a load: the same shards, on machines that somebody else keeps."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from trialdb.errors import ServerError, UsageError
from trialdb.loading.pool import WorkerError

if TYPE_CHECKING:
    from distributed import Client

_SECONDS_TO_ANSWER = 10


@contextmanager
def dask_cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The executor of the cluster whose scheduler has this address, and how many shards it does at once.

    Documents and the database's password travel to its workers: addresses are ``tls://``, set up as Dask's
    configuration says, or on this machine. Every worker needs this version of trialdb and a way to the database.
    """
    _require_private(address, "the scheduler")
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
        from distributed.security import Security
    except ImportError:
        raise UsageError("a Dask cluster needs the extra: pip install 'trialdb[dask]'") from None
    security = Security()  # as Dask's configuration says
    if address.startswith("tls") and not security.get_connection_args("client").get("ssl_context"):
        raise UsageError("tls:// needs certificates: name them in Dask's configuration, distributed.comm.tls")
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it becomes an error of ours
    try:
        client = Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False, security=security)
    except (OSError, ValueError, TypeError) as error:
        reason = " ".join(str(error).split())
        raise ServerError(f"no Dask scheduler at {address}: {reason}") from error
    with client:
        n_at_once = _require_able(client, address)
        try:
            yield client.get_executor(pure=False), n_at_once
        except (KilledWorker, CancelledError) as error:
            raise WorkerError(
                f"the cluster at {address} lost a shard ({type(error).__name__}); what is loaded is whole: "
                "run the command again"
            ) from error


def _require_private(address: str, whose: str) -> None:
    parts = urlsplit(address)
    if parts.scheme == "tls" or (parts.scheme == "tcp" and _is_here(parts.hostname or "")):
        return
    if parts.scheme == "tcp":
        raise UsageError(f"{whose} at {address} is reached in the clear: only tls:// or this machine's own will do")
    raise UsageError(f"{address} is no scheduler's address: write tls://host:8786 or tcp://127.0.0.1:8786")


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _require_able(client: Client, address: str) -> int:
    """How many shards the workers do at once, when there are workers and each has our version."""
    n_threads: dict[str, int] = client.nthreads()
    if not n_threads:
        raise ServerError(f"the scheduler at {address} has no workers: start one with dask worker {address}")
    for worker in n_threads:
        _require_private(worker, "the worker")
    ours = version("trialdb")
    for worker, theirs in client.run(version, "trialdb", on_error="return").items():
        if isinstance(theirs, Exception):
            raise ServerError(f"the worker at {worker} has no trialdb: install trialdb {ours} there")
        if theirs != ours:
            raise ServerError(f"the worker at {worker} has trialdb {theirs}, this is {ours}: install the same there")
    return sum(n_threads.values())
