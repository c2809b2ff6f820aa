"""Short values of a page as the registry's own, each doubt kept as a note."""

from __future__ import annotations

import re
from datetime import date

from loaders.labels import v2_value
from loaders.pages.outline import Outline
from trialdb.extract.ages import age_years
from trialdb.extract.dates import parse_date
from trialdb.records import Note, PartialDate

NOT_STATED = frozenset({"", "-", "--", "n/a", "na", "none", "null", "not provided", "not available", "not specified"})
SENTINEL_COUNTS = frozenset({9999999, 99999999, 999999999})
SENTINEL_DATES = frozenset({date(1900, 1, 1)})

_MAX_VALUE_WORDS = 8  # no enumerated value is longer; a longer one is a text that lost its label
_MAX_COUNT = 2**31 - 1
_WORD = re.compile(r"[^\W_]+")
_COUNT = re.compile(
    r"(?P<count>\d{1,3}(?:[,  ]\d{3})+|\d{1,12})(?: (?:participants?|patients?|subjects?|people))?", re.I
)
_HEALTHY = {
    "yes": True,
    "no": False,
    "true": True,
    "false": False,
    "accepts healthy volunteers": True,
    "does not accept healthy volunteers": False,
}


def one_line(lines: list[str] | None) -> str | None:
    """A short value that may have been wrapped; None where nothing is stated. A value given twice counts once."""
    kept = list(dict.fromkeys(" ".join(line.split()) for line in lines or ()))
    return " ".join(filter(None, kept)) or None


def listed(lines: list[str] | None) -> list[str]:
    """The values of a label that has one a line, each once."""
    return list(dict.fromkeys(value for line in lines or () if (value := " ".join(line.split()))))


def prose(lines: list[str] | None) -> str | None:
    """A longer text as it stands, without the blank lines around it."""
    return "\n".join(lines or ()).strip("\n").rstrip() or None


class Values:
    """Reads the values of one page and collects the notes about those it cannot read."""

    def __init__(self, notes: tuple[Note, ...] = ()) -> None:
        self.notes = list(notes)

    def doubt(self, code: str, place: str, message: str, value: str | None = None) -> None:
        self.notes.append(Note(code=code, place=place, message=message, value=value and value[:200]))

    def unplaced(self, place: str, lines: list[str] | None) -> None:
        """Notes every line that stands where its layout has no use for it."""
        for line in listed(lines):
            self.doubt("unknown_label", place, "Not a label or value this layout is known to have here.", line)

    def left_over(self, found: Outline) -> None:
        """Notes what the outline of a page had no place for."""
        for section in found.unknown:
            self.unplaced(section.label, section.lines)
        for label in found.misplaced:
            self.doubt("misplaced_label", label, "The label stands out of its layout's order and was not used.")

    def enumerated(self, field: str, text: str | None, place: str | None = None) -> str | None:
        """The API v2 value of a label; one never met is kept and noted, a whole sentence is not a value."""
        if not text or not text.strip("-–—. "):
            return None
        if len(_WORD.findall(text)) > _MAX_VALUE_WORDS:
            self.doubt("unreadable_value", place or field, f"Too long for a value of {field}.", text)
            return None
        value, is_known = v2_value(field, text)
        if not is_known:
            self.doubt("unknown_value", place or field, f"Not a known value of {field}.", text)
        return value or None

    def on(self, place: str, text: str | None) -> PartialDate | None:
        if not text or text.casefold() in NOT_STATED:
            return None
        found = parse_date(text)
        if found is None:
            self.doubt("unreadable_date", place, "Not a date.", text)
        elif found.on in SENTINEL_DATES:
            self.doubt("sentinel_value", place, "A placeholder, not a date of this trial.", text)
            return None
        return found

    def count(self, place: str, text: str | None) -> int | None:
        if not text or text.casefold() in NOT_STATED:
            return None
        match = _COUNT.fullmatch(text)
        count = int(re.sub(r"\D", "", match["count"])) if match else None
        if count is None or count > _MAX_COUNT:
            self.doubt("unreadable_value", place, "Not a number of participants.", text)
            return None
        if count in SENTINEL_COUNTS:
            self.doubt("sentinel_value", place, "A placeholder, not a number of participants.", text)
            return None
        return count

    def age(self, place: str, text: str | None) -> str | None:
        """An age in the source's words; None for "no limit"."""
        if not text or text.casefold() in NOT_STATED | {"no limit", "no maximum", "no minimum"}:
            return None
        if age_years(text) is None:
            self.doubt("unreadable_age", place, "Not an age with a unit.", text)
            return None if len(text.split()) > _MAX_VALUE_WORDS else text
        return text

    def healthy(self, text: str | None) -> bool | None:
        if not text or text.casefold() in NOT_STATED:
            return None
        answer = _HEALTHY.get(text.casefold().rstrip("."))
        if answer is None:
            self.doubt("unknown_value", "accepts_healthy_volunteers", "Neither yes nor no.", text)
        return answer
