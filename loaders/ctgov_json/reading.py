"""Values of a registry record as ours, with a note for each that is doubtful."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from loaders.labels import v2_value
from trialdb.extract.dates import parse_date
from trialdb.records import Note, PartialDate

_NINES = frozenset({9_999_999, 99_999_999, 999_999_999})  # enrollment "unknown", as sponsors once entered it
_NEVER = frozenset({"1900-01-01", "1900-01", "1900", "2099-01"})


class Reading:
    """The notes of one record, and the readings that may add one; a doubt is noted once however often it occurs."""

    __slots__ = ("_notes",)

    def __init__(self, notes: Iterable[Note] = ()) -> None:
        self._notes = dict.fromkeys(notes)

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(self._notes)

    def doubt(self, code: str, place: str, message: str, value: str | None = None) -> None:
        self._notes[Note(code, place, message, value)] = None

    def left_out(self, place: str, otherwise: str | None) -> None:
        """A row that lacks what makes it one; ``otherwise`` is something else that it says."""
        self.doubt("missing_value", place, "not stated, so its row is left out", otherwise)

    def date(self, text: str | None, place: str, kind: str | None = None) -> PartialDate | None:
        """``text`` as a date of that kind; None, with a note, for what is no date or stands for none."""
        if not text:
            return None
        if text in _NEVER:
            self.doubt("sentinel_value", place, "stands for a date that nobody knows", text)
            return None
        if kind:
            kind = self.value("date_type", kind, place)
        if (found := _partial_date(text, kind)) is None:
            self.doubt("unreadable_date", place, "not a date", text)
        return found

    def value(self, field: str, label: str | None, place: str | None = None) -> str | None:
        """``label`` as an API v2 value of ``field``; one the registry has invented since is kept, with a note."""
        if not label:
            return None
        value, is_known = v2_value(field, label)
        if not is_known:
            self.doubt("unknown_value", place or field, "not a value the registry is known to use", label)
        return value or None

    def values(self, field: str, labels: Iterable[str], place: str | None = None) -> tuple[str, ...]:
        return tuple(value for label in labels if (value := self.value(field, label, place)))

    def enrollment(self, count: int | None) -> int | None:
        if count is not None and (count in _NINES or count < 0):
            self.doubt("sentinel_value", "enrollment", "stands for an enrollment that nobody knows", str(count))
            return None
        return count

    def degrees(self, stated: float | None, most: float, place: str) -> float | None:
        if stated is None or abs(stated) <= most:
            return stated
        self.doubt("impossible_value", place, "no such place on earth", str(stated))
        return None


@lru_cache(maxsize=1 << 15)
def _partial_date(text: str, kind: str | None) -> PartialDate | None:
    date = parse_date(text)
    return date and PartialDate(date.on, date.precision, kind)
