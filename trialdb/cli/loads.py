"""``trialdb loads``: the history of loads and what was wrong in one."""

from __future__ import annotations

import click

from trialdb.cli.options import limit_option, url_option
from trialdb.cli.output import format_option, print_rows
from trialdb.errors import UsageError
from trialdb.session import open_database

_HISTORY = """
    SELECT load_id, started_at, status, n_documents, n_loaded, n_unchanged, n_failed, n_warnings, seconds, paths
    FROM trialdb.loads ORDER BY load_id DESC LIMIT %s
    """
_PROBLEMS = """
    SELECT severity, source_name, trial_key, place, code, message, value
    FROM trialdb.load_problems WHERE load_id = %s ORDER BY severity, problem_id LIMIT %s
    """


@click.command(epilog="\b\nExamples:\n  trialdb loads\n  trialdb loads 3 --format csv")
@click.argument("load_id", type=int, required=False, metavar="[ID]")
@limit_option("Print at most N rows.")
@format_option
@url_option
def loads(load_id: int | None, limit: int | None, style: str | None, url: str | None) -> None:
    """List the loads, latest first; with an ID, the problems of that load."""
    with open_database(url, read_only=True) as connection:
        if load_id is None:
            cursor = connection.execute(_HISTORY, [limit])
        else:
            if not connection.execute("SELECT 1 FROM trialdb.loads WHERE load_id = %s", [load_id]).fetchone():
                raise UsageError(f"there is no load {load_id}; trialdb loads lists them")
            cursor = connection.execute(_PROBLEMS, [load_id, limit])
        print_rows([column.name for column in cursor.description or ()], cursor, style)
