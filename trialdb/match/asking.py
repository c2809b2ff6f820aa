"""Asking the database: ``answers.match_patient`` for the verdicts, ``answers.patient_requirements`` for the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from trialdb.match.patient import Patient
from trialdb.match.resolving import as_json

_ANSWERS = """
    WITH asked AS MATERIALIZED (
        SELECT trial.trial_id
        FROM trialdb.trials AS trial
        WHERE (%(trials)s::text[] IS NULL OR trial.trial_key = ANY(%(trials)s))
          AND (%(statuses)s::text[] IS NULL OR trial.overall_status = ANY(%(statuses)s))
          AND (
            %(conditions)s::text[] IS NULL
            OR trial.trial_key IN (
                SELECT studied.trial_key
                FROM answers.trials_by_condition AS studied
                WHERE lower(studied.condition) = ANY(%(conditions)s)
                UNION
                SELECT studied.trial_key
                FROM answers.trials_by_condition AS studied
                WHERE lower(studied.condition) = ANY(%(wider)s) AND studied.distance = 0
            )
          )
    )
    SELECT
        matched.trial_key, trial.brief_title AS title, trial.overall_status AS status, matched.verdict,
        matched.n_met, matched.n_violated, matched.n_unknown, matched.deciding
    FROM answers.match_patient(
        %(patient)s::jsonb, CASE WHEN %(is_on_some)s THEN ARRAY(SELECT asked.trial_id FROM asked) END
    ) AS matched
    JOIN trialdb.trials AS trial USING (trial_key)
    ORDER BY
        array_position(ARRAY['eligible so far', 'unknown', 'not eligible'], matched.verdict),
        matched.n_met DESC, trial.trial_id
    LIMIT %(limit)s
    """
_REASONS = """
    SELECT
        asked.trial_key, asked.outcome, coalesce(min(stated.kind), asked.kind) AS kind, asked.criterion_no,
        coalesce(string_agg(DISTINCT stated.concept, ', '), asked.fact) AS concepts,
        coalesce(string_agg(DISTINCT stated.limit_text, ', '), asked.registry_text) AS words
    FROM answers.patient_requirements(
        %(patient)s::jsonb,
        ARRAY(SELECT trial.trial_id FROM trialdb.trials AS trial WHERE trial.trial_key = ANY(%(trials)s))
    ) AS asked
    LEFT JOIN answers.eligibility_limits AS stated
        ON stated.trial_key = asked.trial_key
        AND stated.criterion_no = asked.criterion_no AND stated.group_no = asked.group_no
    GROUP BY
        asked.trial_key, asked.outcome, asked.kind, asked.criterion_no, asked.group_no, asked.fact,
        asked.registry_text
    ORDER BY
        array_position(%(trials)s::text[], asked.trial_key),
        array_position(ARRAY['violated', 'unknown', 'met'], asked.outcome),
        asked.criterion_no NULLS FIRST, asked.group_no
    """


@dataclass(frozen=True)
class Question:
    """Which trials are asked about; None is all of them."""

    trials: Sequence[str] | None = None
    statuses: Sequence[str] | None = None
    conditions: Sequence[str] | None = None
    wider: Sequence[str] = ()
    limit: int | None = None


def match(connection: psycopg.Connection[Any], patient: Patient, question: Question) -> tuple[list[str], list[Any]]:
    """The verdict on each trial, the most promising first; ``patient`` is resolved."""
    values = {
        "patient": as_json(patient),
        "trials": question.trials,
        "statuses": question.statuses,
        "conditions": question.conditions and [name.lower() for name in question.conditions],
        "wider": [name.lower() for name in question.wider],
        "limit": question.limit,
        "is_on_some": not (question.trials is question.statuses is question.conditions is None),
    }
    cursor = connection.execute(_ANSWERS, values)
    return [column.name for column in cursor.description or ()], cursor.fetchall()


def known_conditions(connection: psycopg.Connection[Any]) -> frozenset[str] | None:
    """What the trials here study, in lower case; None where no trial is loaded."""
    if connection.execute("SELECT 1 FROM trialdb.trials LIMIT 1").fetchone() is None:
        return None
    return frozenset(name for (name,) in connection.execute("SELECT lower(name) FROM trialdb.conditions"))


def explain(
    connection: psycopg.Connection[Any], patient: Patient, trials: Sequence[str]
) -> tuple[list[str], list[Any]]:
    """Every requirement of these trials, what excludes first, with its words."""
    cursor = connection.execute(_REASONS, {"patient": as_json(patient), "trials": list(trials)})
    return [column.name for column in cursor.description or ()], cursor.fetchall()
