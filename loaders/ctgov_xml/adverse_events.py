"""``reported_events`` of an XML study, in the pieces of API v2."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from loaders.ctgov_xml.document import Element, attribute, each, text, whole
from loaders.ctgov_xml.measures import group_code, groups

Piece = dict[str, Any]

_TOTAL = "Total"  # a category that holds the groups' totals instead of events
_DEATHS = "all-cause mortality"  # which total of that category counts deaths


def adverse_events_module(reported: Element | None) -> Piece:
    totals: defaultdict[str | None, Piece] = defaultdict(dict)
    serious = _events(reported, "serious", totals)
    other = _events(reported, "other", totals)
    return {
        "frequencyThreshold": text(reported, "other_events/frequency_threshold"),
        "timeFrame": text(reported, "time_frame"),
        "description": text(reported, "desc"),
        "eventGroups": [group | totals[group["id"]] for group in groups(reported)],
        "seriousEvents": serious,
        "otherEvents": other,
    }


def _events(reported: Element | None, kind: str, totals: defaultdict[str | None, Piece]) -> list[Piece]:
    """The events of a kind; the totals met on the way go to their groups."""
    table = reported.find(f"{kind}_events") if reported is not None else None
    events = []
    for category in each(table, "category_list/category"):
        title = text(category, "title")
        for event in each(category, "event_list/event"):
            if title != _TOTAL:
                events.append(_event(event, title, table))
                continue
            counted = "deaths" if _DEATHS in (text(event, "sub_title") or "") else kind
            for counts in each(event, "counts"):
                totals[group_code(attribute(counts, "group_id"))] |= {
                    f"{counted}NumAffected": whole(attribute(counts, "subjects_affected")),
                    f"{counted}NumAtRisk": whole(attribute(counts, "subjects_at_risk")),
                }
    return events


def _event(event: Element, organ_system: str | None, table: Element | None) -> Piece:
    term = event.find("sub_title")
    return {
        "term": text(term),
        "organSystem": organ_system,
        "sourceVocabulary": (attribute(term, "vocab") if term is not None else None) or text(table, "default_vocab"),
        "assessmentType": text(event, "assessment") or text(table, "default_assessment"),
        "notes": text(event, "description"),
        "stats": [
            {
                "groupId": group_code(attribute(counts, "group_id")),
                "numEvents": whole(attribute(counts, "events")),
                "numAffected": whole(attribute(counts, "subjects_affected")),
                "numAtRisk": whole(attribute(counts, "subjects_at_risk")),
            }
            for counts in each(event, "counts")
        ],
    }
