"""The bytes of documents, as ``documents.content`` keeps them."""

from __future__ import annotations

from functools import cache

import zstandard


def compress(data: bytes) -> bytes:
    """A document's bytes as they are kept."""
    return _compressor().compress(data)


def decompress(content: bytes) -> bytes:
    """A document as received."""
    return _decompressor().decompress(content)


@cache
def _compressor() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=1)


@cache
def _decompressor() -> zstandard.ZstdDecompressor:
    return zstandard.ZstdDecompressor()
