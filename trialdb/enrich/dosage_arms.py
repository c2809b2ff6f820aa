"""Which arms get a dosage: those that state it, and those of its intervention that say nothing against it."""

from __future__ import annotations

import re

from trialdb.enrich.dosage_links import (
    arms_called,
    arms_in_brackets,
    goes_without,
    is_after_levels,
    is_beside_placebo,
    is_drug_for_placebo,
    is_listed_with_all,
    is_of_other_route,
    is_one_drug,
    is_placebo_of,
    names_another,
    namesakes,
    says,
)
from trialdb.enrich.dosage_rows import Row, is_level, is_of_other_level, is_of_same_drug
from trialdb.extract.dosing.merging.merge import has_amount
from trialdb.extract.dosing.names.lexicon import mentions
from trialdb.records import Arm, TrialRecord

_ESCALATES = re.compile(r"\bescalat(?:ing|ed|ion)\b.*\bstarting\sdose", re.IGNORECASE)


def arms_of(record: TrialRecord, row: Row, rows: list[Row]) -> tuple[int, ...]:
    """Arms that state the dosage, and those that get an intervention of it and state no other dose of the drug."""
    arms = set(row.arms)
    if row.is_told or (arms and any(is_of_other_level(other, row) for other in rows)):
        return tuple(sorted(arms))
    if named := arms_called(record, row.text + row.after) or arms_in_brackets(record, row.after):
        return tuple(sorted(arms | named))
    given = row.interventions & namesakes(record, row.dosage.agent_text)
    if row.intervention:
        name = record.interventions[row.intervention - 1].name
        given |= {row.intervention} | {n for n in row.interventions if record.interventions[n - 1].name == name}
    given_to = {number for number, arm in enumerate(record.arms, 1) if given.intersection(arm.interventions)}
    if arms and not row.interventions and not has_amount(row.dosage):
        given_to = {
            n for n in given_to if not mentions(record.arms[n - 1].description or "", row.dosage.agent_text or "")
        }
    among = [record.arms[number - 1] for number in given_to]
    stating = {number for other in rows if is_of_same_drug(other, row) for number in other.arms}
    if not arms and len(given_to) > 1 and _ESCALATES.search(row.text):
        return ()  # the dose that arms start from, one of which gets it
    if not arms and stating & given_to and has_amount(row.dosage):
        return ()  # its arms state other doses of it: whose this one is, is not said
    if arms:  # not an arm that states dosages, and not of this drug
        stated = given_to.intersection(number for other in rows for number in other.arms)
        given_to -= {n for n in stated if not says(record, n, row.dosage.agent_text, row.intervention)}
    if sum(is_level(other, row) for other in rows) > 1:
        given_to = {n for n in given_to if not is_after_levels(record.arms[n - 1])}
    others = {n for n in given_to - stating if not _speaks_against(record, record.arms[n - 1], among, row, rows)}
    if row.is_apart and len(arms | others) > 1:
        return tuple(sorted(arms))
    return tuple(sorted(arms | others))


def _speaks_against(record: TrialRecord, arm: Arm, among: list[Arm], row: Row, rows: list[Row]) -> bool:
    """Whether an arm that gets the intervention says of itself that this dosage of it is not its own."""
    agent = row.dosage.agent_text
    if is_of_other_route(arm, among, row.dosage.route):
        return True
    if agent is None:
        return False
    is_placebo = row.dosage.role == "placebo" or "placebo" in agent.lower()
    if goes_without(arm, agent) or (is_placebo_of(arm, among) and not is_placebo):
        return True
    if is_placebo and row.intervention and is_beside_placebo(record, row.intervention, arm):
        return True
    if not is_placebo and (is_drug_for_placebo(record, arm, agent) or is_listed_with_all(record, arm, agent)):
        return True
    if row.intervention is None or is_one_drug(record.interventions[row.intervention - 1], agent):
        return False
    others = [
        other.dosage.agent_text
        for other in rows
        if other.dosage.agent_text and other.intervention == row.intervention and not is_of_same_drug(other, row)
    ]
    return names_another(arm, among, agent, others)
