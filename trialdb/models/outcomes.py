"""What a trial measures."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, true
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, OfTrial, Position, one_of


class Endpoint(Base):
    """A kind of outcome that many trials measure, such as overall survival."""

    __tablename__ = "endpoints"
    __table_args__ = ({"info": {"lookup": True}},)

    endpoint: Mapped[str] = mapped_column(primary_key=True, comment="The code, such as OS.")
    description: Mapped[str | None] = mapped_column(comment="The code in words.")
    broader: Mapped[str | None] = mapped_column(comment="The wider endpoint it is a kind of.")
    is_known: Mapped[bool] = mapped_column(
        Boolean, server_default=true(), comment="False for an endpoint that this version of trialdb does not know."
    )


class Outcome(Base):
    """A planned outcome measure of a trial."""

    __tablename__ = "outcomes"
    __table_args__ = (one_of("kind", ("primary", "secondary", "other")),)

    trial_id: Mapped[OfTrial]
    outcome_no: Mapped[Position]
    kind: Mapped[str | None] = mapped_column(comment="primary, secondary or other; NULL where the page does not say.")
    endpoint: Mapped[str | None] = mapped_column(
        ForeignKey("endpoints.endpoint"), comment="The kind of outcome, where its words leave no doubt."
    )
    measure: Mapped[str] = mapped_column(comment="What is measured, in the sponsor's words.")
    description: Mapped[str | None] = mapped_column(comment="How it is measured.")
    time_frame: Mapped[str | None] = mapped_column(comment="When it is measured, as written.")
    time_frame_days: Mapped[float | None] = mapped_column(comment="The latest time stated, in days.")
    is_safety_issue: Mapped[bool | None] = mapped_column(comment="Whether it is about safety; until 2016.")
