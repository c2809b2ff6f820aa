"""``trialdb view``: the saved questions, and their answers."""

from __future__ import annotations

import difflib

import click
from psycopg import sql as composed

from trialdb.cli.options import limit_option, url_option
from trialdb.cli.output import format_option, print_rows
from trialdb.cli.sql import print_query
from trialdb.errors import UsageError
from trialdb.session import open_database

_CATALOGUE = """
    SELECT relname AS view, obj_description(oid) AS about
    FROM pg_class
    WHERE relnamespace = 'answers'::regnamespace AND relkind = 'v'
    ORDER BY relname
    """


@click.command(
    epilog="\b\nExamples:\n"
    "  trialdb view\n"
    "  trialdb view phase_3_osteosarcoma_q3w\n"
    "  trialdb view dosing_regimens --where \"agent = 'docetaxel' AND interval_days = 21\" --format csv"
)
@click.argument("name", required=False)
@click.option("--where", metavar="SQL", help="Print only rows for which this condition holds.")
@limit_option("Print at most N rows.")
@format_option
@url_option
def view(name: str | None, where: str | None, limit: int | None, style: str | None, url: str | None) -> None:
    """Print the rows of a saved view; without NAME, list the views."""
    with open_database(url, read_only=True) as connection:
        cursor = connection.execute(_CATALOGUE)
        catalogue = cursor.fetchall()
        if name is None:
            if where:
                raise UsageError("--where needs the NAME of a view")
            print_rows([column.name for column in cursor.description or ()], catalogue[:limit], style)
            return
        names = [row[0] for row in catalogue]
        if name not in names:
            near = difflib.get_close_matches(name.lower(), names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "trialdb view lists them"
            raise UsageError(f"there is no view {name!r}; {hint}")
        query = composed.SQL("SELECT * FROM answers.{}").format(composed.Identifier(name)).as_string(connection)
        n_before = len(query) + len(" WHERE (")
        if where:
            # The connection is read only and takes one statement: the worst a condition can do is fail.
            query += f" WHERE ({where}\n)"
        if limit:
            query += f" LIMIT {limit}"
        print_query(connection, query, style, n_before)
