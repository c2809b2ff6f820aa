"""What a registry record says of a trial's results, in rows: wide words once, numbers beside the words as written.

Every list of ``Results`` is a table of that name. ``<table>_no`` fields count from 1 in the list they point into;
``x_text`` is the number as written where ``x`` is the number (``<0.001``, ``NA``: None).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from trialdb.records.base import PartialDate


class ResultGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a results table: participants counted together, under the registry's code (``OG000``).

    ``arm_no`` is the arm whose label is the group's title, where only one arm and one group of the table bear it.
    Outcome groups with the same code, title and description are one group, however many outcomes report by them.
    """

    section: Literal["flow", "baseline", "outcome", "event"]
    code: str
    title: str | None = None
    description: str | None = None
    arm_no: int | None = None


class FlowPeriod(msgspec.Struct, frozen=True, kw_only=True):
    title: str | None = None


class FlowMilestone(msgspec.Struct, frozen=True, kw_only=True):
    """``STARTED``, ``COMPLETED``, or one the sponsor named."""

    flow_period_no: int
    milestone: str | None = None
    comment: str | None = None


class FlowMilestoneCount(msgspec.Struct, frozen=True, kw_only=True):
    flow_milestone_no: int
    result_group_no: int
    participants: int | None = None
    participants_text: str | None = None
    units: int | None = None
    units_text: str | None = None
    comment: str | None = None


class FlowWithdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """Why participants left during a period."""

    flow_period_no: int
    reason: str | None = None
    comment: str | None = None


class FlowWithdrawalCount(msgspec.Struct, frozen=True, kw_only=True):
    flow_withdrawal_no: int
    result_group_no: int
    participants: int | None = None
    participants_text: str | None = None
    units: int | None = None
    units_text: str | None = None
    comment: str | None = None


class BaselineMeasure(msgspec.Struct, frozen=True, kw_only=True):
    title: str | None = None
    description: str | None = None
    population_description: str | None = None
    param_type: str | None = None
    dispersion_type: str | None = None
    unit: str | None = None
    calculates_percentage: bool | None = None
    denominator_units: str | None = None


class BaselineCategory(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a baseline measure: a category within a class, each with a title or without."""

    baseline_measure_no: int
    class_no: int
    class_title: str | None = None
    category_title: str | None = None


class BaselineDenominator(msgspec.Struct, frozen=True, kw_only=True):
    """How many were analyzed: of the whole section, of one measure, or of one class of it."""

    result_group_no: int
    baseline_measure_no: int | None = None
    class_no: int | None = None
    units: str | None = None
    n: int | None = None
    n_text: str | None = None


class BaselineMeasurement(msgspec.Struct, frozen=True, kw_only=True):
    baseline_measure_no: int
    baseline_category_no: int
    result_group_no: int
    value: float | None = None
    value_text: str | None = None
    spread: float | None = None
    spread_text: str | None = None
    low: float | None = None
    low_text: str | None = None
    high: float | None = None
    high_text: str | None = None
    comment: str | None = None


class OutcomeResult(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome as reported; ``outcome_no`` is the planned outcome of the same words and kind, where only one is."""

    outcome_type: str | None = None
    outcome_no: int | None = None
    title: str | None = None
    description: str | None = None
    time_frame: str | None = None
    population_description: str | None = None
    reporting_status: str | None = None
    anticipated_posting_on: PartialDate | None = None
    param_type: str | None = None
    dispersion_type: str | None = None
    unit: str | None = None
    calculates_percentage: bool | None = None
    units_analyzed: str | None = None
    denominator_units: str | None = None
    is_safety_issue: bool | None = None


class OutcomeGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A group that an outcome is reported by."""

    outcome_result_no: int
    result_group_no: int


class OutcomeCategory(msgspec.Struct, frozen=True, kw_only=True):
    outcome_result_no: int
    class_no: int
    class_title: str | None = None
    category_title: str | None = None


class OutcomeDenominator(msgspec.Struct, frozen=True, kw_only=True):
    outcome_result_no: int
    result_group_no: int
    class_no: int | None = None
    units: str | None = None
    n: int | None = None
    n_text: str | None = None


class OutcomeMeasurement(msgspec.Struct, frozen=True, kw_only=True):
    outcome_result_no: int
    outcome_category_no: int
    result_group_no: int
    value: float | None = None
    value_text: str | None = None
    spread: float | None = None
    spread_text: str | None = None
    low: float | None = None
    low_text: str | None = None
    high: float | None = None
    high_text: str | None = None
    comment: str | None = None


class OutcomeAnalysis(msgspec.Struct, frozen=True, kw_only=True):
    """A statistical comparison. ``<0.001`` is ``p_value`` 0.001 with ``p_value_relation`` ``<``."""

    outcome_result_no: int
    group_description: str | None = None
    tests_non_inferiority: bool | None = None
    non_inferiority_type: str | None = None
    non_inferiority_comment: str | None = None
    p_value: float | None = None
    p_value_relation: Literal["<", "<=", "=", ">=", ">"] | None = None
    p_value_text: str | None = None
    p_value_comment: str | None = None
    method: str | None = None
    method_comment: str | None = None
    param_type: str | None = None
    param_value: float | None = None
    param_value_text: str | None = None
    dispersion_type: str | None = None
    dispersion_value: float | None = None
    dispersion_value_text: str | None = None
    ci_sides: str | None = None
    ci_percent: float | None = None
    ci_percent_text: str | None = None
    ci_low: float | None = None
    ci_low_text: str | None = None
    ci_low_comment: str | None = None
    ci_high: float | None = None
    ci_high_text: str | None = None
    ci_high_comment: str | None = None
    estimate_comment: str | None = None
    other_description: str | None = None


class OutcomeAnalysisGroup(msgspec.Struct, frozen=True, kw_only=True):
    outcome_analysis_no: int
    result_group_no: int


class AdverseEvent(msgspec.Struct, frozen=True, kw_only=True):
    kind: Literal["serious", "other"]
    term: str | None = None
    organ_system: str | None = None
    vocabulary: str | None = None
    assessment_type: str | None = None
    notes: str | None = None


class AdverseEventCount(msgspec.Struct, frozen=True, kw_only=True):
    adverse_event_no: int
    result_group_no: int
    affected: int | None = None
    at_risk: int | None = None
    events: int | None = None


class AdverseEventTotal(msgspec.Struct, frozen=True, kw_only=True):
    """Participants of a group with any event of a kind; deaths are of any cause."""

    result_group_no: int
    kind: Literal["deaths", "serious", "other"]
    affected: int | None = None
    at_risk: int | None = None


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """The results section of one record; what is said once for a trial is a row of ``trial_results``."""

    flow_pre_assignment_details: str | None = None
    flow_recruitment_details: str | None = None
    flow_units_analyzed: str | None = None
    baseline_population_description: str | None = None
    baseline_units_analyzed: str | None = None
    event_frequency_threshold: float | None = None
    event_frequency_threshold_text: str | None = None
    event_time_frame: str | None = None
    event_description: str | None = None
    all_cause_mortality_comment: str | None = None
    limitations: str | None = None
    is_investigator_sponsor_employee: bool | None = None
    has_restrictive_agreement: bool | None = None
    agreement_restriction_type: str | None = None
    agreement_details: str | None = None
    contact_title: str | None = None
    contact_organization: str | None = None
    contact_email: str | None = None
    contact_phone: str | None = None
    contact_phone_ext: str | None = None

    result_groups: tuple[ResultGroup, ...] = ()
    flow_periods: tuple[FlowPeriod, ...] = ()
    flow_milestones: tuple[FlowMilestone, ...] = ()
    flow_milestone_counts: tuple[FlowMilestoneCount, ...] = ()
    flow_withdrawals: tuple[FlowWithdrawal, ...] = ()
    flow_withdrawal_counts: tuple[FlowWithdrawalCount, ...] = ()
    baseline_measures: tuple[BaselineMeasure, ...] = ()
    baseline_categories: tuple[BaselineCategory, ...] = ()
    baseline_denominators: tuple[BaselineDenominator, ...] = ()
    baseline_measurements: tuple[BaselineMeasurement, ...] = ()
    outcome_results: tuple[OutcomeResult, ...] = ()
    outcome_groups: tuple[OutcomeGroup, ...] = ()
    outcome_categories: tuple[OutcomeCategory, ...] = ()
    outcome_denominators: tuple[OutcomeDenominator, ...] = ()
    outcome_measurements: tuple[OutcomeMeasurement, ...] = ()
    outcome_analyses: tuple[OutcomeAnalysis, ...] = ()
    outcome_analysis_groups: tuple[OutcomeAnalysisGroup, ...] = ()
    adverse_events: tuple[AdverseEvent, ...] = ()
    adverse_event_counts: tuple[AdverseEventCount, ...] = ()
    adverse_event_totals: tuple[AdverseEventTotal, ...] = ()
