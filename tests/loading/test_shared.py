"""Shared entities have one key for one name, whatever version of the vocabulary named them."""

from typing import Any

import psycopg
import pytest

from trialdb.rows import SharedRows
from trialdb.store import shared
from trialdb.store.shared import CollisionError, add_shared

COLUMNS = ("agent_id", "name")


def add(connection: psycopg.Connection[Any], *agents: tuple[int, str]) -> None:
    add_shared(connection, {"agents": SharedRows(COLUMNS, rows={agent[0]: agent for agent in agents})})


def names(connection: psycopg.Connection[Any]) -> list[tuple[int, str]]:
    return connection.execute("SELECT agent_id, name FROM agents ORDER BY agent_id").fetchall()


def test_a_name_spelt_otherwise_by_an_earlier_version_is_respelt(database: psycopg.Connection[Any]) -> None:
    database.execute("INSERT INTO agents (agent_id, name) VALUES (7, 'al0704rp')")
    add(database, (7, "AL0704RP"), (8, "docetaxel"))
    assert names(database) == [(7, "AL0704RP"), (8, "docetaxel")]


def test_a_name_that_an_earlier_version_gave_another_key_steps_aside(database: psycopg.Connection[Any]) -> None:
    database.execute("INSERT INTO agents (agent_id, name) VALUES (7, 'docetaxel')")
    add(database, (8, "docetaxel"))
    assert names(database) == [(7, "docetaxel #7"), (8, "docetaxel")]


def test_two_names_with_one_key_are_an_error(database: psycopg.Connection[Any]) -> None:
    add(database, (7, "docetaxel"))
    database.execute("INSERT INTO agents (agent_id, name) VALUES (9, 'cisplatin')")
    with pytest.raises(CollisionError, match="cisplatin"):
        add(database, (9, "gemcitabine"))


def test_only_so_many_keys_are_remembered(database: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_MOST_KNOWN", 2)
    for first in range(1, 10, 2):
        add(database, (first, f"drug {first}"), (first + 1, f"drug {first + 1}"))
        assert len(shared._known[database]["agents"]) <= 2
    add(database, (1, "drug 1"))
    assert len(names(database)) == 10
