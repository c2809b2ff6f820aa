"""Rows of who may join and of what is measured: criteria, their limits, planned outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from trialdb.enrich import Enriched
from trialdb.extract.criteria import bare_names
from trialdb.records import Count, Criterion, Limit, Outcome, Window
from trialdb.rows.tables import cells
from trialdb.vocabulary.conditions import resolve

if TYPE_CHECKING:
    from trialdb.rows.build import Rows

_CRITERION_COLUMNS, _criterion_cells = cells(Criterion, "criteria", without={"parent_no"})
_LIMIT_COLUMNS, _limit_cells = cells(Limit, "criterion_limits", without={"value_set", "sex"})
# Parts of a limit that are structs of their own: window → window_relation, window_value …
_PARTS = {"window": (*Window.__struct_fields__, "days"), "count": Count.__struct_fields__}
_PART_COLUMNS = tuple(f"{part}_{name}" for part, names in _PARTS.items() for name in names)
_PART_CELLS = [(part, attrgetter(*names), (None,) * len(names)) for part, names in _PARTS.items()]
_OUTCOME_COLUMNS, _outcome_cells = cells(Outcome, "outcomes")


def add_eligibility(rows: Rows, trial_id: int, enriched: Enriched) -> None:
    """Criteria with their limits, and outcomes, of one trial."""
    rows.put_numbered(
        trial_id,
        "criteria",
        ("parent_no", *_CRITERION_COLUMNS),
        [
            (None if criterion.parent_no is None else criterion.parent_no + 1, *_criterion_cells(criterion))
            for criterion in enriched.criteria
        ],
    )
    rows.put(
        "criterion_limits",
        (
            "trial_id",
            "criterion_no",
            "limit_no",
            "kind",
            "group_size",
            "value_set",
            "sex",
            "of_names",
            *_LIMIT_COLUMNS,
            *_PART_COLUMNS,
        ),
        [
            (trial_id, criterion_no, limit_no, criterion.kind, sizes[limit.group_no], *_limit_row(limit))
            for criterion_no, (criterion, limits) in enumerate(zip(enriched.criteria, enriched.limits, strict=True), 1)
            if limits and (sizes := _sizes(limits))
            for limit_no, limit in enumerate(limits, 1)
        ],
    )
    rows.put_numbered(
        trial_id,
        "outcomes",
        (*_OUTCOME_COLUMNS, "endpoint", "time_frame_days"),
        [
            (*_outcome_cells(outcome), endpoint, days)
            for outcome, endpoint, days in zip(
                enriched.record.outcomes, enriched.endpoints, enriched.time_frames_days, strict=True
            )
        ],
    )


def _sizes(limits: Iterable[Limit]) -> dict[int | None, int]:
    """How many limits each group has: they are few, and a Counter takes five times as long."""
    sizes: dict[int | None, int] = {}
    for limit in limits:
        sizes[limit.group_no] = sizes.get(limit.group_no, 0) + 1
    return sizes


def _limit_row(limit: Limit) -> tuple[object, ...]:
    values = [str(value) for value in limit.value_set] if limit.value_set else None
    sex = limit.sex.upper() if limit.sex else None  # the reader's word is the JSON's, the registry's the table's
    row = (values, sex, _names(limit), *_limit_cells(limit))
    for part, get, not_stated in _PART_CELLS:
        stated = getattr(limit, part)
        row += not_stated if stated is None else get(stated)
    return row


def _names(limit: Limit) -> list[str] | None:
    """What a limit is of; a disease under its one name too."""
    names = bare_names(limit.concept, limit.of_text)
    if limit.concept == "condition" and limit.window is None and limit.of_text:
        return list(dict.fromkeys([*(names or ()), resolve(limit.of_text).name.lower()]))
    return names
