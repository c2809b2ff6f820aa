"""The vocabulary's CSV tables, as they lie beside the code."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows_of(table: str) -> list[dict[str, str]]:
    """The rows of ``data/<table>.csv``, column name to text."""
    text = (files(__package__) / "data" / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
