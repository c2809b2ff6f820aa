"""TCP on request: this machine's own address, by password, for reading."""

import socket
from collections.abc import Callable

import psycopg
import pytest

from tests.server.people import myself
from trialdb.errors import ServerError
from trialdb.server import attach, cluster, processes, serve, start, status, stop
from trialdb.server.home import Home
from trialdb.settings import Settings


@pytest.fixture
def settings(our_home: Home) -> Settings:
    """Of a server that lingers long enough for a test to look at it."""
    return Settings(url=None, home=our_home.path, linger=30)


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_served_port_takes_the_password_and_nothing_else(settings: Settings, port: int) -> None:
    served = serve(settings, port)
    assert served.password is not None
    with psycopg.connect(served.url) as connection:
        assert connection.execute("SELECT current_user, current_database()").fetchone() == ("trialdb", "trialdb")
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (False,)
    for wrong in (served.url.replace(served.password, "wrong"), f"postgresql://postgres@127.0.0.1:{port}/trialdb"):
        with pytest.raises(psycopg.OperationalError, match=r"password authentication failed|rejects connection"):
            psycopg.connect(wrong)


def test_password_is_shown_once_and_kept_for_its_owner(settings: Settings, port: int) -> None:
    first, second = serve(settings, port), serve(settings, port)
    assert first.password is not None
    assert second.password is None
    assert second.password_file.read_text().strip() == first.password
    assert second.password_file.stat().st_mode & 0o777 == 0o600
    assert first.password not in Home.at(settings.home).log.read_text()


def test_serving_survives_a_crash_and_ends_with_stop(settings: Settings, port: int) -> None:
    served = serve(settings, port)
    home = Home.at(settings.home)
    cluster.stop(home)
    with attach(settings) as server:
        psycopg.connect(server.url).close()
        psycopg.connect(served.url).close()
    assert stop(settings)
    with attach(settings) as server:
        psycopg.connect(server.url).close()
        with pytest.raises(psycopg.OperationalError, match="refused"):
            psycopg.connect(served.url)


def test_port_is_not_opened_over_the_heads_of_clients(settings: Settings, port: int) -> None:
    with attach(settings) as server, psycopg.connect(server.url) as connection:
        with pytest.raises(ServerError, match=rf"must restart to open port {port}, and 1 clients are connected"):
            serve(settings, port)
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_port_that_is_taken_is_refused(settings: Settings, port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(ServerError, match=rf"port {port}: cannot be opened .*--port"):
            serve(settings, port)
    assert not status(settings).stays_up


def test_started_server_stays_until_it_is_stopped(settings: Settings) -> None:
    url = start(settings)
    home = Home.at(settings.home)
    assert status(settings).stays_up
    psycopg.connect(url).close()
    first = processes.postmaster(home)
    with attach(settings):
        assert processes.postmaster(home) == first
    assert stop(settings)
    assert not stop(settings)
    assert not status(settings).stays_up


def test_status_starts_nothing(new_home: Callable[..., Home]) -> None:
    settings = Settings(url=None, home=new_home(myself()).path, linger=30)
    before = status(settings)
    assert not settings.home.exists()
    assert (before.is_running, before.version, before.data_bytes) == (False, None, None)
    with attach(settings) as server:
        during = status(settings)
        assert (during.is_running, during.clients, during.url) == (True, 0, server.url)
        assert during.pid == processes.postmaster(Home.at(settings.home))
        with psycopg.connect(server.url) as connection:
            assert during.version == connection.info.parameter_status("server_version")
            assert status(settings).clients == 1
    stop(settings)
    after = status(settings)
    assert (after.is_running, after.pid, after.clients) == (False, None, None)
    assert during.version is not None
    assert after.version == during.version.partition(".")[0]
    assert after.data_bytes
