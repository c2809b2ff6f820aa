"""Where a trial runs."""

from __future__ import annotations

import msgspec

from trialdb.records.people import Contact


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """A facility of the trial. ``country`` is as written; the vocabulary gives it a code."""

    facility: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    status: str | None = None
    contacts: tuple[Contact, ...] = ()


class Country(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    is_removed: bool = False
