"""Clients find or start the server, whatever a crash has left behind."""

import os
import signal
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests.server.people import Client, Person, myself
from trialdb.errors import ServerError
from trialdb.server import attach, binaries, processes
from trialdb.server.account import server_account
from trialdb.server.home import Home
from trialdb.settings import Settings

Attached = Callable[..., Client]
NewHome = Callable[..., Home]


def ask(url: str, sql: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(sql).fetchone()  # type: ignore[call-overload]
    assert row is not None
    return row[0]


def kill_server(home: Home) -> int:
    """kill -9 the server's first process."""
    pid = processes.postmaster(home)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    return pid


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_first_start_makes_the_database(empty_home: Home, attached: Attached) -> None:
    url = attached(empty_home).url()
    assert ask(url, "SELECT current_database()") == "trialdb"
    assert ask(url, "SHOW server_encoding") == "UTF8"
    assert ask(url, "SHOW listen_addresses") == ""
    assert ask(url, "SHOW fsync") == "on"


def test_clients_share_one_server(home: Home, attached: Attached) -> None:
    first = attached(home).url()
    server = processes.postmaster(home)
    assert attached(home).url() == first
    assert processes.postmaster(home) == server


def test_first_starts_at_one_moment_make_one_server(empty_home: Home, attached: Attached) -> None:
    clients = [attached(empty_home) for _ in range(3)]
    with ThreadPoolExecutor() as pool:
        urls = set(pool.map(lambda client: client.url(), clients))
    assert urls == {empty_home.url}
    server = processes.postmaster(empty_home)
    parents = {pid: parent_of(pid) for pid in processes.of_server(empty_home)}
    assert [pid for pid, parent in parents.items() if parent not in parents] == [server]
    assert not list(empty_home.path.glob("unfinished-*"))


def test_killed_server_is_started_again(home: Home, attached: Attached) -> None:
    url = attached(home).url()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    killed = kill_server(home)
    assert ask(attached(home).url(), "SELECT n FROM kept") == 7
    assert processes.postmaster(home) not in (None, killed)


def test_stranger_with_the_old_process_id_lives_and_is_no_hindrance(home: Home, attached: Attached) -> None:
    attached(home).url()
    kill_server(home)
    with subprocess.Popen(["sleep", "600"], **server_account(home.data).demotion) as stranger:
        try:
            for lock_file in (home.data / "postmaster.pid", home.socket_folder / ".s.PGSQL.5432.lock"):
                _, rest = lock_file.read_text().split("\n", 1)
                lock_file.write_text(f"{stranger.pid}\n{rest}")
            assert ask(attached(home).url(), "SELECT 1") == 1
            assert stranger.poll() is None
        finally:
            stranger.kill()


def test_server_starts_in_a_home_with_a_long_or_odd_path(person: Person, new_home: NewHome, attached: Attached) -> None:
    home = new_home(person, "näme, with 'quotes' and spaces " + "x" * 170)
    assert ask(attached(home).url(), "SELECT 1") == 1
    assert len(os.fsencode(home.socket_folder)) < 100
    assert home.socket_folder.lstat().st_mode & 0o777 == 0o700


def test_home_named_like_a_shell_command_serves_or_is_refused_with_the_cure(
    new_home: NewHome, attached: Attached
) -> None:
    home = new_home(myself(), 'a "quoted" $(home)')
    if server_account(home.data).barrier(binaries.find().bindir) is None:
        assert ask(attached(home).url(), "SELECT 1") == 1
    else:
        with pytest.raises(AssertionError, match=r'with " in it, and user \w+ may not enter .*TRIALDB_HOME'):
            attached(home).url()


def test_socket_folder_of_somebody_else_is_refused(
    person: Person, new_home: NewHome, tmp_path: Path, attached: Attached
) -> None:
    home = new_home(person, "x" * 200)
    home.socket_folder.symlink_to(tmp_path)
    try:
        with pytest.raises(AssertionError, match=r"this must be a folder of user .* that nobody else may enter"):
            attached(home).url()
    finally:
        home.socket_folder.unlink()


def test_data_of_another_major_version_is_refused_with_the_cure(home: Home, attached: Attached) -> None:
    (home.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(AssertionError, match=r"holds data of PostgreSQL 14, but .*`trialdb db upgrade`"):
        attached(home).url()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder that belongs to somebody else")
def test_home_of_somebody_else_is_refused(new_home: NewHome) -> None:
    home = new_home(myself())
    home.path.mkdir()
    os.chown(home.path, 12345, -1)
    with pytest.raises(ServerError, match="belongs to user"):
        attach(Settings.from_environment(home=home.path))
