"""The knowledge the reader works with: concepts, their names, units and comparisons, from the CSV files beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """Something a criterion can limit, and how its values are read.

    ``reading`` says what may be stated of it: a ``number``, a position on a ``scale``, a ``status`` (positive,
    active …), its ``presence``, or an ``event`` that falls into a window of time. ``bare`` concepts are also
    read where the text gives no unit.
    """

    code: str
    name: str
    domain: str
    reading: frozenset[str]
    canonical_unit: str | None = None
    bare: bool = False
    scale: tuple[int | str, ...] = ()
    molar_mass: float | None = None
    valence: int | None = None
    loinc: str | None = None
    ncit: str | None = None


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of one CSV file of this package."""
    path = files("trialdb.extract.criteria").joinpath("data", f"{table}.csv")
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


@cache
def phrases_by_place() -> Mapping[str, list[str]]:
    """What may stand at each place of a sentence, from ``phrases.csv``."""
    places: dict[str, list[str]] = {}
    for row in rows("phrases"):
        places.setdefault(row["place"], []).append(row["phrase"])
    return MappingProxyType(places)


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept by its code."""
    return MappingProxyType({row["code"]: _concept(row) for row in rows("concepts")})


def _concept(row: dict[str, str]) -> Concept:
    return Concept(
        code=row["code"],
        name=row["name"],
        domain=row["domain"],
        reading=frozenset(row["reading"].split()),
        canonical_unit=row["canonical_unit"] or None,
        bare=row["bare"] == "yes",
        scale=tuple(int(grade) if grade.isdigit() else grade for grade in row["scale"].split()),
        molar_mass=float(row["molar_mass"]) if row["molar_mass"] else None,
        valence=int(row["valence"]) if row["valence"] else None,
        loinc=row["loinc"] or None,
        ncit=row["ncit"] or None,
    )
