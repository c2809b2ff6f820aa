"""Adverse events, by event and by group, and deaths of any cause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from loaders.ctgov_json.groups import Columns, Groups
from loaders.ctgov_json.numbers import number
from loaders.ctgov_json.reading import Reading
from loaders.ctgov_json.results_pieces import AdverseEvent as EventPiece
from loaders.ctgov_json.results_pieces import AdverseEventsModule, EventGroup
from trialdb.records.results import AdverseEvent, AdverseEventCount, AdverseEventTotal

_Kind = Literal["serious", "other"]


def adverse_events(module: AdverseEventsModule, groups: Groups, reading: Reading) -> dict[str, Any]:
    columns = groups.columns("event", module.event_groups)
    serious: list[tuple[_Kind, EventPiece]] = [("serious", piece) for piece in module.serious_events]
    both = serious + [("other", piece) for piece in module.other_events]
    return {
        "event_frequency_threshold": number(module.frequency_threshold),
        "event_frequency_threshold_text": module.frequency_threshold or None,
        "event_time_frame": module.time_frame or None,
        "event_description": module.description or None,
        "all_cause_mortality_comment": module.all_cause_mortality_comment or None,
        "adverse_events": tuple(_event(kind, piece, reading) for kind, piece in both),
        "adverse_event_counts": tuple(
            AdverseEventCount(
                adverse_event_no=no,
                result_group_no=columns[stat.group_id],
                affected=stat.num_affected,
                at_risk=stat.num_at_risk,
                events=stat.num_events,
            )
            for no, (_, piece) in enumerate(both, 1)
            for stat in piece.stats
        ),
        "adverse_event_totals": tuple(total for group in module.event_groups for total in _totals(group, columns)),
    }


def _event(kind: _Kind, piece: EventPiece, reading: Reading) -> AdverseEvent:
    return AdverseEvent(
        kind=kind,
        term=piece.term or None,
        organ_system=piece.organ_system or None,
        vocabulary=piece.source_vocabulary or None,
        assessment_type=reading.value("assessment_type", piece.assessment_type),
        notes=piece.notes or None,
    )


def _totals(group: EventGroup, columns: Columns) -> Iterator[AdverseEventTotal]:
    stated: tuple[tuple[Literal["deaths", "serious", "other"], int | None, int | None], ...] = (
        ("deaths", group.deaths_num_affected, group.deaths_num_at_risk),
        ("serious", group.serious_num_affected, group.serious_num_at_risk),
        ("other", group.other_num_affected, group.other_num_at_risk),
    )
    for kind, affected, at_risk in stated:
        if affected is not None or at_risk is not None:
            yield AdverseEventTotal(result_group_no=columns[group.id], kind=kind, affected=affected, at_risk=at_risk)
