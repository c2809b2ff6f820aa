"""The documents in a zip archive, member by member, trusting none of its headers."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from trialdb.errors import SourceError
from trialdb.source.documents import documents, reader_of
from trialdb.source.found import Failed, Found, Limits, Skipped
from trialdb.source.names import is_hidden, member_name
from trialdb.source.streams import CHUNK, Expansion

_ENCRYPTED = 0x1


def unzip(name: str, archive: IO[bytes], limits: Limits, depth: int = 0) -> Iterator[Found]:
    """What the archive's members hold, in the archive's order; one level of archives in the archive is read too."""
    archive_bytes = archive.seek(0, 2)
    try:
        members = zipfile.ZipFile(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Failed(name, f"is no zip archive that can be read: {error}")
        return
    expansion = Expansion(limits, archive_bytes)
    with members:
        for member in members.infolist():
            if not member.is_dir():
                yield from _member(name, members, member, expansion, limits, depth)


def _member(
    archive: str, members: zipfile.ZipFile, member: zipfile.ZipInfo, expansion: Expansion, limits: Limits, depth: int
) -> Iterator[Found]:
    label = member_name(member.filename)
    name = f"{archive}!{label}"
    reader, packed = reader_of(label)
    nested = label.lower().endswith(".zip")
    if is_hidden(label):
        yield Skipped(name, "is a hidden file")
    elif reader is None and not nested:
        yield Skipped(name, "has an extension that is not read")
    elif member.flag_bits & _ENCRYPTED:
        yield Failed(name, "is encrypted: unpack the archive with its password first")
    elif nested and depth:
        yield Failed(name, "is an archive in an archive in an archive: unpack it first")
    elif nested:
        with tempfile.TemporaryFile() as copy:
            try:
                for chunk in _unpacked(members, member, expansion):
                    copy.write(chunk)
            except SourceError as error:
                yield Failed(name, error.why)
            else:
                yield from unzip(name, copy, limits, depth + 1)
    elif reader is not None:
        yield from documents(name, reader, packed, _unpacked(members, member, expansion), limits)


def _unpacked(members: zipfile.ZipFile, member: zipfile.ZipInfo, expansion: Expansion) -> Iterator[bytes]:
    try:
        with members.open(member) as stream:
            while chunk := stream.read(CHUNK):
                expansion.add(len(chunk), 0)
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise SourceError("", f"the archive member is damaged: {error}") from error
