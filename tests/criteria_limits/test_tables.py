"""The tables are whole: every name leads to a concept, every unit converts as an independent library says."""

from __future__ import annotations

import pint
import pytest

from trialdb.extract.criteria import concepts, read_limits
from trialdb.extract.criteria.limits.lexicon import words_of
from trialdb.extract.criteria.limits.mentions import find_mentions, names_among
from trialdb.extract.criteria.limits.tables import rows
from trialdb.extract.criteria.limits.thresholds.units import UNITS, to_canonical
from trialdb.extract.criteria.limits.thresholds.values import find_value

PINT = {
    "a": "julian_year", "mo": "julian_year / 12", "wk": "week", "d": "day", "h": "hour", "min": "minute",
    "s": "second", "ms": "millisecond", "g/L": "gram / liter", "g/dL": "gram / deciliter",
    "mg/dL": "milligram / deciliter", "mg/L": "milligram / liter", "mg/mL": "milligram / milliliter",
    "ug/L": "microgram / liter", "ug/dL": "microgram / deciliter", "ug/mL": "microgram / milliliter",
    "ng/mL": "nanogram / milliliter", "ng/dL": "nanogram / deciliter", "ng/L": "nanogram / liter",
    "pg/mL": "picogram / milliliter", "pg/dL": "picogram / deciliter", "kg/L": "kilogram / liter",
    "mol/L": "mole / liter", "mmol/L": "millimole / liter", "umol/L": "micromole / liter",
    "nmol/L": "nanomole / liter", "pmol/L": "picomole / liter", "umol/dL": "micromole / deciliter",
    "/L": "1 / liter", "/mL": "1 / milliliter", "/uL": "1 / microliter", "10*9/L": "1e9 / liter",
    "10*6/L": "1e6 / liter", "10*12/L": "1e12 / liter", "10*3/uL": "1e3 / microliter",
    "10*6/uL": "1e6 / microliter", "10*3/mL": "1e3 / milliliter", "10*6/mL": "1e6 / milliliter",
    "mm[Hg]": "millimeter_Hg", "kPa": "kilopascal", "kg": "kilogram", "g": "gram", "[lb_av]": "pound",
    "cm": "centimeter", "mm": "millimeter", "m": "meter", "[in_i]": "inch", "L": "liter", "mL": "milliliter",
    "mL/min": "milliliter / minute", "mL/s": "milliliter / second",
}  # fmt: skip


@pytest.mark.parametrize("unit", sorted(PINT))
def test_factors_agree_with_pint(unit: str) -> None:
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    base = next(other for other in PINT if UNITS[other].dimension == UNITS[unit].dimension)
    theirs = (registry.parse_expression(PINT[unit]) / registry.parse_expression(PINT[base])).to("").magnitude
    assert UNITS[unit].factor / UNITS[base].factor == pytest.approx(theirs, rel=1e-6)


def test_fahrenheit_agrees_with_pint() -> None:
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    ours = to_canonical(concepts()["body_temperature"], 100.4, "[degF]")
    assert ours == pytest.approx(registry.Quantity(100.4, "degF").to("degC").magnitude)


@pytest.mark.parametrize(
    ("concept", "value", "unit", "expected"),
    [
        ("creatinine", 1.0, "mg/dL", 88.4), ("bilirubin_total", 1.0, "mg/dL", 17.1), ("glucose", 126, "mg/dL", 6.99),
        ("calcium", 10, "mg/dL", 2.495), ("calcium", 5, "meq/L", 2.5), ("potassium", 3.5, "meq/L", 3.5),
        ("anc", 1500, "/uL", 1.5),
        ("hemoglobin", 9, "g/dL", 90), ("triglycerides", 400, "mg/dL", 4.52), ("testosterone", 50, "ng/dL", 1.7335),
        ("age", 6, "mo", 0.5), ("hba1c", 53, "mmol/mol", 7.0), ("life_expectancy", 12, "wk", 84),
    ],
)  # fmt: skip
def test_amounts_of_substance_follow_from_the_molar_mass(
    concept: str, value: float, unit: str, expected: float
) -> None:
    assert to_canonical(concepts()[concept], value, unit) == pytest.approx(expected, rel=2e-3)


def test_every_name_leads_to_known_concepts() -> None:
    unknown = {code for row in rows("synonyms") for code in row["concepts"].split()} - set(concepts())
    assert unknown == set()


def test_every_concept_can_be_reached() -> None:
    named = {code for row in rows("synonyms") for code in row["concepts"].split()}
    named |= {row["concept"] for row in rows("events")}
    made = {
        "prior_lines",
        "toxicity_grade",
        "peripheral_neuropathy_grade",
        "cigarettes_per_day",
        "pack_years",
        "pain_score",
        "healthy",
    }
    assert set(concepts()) - named - made == set()


def test_every_name_is_found_in_a_text() -> None:
    missed = [row["form"] for row in rows("synonyms") if row["concepts"] and not _finds(row["form"], row["concepts"])]
    assert missed == []


def _finds(form: str, codes: str) -> bool:
    for text in (f"The {form} must be", f"HIV with the {form} above 7"):
        words = words_of(text.lower())
        mentions = find_mentions(text.lower(), text, words, names_among(words))
        if any(set(codes.split()) & set(mention.codes) for mention in mentions):
            return True
    return False


def test_every_spelling_of_a_unit_is_read() -> None:
    wrong = [
        row["form"] for row in rows("unit_forms") if row["unit"] not in UNITS or _unit_of(row["form"]) != row["unit"]
    ]
    assert wrong == []


def _unit_of(form: str) -> str | None:
    text = f"3 {form} at entry"
    value = find_value(text.lower(), text, 0)
    return value.unit if value else None


def test_codes_are_well_formed() -> None:
    for concept in concepts().values():
        assert concept.canonical_unit is None or concept.canonical_unit in UNITS, concept.code
        assert concept.loinc is None or _loinc_check_digit(concept.loinc), concept.code


def _loinc_check_digit(code: str) -> bool:
    """The last digit of a LOINC code follows from the others (mod 10)."""
    digits, check = code.split("-")
    doubled = "".join(str(int(d) * 2) if i % 2 == 0 else d for i, d in enumerate(reversed(digits)))
    return (10 - sum(map(int, doubled)) % 10) % 10 == int(check)


def test_bounds_come_in_the_canonical_unit_too() -> None:
    (limit,) = read_limits("Platelets > 80,000/mm3")
    assert (limit.low, limit.unit) == (80000, "/uL")
    assert (limit.low_canonical, limit.canonical_unit) == (80, "10*9/L")
