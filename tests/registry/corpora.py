"""Real registry records, where the checkout has them beside it; every test of theirs has a twin on our own fixtures."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="real records are not shipped: no ../shared/corpus")


def studies(name: str) -> Iterator[bytes]:
    with gzip.open(CORPUS / name) as lines:
        yield from lines


def members(name: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(CORPUS / name) as archive:
        for member in archive.namelist():
            yield member, archive.read(member)
