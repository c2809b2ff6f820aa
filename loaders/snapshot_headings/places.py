"""Where the study runs: ``Locations`` (facility, place, ``Site Status``) and ``Countries``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loaders.labels import values as known_values
from loaders.pages.places import parse_place, place_of, split_countries
from loaders.pages.values import Values, listed
from loaders.snapshot_headings.sections import Sections
from trialdb.records import Country, Site


def fields(page: Sections, values: Values) -> dict[str, Any]:
    """The fields of the record that this module reads."""
    return {
        "sites": tuple(_sites(page, values)),
        "countries": tuple(
            Country(name=name)
            for name in dict.fromkeys(
                name for line in listed(page.lines("Countries")) for name in split_countries(line)
            )
        ),
    }


def _sites(page: Sections, values: Values) -> Iterator[Site]:
    """A site ends with its status label; without labels, with its place."""
    section = page.marked("Locations", {"Site Status": ()})
    has_labels = any(label for label, _ in section)
    waiting: list[str] = []
    for at, (label, text) in enumerate(section):
        if not label and text in known_values("overall_status"):
            continue  # the status of the site above, read with its label
        if not label:
            waiting.append(" ".join(text.split()))
        if waiting and (label or (not has_labels and parse_place(waiting[-1]))):
            below = section[at + 1].text if at + 1 < len(section) and not section[at + 1].label else ""
            status = text if label and text else below if below in known_values("overall_status") else None
            yield _site(waiting, status, values)
            waiting = []
    values.unplaced("Locations", waiting)


def _site(lines: list[str], status_label: str | None, values: Values) -> Site:
    *facility, line = lines
    status = values.enumerated("overall_status", status_label, "sites")
    place = place_of(line)
    if place is None:
        values.doubt("unreadable_value", "sites", "Not a city, a state and a country.", line)
        return Site(facility=" ".join(lines), status=status)
    return Site(
        facility=" ".join(facility) or None, city=place.city, state=place.state, country=place.country, status=status
    )
