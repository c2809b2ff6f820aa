"""``City, State, Country``: where a site is, as pages write it."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_MAX_LENGTH = 150
_MAX_PARTS = 5
_BETWEEN = re.compile(r",(?:\s+|$)")
_INVERTED = re.compile(r"\b(?:de|del|da|of|the|comunitat|comunidad|provincia)$", re.IGNORECASE)  # Madrid, Comunidad de


class Place(NamedTuple):
    city: str | None
    state: str | None
    country: str


def parse_place(line: str) -> Place | None:
    """The place that is the whole of ``line``; None where it does not end in the name of a country.

    The registry leaves an unknown state empty (``Beijing, , China``) or out (``Beijing, China``). Some countries'
    names have a comma of their own.
    """
    if len(line) > _MAX_LENGTH:
        return None
    parts = _parts(line)
    for start in range(max(len(parts) - 3, 0), len(parts)):
        country = ", ".join(parts[start:])
        if country.casefold() in _countries():
            return _place(parts[:start], country) if start <= _MAX_PARTS else None
    return None


def place_of(line: str) -> Place | None:
    """Like ``parse_place`` where the line is known to be a place: an unheard-of country is the last of its parts."""
    if place := parse_place(line):
        return place
    parts = _parts(line)
    return _place(parts[:-1], parts[-1]) if 2 <= len(parts) <= _MAX_PARTS and parts[-1] else None


def _parts(line: str) -> list[str]:
    return [" ".join(part.split()) for part in _BETWEEN.split(line)]


def _place(parts: list[str], country: str) -> Place:
    if len(parts) < 2:
        return Place(parts[0] or None if parts else None, None, country)
    n_state = 2 if len(parts) > 2 and _INVERTED.search(parts[-1]) else 1
    city, state = parts[:-n_state], parts[-n_state:]
    return Place(", ".join(filter(None, city)) or None, ", ".join(state) or None, country)


def split_countries(line: str) -> list[str]:
    """The countries of a line that joins them by blanks or semicolons; the line itself where they are not all known."""
    words = line.replace(";", " ").split()
    found: list[str] = []
    while words:
        size = next((n for n in range(len(words), 0, -1) if " ".join(words[:n]).casefold() in _countries()), 0)
        if not size:
            return [line]
        found.append(" ".join(words[:size]))
        del words[:size]
    return found


@cache
def _countries() -> frozenset[str]:
    table = files("loaders.pages").joinpath("countries.csv").read_text(encoding="utf-8")
    return frozenset(row["country"].casefold() for row in csv.DictReader(table.splitlines()))
