"""``trialdb db upgrade|check``: the schema."""

from __future__ import annotations

import click

from trialdb import database
from trialdb.cli.options import url_option
from trialdb.cli.output import note
from trialdb.errors import ExitCode
from trialdb.server import attach
from trialdb.settings import Settings


@click.command(epilog="\b\nExample:\n  trialdb db upgrade")
@url_option
def upgrade(url: str | None) -> None:
    """Bring the schema, its knowledge tables and its views up to date; all of it or nothing.

    Your own views on ours are kept; where one stands in the way it is named and nothing is changed.
    """
    with attach(Settings.from_environment(url=url)) as server:
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
        found = database.check(server.url)
    for line in found:
        click.echo(line)
    if not found:
        note("as it should be")
    return ExitCode.PROBLEMS if found else ExitCode.OK
