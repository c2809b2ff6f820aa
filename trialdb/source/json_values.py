"""One study after another out of JSON of any size: objects, arrays, API pages, cut or damaged ones included.

Only brackets and strings are looked at, once each; what stands inside a study is the loader's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from trialdb.errors import SourceError
from trialdb.source.brackets import OPENING, Brackets
from trialdb.source.found import Failed, Found, Limits, Skipped, Source, too_large
from trialdb.source.streams import CHUNK

# {"studies": [   {"FullStudiesResponse": {… "FullStudies": [
_PAGE_LIST = re.compile(rb'[{,]\s*"(?:studies|FullStudies)"\s*:\s*\Z')
_REACH = 256  # no key with its blanks is longer
# A study begins; nested in another it occurs only where the other is broken.
_STUDY_START = re.compile(rb'\{\s*"(?:protocolSection|Rank|Study|FullStudy)"\s*:')
_SCALAR = re.compile(rb'"[^"\\]*+(?>(?:\\.[^"\\]*+)*)"?|[^\s,"]++', re.DOTALL)
_BETWEEN = b" \t\n\r\v\f,"  # taken off first: looking for values in a gigabyte of blanks takes a minute
_DAMAGED = "is damaged: its brackets or quotes do not match"


class _Ranked(msgspec.Struct):
    """An element of the classic API's list: the study with its rank in one query."""

    Study: msgspec.Raw


def _unranked(data: bytes) -> bytes:
    """The study without its rank, which changes from query to query."""
    if data.startswith(b'{"protocolSection"'):
        return data
    try:
        return bytes(msgspec.json.decode(data, type=_Ranked).Study)
    except (msgspec.DecodeError, RecursionError):
        return data


class _Splitter:
    """Where we are in a JSON text: studies stand ``base`` brackets deep, the one we are in begins at ``start``."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limit = limits.record_bytes
        self._data = bytearray()
        self._brackets = Brackets()
        self._base = 0
        self._start = -1  # between studies
        self._gap = 0  # where the last study ended, or the list began
        self._dropped = 0  # bytes of a study too large to keep
        self._count = 0
        self._is_list = False
        self._is_broken = False  # brackets do not match
        self._is_lost = False  # so much of something else that the rest is not read

    def split(self, chunks: Iterable[bytes]) -> Iterator[Found]:
        """All studies, each as soon as it is complete, and one ``Failed`` for each stretch that holds none."""
        rest = iter(chunks)
        try:
            for chunk in rest:
                self._data += chunk
                while not self._is_broken and (at := self._brackets.next(self._data, self._base)) >= 0:
                    yield from self._turn(at)
                if self._is_broken or self._swallows_another(len(self._data) - len(chunk) - _REACH, len(self._data)):
                    yield from self._salvage(rest)
                    return
                yield from self._forget()
                if self._is_lost:
                    return
        except SourceError as error:
            yield self._cut(error.why)
        else:
            yield from self._end()

    def _turn(self, at: int) -> Iterator[Found]:
        brackets, bracket = self._brackets, self._data[at]
        depth = len(brackets.open)
        if bracket in OPENING:
            self._is_broken = not brackets.turn(bracket)
            if depth == self._base:
                yield from self._others(at)
                self._start = at
            if bracket == ord("[") and self._opens_list(at, depth):
                self._base, self._start, self._gap, self._is_list = depth + 1, -1, at + 1, True
        elif not brackets.turn(bracket):
            self._is_broken = True
        elif self._start >= 0:
            if depth - 1 == self._base:
                yield from self._study(at + 1)
        else:
            if depth == self._base:  # the list is closed; what follows up to the outermost bracket is the page's
                yield from self._others(at)
                self._base = 0
            self._gap = at + 1

    def _opens_list(self, at: int, depth: int) -> bool:
        if self._base or self._start < 0:
            return False
        return depth == 0 or (
            depth <= 2 and _PAGE_LIST.search(self._data, max(self._start, at - _REACH), at) is not None
        )

    def _place(self) -> str:
        return f"{self._name}[{self._count}]" if self._is_list or self._count > 1 else self._name

    def _study(self, end: int) -> Iterator[Found]:
        """The study that ends at ``end``; one that swallowed its neighbour for want of a quote is taken apart."""
        if self._swallows_another(0, end):
            self._is_broken = True
            return
        size = self._dropped + end - self._start
        self._count += 1
        if size > self._limit:
            yield Failed(self._place(), too_large(size, self._limit))
        elif self._data[self._start] == ord("["):
            yield Failed(self._place(), "is a list where a study was expected")
        else:
            yield Source(self._place(), _unranked(bytes(self._data[self._start : end])))
        self._start, self._gap, self._dropped = -1, end, 0

    def _others(self, end: int, rest: str = "") -> Iterator[Found]:
        """What stands between studies: a comma, or values that are no studies."""
        between = self._data[self._gap : end].strip(_BETWEEN)
        values = _SCALAR.findall(between)
        self._gap = end
        if values:
            self._count += 1
            place = self._place()
            self._count += len(values) - 1
            what = "is not a study but" if self._is_list else "is not JSON:"
            more = f" and {len(values) - 1} more" if len(values) > 1 else ""
            yield Failed(place, f"{what} {values[0][:40].decode(errors='replace')!r}{more}{rest}")

    def _swallows_another(self, begin: int, end: int) -> bool:
        return self._start >= 0 and _STUDY_START.search(self._data, max(self._start + 1, begin), end) is not None

    def _forget(self) -> Iterator[Found]:
        """Let go of all that has been dealt with, and of a study that is already too large."""
        keep = self._brackets.at
        if self._start >= 0 and len(self._data) - self._start <= self._limit and not self._dropped:
            keep = self._start
        elif self._start >= 0:
            self._dropped += keep - self._start
            self._start = keep
        elif len(self._brackets.open) == self._base:
            if keep - self._gap > min(self._limit, CHUNK):
                lost = tuple(self._others(keep, "; what follows is not read"))
                self._is_lost = bool(lost)
                yield from lost
            keep = self._gap
        del self._data[:keep]
        self._brackets.at -= keep
        self._start = max(self._start - keep, -1)
        self._gap = max(self._gap - keep, 0)

    def _salvage(self, rest: Iterator[bytes]) -> Iterator[Found]:
        """Past a study whose brackets or quotes do not match: the others, each from its first key to the next's."""
        self._count += 1
        yield Failed(self._place(), _DAMAGED)
        data = self._data[max(self._start, self._gap) + 1 :]
        self._data, self._start, self._is_list = bytearray(), -1, True
        while True:
            cuts = [match.start() for match in _STUDY_START.finditer(data)]
            for begin, end in pairwise(cuts):
                yield self._segment(data[begin:end])
            del data[: cuts[-1] if cuts else max(0, len(data) - _REACH)]
            if len(data) > self._limit:
                yield self._segment(data)
                data.clear()
            chunk = next(rest, b"")
            if not chunk:
                break
            data += chunk
        if _STUDY_START.match(data):
            yield self._segment(data)

    def _segment(self, data: bytearray) -> Found:
        self._count += 1
        if len(data) > self._limit:
            return Failed(self._place(), too_large(len(data), self._limit))
        brackets = Brackets()
        while (at := brackets.next(data)) >= 0 and brackets.turn(data[at]):
            if not brackets.open:
                return Source(self._place(), _unranked(bytes(data[: at + 1])))
        return Failed(self._place(), _DAMAGED)

    def _cut(self, why: str) -> Failed:
        if self._start >= 0:
            self._count += 1
            return Failed(self._place(), why)
        return Failed(self._name, why)

    def _end(self) -> Iterator[Found]:
        if self._start >= 0:
            yield self._cut("ends in the middle: the file was cut off")
        elif self._brackets.open:
            yield Failed(self._name, f"the list is not closed: the file was cut off after study {self._count}")
        else:
            yield from self._others(len(self._data))
            if not self._count:
                yield Skipped(self._name, "holds no studies")


def studies(name: str, chunks: Iterable[bytes], limits: Limits) -> Iterator[Found]:
    """The studies of a JSON text: one object, several in a row, an array, or an API page of today or before 2024."""
    return _Splitter(name, limits).split(chunks)
