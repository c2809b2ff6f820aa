"""The registry's labels, old and new, as values of its API v2: ``Active, not recruiting`` → ``ACTIVE_NOT_RECRUITING``.

``labels.csv`` holds one row per (field, label); fields are named like the columns the values end in.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+")
_ROLES = re.compile(r"(?P<level>[^(]*)\((?P<roles>[^)]*)\)\s*")
_LEVELS = ("SINGLE", "DOUBLE", "TRIPLE", "QUADRUPLE")


def v2_value(field: str, label: str) -> tuple[str, bool]:
    """The API v2 value of ``label``, and whether the registry is known to use it.

    Case and punctuation do not matter. A label nobody has met comes back in the manner of v2 (upper snake case)
    with False: keep it, and say so in a note.
    """
    return _known_or_spelled(field, label)


@cache
def values(field: str) -> frozenset[str]:
    """Every known v2 value of a field."""
    return frozenset(_table()[field].values())


def masking(label: str) -> tuple[str, tuple[str, ...]]:
    """``Double Blind (Subject, Investigator)`` → ``("DOUBLE", ("PARTICIPANT", "INVESTIGATOR"))``.

    Where the label names who is masked, their number is the level, as the registry itself has counted since 2017.
    """
    level, is_known = v2_value("masking", label)
    packed = _ROLES.fullmatch(label)
    if is_known or not packed:  # "None (Open Label)" names nobody
        return level, ()
    roles = tuple(v2_value("who_masked", role)[0] for role in packed["roles"].split(",") if role.strip())
    if roles and len(roles) <= len(_LEVELS) and values("who_masked").issuperset(roles):
        return _LEVELS[len(roles) - 1], roles
    return v2_value("masking", packed["level"])[0], roles


def _upper_snake(label: str) -> str:
    return "_".join(_WORD.findall(label)).upper()


@lru_cache(maxsize=4096)
def _known_or_spelled(field: str, label: str) -> tuple[str, bool]:
    key = _upper_snake(label)
    value = _table()[field].get(key)
    return (key, False) if value is None else (value, True)


@cache
def _table() -> dict[str, dict[str, str]]:
    """field → label in upper snake case → value; a value is a label of itself."""
    table: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(files("loaders").joinpath("labels.csv").read_text(encoding="utf-8").splitlines()):
        labels = table.setdefault(row["field"], {})
        labels[_upper_snake(row["label"])] = row["value"]
        labels.setdefault(_upper_snake(row["value"]), row["value"])
    return table
