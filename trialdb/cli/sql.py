"""``trialdb sql``: any question in SQL, reading only."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from itertools import chain, islice
from typing import Any, BinaryIO, cast

import click
import psycopg
from psycopg.pq import ExecStatus

from trialdb.cli.options import url_option
from trialdb.cli.output import Row, format_option, print_rows
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
@click.argument("file", type=click.File("rb"), required=False)
@format_option
@url_option
def sql(command: str | None, file: BinaryIO | None, style: str | None, url: str | None) -> None:
    """Run a query and print its rows: from -c, a FILE, or - for standard input.

    The database is opened read only: a query cannot change it.
    """
    if (command is None) == (file is None):
        raise UsageError("give one query: -c SQL, or a FILE (- for standard input)")
    query = _text(file) if file else command or ""
    if not query.strip():
        raise UsageError("the query is empty")
    with open_database(url, read_only=True) as connection:
        print_query(connection, query, style)


def _text(file: BinaryIO) -> str:
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file.name}: is not UTF-8 text (byte {error.start + 1})") from None


def print_query(connection: psycopg.Connection[Any], query: str, style: str | None, n_before: int = 0) -> int:
    """Print the rows of one query as they arrive from the server.

    ``n_before`` characters of it are ours, and are not counted where PostgreSQL says at which one it stumbled.

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
            stream = cast("Generator[Row, None, None]", cursor.stream(query.encode()))
            with closing(stream) as rows:  # left open, it would keep the rollback waiting for ever
                first = list(islice(rows, 1))  # a query that fails at once prints nothing
                return print_rows(columns, chain(first, rows), style)
    except psycopg.errors.SyntaxError as error:
        if "multiple commands" in str(error):
            raise QueryError("give one query at a time: this holds several") from None
        raise _explained(error, n_before) from None
    except psycopg.errors.ReadOnlySqlTransaction:
        raise QueryError("trialdb sql only reads; trialdb psql can do more") from None
    except psycopg.Error as error:
        if connection.broken:
            raise
        raise _explained(error, n_before) from None


def _explained(error: psycopg.Error, n_before: int) -> QueryError:
    """PostgreSQL's own words, its hint, and the place."""
    position = int(error.diag.statement_position or 0) - n_before
    place = f" (at character {position})" if position > 0 else ""
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
