"""Who runs a trial, and whom to ask."""

from __future__ import annotations

from typing import Literal

import msgspec


class Sponsor(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    role: Literal["lead", "collaborator"]
    sponsor_class: str | None = None


class Official(msgspec.Struct, frozen=True, kw_only=True):
    """An investigator or study official with overall responsibility."""

    name: str
    role: str | None = None
    affiliation: str | None = None


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """A central contact, a contact of one site, or the point of contact for results."""

    name: str | None = None
    role: str | None = None
    phone: str | None = None
    phone_ext: str | None = None
    email: str | None = None
    organization: str | None = None
