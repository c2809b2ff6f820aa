"""Overview/Status pages: ``Overview``, a title, ``Status:`` … ``Criteria`` (the layout of clinicaltrialexchange).

Three shapes of one site are met: values in words; values as registry codes, with empty labels and no criteria; and
values doubled, with the next label glued to the end of the value before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.pages.endings import is_cut
from loaders.pages.outline import Label, Outline, carries, outline
from loaders.pages.page import read_page
from loaders.pages.values import Values, listed, one_line, prose
from trialdb.errors import DocumentError
from trialdb.records import MeshTerm, Sponsor, TrialRecord

PARSER_VERSION = "1"
RANK = 10

LABELS = (
    Label("Overview"),
    Label("Status:"),
    Label("Trial end date:"),
    Label("Target enrollment:"),
    Label("Participant gender:"),
    Label("Summary", prose=True),
    Label("Phase:", glued=True),
    Label("Accepts Healthy Volunteers?", glued=True),
    Label("Details", glued=True),
    Label("Lead Sponsor:"),
    Label("Collaborators:", glued=True),
    Label("Treatments:", glued=True),
    Label("Criteria", prose=True, glued=True),
)
_OWN_LABELS = (LABELS[0], *LABELS[2:5], LABELS[7])  # those that no other layout has: Overview, the end date …
_PARTICIPANTS = re.compile(
    r"\b(?P<count>\d{1,3}(?:,\d{3})+|\d+) (?:[\w-]+ ){0,2}(?:patients|participants|subjects|volunteers)\b"
)
_INCLUSION = re.compile(r"^\W*(?:\w+ ){0,3}inclusion\b", re.IGNORECASE | re.MULTILINE)
_EXCLUSION = re.compile(r"^\W*(?:\w+ ){0,3}exclu", re.IGNORECASE | re.MULTILINE)


def claims(name: str, data: bytes) -> bool:  # noqa: ARG001
    return carries(data, _OWN_LABELS, at_least=2)


def parse(name: str, data: bytes) -> Iterator[TrialRecord]:  # noqa: ARG001
    page = read_page(data)
    found = outline(page.lines, LABELS)
    if not (one_line(found.get("Lead Sponsor:")) or prose(found.get("Criteria"))):
        raise DocumentError(f"after {found.last!r}", "the page breaks off: no lead sponsor and no criteria follow")
    criteria = prose(found.get("Criteria"))
    if criteria and is_cut(criteria):
        raise DocumentError("in 'Criteria'", f"the page breaks off after {criteria[-30:]!r}")
    yield _record(found, Values(page.notes))


def _record(found: Outline, values: Values) -> TrialRecord:
    def text(label: str) -> str | None:
        return one_line(found.get(label))

    summary = prose(found.get("Summary"))
    criteria = prose(found.get("Criteria"))
    _doubt_truncation(criteria, values)
    values.unplaced("Details", found.get("Details"))
    values.left_over(found)
    return TrialRecord(
        brief_title=text("Overview") or one_line(found.before),
        overall_status=values.enumerated("overall_status", text("Status:")),
        completion_on=values.on("completion_on", text("Trial end date:")),
        enrollment=_enrollment(text("Target enrollment:"), summary, values),
        sex=values.enumerated("sex", text("Participant gender:")),
        brief_summary=summary,
        phase=values.enumerated("phase", text("Phase:")),
        accepts_healthy_volunteers=values.healthy(text("Accepts Healthy Volunteers?")),
        sponsors=_sponsors(found),
        mesh_terms=tuple(
            MeshTerm(subject="intervention", relation="term", term=term) for term in listed(found.get("Treatments:"))
        ),
        eligibility_text=criteria,
        notes=tuple(values.notes),
    )


def _sponsors(found: Outline) -> tuple[Sponsor, ...]:
    lead = one_line(found.get("Lead Sponsor:"))
    collaborators = (Sponsor(name=name, role="collaborator") for name in listed(found.get("Collaborators:")))
    return (*([Sponsor(name=lead, role="lead")] if lead else []), *collaborators)


def _enrollment(text: str | None, summary: str | None, values: Values) -> int | None:
    """The site gives 0, or nothing, for every trial; a number in the summary is worth a look, not a value."""
    count = values.count("enrollment", text)
    if count:
        return count
    if stated := _PARTICIPANTS.search(summary or ""):
        values.doubt(
            "sentinel_value", "enrollment", f"Not stated; the summary speaks of {stated['count']} participants.", text
        )
    elif text:
        values.doubt("sentinel_value", "enrollment", "The site gives 0 for every trial: not stated.", text)
    return None


def _doubt_truncation(criteria: str | None, values: Values) -> None:
    """The criteria end the page, so a cut shows only in what they lack."""
    if criteria and _INCLUSION.search(criteria) and not _EXCLUSION.search(criteria):
        values.doubt("truncated_page", "eligibility_text", "The criteria end without an exclusion list.")
