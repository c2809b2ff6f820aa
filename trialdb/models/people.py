"""Who runs a trial: sponsors, officials, contacts."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, EntityId, OfTrial, Position, belongs_to, one_of


class Sponsor(Base):
    """An organization that sponsors trials, under one name."""

    __tablename__ = "sponsors"
    __table_args__ = ({"info": {"shared": True}},)

    sponsor_id: Mapped[EntityId]
    name: Mapped[str] = mapped_column(unique=True, comment="The preferred name.")


class SponsorSynonym(Base):
    """Another name of a sponsor."""

    __tablename__ = "sponsor_synonyms"
    __table_args__ = (Index("sponsor_synonyms_synonym_idx", "synonym"), {"info": {"shared": True}})

    sponsor_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("sponsors.sponsor_id", ondelete="CASCADE"), primary_key=True, comment="The sponsor."
    )
    synonym: Mapped[str] = mapped_column(primary_key=True, comment="The other name, normalized.")


class TrialSponsor(Base):
    """A sponsor or collaborator of a trial."""

    __tablename__ = "trial_sponsors"
    __table_args__ = (one_of("role", ("lead", "collaborator")), Index("trial_sponsors_sponsor_id_idx", "sponsor_id"))

    trial_id: Mapped[OfTrial]
    sponsor_no: Mapped[Position]
    sponsor_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("sponsors.sponsor_id"), comment="The organization, under its one name."
    )
    reported_as: Mapped[str] = mapped_column(comment="The name as written.")
    role: Mapped[str] = mapped_column(comment="lead or collaborator.")
    sponsor_class: Mapped[str | None] = mapped_column(
        ForeignKey("sponsor_classes.sponsor_class"), comment="What kind of organization it is, as the record says."
    )


class Official(Base):
    """An investigator or study official with overall responsibility."""

    __tablename__ = "officials"

    trial_id: Mapped[OfTrial]
    official_no: Mapped[Position]
    name: Mapped[str] = mapped_column(comment="The name with its degrees, as written.")
    role: Mapped[str | None] = mapped_column(ForeignKey("person_roles.person_role"), comment="What the person does.")
    affiliation: Mapped[str | None] = mapped_column(comment="The person's institution.")


class Contact(Base):
    """Whom to ask: about the trial, about one of its sites, or about its results."""

    __tablename__ = "contacts"
    __table_args__ = (
        belongs_to("trial_sites", "site_no"),
        one_of("scope", ("central", "site", "results")),
        CheckConstraint("(scope = 'site') = (site_no IS NOT NULL)", name="site_scope_has_site"),
    )

    trial_id: Mapped[OfTrial]
    contact_no: Mapped[Position]
    scope: Mapped[str] = mapped_column(comment="central, site or results.")
    site_no: Mapped[int | None] = mapped_column(comment="The site, for a contact of one site.")
    name: Mapped[str | None] = mapped_column(comment="The name as written.")
    role: Mapped[str | None] = mapped_column(ForeignKey("person_roles.person_role"), comment="What the person does.")
    phone: Mapped[str | None] = mapped_column(comment="The telephone number as written.")
    phone_ext: Mapped[str | None] = mapped_column(comment="Its extension.")
    email: Mapped[str | None] = mapped_column(comment="The e-mail address.")
    organization: Mapped[str | None] = mapped_column(comment="The organization to ask, for results.")
