"""The brackets of JSON text that arrives in pieces, each byte looked at once."""

from __future__ import annotations

import re

# Groups are repeated in (?>(?:…)*), never (?:…)*+: Python before 3.11.5 matches that wrongly (gh-106052).
_PLAIN = rb'[^"\[\]{}]*+(?>(?:"[^"\\]*+(?>(?:\\.[^"\\]*+)*)"[^"\[\]{}]*+)*)'
# Everything up to the next bracket outside strings, or to a string that is not complete yet; deep in a study also
# over pairs of brackets that hold no others, which are most.
_TO_BRACKET = re.compile(_PLAIN, re.DOTALL)
_OVER_LEAVES = re.compile(rb"%b(?>(?:(?:\{%b\}|\[%b\])%b)*)" % (_PLAIN, _PLAIN, _PLAIN, _PLAIN), re.DOTALL)
_DEEP = 3  # brackets inside the one around the studies
_TO_QUOTE = re.compile(rb'[^"\\]*+(?>(?:\\.[^"\\]*+)*)', re.DOTALL)
OPENING = b"[{"
_DEEPEST = 500
_OPENED_BY = {ord("]"): ord("["), ord("}"): ord("{")}


class Brackets:
    """The brackets open at ``at``, the place in a growing buffer up to which it has been read."""

    def __init__(self) -> None:
        self.open = bytearray()
        self.at = 0
        self._in_string = False

    def next(self, data: bytearray, base: int = 0) -> int:
        """The next bracket's position outside strings, or -1 where ``data`` must grow first."""
        outside = _OVER_LEAVES if len(self.open) >= base + _DEEP else _TO_BRACKET
        while self.at < len(data):
            pattern = _TO_QUOTE if self._in_string else outside
            self.at = end = pattern.match(data, self.at).end()  # type: ignore[union-attr]  # both match anything
            if data[end : end + 1] == b'"':
                self._in_string = not self._in_string
                self.at += 1
            elif self._in_string:
                return -1
            elif end < len(data):
                return end
        return -1

    def turn(self, bracket: int) -> bool:
        """Open or close ``bracket``; False where it closes what is not open, or opens more than any study does."""
        self.at += 1
        if bracket in OPENING:
            self.open.append(bracket)
            return len(self.open) <= _DEEPEST
        return bool(self.open) and self.open.pop() == _OPENED_BY[bracket]
