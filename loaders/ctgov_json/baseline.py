"""Baseline characteristics."""

from __future__ import annotations

from typing import Any

from loaders.ctgov_json.groups import Groups
from loaders.ctgov_json.measures import denominators, lines, numbers
from loaders.ctgov_json.reading import Reading
from loaders.ctgov_json.results_pieces import BaselineCharacteristicsModule
from loaders.ctgov_json.results_pieces import BaselineMeasure as MeasurePiece
from trialdb.records.results import BaselineCategory, BaselineDenominator, BaselineMeasure, BaselineMeasurement


def baseline(module: BaselineCharacteristicsModule, groups: Groups, reading: Reading) -> dict[str, Any]:
    columns = groups.columns("baseline", module.groups)
    counted = [BaselineDenominator(**fields) for fields in denominators(module.denoms, (), columns)]
    categories: list[BaselineCategory] = []
    measurements: list[BaselineMeasurement] = []
    for no, measure in enumerate(module.measures, 1):
        counted += (
            BaselineDenominator(baseline_measure_no=no, **fields)
            for fields in denominators(measure.denoms, measure.classes, columns)
        )
        for class_no, class_title, category_title, measured in lines(measure.classes):
            categories.append(
                BaselineCategory(
                    baseline_measure_no=no, class_no=class_no, class_title=class_title, category_title=category_title
                )
            )
            measurements += (
                BaselineMeasurement(
                    baseline_measure_no=no, baseline_category_no=len(categories), **numbers(one, columns)
                )
                for one in measured
            )
    return {
        "baseline_population_description": module.population_description or None,
        "baseline_units_analyzed": module.type_units_analyzed or None,
        "baseline_measures": tuple(_measure(measure, reading) for measure in module.measures),
        "baseline_categories": tuple(categories),
        "baseline_denominators": tuple(counted),
        "baseline_measurements": tuple(measurements),
    }


def _measure(piece: MeasurePiece, reading: Reading) -> BaselineMeasure:
    return BaselineMeasure(
        title=piece.title or None,
        description=piece.description or None,
        population_description=piece.population_description or None,
        param_type=reading.value("param_type", piece.param_type, "baseline_measures.param_type"),
        dispersion_type=reading.value("dispersion_type", piece.dispersion_type, "baseline_measures.dispersion_type"),
        unit=piece.unit_of_measure or None,
        calculates_percentage=piece.calculate_pct,
        denominator_units=piece.denom_units_selected or None,
    )
