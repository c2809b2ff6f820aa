"""What was saved comes back whole, with all that a dump leaves out, or nothing changes."""

import stat
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.backup.conftest import settings
from tests.fixtures.database_rows import trial_rows
from trialdb import backup as backups
from trialdb import database, resources
from trialdb.backup import Archive, BackupError, backup, restore
from trialdb.errors import SchemaError, UsageError
from trialdb.server import binaries
from trialdb.store.deferral import hold_for_loading
from trialdb.views import saved_questions

MakeDatabase = Callable[..., str]
VIEWS = [question.name for question in saved_questions() if question.kind == "view"]


def rows_of(url: str) -> dict[str, list[tuple[object, ...]]]:
    with database.connect(url) as connection:
        return trial_rows(connection)


def answers(url: str) -> dict[str, list[str]]:
    """All rows of all views, as a psql without settings gets them: nothing says where the views are."""
    with psycopg.connect(url) as connection:
        return {name: sorted(map(str, connection.execute(f"SELECT * FROM {name}".encode()))) for name in VIEWS}


def test_an_empty_database_becomes_what_was_saved(saved: Path, seeds_url: str, bare_url: str) -> None:
    assert restore(saved, settings(bare_url)) == (5, [])
    assert answers(bare_url) == answers(seeds_url)
    assert rows_of(bare_url) == rows_of(seeds_url)
    assert database.check(bare_url) == []
    with database.connect(bare_url) as connection:
        connection.execute("SET ROLE trialdb_reader")
        assert connection.execute("SELECT count(*) FROM trial_overview").fetchone() == (5,)


def test_a_database_of_an_older_trialdb_is_brought_up_to_this_one(saved: Path, bare_url: str) -> None:
    database.upgrade(bare_url)
    database.downgrade(bare_url, "0010")
    assert restore(saved, settings(bare_url))[0] == 5
    assert database.check(bare_url) == []


def test_a_backup_of_an_older_trialdb_is_brought_up_to_this_one(bare_url: str, tmp_path: Path) -> None:
    database.upgrade(bare_url)
    database.downgrade(bare_url, "0019")
    file = tmp_path / "old.dump"
    backup(file, settings(bare_url))
    assert Archive(file, binaries.find()).revision == "0019"
    restore(file, settings(bare_url))
    assert database.check(bare_url) == []


def test_a_backup_of_a_newer_trialdb_is_refused(
    saved: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "head_revision", lambda: "0003")
    with pytest.raises(SchemaError, match="install a newer trialdb"):
        restore(saved, settings(database_url))


def test_trials_are_not_restored_over_unless_that_is_asked_for(
    saved: Path, make_database: MakeDatabase, seeds_url: str
) -> None:
    url = make_database()
    restore(saved, settings(url))
    with database.connect(url) as connection:
        connection.execute("DELETE FROM trials WHERE trial_key = 'NCT06935409'")
    with pytest.raises(UsageError, match="holds 4 trials: with --replace"):
        restore(saved, settings(url))
    assert restore(saved, settings(url), replace=True)[0] == 5
    assert answers(url) == answers(seeds_url)


def test_a_users_view_in_the_way_is_named_and_nothing_changes(saved: Path, database_url: str) -> None:
    restore(saved, settings(database_url))
    with database.connect(database_url) as connection:
        connection.execute("CREATE VIEW public.mine AS SELECT trial_key FROM trial_overview")
        before = answers(database_url)
        with pytest.raises(
            BackupError, match=r"view (public\.)?mine depends on view .*trial_overview: drop that first"
        ):
            restore(saved, settings(database_url), replace=True)
        assert connection.execute("SELECT count(*) FROM public.mine").fetchone() == (5,)
    assert answers(database_url) == before


def test_a_users_view_is_named_when_it_is_not_saved(database_url: str, tmp_path: Path) -> None:
    with database.connect(database_url) as connection:
        connection.execute("CREATE VIEW public.mine AS SELECT trial_key FROM trial_overview")
        connection.execute('CREATE VIEW answers."Mine too" AS SELECT trial_key FROM trials')
    saved = backup(tmp_path / "file", settings(database_url))
    assert saved.left_out == ['answers."Mine too"', "public.mine"]
    with database.connect(database_url) as connection:
        connection.execute('DROP VIEW public.mine, answers."Mine too"')
    restore(tmp_path / "file", settings(database_url))
    assert database.check(database_url) == []


@pytest.mark.parametrize("share", [0.02, 0.5, 0.999])
def test_a_backup_that_was_cut_off_changes_nothing(share: float, saved: Path, database_url: str) -> None:
    restore(saved, settings(database_url))
    before = rows_of(database_url)
    whole = saved.read_bytes()
    saved.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises((BackupError, SchemaError), match="cannot be read as a backup"):
        restore(saved, settings(database_url), replace=True)
    assert rows_of(database_url) == before
    assert database.check(database_url) == []


def test_a_file_that_is_no_backup_is_refused(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "words").write_text("Words, and no backup.\n" * 1000)
    with pytest.raises(BackupError, match="cannot be read as a backup: input file does not appear"):
        restore(tmp_path / "words", settings(database_url))


def test_a_load_under_way_is_not_restored_over(saved: Path, database_url: str) -> None:
    with (
        database.connect(database_url) as loading,
        hold_for_loading(loading),
        pytest.raises(BackupError, match="a load is under way"),
    ):
        restore(saved, settings(database_url))
    assert restore(saved, settings(database_url))[0] == 5


def test_a_database_without_trialdb_has_nothing_to_save(bare_url: str, tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="nothing to save"):
        backup(tmp_path / "file", settings(bare_url))


def test_the_file_is_whole_or_not_there_and_nobody_elses(
    saved: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    before = saved.read_bytes()
    monkeypatch.setattr(backups.saving, "_WHAT", ("--format=custom", "--schema=no_such_schema"))
    with pytest.raises(BackupError, match="the backup was not made: no matching schemas"):
        backup(saved, settings(database_url))
    assert saved.read_bytes() == before
    assert list(saved.parent.iterdir()) == [saved]


def test_a_folder_that_is_not_there_is_one_line(seeds_url: str, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"cannot be written \(No such file or directory\)"):
        backup(tmp_path / "nowhere" / "file", settings(seeds_url))


def test_a_server_newer_than_every_pg_dump_is_told(
    seeds_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "for_backups", lambda _: [])
    with pytest.raises(BackupError, match=r"install postgresql-client-\d+"):
        backup(tmp_path / "file", settings(seeds_url))


def test_no_password_is_on_a_command_line(seeds_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    run = binaries.Binaries.run

    def spy(self: binaries.Binaries, *arguments: object, **more: object) -> object:
        seen.extend(map(str, arguments))
        return run(self, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(binaries.Binaries, "run", spy)
    secret = seeds_url + ("&" if "?" in seeds_url else "?") + "password=s3cret"
    backup(tmp_path / "file", settings(secret))
    assert any(word.startswith("--file=") for word in seen)
    assert "s3cret" not in " ".join(seen)
