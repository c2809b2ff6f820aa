"""``trialdb db grant``: a login that the server has may read, and nothing more; no login is made."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from trialdb.errors import SchemaError, UsageError
from trialdb.views import readers

Trialdb = Callable[..., "tuple[int, str, str]"]
LOGIN = 'trialdb_test "BI" login'
QUOTED = '"trialdb_test ""BI"" login"'


@pytest.fixture
def login(database: psycopg.Connection) -> Iterator[str]:
    """A login somebody made for a BI tool."""
    database.execute(f"CREATE ROLE {QUOTED} LOGIN NOINHERIT".encode())
    yield LOGIN
    database.execute(f"DROP ROLE {QUOTED}".encode())


def reads(database: psycopg.Connection, statement: bytes = b"SELECT count(*) FROM trial_overview") -> bool:
    """Whether the login may run the statement."""
    with database.transaction(force_rollback=True):
        database.execute(f"SET LOCAL ROLE {QUOTED}".encode())
        try:
            database.execute(statement)
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable):
            return False
        return True


def test_a_login_reads_as_long_as_it_is_granted(database: psycopg.Connection, login: str) -> None:
    assert not reads(database)
    notes = readers.grant(database, login)
    if database.info.server_version < 160_000:  # there a login that takes nothing from its roles must ask each time
        assert "SET ROLE trialdb_reader" in notes[0]
        return
    assert notes == []
    assert readers.grant(database, login) == []
    assert reads(database)
    assert not reads(database, b"DELETE FROM trials")
    assert readers.revoke(database, login) == []
    assert not reads(database)
    assert readers.revoke(database, login) == [f"{login} was no reader"]


def test_a_superuser_reads_whatever_is_revoked(database: psycopg.Connection) -> None:
    ((name,),) = database.execute("SELECT current_user").fetchall()
    assert f"{name} may still read" in readers.revoke(database, name)[-1]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ('trialdb_test "BI" logn', "there is no login .* did you mean 'trialdb_test \"BI\" login'"),
        (
            "somebody quite different",
            "there is no login 'somebody quite different' on this server; trialdb creates none",
        ),
        ("trialdb_reader", "cannot log in"),
    ],
)
def test_what_is_no_login_is_refused(database: psycopg.Connection, login: str, name: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        readers.grant(database, name)
    assert not reads(database), login


def test_who_may_not_decide_is_told(database: psycopg.Connection, login: str) -> None:
    with database.transaction(force_rollback=True):
        database.execute(f"SET LOCAL ROLE {QUOTED}".encode())
        with pytest.raises(SchemaError, match="this user may not decide who reads"):
            readers.grant(database, login)


def test_the_command_names_the_login(trialdb: Trialdb, database_url: str, login: str) -> None:
    assert trialdb("db", "grant", login, TRIALDB_URL=database_url) == (0, "", f"{login} may read\n")
    assert trialdb("db", "grant", login, "--revoke", TRIALDB_URL=database_url)[2] == f"{login} may no longer read\n"
    status, out, err = trialdb("db", "grant", "nobody here", TRIALDB_URL=database_url)
    assert (status, out, err.count("\n")) == (2, "", 1)
