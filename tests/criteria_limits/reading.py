"""Limits written as short lines, so that a test shows a sentence and what it states."""

from __future__ import annotations

from trialdb.extract.criteria import limits_of, read_limits, split_criteria
from trialdb.records import Limit


def said(text: str, kind: str | None = None) -> list[str]:
    """One line a limit: concept, interval, unit or reference, then whatever else is stated."""
    return [line_of(limit) for limit in read_limits(text, kind)]


def said_in_whole(text: str) -> list[str]:
    """The same of a whole eligibility text, each limit with what stands above it."""
    return [line_of(limit) for limits in limits_of(split_criteria(text)) for limit in limits]


def line_of(limit: Limit) -> str:
    """``anc [1500, -) /uL``: square brackets where the bound itself counts, a dash where it is open."""
    parts = [limit.concept, _interval(limit), limit.unit, limit.reference, limit.status]
    if limit.value_set:
        parts.append("{" + " ".join(map(str, limit.value_set)) + "}")
    if limit.count:
        parts.append(f"at least {limit.count.low}")
    if limit.window:
        window = limit.window
        parts.append(
            f"{window.relation} {window.value:g} {window.unit}" + (f" @{window.anchor}" if window.anchor else "")
        )
    parts.append("negated" if limit.is_negated else None)
    parts += [f"{word} {value}" for word, value in _words(limit) if value]
    return " ".join(part for part in parts if part)


def groups_of(text: str, kind: str) -> list[tuple[str, int | None]]:
    """Concept and group of each limit."""
    return [(limit.concept, limit.group_no) for limit in read_limits(text, kind)]


def _interval(limit: Limit) -> str | None:
    if limit.low is None and limit.high is None:
        return None
    low = "(-" if limit.low is None else f"{'[' if limit.low_inclusive else '('}{limit.low:g}"
    high = "-)" if limit.high is None else f"{limit.high:g}{']' if limit.high_inclusive else ')'}"
    return f"{low}, {high}"


def _words(limit: Limit) -> list[tuple[str, str | None]]:
    return [("for", limit.sex), ("if", limit.if_text), ("of", limit.of_text), ("except", limit.exception_text)]
