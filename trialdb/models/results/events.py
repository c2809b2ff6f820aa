"""Adverse events and deaths."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, OfParent, OfTrial, Position, belongs_to, one_of
from trialdb.models.results.values import GroupNo


class AdverseEvent(Base):
    """An adverse event of a trial, serious or other."""

    __tablename__ = "adverse_events"
    __table_args__ = (one_of("kind", ("serious", "other")),)

    trial_id: Mapped[OfTrial]
    adverse_event_no: Mapped[Position]
    kind: Mapped[str] = mapped_column(comment="serious or other.")
    term: Mapped[str | None] = mapped_column(comment="The event.")
    organ_system: Mapped[str | None] = mapped_column(comment="The organ system it belongs to.")
    vocabulary: Mapped[str | None] = mapped_column(comment="The vocabulary of the term, such as MedDRA (10.0).")
    assessment_type: Mapped[str | None] = mapped_column(
        ForeignKey("assessment_types.assessment_type"), comment="How it was looked for."
    )
    notes: Mapped[str | None] = mapped_column(comment="A remark on the event.")


class AdverseEventCount(Base):
    """How many of a group had an adverse event."""

    __tablename__ = "adverse_event_counts"
    __table_args__ = (
        belongs_to("adverse_events", "adverse_event_no"),
        belongs_to("result_groups", "result_group_no"),
    )

    trial_id: Mapped[OfParent]
    adverse_event_count_no: Mapped[Position]
    adverse_event_no: Mapped[int] = mapped_column(comment="The event.")
    result_group_no: Mapped[GroupNo]
    affected: Mapped[int | None] = mapped_column(comment="Participants who had it.")
    at_risk: Mapped[int | None] = mapped_column(comment="Participants who could have had it.")
    events: Mapped[int | None] = mapped_column(comment="How often it happened.")


class AdverseEventTotal(Base):
    """How many of a group died, or had any adverse event of a kind."""

    __tablename__ = "adverse_event_totals"
    __table_args__ = (
        belongs_to("result_groups", "result_group_no"),
        one_of("kind", ("deaths", "serious", "other")),
    )

    trial_id: Mapped[OfParent]
    adverse_event_total_no: Mapped[Position]
    result_group_no: Mapped[GroupNo]
    kind: Mapped[str] = mapped_column(comment="deaths (of any cause), serious or other.")
    affected: Mapped[int | None] = mapped_column(comment="Participants it happened to.")
    at_risk: Mapped[int | None] = mapped_column(comment="Participants it could have happened to.")
