"""Which concept a bound can be about, by its unit and its reference."""

from __future__ import annotations

from msgspec.structs import replace

from trialdb.extract.criteria.limits.mentions import LIVER_TESTS, Mention
from trialdb.extract.criteria.limits.tables import Concept, concepts
from trialdb.extract.criteria.limits.thresholds.bounds import Bound
from trialdb.extract.criteria.limits.thresholds.units import fits

_LABORATORY = frozenset(["chemistry", "coagulation", "endocrine", "hematology", "oncology", "urine", "cardiac"])
_LOW_WHEN_ILL = frozenset(["creatinine_clearance", "egfr"])  # "creatinine or clearance ≤ 2 x ULN" is of the creatinine
_WITH_PREDICTED_VALUES = frozenset(["pulmonary"])
_NEVER_IN = {"hemoglobin": ("ng", "ug", "pg"), "gestational_age": ("a", "h")}  # units of something else beside it
_TOGETHER = {("alt", "ast"), LIVER_TESTS, ("sbp", "dbp"), ("bilirubin_total", "bilirubin_direct")}
_WITHOUT_VOLUME = frozenset(  # "creatinine < 2 mg", "clearance > 60 mL"
    zip(
        ("creatinine", "bilirubin_total", "bilirubin_direct", "hemoglobin", "creatinine_clearance", "egfr"),
        ("mg", "mg", "mg", "g", "mL", "mL"),
        strict=True,
    )
)
_LEAST_TEMPERATURE, _MOST_CELSIUS = 20, 43  # the one in any unit
_LEAST_PERCENT = 10  # of the scales that count in percent; a smaller number is an ECOG grade
_SHORTEST_PROTHROMBIN_TIME = 8  # in seconds; fewer are how much it is prolonged
_LEAST_TOTAL = 200  # kU/L of all IgE; fewer are of one allergen's
_LEAST_PER_LITRE, _MOST_PER_MICROLITRE = 1e6, 1e8  # of cells
_LEAST_BARE = {  # a smaller number without a unit counts something else: "hypertension on at most two drugs"
    "sbp": 40, "dbp": 20, "heart_rate": 20, "qtc": 200, "karnofsky": 10, "lansky": 10, "cd4": 10, "spo2": 40,
    "lvef": 10, "bmi": 10, "fev1_pct_predicted": 10, "fvc_pct_predicted": 10, "glucose": 2, "fasting_plasma_glucose": 2,
    "body_temperature": 34, "iop": 8,
}  # fmt: skip


def admits(concept: Concept, bound: Bound) -> bool:
    """Whether ``bound`` can be a limit of ``concept``, by its unit or reference."""
    if "number" not in concept.reading:
        return False
    if bound.reference == "ULN" and concept.code in _LOW_WHEN_ILL:
        return False
    if bound.reference in ("ULN", "LLN", "normal", "baseline"):
        return concept.domain in _LABORATORY
    if bound.reference == "predicted":
        return concept.domain in _WITH_PREDICTED_VALUES
    if concept.domain == "performance" and (bound.high or bound.low or 0) < _LEAST_PERCENT:
        return False
    if bound.unit is None and bound.reference is None and _magnitude(bound) < _LEAST_BARE.get(concept.code, 0):
        return concept.code == "lvef" and 0 < _magnitude(bound) < 1  # written as a fraction
    if concept.code == "body_temperature" and _magnitude(bound) < _LEAST_TEMPERATURE:
        return False  # how far two temperatures are apart
    if concept.code == "body_temperature" and bound.unit is None and _magnitude(bound) > _MOST_CELSIUS:
        return False
    if bound.unit == "mm[Hg]" and _magnitude(bound) < _LEAST_BARE.get(concept.code, 0):
        return False  # how far two pressures are apart
    if bound.unit is None and bound.is_age:
        return concept.code == "age"
    if bound.unit is not None and bound.is_age and concept.code == "life_expectancy":
        return False
    if concept.code == "pt" and bound.unit == "s" and (bound.high or bound.low or 0) < _SHORTEST_PROTHROMBIN_TIME:
        return False
    if bound.unit == "k[IU]/L" and _magnitude(bound) < _LEAST_TOTAL:
        return False
    if bound.unit and bound.unit.startswith(_NEVER_IN.get(concept.code, "\n")):
        return False
    return (concept.code, bound.unit) in _WITHOUT_VOLUME or fits(concept.code, bound.unit)


def _magnitude(bound: Bound) -> float:
    return max(bound.low or 0, bound.high or 0)


def chosen(mention: Mention, bound: Bound) -> tuple[str, ...]:
    """The concepts of ``mention`` that ``bound`` fits; of a name with several meanings, the meaning that fits."""
    if mention.codes == LIVER_TESTS and bound.unit is None and bound.reference is None:
        return ()  # of tests of any kind, a number alone says nothing
    known, fitting = concepts(), []
    for code in mention.codes:
        if admits(known[code], bound):
            fitting.append(code)
            if mention.codes not in _TOGETHER:
                break
    return tuple(fitting)


def stated(code: str, bound: Bound) -> Bound:
    """``bound`` as a limit of one concept: in the unit its name implies, on the side that is better on its scale."""
    if bound.rule == "better" and code in ("karnofsky", "lansky"):
        bound = replace(bound, low=bound.high, low_inclusive=True, high=None, high_inclusive=None)
    if code == "age" and bound.unit is None:
        return replace(bound, unit="a")
    if code == "urine_protein_24h" and bound.unit in ("g", "mg"):
        return replace(bound, unit=f"{bound.unit}/(24.h)")
    if bound.unit == "g/L" and concepts()[code].canonical_unit in ("10*9/L", "/uL"):
        return replace(bound, unit="10*9/L")  # G/L: giga per litre
    if (code, bound.unit) in _WITHOUT_VOLUME:
        return replace(bound, unit=None)  # "creatinine < 2 mg"
    if bound.unit == "/L" and _magnitude(bound) < _LEAST_PER_LITRE:
        return replace(bound, unit=None)  # "3,000/l", of which the µ is lost
    if bound.unit == "/uL" and _magnitude(bound) > _MOST_PER_MICROLITRE:
        return replace(bound, unit=None)  # "3.6 x 10^9/mm3", which is that of a litre
    return bound
