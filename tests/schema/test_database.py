"""Connections, what they may do, and what is said when there is none."""

from collections.abc import Iterator

import psycopg
import pytest

from trialdb import database
from trialdb.errors import SchemaError, ServerError


def test_psql_finds_tables_and_views_by_their_bare_names(bare_url: str) -> None:
    database.upgrade(bare_url)
    with psycopg.connect(bare_url) as plain:
        assert plain.execute("SELECT count(*) FROM trials").fetchone() == (0,)
        assert plain.execute("SELECT count(*) FROM trial_overview").fetchone() == (0,)


def test_a_statement_is_a_transaction_of_its_own(database_url: str) -> None:
    with database.connect(database_url) as one, database.connect(database_url) as other:
        one.execute("INSERT INTO sexes (sex, is_known) VALUES ('OTHER', false)")
        assert other.execute("SELECT is_known FROM sexes WHERE sex = 'OTHER'").fetchone() == (False,)


def test_a_read_only_connection_cannot_write(database_url: str) -> None:
    with database.connect(database_url, read_only=True) as connection:
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            connection.execute("DELETE FROM trials")
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), connection.transaction():
            connection.execute("DELETE FROM trials")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://someone:secret@127.0.0.1:1/trials",
        "postgresql://someone:secret@/trials?host=/nowhere",
        "postgresql://someone:secret@[half/trials",
    ],
)
def test_no_database_is_one_line_without_the_password(url: str) -> None:
    with pytest.raises(ServerError) as raised:
        database.connect(url)
    assert raised.value.exit_code == 3
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_bare_database_is_told_to_upgrade(bare_url: str) -> None:
    with database.connect(bare_url) as connection:
        assert not database.has_schema(connection)
        with pytest.raises(SchemaError, match="no trialdb schema yet: run trialdb db upgrade"):
            database.require_current(connection)
    assert database.check(bare_url) == ["the database has no trialdb schema yet: run trialdb db upgrade"]


def test_an_older_schema_is_told_to_upgrade(database_url: str) -> None:
    database.downgrade(database_url, "0001")
    with database.connect(database_url) as connection, pytest.raises(SchemaError, match=r"at revision 0001 .* upgrade"):
        database.require_current(connection)


def test_a_newer_schema_asks_for_a_newer_trialdb(database: psycopg.Connection, database_url: str) -> None:
    from trialdb.database import require_current, upgrade

    database.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaError, match="install a newer trialdb"):
        require_current(database)
    with pytest.raises(SchemaError, match="install a newer trialdb"):
        upgrade(database_url)


@pytest.fixture
def as_guest(bare_url: str) -> Iterator[str]:
    """The same database for a user who has no rights in it."""
    with psycopg.connect(bare_url, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS trialdb_test_guest")
        connection.execute("CREATE ROLE trialdb_test_guest LOGIN")
    yield f"{bare_url}{'&' if '?' in bare_url else '?'}options=-crole%3Dtrialdb_test_guest"
    with psycopg.connect(bare_url, autocommit=True) as connection:
        connection.execute("DROP ROLE trialdb_test_guest")


def test_a_user_without_rights_is_told_which(bare_url: str, as_guest: str) -> None:
    with pytest.raises(SchemaError, match=r"may not change the schema.*permission denied"):
        database.upgrade(as_guest)
    database.upgrade(bare_url)
    with database.connect(as_guest) as connection, pytest.raises(SchemaError, match=r"may not read .* db grant"):
        database.require_current(connection)
