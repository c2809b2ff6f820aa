"""List markers at the beginning of a line: bullets, numbers, letters, roman and circled numbers, codes.

A marker may be read in more than one way ("i." is the first roman number or the ninth letter); which reading counts
is decided by the list it continues.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

Reading = tuple[str, int]  # family and ordinal: ("number", 3), ("letter", 3) for "c"

BULLETS = "•●▪■◦○∙‣⁃►➢✓✔❖◆◇□☐⚫※→➤·・\uf0b7\uf0a7\uf0d8\uf076"
CIRCLED = "①-⑳⑴-⒛❶-❿➀-➓㉑-㉟"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
ROMAN = {roman: value for value, roman in enumerate(_ROMAN, start=1)}

BARE = "n"  # the style of "9 Able to …" and "9: Able to …"
_BULLET_STARTS = f"\\\\*+-–—−o{BULLETS}"
_BULLET = re.compile(rf"\\?(?:\*+(?=\s)|\++(?=\s)|[-–—−]+(?=\s|[^\W\d_]|[(<>≥≤\"\[])|[{BULLETS}]+|o(?=\s))\s*")
_NUMBER = re.compile(
    r"(?P<path>[1-9]\d?(?:\.\d{1,2}){1,3})(?:\\?[.)])?(?=\s+\S)\s*"
    r"|(?P<open>[(（\[]?)(?P<number>\d{1,3})(?:\s?(?P<close>\\?[)）\]]|、|\\?\.(?:\)|(?!\d))|．)|(?P<dash>\s?[-–](?=\s?[A-Z]))(?!\w-)"
    r"|(?P<bare>:(?=\s)|(?=\s(?:[A-Z]|\\?[≥≤<>]))))\s*"
)
_LETTER = re.compile(
    r"(?P<open>[(（\[]?)(?P<letter>[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})(?:(?P<close>\\?[)）\]]|、)|(?P<dot>\\?\.\)?)(?=\s))\s*"
)
_MAYBE = re.compile(
    rf"[(（\[]?\w{{1,5}}(?:[.]\d+)*[ ]?[\\.)）、\]:．–-]|[A-Z]{{1,3}} \d|\d+ \\?[A-Z≥≤<>]|\d+[.]\d|[{CIRCLED}]"
)
_WORD = 6  # letters: more than any marker has
_ANY_CIRCLED = re.compile(f"[{CIRCLED}]")
_CIRCLED = re.compile(rf"(?P<circled>[{CIRCLED}])[.)、]?\s*")
_CODE = re.compile(r"(?P<prefix>[A-Z]{1,3})[- ]?(?P<number>\d{1,2})[.:)]\s+")


class Marker(msgspec.Struct, frozen=True, gc=False):
    """``text[start:end]`` with the blanks after it. ``style`` tells lists apart: "1." from "1)" from "•".

    ``bullet`` is the bullet of a double marker ("* 1."), ``readings`` are empty for a bullet alone.
    """

    start: int
    end: int
    style: str
    readings: tuple[Reading, ...] = ()
    bullet: str = ""


def read_marker(text: str, start: int, end: int) -> Marker | None:
    """The marker that ``text[start:end]`` begins with; double ones ("* 1.", "- a)") are read as one."""
    bullet, words = _read_bullets(text, start, end)
    if numbered := _read_ordinal(text, words, end):
        at, style, readings = numbered
        if at < end:
            again = _read_ordinal(text, at, end)  # "1. 1\.": a converter numbered what was numbered
            if again and again[0] < end and _is_doubled(text[at : again[0]], readings, again[2]):
                at, style, readings = again
            return Marker(start, at, style, readings, bullet)
    return Marker(start, words, bullet, (), bullet) if bullet else None


def _is_doubled(inner: str, outer: tuple[Reading, ...], readings: tuple[Reading, ...]) -> bool:
    return readings[0][0] == "number" and ("\\" in inner or (readings == outer and "." in inner))


def read_bullet(text: str, start: int, end: int) -> Marker | None:
    """The bullets alone that ``text[start:end]`` begins with."""
    bullet, at = _read_bullets(text, start, end)
    return Marker(start, at, bullet, (), bullet) if bullet else None


def has_circled(text: str) -> bool:
    """Whether a text has circled numbers at all; most have none."""
    return not text.isascii() and _ANY_CIRCLED.search(text) is not None


def _read_bullets(text: str, start: int, end: int) -> tuple[str, int]:
    bullet, at = "", start
    while text[at] in _BULLET_STARTS and (match := _BULLET.match(text, at, end)) and match.end() < end:
        bullet = bullet or match[0].strip().lstrip("\\") or match[0]
        at = match.end()
    return bullet, at


def _read_ordinal(text: str, start: int, end: int) -> tuple[int, str, tuple[Reading, ...]] | None:
    if (text[start : start + _WORD].isalpha() and start + _WORD <= end) or not _MAYBE.match(text, start, end):
        return None
    for pattern, read in _ORDINALS:
        if match := pattern.match(text, start, end):
            return match.end(), *read(match)
    return None


def _read_number(match: re.Match[str]) -> tuple[str, tuple[Reading, ...]]:
    if path := match["path"]:
        return f"{path.count('.')}…", ((f"path {path.rpartition('.')[0]}", int(path.rpartition(".")[2])),)
    if match["close"] is None:
        return ("n-" if match["dash"] else BARE), (("number", int(match["number"])),)
    style = _frame(match["open"], match["close"])
    return style, (("number", int(match["number"])),)


def _read_letter(match: re.Match[str]) -> tuple[str, tuple[Reading, ...]]:
    word = match["letter"]
    return _frame(match["open"], match["close"] or match["dot"]), letter_readings(word)


def letter_readings(word: str) -> tuple[Reading, ...]:
    """A letter or roman number in each of its meanings."""
    case = "letter" if word.islower() else "LETTER"
    roman = ROMAN.get(word.lower())
    readings: tuple[Reading, ...] = () if roman is None else ((f"roman {case}", roman),)
    if len(word) == 1:
        readings = ((case, ord(word.lower()) - 96), *readings)
    return readings


def _frame(opening: str, closing: str) -> str:
    return f"({')'}" if opening else ")" if ")" in closing or "）" in closing or "]" in closing else "."


def _read_circled(match: re.Match[str]) -> tuple[str, tuple[Reading, ...]]:
    return "①", (("circled", int(unicodedata.numeric(match["circled"]))),)


def _read_code(match: re.Match[str]) -> tuple[str, tuple[Reading, ...]]:
    return match["prefix"], ((f"code {match['prefix']}", int(match["number"])),)


_ORDINALS = (
    (_NUMBER, _read_number),
    (_LETTER, _read_letter),
    (_CIRCLED, _read_circled),
    (_CODE, _read_code),
)
