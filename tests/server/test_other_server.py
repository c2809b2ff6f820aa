"""TRIALDB_URL: another server is used as it is, or refused in one line that gives no password away."""

import re
from collections.abc import Callable

import pytest

from tests.server.people import Client
from trialdb.errors import ServerError, UsageError
from trialdb.server import attach, carry_over, remote, serve, start, status, stop
from trialdb.server.home import Home
from trialdb.settings import Settings


@pytest.fixture
def own_url(our_home: Home, attached: Callable[..., Client]) -> str:
    return attached(our_home).url()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:s3cret@127.0.0.1:1/trialdb",
        "postgresql://ann:se@s3cret@127.0.0.1:1/trialdb",
        "postgresql://ann:x/s3cret@127.0.0.1:1/trialdb",
        "postgresql://ann:%zz-s3cret@127.0.0.1:1/trialdb",
        "postgresql://ann@127.0.0.1:1/trialdb?password=s3cret&connect_timeout=1",
        "postgresql://ann:s3cret/trialdb",
        "postgresql+psycopg://ann:s3cret@no-such-host.invalid/trialdb",
        "mysql://ann:s3cret@127.0.0.1/trialdb",
        "host=127.0.0.1 password=s3cret",
    ],
)
def test_unreachable_server_is_one_line_without_the_password(url: str) -> None:
    with pytest.raises(ServerError) as raised:
        attach(Settings.from_environment(url=url))
    assert re.fullmatch(r"[^\n]*TRIALDB_URL[^\n]*", str(raised.value))
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_reachable_server_is_handed_through(own_url: str, scheme: str) -> None:
    with attach(Settings.from_environment(url=own_url.replace("postgresql", scheme, 1))) as server:
        assert server.url == own_url


def test_server_that_is_too_old_is_refused(own_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "OLDEST_MAJOR", 99)
    with pytest.raises(ServerError, match="trialdb needs 99 or newer"):
        attach(Settings.from_environment(url=own_url))


@pytest.mark.parametrize("control", [start, stop, lambda settings: serve(settings, 5433), carry_over])
def test_server_of_somebody_else_is_not_ours_to_control(control: Callable[[Settings], object]) -> None:
    with pytest.raises(UsageError, match="TRIALDB_URL names a server that is not trialdb's own"):
        control(Settings.from_environment(url="postgresql://127.0.0.1/trialdb"))


def test_status_of_somebody_elses_server_is_what_a_client_can_see(own_url: str) -> None:
    seen = status(Settings.from_environment(url=own_url.replace("postgres@", "postgres:s3cret@")))
    assert (seen.is_running, seen.data_folder, seen.pid) == (True, None, None)
    assert seen.version
    assert "s3cret" not in seen.url


def test_linger_that_is_no_number_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALDB_LINGER", "soon")
    with pytest.raises(UsageError, match="TRIALDB_LINGER: must be a number of seconds, not 'soon'"):
        Settings.from_environment()


def test_home_given_goes_before_the_url_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALDB_URL", "postgresql://127.0.0.1/trialdb")
    assert Settings.from_environment().url == "postgresql://127.0.0.1/trialdb"
    assert Settings.from_environment(home="/srv/trials").url is None
