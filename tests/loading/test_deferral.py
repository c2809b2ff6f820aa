"""Putting indexes off is for speed only: it never stands in anyone's way."""

import psycopg
import pytest

from trialdb.store.deferral import defer_definitions, hold_for_loading

N_DEFERRED = "SELECT count(*) FROM trialdb.deferred_definitions"


@pytest.mark.parametrize("is_read", [False, True], ids=["alone", "beside a reader"])
def test_first_load_puts_definitions_off_unless_somebody_reads(database_url: str, is_read: bool) -> None:
    with psycopg.connect(database_url, autocommit=True) as loading, psycopg.connect(database_url) as reading:
        if is_read:
            reading.execute("SELECT count(*) FROM trialdb.dosages")
        with hold_for_loading(loading), defer_definitions(loading):
            (n_deferred,) = loading.execute(N_DEFERRED).fetchone() or (None,)
            assert (n_deferred == 0) is is_read
        assert loading.execute(N_DEFERRED).fetchone() == (0,)
        reading.execute("SELECT count(*) FROM trialdb.dosages")
