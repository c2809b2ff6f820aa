"""Arms and interventions, tied by both of the lists in which a registry states who gets what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from loaders.ctgov_json.groups import same
from loaders.ctgov_json.protocol_pieces import ArmGroup, ArmsInterventionsModule
from loaders.ctgov_json.protocol_pieces import Intervention as InterventionPiece
from loaders.ctgov_json.reading import Reading
from loaders.labels import v2_value
from trialdb.records import Arm, Intervention

_Link = tuple[int, int]  # positions of an arm and of an intervention, from 1


def arms_and_interventions(
    module: ArmsInterventionsModule, reading: Reading
) -> tuple[tuple[Arm, ...], tuple[Intervention, ...]]:
    groups = [group for group in module.arm_groups if _has_label(group, reading)]
    given: defaultdict[int, list[int]] = defaultdict(list)
    for arm_no, intervention_no in sorted(_links(groups, module.interventions, reading)):
        given[arm_no].append(intervention_no)
    arms = tuple(
        Arm(
            label=group.label or "",
            arm_type=reading.value("arm_type", group.type),
            description=group.description or None,
            interventions=tuple(given[arm_no]),
        )
        for arm_no, group in enumerate(groups, 1)
    )
    interventions = tuple(
        Intervention(
            intervention_type=reading.value("intervention_type", piece.type),
            name=piece.name or None,
            description=piece.description or None,
            other_names=tuple(filter(None, piece.other_names)),
        )
        for piece in module.interventions
    )
    return arms, interventions


def _has_label(group: ArmGroup, reading: Reading) -> bool:
    if not group.label:
        reading.left_out("arms.label", group.description)
    return bool(group.label)


def _links(groups: list[ArmGroup], interventions: tuple[InterventionPiece, ...], reading: Reading) -> set[_Link]:
    """Which arm gets which intervention, by position: what either side states.

    A name that fits several means those that are certain from elsewhere; where none is, all that it fits.
    """
    statements = [*_by_arms(groups, interventions, reading), *_by_interventions(groups, interventions, reading)]
    certain = {fitting[0] for fitting, _ in statements if len(fitting) == 1}
    return certain.union(
        *(fitting for fitting, times in statements if len(certain.intersection(fitting)) < min(times, len(fitting)))
    )


def _by_arms(
    groups: list[ArmGroup], interventions: tuple[InterventionPiece, ...], reading: Reading
) -> Iterator[tuple[list[_Link], int]]:
    """For each name an arm lists: the links it may mean, and how often the arm lists it."""
    named: dict[tuple[str, str], list[int]] = {}
    for no, piece in enumerate(interventions, 1):
        named.setdefault(_key(piece.type, piece.name), []).append(no)
    for arm_no, group in enumerate(groups, 1):
        for name, times in _times(group.intervention_names):
            kind, _, rest = name.partition(": ")  # "Drug: Placebo"
            fitting = named.get(_key(kind, rest), [])
            if not fitting:
                reading.doubt("unmatched_link", "arms.interventions", "names no intervention of the trial", name)
            yield [(arm_no, no) for no in fitting], times


def _by_interventions(
    groups: list[ArmGroup], interventions: tuple[InterventionPiece, ...], reading: Reading
) -> Iterator[tuple[list[_Link], int]]:
    labelled: dict[str, list[int]] = {}
    for arm_no, group in enumerate(groups, 1):
        labelled.setdefault(same(group.label), []).append(arm_no)
    for no, piece in enumerate(interventions, 1):
        for label, times in _times(piece.arm_group_labels):
            fitting = labelled.get(same(label), [])
            if not fitting:
                reading.doubt("unmatched_link", "interventions.arms", "names no arm of the trial", label)
            yield [(arm_no, no) for arm_no in fitting], times


def _times(names: Iterable[str]) -> Iterable[tuple[str, int]]:
    """How often each name comes: they are few, and a Counter takes five times as long."""
    times: dict[str, int] = {}
    for name in names:
        times[name] = times.get(name, 0) + 1
    return times.items()


def _key(kind: str | None, name: str | None) -> tuple[str, str]:
    return v2_value("intervention_type", kind)[0] if kind else "", same(name)
