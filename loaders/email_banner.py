"""E-mail banner pages: an invitation, ``Trial Title:``, ``NCT ID:``, ``Condition:`` … down to the page's address.

Every label has a line of its own, its values one a line below it. Arms are known only by the ``Arm group label:``
lines of the interventions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from loaders.labels import masking
from loaders.pages.blocks import Block, blocks
from loaders.pages.outline import Label, Outline, carries, outline
from loaders.pages.page import read_page
from loaders.pages.values import Values, listed, one_line, prose
from trialdb.errors import DocumentError
from trialdb.extract.dates import parse_date
from trialdb.records import Arm, Intervention, MeshTerm, Outcome, Sponsor, TrialRecord

PARSER_VERSION = "1"
RANK = 10

LABELS = (
    Label("Trial Title:"),
    Label("NCT ID:"),
    Label("Condition:"),
    Label("Conditions: Official terms:"),
    Label("Conditions: Keywords:"),
    Label("Study type:"),
    Label("Study phase:"),
    Label("Overall status:"),
    Label("Why stopped:"),
    Label("Study design:", nested=True),
    Label("Allocation:"),
    Label("Intervention model:"),
    Label("Intervention model description:", prose=True),
    Label("Observational model:"),
    Label("Time perspective:"),
    Label("Primary purpose:"),
    Label("Masking:"),
    Label("Masking description:", prose=True),
    Label("Intervention:", prose=True),
    Label("Summary:", prose=True),
    Label("Detailed description:", prose=True),
    Label("Primary outcome:", prose=True),
    Label("Secondary outcome:", prose=True),
    Label("Other outcome:", prose=True),
    Label("Criteria for eligibility:", prose=True),
    Label("Gender:"),
    Label("Minimum age:"),
    Label("Maximum age:"),
    Label("Healthy volunteers:"),
    Label("Enrollment:"),
    Label("Start date:"),
    Label("Primary completion date:"),
    Label("Completion date:"),
    Label("Lead sponsor:", nested=True),
    Label("Collaborator:", nested=True),
    Label("Source:"),
    Label("Record processing date:"),
    Label("Source: ClinicalTrials.gov page:"),
)
_OWN_LABELS = tuple(  # those that no other layout has
    Label(name)
    for name in (
        "Trial Title:", "Conditions: Official terms:", "Study phase:", "Overall status:", "Study design:",
        "Criteria for eligibility:", "Record processing date:", "Source: ClinicalTrials.gov page:",
    )
)  # fmt: skip
_INTERVENTION = ("Intervention type:", "Intervention name:", "Description:", "Arm group label:", "Other name:")
_OUTCOME = ("Measure:", "Time frame:", "Description:")
_AGENCY = ("Agency:", "Agency class:")
_AFTER_CRITERIA = tuple(label.name for label in LABELS[LABELS.index(Label("Gender:")) :])
_CLOSING = ("Record processing date:", "Source: ClinicalTrials.gov page:")
_REGISTRY_ID = re.compile(r"\bNCT\d{8}\b")
_PROCESSED = re.compile(r"\bon (?P<date>[A-Za-z]+ \d{1,2}, ?\d{4}|\d{4}-\d{2}-\d{2})\W*$")


def claims(name: str, data: bytes) -> bool:  # noqa: ARG001
    return carries(data, _OWN_LABELS, at_least=3)


def parse(name: str, data: bytes) -> Iterator[TrialRecord]:  # noqa: ARG001
    page = read_page(data)
    found = outline(page.lines, LABELS)
    if not any(found.get(label) for label in _AFTER_CRITERIA):
        raise DocumentError(f"after {found.last!r}", "the page breaks off: nothing from 'Gender:' on follows")
    values = Values(page.notes)
    if not any(found.get(label) for label in _CLOSING):
        values.doubt("truncated_page", "document", f"The page ends after {found.last!r}.")
    yield _record(found, values)


def _record(found: Outline, values: Values) -> TrialRecord:
    def text(label: str) -> str | None:
        return one_line(found.get(label))

    def v2(field: str, label: str) -> str | None:
        return values.enumerated(field, text(label))

    address = text("Source: ClinicalTrials.gov page:")
    interventions, arms = _treatments(found.get("Intervention:"), values)
    level, who_masked = masking(stated) if (stated := text("Masking:")) else (None, ())
    values.unplaced("Study design:", found.get("Study design:"))
    values.left_over(found)
    return TrialRecord(
        registry_id=_registry_id(text("NCT ID:"), address, values),
        brief_title=text("Trial Title:"),
        organization=text("Source:"),
        source_url=address,
        conditions=tuple(listed(found.get("Condition:"))),
        keywords=tuple(listed(found.get("Conditions: Keywords:"))),
        mesh_terms=tuple(
            MeshTerm(subject="condition", relation="term", term=term)
            for term in listed(found.get("Conditions: Official terms:"))
        ),
        study_type=v2("study_type", "Study type:"),
        phase=v2("phase", "Study phase:"),
        overall_status=v2("overall_status", "Overall status:"),
        why_stopped=text("Why stopped:"),
        allocation=v2("allocation", "Allocation:"),
        intervention_model=v2("intervention_model", "Intervention model:"),
        intervention_model_description=prose(found.get("Intervention model description:")),
        observational_model=v2("observational_model", "Observational model:"),
        time_perspective=v2("time_perspective", "Time perspective:"),
        primary_purpose=v2("primary_purpose", "Primary purpose:"),
        masking=values.enumerated("masking", level),
        masking_description=prose(found.get("Masking description:")),
        who_masked=tuple(filter(None, (values.enumerated("who_masked", role) for role in who_masked))),
        interventions=interventions,
        arms=arms,
        brief_summary=prose(found.get("Summary:")),
        detailed_description=prose(found.get("Detailed description:")),
        outcomes=tuple(_outcomes(found)),
        eligibility_text=_criteria(found),
        sex=v2("sex", "Gender:"),
        min_age_text=values.age("min_age_text", text("Minimum age:")),
        max_age_text=values.age("max_age_text", text("Maximum age:")),
        accepts_healthy_volunteers=values.healthy(text("Healthy volunteers:")),
        enrollment=values.count("enrollment", text("Enrollment:")),
        start_on=values.on("start_on", text("Start date:")),
        primary_completion_on=values.on("primary_completion_on", text("Primary completion date:")),
        completion_on=values.on("completion_on", text("Completion date:")),
        sponsors=(*_agencies(found, "Lead sponsor:", values), *_agencies(found, "Collaborator:", values)),
        processed_on=_processed_on(text("Record processing date:"), values),
        notes=tuple(values.notes),
    )


def _registry_id(stated: str | None, address: str | None, values: Values) -> str | None:
    """The id under ``NCT ID:``, else the one in the page's own address."""
    own, addressed = _REGISTRY_ID.search(stated or ""), _REGISTRY_ID.search(address or "")
    if stated and not own:
        values.doubt("unreadable_value", "registry_id", "Not an id of this registry.", stated)
    if own and addressed and own[0] != addressed[0]:
        values.doubt("conflicting_value", "registry_id", f"The page's address names {addressed[0]}.", own[0])
    found = own or addressed
    return found[0] if found else None


def _treatments(lines: list[str] | None, values: Values) -> tuple[tuple[Intervention, ...], tuple[Arm, ...]]:
    """The interventions, and the arms in the order in which the interventions name them."""
    interventions: list[Intervention] = []
    arms: dict[str, list[int]] = {}
    for block in blocks(lines or (), _INTERVENTION, repeatable=frozenset({"Arm group label:", "Other name:"})):
        values.unplaced("Intervention:", block.pop("", None))
        if not block:
            continue
        interventions.append(_intervention(block, values))
        for label in listed(block.get("Arm group label:")):
            arms.setdefault(label, []).append(len(interventions))
    return tuple(interventions), tuple(Arm(label=label, interventions=tuple(given)) for label, given in arms.items())


def _intervention(block: Block, values: Values) -> Intervention:
    return Intervention(
        intervention_type=values.enumerated("intervention_type", one_line(block.get("Intervention type:"))),
        name=one_line(block.get("Intervention name:")),
        description=prose(block.get("Description:")),
        other_names=tuple(listed(block.get("Other name:"))),
    )


def _outcomes(found: Outline) -> Iterator[Outcome]:
    for label, kind in (
        ("Primary outcome:", "primary"),
        ("Secondary outcome:", "secondary"),
        ("Other outcome:", "other"),
    ):
        for block in blocks(found.get(label) or (), _OUTCOME):
            if measure := one_line(block.get("Measure:") or block.get("")):
                yield Outcome(
                    measure=measure,
                    kind=kind,  # type: ignore[arg-type]
                    time_frame=one_line(block.get("Time frame:")),
                    description=prose(block.get("Description:")),
                )


def _criteria(found: Outline) -> str | None:
    lines = found.get("Criteria for eligibility:") or []
    return prose(lines[1:] if lines and lines[0].strip() == "Criteria:" else lines)


def _agencies(found: Outline, label: str, values: Values) -> Iterator[Sponsor]:
    for block in blocks(found.get(label) or (), _AGENCY):
        if name := one_line(block.get("Agency:") or block.get("")):
            yield Sponsor(
                name=name,
                role="lead" if label == "Lead sponsor:" else "collaborator",
                sponsor_class=values.enumerated("sponsor_class", one_line(block.get("Agency class:"))),
            )


def _processed_on(text: str | None, values: Values) -> date | None:
    match = _PROCESSED.search(text or "")
    found = parse_date(match["date"]) if match else None
    if text and found is None:
        values.doubt("unreadable_date", "processed_on", "No date at the end.", text)
    return found.on if found else None
