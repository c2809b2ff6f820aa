"""What every record is made of: dates with a precision, and notes about doubtful values."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Precision = Literal["day", "month", "year"]


class PartialDate(msgspec.Struct, frozen=True):
    """A date as far as the source states it.

    ``on`` is the first day of the stated month or year; ``kind`` is the registry's
    ``ACTUAL`` or ``ESTIMATED`` where the source says.
    """

    on: date
    precision: Precision = "day"
    kind: str | None = None


class Note(msgspec.Struct, frozen=True):
    """A doubtful value, kept and counted: it becomes a warning in ``load_problems``.

    ``code`` names the kind of doubt (``unknown_value``, ``unreadable_date``, ``sentinel_value``,
    ``unknown_field``, ``truncated_list`` …), ``place`` the field it stands in,
    ``value`` the words as written, ``message`` one clear sentence.
    """

    code: str
    place: str
    message: str
    value: str | None = None
