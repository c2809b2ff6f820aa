"""``trialdb db …`` and ``trialdb psql`` as a user meets them."""

import json
import time
from collections.abc import Callable

import pytest

from trialdb.server import processes
from trialdb.server.home import Home

Trialdb = Callable[..., "tuple[int, str, str]"]


@pytest.fixture
def run(trialdb: Trialdb, our_home: Home) -> Trialdb:
    """Runs a command on a home of the test's own."""
    return lambda *arguments: trialdb(*arguments, TRIALDB_HOME=str(our_home.path), TRIALDB_URL="")


def test_url_alone_is_on_stdout_and_the_server_waits_for_a_connection(run: Trialdb, our_home: Home) -> None:
    assert run("db", "url") == (0, our_home.url + "\n", "")
    assert our_home.wanted_until() > time.time() + 30


def test_psql_connects_and_takes_its_own_arguments(run: Trialdb) -> None:
    status, out, err = run("psql", "-XAt", "-c", "SELECT current_database(), current_user")
    assert (status, out, err) == (0, "trialdb|postgres\n", "")
    status, _, err = run("psql", "-X", "-v", "ON_ERROR_STOP=1", "-c", "SELECT no_such_column")
    assert status == 1
    assert "no_such_column" in err


def test_status_tells_what_start_and_stop_have_done(run: Trialdb, our_home: Home) -> None:
    def seen() -> dict[str, str]:
        (row,) = json.loads(run("db", "status", "--format", "json")[1])
        return row

    assert seen()["running"] == "no"
    assert run("db", "start")[0] == 0
    assert (seen()["running"], seen()["stays_up"], seen()["pid"]) == ("yes", "yes", processes.postmaster(our_home))
    assert run("db", "stop") == (0, "", "stopped\n")
    assert seen()["running"] == "no"
    assert run("db", "stop") == (0, "", "was not running\n")
    assert not processes.of_server(our_home)


def test_server_that_cannot_be_reached_is_one_line_and_status_3(trialdb: Trialdb) -> None:
    status, out, err = trialdb("db", "url", "--url", "postgresql://ann:s3cret@127.0.0.1:1/trialdb")
    assert (status, out) == (3, "")
    assert err.startswith("trialdb: TRIALDB_URL postgresql://ann:***@127.0.0.1:1/trialdb: cannot be reached")
    assert err.count("\n") == 1


def test_starting_a_server_of_somebody_else_is_a_usage_error(trialdb: Trialdb) -> None:
    status, _, err = trialdb("db", "start", TRIALDB_URL="postgresql://127.0.0.1/trialdb")
    assert status == 2
    assert "not trialdb's own" in err


def test_low_port_is_a_usage_error(run: Trialdb) -> None:
    status, _, err = run("db", "serve", "--port", "80")
    assert status == 2
    assert "1024" in err
