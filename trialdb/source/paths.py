"""From what stands on the command line to files: folders in depth, patterns, lists of paths, standard input."""

from __future__ import annotations

import errno
import glob
import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from trialdb.source.archives import unzip
from trialdb.source.documents import READERS, by_content, documents, reader_of
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


def read_sources(paths: Sequence[str | Path], *, limits: Limits | None = None) -> Iterator[Found]:
    """Every document under ``paths``, in order, and a reason for everything else that was met.

    A path is a file, a folder (read in depth), a quoted pattern (``"dump/*.json"``), ``-`` for standard input, or
    ``@list.txt``, a file that names one path a line.
    """
    walk = _Walk(limits or Limits())
    for path in paths:
        yield from walk.path(str(path))


class _Walk:
    """One walk over all paths: a folder is read once, by whatever links it is reached."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._folders: dict[_FolderId, str] = {}

    def path(self, path: str) -> Iterator[Found]:
        if path == STDIN:
            yield from _piped(sys.stdin.buffer, self._limits)
        elif os.path.lexists(path):
            yield from self._existing(path, ())
        elif path.startswith("@"):
            yield from self._listed(path[1:])
        elif glob.has_magic(path):
            matches = sorted(glob.iglob(path, recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern
            for match in matches:
                yield from self._existing(match, ())
            if not matches:
                yield Failed(clean_name(path), "matches no file")
        else:
            yield Failed(clean_name(path), "does not exist")

    def _listed(self, list_path: str) -> Iterator[Found]:
        """The paths that a file names, one a line, as they would stand on the command line."""
        try:
            with sys.stdin if list_path == STDIN else Path(list_path).open(encoding="utf-8-sig") as lines:
                paths = [line.rstrip("\r\n") for line in lines]
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
            yield Failed(clean_name(f"@{list_path}"), f"the list of paths cannot be read: {why}")
            return
        for path in paths:
            if path.startswith("@"):
                yield Failed(clean_name(path), "is a list in a list: name it on the command line")
            elif path.strip():
                yield from self.path(path)

    def _existing(self, path: str, above: tuple[_FolderId, ...]) -> Iterator[Found]:
        name = clean_name(path)
        try:
            status = Path(path).stat()
        except OSError as error:
            yield Failed(name, _refusal(path, error))
            return
        kind = stat.S_IFMT(status.st_mode)
        if kind == stat.S_IFDIR:
            yield from self._folder(path, (status.st_dev, status.st_ino), above)
        elif kind == stat.S_IFREG:
            yield from self._file(path, name)
        else:
            yield Failed(name, f"{_STRANGE.get(kind, 'is no ordinary file')}: not opened")

    def _folder(self, path: str, folder: _FolderId, above: tuple[_FolderId, ...]) -> Iterator[Found]:
        name = clean_name(path)
        if folder in above:
            yield Failed(name, f"is a link that leads back to {self._folders[folder]}: not followed")
            return
        if folder in self._folders:
            yield Skipped(name, f"is the folder {self._folders[folder]}, already read")
            return
        self._folders[folder] = name
        try:
            entries = sorted(entry.name for entry in Path(path).iterdir())
        except OSError as error:
            yield Failed(name, _refusal(path, error))
            return
        if not entries:
            yield Skipped(name, "is an empty folder")
        for entry in entries:
            inner = str(Path(path) / entry)
            if is_hidden(entry):
                yield Skipped(clean_name(inner), "is hidden")
            else:
                yield from self._existing(inner, (*above, folder))

    def _file(self, path: str, name: str) -> Iterator[Found]:
        reader, packed = reader_of(path)
        is_zip = path.lower().endswith(".zip")
        if reader is None and not is_zip:
            yield Skipped(name, f"is not read: its extension is none of {_EXTENSIONS}, .zip, nor one of them with .gz")
            return
        try:
            with Path(path).open("rb") as stream:
                if reader is None:
                    yield from unzip(name, stream, self._limits)
                else:
                    yield from documents(name, reader, packed, chunks_of(stream), self._limits)
        except OSError as error:
            yield Failed(name, _refusal(path, error))


def _refusal(path: str, error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "is a link that leads back to itself"
    if error.errno == errno.ENOENT and Path(path).is_symlink():
        return "is a link that leads nowhere"
    return f"cannot be read: {error.strerror or error}"


def _piped(stream: Readable, limits: Limits) -> Iterator[Found]:
    """Standard input has no extension: its first bytes say what it is."""
    name = "stdin"
    chunks = chunks_of(stream)
    first = next(chunks, b"")
    if first.startswith(b"PK\x03\x04"):
        with tempfile.TemporaryFile() as copy:
            for chunk in chain((first,), chunks):
                copy.write(chunk)
            yield from unzip(name, copy, limits)
        return
    packed = first.startswith(b"\x1f\x8b")
    yield from documents(name, by_content, packed, chain((first,), chunks), limits)
