"""The migrations as a contract: one line, each alone, up and down and up again."""

import ast
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from trialdb import database, resources

VERSIONS = sorted((resources.migrations() / "versions").glob("*.py"))
ROOT = Path(__file__).parents[2]


def constant(path: Path, name: str) -> object:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
            return ast.literal_eval(node.value)
    raise AssertionError(f"{path.name} has no {name}")


def test_revisions_are_one_line_of_consecutive_numbers() -> None:
    names = [path.name[:4] for path in VERSIONS]
    assert names == [f"{number:04}" for number in range(1, len(VERSIONS) + 1)]
    assert [constant(path, "revision") for path in VERSIONS] == names
    assert [constant(path, "down_revision") for path in VERSIONS] == [None, *names[:-1]]
    assert resources.head_revision() == names[-1]


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_means_the_same_in_five_years(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported <= {"alembic", "sqlalchemy"}


def test_the_folder_does_not_hide_the_package_of_its_name() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()


def test_migrations_make_what_the_models_say(bare_url: str) -> None:
    assert database.upgrade(bare_url) == []
    assert database.check(bare_url) == []


def test_every_step_goes_down_and_up_again(bare_url: str) -> None:
    database.upgrade(bare_url)
    for revision in [*(path.name[:4] for path in reversed(VERSIONS[:-1])), "base"]:
        database.downgrade(bare_url, revision)
    with database.connect(bare_url) as connection:
        left = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace IN ('trialdb'::regnamespace, 'answers'::regnamespace)"
            " AND relkind IN ('r', 'v', 'S') AND relname <> 'alembic_version'"
        ).fetchall()
    assert left == []
    database.upgrade(bare_url)
    assert database.check(bare_url) == []


def test_upgrading_twice_changes_nothing(bare_url: str) -> None:
    def catalogue() -> list[tuple[object, ...]]:
        with psycopg.connect(bare_url) as connection:
            query = "SELECT oid, xmin::text FROM pg_class WHERE relnamespace = 'trialdb'::regnamespace ORDER BY oid"
            return connection.execute(query).fetchall()

    database.upgrade(bare_url)
    before = catalogue()
    assert database.upgrade(bare_url) == []
    assert catalogue() == before


def test_two_upgrades_at_once_make_one_schema(bare_url: str) -> None:
    # Alembic's context is one for a process: the second upgrade is a process of its own, as in life.
    code = f"from trialdb.database import upgrade; upgrade({bare_url!r})"
    both = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(2)]
    errors = [process.communicate(timeout=60)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], errors
    assert database.check(bare_url) == []


def test_a_failed_upgrade_leaves_nothing_behind(bare_url: str) -> None:
    with psycopg.connect(bare_url) as connection:
        connection.execute("CREATE SCHEMA trialdb")
        connection.execute("CREATE TABLE trialdb.dosages (mine text)")
    with pytest.raises(database.SchemaError, match='relation "dosages" already exists'):
        database.upgrade(bare_url)
    with database.connect(bare_url) as connection:
        tables = connection.execute("SELECT relname FROM pg_class WHERE relnamespace = 'trialdb'::regnamespace")
        assert tables.fetchall() == [("dosages",)]


def test_an_upgrade_that_would_wait_for_a_query_says_so(bare_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database.upgrade(bare_url)
    ready, done = threading.Event(), threading.Event()

    def query() -> None:
        with psycopg.connect(bare_url) as connection:
            connection.execute("LOCK TABLE answers.trial_overview IN ACCESS SHARE MODE")
            ready.set()
            done.wait(60)

    reader = threading.Thread(target=query)
    reader.start()
    try:
        ready.wait(60)
        monkeypatch.setenv("PGOPTIONS", "-c lock_timeout=200ms")
        with psycopg.connect(bare_url, autocommit=True) as connection:
            connection.execute("UPDATE trialdb.repeatable_files SET sha256 = ''")
        with pytest.raises(database.SchemaError, match="in use"):
            database.upgrade(bare_url)
    finally:
        done.set()
        reader.join()
    assert database.upgrade(bare_url) == []


def test_the_alembic_command_line_works_in_a_checkout(bare_url: str) -> None:
    def alembic(*words: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "alembic", "-x", f"url={bare_url}", *words]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, done.stdout + done.stderr

    assert alembic("upgrade", "head")[0] == 0
    assert alembic("check") == (0, "No new upgrade operations detected.\n")
    assert database.check(bare_url) == []
    status, said = alembic("upgrade", "head", "--sql")
    assert (status, "no SQL to print" in said) == (1, True)
