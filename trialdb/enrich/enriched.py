"""A record with what was read out of its free text and what the vocabulary makes of its names."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from trialdb.records import Criterion, Limit, TrialDosage, TrialRecord


class TrialCondition(msgspec.Struct, frozen=True, kw_only=True):
    """A condition of the trial under its one name; ``relation`` and ``distance`` as in table ``trial_conditions``."""

    name: str
    mesh_id: str | None
    reported_as: str
    relation: str
    distance: int


class TrialAgent(msgspec.Struct, frozen=True, kw_only=True):
    """An agent that an intervention contains."""

    intervention_no: int
    name: str
    reported_as: str


class Enriched(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that becomes rows. ``limits`` runs parallel to ``criteria``; positions count from 1."""

    record: TrialRecord
    phase_low: Decimal | None
    phase_high: Decimal | None
    min_age_years: float | None
    max_age_years: float | None
    conditions: tuple[TrialCondition, ...]
    agents: tuple[TrialAgent, ...]
    endpoints: tuple[str | None, ...]
    time_frames_days: tuple[float | None, ...]
    dosages: tuple[TrialDosage, ...]
    criteria: tuple[Criterion, ...]
    limits: tuple[tuple[Limit, ...], ...]

    @property
    def n_requirements(self) -> int:
        """How many groups of limits the text states: alternatives are one requirement."""
        return sum(len({limit.group_no for limit in stated}) for stated in self.limits if stated)
