"""Snapshot pages: headings with a sentence of the site's own under each, then labels and values (meddatax).

``NCT ID:``, ``Last Updated:``, ``Basic Information`` … ``More Related Trials``; values are registry codes, texts keep
the registry's Markdown escapes. What a record does not state has neither label nor value here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.pages.outline import Label, carries, outline
from loaders.pages.page import read_page
from loaders.pages.values import Values, one_line
from loaders.snapshot_headings import people, places, study, treatment
from loaders.snapshot_headings.sections import Sections
from trialdb.errors import DocumentError
from trialdb.records import TrialRecord

PARSER_VERSION = "1"
RANK = 10

LABELS = (
    Label("NCT ID:"),
    Label("Last Updated:"),
    Label("Study Results"),
    Label("Basic Information"),
    Label("Brief Summary", prose=True),
    Label("Detailed Description", prose=True),
    Label("Conditions"),
    Label("Study Design"),
    Label("Study Groups", prose=True),
    Label("Interventions", prose=True),
    Label("Eligibility Criteria", prose=True),
    Label("Sponsors"),
    Label("Responsible Party"),
    Label("Principal Investigators"),
    Label("Locations"),
    Label("Countries"),
    Label("Central Contacts"),
    Label("Other Identifiers"),
    Label("More Related Trials"),
)
_NAMES = [label.name for label in LABELS]
_AFTER_CRITERIA = frozenset(_NAMES[_NAMES.index("Sponsors") :])
_CLOSING = frozenset({"Other Identifiers", "More Related Trials"})
_REGISTRY_ID = re.compile(r"\bNCT\d{8}\b")


def claims(name: str, data: bytes) -> bool:  # noqa: ARG001
    return carries(data, LABELS[2:], at_least=3)


def parse(name: str, data: bytes) -> Iterator[TrialRecord]:  # noqa: ARG001
    page = read_page(data)
    found = outline(page.lines, LABELS)
    headings = {section.label for section in found.sections}
    if not headings & _AFTER_CRITERIA:
        raise DocumentError(f"after {found.last!r}", "the page breaks off: nothing from 'Sponsors' on follows")
    values = Values(page.notes)
    if not headings & _CLOSING:
        values.doubt("truncated_page", "document", f"The page ends with {found.last!r}.")
    values.left_over(found)
    yield _record(Sections(found), values)


def _record(page: Sections, values: Values) -> TrialRecord:
    read = {
        field: value
        for part in (study, treatment, people, places)
        for field, value in part.fields(page, values).items()
    }
    return TrialRecord(
        registry_id=_registry_id(page, values),
        brief_title=one_line(page.before),
        **read,
        notes=tuple(values.notes),
    )


def _registry_id(page: Sections, values: Values) -> str | None:
    stated = one_line(page.lines("NCT ID:"))
    found = _REGISTRY_ID.search(stated or "")
    if stated and not found:
        values.doubt("unreadable_value", "registry_id", "Not an id of this registry.", stated)
    return found[0] if found else None
