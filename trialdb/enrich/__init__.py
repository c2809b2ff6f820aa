"""A record → the same with everything that is read out of its words: dosing, criteria, names of the vocabulary."""

from __future__ import annotations

import time

from trialdb.enrich.conditions import conditions_of
from trialdb.enrich.dosages import dosages_of
from trialdb.enrich.enriched import Enriched as Enriched
from trialdb.enrich.enriched import TrialAgent as TrialAgent
from trialdb.enrich.enriched import TrialCondition as TrialCondition
from trialdb.enrich.named_conditions import named_conditions
from trialdb.extract.ages import age_years
from trialdb.extract.criteria import limits_of, split_criteria, with_doubts, with_unmeasured
from trialdb.records import Criterion, Limit, TrialRecord
from trialdb.vocabulary.agents import agents_of
from trialdb.vocabulary.endpoints import endpoint_of
from trialdb.vocabulary.phases import phase_range
from trialdb.vocabulary.timeframes import time_frame_days


def enrich(record: TrialRecord, seconds: dict[str, float] | None = None) -> Enriched:
    """Read a record's free texts and look its names up. ``seconds`` gathers the time of each reader."""
    clock = _Clock({} if seconds is None else seconds)
    dosages = tuple(dosages_of(record))
    clock.charge("dosing")
    criteria, limits = _eligibility(record)
    clock.charge("criteria")
    phase_low, phase_high = phase_range(record.phase)
    enriched = Enriched(
        record=record,
        phase_low=phase_low,
        phase_high=phase_high,
        min_age_years=age_years(record.min_age_text) if record.min_age_text else None,
        max_age_years=age_years(record.max_age_text) if record.max_age_text else None,
        conditions=conditions_of(record),
        agents=_agents(record),
        endpoints=tuple(endpoint_of(outcome.measure) for outcome in record.outcomes),
        time_frames_days=tuple(
            time_frame_days(outcome.time_frame) if outcome.time_frame else None for outcome in record.outcomes
        ),
        dosages=dosages,
        criteria=criteria,
        limits=limits,
    )
    clock.charge("vocabulary")
    return enriched


def _eligibility(record: TrialRecord) -> tuple[tuple[Criterion, ...], tuple[tuple[Limit, ...], ...]]:
    if not record.eligibility_text:
        return (), ()
    criteria = tuple(split_criteria(record.eligibility_text))
    titles = [title for title in (record.brief_title, record.official_title) if title]
    stated = with_unmeasured(criteria, limits_of(criteria, named_conditions), titles)
    return criteria, tuple(with_doubts(criteria, list(stated)))


def _agents(record: TrialRecord) -> tuple[TrialAgent, ...]:
    return tuple(
        TrialAgent(intervention_no=number, name=agent.name, reported_as=agent.reported_as)
        for number, intervention in enumerate(record.interventions, 1)
        if intervention.name
        for agent in agents_of(intervention.name, intervention.intervention_type, intervention.other_names)
    )


class _Clock:
    def __init__(self, seconds: dict[str, float]) -> None:
        self._seconds = seconds
        self._last = time.perf_counter()

    def charge(self, stage: str) -> None:
        now = time.perf_counter()
        self._seconds[stage] = self._seconds.get(stage, 0.0) + now - self._last
        self._last = now
