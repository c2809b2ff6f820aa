"""What is given: arms, interventions, who gets which, and the agents they contain."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, EntityId, OfParent, OfTrial, Position, belongs_to


class Arm(Base):
    """One treatment group of a trial, as the protocol labels it."""

    __tablename__ = "arms"

    trial_id: Mapped[OfTrial]
    arm_no: Mapped[Position]
    label: Mapped[str] = mapped_column(comment="The arm's name; not unique within a trial.")
    arm_type: Mapped[str | None] = mapped_column(ForeignKey("arm_types.arm_type"), comment="What the arm is for.")
    description: Mapped[str | None] = mapped_column(comment="What happens in it, in the sponsor's words.")


class Intervention(Base):
    """Something given or done in a trial."""

    __tablename__ = "interventions"

    trial_id: Mapped[OfTrial]
    intervention_no: Mapped[Position]
    intervention_type: Mapped[str | None] = mapped_column(
        ForeignKey("intervention_types.intervention_type"), comment="What is given or done."
    )
    name: Mapped[str | None] = mapped_column(comment="Its name; NULL where a page describes without naming.")
    description: Mapped[str | None] = mapped_column(comment="How it is given, in the sponsor's words.")


class ArmIntervention(Base):
    """An arm gets an intervention; the union of what both lists of the record say."""

    __tablename__ = "arm_interventions"
    __table_args__ = (belongs_to("arms", "arm_no"), belongs_to("interventions", "intervention_no"))

    trial_id: Mapped[OfParent]
    arm_no: Mapped[Position]
    intervention_no: Mapped[Position]


class InterventionName(Base):
    """Another name of an intervention, as the record gives it."""

    __tablename__ = "intervention_names"
    __table_args__ = (belongs_to("interventions", "intervention_no"),)

    trial_id: Mapped[OfParent]
    intervention_no: Mapped[Position]
    name_no: Mapped[Position]
    name: Mapped[str] = mapped_column(comment="The other name as written.")


class Agent(Base):
    """A drug, biological, cell product or radiation that trials give, under one name."""

    __tablename__ = "agents"
    __table_args__ = ({"info": {"shared": True}},)

    agent_id: Mapped[EntityId]
    name: Mapped[str] = mapped_column(unique=True, comment="The preferred name.")
    mesh_id: Mapped[str | None] = mapped_column(comment="Its MeSH id, where the vocabulary knows it.")


class AgentSynonym(Base):
    """Another name of an agent."""

    __tablename__ = "agent_synonyms"
    __table_args__ = (Index("agent_synonyms_synonym_idx", "synonym"), {"info": {"shared": True}})

    agent_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("agents.agent_id", ondelete="CASCADE"), primary_key=True, comment="The agent."
    )
    synonym: Mapped[str] = mapped_column(primary_key=True, comment="The other name, normalized.")


class InterventionAgent(Base):
    """An intervention contains an agent."""

    __tablename__ = "intervention_agents"
    __table_args__ = (
        belongs_to("interventions", "intervention_no"),
        Index("intervention_agents_agent_id_idx", "agent_id"),
    )

    trial_id: Mapped[OfParent]
    intervention_no: Mapped[Position]
    agent_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("agents.agent_id"), primary_key=True, comment="The agent, under its one name."
    )
    reported_as: Mapped[str] = mapped_column(comment="The words of the record that name it.")
