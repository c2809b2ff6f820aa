"""Outcomes as reported."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, DatePrecision, OfParent, OfTrial, Position, belongs_to, dates_have_precision
from trialdb.models.results.values import AsWritten, ClassNo, Comment, DispersionType, GroupNo, Number, ParamType


class OutcomeResult(Base):
    """An outcome measure as reported."""

    __tablename__ = "outcome_results"
    __table_args__ = (belongs_to("outcomes", "outcome_no"), *dates_have_precision("anticipated_posting_on"))

    trial_id: Mapped[OfTrial]
    outcome_result_no: Mapped[Position]
    outcome_type: Mapped[str | None] = mapped_column(
        ForeignKey("outcome_types.outcome_type"), comment="PRIMARY, SECONDARY, OTHER_PRE_SPECIFIED or POST_HOC."
    )
    outcome_no: Mapped[int | None] = mapped_column(comment="The planned outcome of the same words, where only one is.")
    title: Mapped[str | None] = mapped_column(comment="What was measured.")
    description: Mapped[str | None] = mapped_column(comment="How it was measured.")
    time_frame: Mapped[str | None] = mapped_column(comment="When it was measured, as written.")
    population_description: Mapped[str | None] = mapped_column(comment="Who is counted.")
    reporting_status: Mapped[str | None] = mapped_column(
        ForeignKey("reporting_statuses.reporting_status"), comment="Whether there are data yet."
    )
    anticipated_posting_on: Mapped[date | None] = mapped_column(comment="When data are expected.")
    anticipated_posting_on_precision: Mapped[DatePrecision | None]
    param_type: Mapped[ParamType | None]
    dispersion_type: Mapped[DispersionType | None]
    unit: Mapped[str | None] = mapped_column(comment="The unit, as written.")
    calculates_percentage: Mapped[bool | None] = mapped_column(comment="Whether the registry shows percentages.")
    units_analyzed: Mapped[str | None] = mapped_column(comment="What is counted where it is not participants.")
    denominator_units: Mapped[str | None] = mapped_column(comment="Which denominator applies.")
    is_safety_issue: Mapped[bool | None] = mapped_column(comment="Whether it is about safety; until 2016.")


class OutcomeGroup(Base):
    """An outcome is reported by a group."""

    __tablename__ = "outcome_groups"
    __table_args__ = (
        belongs_to("outcome_results", "outcome_result_no"),
        belongs_to("result_groups", "result_group_no"),
    )

    trial_id: Mapped[OfParent]
    outcome_group_no: Mapped[Position]
    outcome_result_no: Mapped[int] = mapped_column(comment="The outcome.")
    result_group_no: Mapped[GroupNo]


class OutcomeCategory(Base):
    """A line of a reported outcome: a category within a class."""

    __tablename__ = "outcome_categories"
    __table_args__ = (belongs_to("outcome_results", "outcome_result_no"),)

    trial_id: Mapped[OfParent]
    outcome_category_no: Mapped[Position]
    outcome_result_no: Mapped[int] = mapped_column(comment="The outcome.")
    class_no: Mapped[ClassNo]
    class_title: Mapped[str | None] = mapped_column(comment="The class, such as a visit.")
    category_title: Mapped[str | None] = mapped_column(comment="The category, such as Partial response.")


class OutcomeDenominator(Base):
    """How many of a group were analyzed: for an outcome, or for a class of it."""

    __tablename__ = "outcome_denominators"
    __table_args__ = (
        belongs_to("outcome_results", "outcome_result_no"),
        belongs_to("result_groups", "result_group_no"),
    )

    trial_id: Mapped[OfParent]
    outcome_denominator_no: Mapped[Position]
    outcome_result_no: Mapped[int] = mapped_column(comment="The outcome.")
    result_group_no: Mapped[GroupNo]
    class_no: Mapped[ClassNo | None]
    units: Mapped[str | None] = mapped_column(comment="What is counted.")
    n: Mapped[int | None] = mapped_column(comment="How many.")
    n_text: Mapped[AsWritten | None]


class OutcomeMeasurement(Base):
    """The number of one group in one line of a reported outcome."""

    __tablename__ = "outcome_measurements"
    __table_args__ = (
        belongs_to("outcome_results", "outcome_result_no"),
        belongs_to("outcome_categories", "outcome_category_no"),
        belongs_to("result_groups", "result_group_no"),
    )

    trial_id: Mapped[OfParent]
    outcome_measurement_no: Mapped[Position]
    outcome_result_no: Mapped[int] = mapped_column(comment="The outcome.")
    outcome_category_no: Mapped[int] = mapped_column(comment="The line.")
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


class OutcomeAnalysis(Base):
    """A statistical analysis of a reported outcome."""

    __tablename__ = "outcome_analyses"
    __table_args__ = (
        belongs_to("outcome_results", "outcome_result_no"),
        CheckConstraint("p_value >= 0 AND p_value <= 1", name="p_value_0_to_1"),
        CheckConstraint("p_value_relation IN ('<', '<=', '=', '>=', '>')", name="p_value_relation_known"),
        CheckConstraint("(p_value IS NULL) = (p_value_relation IS NULL)", name="p_value_has_relation"),
    )

    trial_id: Mapped[OfParent]
    outcome_analysis_no: Mapped[Position]
    outcome_result_no: Mapped[int] = mapped_column(comment="The outcome.")
    group_description: Mapped[str | None] = mapped_column(comment="What is compared, and how many it took.")
    tests_non_inferiority: Mapped[bool | None] = mapped_column(comment="Whether it is a test of non-inferiority.")
    non_inferiority_type: Mapped[str | None] = mapped_column(
        ForeignKey("non_inferiority_types.non_inferiority_type"), comment="What the comparison sets out to show."
    )
    non_inferiority_comment: Mapped[str | None] = mapped_column(comment="The margin and what it is based on.")
    p_value: Mapped[float | None] = mapped_column(comment="The p-value, or its bound: see p_value_relation.")
    p_value_relation: Mapped[str | None] = mapped_column(comment="How the true p-value stands to p_value: <, = …")
    p_value_text: Mapped[str | None] = mapped_column(comment="As written: <0.001.")
    p_value_comment: Mapped[str | None] = mapped_column(comment="Adjustments, and the threshold of significance.")
    method: Mapped[str | None] = mapped_column(comment="The statistical test.")
    method_comment: Mapped[str | None] = mapped_column(comment="A remark on the test.")
    param_type: Mapped[str | None] = mapped_column(comment="What is estimated, such as Hazard Ratio (HR).")
    param_value: Mapped[Number | None]
    param_value_text: Mapped[AsWritten | None]
    dispersion_type: Mapped[DispersionType | None]
    dispersion_value: Mapped[Number | None]
    dispersion_value_text: Mapped[AsWritten | None]
    ci_sides: Mapped[str | None] = mapped_column(
        ForeignKey("interval_sides.interval_sides"), comment="Whether the interval has one bound or two."
    )
    ci_percent: Mapped[float | None] = mapped_column(comment="The interval's confidence, in percent.")
    ci_percent_text: Mapped[AsWritten | None]
    ci_low: Mapped[Number | None]
    ci_low_text: Mapped[AsWritten | None]
    ci_low_comment: Mapped[str | None] = mapped_column(comment="Why there is no lower bound.")
    ci_high: Mapped[Number | None]
    ci_high_text: Mapped[AsWritten | None]
    ci_high_comment: Mapped[str | None] = mapped_column(comment="Why there is no upper bound.")
    estimate_comment: Mapped[str | None] = mapped_column(comment="A remark on the estimate, such as its direction.")
    other_description: Mapped[str | None] = mapped_column(comment="An analysis that fits no other column, in words.")


class OutcomeAnalysisGroup(Base):
    """A group takes part in an analysis."""

    __tablename__ = "outcome_analysis_groups"
    __table_args__ = (
        belongs_to("outcome_analyses", "outcome_analysis_no"),
        belongs_to("result_groups", "result_group_no"),
    )

    trial_id: Mapped[OfParent]
    outcome_analysis_group_no: Mapped[Position]
    outcome_analysis_no: Mapped[int] = mapped_column(comment="The analysis.")
    result_group_no: Mapped[GroupNo]
