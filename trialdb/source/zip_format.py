"""The zip format as far as registry downloads need it, read without holding the directory in memory.

The standard library keeps an object for every member: 400 MB for an archive of all the world's trials.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from trialdb.errors import SourceError
from trialdb.source.streams import CHUNK, DEFLATE, Expansion, inflate

_END = struct.Struct("<4s4H2LH")  # signature, disk, directory disk, entries here, entries, size, offset, comment
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 0xFFFF
_IN_EXTRA = 0xFFFFFFFF
_ENCRYPTED, _UTF8 = 0x1, 0x800
_STORED, _DEFLATED = 0, 8
_NOT_A_ZIP = "is no zip archive, or was cut off: download it again"
_DAMAGED = "the archive's directory is damaged: download it again"


@dataclass(frozen=True, slots=True)
class Member:
    """What the directory says of one member; none of it is trusted but the checksum."""

    name: str
    is_encrypted: bool
    method: int
    checksum: int
    packed_bytes: int
    offset: int


def members_of(archive: IO[bytes]) -> Iterator[Member]:
    """The archive's members in the order of its directory."""
    start, end, shift = _directory(archive)
    at, window, window_at = start, b"", start
    while at + _ENTRY.size <= end:
        if window_at + len(window) < at + CHUNK // 4:  # room for the longest of entries
            window, window_at = _read(archive, at, min(CHUNK, end - at)), at
        fields = _ENTRY.unpack_from(window, at - window_at)
        name_at = at - window_at + _ENTRY.size
        name_size, extra_size, comment_size = fields[10:13]
        extra_at = name_at + name_size
        at += _ENTRY.size + name_size + extra_size + comment_size
        if fields[0] != b"PK\x01\x02" or at > end:
            raise SourceError("", _DAMAGED)
        yield _member(fields, window[name_at:extra_at], window[extra_at : extra_at + extra_size], shift)


def contents(archive: IO[bytes], member: Member, expansion: Expansion) -> Iterator[bytes]:
    """The member's bytes in chunks; the last one only if the checksum is right."""
    held, checksum = b"", 0
    for chunk in _unpacked(archive, member, expansion):
        if held:
            yield held
        held, checksum = chunk, zlib.crc32(chunk, checksum)
    if checksum != member.checksum:
        raise SourceError("", "is damaged: its checksum does not match; download the archive again")
    if held:
        yield held


def _read(archive: IO[bytes], at: int, size: int) -> bytes:
    try:
        archive.seek(at)
        return archive.read(size)
    except (OSError, ValueError, OverflowError) as error:
        raise SourceError("", f"cannot be read: {error}") from error


def _directory(archive: IO[bytes]) -> tuple[int, int, int]:
    """Where the directory begins and ends, and how far all offsets are off (a program may stand before the data)."""
    size = archive.seek(0, 2)
    tail_at = max(0, size - _END.size - _LONGEST_COMMENT)
    tail = _read(archive, tail_at, size - tail_at)
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) - found < _END.size:
        raise SourceError("", _NOT_A_ZIP)
    end = tail_at + found
    *_, directory_size, offset, _ = _END.unpack_from(tail, found)
    locator = _read(archive, max(0, end - _LOCATOR64.size), _LOCATOR64.size)
    if end >= _LOCATOR64.size + _END64.size and locator.startswith(b"PK\x06\x07"):
        end -= _LOCATOR64.size + _END64.size
        *_, directory_size, offset = _END64.unpack(_read(archive, end, _END64.size))
    start = end - directory_size
    if start < 0 or start < offset:
        raise SourceError("", _DAMAGED)
    return start, end, start - offset


def _member(fields: tuple[int, ...], name: bytes, extra: bytes, shift: int) -> Member:
    _, _, _, flags, method, _, _, checksum, packed, unpacked, *_, offset = fields
    if _IN_EXTRA in (packed, unpacked, offset):
        packed, offset = _large_sizes(extra, packed, unpacked, offset)
    try:
        decoded = name.decode("utf-8")  # most tools write it, not all set the flag that says so
    except UnicodeDecodeError:
        decoded = name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    return Member(decoded, bool(flags & _ENCRYPTED), method, checksum, packed, offset + shift)


def _large_sizes(extra: bytes, packed: int, unpacked: int, offset: int) -> tuple[int, int]:
    """Sizes over 4 GB stand in an extra field, only those that do not fit, in this order: unpacked, packed, offset."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            large = list(struct.unpack_from(f"<{min(size, len(extra) - at - 4) // 8}Q", extra, at + 4))
            sizes = [large.pop(0) if value == _IN_EXTRA and large else value for value in (unpacked, packed, offset)]
            return sizes[1], sizes[2]
        at += 4 + size
    return packed, offset


def _unpacked(archive: IO[bytes], member: Member, expansion: Expansion) -> Iterator[bytes]:
    header = _read(archive, member.offset, _LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        raise SourceError("", "is damaged: it does not stand where the archive's directory says")
    name_size, extra_size = _LOCAL.unpack(header)[-2:]
    packed = _packed(archive, member.offset + _LOCAL.size + name_size + extra_size, member.packed_bytes)
    if member.method == _DEFLATED:
        return inflate(packed, DEFLATE, expansion)
    if member.method == _STORED:
        return _counted(packed, expansion)
    raise SourceError("", f"is packed with method {member.method}, which is not read: unpack the archive first")


def _counted(chunks: Iterator[bytes], expansion: Expansion) -> Iterator[bytes]:
    for chunk in chunks:
        expansion.add(len(chunk), len(chunk))
        yield chunk


def _packed(archive: IO[bytes], at: int, size: int) -> Iterator[bytes]:
    end = at + size
    while at < end:
        chunk = _read(archive, at, min(CHUNK, end - at))
        if not chunk:
            raise SourceError("", "ends too early: the archive was cut off; download it again")
        at += len(chunk)
        yield chunk
