"""What a path turns out to hold: documents, and for everything else the reason why it is none."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """One document as received. ``name`` says where from: ``dump.zip!NCT00000001.json``, ``dump.ndjson.gz:17``."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is no document and was not meant as one: a hidden file, another extension, an empty list."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Something that should have been a document and cannot be read; ``why`` is for the user as it stands."""

    name: str
    why: str


Found = Source | Skipped | Failed


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document may hold, and how far compressed data may expand before it counts as a bomb.

    Registry records compress 5 to 20 times; deflate cannot do better than 1032 times. The ratio is looked at once
    ``unchecked_bytes`` have come out, so that a small file of blanks is no bomb.
    """

    page_bytes: int = 16 * MEGABYTE
    record_bytes: int = 64 * MEGABYTE
    ratio: int = 200
    unchecked_bytes: int = 64 * MEGABYTE


def size_text(n_bytes: int) -> str:
    """``n_bytes`` as people write it: ``812 bytes``, ``2 kB``, ``300 MB``, ``1.5 GB``."""
    if n_bytes < 1000:
        return f"{n_bytes} bytes"
    if n_bytes < MEGABYTE:
        return f"{n_bytes / 1024:.0f} kB"
    return f"{n_bytes / MEGABYTE:.0f} MB" if n_bytes < 1024 * MEGABYTE else f"{n_bytes / MEGABYTE / 1024:.1f} GB"


def too_large(size: int | None, limit: int) -> str:
    """Why a document over ``limit`` was not read; ``size`` is None where it was not read to its end."""
    is_size = f"is {size_text(size)}, larger" if size else "is larger"
    return f"{is_size} than the {size_text(limit)} one document may have: split it, one trial to a file or line"
