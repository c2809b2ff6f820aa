"""Counts of cells and particles whose unit stands apart from the number."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from trialdb.extract.dosing.facts import Amount, Fact
from trialdb.extract.dosing.names.lexicon import score_of
from trialdb.extract.dosing.names.names import Name

# 0.3 mg of drug X per kilogram (kg) of body weight
_PER_WEIGHT = re.compile(r"\s(?:[\w()®-]+\s){1,5}?per\s(?:kilogram|kg)\b")
_LISTED = re.compile(r"\W*(?:(?:and|or)\W+)?(?:(?:up\s)?to\W+)?")


# B7-H3CART cells, CD19 CAR-T cells: a product by its code; never CD34+ cells
_PRODUCT = re.compile(
    r"(?<![\w-])(?!CD\d+\+?\s(?:T\s)?cells)(?=[\w+/.-]*[A-Z][\w+/.-]*(?:\d|CAR))[A-Za-z][\w+/.-]+"
    r"(?:\s(?:CAR[\w+-]*|anti-\w+))?\s(?:(?:T|NK)[\s-])?[Cc]ells?\b"
)


# a single infusion of the manufactured CAR-T cells
_GIVEN = re.compile(
    r"\b(?:infusions?|injections?|transfusions?|administration)\sof\s"
    r"(?:(?:the|an?|manufactured|autologous|allogeneic|modified)\s){0,3}(?P<name>(?:[\w+/.-]+\s){1,4}?cells)\b"
)


def cells_named(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where cells are named that are given: products by their code, and what is infused."""
    if text.find("ells", start, end) < 0:
        return []
    infused = [m.span("name") for m in _GIVEN.finditer(text, start, end) if score_of(m["name"].split())]
    return products(text, start, end) + infused


def products(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where products are named by their code."""
    return [m.span() for m in _PRODUCT.finditer(text, start, end)] if text.find("ell", start, end) >= 0 else []


def product_before(text: str, start: int, at: int) -> Name | None:
    """The cells that the words before a number of them name last."""
    found = list(_PRODUCT.finditer(text, start, at))
    return Name(found[-1][0], *found[-1].span(), 2) if found else None


def with_weight(low: str, facts: list[Fact]) -> list[Fact]:
    """``1 x 10^6, 3 x 10^6 or 1 x 10^7 cells/kg``, ``10^7 or 10^8 PFU``: what the last of a list says holds for all."""
    amounts = [index for index, fact in enumerate(facts) if fact.kind == "amount"]
    found = facts
    for index in amounts:
        amount = facts[index].value
        is_mass = amount.kind == "mass" and "/" not in amount.unit
        if is_mass and low.find(" per k", facts[index].end) >= 0 and _PER_WEIGHT.match(low, facts[index].end):
            found = list(found)
            found[index] = replace(facts[index], value=replace(amount, unit=f"{amount.unit}/kg"))
    for left, right in reversed(list(pairwise(amounts))):
        one, other = found[left], found[right]
        is_bare = one.value.kind == "bare" and one.value.unit == "{cells}"
        if is_bare and other.value.kind in ("count", "bare") and _LISTED.fullmatch(low, one.end, other.start):
            found = list(found)
            found[left] = replace(one, value=replace(one.value, unit=other.value.unit))
    return found


def counted_cells(text: str, amount: Amount) -> Name | None:
    """``1 x 10^6 CART22 cells/kg``: where no name stands beside the number, the cells it counts."""
    if amount.label is None:
        return None
    label = text[slice(*amount.label)]
    return Name(label, *amount.label, 1) if any(c.isdigit() for c in label) else None


_HOLDS = re.compile(r"[^;.]*\b(?:with|containing|contains)\W*")


def cells_within(text: str, fact: Fact, name: Name | None, amount: Amount) -> Name | None:
    """``A graft with 1 x 10^5/kg regulatory T cells``: the cells that something else holds."""
    if name is None or amount.label is None or not _HOLDS.fullmatch(text, name.end, fact.start):
        return None
    label = text[slice(*amount.label)]
    return Name(label, *amount.label, 1) if len(label.split()) > 1 else None
