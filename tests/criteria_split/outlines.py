"""Criteria written as lines, the way the reviewed ``texts/*.items`` have them."""

from __future__ import annotations

from trialdb.extract.criteria import split_criteria
from trialdb.records import Criterion


def outline_of(text: str) -> list[str]:
    """One line a criterion: kind, depth by indentation, ``#`` for a header, the logic of its children, the words."""
    return [_line(criterion) for criterion in split_criteria(text)]


def items_of(text: str) -> list[str]:
    """The criteria without their kinds: depth by indentation, and the words."""
    return ["  " * criterion.depth + " ".join(criterion.text.split()) for criterion in split_criteria(text)]


def _line(criterion: Criterion) -> str:
    header = "# " if criterion.is_header else ""
    logic = "" if criterion.logic == "leaf" else f"[{criterion.logic}] "
    words = " ".join(criterion.text.split())
    return f"{criterion.kind[:2]} {'  ' * criterion.depth}{header}{logic}{words}"
