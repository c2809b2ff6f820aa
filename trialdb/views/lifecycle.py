"""Bringing the saved questions up to date: replace in place, else take down and put up again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

import psycopg
from psycopg import sql
from psycopg.errors import (
    AmbiguousFunction,
    DependentObjectsStillExist,
    InvalidFunctionDefinition,
    InvalidTableDefinition,
    UndefinedFunction,
)

from trialdb.errors import SchemaError
from trialdb.repeatable import Applied, applied, forget, note
from trialdb.views.catalog import SEARCH_PATH, definitions, foreign_dependents, rights
from trialdb.views.files import SavedQuestion, saved_questions


def outdated(
    connection: psycopg.Connection[Any], questions: Sequence[SavedQuestion] | None = None
) -> tuple[list[SavedQuestion], list[str]]:
    """What is not in the database as its file says, and the files that are gone; both as last applied.

    A view that somebody changed by hand counts as not as its file says.
    """
    questions = saved_questions() if questions is None else questions
    seen, there = applied(connection, "sql/"), definitions(connection)
    changed = [
        question
        for question in questions
        if seen.get(question.file)
        != Applied(question.sha256, _fingerprint(there.get(f"{question.kind} {question.name}", "")))
    ]
    return changed, sorted(seen.keys() - {question.file for question in questions})


def superseded(connection: psycopg.Connection[Any]) -> bool:
    """Whether the files are not those last applied, whatever somebody did to the views since."""
    seen = {file: was.sha256 for file, was in applied(connection, "sql/").items()}
    return seen != {question.file: question.sha256 for question in saved_questions()}


def bring_up_to_date(connection: psycopg.Connection[Any], questions: Sequence[SavedQuestion] | None = None) -> None:
    """Make ``answers`` hold exactly what the files say, within the caller's transaction."""
    questions = saved_questions() if questions is None else questions
    connection.execute(f"SET LOCAL search_path = {SEARCH_PATH}")
    changed, gone = outdated(connection, questions)
    left = [name for name in map(_stem, gone) if name not in {question.name for question in questions}]
    _drop_free(connection, left)  # what of ours still stands on the others is replaced first
    for file in gone:
        forget(connection, file)
    waiting = {question.name for question in changed}
    regrants: list[sql.Composed] = []
    for question in questions:
        if question.name in waiting and not _replaced(connection, question):
            fallen = _with_dependents([question.name], questions)
            regrants += [grant for name in fallen for grant in rights(connection, name)]
            _drop(connection, fallen, questions)
            _create(connection, question)
            waiting |= set(fallen)
    _drop(connection, left, questions)
    for grant in regrants:
        connection.execute(grant)
    there = definitions(connection)
    for question in questions:
        if question.name in waiting:
            definition = there[f"{question.kind} {question.name}"]
            note(connection, question.file, Applied(question.sha256, _fingerprint(definition)))


def take_down(connection: psycopg.Connection[Any], names: Iterable[str] | None = None) -> list[sql.Composed]:
    """Drop these saved questions (all without ``names``) and what of ours stands on them, for a migration.

    Gives the GRANTs that others had on them, to be run when they are up again.
    """
    if connection.execute("SELECT to_regclass('trialdb.repeatable_files')").fetchone() == (None,):
        return []
    questions = saved_questions()
    standing = {_stem(file): file for file in applied(connection, "sql/")}
    fallen = _with_dependents(standing if names is None else names, questions)
    fallen += [name for name in standing if names is None and name not in fallen]
    grants = [grant for name in fallen for grant in rights(connection, name)]
    _drop(connection, fallen, questions)
    for name in fallen:
        if name in standing:
            forget(connection, standing[name])
    return grants


def _stem(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".sql")


def _fingerprint(definition: str) -> str:
    return sha256(definition.encode()).hexdigest()


def _replaced(connection: psycopg.Connection[Any], question: SavedQuestion) -> bool:
    """Whether the question could be put up in place: PostgreSQL lets a view only gain columns at its end.

    A function with other arguments would stand beside the old one, and its bare name no longer say which.
    """
    try:
        with connection.transaction():
            _create(connection, question)
    except (InvalidTableDefinition, InvalidFunctionDefinition, AmbiguousFunction):
        return False
    return True


def _create(connection: psycopg.Connection[Any], question: SavedQuestion) -> None:
    connection.execute(question.statement.encode())
    target = sql.SQL(question.kind + " ") + sql.Identifier("answers", question.name)
    try:
        connection.execute(sql.SQL("COMMENT ON {} IS {}").format(target, question.summary))
    except UndefinedFunction:
        raise SchemaError(f"{question.file} must create the function answers.{question.name}") from None
    for column in question.columns:
        place = sql.Identifier("answers", question.name, column.name)
        connection.execute(sql.SQL("COMMENT ON COLUMN {} IS {}").format(place, column.comment))


def _with_dependents(names: Iterable[str], questions: Sequence[SavedQuestion]) -> list[str]:
    """These and every question of ours that names one of them, those that stand on others first."""
    fallen = set(names)
    for question in questions:
        if fallen & question.words:
            fallen.add(question.name)
    return [question.name for question in reversed(questions) if question.name in fallen]


def _drop(connection: psycopg.Connection[Any], names: Sequence[str], questions: Sequence[SavedQuestion]) -> None:
    """Drop views and functions of ``answers``, or refuse where somebody else's stands on one."""
    if blocked := _drop_free(connection, names):
        ours = [question.name for question in questions] + list(names)
        users = ", ".join(foreign_dependents(connection, names, ours)) or "something else"
        raise SchemaError(
            f"{blocked[0].lower()} must be made anew, and {users} stands on it: drop that first, "
            "run trialdb db upgrade, then create it again; nothing was changed"
        )


def _drop_free(connection: psycopg.Connection[Any], names: Sequence[str]) -> list[str]:
    """Drop views and functions of ``answers``, never by cascade, and return those that something else stands on."""
    query = """
        SELECT 'VIEW ' || oid::regclass::text FROM pg_class
        WHERE relkind = 'v' AND relnamespace = 'answers'::regnamespace AND relname = ANY(%(names)s)
        UNION ALL
        SELECT 'FUNCTION ' || oid::regprocedure::text FROM pg_proc
        WHERE pronamespace = 'answers'::regnamespace AND proname = ANY(%(names)s)
        """
    standing = [target for (target,) in connection.execute(query, {"names": list(names)})]
    while blocked := [target for target in standing if not _dropped(connection, target)]:
        if len(blocked) == len(standing):
            break
        standing = blocked  # those that stood on others are gone now
    return blocked


def _dropped(connection: psycopg.Connection[Any], target: str) -> bool:
    try:
        with connection.transaction():
            connection.execute(f"DROP {target} RESTRICT".encode())
    except DependentObjectsStillExist:
        return False
    return True
