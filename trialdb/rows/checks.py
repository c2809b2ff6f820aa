"""What binary COPY would not check: numbers too large for their column, NUL bytes, broken surrogates, endless names.

Each is mended with a note, so that one odd value neither stops a document nor gets lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from trialdb.columns import TABLES
from trialdb.records import Note
from trialdb.rows.tables import TableRows

# A B-tree entry holds at most a third of a page.
INDEXED_BYTES = 2600
_RANGES = {"integer": 2**31, "bigint": 2**63}


class _Check(NamedTuple):
    position: int
    column: str
    is_wrong: Callable[[Sequence[Any]], bool]
    mend: Callable[[Any], tuple[Any, str | None]]


def check(name: str, found: TableRows) -> Iterator[tuple[int, Note]]:
    """Mend the rows of a table in place; yields (trial_id, note) for every value that had to be mended."""
    values = list(zip(*found.rows, strict=True))
    for position, column, is_wrong, mend in _checks(name, found.columns) if values else ():
        if not is_wrong(values[position]):
            continue
        for index, row in enumerate(found.rows):
            value, why = mend(row[position])
            if why:
                found.rows[index] = (*row[:position], value, *row[position + 1 :])
                yield row[0], Note("mended_value", f"{name}.{column}", why, repr(row[position])[:200])


@cache
def _checks(name: str, columns: tuple[str, ...]) -> tuple[_Check, ...]:
    known = TABLES[name].columns
    checks = []
    for position, column in enumerate(columns):
        kind = known[column].type
        if (limit := _RANGES.get(kind)) and not known[column].is_key:
            checks.append(_Check(position, column, _outside(limit), _into_range(limit)))
        elif kind == "text":
            checks.append(_Check(position, column, _unclean, _clean))
            if known[column].is_indexed:
                checks.append(_Check(position, column, _too_long, _shorten))
        elif kind == "integer[]":
            checks.append(_Check(position, column, _any_outside(2**31), _without_outside(2**31)))
    return tuple(checks)


def _outside(limit: int) -> Callable[[Sequence[Any]], bool]:
    def is_wrong(values: Sequence[Any]) -> bool:
        stated = [value for value in values if value is not None]
        return bool(stated) and (max(stated) >= limit or min(stated) < -limit)

    return is_wrong


def _into_range(limit: int) -> Callable[[Any], tuple[Any, str | None]]:
    def mend(value: Any) -> tuple[Any, str | None]:
        if value is None or -limit <= value < limit:
            return value, None
        return None, "too large a number for its column; not stored, but kept in the document"

    return mend


def _any_outside(limit: int) -> Callable[[Sequence[Any]], bool]:
    return lambda values: any(not -limit <= number < limit for value in values if value for number in value)


def _without_outside(limit: int) -> Callable[[Any], tuple[Any, str | None]]:
    def mend(value: Any) -> tuple[Any, str | None]:
        if not value or all(-limit <= number < limit for number in value):
            return value, None
        return None, "a number too large for its column; not stored, but kept in the document"

    return mend


def _unclean(values: Sequence[Any]) -> bool:
    text = "".join(filter(None, values))
    if "\0" in text:
        return True
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _clean(value: str | None) -> tuple[str | None, str | None]:
    if value is None or not _unclean([value]):
        return value, None
    mended = value.replace("\0", "").encode("utf-8", "replace").decode()
    return mended, "held NUL bytes or broken surrogates; they were removed or replaced by ?"


def _too_long(values: Sequence[Any]) -> bool:
    stated = list(filter(None, values))
    if max(map(len, stated), default=0) * 4 <= INDEXED_BYTES:
        return False
    return any(len(value.encode()) > INDEXED_BYTES for value in stated)


def _shorten(value: str | None) -> tuple[str | None, str | None]:
    if value is None or len(value.encode()) <= INDEXED_BYTES:
        return value, None
    short = value.encode()[:INDEXED_BYTES].decode("utf-8", "ignore")
    return short, f"longer than an indexed name may be; cut after {INDEXED_BYTES} bytes"
