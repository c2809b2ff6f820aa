"""From what stands on the command line to files: folders in depth, patterns, lists of paths, standard input."""

from __future__ import annotations

import codecs
import errno
import glob
import os
import stat
import sys
import tempfile
from collections.abc import Generator, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from trialdb.errors import SourceError
from trialdb.source.archives import unzip
from trialdb.source.documents import READERS, by_content, documents, reader_of
from trialdb.source.extent import Extent
from trialdb.source.found import Failed, Found, Limits, Skipped
from trialdb.source.names import clean_name, is_hidden
from trialdb.source.streams import Readable, chunks_of

STDIN = "-"
_EXTENSIONS = ", ".join(READERS)
_STRANGE = {
    stat.S_IFIFO: "is a named pipe",
    stat.S_IFSOCK: "is a socket",
    stat.S_IFCHR: "is a device",
    stat.S_IFBLK: "is a device",
}
_FolderId = tuple[int, int]


def read_sources(
    paths: Sequence[str | Path], *, limits: Limits | None = None, extent: Extent | None = None
) -> Iterator[Found]:
    """Every document under ``paths``, in order, and a reason for everything else that was met.

    A path is a file, a folder (read in depth), a quoted pattern (``"dump/*.json"``), ``-`` for standard input, or
    ``@list.txt``, a file that names one path a line. ``extent`` is told how far it got.
    """
    walk = _Walk(limits or Limits(), extent or Extent(()))
    for path in paths:
        yield from walk.path(str(path))


class _Above(NamedTuple):
    """The folders that a path was reached through, the nearest first."""

    folder: _FolderId
    above: _Above | None


class _Walk:
    """One walk over all paths: a folder is read once, by whatever links it is reached."""

    def __init__(self, limits: Limits, extent: Extent) -> None:
        self._limits = limits
        self._extent = extent
        self._folders: dict[_FolderId, str] = {}

    def path(self, path: str) -> Iterator[Found]:
        if path == STDIN:
            yield from _piped(sys.stdin.buffer, self._limits)
        elif os.path.lexists(path):
            yield from self._below(path)
        elif path.startswith("@"):
            yield from self._listed(path[1:])
        elif glob.has_magic(path):
            matches = sorted(glob.iglob(path, recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern
            for match in matches:
                yield from self._below(match)
            if not matches:
                yield Failed(clean_name(path), "matches no file")
        else:
            yield Failed(clean_name(path), "does not exist")

    def _listed(self, list_path: str) -> Iterator[Found]:
        """The paths that a file names, one a line, as they would stand on the command line."""
        try:
            lines = sys.stdin.buffer.read() if list_path == STDIN else Path(list_path).read_bytes()
        except OSError as error:
            yield Failed(clean_name(f"@{list_path}"), f"the list of paths {_refusal(list_path, error)}")
            return
        for path in os.fsdecode(lines.removeprefix(codecs.BOM_UTF8)).splitlines():
            if path.startswith("@"):
                yield Failed(clean_name(path), "is a list in a list: name it on the command line")
            elif path.strip():
                yield from self.path(path)

    def _below(self, path: str) -> Iterator[Found]:
        """The file at ``path`` or all files below it; not by recursion, for folders may be deeper than the stack."""
        waiting: list[tuple[str, _Above | None]] = [(path, None)]
        while waiting:
            at, above = waiting.pop()
            try:
                status = Path(at).stat()
                kind = stat.S_IFMT(status.st_mode)
                if kind == stat.S_IFDIR:
                    entry = _Above((status.st_dev, status.st_ino), above)
                    entries = yield from self._folder(at, entry)
                    waiting += [(inner, entry) for inner in reversed(entries)]
                elif kind == stat.S_IFREG:
                    yield from self._file(at, status.st_size)
                    self._extent.end(status.st_size)
                else:
                    yield Failed(clean_name(at), f"{_STRANGE.get(kind, 'is no ordinary file')}: not opened")
            except OSError as error:
                yield Failed(clean_name(at), _refusal(at, error))

    def _folder(self, path: str, entry: _Above) -> Generator[Found, None, list[str]]:
        """The paths in a folder that are to be read; one that was read already gives none, and is listed."""
        name, known = clean_name(path), self._folders.get(entry.folder)
        if known is not None:
            yield _again(name, known, entry)
            return []
        self._folders[entry.folder] = name
        entries = sorted(inner.name for inner in Path(path).iterdir())
        if not entries:
            yield Skipped(name, "is an empty folder")
        for hidden in filter(is_hidden, entries):
            yield Skipped(clean_name(str(Path(path) / hidden)), "is hidden")
        return [str(Path(path) / inner) for inner in entries if not is_hidden(inner)]

    def _file(self, path: str, size: int) -> Iterator[Found]:
        name = clean_name(path)
        reader, packed = reader_of(path)
        if reader is None and not path.lower().endswith(".zip"):
            yield Skipped(name, f"is not read: its extension is none of {_EXTENSIONS}, .zip, nor one of them with .gz")
            return
        with Path(path).open("rb") as stream:
            self._extent.begin(stream)
            if reader is None:
                yield from unzip(name, stream, self._limits)
            else:
                yield from documents(name, reader, packed, chunks_of(stream), self._limits, size)


def _again(name: str, known: str, entry: _Above) -> Found:
    above = entry.above
    while above is not None:
        if above.folder == entry.folder:
            return Failed(name, f"is a link that leads back to {known}: not followed")
        above = above.above
    return Skipped(name, f"is the folder {known}, already read")


def _refusal(path: str, error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "is a link that leads back to itself"
    if error.errno == errno.ENOENT and Path(path).is_symlink():
        return "is a link that leads nowhere"
    return f"cannot be read: {error.strerror or error}"


def _piped(stream: Readable, limits: Limits) -> Iterator[Found]:
    """Standard input has no extension: its first bytes say what it is."""
    name = "stdin"
    try:
        chunks = chunks_of(stream)
        first = next(chunks, b"")
        everything = chain((first,), chunks)
        if first.startswith(b"PK\x03\x04"):
            with tempfile.TemporaryFile() as copy:
                copy.writelines(everything)
                yield from unzip(name, copy, limits)
        else:
            yield from documents(name, by_content, first.startswith(b"\x1f\x8b"), everything, limits)
    except SourceError as error:
        yield Failed(name, error.why)
    except OSError as error:
        yield Failed(name, f"cannot be kept for reading: {error.strerror or error}")
