"""The command line: parses arguments, calls one function, prints."""

from __future__ import annotations

import click

from trialdb.cli.group import Group

# command → where it is; a command's module is imported when the command is called.
_COMMANDS = {
    "load": "trialdb.cli.load:load",
    "view": "trialdb.cli.view:view",
    "show": "trialdb.cli.show:show",
    "match": "trialdb.cli.match:match",
    "sql": "trialdb.cli.sql:sql",
    "psql": "trialdb.cli.psql:psql",
    "extract": "trialdb.cli.extract:extract",
    "documents": "trialdb.cli.documents:documents",
    "reparse": "trialdb.cli.documents:reparse",
    "loads": "trialdb.cli.loads:loads",
    "loaders": "trialdb.cli.loaders:loaders",
    "db": "trialdb.cli.db:db",
}


@click.group(
    cls=Group,
    commands=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExample:\n  trialdb load seeds/\n  trialdb view phase_3_osteosarcoma_q3w",
)
@click.version_option(package_name="trialdb", message="%(prog)s %(version)s")
def main() -> None:
    """Clinical-trial records as a PostgreSQL knowledge base.

    `trialdb load PATH...` turns registry downloads and web pages about trials into tables that answer questions:
    what is dosed, how much and when, and who may join. Without TRIALDB_URL it runs a PostgreSQL of its own.

    \b
    Environment:
      TRIALDB_URL        another PostgreSQL (15 or newer) to use
      TRIALDB_HOME       where trialdb's own PostgreSQL keeps its data
      TRIALDB_PG_BINDIR  the folder of the PostgreSQL programs to run
    """
