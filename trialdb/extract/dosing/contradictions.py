"""What cannot both be true of a dosage: two texts, or two parts of one, spoke of different things."""

from __future__ import annotations

from typing import Any

import msgspec

from trialdb.records import Dosage

_HOW_OFTEN = ("frequency", "frequency_basis", "frequency_count", "frequency_period", "frequency_period_unit")


_SAYS_NOTHING = frozenset({"agent_text", "role", "until", "char_start", "char_end", "rule"})


def says_anything(dosage: Dosage) -> bool:
    """Whether more is stated than that a drug is given."""
    return any(
        getattr(dosage, name) not in (None, ()) for name in dosage.__struct_fields__ if name not in _SAYS_NOTHING
    )


def consistent(dosage: Dosage) -> Dosage:
    """The same without a single dose's course of days, or the number of several."""
    if dosage.frequency != "ONCE":
        return dosage
    is_several = (dosage.n_doses or 1) > 1
    lasts = dosage.duration_value is not None and (dosage.duration_unit != "d" or dosage.duration_value > 1)
    if not (is_several or lasts):
        return dosage
    changes: dict[str, Any] = dict.fromkeys((*_HOW_OFTEN, "n_doses", "duration_value", "duration_unit"))
    return msgspec.structs.replace(dosage, **changes)
