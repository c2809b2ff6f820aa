"""Data of an older major version is carried over, or left exactly as it was."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.server.people import myself
from trialdb.errors import ServerError
from trialdb.server import CarriedOver, attach, binaries, carry_over, cluster, major_version, processes, stop
from trialdb.server.account import server_account
from trialdb.server.home import Home, make_private
from trialdb.settings import Settings

NEW = binaries.find()
OLD = next(
    (
        folder
        for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if (folder / "postgres").exists() and binaries.Binaries(folder).major < NEW.major
    ),
    None,
)
pytestmark = pytest.mark.skipif(OLD is None, reason="needs an older PostgreSQL in /usr/lib/postgresql")
_FILL = """
    CREATE SCHEMA trials;
    CREATE TABLE trials.doses AS SELECT n, n * 0.5 AS mg FROM generate_series(1, 1000) n;
    ALTER TABLE trials.doses ADD PRIMARY KEY (n);
    CREATE VIEW trials.large AS SELECT * FROM trials.doses WHERE mg > 400;
    CREATE ROLE analyst LOGIN;
    GRANT USAGE ON SCHEMA trials TO analyst;
    GRANT SELECT ON trials.large TO analyst;
    ALTER DATABASE trialdb SET search_path = trials, public;
    """


@pytest.fixture
def old(new_home: Callable[..., Home]) -> Settings:
    """The settings of a home that holds data of the older version; its server is down."""
    settings = Settings(url=None, home=new_home(myself()).path, pg_bindir=OLD, linger=30)
    with attach(settings) as server, psycopg.connect(server.url) as connection:
        connection.execute(_FILL)
    stop(settings)
    return settings


@pytest.fixture
def new(old: Settings) -> Settings:
    return Settings(url=None, home=old.home, linger=30)


def test_everything_is_there_after_the_upgrade(new: Settings) -> None:
    with pytest.raises(ServerError, match="trialdb db upgrade"):
        attach(new)
    done = carry_over(new)
    assert isinstance(done, CarriedOver)
    assert (done.old_data / "PG_VERSION").read_text().strip() == str(done.old_major)
    with attach(new) as server, psycopg.connect(server.url) as connection:
        assert connection.info.server_version // 10_000 == NEW.major == done.new_major
        assert connection.execute("SELECT count(*), sum(mg) FROM large").fetchone() == (200, 90050)
        may_read = "SELECT has_table_privilege('analyst', 'large', 'SELECT')"
        assert connection.execute(may_read).fetchone() == (True,)
    assert carry_over(new) is None


def test_failed_upgrade_leaves_the_data_as_it_was(
    old: Settings, new: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(major_version, "_copy", lambda *_: None)
        with pytest.raises(ServerError, match=r"trialdb\.trials\.doses has not arrived whole"):
            carry_over(new)
    assert not processes.of_server(Home.at(old.home))
    with attach(old) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT count(*) FROM doses").fetchone() == (1000,)
    stop(old)
    assert carry_over(new) is not None


def test_upgrade_killed_while_reading_is_no_hindrance(old: Settings) -> None:
    home = Home.at(old.home)
    aside = Home(home.path, sockets="aside")
    account = server_account(home.data)
    make_private(aside.socket_folder, account)
    assert OLD is not None
    cluster.start(aside, binaries.Binaries(OLD), account)
    with attach(old) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT count(*) FROM doses").fetchone() == (1000,)
    assert not aside.socket_folder.exists()


def test_upgrade_killed_between_its_last_steps_is_finished(old: Settings, new: Settings) -> None:
    done = carry_over(new)
    assert done is not None
    home = Home.at(old.home)
    home.data.rename(home.successor)
    with attach(new) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT count(*) FROM doses").fetchone() == (1000,)


def test_upgrade_without_the_old_programs_says_what_to_install(our_home: Home) -> None:
    (our_home.data / "PG_VERSION").write_text("13\n")
    with pytest.raises(ServerError, match=r"data of PostgreSQL 13 needs its programs: install postgresql-13"):
        carry_over(Settings(url=None, home=our_home.path))
