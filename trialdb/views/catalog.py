"""What PostgreSQL knows of the saved questions: their definitions, and the rights given on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg import sql

SEARCH_PATH = "trialdb, answers, public"

_VIEWS = """
    SELECT
        'view ' || view.relname,
        pg_get_viewdef(view.oid) || coalesce(
            (
                SELECT string_agg(comment.objsubid || ':' || comment.description, E'\\n' ORDER BY comment.objsubid)
                FROM pg_description AS comment
                WHERE comment.classoid = 'pg_class'::regclass AND comment.objoid = view.oid
            ), '')
    FROM pg_class AS view
    WHERE view.relkind = 'v' AND view.relnamespace = to_regnamespace(%(schema)s)
    """
_FUNCTIONS = """
    SELECT
        'function ' || function.proname,
        string_agg(
            pg_get_functiondef(function.oid) || coalesce(obj_description(function.oid, 'pg_proc'), ''),
            E'\\n' ORDER BY function.oid
        )
    FROM pg_proc AS function
    WHERE function.prokind IN ('f', 'p') AND function.pronamespace = to_regnamespace(%(schema)s)
    GROUP BY function.proname
    """


def definitions(connection: psycopg.Connection[Any], schema: str = "answers") -> dict[str, str]:
    """PostgreSQL's own words for each view and function there, comments included, as ``view NAME`` → words.

    The words leave out the schemas on the search path, so compare only what was asked under the same one.
    """
    query = sql.SQL(f"{_VIEWS} UNION ALL {_FUNCTIONS}")
    return dict(connection.execute(query, {"schema": schema}).fetchall())


def foreign_dependents(connection: psycopg.Connection[Any], names: Iterable[str], ours: Iterable[str]) -> list[str]:
    """Views that are not ours and stand on one of ``names`` in ``answers``."""
    query = """
        SELECT DISTINCT format('%%I.%%I', namespace.nspname, dependent.relname)
        FROM pg_depend AS dependency
        JOIN pg_rewrite AS rule ON dependency.classid = 'pg_rewrite'::regclass AND rule.oid = dependency.objid
        JOIN pg_class AS dependent ON dependent.oid = rule.ev_class
        JOIN pg_namespace AS namespace ON namespace.oid = dependent.relnamespace
        LEFT JOIN pg_class AS view
            ON dependency.refclassid = 'pg_class'::regclass AND view.oid = dependency.refobjid
        LEFT JOIN pg_proc AS function
            ON dependency.refclassid = 'pg_proc'::regclass AND function.oid = dependency.refobjid
        WHERE coalesce(view.relnamespace, function.pronamespace) = to_regnamespace('answers')
          AND coalesce(view.relname, function.proname) = ANY(%(names)s)
          AND NOT (namespace.nspname = 'answers' AND dependent.relname = ANY(%(ours)s))
        ORDER BY 1
        """
    return [row[0] for row in connection.execute(query, {"names": list(names), "ours": list(ours)})]


def rights(connection: psycopg.Connection[Any], name: str) -> list[sql.Composed]:
    """The GRANTs that give back what others than the owner may do with a view."""
    query = """
        SELECT
            CASE granted.grantee WHEN 0 THEN NULL ELSE pg_get_userbyid(granted.grantee) END,
            granted.privilege_type,
            granted.is_grantable
        FROM pg_class AS view
        CROSS JOIN aclexplode(view.relacl) AS granted
        WHERE view.relnamespace = to_regnamespace('answers')
          AND view.relname = %s
          AND granted.grantee <> view.relowner
        """
    return [
        sql.SQL("GRANT {} ON {} TO {}{}").format(
            sql.SQL(privilege),
            sql.Identifier("answers", name),
            sql.SQL("PUBLIC") if grantee is None else sql.Identifier(grantee),
            sql.SQL(" WITH GRANT OPTION" if grantable else ""),
        )
        for grantee, privilege, grantable in connection.execute(query, [name])
    ]
