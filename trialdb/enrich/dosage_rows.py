"""A dosage of a trial with where it is stated, while its trial is read: the same dose, and levels of one drug."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.enrich.dosage_sources import Source
from trialdb.extract.dosing import Stated
from trialdb.extract.dosing.merging.merge import has_amount, has_schedule, joined, mergeable, without_course
from trialdb.extract.dosing.names.lexicon import same_agent
from trialdb.records import Dosage, DosageMention

_NEAR = 80  # characters within which brackets after a dose say whose it is


class Row:
    """A dosage with where it is stated; rows of one dose grow together."""

    __slots__ = (
        "after",
        "arms",
        "before",
        "dosage",
        "given",
        "intervention",
        "interventions",
        "is_apart",
        "is_named",
        "is_open",
        "is_start",
        "is_told",
        "lasts_variously",
        "mentions",
        "text",
    )

    def __init__(self, stated: Stated, source: Source, intervention: int | None) -> None:
        self.dosage = stated.dosage
        self.text = source.text[stated.places[0].start : stated.places[0].end]
        self.after = source.text[stated.places[0].end :][:_NEAR]
        self.before = _before(stated, source)
        self.intervention = intervention
        self.is_named = source.field.endswith(".name") and has_amount(stated.dosage)
        self.arms: set[int] = set()
        self.is_apart = source.is_apart  # of one arm, but which is not said
        self.is_told = False  # its arms are those that a heading above it names
        self.is_open = False  # a schedule that may be of none of the amounts stated apart from it
        self.is_start = False  # what a treatment begins with, before more is given
        self.lasts_variously = False  # some of those that get it do for another time
        self.given = frozenset(source.given)  # what all its arms get
        self.interventions: set[int] = set()
        self.mentions: list[DosageMention] = []
        self.mention(stated, source)

    def mention(self, stated: Stated, source: Source) -> None:
        self.mentions += [
            DosageMention(source_field=source.field, char_start=place.start, char_end=place.end, rule=place.rule)
            for place in stated.places
        ]
        self.is_start = self.is_start or any(
            "." in source.field  # a cohort of a summary starts at a level
            and _STARTS.search(source.text, max(0, place.start - _NEAR), place.start)
            and not _LASTS.search(source.text, place.start, place.end)
            for place in stated.places
        )
        if source.arm is not None:
            self.given = self.given & frozenset(source.given) if self.arms else frozenset(source.given)
            self.arms.add(source.arm)
        if source.told:
            self.arms |= source.told
            self.is_told = True
        if source.intervention is not None:
            self.interventions.add(source.intervention)


# patients start with 1 drop
_STARTS = re.compile(
    r"\b(?:start|begin|commence|initiate)(?:s|ed|ing)?\s(?:with|at|on)\s(?:(?:an?|the)\s)?(?:initial\s)?(?:dos(?:e|age)\sof\s)?$",
    re.IGNORECASE,
)
_LASTS = re.compile(r"\bfor\s(?:[\w-]+\s){0,3}?(?:days?|weeks?|wks?|months?|years?)\b", re.IGNORECASE)


def _before(stated: Stated, source: Source) -> str:
    start = stated.places[0].start
    return source.text[max(0, start - _NEAR) : start]


# 40 mg at week 2
_AT_WEEK = re.compile(
    r"[^.;,\d]{0,25}?\b(?:at|on|in)\s(?:weeks?|months?|visits?)\s\d(?!.*\b(?:every|thereafter|q\d))", re.IGNORECASE
)
# Week 2: 40 mg
_UNDER_WEEK = re.compile(r"(?:week|month|visit)\s\d{1,2}\s?:[^.;:\n]*$", re.IGNORECASE)


def _is_dated(dosage: Dosage, before: str, after: str) -> bool:
    if not has_amount(dosage) or has_schedule(dosage):
        return False
    return _AT_WEEK.match(after) is not None or _UNDER_WEEK.search(before) is not None


def is_of_other_date(row: Row, stated: Stated, source: Source) -> bool:
    """A dose of one week, where that amount is given every other week as well."""
    after = source.text[stated.places[0].end :][:_NEAR]
    return (has_schedule(stated.dosage) and _is_dated(row.dosage, row.before, row.after)) or (
        has_schedule(row.dosage) and _is_dated(stated.dosage, _before(stated, source), after)
    )


def is_of_other_title(row: Row, stated: Stated, source: Source) -> bool:
    """``0.3 mL`` of rush immunotherapy, weekly maintenance immunotherapy: each what an intervention is called."""
    if source.intervention is None or not row.interventions or source.intervention in row.interventions:
        return False
    names = [one.dosage.agent_text or "" for one in (row, stated)]
    is_titled = all(one.dosage.rule in _OF_TITLE for one in (row, stated))
    return is_titled and has_amount(row.dosage) != has_amount(stated.dosage) and names[0].lower() != names[1].lower()


_OF_TITLE = ("title", "title_schedule")


_DURATION = ("duration_value", "duration_unit")


def without_duration(dosage: Dosage) -> Dosage:
    """The same for no stated time."""
    return replace(dosage, **dict.fromkeys(_DURATION))


def is_taken_so(dosage: Dosage) -> bool:
    """Whether a dosage says how much and when, or that it is on demand."""
    return bool(dosage.is_prn) or (has_amount(dosage) and has_schedule(dosage))


def lasts_as(one: Dosage, other: Dosage) -> bool:
    """Whether both are given for the same time, or neither says how long."""
    return all(getattr(one, name) == getattr(other, name) for name in _DURATION)


def is_of_same_drug(other: Row, row: Row) -> bool:
    return same_agent(other.dosage.agent_text, row.dosage.agent_text)


def is_of_other_level(other: Row, row: Row) -> bool:
    """Dose levels of one intervention, an arm each: which of them its further arms get is not said."""
    if other.intervention != row.intervention or not is_of_same_drug(other, row):
        return False
    if has_amount(other.dosage) and has_amount(row.dosage):
        is_of_unit = other.dosage.dose_unit == row.dosage.dose_unit
        amounts = [(one.dosage.dose_low, one.dosage.dose_high) for one in (other, row)]
        return is_of_unit and amounts[0] != amounts[1]
    if row.arms & other.arms:
        return False
    if has_amount(other.dosage):
        return bool(other.arms)
    is_other_schedule = not has_amount(row.dosage) and other.dosage.frequency != row.dosage.frequency
    return bool(other.arms) and is_other_schedule and has_schedule(other.dosage)


def is_level(other: Row, row: Row) -> bool:
    """Whether a row states an amount of a drug as another does: the row itself, or another level."""
    return other.intervention == row.intervention and has_amount(other.dosage) and is_of_same_drug(other, row)


def _is_daily(row: Row, other: Row) -> bool:
    """Whether ``70 mg a day`` is the 70 mg that another row gives once daily."""
    if row.dosage.dose_per != "day" or row.dosage.frequency not in (None, "QD") or other.dosage.frequency != "QD":
        return False
    return row.intervention == other.intervention and mergeable(replace(row.dosage, dose_per="dose"), other.dosage)


def join_daily(rows: list[Row]) -> None:
    """An amount of a day is the one dose of that day, where the trial says so elsewhere."""
    for row in list(rows):
        doses = [
            other for other in rows if other is not row and other.dosage.dose_per == "dose" and _is_daily(row, other)
        ]
        if len(doses) == 1:
            is_of_others = doses[0].arms and row.arms - doses[0].arms
            doses[0].dosage = joined(doses[0].dosage, without_course(row.dosage) if is_of_others else row.dosage)
            doses[0].mentions += row.mentions
            doses[0].arms |= row.arms
            doses[0].interventions |= row.interventions
            rows.remove(row)


def join_bare(rows: list[Row]) -> None:
    """What a label or a name says bare, ``drug X 960 mg``, is the amount a day, or the total, that the trial states."""
    for row in list(rows):
        is_bare = row.dosage.dose_per == "dose" and not has_schedule(row.dosage)
        if not is_bare or not all(one.source_field.endswith((".label", ".name")) for one in row.mentions):
            continue
        whole = [
            other
            for other in rows
            if other.dosage.dose_per in ("day", "total")
            and other.intervention == row.intervention
            and mergeable(replace(row.dosage, dose_per=other.dosage.dose_per), other.dosage)
        ]
        if len(whole) == 1:
            whole[0].mentions += row.mentions
            whole[0].arms |= row.arms
            whole[0].interventions |= row.interventions
            rows.remove(row)


def move_labels(rows: list[Row]) -> None:
    """A label's amount is of the schedule or time that its arm states, if that is another than it was read with."""
    for row in rows:
        if not has_amount(row.dosage) or not (has_schedule(row.dosage) or row.dosage.duration_value):
            continue
        for number in sorted(row.arms) if len(row.arms) > 1 else ():
            said = [one for one in row.mentions if one.source_field.startswith(f"arms[{number}].")]
            if not said or not all(one.source_field.endswith(".label") for one in said):
                continue
            others = [
                other
                for other in rows
                if other is not row
                and number in other.arms
                and is_of_same_drug(other, row)
                and other.dosage.dose_unit == row.dosage.dose_unit
                and other.dosage.dose_high == row.dosage.dose_high
            ]
            if len(others) == 1:
                row.arms.discard(number)
                row.mentions = [one for one in row.mentions if one not in said]
                others[0].mentions += said
