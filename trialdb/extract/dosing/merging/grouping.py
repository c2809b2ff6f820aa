"""The same dosage said twice is one dosage; a less complete mention goes into the more complete one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import NamedTuple

import msgspec

from trialdb.extract.dosing.merging.merge import (
    AMOUNT_FIELDS,
    compatible,
    counts_cycles,
    has_amount,
    has_schedule,
    is_complete,
    joined,
    may_be_one_schedule,
    mergeable,
    same_schedule,
    without_cycles,
)
from trialdb.extract.dosing.names.lexicon import same_agent
from trialdb.records import Dosage


class Place(NamedTuple):
    """A mention: half-open span of the text, and the rule that read it."""

    start: int
    end: int
    rule: str


class Stated(NamedTuple):
    """A dosage with every place of one text that states it."""

    dosage: Dosage
    places: tuple[Place, ...]


def _is_other_phase(one: Dosage, other: Dosage) -> bool:
    """``every 3 weeks for 3 cycles … then every 3 weeks for up to 2 years``: two phases of one drug."""
    if not (is_complete(one) and is_complete(other)):
        return False
    courses = [(counts_cycles(dosage), dosage.duration_value is not None) for dosage in (one, other)]
    return sorted(courses) == [(False, True), (True, False)]


def _is_other_time(one: Dosage, other: Dosage) -> bool:
    """``Drug X on day 1. From day 22 on drug X once weekly``: no amount tells that both are one."""
    if has_amount(one) or has_amount(other) or "ONCE" in (one.frequency, other.frequency):
        return False
    return not may_be_one_schedule(one, other)


class _Group:
    __slots__ = ("dosage", "is_open", "places", "sentence")

    def __init__(self, dosage: Dosage, sentence: int, more: tuple[Place, ...]) -> None:
        self.dosage = dosage
        self.sentence = sentence
        self.is_open = False  # said in a number of cycles, and again in none: of a later phase
        self.places = [_place(dosage), *more]

    def absorb(self, dosage: Dosage, more: tuple[Place, ...]) -> None:
        if is_complete(dosage) and is_complete(self.dosage) and counts_cycles(dosage) != counts_cycles(self.dosage):
            self.is_open = True
        self.dosage = joined(self.dosage, dosage)
        if self.is_open:
            self.dosage = without_cycles(self.dosage)
        self.places += [_place(dosage), *more]


def _place(dosage: Dosage) -> Place:
    return Place(dosage.char_start, dosage.char_end, dosage.rule)


def _may_meet(group: _Group, dosage: Dosage, sentence: int) -> bool:
    """An amount of no drug and a drug without an amount belong together only where one follows the other."""
    is_named = group.dosage.agent_text is not None and dosage.agent_text is not None
    return is_named or sentence - group.sentence <= 1


_LOOK_BACK = 40  # dosages of one text that a repetition is looked for among; keeps the time linear


_HANDED_OUT = frozenset({"{tablet}", "{capsule}"})


def _without_forms(dosages: list[tuple[Dosage, int]]) -> list[tuple[Dosage, int]]:
    """``200 mg per day … all 4 tablets once daily``: tablets of a drug whose amount is stated say only when."""
    found = list(dosages)
    for index, (form, number) in enumerate(dosages):
        if form.dose_unit not in _HANDED_OUT or form.agent_text is None or not has_schedule(form):
            continue
        others = [d for d, _ in dosages if d is not form and _is_of(d, form)]
        is_apart = bool(others) and not any(d.dose_unit in _HANDED_OUT or has_schedule(d) for d in others)
        if is_apart and (form.dose_high == 1 or all(d.dose_per == "day" for d in others)):
            found[index] = msgspec.structs.replace(form, **dict.fromkeys(AMOUNT_FIELDS)), number
    return found


def _spread(dosages: list[tuple[Dosage, int]]) -> Iterator[tuple[Dosage, int, tuple[Place, ...]]]:
    """``Drug X every 8 weeks. Its levels are 150 mg, 300 mg and 600 mg``: a schedule stated once holds for all amounts.

    Of a drug with several amounts none of which has a schedule, and one schedule without an amount.
    """
    spread: dict[int, Dosage] = {}
    for index, (said, _) in enumerate(dosages):
        if index in spread or not _is_schedule(said):
            continue
        if parts := [i for i in _parts_of(dosages, index) if i not in spread]:
            spread |= dict.fromkeys(parts, msgspec.structs.replace(said, agent_text=None)) | {index: said}
            continue
        near = range(max(0, index - _LOOK_BACK), min(len(dosages), index + _LOOK_BACK))
        same = [i for i in near if _is_of(dosages[i][0], said)]
        apart = [i for i in same if _is_schedule(dosages[i][0]) and compatible(dosages[i][0], said)]
        schedule = reduce(joined, (dosages[i][0] for i in apart))
        amounts = [i for i in same if has_amount(dosages[i][0])]
        stated = [i for i in amounts if schedule.frequency and dosages[i][0].frequency == schedule.frequency]
        targets = amounts if len(stated) == len(amounts) or _is_apart(dosages, same, apart) else stated[:1]
        if (
            len(amounts) > 1
            and targets
            and len(stated) in (0, 1, len(amounts))
            and all(compatible(dosages[i][0], schedule) for i in targets)
        ):
            spread |= dict.fromkeys(targets, schedule) | {i: dosages[i][0] for i in apart}
    for index, (dosage, sentence) in enumerate(dosages):
        schedule = spread.get(index, dosage)
        if index not in spread:
            yield dosage, sentence, ()
        elif schedule is not dosage:
            yield joined(dosage, schedule), sentence, (_place(schedule),)


def _is_schedule(dosage: Dosage) -> bool:
    return not has_amount(dosage) and dosage.agent_text is not None and not dosage.role and has_schedule(dosage)


def _parts_of(dosages: list[tuple[Dosage, int]], index: int) -> list[int]:
    """``A 900 mg + B 50 mg every 3 weeks. A/B is given on days 1 and 8``: the amounts, one of each part of a pair."""
    said = dosages[index][0]
    names = (said.agent_text or "").split("/")
    nearest = range(max(0, index - _LOOK_BACK), index)
    named = [i for i in nearest if dosages[i][0].agent_text is not None]
    found = [[i for i in named if same_agent(dosages[i][0].agent_text, name)] for name in names]
    if len(names) < 2 or any(len(same) != 1 for same in found):
        return []
    unnamed = msgspec.structs.replace(said, agent_text=None)
    parts = [same[0] for same in found]
    return parts if all(has_amount(dosages[i][0]) and compatible(dosages[i][0], unnamed) for i in parts) else []


def _is_apart(dosages: list[tuple[Dosage, int]], same: list[int], apart: list[int]) -> bool:
    """Whether nothing but ``apart`` says when a drug is given."""
    return not any(has_schedule(dosages[i][0]) or dosages[i][0].role for i in same if i not in apart)


def _is_of(dosage: Dosage, other: Dosage) -> bool:
    return dosage.agent_text is not None and same_agent(dosage.agent_text, other.agent_text)


def _is_other_stage(group: _Group, dosage: Dosage, sentence: int, stages: Sequence[int]) -> bool:
    """``Drug X over 30 minutes. After surgery, drug X on day 1 of each cycle``: before the operation, and after it."""
    is_parted = any(group.sentence < stage <= sentence for stage in stages)
    return is_parted and not has_amount(group.dosage) and not has_amount(dosage)


def _is_again(one: Dosage, other: Dosage) -> bool:
    """``Drug X: drug X weekly``: no two of one sentence."""
    where = dict.fromkeys(("char_start", "char_end", "rule", "agent_text"))
    is_same = not has_amount(one) and msgspec.structs.replace(one, **where) == msgspec.structs.replace(other, **where)
    return is_same and (one.agent_text or "").lower() == (other.agent_text or "").lower()


def merged(dosages: list[tuple[Dosage, int]], stages: Sequence[int] = ()) -> list[Stated]:
    """Dosages of one text, each with the number of its sentence; those of one sentence are told apart on purpose.

    Nor are two without an amount one where an operation stands between them, in a sentence of ``stages``.
    """
    if len(dosages) < 2:
        return [Stated(dosage, (_place(dosage),)) for dosage, _ in dosages]
    groups: list[_Group] = []
    for dosage, sentence, more in _spread(_without_forms(dosages)):
        partners = [
            group
            for group in groups[-_LOOK_BACK:]
            if (group.sentence != sentence or _is_again(group.dosage, dosage))
            and mergeable(group.dosage, dosage)
            and _may_meet(group, dosage, sentence)
            and not _is_other_phase(group.dosage, dosage)
            and not _is_other_time(group.dosage, dosage)
            and not _is_other_stage(group, dosage, sentence, stages)
        ]
        same = [group for group in partners if has_amount(group.dosage) == has_amount(dosage)]
        if same:
            same[0].absorb(dosage, more)
        elif len(partners) == 1:
            partners[0].absorb(dosage, more)
        else:
            groups.append(_Group(dosage, sentence, more))
    complete = [group for group in groups if is_complete(group.dosage)]
    return [
        Stated(group.dosage, tuple(group.places))
        for group in groups
        if has_amount(group.dosage) or not _is_dosed(group.dosage, complete)
    ]


def _is_dosed(dosage: Dosage, groups: Sequence[_Group]) -> bool:
    """Whether the drug has its doses: or both do so that a heading names, ``A/B: either A 75 mg/m2 … or B AUC 5 …``."""
    key = _key(dosage)
    parts = {part.strip() for part in key.split("/")}
    same = {_key(one.dosage) for one in groups if same_schedule(one.dosage, dosage)}
    return key in {_key(one.dosage) for one in groups} or (len(parts) > 1 and parts <= same)


def _key(dosage: Dosage) -> str:
    """The drug; of one whose amount and schedule are stated, a schedule apart is an afterthought."""
    return (dosage.agent_text or "").lower()
