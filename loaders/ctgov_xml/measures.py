"""Tables of numbers in XML: groups, denominators, classes, categories, measurements; files before 2017 packed them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from loaders.ctgov_xml.document import Element, attribute, each, text

Piece = dict[str, Any]

_CODE = re.compile(r"(?P<section>[PBOE])(?P<no>\d{1,3})")
_SECTIONS = {"P": "FG", "B": "BG", "O": "OG", "E": "EG"}
_ANALYZED = re.compile(r"Number of (?:(?P<participants>Participants)|(?P<units>.+) analyzed)", re.IGNORECASE)


def group_code(code: str | None) -> str | None:
    """``O1`` is API v2's ``OG000``."""
    match = _CODE.fullmatch(code or "")
    return f"{_SECTIONS[match['section']]}{int(match['no']) - 1:03}" if match else code


def groups(table: Element | None) -> list[Piece]:
    return [
        {
            "id": group_code(attribute(group, "group_id")),
            "title": text(group, "title"),
            "description": text(group, "description"),
        }
        for group in each(table, "group_list/group")
    ]


def measure_facts(measure: Element | None) -> Piece:
    """What is said of a measure as a whole."""
    return {
        "paramType": text(measure, "param"),
        "dispersionType": text(measure, "dispersion"),
        "unitOfMeasure": text(measure, "units"),
        "denomUnitsSelected": text(measure, "units_analyzed"),
    }


def packed_denominators(measures: Sequence[Element]) -> tuple[list[Piece], Sequence[Element]]:
    """Before 2017 a table began with its denominators, as if they were measures; the rest are what was measured."""
    denoms: list[Piece] = []
    for at, measure in enumerate(measures):
        counted = _ANALYZED.fullmatch(text(measure, "title") or "")
        if not counted:
            return denoms, measures[at:]
        counts = measure.findall("category_list/category/measurement_list/measurement")
        denoms.append(_denom(counted["participants"] or counted["units"], counts))
    return denoms, ()


def analyzed(table: Element | None) -> list[Piece]:
    """The denominators of a table, a measure or a class, as files since 2017 state them."""
    return [
        _denom(text(one, "units"), one.findall("count_list/count")) for one in each(table, "analyzed_list/analyzed")
    ]


def _denom(units: str | None, counts: Iterable[Element]) -> Piece:
    return {
        "units": units,
        "counts": [
            {"groupId": group_code(attribute(count, "group_id")), "value": attribute(count, "value")}
            for count in counts
        ],
    }


def classes(measure: Element | None) -> list[Piece]:
    """The classes of a measure; a file before 2017 has one, without a title."""
    stated = list(each(measure, "class_list/class"))
    if not stated and measure is not None and measure.find("category_list") is not None:
        stated = [measure]
    return [
        {
            "title": None if one is measure else text(one, "title"),
            "denoms": [] if one is measure else analyzed(one),
            "categories": [_category(category) for category in each(one, "category_list/category")],
        }
        for one in stated
    ]


def _category(category: Element) -> Piece:
    return {
        "title": text(category, "title") or text(category, "sub_title"),
        "measurements": [
            {
                "groupId": group_code(attribute(one, "group_id")),
                "value": attribute(one, "value"),
                "spread": attribute(one, "spread"),
                "lowerLimit": attribute(one, "lower_limit"),
                "upperLimit": attribute(one, "upper_limit"),
                "comment": text(one),
            }
            for one in each(category, "measurement_list/measurement")
        ],
    }
