"""``trialdb sql``: any question in SQL, reading only."""

from __future__ import annotations

from itertools import chain, islice
from typing import Any, TextIO

import click
import psycopg
from psycopg.pq import ExecStatus

from trialdb.cli.options import url_option
from trialdb.cli.output import format_option, print_rows
from trialdb.errors import TrialdbError, UsageError
from trialdb.session import open_database


class QueryError(TrialdbError):
    """PostgreSQL does not accept the query; its own words say why."""


@click.command(
    epilog="\b\nExamples:\n"
    '  trialdb sql -c "select trial_key, agent, dose_low from dosing_regimens where dose_low > 1000"\n'
    "  trialdb sql question.sql --format csv > answer.csv"
)
@click.option("-c", "--command", metavar="SQL", help="The query.")
@click.argument("file", type=click.File("r"), required=False)
@format_option
@url_option
def sql(command: str | None, file: TextIO | None, style: str | None, url: str | None) -> None:
    """Run a query and print its rows: from -c, a FILE, or - for standard input.

    The database is opened read only: a query cannot change it.
    """
    if (command is None) == (file is None):
        raise UsageError("give one query: -c SQL, or a FILE (- for standard input)")
    query = command if command is not None else file.read() if file else ""
    if not query.strip():
        raise UsageError("the query is empty")
    with open_database(url, read_only=True) as connection:
        print_query(connection, query, style)


def print_query(connection: psycopg.Connection[Any], query: str, style: str | None) -> int:
    """Print the rows of one query as they arrive from the server.

    It runs in a transaction that is read only and has begun, so the query cannot turn that off; the extended protocol
    takes one statement, so it cannot end the transaction first.
    """
    try:
        with connection.transaction(), connection.cursor() as cursor:
            connection.execute("SET TRANSACTION READ ONLY")
            connection.execute("SELECT 1")
            columns = _columns(connection, query)
            if not columns:
                raise QueryError("the query gives no rows: trialdb sql only reads; trialdb psql can do more")
            rows = cursor.stream(query.encode())
            first = list(islice(rows, 1))  # a query that fails at once prints nothing
            return print_rows(columns, chain(first, rows), style)
    except psycopg.errors.SyntaxError as error:
        if "multiple commands" in str(error):
            raise QueryError("give one query at a time: this holds several") from None
        raise _explained(error) from None
    except psycopg.errors.ReadOnlySqlTransaction:
        raise QueryError("trialdb sql only reads; trialdb psql can do more") from None
    except psycopg.Error as error:
        raise _explained(error) from None


def _explained(error: psycopg.Error) -> QueryError:
    """PostgreSQL's own words, its hint, and the place."""
    place = f" (at character {error.diag.statement_position})" if error.diag.statement_position else ""
    hint = f"; {error.diag.message_hint}" if error.diag.message_hint else ""
    return QueryError(f"{error.diag.message_primary or error}{hint}{place}")


def _columns(connection: psycopg.Connection[Any], query: str) -> list[str]:
    """The names of a query's columns, before it runs; a stream that yields nothing does not tell them."""
    for result in (
        connection.pgconn.prepare(b"", query.encode()),
        connection.pgconn.describe_prepared(b""),
    ):
        if result.status != ExecStatus.COMMAND_OK:
            raise psycopg.errors.error_from_result(result)
    return [(result.fname(position) or b"").decode() for position in range(result.nfields)]
