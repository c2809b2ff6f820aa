"""What stands around a trial: identifiers, keywords, references, links, files, other trials, the record's history."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import (
    Base,
    DateKind,
    DatePrecision,
    OfParent,
    OfTrial,
    Position,
    belongs_to,
    dates_have_precision,
    one_of,
)


class TrialIdentifier(Base):
    """A further id of a trial: the sponsor's own, another registry's, a grant, an alias."""

    __tablename__ = "trial_identifiers"
    __table_args__ = (
        one_of("role", ("org_study_id", "secondary_id", "nct_alias")),
        Index("trial_identifiers_identifier_idx", "identifier"),
    )

    trial_id: Mapped[OfTrial]
    identifier_no: Mapped[Position]
    identifier: Mapped[str] = mapped_column(comment="The id as written.")
    role: Mapped[str] = mapped_column(comment="org_study_id, secondary_id or nct_alias.")
    identifier_type: Mapped[str | None] = mapped_column(
        ForeignKey("identifier_types.identifier_type"), comment="Where the id comes from."
    )
    organization: Mapped[str | None] = mapped_column(comment="Who gave it.")
    url: Mapped[str | None] = mapped_column(comment="Where it leads.")


class TrialKeyword(Base):
    """A word the sponsor wants the trial found by."""

    __tablename__ = "trial_keywords"

    trial_id: Mapped[OfTrial]
    keyword_no: Mapped[Position]
    keyword: Mapped[str] = mapped_column(comment="The keyword as written.")


class TrialReference(Base):
    """A publication the record names."""

    __tablename__ = "trial_references"

    trial_id: Mapped[OfTrial]
    reference_no: Mapped[Position]
    citation: Mapped[str | None] = mapped_column(comment="The citation as written.")
    pmid: Mapped[str | None] = mapped_column(comment="Its PubMed id.")
    reference_type: Mapped[str | None] = mapped_column(
        ForeignKey("reference_types.reference_type"), comment="How it stands to the trial."
    )


class ReferenceRetraction(Base):
    """A retraction of a publication the record names."""

    __tablename__ = "reference_retractions"
    __table_args__ = (belongs_to("trial_references", "reference_no"),)

    trial_id: Mapped[OfParent]
    reference_no: Mapped[Position]
    retraction_no: Mapped[Position]
    pmid: Mapped[str | None] = mapped_column(comment="PubMed id of the retraction notice.")
    source: Mapped[str | None] = mapped_column(comment="Where it was published.")


class TrialLink(Base):
    """An address the record points to, or a place where participant data are available."""

    __tablename__ = "trial_links"

    trial_id: Mapped[OfTrial]
    link_no: Mapped[Position]
    url: Mapped[str | None] = mapped_column(comment="The address.")
    label: Mapped[str | None] = mapped_column(comment="What is there, in the sponsor's words.")
    link_type: Mapped[str | None] = mapped_column(comment="Kind of participant data; NULL for a see-also link.")
    identifier: Mapped[str | None] = mapped_column(comment="Id of the data set there.")


class TrialFile(Base):
    """A large document of the record: protocol, statistical analysis plan, consent form."""

    __tablename__ = "trial_files"
    __table_args__ = (*dates_have_precision("dated_on"),)

    trial_id: Mapped[OfTrial]
    file_no: Mapped[Position]
    filename: Mapped[str] = mapped_column(comment="The file's name at the registry.")
    label: Mapped[str | None] = mapped_column(comment="What it is, in the sponsor's words.")
    file_type: Mapped[str | None] = mapped_column(comment="The registry's abbreviation, such as Prot_SAP.")
    has_protocol: Mapped[bool | None] = mapped_column(comment="Whether it holds the protocol.")
    has_sap: Mapped[bool | None] = mapped_column(comment="Whether it holds the statistical analysis plan.")
    has_icf: Mapped[bool | None] = mapped_column(comment="Whether it holds the consent form.")
    dated_on: Mapped[date | None] = mapped_column(comment="The date on the document.")
    dated_on_precision: Mapped[DatePrecision | None]
    uploaded_at: Mapped[str | None] = mapped_column(comment="When it was uploaded, as written.")
    size_bytes: Mapped[int | None] = mapped_column(BigInteger, comment="Its size.")


class RelatedTrial(Base):
    """Another trial that a document names as similar; never the document's own."""

    __tablename__ = "related_trials"

    trial_id: Mapped[OfTrial]
    related_no: Mapped[Position]
    registry_id: Mapped[str] = mapped_column(comment="The other trial.")
    title: Mapped[str | None] = mapped_column(comment="Its title as given there.")
    overall_status: Mapped[str | None] = mapped_column(
        ForeignKey("overall_statuses.overall_status"), comment="Its status as given there."
    )
    phase: Mapped[str | None] = mapped_column(ForeignKey("phases.phase"), comment="Its phase as given there.")


class TrialEvent(Base):
    """A dated event of the record's own history: submissions, releases, resets, violations."""

    __tablename__ = "trial_events"
    __table_args__ = (*dates_have_precision("happened_on", "created_on", "released_on", "posted_on"),)

    trial_id: Mapped[OfTrial]
    event_no: Mapped[Position]
    event_type: Mapped[str] = mapped_column(ForeignKey("event_types.event_type"), comment="What happened.")
    happened_on: Mapped[date | None] = mapped_column(comment="When.")
    happened_on_precision: Mapped[DatePrecision | None]
    is_date_unknown: Mapped[bool | None] = mapped_column(comment="Whether the registry says it does not know when.")
    description: Mapped[str | None] = mapped_column(comment="The registry's words.")
    created_on: Mapped[date | None] = mapped_column(comment="When the registry noted it.")
    created_on_precision: Mapped[DatePrecision | None]
    released_on: Mapped[date | None] = mapped_column(comment="When the registry released it.")
    released_on_precision: Mapped[DatePrecision | None]
    posted_on: Mapped[date | None] = mapped_column(comment="When it was shown to the public.")
    posted_on_precision: Mapped[DatePrecision | None]
    posted_on_kind: Mapped[DateKind | None]
    submission_no: Mapped[int | None] = mapped_column(comment="Ties the events of one results submission together.")
    release_no: Mapped[int | None] = mapped_column(comment="The registry's own count of releases.")
