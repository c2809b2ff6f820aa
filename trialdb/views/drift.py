"""Whether the database's saved questions are what their files would make today."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.errors import LockNotAvailable

from trialdb.errors import SchemaError
from trialdb.views.catalog import SEARCH_PATH, definitions
from trialdb.views.files import saved_questions
from trialdb.views.lifecycle import bring_up_to_date


def drift(connection: psycopg.Connection[Any]) -> list[str]:
    """One line for each difference: everything is made anew, compared in PostgreSQL's own words, and rolled back."""
    files = {f"{question.kind} {question.name}": question.file for question in saved_questions()}
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(f"SET LOCAL search_path = {SEARCH_PATH}; SET LOCAL lock_timeout = '10s'")
            before = definitions(connection)
            connection.execute("UPDATE trialdb.repeatable_files SET sha256 = '' WHERE starts_with(file, 'sql/')")
            bring_up_to_date(connection)
            after = definitions(connection)
    except SchemaError as error:
        return [str(error)]
    except LockNotAvailable:
        raise SchemaError("the views are in use and cannot be compared: try again when the queries are done") from None
    missing = [f"{_named(key)} is missing" for key in files if key not in before]
    other = [
        f"{_named(key)} is not what {files[key]} says" for key in files if before.get(key, after[key]) != after[key]
    ]
    left = [f"{_named(key)} belongs to another version of trialdb" for key in before if key not in after]
    return missing + other + left


def _named(key: str) -> str:
    kind, _, name = key.partition(" ")
    return f"{kind} answers.{name}"
