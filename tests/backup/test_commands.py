"""``trialdb db backup|restore`` as a user meets them."""

from collections.abc import Callable
from pathlib import Path

Trialdb = Callable[..., "tuple[int, str, str]"]


def test_backup_and_restore_tell_what_they_did(trialdb: Trialdb, seeds_url: str, bare_url: str, tmp_path: Path) -> None:
    file = tmp_path / "trials.dump"
    status, out, err = trialdb("db", "backup", file, TRIALDB_URL=seeds_url)
    assert (status, out) == (0, "")
    assert err.startswith("5 trials, ")
    assert trialdb("db", "restore", file, TRIALDB_URL=bare_url) == (0, "", "5 trials restored\n")


def test_restoring_over_trials_is_a_usage_error_in_one_line(trialdb: Trialdb, seeds_url: str, saved: Path) -> None:
    said = "trialdb: the database holds 5 trials: with --replace the backup takes their place\n"
    assert trialdb("db", "restore", saved, "--url", seeds_url) == (2, "", said)


def test_a_file_that_is_not_there_is_a_usage_error(trialdb: Trialdb, tmp_path: Path) -> None:
    status, _, err = trialdb("db", "restore", tmp_path / "none.dump")
    assert status == 2
    assert "does not exist" in err
