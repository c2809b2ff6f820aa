"""Putting indexes off is for speed only: it never stands in anyone's way."""

import psycopg
import pytest

from tests.fixtures.database_rows import trial_sums
from trialdb.store.deferral import defer_definitions, hold_for_loading, restore_definitions

N_DEFERRED = "SELECT count(*) FROM trialdb.deferred_definitions"
N_LEFT_ALONE = "SELECT count(*) FROM pg_class WHERE 'autovacuum_enabled=off' = ANY (reloptions)"


@pytest.mark.parametrize("is_read", [False, True], ids=["alone", "beside a reader"])
def test_first_load_puts_definitions_off_unless_somebody_reads(database_url: str, is_read: bool) -> None:
    with psycopg.connect(database_url, autocommit=True) as loading, psycopg.connect(database_url) as reading:
        if is_read:
            reading.execute("SELECT count(*) FROM trialdb.dosages")
        with hold_for_loading(loading), defer_definitions(loading):
            (n_deferred,) = loading.execute(N_DEFERRED).fetchone() or (None,)
            assert (n_deferred == 0) is is_read
            (n_left_alone,) = loading.execute(N_LEFT_ALONE).fetchone() or (None,)
            assert (n_left_alone == 0) is is_read
        assert loading.execute(N_DEFERRED).fetchone() == (0,)
        assert loading.execute(N_LEFT_ALONE).fetchone() == (0,)
        reading.execute("SELECT count(*) FROM trialdb.dosages")


def test_what_could_not_be_put_back_stays_noted_for_the_next_command(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        before = trial_sums(connection)["definitions"]
        failing = "UPDATE trialdb.deferred_definitions SET statement = 'SELECT 1 / 0' WHERE definition_no = 3"
        with pytest.raises(psycopg.errors.DivisionByZero), defer_definitions(connection):
            kept = connection.execute("SELECT * FROM trialdb.deferred_definitions").fetchall()
            connection.execute(failing)
        left = connection.execute("SELECT definition_no FROM trialdb.deferred_definitions").fetchall()
        assert (3,) in left
        assert (1,) not in left
        for number, statement in kept:
            query = "UPDATE trialdb.deferred_definitions SET statement = %s WHERE definition_no = %s"
            connection.execute(query, [statement, number])
        assert trial_sums(connection)["definitions"] != before
        assert restore_definitions(connection)
        assert trial_sums(connection)["definitions"] == before
        assert not restore_definitions(connection)
