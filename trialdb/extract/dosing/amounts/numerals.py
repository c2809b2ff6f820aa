"""Numbers as registry texts write them: 1,000 · 2.5 · three (3) · 1-5x10^8 · 2 x 105 cells · 1 million."""

from __future__ import annotations

import re
from functools import lru_cache

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18,
    "twenty": 20, "twenty-one": 21, "twenty-four": 24, "twenty-eight": 28, "thirty": 30, "half": 0.5,
}  # fmt: skip
ORDINALS = {
    "other": 2, "alternate": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "tenth": 10, "twelfth": 12, "first": 1,
}  # fmt: skip
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))

# 1,000,000 · 50 000 · 2.5 · .5 · 0,5 · 1,5 mL
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: 000)+(?!\d)|0,\d{1,3}(?!\d)"
    r"|\d{1,2},\d(?=\s?(?:mg|ml|g|mcg|µg|l|gy)(?![a-z]))|\d+(?:\.\d+)?|\.\d+)"
)
# three · three (3) · 3 (three)
INTEGER = rf"(?:\d{{1,4}}(?:\s?\((?:{_WORD})\))?|(?:{_WORD})\b(?:\s?\(\s?\d+\s?\))?)"
# ± 3 days, in brackets, between a number and what it counts
TOLERANCE = (
    r"(?:\s?\(?\s?(?:±|\+\s?/\s?-|(?<=\()\s?\+)\s?(?:up\sto\s)?\d{1,2}"
    r"\s?(?:days?|d|hours?|h|weeks?|min(?:utes)?)?\s?\)?)?"
)


@lru_cache(maxsize=1 << 14)
def number(text: str) -> float:
    """The value of a numeral matched by DIGITS or INTEGER."""
    text = text.strip()
    if text[0].isdigit() or text[0] == ".":
        text = text.split("(")[0].replace(" ", "").strip()
        if text.startswith("0,") or (text[-2:-1] == "," and len(text) <= 4):
            return float(text.replace(",", "."))
        return float(text.replace(",", ""))
    return float(WORDS[text.split("(")[0].strip()])


def whole(text: str) -> int:
    """The same, for counts."""
    return int(number(text))


def tidy(value: float) -> float:
    """``0.1 * 3`` without the dust of binary fractions."""
    return value if value.is_integer() and value < 1e12 else float(f"{value:.12g}")


# 1L NSCLC: a line of treatment, beside a cancer
_LINE = re.compile(r"[1-4](?:l/[1-4])?l\+?(?![a-z0-9/])")
_CANCER = re.compile(
    r"clc|\bcrc|hnscc|\b[a-z]?(?:crpc|hcc|rcc|scc)\b|cancer|tumou?r|carcinoma|melanoma|\b(?:setting|line)\b"
)


def is_line(low: str, at: int, end: int) -> re.Match[str] | None:
    """``1L NSCLC``: a line of treatment, and no litre."""
    match = _LINE.match(low, at, end)
    return match if match and _CANCER.search(low, max(0, at - 60), min(end, at + 40)) else None
