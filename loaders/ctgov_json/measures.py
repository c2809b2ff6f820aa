"""What the tables of baseline and outcomes share: denominators, and lines of numbers by class, category and group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from loaders.ctgov_json.groups import Columns
from loaders.ctgov_json.numbers import count, number
from loaders.ctgov_json.results_pieces import Denom, MeasureClass, Measurement


class Line(NamedTuple):
    """A category of a class; a class without categories is a line without measurements."""

    class_no: int
    class_title: str | None
    category_title: str | None
    measurements: Sequence[Measurement]


def lines(classes: Sequence[MeasureClass]) -> Iterator[Line]:
    for class_no, of_class in enumerate(classes, 1):
        for category in of_class.categories:
            yield Line(class_no, of_class.title or None, category.title or None, category.measurements)
        if not of_class.categories:
            yield Line(class_no, of_class.title or None, None, ())


def numbers(measured: Measurement, columns: Columns) -> dict[str, Any]:
    """The fields of a measurement row."""
    return {
        "result_group_no": columns[measured.group_id],
        "value": number(measured.value),
        "value_text": measured.value or None,
        "spread": number(measured.spread),
        "spread_text": measured.spread or None,
        "low": number(measured.lower_limit),
        "low_text": measured.lower_limit or None,
        "high": number(measured.upper_limit),
        "high_text": measured.upper_limit or None,
        "comment": measured.comment or None,
    }


def denominators(
    denoms: Sequence[Denom], classes: Sequence[MeasureClass], columns: Columns
) -> Iterator[dict[str, Any]]:
    """The fields of denominator rows: those of the whole, then those of each class."""
    scopes = [(None, denoms), *((class_no, of_class.denoms) for class_no, of_class in enumerate(classes, 1))]
    for class_no, stated in scopes:
        for denom in stated:
            for counted in denom.counts:
                yield {
                    "class_no": class_no,
                    "units": denom.units or None,
                    "result_group_no": columns[counted.group_id],
                    "n": count(counted.value),
                    "n_text": counted.value or None,
                }
