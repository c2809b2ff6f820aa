"""``trialdb show``: one trial, whole, as a person reads it."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import Any

import click
import psycopg
from psycopg.rows import dict_row

from trialdb.cli.options import url_option
from trialdb.errors import UsageError
from trialdb.identity import registry_id
from trialdb.session import open_database
from trialdb.store.contents import decompress

# Section → the query of its rows, each row one line or paragraph of text.
_SECTIONS: tuple[tuple[str, str], ...] = (
    ("Identifiers", """
        SELECT concat_ws(' · ', identifier, identifier_type, organization)
        FROM trial_identifiers WHERE trial_id = %(trial)s ORDER BY identifier_no"""),
    ("Sponsors", """
        SELECT concat_ws(' · ', reported_as, role, sponsor_class)
        FROM trial_sponsors WHERE trial_id = %(trial)s ORDER BY role DESC, sponsor_no"""),
    ("Conditions", """
        SELECT DISTINCT ON (reported_as) reported_as
        FROM trial_conditions WHERE trial_id = %(trial)s AND relation = 'reported'"""),
    ("Summary", "SELECT brief_summary FROM trials WHERE trial_id = %(trial)s"),
    ("Arms", """
        SELECT concat_ws(E'\\n', concat_ws(' · ', arm_no || '. ' || label, arm_type), '   ' || description)
        FROM arms WHERE trial_id = %(trial)s ORDER BY arm_no"""),
    ("Interventions", """
        SELECT concat_ws(E'\\n',
            concat_ws(' · ', intervention_no || '. ' || coalesce(name, '(not named)'), intervention_type),
            '   ' || description)
        FROM interventions WHERE trial_id = %(trial)s ORDER BY intervention_no"""),
    ("Dosing", """
        SELECT concat_ws(' · ', agent, nullif(dose, ''), route, nullif(schedule, ''), arm_label)
        FROM (
            SELECT dosage_no, coalesce(agent, '(agent not named)') AS agent, route, arm_label,
                concat_ws(' ', concat_ws('–', dose_low, nullif(dose_high, dose_low)), dose_unit,
                    'per ' || nullif(dose_per, 'dose')) AS dose,
                concat_ws(', ', frequency || CASE frequency_basis WHEN 'derived' THEN ' (derived)' ELSE '' END,
                    'days ' || cycle_days, 'of ' || cycle_length_days || '-day cycles') AS schedule
            FROM answers.dosing_regimens WHERE trial_key = %(key)s
        ) AS dosage ORDER BY dosage_no"""),
    ("Outcomes", """
        SELECT concat_ws(' · ', outcome_no || '. ' || measure, kind, time_frame)
        FROM outcomes WHERE trial_id = %(trial)s ORDER BY outcome_no"""),
    ("Criteria", """
        SELECT repeat('   ', depth) || concat_ws(' ', left(kind, 2) || '.', criterion_no || '.', text)
        FROM criteria WHERE trial_id = %(trial)s ORDER BY criterion_no"""),
    ("Limits", """
        SELECT concat_ws(' ', replace(requirement, '_', ' '), concept, bounds, "values", status, sex, 'if ' || if_text)
        FROM (
            SELECT *, concat_ws(' ',
                CASE WHEN low_inclusive THEN '≥' ELSE '>' END || ' ' || low,
                CASE WHEN high_inclusive THEN '≤' ELSE '<' END || ' ' || high,
                CASE WHEN coalesce(low, high) IS NOT NULL THEN coalesce(reference, unit) END) AS bounds
            FROM answers.eligibility_limits WHERE trial_key = %(key)s
        ) AS stated ORDER BY criterion_no, group_no, concept"""),
    ("Sites", """
        SELECT concat_ws(' · ', facility, concat_ws(', ', city, state, country), status)
        FROM trial_sites WHERE trial_id = %(trial)s ORDER BY site_no"""),
    ("Officials and contacts", """
        SELECT concat_ws(' · ', name, role, affiliation) FROM officials WHERE trial_id = %(trial)s
        UNION ALL
        SELECT concat_ws(' · ', name, role, phone, email)
        FROM contacts WHERE trial_id = %(trial)s AND site_no IS NULL"""),
    ("Related trials", """
        SELECT concat_ws(' · ', registry_id, title, overall_status, phase)
        FROM related_trials WHERE trial_id = %(trial)s ORDER BY related_no"""),
    ("Participants", """
        SELECT concat_ws(' · ', flow_period.title, milestone,
            string_agg(result_group.title || ' ' || coalesce(count.participants::text, count.participants_text), ', '
                ORDER BY count.result_group_no))
        FROM flow_milestone_counts AS count
        JOIN flow_milestones USING (trial_id, flow_milestone_no)
        JOIN flow_periods AS flow_period USING (trial_id, flow_period_no)
        JOIN result_groups AS result_group USING (trial_id, result_group_no)
        WHERE trial_id = %(trial)s
        GROUP BY flow_milestone_no, flow_period.title, milestone ORDER BY flow_milestone_no"""),
    ("Primary results", """
        SELECT concat_ws(' · ', outcome.title, class_title, category_title, result_group.title,
            concat_ws(' ', value_text, '(' || nullif(concat_ws(' to ', low_text, high_text), '') || ')', unit))
        FROM outcome_measurements
        JOIN outcome_results AS outcome USING (trial_id, outcome_result_no)
        JOIN outcome_categories USING (trial_id, outcome_result_no, outcome_category_no)
        JOIN result_groups AS result_group USING (trial_id, result_group_no)
        WHERE trial_id = %(trial)s AND outcome_type = 'PRIMARY' ORDER BY outcome_measurement_no"""),
    ("Primary analyses", """
        SELECT concat_ws(' · ', title, method, 'p ' || p_value_text,
            nullif(concat_ws(' ', analysis.param_type, param_value_text), ''),
            ci_percent_text || ' %% CI ' || ci_low_text || ' to ' || ci_high_text)
        FROM outcome_analyses AS analysis
        JOIN outcome_results USING (trial_id, outcome_result_no)
        WHERE trial_id = %(trial)s AND outcome_type = 'PRIMARY' ORDER BY outcome_analysis_no"""),
    ("Adverse events", """
        SELECT concat_ws(' · ', kind, result_group.title, affected || ' of ' || at_risk)
        FROM adverse_event_totals
        JOIN result_groups AS result_group USING (trial_id, result_group_no)
        WHERE trial_id = %(trial)s ORDER BY kind, adverse_event_total_no"""),
    ("Documents", """
        SELECT concat_ws(' · ', source_name, loader, source_on, CASE WHEN NOT is_current THEN 'superseded' END)
        FROM documents WHERE trial_id = %(trial)s ORDER BY is_current DESC, loader, source_on DESC"""),
)  # fmt: skip

_FACTS = """
    SELECT overall_status AS status, study_type, phase, allocation, intervention_model, primary_purpose, masking,
        enrollment, start_on AS start, completion_on AS completion, sex, min_age_text AS minimum_age,
        max_age_text AS maximum_age, accepts_healthy_volunteers AS healthy_volunteers, has_results
    FROM trials WHERE trial_id = %(trial)s
    """


@click.command(epilog="\b\nExamples:\n  trialdb show NCT06935409\n  trialdb show NCT06935409 --raw")
@click.argument("trial")
@click.option("--raw", is_flag=True, help="Print the document it was read from, as received.")
@click.option("--loader", metavar="NAME", help="With --raw: the document this loader read.")
@url_option
def show(trial: str, raw: bool, loader: str | None, url: str | None) -> None:
    """Print one trial, whole: TRIAL is its registry id or its key."""
    if loader and not raw:
        raise UsageError("--loader chooses a document for --raw")
    with open_database(url, read_only=True) as connection:
        found = connection.execute(
            "SELECT trial_id, trial_key, coalesce(brief_title, official_title, '(no title)') FROM trials"
            " WHERE trial_key = %s",
            [registry_id(trial) or trial],
        ).fetchone()
        if not found:
            raise UsageError(f"there is no trial {trial!r} in this database; trialdb view trial_overview lists them")
        if raw:
            _print_raw(connection, found[0], found[1], loader)
        else:
            _print(connection, *found)


def _print_raw(connection: psycopg.Connection[Any], trial_id: int, key: str, loader: str | None) -> None:
    """The current document of a loader, or of the one that the trial is chiefly read from."""
    query = """
        SELECT content FROM documents JOIN trials USING (trial_id)
        WHERE trial_id = %s AND is_current AND documents.loader = coalesce(%s, trials.source)
        """
    row = connection.cursor(binary=True).execute(query, [trial_id, loader]).fetchone()
    if not row:
        raise UsageError(f"{key} has no document read by {loader}; trialdb documents {key} lists them")
    sys.stdout.buffer.write(decompress(row[0]))


def _print(connection: psycopg.Connection[Any], trial_id: int, key: str, title: str) -> None:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    parameters = {"trial": trial_id, "key": key}
    click.secho(f"{key}  {title}", bold=True)
    facts = connection.cursor(row_factory=dict_row).execute(_FACTS, parameters).fetchone() or {}
    for name, value in facts.items():
        if value is not None:
            shown = ("no", "yes")[value] if isinstance(value, bool) else value
            click.echo(f"{name.replace('_', ' ')}: {shown}")
    for section, query in _SECTIONS:
        lines = [text for (text,) in connection.execute(query, parameters) if text and text.strip()]
        if lines:
            click.secho(f"\n{section}", bold=True)
            for line in "\n".join(lines).split("\n"):
                click.echo(_indented(line, width))


def _indented(line: str, width: int | None) -> str:
    """A line under its section; wrapped on a terminal, whole in a pipe."""
    if width is None:
        return f"  {line}"
    inner = len(line) - len(line.lstrip()) + 2
    return textwrap.fill(line.strip(), width, initial_indent=" " * inner, subsequent_indent=" " * inner)
