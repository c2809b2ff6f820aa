"""What a registry record says of a trial's results."""

from __future__ import annotations

import msgspec


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """The results section of one record."""
