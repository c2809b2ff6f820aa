"""The documents in a zip archive, member by member."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

from trialdb.errors import SourceError
from trialdb.source.documents import documents, reader_of
from trialdb.source.found import Failed, Found, Limits, Skipped
from trialdb.source.names import is_hidden, member_name
from trialdb.source.streams import Expansion
from trialdb.source.zip_format import Member, contents, members_of

_DEEPEST = 1  # an archive in an archive


def unzip(name: str, archive: IO[bytes], limits: Limits, depth: int = 0) -> Iterator[Found]:
    """What the archive's members hold, in the archive's order; one level of archives in the archive is read too."""
    expansion = Expansion(limits, archive.seek(0, 2))
    n_members = 0
    try:
        for member in members_of(archive):
            n_members += 1
            if not member.name.endswith("/"):
                yield from _member(name, archive, member, expansion, limits, depth)
    except SourceError as error:
        yield Failed(name, error.why)
    else:
        if not n_members:
            yield Skipped(name, "is an empty archive")


def _member(
    name: str, archive: IO[bytes], member: Member, expansion: Expansion, limits: Limits, depth: int
) -> Iterator[Found]:
    label = member_name(member.name)
    place = f"{name}!{label}"
    reader, packed = reader_of(label)
    is_archive = label.lower().endswith(".zip")
    if is_hidden(label):
        yield Skipped(place, "is hidden")
    elif reader is None and not is_archive:
        yield Skipped(place, "is not read: its extension is none of a document's")
    elif member.is_encrypted:
        yield Failed(place, "is encrypted: unpack the archive with its password first")
    elif reader is not None:
        yield from documents(place, reader, packed, contents(archive, member, expansion), limits)
    elif depth < _DEEPEST:
        yield from _inner(place, archive, member, expansion, limits, depth)
    else:
        yield Failed(place, "is an archive in an archive in an archive: unpack it first")


def _inner(
    place: str, archive: IO[bytes], member: Member, expansion: Expansion, limits: Limits, depth: int
) -> Iterator[Found]:
    """An archive can only be read from a file of its own."""
    with tempfile.TemporaryFile() as copy:
        try:
            for chunk in contents(archive, member, expansion):
                copy.write(chunk)
        except SourceError as error:
            yield Failed(place, error.why)
        else:
            yield from unzip(place, copy, limits, depth + 1)
