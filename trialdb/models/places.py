"""Where a trial runs: its sites as written, the facilities and countries they are."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, EntityId, OfTrial, Position


class Country(Base):
    """A country or territory of ISO 3166."""

    __tablename__ = "countries"
    __table_args__ = ({"info": {"shared": True}},)

    country_code: Mapped[str] = mapped_column(primary_key=True, comment="ISO 3166 alpha-2 code.")
    name: Mapped[str] = mapped_column(unique=True, comment="The short English name.")


class Site(Base):
    """A facility that trials name, the same one however they spell it."""

    __tablename__ = "sites"
    __table_args__ = (Index("sites_country_code_idx", "country_code"), {"info": {"shared": True}})

    site_id: Mapped[EntityId]
    name: Mapped[str] = mapped_column(unique=True, comment="Facility, city, state and country, normalized and joined.")
    facility: Mapped[str | None] = mapped_column(comment="The facility, normalized.")
    city: Mapped[str | None] = mapped_column(comment="The city, normalized.")
    state: Mapped[str | None] = mapped_column(comment="The state or province, normalized.")
    country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.country_code"), comment="The country.")


class TrialSite(Base):
    """A site of a trial, as written."""

    __tablename__ = "trial_sites"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", name="point_on_earth"),
        Index("trial_sites_city_idx", "city"),
        Index("trial_sites_site_id_idx", "site_id"),
    )

    trial_id: Mapped[OfTrial]
    site_no: Mapped[Position]
    site_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("sites.site_id"), comment="The facility it is; NULL where too little is stated."
    )
    status: Mapped[str | None] = mapped_column(
        ForeignKey("overall_statuses.overall_status"), comment="Where this site stands."
    )
    facility: Mapped[str | None] = mapped_column(comment="The facility as written.")
    city: Mapped[str | None] = mapped_column(comment="The city as written.")
    state: Mapped[str | None] = mapped_column(comment="The state or province as written.")
    postal_code: Mapped[str | None] = mapped_column(comment="The postal code as written.")
    country: Mapped[str | None] = mapped_column(comment="The country as written.")
    latitude: Mapped[float | None] = mapped_column(comment="Degrees north, as the record gives them.")
    longitude: Mapped[float | None] = mapped_column(comment="Degrees east, as the record gives them.")


class TrialCountry(Base):
    """A country a trial names, or named once."""

    __tablename__ = "trial_countries"
    __table_args__ = (Index("trial_countries_country_code_idx", "country_code"),)

    trial_id: Mapped[OfTrial]
    country_no: Mapped[Position]
    country_code: Mapped[str | None] = mapped_column(
        ForeignKey("countries.country_code"), comment="The country; NULL where the words are no country's name."
    )
    country_text: Mapped[str] = mapped_column(comment="The country as written.")
    is_removed: Mapped[bool] = mapped_column(comment="Whether the trial no longer runs there.")
