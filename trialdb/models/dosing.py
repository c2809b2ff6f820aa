"""How much, how and when: dosages read out of prose, with the words they were read from."""

from __future__ import annotations

from typing import get_args

from sqlalchemy import BigInteger, Boolean, CheckConstraint, ForeignKey, Index, text, true
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import (
    Base,
    CharEnd,
    CharStart,
    OfParent,
    OfTrial,
    Position,
    Rule,
    belongs_to,
    one_of,
    span_in_order,
)
from trialdb.records.dosage import Per, Role


class Frequency(Base):
    """How often something is given: a code, what it means in numbers, and its names elsewhere."""

    __tablename__ = "frequencies"
    __table_args__ = ({"info": {"lookup": True}},)

    frequency: Mapped[str] = mapped_column(primary_key=True, comment="The code, such as Q3W.")
    description: Mapped[str | None] = mapped_column(comment="The code in words.")
    frequency_count: Mapped[int | None] = mapped_column(comment="Administrations in a period.")
    frequency_period: Mapped[float | None] = mapped_column(comment="Length of the period.")
    frequency_period_unit: Mapped[str | None] = mapped_column(comment="UCUM unit of the period: h, d, wk, mo, a.")
    interval_days: Mapped[float | None] = mapped_column(comment="Days between evenly spaced administrations.")
    doses_per_day: Mapped[float | None] = mapped_column(comment="Administrations in a day.")
    cdisc_term: Mapped[str | None] = mapped_column(comment="CDISC controlled terminology.")
    nci_code: Mapped[str | None] = mapped_column(comment="NCI Thesaurus code of that term.")
    fhir_code: Mapped[str | None] = mapped_column(comment="FHIR timing abbreviation.")
    time_of_day: Mapped[str | None] = mapped_column(comment="FHIR event code: MORN, EVE, HS.")
    is_known: Mapped[bool] = mapped_column(
        Boolean, server_default=true(), comment="False for a code that this version of trialdb does not know."
    )


class Route(Base):
    """How something enters the body."""

    __tablename__ = "routes"
    __table_args__ = ({"info": {"lookup": True}},)

    route: Mapped[str] = mapped_column(primary_key=True, comment="The code, such as IV.")
    description: Mapped[str | None] = mapped_column(comment="The code in words.")
    cdisc_term: Mapped[str | None] = mapped_column(comment="CDISC controlled terminology.")
    is_known: Mapped[bool] = mapped_column(
        Boolean, server_default=true(), comment="False for a route that this version of trialdb does not know."
    )


class Dosage(Base):
    """One agent × dose × schedule of a trial, however often it is stated."""

    __tablename__ = "dosages"
    __table_args__ = (
        belongs_to("interventions", "intervention_no"),
        one_of("role", get_args(Role)),
        one_of("dose_per", get_args(Per)),
        one_of("frequency_basis", ("stated", "derived")),
        CheckConstraint("interval_days > 0", name="interval_days_positive"),
        CheckConstraint("cycle_length_days > 0", name="cycle_length_days_positive"),
        Index("dosages_agent_id_idx", "agent_id"),
        Index("dosages_dose_unit_dose_low_idx", "dose_unit", "dose_low"),
        Index("dosages_interval_days_idx", "interval_days", postgresql_where=text("interval_days IS NOT NULL")),
    )

    trial_id: Mapped[OfTrial]
    dosage_no: Mapped[Position]
    intervention_no: Mapped[int | None] = mapped_column(comment="The intervention that is dosed, where it is clear.")
    agent_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("agents.agent_id"), comment="The agent, under its one name."
    )
    agent_text: Mapped[str | None] = mapped_column(comment="The agent as written.")
    role: Mapped[str | None] = mapped_column(comment="What the dose is for: primary, loading, lymphodepletion …")
    dose_low: Mapped[float | None] = mapped_column(comment="Lowest amount.")
    dose_high: Mapped[float | None] = mapped_column(comment="Highest amount; the same as dose_low for one amount.")
    dose_unit: Mapped[str | None] = mapped_column(comment="UCUM unit of the amount, such as mg/m2.")
    dose_per: Mapped[str | None] = mapped_column(comment="What the amount is for: dose, day, cycle, fraction, total …")
    dose_cap: Mapped[float | None] = mapped_column(comment="Never more than this.")
    dose_cap_unit: Mapped[str | None] = mapped_column(comment="UCUM unit of the cap.")
    fractions: Mapped[int | None] = mapped_column(comment="Number of radiation fractions.")
    dose_per_fraction: Mapped[float | None] = mapped_column(comment="Dose of each fraction, in dose_unit.")
    route: Mapped[str | None] = mapped_column(ForeignKey("routes.route"), comment="How it enters the body.")
    is_continuous: Mapped[bool | None] = mapped_column(comment="Whether it flows without pause.")
    infusion_minutes_low: Mapped[float | None] = mapped_column(comment="Shortest infusion.")
    infusion_minutes_high: Mapped[float | None] = mapped_column(comment="Longest infusion.")
    frequency: Mapped[str | None] = mapped_column(ForeignKey("frequencies.frequency"), comment="How often, as a code.")
    frequency_basis: Mapped[str | None] = mapped_column(comment="stated, or derived from cycle days and length.")
    frequency_count: Mapped[int | None] = mapped_column(comment="Administrations in a period.")
    frequency_period: Mapped[int | None] = mapped_column(comment="Length of the period.")
    frequency_period_unit: Mapped[str | None] = mapped_column(comment="UCUM unit of the period; mo is not 4 wk.")
    interval_days: Mapped[float | None] = mapped_column(
        comment="Days between administrations; NULL when they are not evenly spaced."
    )
    doses_per_day: Mapped[float | None] = mapped_column(comment="Administrations in a day.")
    cycle_days: Mapped[list[int] | None] = mapped_column(comment="Days of the cycle with a dose; day 1 begins it.")
    cycle_length_days: Mapped[int | None] = mapped_column(comment="Days in a cycle.")
    cycles_low: Mapped[int | None] = mapped_column(comment="At least this many cycles.")
    cycles_high: Mapped[int | None] = mapped_column(comment="At most this many cycles.")
    days_on: Mapped[int | None] = mapped_column(comment="Days with doses, before a pause.")
    days_off: Mapped[int | None] = mapped_column(comment="Days of pause.")
    n_doses: Mapped[int | None] = mapped_column(comment="Number of doses in all.")
    duration_value: Mapped[float | None] = mapped_column(comment="How long it is given.")
    duration_unit: Mapped[str | None] = mapped_column(comment="UCUM unit of that duration.")
    until: Mapped[list[str] | None] = mapped_column(comment="What ends it: progression, toxicity, death …")
    is_prn: Mapped[bool | None] = mapped_column(comment="Whether it is given only when needed.")
    time_of_day: Mapped[str | None] = mapped_column(comment="When in the day.")
    dosage_text: Mapped[str] = mapped_column(comment="The words of the first mention.")


class DosageArm(Base):
    """An arm gets a dosage."""

    __tablename__ = "dosage_arms"
    __table_args__ = (belongs_to("dosages", "dosage_no"), belongs_to("arms", "arm_no"))

    trial_id: Mapped[OfParent]
    dosage_no: Mapped[Position]
    arm_no: Mapped[Position]


class DosageMention(Base):
    """A place where a dosage is stated: the evidence."""

    __tablename__ = "dosage_mentions"
    __table_args__ = (belongs_to("dosages", "dosage_no"), span_in_order())

    trial_id: Mapped[OfParent]
    dosage_no: Mapped[Position]
    mention_no: Mapped[Position]
    source_field: Mapped[str] = mapped_column(comment="The field, such as arms[2].description, counted from 1.")
    char_start: Mapped[CharStart]
    char_end: Mapped[CharEnd]
    rule: Mapped[Rule]
