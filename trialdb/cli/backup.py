"""``trialdb db backup|restore``: the database in one file."""

from __future__ import annotations

from pathlib import Path

import click

from trialdb import backup as backups
from trialdb.cli.options import url_option
from trialdb.cli.output import note
from trialdb.settings import Settings


@click.command(epilog="\b\nExample:\n  trialdb db backup trials.dump")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@url_option
def backup(file: Path, url: str | None) -> None:
    """Save the database to FILE: every trial, every document as received, the history.

    The file is pg_dump's custom format, appears when it is whole, and replaces one of that name. Views of your own are
    not in it; they are named.
    """
    saved = backups.backup(file, Settings.from_environment(url=url))
    note(f"{saved.n_trials:,} trial{'s' if saved.n_trials != 1 else ''}, {saved.size_bytes / 1e6:,.1f} MB in {file}")
    if saved.left_out:
        note(f"not in it, for they are yours: {', '.join(saved.left_out)}")


@click.command(epilog="\b\nExample:\n  trialdb db restore trials.dump")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Put the backup in the place of the trials that are there.")
@url_option
def restore(file: Path, replace: bool, url: str | None) -> None:
    """Make the database what FILE holds, as trialdb db backup wrote it; all of it or nothing.

    Into an empty database, or one of an older trialdb; the schema is then this trialdb's. The views, the search path
    and the role trialdb_reader are made as well; logins that shall read need trialdb db grant again.
    """
    n_trials, notes = backups.restore(file, Settings.from_environment(url=url), replace=replace)
    for line in notes:
        note(line)
    note(f"{n_trials:,} trial{'s' if n_trials != 1 else ''} restored")
