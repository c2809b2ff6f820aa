"""What the study is: status, dates, design, eligibility, texts, conditions and the trials shown beside it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from loaders.labels import values as known_values
from loaders.pages.outline import Label, outline
from loaders.pages.values import Values, one_line, prose
from loaders.snapshot_headings.sections import Sections
from trialdb.extract.dates import parse_date
from trialdb.records import RelatedTrial


class _Slot(NamedTuple):
    """A label and the field its value ends in."""

    label: str
    field: str


_BASIC = (
    _Slot("Recruitment Status", "overall_status"),
    _Slot("Clinical Phase", "phase"),
    _Slot("Total Enrollment", "enrollment"),
    _Slot("Study Classification", "study_type"),
    _Slot("Study Start Date", "start_on"),
    _Slot("Study Completion Date", "completion_on"),
)
_DESIGN = (
    _Slot("Allocation Method", "allocation"),
    _Slot("Intervention Model", "intervention_model"),
    _Slot("Observational Model Type", "observational_model"),
    _Slot("Study Time Perspective", "time_perspective"),
    _Slot("Primary Study Purpose", "primary_purpose"),
    _Slot("Blinding Strategy", "masking"),
)
_DESCRIBED = {"intervention_model": "intervention_model_description", "masking": "masking_description"}
_ELIGIBILITY = (
    Label("Minimum Eligible Age"),
    Label("Maximum Eligible Age"),
    Label("Eligible Sex"),
    Label("Accepts Healthy Volunteers"),
)
_AGE = r"\d+ (?:Years?|Months?|Weeks?|Days?|Hours?|Minutes?)"
_FACTS = re.compile(rf"\n(?:({_AGE})\s+)?(?:({_AGE})\s+)?(ALL|FEMALE|MALE)(?:\s+(Yes|No))?\s*\Z")
_RESULTS = {"results available": True, "results pending": False}
_RELATED = re.compile(r"(?P<id>NCT\d{8})(?: (?P<status>[A-Z_]+))?(?: (?P<phase>[A-Z0-9_/, ]+))?")


def fields(page: Sections, values: Values) -> dict[str, Any]:
    """The fields of the record that this module reads."""
    summary, shown_beside = _without_related(page.lines("Brief Summary"), values)
    left, shown_below = _without_related(page.lines("More Related Trials"), values)
    values.unplaced("More Related Trials", left)
    return {
        "last_updated_on": values.on("last_updated_on", one_line(page.lines("Last Updated:"))),
        "has_results": _has_results(page),
        "brief_summary": prose(summary),
        "detailed_description": prose(page.lines("Detailed Description")),
        "conditions_text": _conditions_text(page, values),
        "related_trials": tuple(dict.fromkeys((*shown_beside, *shown_below))),
        **_basic(page, values),
        **_design(page, values),
        **_eligibility(page, values),
    }


def _has_results(page: Sections) -> bool | None:
    return next(
        (_RESULTS[key] for line in page.lines("Study Results") if (key := line.strip().casefold()) in _RESULTS), None
    )


def _basic(page: Sections, values: Values) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for field, (text, *rest) in _slotted(page, "Basic Information", _BASIC, values).items():
        if field == "enrollment":
            read[field] = values.count(field, text)
        elif field.endswith("_on"):
            read[field] = values.on(field, text)
        else:
            read[field] = values.enumerated(field, text)
        values.unplaced(field, rest)
    return read


def _design(page: Sections, values: Values) -> dict[str, Any]:
    """The values of the design; what stands below a value describes it."""
    read: dict[str, Any] = {}
    for field, (text, *rest) in _slotted(page, "Study Design", _DESIGN, values).items():
        read[field] = values.enumerated(field, text)
        if field in _DESCRIBED:
            read[_DESCRIBED[field]] = "\n".join(rest) or None
        else:
            values.unplaced(field, rest)
    return read


def _slotted(page: Sections, heading: str, slots: tuple[_Slot, ...], values: Values) -> dict[str, list[str]]:
    """field → the lines under its label."""
    field_of = {slot.label.casefold(): slot.field for slot in slots}
    stated: dict[str, list[str]] = {}
    unlabelled: list[str] = []
    under = unlabelled
    for line in (" ".join(line.split()) for line in page.lines(heading) if line.strip()):
        if field := field_of.get(line.casefold()):
            under = stated.setdefault(field, [])
        elif line not in under[-1:]:
            under.append(line)
    _place_by_form(unlabelled, [slot.field for slot in slots if slot.field not in stated], stated)
    values.unplaced(heading, unlabelled)
    return {field: lines for field, lines in stated.items() if lines}


def _place_by_form(unlabelled: list[str], free: list[str], stated: dict[str, list[str]]) -> None:
    """Moves lines that lost their labels to the next field, in the site's order, that has values of their form.

    A line of no such form belongs to the value above it.
    """
    last = None
    for line in list(unlabelled):
        field = next((field for field in free if _fits(field, line)), None)
        if field:
            del free[: free.index(field) + 1]
            stated[field], last = [], field
        if last:
            stated[last].append(line)
            unlabelled.remove(line)


def _fits(field: str, line: str) -> bool:
    if field == "enrollment":
        return line.endswith(" participants")
    if field.endswith("_on"):
        return parse_date(line) is not None
    return line in known_values(field)


def _conditions_text(page: Sections, values: Values) -> str | None:
    """All conditions as one line: where one ends and the next begins is for the vocabulary to say."""
    first, *rest = [text for _, text in page.marked("Conditions")] or [""]
    values.unplaced("Conditions", rest)
    return one_line([first])


def _eligibility(page: Sections, values: Values) -> dict[str, Any]:
    found = outline(page.lines("Eligibility Criteria"), _ELIGIBILITY)
    criteria, stated = found.before, {section.label: one_line(section.lines) for section in found.sections}
    if not stated:
        criteria, stated = _without_facts(criteria)
    return {
        "eligibility_text": prose(criteria),
        "min_age_text": values.age("min_age_text", stated.get("Minimum Eligible Age")),
        "max_age_text": values.age("max_age_text", stated.get("Maximum Eligible Age")),
        "sex": values.enumerated("sex", stated.get("Eligible Sex")),
        "accepts_healthy_volunteers": values.healthy(stated.get("Accepts Healthy Volunteers")),
    }


def _without_facts(lines: list[str]) -> tuple[list[str], dict[str, str | None]]:
    """Criteria without the values below them, where an extraction dropped the labels: ages, sex, yes or no."""
    match = _FACTS.search(text := "\n".join(lines))
    if match is None:
        return lines, {}
    names = ("Minimum Eligible Age", "Maximum Eligible Age", "Eligible Sex", "Accepts Healthy Volunteers")
    return text[: match.start()].split("\n"), dict(zip(names, match.groups(), strict=True))


def _without_related(lines: list[str], values: Values) -> tuple[list[str], list[RelatedTrial]]:
    """The lines of a section without those that show other trials: a title, then an id with status and phase.

    One extraction of these pages puts them between the summary and the description.
    """
    kept: list[str] = []
    shown: list[RelatedTrial] = []
    for line in lines:
        match = _RELATED.fullmatch(" ".join(line.split()))
        if match is None:
            kept.append(line)
            continue
        while kept and not kept[-1].strip():
            kept.pop()
        shown.append(
            RelatedTrial(
                registry_id=match["id"],
                title=" ".join(kept.pop().split()) if kept else None,
                overall_status=values.enumerated("overall_status", match["status"], "related_trials"),
                phase=values.enumerated("phase", match["phase"], "related_trials"),
            )
        )
    return kept, shown
