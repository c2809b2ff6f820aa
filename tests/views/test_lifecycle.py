"""Views through their lives: put up, replaced, taken down; beside a user's own views and rights."""

from collections.abc import Callable

import psycopg
import pytest

from trialdb import views
from trialdb.database import check, upgrade
from trialdb.errors import SchemaError
from trialdb.views import SavedQuestion, saved_questions

ROLE = "trialdb_test_analyst"


def view(name: str, text: str) -> SavedQuestion:
    return SavedQuestion(name, "view", f"sql/test/{name}.sql", text)


def function(name: str, text: str) -> SavedQuestion:
    return SavedQuestion(name, "function", f"sql/functions/{name}.sql", text)


BASE = view("test_base", "-- Base.\n\nSELECT\n    1 AS one,  -- The one.\n    2 AS two  -- The two.\nFROM trials\n")
UPPER = view("test_upper", "-- Upper.\n\nSELECT\n    base.one  -- The one again.\nFROM test_base AS base\n")
WIDER = view(
    "test_base",
    "-- Wider.\n\nSELECT\n    1 AS one,  -- The one.\n    2 AS two,  -- The two.\n"
    "    3 AS three  -- New.\nFROM trials\n",
)
NARROWER = view("test_base", "-- Narrower.\n\nSELECT\n    1 AS one  -- The one.\nFROM trials\n")


@pytest.fixture
def apply(database: psycopg.Connection) -> Callable[..., None]:
    """Makes ``answers`` hold trialdb's own views and these."""

    def run(*questions: SavedQuestion) -> None:
        with database.transaction():
            views.bring_up_to_date(database, [*saved_questions(), *questions])

    return run


@pytest.fixture
def analyst(database: psycopg.Connection) -> str:
    """A role somebody made for a colleague; rolled into the cluster only once."""
    if database.execute("SELECT FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone() is None:
        database.execute(f"CREATE ROLE {ROLE}".encode())
    return ROLE


def columns(connection: psycopg.Connection, name: str) -> list[tuple[str, str | None]]:
    return connection.execute(
        "SELECT attname::text, col_description(attrelid, attnum) FROM pg_attribute"
        " WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [f"answers.{name}"],
    ).fetchall()


@pytest.mark.parametrize("question", [q for q in saved_questions() if q.kind == "view"], ids=lambda q: q.name)
def test_a_view_and_each_of_its_columns_is_documented(scratch: psycopg.Connection, question: SavedQuestion) -> None:
    found = columns(scratch, question.name)
    assert found == question.columns
    comment = "SELECT obj_description(to_regclass(%s), 'pg_class')"
    assert scratch.execute(comment, [f"answers.{question.name}"]).fetchone() == (question.summary,)


def test_bi_tools_see_plain_columns(scratch: psycopg.Connection) -> None:
    odd = scratch.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'answers' AND data_type IN ('ARRAY', 'json', 'jsonb', 'USER-DEFINED')"
    ).fetchall()
    assert odd == []


def test_a_view_that_only_gains_columns_keeps_the_users_views_on_it(
    database: psycopg.Connection, apply: Callable[..., None]
) -> None:
    apply(BASE, UPPER)
    database.execute("CREATE VIEW public.mine AS SELECT two FROM answers.test_base")
    apply(WIDER, UPPER)
    assert columns(database, "test_base")[-1] == ("three", "New.")
    assert database.execute("SELECT count(*) FROM public.mine").fetchone() == (0,)


def test_a_view_that_loses_a_column_is_made_anew_with_ours_on_it(
    database: psycopg.Connection, apply: Callable[..., None], analyst: str
) -> None:
    apply(BASE, UPPER)
    database.execute(f"GRANT SELECT ON answers.test_upper TO {analyst} WITH GRANT OPTION".encode())
    apply(NARROWER, UPPER)
    assert columns(database, "test_base") == [("one", "The one.")]
    assert columns(database, "test_upper") == [("one", "The one again.")]
    right = "SELECT has_table_privilege(%s, 'answers.test_upper', 'SELECT WITH GRANT OPTION')"
    assert database.execute(right, [analyst]).fetchone() == (True,)


def test_a_users_view_in_the_way_is_named_and_kept(database: psycopg.Connection, apply: Callable[..., None]) -> None:
    apply(BASE, UPPER)
    database.execute('CREATE VIEW public."My View" AS SELECT two FROM answers.test_base')
    before = columns(database, "test_base"), columns(database, "test_upper")
    with pytest.raises(SchemaError, match=r'public\."My View" stands on it: drop that first'):
        apply(NARROWER, UPPER)
    assert (columns(database, "test_base"), columns(database, "test_upper")) == before
    assert database.execute('SELECT count(*) FROM public."My View"').fetchone() == (0,)


def test_a_view_without_a_file_goes(database: psycopg.Connection, apply: Callable[..., None]) -> None:
    apply(BASE, UPPER)
    apply()
    assert columns(database, "test_base") == columns(database, "test_upper") == []


def test_a_function_is_replaced_whatever_its_new_signature(
    database: psycopg.Connection, apply: Callable[..., None]
) -> None:
    text = (
        "-- {}.\nCREATE OR REPLACE FUNCTION answers.test_twice(x {}) RETURNS {} IMMUTABLE LANGUAGE sql"
        " AS $$ SELECT x + x $$;\n"
    )
    user = view("test_user", "-- User.\n\nSELECT\n    test_twice(2) AS four  -- Four.\nFROM trials\n")
    apply(function("test_twice", text.format("First", "integer", "integer")), user)
    apply(function("test_twice", text.format("Second", "numeric", "numeric")), user)
    found = database.execute(
        "SELECT pg_get_function_arguments(oid), obj_description(oid, 'pg_proc')"
        " FROM pg_proc WHERE proname = 'test_twice'"
    ).fetchall()
    assert found == [("x numeric", "Second.")]
    kind = "SELECT data_type FROM information_schema.columns WHERE table_name = 'test_user'"
    assert database.execute(kind).fetchone() == ("numeric",)


def test_a_function_gets_another_name_under_a_view_of_ours(
    database: psycopg.Connection, apply: Callable[..., None]
) -> None:
    def named(name: str) -> tuple[SavedQuestion, SavedQuestion]:
        made = f"CREATE OR REPLACE FUNCTION answers.{name}() RETURNS integer IMMUTABLE LANGUAGE sql AS $$ SELECT 1 $$"
        text = f"-- One.\n{made};"
        user = view("test_user", f"-- User.\n\nSELECT\n    {name}() AS one  -- One.\nFROM trials\n")
        return function(name, text), user

    apply(*named("test_old"))
    apply(*named("test_new"))
    found = database.execute("SELECT proname::text FROM pg_proc WHERE proname LIKE 'test\\_%'").fetchall()
    assert found == [("test_new",)]
    assert "test_new" in str(database.execute("SELECT pg_get_viewdef('answers.test_user'::regclass)").fetchone())


def test_a_file_that_makes_something_else_is_refused(apply: Callable[..., None]) -> None:
    text = "CREATE OR REPLACE FUNCTION answers.other() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;"
    with pytest.raises(SchemaError, match=r"must create the function answers\.test_named"):
        apply(function("test_named", text))


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        (
            "CREATE OR REPLACE VIEW answers.load_history AS"
            " SELECT 0::bigint AS load_id, started_at, finished_at, status, ''::text AS paths, n_documents, n_loaded,"
            " n_unchanged, n_failed, n_warnings, seconds, trialdb_version FROM trialdb.loads",
            "view answers.load_history is not what sql/provenance/load_history.sql says",
        ),
        ("DROP VIEW answers.load_history", "view answers.load_history is missing"),
        (
            "COMMENT ON COLUMN answers.load_history.status IS 'Mine.'",
            "view answers.load_history is not what sql/provenance/load_history.sql says",
        ),
        (
            "REVOKE SELECT ON answers.load_history FROM trialdb_reader",
            "trialdb_reader may not read answers.load_history",
        ),
        ("ALTER TABLE trialdb.arms ADD COLUMN mine text", "mine"),
    ],
)
def test_the_check_finds_what_was_changed_by_hand(
    database: psycopg.Connection, database_url: str, damage: str, finding: str
) -> None:
    upgrade(database_url)
    assert check(database_url) == []
    database.execute(damage.encode())
    (found,) = check(database_url)
    assert finding in found


@pytest.mark.parametrize(
    "damage",
    ["DROP VIEW answers.load_history", "REVOKE SELECT ON answers.load_history FROM trialdb_reader"],
)
def test_an_upgrade_mends_what_the_check_finds(database: psycopg.Connection, database_url: str, damage: str) -> None:
    database.execute(damage.encode())
    assert upgrade(database_url) == []
    assert check(database_url) == []


def test_checking_changes_nothing(database: psycopg.Connection, database_url: str) -> None:
    upgrade(database_url)
    before = database.execute("SELECT oid, xmin::text FROM pg_class ORDER BY oid").fetchall()
    assert check(database_url) == []
    assert database.execute("SELECT oid, xmin::text FROM pg_class ORDER BY oid").fetchall() == before


def test_what_a_migration_takes_down_comes_back_with_its_grants(database: psycopg.Connection, analyst: str) -> None:
    database.execute(f"GRANT SELECT ON answers.phase_3_osteosarcoma_q3w TO {analyst}".encode())
    with database.transaction():
        grants = views.take_down(database, ["dosing_regimens"])
        gone = "SELECT to_regclass('answers.dosing_regimens'), to_regclass('answers.phase_3_osteosarcoma_q3w')"
        assert database.execute(gone).fetchone() == (None, None)
        assert columns(database, "trial_overview")
        views.bring_up_to_date(database)
        for grant in grants:
            database.execute(grant)
    right = "SELECT has_table_privilege(%s, 'answers.phase_3_osteosarcoma_q3w', 'SELECT')"
    assert database.execute(right, [analyst]).fetchone() == (True,)


def test_the_reader_reads_everything_and_writes_nothing(scratch: psycopg.Connection) -> None:
    scratch.execute("SET LOCAL ROLE trialdb_reader")
    assert scratch.execute("SELECT count(*) FROM trial_overview").fetchone() == (0,)
    assert scratch.execute("SELECT count(*) FROM trials").fetchone() == (0,)
    for statement in (
        "DELETE FROM trials",
        "CREATE TABLE trialdb.mine ()",
        "CREATE VIEW answers.mine AS SELECT 1 AS x",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), scratch.transaction():
            scratch.execute(statement.encode())


def test_a_user_who_may_not_make_roles_gets_a_note(database: psycopg.Connection, analyst: str) -> None:
    name = database.info.dbname
    with database.transaction(force_rollback=True):
        database.execute(f"ALTER DATABASE {name} RESET search_path".encode())
        database.execute("ALTER ROLE trialdb_reader RENAME TO trialdb_test_renamed")
        database.execute(f"SET LOCAL ROLE {analyst}".encode())
        notes = views.regrant(database)
    assert [note.partition(":")[0] for note in notes] == [
        "role trialdb_reader was not made",
        "search_path was not set",
    ]
