"""How much there is to read under some paths, and how much of it has been read."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO


class Extent:
    """Counts bytes as they lie on disk, so that a packed file of any format tells how far it has been read.

    ``total`` is None where nobody can know, as with standard input.
    """

    def __init__(self, paths: Sequence[str | Path]) -> None:
        sizes = [_size(str(path)) for path in paths]
        self.total = None if None in sizes else sum(filter(None, sizes))
        self._ended = 0
        self._open: IO[bytes] | None = None

    def share(self) -> float | None:
        """From 0 to 1; None where nobody can know, as with standard input."""
        if not self.total:
            return None
        at = self._open.tell() if self._open else 0
        return min(1.0, (self._ended + at) / self.total)

    def begin(self, file: IO[bytes]) -> None:
        """Count ``file`` as far as it is read."""
        self._open = file

    def end(self, size: int) -> None:
        """Count a file of this size wholly, whether it was read or passed over."""
        self._open = None
        self._ended += size


def _size(path: str) -> int | None:
    """The bytes at and below ``path``; None for what is only known when it is read: a pipe, a list of paths."""
    if os.path.lexists(path):
        return _file_size(Path(path)) + sum(
            _file_size(Path(folder, name)) for folder, _, names in os.walk(path) for name in names
        )
    if path == "-" or path.startswith("@"):
        return None
    return sum(_size(found) or 0 for found in glob.iglob(path, recursive=True))  # noqa: PTH207  # may be absolute


def _file_size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0  # whoever reads it says what is wrong
