"""Bytes in chunks, unpacked on the way, never more than a chunk at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

from trialdb.errors import SourceError
from trialdb.source.found import MEGABYTE, Limits, size_text

CHUNK = MEGABYTE
GZIP = 16 + zlib.MAX_WBITS
DEFLATE = -zlib.MAX_WBITS


class Readable(Protocol):
    """An open binary file, pipe or archive member."""

    def read(self, size: int = -1, /) -> bytes: ...


def chunks_of(stream: Readable) -> Iterator[bytes]:
    """What ``stream`` still holds; the system's refusal becomes a ``SourceError``."""
    try:
        while chunk := stream.read(CHUNK):
            yield chunk
    except OSError as error:
        raise SourceError("", f"cannot be read: {error.strerror or error}") from error


class Expansion:
    """How much has come out for what went in, over one gz file or one whole archive."""

    def __init__(self, limits: Limits, archive_bytes: int | None = None) -> None:
        self._limits = limits
        self._archive_bytes = archive_bytes
        self.produced = 0

    def add(self, produced: int, consumed: int) -> None:
        """Count ``produced`` bytes; more than the allowed ratio to what was ``consumed`` so far is a bomb."""
        self.produced += produced
        packed = consumed if self._archive_bytes is None else self._archive_bytes
        if self.produced > self._limits.unchecked_bytes and self.produced > self._limits.ratio * packed:
            raise SourceError(
                "",
                f"unpacks to more than {self._limits.ratio} times its size ({size_text(self.produced)} "
                f"from {size_text(packed)} so far): refused as a zip bomb; unpack it yourself if it is real",
            )


def inflate(packed: Iterable[bytes], wbits: int, expansion: Expansion) -> Iterator[bytes]:
    """The unpacked chunks of gz members (one after another) or of one zip member.

    A chunk is handed out only when the next one is sound: what stands directly before damage is not trusted.
    A stream that just ends is different: all before the cut is handed out first.
    """
    inflater = zlib.decompressobj(wbits)
    held = b""
    consumed = 0
    for piece in packed:
        consumed += len(piece)
        while piece:
            if inflater.eof:  # the next gz member, or the padding tapes and some servers leave behind the last
                piece = piece.lstrip(b"\0")
                if wbits != GZIP or not piece:
                    break
                inflater = zlib.decompressobj(wbits)
            try:
                unpacked = inflater.decompress(piece, CHUNK)
            except zlib.error as error:
                raise SourceError("", f"the compressed data are damaged ({_reason(error)})") from error
            expansion.add(len(unpacked), consumed)
            if held and unpacked:
                yield held
            held = unpacked or held
            piece = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    if held:
        yield held
    if consumed and not inflater.eof:
        raise SourceError("", "the compressed data end too early: the file was cut off; download it again")


def _reason(error: zlib.error) -> str:
    return str(error).rpartition(": ")[2]
