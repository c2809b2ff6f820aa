"""``trialdb match``: the trials a patient could join, and why not the others."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import BinaryIO

import click

from trialdb.cli.options import limit_option, url_option
from trialdb.cli.output import format_option, note, print_rows
from trialdb.errors import UsageError
from trialdb.identity import registry_id
from trialdb.match import Patient, Question, explain, known_conditions, read_patient, resolve_patient
from trialdb.match import match as match_trials
from trialdb.match.patient import Event
from trialdb.match.resolving import as_json
from trialdb.session import open_database
from trialdb.vocabulary.conditions import resolve


@click.command(
    epilog="\b\nExamples:\n"
    "  trialdb match patient.json\n"
    "  trialdb match patient.json --status RECRUITING --limit 20 --explain\n"
    '  echo \'{"age": 14, "conditions": ["osteosarcoma"]}\' | trialdb match - --format csv'
)
@click.argument("patient", type=click.File("rb"))
@click.option(
    "--condition", "conditions", multiple=True, metavar="NAME", help="Trials on this.  [default: the file's conditions]"
)
@click.option("--any-condition", is_flag=True, help="All trials, whatever they study.")
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="Trials of this status: RECRUITING …")
@click.option("--trial", "trials", multiple=True, metavar="TRIAL", help="This trial.")
@limit_option("Print at most N trials.")
@click.option("--explain", "with_reasons", is_flag=True, help="Print every requirement of these trials.")
@click.option("--resolved", is_flag=True, help="Print the patient as answers.match_patient(jsonb) takes it.")
@format_option
@url_option
def match(
    patient: BinaryIO,
    conditions: tuple[str, ...],
    any_condition: bool,
    statuses: tuple[str, ...],
    trials: tuple[str, ...],
    limit: int | None,
    with_reasons: bool,
    resolved: bool,
    style: str | None,
    url: str | None,
) -> None:
    """Print the trials a patient could join: eligible so far, unknown, not eligible; and why.

    PATIENT is a JSON file that says what is known (- for standard input); docs/match.md describes it. What the file
    does not say is unknown, and unknown is never "not eligible".
    """
    person = resolve_patient(read_patient(patient.read(), patient.name))
    if resolved:
        click.echo(as_json(person))
        return
    question = Question(
        trials=[registry_id(trial) or trial for trial in trials] or None,
        statuses=[status.upper() for status in statuses] or None,
        limit=limit,
        **_on_conditions(person, conditions, any_condition, bool(trials)),
    )
    with open_database(url, read_only=True) as connection:
        columns, rows = match_trials(connection, person, question)
        answered = [row[0] for row in rows]
        if with_reasons:
            columns, rows = explain(connection, person, answered)
        known = known_conditions(connection)
    for line in _unanswered(question, answered, _diseases(person, conditions), known):
        note(line)
    print_rows(columns, rows, style)


def _unanswered(
    question: Question, answered: list[str], diseases: dict[str, list[str]], known: frozenset[str] | None
) -> Iterator[str]:
    """What was asked about and is not here."""
    if known is None:
        yield "no trial is loaded here yet; trialdb load PATH loads them"
        return
    missing = [trial for trial in question.trials or () if trial not in answered]
    if missing and not question.statuses and question.limit is None:
        yield f"no such trial here: {', '.join(missing)}"
    for disease, names in diseases.items():
        if known.isdisjoint(map(str.lower, names)) and not (answered and resolve(disease).mesh_id):
            yield f"no trial here studies {disease}{_cure(disease, known)}"
    if not answered and question.statuses:
        yield f"none of the trials asked about is {' or '.join(question.statuses)}"


def _cure(disease: str, known: frozenset[str]) -> str:
    near = difflib.get_close_matches(disease.lower(), known, n=1, cutoff=0.8)
    return f"; did you mean {near[0]}?" if near else "; --any-condition asks all trials"


def _diseases(person: Patient, names: tuple[str, ...]) -> dict[str, list[str]]:
    """What is asked about, each under all the names it is sought by."""
    if names:
        return {resolve(name).name: [resolve(name).name] for name in names}
    return {event.name: [event.name, *event.kinds] for event in person.conditions if isinstance(event, Event)}


def _on_conditions(person: Patient, names: tuple[str, ...], is_any: bool, has_trials: bool) -> dict[str, list[str]]:
    """The trials to ask about: on the conditions named, else on the patient's own and on wider ones."""
    if names and is_any:
        raise UsageError("give --condition or --any-condition, not both")
    if names:
        return {"conditions": [resolve(name).name for name in names]}
    if is_any or has_trials or not person.conditions:
        return {}
    own = [name for event in person.conditions if isinstance(event, Event) for name in (event.name, *event.kinds)]
    return {"conditions": own, "wider": list(person.wider_conditions)}
