"""Knowledge tables, kept equal to the CSV files that the readers themselves use.

What else a file holds (surface forms, synonyms) is the reader's own. A row that left its file stays, marked
``is_known = false``: rows of trials may name it.
"""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from typing import Any, LiteralString, NamedTuple

import psycopg
from psycopg import sql

from trialdb import resources
from trialdb.repeatable import Applied, applied, note


class Knowledge(NamedTuple):
    """A table, the file within the package that holds its rows, and which column is which; the first is the key."""

    table: str
    path: str
    columns: dict[str, str]

    @property
    def key(self) -> str:
        return next(iter(self.columns))

    @property
    def file(self) -> str:
        return f"data/{self.table}"

    def content(self) -> bytes:
        return resources.package_file(self.path).read_bytes()


KNOWLEDGE = (
    Knowledge(
        "frequencies",
        "extract/dosing/data/frequencies.csv",
        {
            "frequency": "code",
            "description": "display",
            "frequency_count": "count",
            "frequency_period": "period",
            "frequency_period_unit": "period_unit",
            "interval_days": "interval_days",
            "doses_per_day": "doses_per_day",
            "cdisc_term": "cdisc_term",
            "nci_code": "nci_code",
            "fhir_code": "fhir_code",
            "time_of_day": "time_of_day",
        },
    ),
    Knowledge(
        "routes",
        "extract/dosing/data/routes.csv",
        {"route": "code", "description": "display", "cdisc_term": "cdisc_term"},
    ),
    Knowledge(
        "concepts",
        "extract/criteria/data/concepts.csv",
        {
            "concept": "code",
            "description": "name",
            "domain": "domain",
            "canonical_unit": "canonical_unit",
            "loinc_code": "loinc",
            "ncit_code": "ncit",
        },
    ),
    Knowledge(
        "endpoints",
        "vocabulary/data/endpoints.csv",
        {"endpoint": "endpoint", "description": "name", "broader": "broader"},
    ),
)


def outdated(connection: psycopg.Connection[Any]) -> list[Knowledge]:
    """The knowledge whose file is not the one last applied."""
    seen = applied(connection, "data/")
    return [known for known in KNOWLEDGE if seen.get(known.file, Applied("")).sha256 != _hash(known.content())]


def bring_up_to_date(connection: psycopg.Connection[Any]) -> None:
    """Make the knowledge tables say what their files say."""
    for known in outdated(connection):
        content = known.content()
        _replace(connection, known, content.decode())
        note(connection, known.file, Applied(_hash(content)))


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _replace(connection: psycopg.Connection[Any], known: Knowledge, text: str) -> None:
    table, key = sql.Identifier("trialdb", known.table), sql.Identifier(known.key)
    names = sql.SQL(", ").join(map(sql.Identifier, known.columns))
    news = sql.SQL(", ").join(
        sql.SQL("{0} = excluded.{0}").format(sql.Identifier(column)) for column in list(known.columns)[1:]
    )
    parts = {"table": table, "key": key, "names": names, "news": news}

    def run(statement: LiteralString) -> None:
        connection.execute(sql.SQL(statement).format(**parts))

    run("CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS SELECT {names} FROM {table} LIMIT 0")
    with (
        connection.cursor() as cursor,
        cursor.copy(sql.SQL("COPY incoming ({names}) FROM STDIN").format(**parts)) as copy,
    ):
        for row in csv.DictReader(io.StringIO(text)):
            copy.write_row([row[column] or None for column in known.columns.values()])
    run(
        "INSERT INTO {table} ({names}, is_known) SELECT {names}, true FROM incoming "
        "ON CONFLICT ({key}) DO UPDATE SET is_known = true, {news}"
    )
    run("UPDATE {table} SET is_known = false WHERE is_known AND {key} NOT IN (SELECT {key} FROM incoming)")
    run("DROP TABLE incoming")
