"""``trialdb psql``: PostgreSQL's own client on the same database."""

from __future__ import annotations

import os

import click

from trialdb import server
from trialdb.settings import Settings


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog='\b\nExamples:\n  trialdb psql\n  trialdb psql -c "select * from trial_overview" --csv',
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[ARGS]...")
def psql(arguments: tuple[str, ...]) -> None:
    """Open psql on the database; ARGS are psql's own.

    The server stays up for as long as psql runs.
    """
    settings = Settings.from_environment()
    attached = server.attach(settings)
    attached.keep_over_exec()
    program, environment = server.psql(settings, attached.url)
    os.execve(program, [str(program), *arguments], environment)  # noqa: S606 - psql takes our place
