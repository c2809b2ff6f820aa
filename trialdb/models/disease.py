"""What a trial studies: conditions shared by all trials, their ancestors, and the registry's disease and drug tree."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, EntityId, OfTrial, Position, one_of


class Condition(Base):
    """A disease or state that trials study, under one name."""

    __tablename__ = "conditions"
    __table_args__ = ({"info": {"shared": True}},)

    condition_id: Mapped[EntityId]
    name: Mapped[str] = mapped_column(unique=True, comment="The preferred name.")
    mesh_id: Mapped[str | None] = mapped_column(comment="Its MeSH descriptor, where the vocabulary knows it.")


class ConditionSynonym(Base):
    """Another name of a condition."""

    __tablename__ = "condition_synonyms"
    __table_args__ = (Index("condition_synonyms_synonym_idx", "synonym"), {"info": {"shared": True}})

    condition_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("conditions.condition_id", ondelete="CASCADE"),
        primary_key=True,
        comment="The condition.",
    )
    synonym: Mapped[str] = mapped_column(primary_key=True, comment="The other name, normalized.")


class ConditionAncestor(Base):
    """What a condition is a kind of, itself included."""

    __tablename__ = "condition_ancestors"
    __table_args__ = (
        CheckConstraint("distance >= 0 AND (distance = 0) = (condition_id = ancestor_id)", name="distance_0_is_itself"),
        Index("condition_ancestors_ancestor_id_idx", "ancestor_id"),
        {"info": {"shared": True}},
    )

    condition_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("conditions.condition_id", ondelete="CASCADE"),
        primary_key=True,
        comment="The narrower condition.",
    )
    ancestor_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("conditions.condition_id", ondelete="CASCADE"),
        primary_key=True,
        comment="The wider condition, or the condition itself.",
    )
    distance: Mapped[int] = mapped_column(comment="Steps up the tree; 0 for the condition itself.")


class TrialCondition(Base):
    """A condition of a trial, as reported or as the registry's tree names it."""

    __tablename__ = "trial_conditions"
    __table_args__ = (
        one_of("relation", ("reported", "mesh_term", "mesh_ancestor")),
        CheckConstraint(
            "(distance > 0) = (relation = 'mesh_ancestor') AND distance >= 0", name="ancestors_are_distant"
        ),
        Index("trial_conditions_condition_id_idx", "condition_id"),
    )

    trial_id: Mapped[OfTrial]
    condition_no: Mapped[Position]
    condition_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("conditions.condition_id"), comment="The condition, under its one name."
    )
    reported_as: Mapped[str] = mapped_column(comment="The words of the document.")
    relation: Mapped[str] = mapped_column(
        comment="reported by the sponsor, mesh_term assigned, or mesh_ancestor of one."
    )
    distance: Mapped[int] = mapped_column(comment="0 for what is reported or assigned; from 1 for an ancestor.")


class TrialMeshTerm(Base):
    """A term of the registry's disease or drug tree, as the record carries it."""

    __tablename__ = "trial_mesh_terms"
    __table_args__ = (
        one_of("subject", ("condition", "intervention")),
        one_of("relation", ("term", "ancestor", "leaf", "branch")),
    )

    trial_id: Mapped[OfTrial]
    mesh_no: Mapped[Position]
    subject: Mapped[str] = mapped_column(comment="condition or intervention.")
    relation: Mapped[str] = mapped_column(comment="term (assigned), ancestor, leaf or branch of the registry's tree.")
    term: Mapped[str] = mapped_column(comment="The term.")
    mesh_id: Mapped[str | None] = mapped_column(comment="Its MeSH id, normalized; a branch's abbreviation.")
    as_found: Mapped[str | None] = mapped_column(comment="The words of the record that led to it.")
    relevance: Mapped[str | None] = mapped_column(comment="HIGH or LOW, for a leaf.")
