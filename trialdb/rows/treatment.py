"""Rows of what is given: conditions, arms, interventions, agents, dosages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from trialdb.enrich import Enriched
from trialdb.records import Arm, Dosage, DosageMention, Intervention, TrialDosage
from trialdb.rows.tables import cells
from trialdb.vocabulary.agents import agents_of
from trialdb.vocabulary.conditions import ancestors
from trialdb.vocabulary.keys import entity_id

if TYPE_CHECKING:
    from trialdb.rows.build import Rows

_DOSAGE_COLUMNS, _dosage_cells = cells(Dosage, "dosages")
_MENTION_COLUMNS, _mention_cells = cells(DosageMention, "dosage_mentions")


def add_treatment(rows: Rows, trial_id: int, enriched: Enriched) -> None:
    """Conditions, arms and interventions with their links, agents and dosages of one trial."""
    record = enriched.record
    _add_conditions(rows, trial_id, enriched)
    rows.put_list(trial_id, "arms", Arm, record.arms)
    rows.put_list(trial_id, "interventions", Intervention, record.interventions)
    rows.put(
        "arm_interventions",
        ("trial_id", "arm_no", "intervention_no"),
        [
            (trial_id, arm_no, intervention_no)
            for arm_no, arm in enumerate(record.arms, 1)
            for intervention_no in sorted(set(arm.interventions))
        ],
    )
    rows.put(
        "intervention_names",
        ("trial_id", "intervention_no", "name_no", "name"),
        [
            (trial_id, intervention_no, name_no, name)
            for intervention_no, intervention in enumerate(record.interventions, 1)
            for name_no, name in enumerate(intervention.other_names, 1)
        ],
    )
    contained = {
        (agent.intervention_no, share_agent(rows, agent.name)): agent.reported_as for agent in reversed(enriched.agents)
    }
    rows.put(
        "intervention_agents",
        ("trial_id", "intervention_no", "agent_id", "reported_as"),
        [(trial_id, *key, reported_as) for key, reported_as in sorted(contained.items())],
    )
    _add_dosages(rows, trial_id, enriched.dosages)


def _add_conditions(rows: Rows, trial_id: int, enriched: Enriched) -> None:
    columns = ("condition_id", "reported_as", "relation", "distance")
    found = []
    for condition in enriched.conditions:
        key, named, above = _condition_rows(condition.name, condition.mesh_id, has_wider=condition.distance == 0)
        rows.share("conditions", ("condition_id", "name", "mesh_id"), named)
        rows.share("condition_ancestors", ("condition_id", "ancestor_id", "distance"), above)
        found.append((key, condition.reported_as, condition.relation, condition.distance))
    rows.put_numbered(trial_id, "trial_conditions", columns, found)


@lru_cache(maxsize=1 << 14)
def _condition_rows(
    name: str, mesh_id: str | None, *, has_wider: bool
) -> tuple[int, dict[int, tuple[int, str, str | None]], dict[tuple[int, int], tuple[int, int, int]]]:
    """A condition's key, its row with those it is a kind of, and how they stand to each other."""
    key = entity_id("condition", name)
    named, above = {key: (key, name, mesh_id)}, {(key, key): (key, key, 0)}
    for wider, distance in ancestors(name) if has_wider else ():
        other = entity_id("condition", wider.name)
        named[other] = other, wider.name, wider.mesh_id
        above[other, other] = other, other, 0
        above[key, other] = key, other, distance
    return key, named, above


# HS-20093, IM83 CAR-T, B12: a code is written in capitals.
_CODE = re.compile(r"\b(?:car-t|[a-z]{1,5}-?\d{2,}\w*)\b")


def share_agent(rows: Rows, name: str) -> int:
    """The agent's key, its row among the shared ones."""
    agent = _agent_row(name)
    rows.share("agents", ("agent_id", "name"), {agent[0]: agent})
    return agent[0]


@lru_cache(maxsize=1 << 14)
def _agent_row(name: str) -> tuple[int, str]:
    return entity_id("agent", name), _CODE.sub(lambda code: code[0].upper(), name)


def _dosed_agent(rows: Rows, text: str) -> int | None:
    """The one agent that a dosage's words name; None where they name none, or several."""
    names = {mention.name for mention in agents_of(text, "DRUG")}
    return share_agent(rows, names.pop()) if len(names) == 1 else None


def _add_dosages(rows: Rows, trial_id: int, dosages: tuple[TrialDosage, ...]) -> None:
    columns = ("intervention_no", "agent_id", "dosage_text", *_DOSAGE_COLUMNS)
    rows.put_numbered(
        trial_id,
        "dosages",
        columns,
        [
            (
                found.intervention_no,
                _dosed_agent(rows, found.agent) if found.agent else None,
                found.dosage_text,
                *_dosage_cells(found.dosage),
            )
            for found in dosages
        ],
    )
    rows.put(
        "dosage_arms",
        ("trial_id", "dosage_no", "arm_no"),
        [
            (trial_id, dosage_no, arm_no)
            for dosage_no, found in enumerate(dosages, 1)
            for arm_no in sorted(set(found.arms))
        ],
    )
    rows.put(
        "dosage_mentions",
        ("trial_id", "dosage_no", "mention_no", *_MENTION_COLUMNS),
        [
            (trial_id, dosage_no, mention_no, *_mention_cells(mention))
            for dosage_no, found in enumerate(dosages, 1)
            for mention_no, mention in enumerate(found.mentions, 1)
        ],
    )
