"""The base of every piece of a registry study, as API v2 spells it.

A piece refuses fields it does not know: that makes the usual, fully known study cost nothing extra, and
``decoding`` looks closer only at the others.
"""

from __future__ import annotations

import msgspec


class Piece(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True, gc=False):
    """An object of a study; its attributes are API v2's field names in snake case."""


class Dated(Piece, frozen=True):
    """A date with its kind: actual or estimated."""

    date: str | None = None
    type: str | None = None
