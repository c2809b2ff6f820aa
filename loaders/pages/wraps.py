"""Undoing hard wraps, where every line of a page was broken at one width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

_NARROWEST, _WIDEST = 60, 130
_FULL, _MIN_FULL = 0.8, 5  # so many lines reach so far: else the page just has no long line


def unwrapped(lines: Sequence[str], begins: Callable[[str, str, str], bool]) -> list[str]:
    """``lines`` with each one joined to the next where only the width parts them.

    ``begins(line, above, below)`` keeps a line apart from what has been joined above it.

    A line was broken there if the next line's first word had not fitted. A page with longer lines was not wrapped.
    """
    width = max(map(len, lines), default=0)
    n_full = sum(len(line) > width * _FULL for line in lines)
    if not _NARROWEST <= width <= _WIDEST or n_full < _MIN_FULL:
        return list(lines)
    joined: list[str] = []
    room = 0  # what was left on the last line
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        first_word = line.split(maxsplit=1)[0] if line.strip() else ""
        if joined and first_word and joined[-1] and room <= len(first_word) and not begins(line, joined[-1], below):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
        room = width - len(line)
    return joined
