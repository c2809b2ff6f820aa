"""Schedules of which a text leaves open what they are of: they stand apart from amounts that other words state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from trialdb.enrich.dosage_rows import Row, is_of_same_drug
from trialdb.enrich.dosage_sources import Source
from trialdb.extract.dosing import Stated
from trialdb.extract.dosing.merging.merge import has_amount, has_schedule
from trialdb.extract.dosing.names.lexicon import same_agent
from trialdb.records import Dosage

# given in increasing doses weekly: which of them an amount is, is not said
_RISING = re.compile(r"\b(?:increasing|escalating|ascending|rising)\s(?:\w+\s)?dos(?:e|es|ages?)\b", re.IGNORECASE)


def open_schedules(found: Sequence[Stated], text: str) -> set[int]:
    """Which of a text's dosages are schedules without an amount that rises, or ways of which only one can be meant."""
    ways = Counter(one.places[0].start for one in found if not has_amount(one.dosage))
    return {
        index
        for index, one in enumerate(found)
        if not has_amount(one.dosage)
        and (ways[one.places[0].start] > 1 or any(_RISING.search(text, p.start, p.end) for p in one.places))
    }


def is_open_for(row: Row, stated: Stated, *, is_open: bool) -> bool:
    """Whether one of the two is an open schedule, and the other an amount without one."""
    if is_open:
        return has_amount(row.dosage) and not has_schedule(row.dosage)
    return row.is_open and has_amount(stated.dosage) and not has_schedule(stated.dosage)


def _drop_labels(rows: list[Row]) -> None:
    """``Drug X monthly`` of a label, where the arm itself says ``three doses of drug X monthly``."""
    for row in list(rows):
        is_label = all(one.source_field.endswith(".label") for one in row.mentions)
        if is_label and not has_amount(row.dosage) and any(_counts_otherwise(other, row) for other in rows):
            rows.remove(row)


def _counts_otherwise(other: Row, row: Row) -> bool:
    one, another = row.dosage, other.dosage
    is_of_arm = other is not row and row.arms <= other.arms and is_of_same_drug(other, row)
    is_one_period = one.frequency_period_unit is not None and (one.frequency_period, one.frequency_period_unit) == (
        another.frequency_period,
        another.frequency_period_unit,
    )
    return is_of_arm and is_one_period and one.frequency_count == 1 < (another.frequency_count or 0)


def is_strength(row: Row, rows: list[Row]) -> bool:
    """``Drug X 0.6 mg tablet`` of a name, where the arms say that three of them are taken: ``drug X 1.8 mg``."""
    is_name = not row.arms and all(one.source_field.endswith(".name") for one in row.mentions)
    return is_name and has_amount(row.dosage) and any(_is_multiple(other, row) for other in rows)


def _is_multiple(other: Row, row: Row) -> bool:
    one, many = row.dosage.dose_high or 0, other.dosage.dose_high or 0
    is_of_arms = bool(other.arms) and is_of_same_drug(other, row) and other.dosage.dose_unit == row.dosage.dose_unit
    return is_of_arms and 0 < one < many and (many / one).is_integer()


_A_DAY = re.compile(r"\b(?:daily|(?:a|per|each|every)\sday)\b", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:once|single|one\s(?:time|(?:\w+\s){0,2}dose)|qd|od)\b", re.IGNORECASE)


_MEALS_AND_HOURS = (
    "breakfast", "lunch", "dinner", "supper", "morning", "noon", "afternoon", "evening", "night", "bedtime",
)  # fmt: skip
# 250 mg with breakfast
_PART_OF_DAY = re.compile(
    r"\b(?P<value>\d+(?:\.\d+)?)\s?[a-zµ]{1,4}\s(?:with|at|before|after|in\sthe)\s"
    rf"(?:{'|'.join(_MEALS_AND_HOURS)})\b",
    re.IGNORECASE,
)


def _sum_of_day(text: str) -> float | None:
    """What the parts of a day add up to that a text tells."""
    if not any(map(text.lower().__contains__, _MEALS_AND_HOURS)):
        return None
    parts = [float(found["value"]) for found in _PART_OF_DAY.finditer(text)]
    return sum(parts) if len(parts) > 1 else None


def _day_amounts(rows: list[Row], told: Iterable[str]) -> None:
    """``Two capsules daily`` of a drug that is taken twice a day, or ``told`` in parts: the amount of the day."""
    sums = {_sum_of_day(text) for text in told}
    for row in rows:
        one = row.dosage
        if one.frequency != "QD" or one.dose_per != "dose" or one.time_of_day or not _A_DAY.search(row.text):
            continue
        if _ONCE.search(row.text) or not (one.dose_high in sums or any(_parts(other, row) for other in rows)):
            continue
        row.dosage = replace(
            one,
            dose_per="day",
            frequency=None,
            frequency_basis=None,
            frequency_count=None,
            frequency_period=None,
            frequency_period_unit=None,
            interval_days=None,
            doses_per_day=None,
        )


def _parts(other: Row, row: Row) -> bool:
    """Whether another row gives the drug several times a day, in parts of this amount or of no stated one."""
    times = other.dosage.doses_per_day or 0
    if other is row or times < 2 or other.intervention != row.intervention or not is_of_same_drug(other, row):
        return False
    if not has_amount(other.dosage) or (row.dosage.dose_unit or "").startswith("{"):
        return True
    return (
        other.dosage.dose_unit == row.dosage.dose_unit and (other.dosage.dose_high or 0) * times == row.dosage.dose_high
    )


def is_amount_of_arm(row: Row, dosage: Dosage, arm: int) -> bool:
    """Whether an arm states an amount of the drug, and not when it is given."""
    is_bare = has_amount(row.dosage) and not has_schedule(row.dosage)
    return is_bare and arm in row.arms and same_agent(row.dosage.agent_text, dosage.agent_text)


def is_of_other_cycle(row: Row, source: Source, dosage: Dosage) -> bool:
    """``On day 1`` of one arm, ``on day 1 of each 21-day cycle`` of another: two schedules."""
    is_of_others = source.arm is not None and bool(row.arms - {source.arm})
    if not is_of_others or row.dosage.cycle_days != dosage.cycle_days or not dosage.cycle_days:
        return False
    return _comes_round(row.dosage) != _comes_round(dosage)


def _comes_round(dosage: Dosage) -> bool:
    return dosage.cycle_length_days is not None or dosage.frequency not in (None, "ONCE")


def settle_doubts(rows: list[Row], told: Iterable[str]) -> None:
    """Leave out, or call the amount of a day, what other words say is no dose; summaries have ``told`` it."""
    _drop_labels(rows)
    _day_amounts(rows, told)
