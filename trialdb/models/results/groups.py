"""Results as a whole, and the groups by which they are reported."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, OfTrial, Position, belongs_to, one_of
from trialdb.models.results.values import AsWritten, Number


class TrialResult(Base):
    """What the results of a trial say once: how it was counted, what limits it, whom to ask."""

    __tablename__ = "trial_results"

    trial_id: Mapped[OfTrial]
    flow_pre_assignment_details: Mapped[str | None] = mapped_column(comment="What happened before assignment.")
    flow_recruitment_details: Mapped[str | None] = mapped_column(comment="Where and when participants were recruited.")
    flow_units_analyzed: Mapped[str | None] = mapped_column(comment="What is counted where it is not participants.")
    baseline_population_description: Mapped[str | None] = mapped_column(comment="Who is counted at baseline.")
    baseline_units_analyzed: Mapped[str | None] = mapped_column(comment="What is counted if not participants.")
    event_frequency_threshold: Mapped[Number | None]
    event_frequency_threshold_text: Mapped[AsWritten | None]
    event_time_frame: Mapped[str | None] = mapped_column(comment="How long adverse events were collected.")
    event_description: Mapped[str | None] = mapped_column(comment="How adverse events were collected.")
    all_cause_mortality_comment: Mapped[str | None] = mapped_column(comment="A remark on the deaths.")
    limitations: Mapped[str | None] = mapped_column(comment="What limits the results, in the sponsor's words.")
    is_investigator_sponsor_employee: Mapped[bool | None] = mapped_column(
        comment="Whether all principal investigators are employed by the sponsor."
    )
    has_restrictive_agreement: Mapped[bool | None] = mapped_column(
        comment="Whether an agreement restricts investigators from publishing."
    )
    agreement_restriction_type: Mapped[str | None] = mapped_column(
        ForeignKey("restriction_types.restriction_type"), comment="How it does."
    )
    agreement_details: Mapped[str | None] = mapped_column(comment="That agreement in words.")
    contact_title: Mapped[str | None] = mapped_column(comment="Whom to ask about the results.")
    contact_organization: Mapped[str | None] = mapped_column(comment="Where they work.")
    contact_email: Mapped[str | None] = mapped_column(comment="Their e-mail address.")
    contact_phone: Mapped[str | None] = mapped_column(comment="Their telephone number.")
    contact_phone_ext: Mapped[str | None] = mapped_column(comment="Their extension.")


class ResultGroup(Base):
    """Participants counted together in a table of results."""

    __tablename__ = "result_groups"
    __table_args__ = (
        belongs_to("arms", "arm_no"),
        one_of("section", ("flow", "baseline", "outcome", "event")),
    )

    trial_id: Mapped[OfTrial]
    result_group_no: Mapped[Position]
    section: Mapped[str] = mapped_column(comment="Which tables use it: flow, baseline, outcome or event.")
    code: Mapped[str] = mapped_column(comment="The registry's code, such as OG000; several groups may share one.")
    title: Mapped[str | None] = mapped_column(comment="The group's name.")
    description: Mapped[str | None] = mapped_column(comment="Who is in it and what they got, in the sponsor's words.")
    arm_no: Mapped[int | None] = mapped_column(comment="The arm it is, where one title and one label agree.")
