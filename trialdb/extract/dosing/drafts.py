"""A dose in the making."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from trialdb.extract.dosing.facts import Amount, Fact
from trialdb.extract.dosing.names.lexicon import is_radiation, names_cells
from trialdb.extract.dosing.names.names import Name
from trialdb.extract.dosing.tables import Repeat

SCHEDULE = frozenset({"repeat", "days", "round", "cycle", "on_off", "rest", "lasting", "ambiguous"})


class Draft:
    """A dose in the making: facts by kind, its own and those shared with it."""

    __slots__ = (
        "alternative",
        "amount",
        "anchor",
        "at",
        "days_end",
        "end",
        "facts",
        "is_imitating",
        "is_open",
        "link",
        "name",
        "other_way",
        "repeat_end",
        "rule",
        "shared",
        "start",
        "trailing",
    )

    def __init__(self, amount: Amount | None, name: Name | None, start: int, end: int, rule: str) -> None:
        self.amount = amount
        self.name = name
        self.start, self.end = start, end
        self.anchor = self.at = start
        self.days_end = self.repeat_end = -1
        self.is_open = self.is_imitating = False
        self.alternative: Repeat | None = None
        self.other_way: tuple[tuple[int, ...], int] | None = None  # further days, and how many routes are of the first
        self.rule = rule
        self.facts: dict[str, list[Any]] = defaultdict(list)
        self.trailing: set[str] = set()
        self.shared: set[str] = set()
        self.link = ""

    def has_schedule(self) -> bool:
        return any(values and kind in SCHEDULE for kind, values in self.facts.items())

    def take(self, other: Draft, kinds: frozenset[str]) -> None:
        """Share what ``other`` says and this one does not."""
        for kind in kinds:
            if other.facts.get(kind) and not self.facts.get(kind):
                self.facts[kind] = list(other.facts[kind])
                self.shared.add(kind)
                if kind == "repeat":
                    self.alternative = other.alternative


def is_placebo(name: Name) -> bool:
    return name.text.lower() == "placebo"


def is_same(one: Draft, other: Draft) -> bool:
    """Whether two doses are of one drug."""
    return one.name is not None and other.name is not None and one.name.text.lower() == other.name.text.lower()


def may_inherit(head: Draft, name: Name) -> bool:
    """Gray are not given of a drug, nor milligrams of radiation, nor cells of a chemical; a placebo has no amount."""
    if head.amount is not None:
        if (head.amount.kind == "radiation") != is_radiation(name.text):
            return False
        if head.amount.unit.startswith("{cells}") and not names_cells(name.text):
            return False
    return not is_placebo(name)


# A in repeated doses, then B in rising doses once daily
_THEN_ANOTHER = re.compile(r"\b(?:doses?|infusions?|injections?|weeks?|days?|months?)\sthen\s(?!by\b)(?:[\w-]+\s){2,}")


def is_schedule_only(low: str, head: Draft, facts: list[Fact]) -> bool:
    """Whether a drug without an amount has a schedule, and that is its own."""
    said = head.facts
    if head.name is not None and (said.get("repeat") or said.get("days")):
        at = next((f.start for f in facts if f.kind in ("repeat", "days") and f.start >= head.name.end), -1)
        if at >= 0 and _THEN_ANOTHER.search(low, head.name.end, at):
            return False
    if said.get("route") and (said.get("infusion") or said.get("doses")):
        return True
    return bool(said.get("repeat") or said.get("days"))
