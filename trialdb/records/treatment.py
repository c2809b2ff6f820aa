"""What a trial studies, gives and measures."""

from __future__ import annotations

from typing import Literal

import msgspec


class MeshTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term of the registry's disease or drug tree.

    ``relation``: ``term`` (assigned), ``ancestor``, ``leaf`` (browse leaf) or ``branch`` (browse branch).
    ``mesh_id`` is normalized (``D013274``); a branch carries its abbreviation there.
    """

    subject: Literal["condition", "intervention"]
    relation: Literal["term", "ancestor", "leaf", "branch"]
    term: str
    mesh_id: str | None = None
    as_found: str | None = None
    relevance: str | None = None


class Arm(msgspec.Struct, frozen=True, kw_only=True):
    """One treatment group as the protocol labels it.

    ``interventions`` are positions (from 1) in the record's ``interventions``: the union of the links stated by the
    arm and by the intervention.
    """

    label: str
    arm_type: str | None = None
    description: str | None = None
    interventions: tuple[int, ...] = ()


class Intervention(msgspec.Struct, frozen=True, kw_only=True):
    """``name`` is None where the document describes an intervention without naming it (layout C)."""

    intervention_type: str | None = None
    name: str | None = None
    description: str | None = None
    other_names: tuple[str, ...] = ()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A planned outcome measure; ``kind`` is None where the document does not say which it is."""

    measure: str
    kind: Literal["primary", "secondary", "other"] | None = None
    description: str | None = None
    time_frame: str | None = None
    is_safety_issue: bool | None = None
