"""From the bytes of one file, member or pipe to the documents in it, by what its name says it is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from trialdb.errors import SourceError
from trialdb.source.found import Failed, Found, Limits, Source, too_large
from trialdb.source.json_values import studies
from trialdb.source.streams import GZIP, Expansion, inflate

# A line that is a list or an API page by itself.
_LIST_LINE = re.compile(rb'\s*(?:\[|\{\s*"(?:studies|FullStudiesResponse|nextPageToken|totalCount)")')
_SAMPLE = 8192
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PACKED = {b"PK\x03\x04": "a zip archive", b"\x1f\x8b": "gz data", b"%PDF-": "a PDF"}

Reader = Callable[[str, Iterable[bytes], Limits], Iterator[Found]]


def page(name: str, chunks: Iterable[bytes], limits: Limits) -> Iterator[Found]:
    """The whole text as one document."""
    return _whole(name, chunks, limits.page_bytes)


def xml(name: str, chunks: Iterable[bytes], limits: Limits) -> Iterator[Found]:
    """The whole text as one document."""
    return _whole(name, chunks, limits.record_bytes)


def json(name: str, chunks: Iterable[bytes], limits: Limits) -> Iterator[Found]:
    """Each study of an object, an array or an API page."""
    return studies(name, _utf8(chunks), limits)


def lines(name: str, chunks: Iterable[bytes], limits: Limits) -> Iterator[Found]:
    """Each line as one study; a damaged line is that line's problem alone."""
    line_no = 0
    try:
        for line_no, line, size in _lines(_utf8(chunks), limits.record_bytes):
            place = f"{name}:{line_no}"
            if size > limits.record_bytes:
                yield Failed(place, too_large(size, limits.record_bytes))
            elif _LIST_LINE.match(line):
                yield from studies(place, (line,), limits)
            elif not line.isspace():
                yield Source(place, line)
    except SourceError as error:
        yield Failed(f"{name}:{line_no + 1}", error.why)


def by_content(name: str, chunks: Iterable[bytes], limits: Limits) -> Iterator[Found]:
    """What comes without an extension: JSON, XML or a page, by its first character."""
    stream = iter(chunks)
    first = next(stream, b"")
    begin = first.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    reader = json if begin in (b"[", b"{") else xml if begin == b"<" else page
    return reader(name, chain((first,), stream), limits)


def _lines(chunks: Iterable[bytes], limit: int) -> Iterator[tuple[int, bytes, int]]:
    """``(number, line, size)``; of a line over ``limit`` only its size is kept."""
    line_no, size = 1, 0
    parts: list[bytes] = []
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        for ended, part in chain(((False, first),), ((True, part) for part in others)):
            if ended:
                if size:
                    yield line_no, b"".join(parts), size
                parts, size, line_no = [], 0, line_no + 1
            size += len(part)
            if size <= limit:
                parts.append(part)
            else:
                parts.clear()
    if size:
        yield line_no, b"".join(parts), size


def _whole(name: str, chunks: Iterable[bytes], limit: int) -> Iterator[Found]:
    parts, size = [], 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                yield Failed(name, too_large(None, limit))
                return
            parts.append(chunk)
    except SourceError as error:
        yield Failed(name, error.why)
    else:
        yield Source(name, b"".join(parts))


def _utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Without a byte order mark; what Windows tools saved as UTF-16 becomes UTF-8, the only form JSON may have."""
    stream = iter(chunks)
    first = next(stream, b"")
    if first.startswith(_UTF16):
        decoder = codecs.getincrementaldecoder("utf-16")("replace")
        for chunk in chain((first,), stream):
            yield decoder.decode(chunk).encode("utf-8", "replace")
    else:
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from stream


def _refusal(sample: bytes) -> str | None:
    """Why what begins with ``sample`` is no text at all."""
    for magic, what in _PACKED.items():
        if sample.startswith(magic):
            return f"is {what} under another name: give it its own extension"
    if sample.startswith(_UTF16):
        return None
    sample = sample[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 50:
        return "is binary, not text"
    return None


# Extension → reader. Each may be followed by .gz.
READERS: dict[str, Reader] = {".txt": page, ".json": json, ".ndjson": lines, ".jsonl": lines, ".xml": xml}


def reader_of(name: str) -> tuple[Reader | None, bool]:
    """The reader for a file called ``name``, and whether it is packed with gz; None is an extension we do not read."""
    lowered = name.lower()
    packed = lowered.endswith(".gz")
    stem = lowered.removesuffix(".gz")
    return READERS.get(stem[stem.rfind(".") :] if "." in stem else ""), packed


def documents(
    name: str, reader: Reader, packed: bool, chunks: Iterable[bytes], limits: Limits, size: int | None = None
) -> Iterator[Found]:
    """What ``reader`` finds in ``chunks``; empty, binary and, where ``size`` tells, too large ones are not read."""
    read_whole: dict[Reader, int] = {page: limits.page_bytes, xml: limits.record_bytes}
    limit = read_whole.get(reader)
    if size and limit and size > limit and not packed:
        yield Failed(name, too_large(size, limit))
        return
    if packed:
        chunks = inflate(chunks, GZIP, Expansion(limits))
    stream = iter(chunks)
    try:
        first = next(stream, b"")
    except SourceError as error:
        yield Failed(name, error.why)
        return
    if not first or (first.isspace() and len(first) < _SAMPLE):
        yield Failed(name, "is empty")
    elif why := _refusal(first):
        yield Failed(name, why)
    else:
        yield from reader(name, chain((first,), stream), limits)
