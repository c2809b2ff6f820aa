"""``trialdb db``: the server and the schema."""

from __future__ import annotations

import click

from trialdb.cli.group import Group

_COMMANDS = {
    "url": "trialdb.cli.server:url",
    "start": "trialdb.cli.server:start",
    "stop": "trialdb.cli.server:stop",
    "status": "trialdb.cli.server:status",
    "serve": "trialdb.cli.server:serve",
    "upgrade": "trialdb.cli.schema:upgrade",
    "check": "trialdb.cli.schema:check",
    "grant": "trialdb.cli.schema:grant",
    "backup": "trialdb.cli.backup:backup",
    "restore": "trialdb.cli.backup:restore",
}


@click.group(cls=Group, commands=_COMMANDS, epilog='\b\nExample:\n  psql "$(trialdb db url)"')
def db() -> None:
    """Look after the database: the server and the schema."""
