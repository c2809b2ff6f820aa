"""What careless tools do to a page: lines lost, doubled, swapped, the end cut off, bytes overwritten."""

from __future__ import annotations

from collections.abc import Callable
from random import Random


def _lines_deleted(page: bytes, random: Random) -> bytes:
    kept = random.uniform(0.5, 0.98)
    return b"".join(line for line in page.splitlines(keepends=True) if random.random() < kept)


def _lines_doubled(page: bytes, random: Random) -> bytes:
    return b"".join(line * random.choice((1, 1, 1, 2)) for line in page.splitlines(keepends=True))


def _lines_swapped(page: bytes, random: Random) -> bytes:
    lines = page.splitlines(keepends=True)
    for _ in range(random.randint(1, len(lines))):
        one, other = random.randrange(len(lines)), random.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _cut(page: bytes, random: Random) -> bytes:
    begin = random.choice((0, 0, random.randrange(len(page))))
    return page[begin : random.randrange(begin, len(page)) + 1]


def _bytes_overwritten(page: bytes, random: Random) -> bytes:
    mangled = bytearray(page)
    for _ in range(random.choice((1, 10, 100))):
        mangled[random.randrange(len(mangled))] = random.randrange(256)
    return bytes(mangled)


def _bytes_put_in(page: bytes, random: Random) -> bytes:
    at = random.randrange(len(page))
    return page[:at] + random.randbytes(random.choice((1, 20, 2000))) + page[at:]


KINDS: dict[str, Callable[[bytes, Random], bytes]] = {
    "lines deleted": _lines_deleted,
    "lines doubled": _lines_doubled,
    "lines swapped": _lines_swapped,
    "cut": _cut,
    "bytes overwritten": _bytes_overwritten,
    "bytes put in": _bytes_put_in,
}


def mangle(page: bytes, number: int) -> tuple[str, bytes]:
    """The ``number``-th mangling of a page: its kind, and what is left; every third page suffers twice."""
    random = Random(number)
    kind = list(KINDS)[number % len(KINDS)]
    mangled = KINDS[kind](page, random)
    if number % 3 == 0 and mangled:
        mangled = random.choice(list(KINDS.values()))(mangled, random)
    return kind, mangled
