"""The groups that results are counted by, and the arms they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from loaders.ctgov_json.reading import Reading
from loaders.ctgov_json.results_pieces import EventGroup, Group
from trialdb.records import Arm
from trialdb.records.results import ResultGroup

Section = Literal["flow", "baseline", "outcome", "event"]


class Groups:
    """All groups of a record, numbered; equal groups of several outcomes are one."""

    def __init__(self, arms: Sequence[Arm], reading: Reading) -> None:
        self.reading = reading
        labels = Counter(same(arm.label) for arm in arms)
        self._arms = {same(arm.label): no for no, arm in enumerate(arms, 1) if labels[same(arm.label)] == 1}
        self._numbers: dict[ResultGroup, int] = {}

    @property
    def rows(self) -> tuple[ResultGroup, ...]:
        return tuple(self._numbers)

    def columns(self, section: Section, pieces: Sequence[Group | EventGroup]) -> Columns:
        """The groups of one table; a title that only one of them and only one arm bears ties the two."""
        titles = Counter(same(piece.title) for piece in pieces)
        numbers = {
            piece.id or "": self.number(
                ResultGroup(
                    section=section,
                    code=piece.id or "",
                    title=piece.title or None,
                    description=piece.description or None,
                    arm_no=self._arms.get(title) if titles[title := same(piece.title)] == 1 else None,
                )
            )
            for piece in pieces
        }
        return Columns(self, section, numbers)

    def number(self, group: ResultGroup) -> int:
        return self._numbers.setdefault(group, len(self._numbers) + 1)


class Columns:
    """The groups of one table, by the registry's code."""

    def __init__(self, groups: Groups, section: Section, numbers: dict[str, int]) -> None:
        self._groups = groups
        self._section = section
        self._numbers = numbers

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(self._numbers.values())

    def __getitem__(self, code: str | None) -> int:
        """The group of that code; one that its table forgot to declare has nothing but the code."""
        code = code or ""
        if (no := self._numbers.get(code)) is None:
            self._groups.reading.doubt("unmatched_link", "result_groups.code", "a group nobody has declared", code)
            no = self._numbers[code] = self._groups.number(ResultGroup(section=self._section, code=code))
        return no


def same(text: str | None) -> str:
    """Two titles are the same whatever their case and blanks."""
    return " ".join((text or "").split()).casefold()
