"""Baseline characteristics."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, OfParent, OfTrial, Position, belongs_to
from trialdb.models.results.values import AsWritten, ClassNo, Comment, DispersionType, GroupNo, Number, ParamType


class BaselineMeasure(Base):
    """A characteristic of participants at the start, such as age."""

    __tablename__ = "baseline_measures"

    trial_id: Mapped[OfTrial]
    baseline_measure_no: Mapped[Position]
    title: Mapped[str | None] = mapped_column(comment="The characteristic.")
    description: Mapped[str | None] = mapped_column(comment="How it was taken.")
    population_description: Mapped[str | None] = mapped_column(comment="Who is counted, where not everybody.")
    param_type: Mapped[ParamType | None]
    dispersion_type: Mapped[DispersionType | None]
    unit: Mapped[str | None] = mapped_column(comment="The unit, as written.")
    calculates_percentage: Mapped[bool | None] = mapped_column(comment="Whether the registry shows percentages.")
    denominator_units: Mapped[str | None] = mapped_column(comment="Which denominator applies.")


class BaselineCategory(Base):
    """A line of a baseline measure: a category within a class."""

    __tablename__ = "baseline_categories"
    __table_args__ = (belongs_to("baseline_measures", "baseline_measure_no"),)

    trial_id: Mapped[OfParent]
    baseline_category_no: Mapped[Position]
    baseline_measure_no: Mapped[int] = mapped_column(comment="The measure.")
    class_no: Mapped[ClassNo]
    class_title: Mapped[str | None] = mapped_column(comment="The class, such as a country.")
    category_title: Mapped[str | None] = mapped_column(comment="The category, such as Female.")


class BaselineDenominator(Base):
    """How many of a group were analyzed: in all, for a measure, or for a class of it."""

    __tablename__ = "baseline_denominators"
    __table_args__ = (
        belongs_to("result_groups", "result_group_no"),
        belongs_to("baseline_measures", "baseline_measure_no"),
    )

    trial_id: Mapped[OfParent]
    baseline_denominator_no: Mapped[Position]
    result_group_no: Mapped[GroupNo]
    baseline_measure_no: Mapped[int | None] = mapped_column(comment="The measure; NULL for all of baseline.")
    class_no: Mapped[ClassNo | None]
    units: Mapped[str | None] = mapped_column(comment="What is counted.")
    n: Mapped[int | None] = mapped_column(comment="How many.")
    n_text: Mapped[AsWritten | None]


class BaselineMeasurement(Base):
    """The number of one group in one line of a baseline measure."""

    __tablename__ = "baseline_measurements"
    __table_args__ = (
        belongs_to("baseline_measures", "baseline_measure_no"),
        belongs_to("baseline_categories", "baseline_category_no"),
        belongs_to("result_groups", "result_group_no"),
    )

    trial_id: Mapped[OfParent]
    baseline_measurement_no: Mapped[Position]
    baseline_measure_no: Mapped[int] = mapped_column(comment="The measure.")
    baseline_category_no: Mapped[int] = mapped_column(comment="The line.")
    result_group_no: Mapped[GroupNo]
    value: Mapped[Number | None]
    value_text: Mapped[AsWritten | None]
    spread: Mapped[Number | None]
    spread_text: Mapped[AsWritten | None]
    low: Mapped[Number | None]
    low_text: Mapped[AsWritten | None]
    high: Mapped[Number | None]
    high_text: Mapped[AsWritten | None]
    comment: Mapped[Comment | None]
