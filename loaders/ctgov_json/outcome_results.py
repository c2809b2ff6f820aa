"""Outcomes as reported: groups, denominators, measurements, analyses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from loaders.ctgov_json.groups import Groups, same
from loaders.ctgov_json.measures import denominators, lines, numbers
from loaders.ctgov_json.numbers import number, p_value
from loaders.ctgov_json.reading import Reading
from loaders.ctgov_json.results_pieces import Analysis, OutcomeMeasure
from trialdb.records import Outcome
from trialdb.records.results import (
    OutcomeAnalysis,
    OutcomeAnalysisGroup,
    OutcomeCategory,
    OutcomeDenominator,
    OutcomeGroup,
    OutcomeMeasurement,
    OutcomeResult,
)

_KINDS = {"PRIMARY": "primary", "SECONDARY": "secondary", "OTHER_PRE_SPECIFIED": "other"}


def outcome_results(
    pieces: Sequence[OutcomeMeasure], planned: Sequence[Outcome], groups: Groups, reading: Reading
) -> dict[str, Any]:
    plan = _Plan(planned)
    rows: dict[str, list[Any]] = {
        name: []
        for name in (
            "outcome_groups",
            "outcome_categories",
            "outcome_denominators",
            "outcome_measurements",
            "outcome_analyses",
            "outcome_analysis_groups",
        )
    }
    for no, piece in enumerate(pieces, 1):
        columns = groups.columns("outcome", piece.groups)
        rows["outcome_groups"] += (
            OutcomeGroup(outcome_result_no=no, result_group_no=group_no) for group_no in columns.numbers
        )
        rows["outcome_denominators"] += (
            OutcomeDenominator(outcome_result_no=no, **fields)
            for fields in denominators(piece.denoms, piece.classes, columns)
        )
        for class_no, class_title, category_title, measured in lines(piece.classes):
            rows["outcome_categories"].append(
                OutcomeCategory(
                    outcome_result_no=no, class_no=class_no, class_title=class_title, category_title=category_title
                )
            )
            category_no = len(rows["outcome_categories"])
            rows["outcome_measurements"] += (
                OutcomeMeasurement(outcome_result_no=no, outcome_category_no=category_no, **numbers(one, columns))
                for one in measured
            )
        for analysis in piece.analyses:
            rows["outcome_analyses"].append(_analysis(no, analysis, reading))
            analysis_no = len(rows["outcome_analyses"])
            rows["outcome_analysis_groups"] += (
                OutcomeAnalysisGroup(outcome_analysis_no=analysis_no, result_group_no=columns[code])
                for code in dict.fromkeys(analysis.group_ids)
            )
    results = tuple(_result(piece, plan, reading) for piece in pieces)
    return {"outcome_results": results} | {name: tuple(children) for name, children in rows.items()}


class _Plan:
    """The planned outcomes by kind and words; the time frame decides between those of the same words."""

    def __init__(self, planned: Sequence[Outcome]) -> None:
        self._numbers: dict[tuple[str | None, ...], int] = {}
        keys = [key for outcome in planned for key in self._keys(outcome.kind, outcome.measure, outcome.time_frame)]
        met = Counter(keys)
        for no, outcome in enumerate(planned, 1):
            for key in self._keys(outcome.kind, outcome.measure, outcome.time_frame):
                if met[key] == 1:
                    self._numbers[key] = no

    def find(self, kind: str | None, title: str | None, time_frame: str | None) -> int | None:
        found = (self._numbers.get(key) for key in self._keys(kind, title, time_frame))
        return next((no for no in found if no), None)

    @staticmethod
    def _keys(kind: str | None, words: str | None, time_frame: str | None) -> list[tuple[str | None, ...]]:
        return [(kind, same(words)), (kind, same(words), same(time_frame))]


def _result(piece: OutcomeMeasure, plan: _Plan, reading: Reading) -> OutcomeResult:
    outcome_type = reading.value("outcome_type", piece.type)
    kind = _KINDS.get(outcome_type or "")
    return OutcomeResult(
        outcome_type=outcome_type,
        outcome_no=plan.find(kind, piece.title, piece.time_frame) if kind else None,
        title=piece.title or None,
        description=piece.description or None,
        time_frame=piece.time_frame or None,
        population_description=piece.population_description or None,
        reporting_status=reading.value("reporting_status", piece.reporting_status),
        anticipated_posting_on=reading.date(piece.anticipated_posting_date, "outcome_results.anticipated_posting_on"),
        param_type=reading.value("param_type", piece.param_type, "outcome_results.param_type"),
        dispersion_type=reading.value("dispersion_type", piece.dispersion_type, "outcome_results.dispersion_type"),
        unit=piece.unit_of_measure or None,
        calculates_percentage=piece.calculate_pct,
        units_analyzed=piece.type_units_analyzed or None,
        denominator_units=piece.denom_units_selected or None,
    )


def _analysis(outcome_result_no: int, piece: Analysis, reading: Reading) -> OutcomeAnalysis:
    probability, relation = p_value(piece.p_value)
    return OutcomeAnalysis(
        outcome_result_no=outcome_result_no,
        group_description=piece.group_description or None,
        tests_non_inferiority=piece.tested_non_inferiority,
        non_inferiority_type=reading.value("non_inferiority_type", piece.non_inferiority_type),
        non_inferiority_comment=piece.non_inferiority_comment or None,
        p_value=probability,
        p_value_relation=relation,
        p_value_text=piece.p_value or None,
        p_value_comment=piece.p_value_comment or None,
        method=piece.statistical_method or None,
        method_comment=piece.statistical_comment or None,
        param_type=piece.param_type or None,
        param_value=number(piece.param_value),
        param_value_text=piece.param_value or None,
        dispersion_type=reading.value("dispersion_type", piece.dispersion_type, "outcome_analyses.dispersion_type"),
        dispersion_value=number(piece.dispersion_value),
        dispersion_value_text=piece.dispersion_value or None,
        ci_sides=reading.value("ci_sides", piece.ci_num_sides),
        ci_percent=number(piece.ci_pct_value),
        ci_percent_text=piece.ci_pct_value or None,
        ci_low=number(piece.ci_lower_limit),
        ci_low_text=piece.ci_lower_limit or None,
        ci_low_comment=piece.ci_lower_limit_comment or None,
        ci_high=number(piece.ci_upper_limit),
        ci_high_text=piece.ci_upper_limit or None,
        ci_high_comment=piece.ci_upper_limit_comment or None,
        estimate_comment=piece.estimate_comment or None,
        other_description=piece.other_analysis_description or None,
    )
