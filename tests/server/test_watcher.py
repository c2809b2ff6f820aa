"""The server stays exactly as long as somebody needs it."""

import os
import signal
from collections.abc import Callable

import psycopg
import pytest

from tests.server.people import Client
from trialdb.server import cluster, processes, watcher
from trialdb.server.home import Home
from trialdb.server.locks import EXCLUSIVE, open_lock, try_lock

Attached = Callable[..., Client]
Eventually = Callable[[Callable[[], object]], None]
WatcherOf = Callable[[Home], int]


def runs(pid: int) -> bool:
    """Whether there is such a process; one that has ended and waits for init to take it away does not run."""
    try:
        return (processes.PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def has_clients(home: Home) -> bool:
    lock = open_lock(home.clients_lock)
    try:
        return not try_lock(lock, EXCLUSIVE)
    finally:
        os.close(lock)


@pytest.fixture
def watcher_of(eventually: Eventually) -> WatcherOf:
    """Finds the process of a home's watcher, which tells its id a moment after the first client has its server."""

    def find(home: Home) -> int:
        eventually(lambda: processes.watcher(home))
        pid = processes.watcher(home)
        assert pid is not None
        return pid

    return find


def test_server_and_watcher_end_after_the_last_client(
    home: Home, attached: Attached, eventually: Eventually, watcher_of: WatcherOf
) -> None:
    first, second = attached(home), attached(home)
    first.url()
    second.url()
    guard = watcher_of(home)
    first.leave()
    second.leave()
    eventually(lambda: not processes.of_server(home) and not runs(guard))
    assert "database system is shut down" in home.log.read_text()


def test_server_ends_after_a_killed_client(home: Home, attached: Attached, eventually: Eventually) -> None:
    client = attached(home)
    client.url()
    client.kill()
    eventually(lambda: not processes.of_server(home))


def test_open_connection_keeps_the_server_until_it_is_closed(
    home: Home, attached: Attached, eventually: Eventually
) -> None:
    client = attached(home)
    url = client.url()
    with psycopg.connect(url, autocommit=True) as connection:
        looks = "SELECT sessions FROM pg_stat_database WHERE datname = 'postgres'"
        client.leave()
        before = connection.execute(looks).fetchone()[0]  # type: ignore[index]
        # Each look of the watcher is a session: when it has looked twice and we can still ask, it let the server be.
        eventually(lambda: connection.execute(looks).fetchone()[0] >= before + 2)  # type: ignore[index]
    eventually(lambda: not processes.of_server(home))


def test_killed_watcher_is_replaced_by_the_next_client(
    home: Home, attached: Attached, eventually: Eventually, watcher_of: WatcherOf
) -> None:
    attached(home).url()
    guard = watcher_of(home)
    os.kill(guard, signal.SIGKILL)
    eventually(lambda: not runs(guard))
    client = attached(home)
    client.url()
    eventually(lambda: processes.watcher(home) not in (None, guard))
    client.kill()


def test_many_clients_make_one_watcher(home: Home, attached: Attached, watcher_of: WatcherOf) -> None:
    for client in [attached(home) for _ in range(4)]:
        client.url()
    watcher_of(home)
    assert sum("trialdb.server watch" in command and str(home.path) in command for command in commands()) == 1


def commands() -> list[str]:
    found = []
    for folder in processes.PROC.glob("[0-9]*"):
        try:
            found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found


@pytest.mark.parametrize(
    "then",
    [
        pytest.param("import os; os.fork() or (server.close(), os._exit(0)); os.wait()", id="a worker lets go"),
        pytest.param(
            "import os\n    if os.fork() == 0:\n        sys.stdin.read(); os._exit(0)\n    server.close()",
            id="the parent lets go",
        ),
        pytest.param("import os; server.keep_over_exec(); os.execvp('cat', ['cat'])", id="exec"),
    ],
)
def test_hold_lasts_as_long_as_one_process_of_a_family(then: str, our_home: Home, attached: Attached) -> None:
    client = attached(our_home, then)
    client.url()
    assert has_clients(our_home)
    client.leave()
    assert not has_clients(our_home)


def test_watcher_ends_when_the_server_is_to_stay(
    home: Home, attached: Attached, eventually: Eventually, watcher_of: WatcherOf
) -> None:
    client = attached(home)
    client.url()
    home.keep.touch()
    os.chown(home.keep, home.path.stat().st_uid, -1)
    guard = watcher_of(home)
    client.leave()
    eventually(lambda: not runs(guard))
    assert processes.postmaster(home) is not None
    attached(home).url()
    assert not watcher.is_running(home)


def test_stopping_leaves_no_process(home: Home, attached: Attached, watcher_of: WatcherOf) -> None:
    attached(home).url()
    guard = watcher_of(home)
    assert cluster.stop(home)
    watcher.dismiss(home)
    assert not processes.of_server(home)
    assert processes.watcher(home) is None
    assert not runs(guard)
