"""Units: their spellings, their UCUM codes, and the way to a concept's canonical unit."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from trialdb.extract.criteria.limits.lexicon import alternation
from trialdb.extract.criteria.limits.tables import Concept, concepts, rows


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A UCUM unit; ``(value + offset) * factor`` is the value in the base unit of its dimension."""

    code: str
    dimension: str
    factor: float
    offset: float


UNITS = {
    row["unit"]: Unit(row["unit"], row["dimension"], float(row["factor"]), float(row["offset"] or 0))
    for row in rows("units")
}

_SPELLING = {" ": "[ -]?", "/": " ?(?:/|per) ?", "%": " ?%", "+": r" ?\+"}


def _key(form: str) -> str:
    return form.replace(" ", "").replace("-", "").replace("per", "/")


_FORMS = {_key(row["form"].lower()): row["unit"] for row in rows("unit_forms")}
_RECURRING = 2048  # spellings that are kept
_VIRAL_LOAD = {"international", "copies"}  # no common factor: it depends on the assay
_UNIT = re.compile(  # "120 mg/dL / random glucose" goes on
    rf"(?:[ -]|(?: (?:completed|full|complete))? (?=weeks?\b|months?\b|years?\b))?"
    rf"(?P<form>{alternation((row['form'].lower() for row in rows('unit_forms')), _SPELLING)})"
    r"(?![a-z]| ?/ ?(?!dbp|diast)[a-z](?<! / [a-z])| / (?:[a-z]{1,4}(?![a-z])|lit(?:er|re)|month|minute|micro))"
    r"(?P<again> ?\( ?[a-z%/]{1,12}\d? ?\)(?![a-z]))?"
)


@lru_cache(_RECURRING)
def _code(form: str) -> str | None:
    return _FORMS.get(_key(form.strip(" ")))


def find_unit(lower: str, text: str, start: int) -> tuple[str, int] | None:
    """The UCUM code of the unit written at ``start`` (after at most one blank), and where it ends."""
    match = _UNIT.match(lower, start)
    if match is None:
        return None
    form, end = match["form"], match.end()
    if match["again"] and _code(match["again"].strip(" ()")) != _code(form):  # else milliseconds (msec)
        end = match.end("form")
    code = _code(form)
    if code == "mm" and text[match.end("form") - 1] == "M":  # mM: millimolar; "mm" is a length
        return "mmol/L", end
    return (code, end) if code else None


@cache
def fits(code: str, unit: str | None) -> bool:
    """Whether values of a concept can be stated in ``unit``."""
    concept = concepts()[code]
    if unit is None:
        return concept.bare
    if concept.canonical_unit is None:
        return unit == "%" and concept.domain == "performance"  # these scales are written with and without it
    source, target = UNITS.get(unit), UNITS.get(concept.canonical_unit)
    if source and target and (source.dimension, target.dimension) == ("mass", "daily_mass"):
        return True
    if unit == "g/L" and target and target.dimension == "count":
        return True
    if source and target and {source.dimension, target.dimension} <= _VIRAL_LOAD:
        return True
    return _factor(code, unit) is not None


def to_canonical(concept: Concept, value: float, unit: str | None) -> float | None:
    """``value`` in the concept's canonical unit; None where the text leaves the unit open."""
    factor = _factor(concept.code, unit) if unit else None
    if unit is None or factor is None:
        return None
    return float(f"{(value + UNITS[unit].offset) * factor:.9g}")


@cache
def _factor(code: str, unit: str) -> float | None:
    concept = concepts()[code]
    source, target = UNITS.get(unit), UNITS.get(concept.canonical_unit or "")
    if source is None or target is None:
        return None
    return _amount(concept, source, target.dimension, source.factor / target.factor)


def _amount(concept: Concept, source: Unit, dimension: str, ratio: float) -> float | None:
    """The ratio of two units, over the substance's molar mass where one counts grams and the other moles."""
    if source.dimension == dimension:
        return ratio
    molar, charge = concept.molar_mass, concept.valence
    match source.dimension, dimension:
        case "mass_concentration", "molar_concentration" if molar:
            return ratio / molar
        case "molar_concentration", "mass_concentration" if molar:
            return ratio * molar
        case "equivalents", "molar_concentration" if charge:
            return ratio / charge
        case ("enzyme", "international") | ("international", "enzyme"):
            return ratio
        case ("flow", "indexed_flow") | ("indexed_flow", "flow"):
            return ratio
    return None
