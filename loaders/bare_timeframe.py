"""Bare time-frame pages: no title, no id, two lines of text, five labels, then lists without any heading (crick.ai).

After ``Enrollment`` and its number come descriptions of the interventions, then the sites, then the outcomes. What
tells them apart is their form: a place ends in a country, an outcome ends in ``Time frame:``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from loaders.labels import values as known_values
from loaders.pages.endings import is_cut
from loaders.pages.outline import Label, Outline, carries, outline
from loaders.pages.page import page_lines, read_page
from loaders.pages.places import parse_place
from loaders.pages.values import Values, one_line
from loaders.pages.wraps import unwrapped
from trialdb.errors import DocumentError
from trialdb.records import Intervention, Outcome, Site, TrialRecord

PARSER_VERSION = "1"
RANK = 10

LABELS = (
    Label("Study Type"),
    Label("Allocation"),
    Label("Purpose"),
    Label("Masking"),
    Label("Enrollment"),
)
_NAMES = frozenset(label.name for label in LABELS)
_TIME_FRAME = "Time frame:"
_NOTICE = re.compile(  # the site's own, between any two outcomes
    r"\binformational purposes\b|\b(?:not|neither)\b.{0,60}\bmedical advice\b", re.IGNORECASE
)
_FACILITY = re.compile(
    r"hospital|clinic|universit|cent(?:er|re)\b|institut|department|college|investigative sites?", re.IGNORECASE
)
_NOWHERE = re.compile(r"(?:many|multiple|several|various) (?:locations|sites|cities)\b", re.IGNORECASE)
_MAX_FACILITY = _MAX_MEASURE = 254  # the registry's limits
_LONG = 150  # without a facility's words, a longer line describes an intervention


class _Lists(NamedTuple):
    """The lines below the enrollment, told apart."""

    interventions: list[str]
    sites: list[Site]
    outcomes: list[str]


def claims(name: str, data: bytes) -> bool:  # noqa: ARG001
    if not carries(data, (*LABELS, Label(_TIME_FRAME)), at_least=2):
        return False
    lines = page_lines(data)
    stated = next((line for line in outline(lines, LABELS).get("Study Type") or () if line.strip()), "")
    return stated in known_values("study_type") or any(line.startswith(_TIME_FRAME) for line in lines)


def parse(name: str, data: bytes) -> Iterator[TrialRecord]:  # noqa: ARG001
    page = read_page(data)
    found = outline(unwrapped(page.lines, _is_apart), LABELS)
    values = Values(page.notes)
    enrollment, below = _enrollment(found, values)
    if enrollment is None and not below:
        raise DocumentError(f"after {found.last!r}", "the page breaks off: no number of participants follows")
    if below and is_cut("\n".join(below)):
        raise DocumentError(f"after {found.last!r}", f"the page breaks off behind {below[-1][-30:]!r}")
    lists = _told_apart(below, has_arms=one_line(found.get("Study Type")) == "INTERVENTIONAL")
    if not lists.sites and not any(line.startswith(_TIME_FRAME) for line in lists.outcomes):
        values.doubt("truncated_page", "document", "No site and no time frame tell what the last lines are.")
        values.unplaced("Enrollment", below)
        lists = _Lists([], [], [])
    yield _record(found, enrollment, lists, values)


def _record(found: Outline, enrollment: int | None, lists: _Lists, values: Values) -> TrialRecord:
    def v2(field: str, label: str) -> str | None:
        value, *rest = [line for line in found.get(label) or () if line.strip()] or [""]
        if label != found.last:  # where the enrollment is missing, all lists stand below the last label
            values.unplaced(label, rest)
        return values.enumerated(field, value)

    outcomes = tuple(_outcomes(lists.outcomes, values))
    if lists.sites and not outcomes:
        values.doubt("truncated_page", "outcomes", "The page ends with its sites: no outcome is stated.")
    texts = [line for line in found.before if line.strip()]
    values.left_over(found)
    return TrialRecord(
        brief_summary=texts[0] if texts else None,
        detailed_description="\n".join(texts[1:]) or None,
        study_type=v2("study_type", "Study Type"),
        allocation=v2("allocation", "Allocation"),
        primary_purpose=v2("primary_purpose", "Purpose"),
        masking=v2("masking", "Masking"),
        enrollment=enrollment,
        interventions=tuple(Intervention(description=text) for text in lists.interventions),
        sites=tuple(lists.sites),
        outcomes=outcomes,
        notes=tuple(values.notes),
    )


def _enrollment(found: Outline, values: Values) -> tuple[int | None, list[str]]:
    """The number under ``Enrollment``, and all that follows it."""
    below = [line.strip() for line in (found.sections[-1].lines if found.sections else ()) if line.strip()]
    if found.last == "Enrollment" and below and below[0][0].isdigit():
        return values.count("enrollment", below[0]), below[1:]
    values.doubt("missing_value", "enrollment", "No number of participants stands under its label.")
    return None, below if found.last == "Enrollment" else below[1:]


def _is_apart(line: str, above: str, below: str) -> bool:
    """A line that does not continue the one above it.

    A capital letter after a time frame begins a measure, above a place it begins a facility, more often than not.
    """
    return (
        line in _NAMES
        or (line[0].isupper() and (above.startswith(_TIME_FRAME) or parse_place(below) is not None))
        or line.startswith(_TIME_FRAME)
        or parse_place(line) is not None
        or _status(line)[0] is not None
    )


def _told_apart(lines: Sequence[str], has_arms: bool) -> _Lists:
    lines = [line for line in lines if not _NOTICE.search(line)]
    first_end = next((at for at, line in enumerate(lines) if line.startswith(_TIME_FRAME)), len(lines))
    places = [at for at in range(first_end) if _is_place(lines, at)]
    while places and (gap := _gap(places)) is not None:
        places = places[gap + 1 :]
    if not places:
        start = _first_outcome(lines, first_end, has_arms)
        return _Lists(list(lines[:start]), [], list(lines[start:]))
    sites: list[Site] = []
    begin = places[0] - _has_facility(lines, places)
    at = begin
    for place_at in places:
        name = " ".join(lines[at:place_at]) or None
        status, rest = _status(lines[place_at + 1]) if place_at + 1 < len(lines) else (None, "")
        sites.append(_site(name, lines[place_at], status))
        at = place_at + 1 + (status is not None and not rest)
    outcomes = [rest, *lines[at + 1 :]] if status and rest else list(lines[at:])
    return _Lists(list(lines[:begin]), sites, outcomes)


def _is_place(lines: Sequence[str], at: int) -> bool:
    """A place, and not a facility whose name ends in one: that has its place below it."""
    named = _FACILITY.search(lines[at]) and at + 1 < len(lines) and parse_place(lines[at + 1])
    return parse_place(lines[at]) is not None and not named


def _gap(places: list[int]) -> int | None:
    """The last place after which more than a status and a facility stand: what comes before it is no list of sites."""
    return next((at for at in range(len(places) - 2, -1, -1) if places[at + 1] - places[at] > 3), None)


def _has_facility(lines: Sequence[str], places: list[int]) -> bool:
    """Whether the line above the first place names its facility: if the other sites have one, or by its looks."""
    above = lines[places[0] - 1] if places[0] else ""
    if not above or len(above) > _MAX_FACILITY:
        return False
    if len(places) > 1:
        return places[1] - places[0] > 1 + (_status(lines[places[0] + 1])[0] is not None)
    if _NOWHERE.match(lines[places[0]]):
        return False
    return len(above) <= _LONG or _FACILITY.search(above) is not None


def _site(facility: str | None, line: str, status: str | None) -> Site:
    place = parse_place(line)
    if place is None:
        return Site(facility=facility, status=status)
    return Site(facility=facility, city=place.city, state=place.state, country=place.country, status=status)


def _status(line: str) -> tuple[str | None, str]:
    """The site status that is the line, or that the name of the first outcome is glued to; and that name."""
    for code in sorted(known_values("overall_status"), key=len, reverse=True):
        rest = line.removeprefix(code)
        if rest != line and not rest[:1].isspace():
            return code, rest.strip()
    return None, line


def _first_outcome(lines: Sequence[str], end: int, has_arms: bool) -> int:
    """Where the outcomes begin if no site parts them from the interventions.

    The first has a description if most here have one, unless that would leave an interventional study with nothing
    that intervenes.
    """
    if end == 2 and has_arms:
        return 1
    ends = [at for at, line in enumerate(lines) if line.startswith(_TIME_FRAME)]
    described = sum(after - before > 2 for before, after in pairwise(ends))
    length = 2 if described * 2 >= len(ends) - 1 else 1
    return max(end - length, 0)


def _outcomes(lines: Sequence[str], values: Values) -> Iterator[Outcome]:
    """The first outcome is a primary one; where the primary ones end is not said."""
    groups = list(_groups(lines))
    is_described = any(frame for _, frame in groups) and sum(len(told) == 2 for told, _ in groups) * 2 >= len(groups)
    stated = [outcome for told, time_frame in groups for outcome in _of_group(told, time_frame, is_described)]
    for number, outcome in enumerate(stated):
        if len(outcome.measure) > _MAX_MEASURE:
            values.doubt("uncertain_boundary", f"outcomes[{number + 1}]", "Too long for a measure.", outcome.measure)
        yield msgspec.structs.replace(outcome, kind="primary") if number == 0 else outcome
    if stated and stated[-1].time_frame is None:
        values.doubt("truncated_page", "outcomes", "The last outcome has no time frame.", stated[-1].measure)


def _groups(lines: Sequence[str]) -> Iterator[tuple[list[str], str | None]]:
    """The lines up to each time frame, and it; then those after the last."""
    told: list[str] = []
    for line in lines:
        if not line.startswith(_TIME_FRAME):
            told.append(line)
        elif told:
            yield told, line.removeprefix(_TIME_FRAME).strip() or None
            told = []
    if told:
        yield told, None


def _of_group(told: list[str], time_frame: str | None, is_described: bool) -> Iterator[Outcome]:
    """One outcome; the lines above it are measures that state neither description nor time frame."""
    size = 2 if (len(told) == 2 and time_frame) or (len(told) > 1 and is_described) else 1
    for measure in told[:-size]:
        yield Outcome(measure=measure)
    measure, *description = told[-size:]
    yield Outcome(measure=measure, description=description[0] if description else None, time_frame=time_frame)
