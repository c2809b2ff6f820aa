"""Participant flow."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, OfParent, OfTrial, Position, belongs_to
from trialdb.models.results.values import AsWritten, Comment, GroupNo


class FlowPeriod(Base):
    """A period of a trial, such as treatment or follow-up."""

    __tablename__ = "flow_periods"

    trial_id: Mapped[OfTrial]
    flow_period_no: Mapped[Position]
    title: Mapped[str | None] = mapped_column(comment="The period's name.")


class FlowMilestone(Base):
    """Something participants reach in a period: STARTED, COMPLETED, or what the sponsor names."""

    __tablename__ = "flow_milestones"
    __table_args__ = (belongs_to("flow_periods", "flow_period_no"),)

    trial_id: Mapped[OfParent]
    flow_milestone_no: Mapped[Position]
    flow_period_no: Mapped[int] = mapped_column(comment="The period.")
    milestone: Mapped[str | None] = mapped_column(comment="What is reached.")
    comment: Mapped[str | None] = mapped_column(comment="A remark on the milestone.")


class FlowMilestoneCount(Base):
    """How many of a group reached a milestone."""

    __tablename__ = "flow_milestone_counts"
    __table_args__ = (
        belongs_to("flow_milestones", "flow_milestone_no"),
        belongs_to("result_groups", "result_group_no"),
    )

    trial_id: Mapped[OfParent]
    flow_milestone_count_no: Mapped[Position]
    flow_milestone_no: Mapped[int] = mapped_column(comment="The milestone.")
    result_group_no: Mapped[GroupNo]
    participants: Mapped[int | None] = mapped_column(comment="Participants who reached it.")
    participants_text: Mapped[AsWritten | None]
    units: Mapped[int | None] = mapped_column(comment="Units (eyes, lesions) that reached it.")
    units_text: Mapped[AsWritten | None]
    comment: Mapped[Comment | None]


class FlowWithdrawal(Base):
    """A reason why participants left during a period."""

    __tablename__ = "flow_withdrawals"
    __table_args__ = (belongs_to("flow_periods", "flow_period_no"),)

    trial_id: Mapped[OfParent]
    flow_withdrawal_no: Mapped[Position]
    flow_period_no: Mapped[int] = mapped_column(comment="The period.")
    reason: Mapped[str | None] = mapped_column(comment="Why they left.")
    comment: Mapped[str | None] = mapped_column(comment="A remark on the reason.")


class FlowWithdrawalCount(Base):
    """How many of a group left for a reason."""

    __tablename__ = "flow_withdrawal_counts"
    __table_args__ = (
        belongs_to("flow_withdrawals", "flow_withdrawal_no"),
        belongs_to("result_groups", "result_group_no"),
    )

    trial_id: Mapped[OfParent]
    flow_withdrawal_count_no: Mapped[Position]
    flow_withdrawal_no: Mapped[int] = mapped_column(comment="The reason.")
    result_group_no: Mapped[GroupNo]
    participants: Mapped[int | None] = mapped_column(comment="Participants who left.")
    participants_text: Mapped[AsWritten | None]
    units: Mapped[int | None] = mapped_column(comment="Units that left.")
    units_text: Mapped[AsWritten | None]
    comment: Mapped[Comment | None]
