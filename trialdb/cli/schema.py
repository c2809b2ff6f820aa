"""``trialdb db upgrade|check|grant``: the schema, and who may read it."""

from __future__ import annotations

from pathlib import Path

import click
import psycopg

from trialdb import database
from trialdb.cli.options import url_option
from trialdb.cli.output import note
from trialdb.errors import ExitCode, UsageError
from trialdb.server import attach, carry_over
from trialdb.settings import Settings
from trialdb.views import readers


@click.command(epilog="\b\nExample:\n  trialdb db upgrade")
@click.option(
    "--old-bindir",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="The programs of the PostgreSQL that wrote the data.  [default: looked for]",
)
@url_option
def upgrade(old_bindir: Path | None, url: str | None) -> None:
    """Bring the schema, its knowledge tables and its views up to date; all of it or nothing.

    Your own views on ours are kept; where one stands in the way it is named and nothing is changed. Data of trialdb's
    own server that an older major version of PostgreSQL wrote is carried over first; the old folder is kept.
    """
    settings = Settings.from_environment(url=url)
    if settings.url is None and (carried := carry_over(settings, old_bindir)):
        note(f"carried over from PostgreSQL {carried.old_major} to {carried.new_major}")
        note(f"{carried.old_data} holds the data as it was; remove it when you are content")
    with attach(settings) as server:
        for line in database.upgrade(server.url):
            note(line)
    note("up to date")


@click.command(epilog="\b\nExample:\n  trialdb db check")
@url_option
def check(url: str | None) -> int:
    """Compare the database with what this trialdb would make: tables, views, grants.

    Prints a line for each difference; the exit status is 1 when there is one.
    """
    with attach(Settings.from_environment(url=url)) as server:
        try:
            found = database.check(server.url)
        except psycopg.errors.InsufficientPrivilege as error:
            raise UsageError(f"this login may not see all that is checked ({error.diag.message_primary})") from None
    for line in found:
        click.echo(line)
    if not found:
        note("as it should be")
    return ExitCode.PROBLEMS if found else ExitCode.OK


@click.command(epilog="\b\nExamples:\n  trialdb db grant tableau\n  trialdb db grant tableau --revoke")
@click.argument("login", metavar="LOGIN")
@click.option("--revoke", is_flag=True, help="Take the right back.")
@url_option
def grant(login: str, revoke: bool, url: str | None) -> None:
    """Let LOGIN, a login that the server has, read the tables and views, and nothing more."""
    with attach(Settings.from_environment(url=url)) as server, database.connect(server.url) as connection:
        notes = readers.revoke(connection, login) if revoke else readers.grant(connection, login)
    for line in notes:
        note(line)
    if not notes:
        note(f"{login} may {'no longer ' if revoke else ''}read")
