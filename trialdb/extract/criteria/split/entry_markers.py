"""Whether what looks like a marker begins an entry: "2. " in a wrapped sentence, "E. coli" and "1.2 mg/dL" do not."""

from __future__ import annotations

import re

from trialdb.extract.criteria.split.lead_ins import leads_in
from trialdb.extract.criteria.split.markers import BARE, Marker, Reading, read_bullet

Seen = set[Reading | str]  # the numbers and bullets that have begun entries of the section

# "* a) above 27 … or b) above 35": alternatives in one sentence; the "a)" is part of it.
_ALTERNATIVE = re.compile(r"(?<![;.])\s(?:and/or|and|or)\s+[(（]?(?:b|2|ii|B|II)\\?[.)）]")
_LONGEST_LIST = 60
_MOST_LOST = 6  # markers in a row that stand inside lines
# How the second number of a list looks, which shows that the first one was a number: a code's is "I2."
_SECOND = {"n-": re.compile(r"\s2\s?[-–]\s?[A-Z]"), BARE: re.compile(r"\n\W*2(?::\s|\s(?:[A-Z]|\\?[≥≤<>]))")}
_SECOND_BELOW = re.compile(r"[^\n]*\n\W*2\s")
_LAST_LETTER = 26
_SECOND_WITHIN = 3000  # characters
_LONGEST_PARENTHESIS = 300


def entry_marker(text: str, marker: Marker, end: int, is_wrapped: bool, seen: Seen) -> Marker | None:
    """``marker``, or its bullet alone where the number belongs to the words, or None."""
    may_be_words = not marker.bullet or (marker.bullet in "-–" and text[marker.end].isdigit())
    if is_wrapped and may_be_words and _is_in_parentheses(text, marker.start):
        return None
    if marker.readings:
        counts = _counts(text, marker, is_wrapped and not marker.bullet, seen)
        if not counts or (marker.bullet and _ALTERNATIVE.search(text, marker.end, end)):
            bullet = read_bullet(text, marker.start, end) if marker.bullet else None
            return bullet and entry_marker(text, bullet, end, is_wrapped, seen)
        return marker
    is_plain = not is_wrapped or marker.bullet in seen or text[marker.end - 1].isspace()
    return marker if is_plain else None


def _counts(text: str, marker: Marker, is_wrapped: bool, seen: Seen) -> bool:
    if marker.style == BARE and (is_wrapped or (marker.bullet and not _is_in_bare_list(text, marker))):
        return False
    if marker.style == "①" or any((family, ordinal - 1) in seen for family, ordinal in marker.readings):
        return True
    if is_wrapped:
        return leads_in(text, 0, marker.start)
    family, ordinal = marker.readings[0]
    begins = any(number == 1 for _, number in marker.readings)
    following = text[marker.end : marker.end + 1]
    if family.startswith("path"):
        return begins and (not following.islower() or _parent(family) in seen)
    if family.startswith("code") or marker.style in ("n-", BARE):
        return begins and _shows_second(text, marker)
    if family == "number":
        return ordinal <= _LONGEST_LIST
    if marker.style != ".":
        return True
    if family == "roman LETTER" and following.isupper():
        return True  # "II. Adult" is no word
    if family.endswith("LETTER"):
        near = any((family, ordinal - lost) in seen for lost in range(2, _MOST_LOST))
        return (begins or near) and not following.islower()
    return begins or ("number", ordinal - 1) in seen or _shows_next_letter(text, marker)


def _is_in_bare_list(text: str, marker: Marker) -> bool:
    """Whether "* 3 Consent" stands after "* 2 …", or "* 1 Consent" right above it."""
    _, ordinal = marker.readings[0]
    if ordinal == 1:
        return _SECOND_BELOW.match(text, marker.end) is not None
    before = re.compile(rf"(?:^|\n)\W*{ordinal - 1}\s+\S")
    return before.search(text, max(0, marker.start - _SECOND_WITHIN), marker.start) is not None


def _is_in_parentheses(text: str, position: int) -> bool:
    """Whether the line before was broken in "(1 unit = 360 ml of beer / - 150 ml of wine)"."""
    before = text[max(0, position - _LONGEST_PARENTHESIS) : position]
    return before.rfind("(") > max(before.rfind(")"), before.rfind("\n\n"))


def _parent(family: str) -> Reading:
    """The number above "1.2.1" is "1.2"."""
    above, _, last = family.removeprefix("path ").rpartition(".")
    return (f"path {above}" if above else "number", int(last))


def _shows_next_letter(text: str, marker: Marker) -> bool:
    """Whether "m. Prior surgery" is followed by "n. …": a converter made numbers of the letters before."""
    family, ordinal = marker.readings[0]
    if family != "letter" or not text[marker.end].isupper() or ordinal == _LAST_LETTER:
        return False
    following = re.compile(rf"\n\W*{chr(ord('a') + ordinal)}\\?\.\s")
    return following.search(text, marker.end, marker.end + _SECOND_WITHIN) is not None


def _shows_second(text: str, marker: Marker) -> bool:
    """Whether "I1.", "1-" and "1 " are followed by a second one: "T1: …", "1-butanol", "1 Month" are words."""
    second = _SECOND.get(marker.style) or re.compile(rf"\n\W*{marker.style}[- ]?0?2[.:)]")
    return second.search(text, marker.end, marker.end + _SECOND_WITHIN) is not None
