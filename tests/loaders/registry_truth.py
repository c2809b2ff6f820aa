"""What registry records say, read by code of the tests' own: the truth behind rendered pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree  # the test's own corpus: trusted

from trialdb.extract.dates import parse_date
from trialdb.records import PartialDate

Facts = dict[str, Any]

_HEADING = re.compile(r"(?:key )?(?:in|ex)clusion criteria", re.IGNORECASE)


def folded(text: str | None) -> str | None:
    return " ".join(text.split()) if text and text.split() else None


def bare(text: str | None) -> str:
    """Letters and digits only: pages have other bullets, escapes, colons, and their own words for the two headings."""
    return " ".join(re.findall(r"\w+", _HEADING.sub("", text or "")))


def day(stated: PartialDate | None) -> date | None:
    """The pages give the first of a month for a month, so precision cannot be compared."""
    return stated.on if stated else None


def facts_of_study(study: dict[str, Any]) -> Facts:
    modules = study["protocolSection"]

    def get(path: str, default: Any = None) -> Any:
        value: Any = modules
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return default if value is None else value

    interventions = get("armsInterventionsModule.interventions", [])
    arms = get("armsInterventionsModule.armGroups", [])
    outcomes = [o for kind in ("primary", "secondary") for o in get(f"outcomesModule.{kind}Outcomes", [])]
    lead = get("sponsorCollaboratorsModule.leadSponsor", {})
    collaborators = get("sponsorCollaboratorsModule.collaborators", [])
    party = get("sponsorCollaboratorsModule.responsibleParty", {})
    ids = [
        (get("identificationModule.orgStudyIdInfo.id"), "org_study_id", get("identificationModule.orgStudyIdInfo.type"))
    ]
    ids += [(i["id"], "secondary_id", i.get("type")) for i in get("identificationModule.secondaryIdInfos", [])]
    return {
        "registry_id": get("identificationModule.nctId"),
        "title": folded(get("identificationModule.briefTitle")),
        "status": get("statusModule.overallStatus"),
        "phase": "/".join(get("designModule.phases", [])) or None,
        "study_type": get("designModule.studyType"),
        "enrollment": get("designModule.enrollmentInfo.count"),
        "start": day(parse_date(get("statusModule.startDateStruct.date", ""))),
        "completion": day(parse_date(get("statusModule.completionDateStruct.date", ""))),
        "last_updated": day(parse_date(get("statusModule.lastUpdatePostDateStruct.date", ""))),
        "has_results": study["hasResults"],
        "allocation": get("designModule.designInfo.allocation"),
        "model": get("designModule.designInfo.interventionModel"),
        "model_description": folded(get("designModule.designInfo.interventionModelDescription")),
        "observational_model": get("designModule.designInfo.observationalModel"),
        "time_perspective": get("designModule.designInfo.timePerspective"),
        "purpose": get("designModule.designInfo.primaryPurpose"),
        "masking": get("designModule.designInfo.maskingInfo.masking"),
        "arms": [(folded(a["label"]), a.get("type"), folded(a.get("description"))) for a in arms],
        "interventions": [(i.get("type"), folded(i.get("name")), folded(i.get("description"))) for i in interventions],
        "links": sorted(set(_links(arms, interventions))),
        "outcomes": [
            (folded(o.get("measure")), folded(o.get("description")), folded(o.get("timeFrame"))) for o in outcomes
        ],
        "first_outcome_kind": ["primary"] if get("outcomesModule.primaryOutcomes") else [],
        "sponsors": [
            (lead.get("name"), "lead", lead.get("class")),
            *((c.get("name"), "collaborator", c.get("class")) for c in collaborators),
        ],
        "responsible_party": (party.get("type"), party.get("investigatorFullName"), party.get("investigatorTitle")),
        "sites": [
            tuple(folded(site.get(name)) for name in ("facility", "city", "state", "country", "status"))
            for site in get("contactsLocationsModule.locations", [])
        ],
        "countries": sorted({s["country"] for s in get("contactsLocationsModule.locations", []) if "country" in s}),
        "min_age": get("eligibilityModule.minimumAge"),
        "max_age": get("eligibilityModule.maximumAge"),
        "sex": get("eligibilityModule.sex"),
        "healthy_volunteers": get("eligibilityModule.healthyVolunteers"),
        "conditions": " ".join(get("conditionsModule.conditions", [])),
        "identifiers": sorted(i for i in ids if i[0]),
        "officials": [
            (folded(o["name"]), o.get("role"), folded(o.get("affiliation")))
            for o in get("contactsLocationsModule.overallOfficials", [])
        ],
        "contacts": [
            (folded(c.get("name")), c.get("role")) for c in get("contactsLocationsModule.centralContacts", [])
        ],
        "summary": folded(get("descriptionModule.briefSummary")),
        "description": folded(get("descriptionModule.detailedDescription")),
        "criteria": bare(get("eligibilityModule.eligibilityCriteria")),
    }  # fmt: skip


def _links(arms: list[Facts], interventions: list[Facts]) -> Iterator[tuple[str, int]]:
    for number, intervention in enumerate(interventions, start=1):
        labels = set(intervention.get("armGroupLabels", ()))
        for arm in arms:
            named = {name.partition(": ")[2] for name in arm.get("interventionNames", ())}
            if arm["label"] in labels or intervention.get("name") in named:
                yield folded(arm["label"]) or "", number


_V2 = {
    "N/A": "NA", "Both": "ALL", "U.S. Fed": "FED",
    "Open Label": "NONE", "Double-Blind": "DOUBLE", "Double Blind": "DOUBLE",
    "Single Blind": "SINGLE", "Subject": "PARTICIPANT", "Caregiver": "CARE_PROVIDER",
}  # fmt: skip
_LEVELS = ("SINGLE", "DOUBLE", "TRIPLE", "QUADRUPLE")


def _v2(label: str | None) -> str | None:
    if label is None:
        return None
    label = label.removesuffix(" Assignment")
    phases = re.fullmatch(r"Phase \d(?:/Phase \d)?", label)
    return label.upper().replace(" ", "") if phases else _V2.get(label) or re.sub(r"\W+", "_", label).upper()


def facts_of_xml(document: bytes) -> Facts:
    root = ElementTree.fromstring(document)  # noqa: S314

    def text(path: str) -> str | None:
        return folded(root.findtext(path))

    def texts(path: str) -> list[str]:
        return [folded(found.text) or "" for found in root.iterfind(path)]

    design = dict(re.findall(r"([\w ]+):\s*((?:[^,(]|\([^)]*\))+)", text("study_design") or ""))
    design = {name.strip(): value.strip() for name, value in design.items()}
    level, _, roles = design.get("Masking", "").partition(" (")
    who = [_v2(role.strip()) for role in roles.rstrip(")").split(",") if role.strip()]
    given: dict[str, list[int]] = {}
    for number, intervention in enumerate(root.iterfind("intervention"), start=1):
        for label in intervention.iterfind("arm_group_label"):
            given.setdefault(folded(label.text) or "", []).append(number)
    healthy = {"No": False, "Accepts Healthy Volunteers": True, None: None}
    processed = (text("required_header/download_date") or "").rpartition(" on ")[2]
    return {
        "registry_id": text("id_info/nct_id"),
        "title": text("brief_title"),
        "status": _v2(text("overall_status")),
        "phase": _v2(text("phase")),
        "study_type": _v2(text("study_type")),
        "enrollment": None,
        "start": day(parse_date(text("start_date") or "")),
        "completion": day(parse_date(text("completion_date") or "")),
        "primary_completion": day(parse_date(text("primary_completion_date") or "")),
        "allocation": _v2(design.get("Allocation")),
        "model": _v2(design.get("Intervention Model")),
        "purpose": _v2(design.get("Primary Purpose")),
        "masking": _LEVELS[len(who) - 1] if who else _v2(level or None),
        "who_masked": sorted(filter(None, who)),
        "arms": [(label, None, None) for label in given],
        "links": sorted((label, number) for label, numbers in given.items() for number in numbers),
        "interventions": [
            (
                _v2(folded(i.findtext("intervention_type"))),
                folded(i.findtext("intervention_name")),
                folded(i.findtext("description")),
            )
            for i in root.iterfind("intervention")
        ],
        "conditions": texts("condition"),
        "official_terms": sorted(texts("condition_browse/mesh_term")),
        "treatments": sorted(texts("intervention_browse/mesh_term")),
        "sex": _v2(text("eligibility/gender")),
        "min_age": None if text("eligibility/minimum_age") == "N/A" else text("eligibility/minimum_age"),
        "max_age": None if text("eligibility/maximum_age") == "N/A" else text("eligibility/maximum_age"),
        "healthy_volunteers": healthy[text("eligibility/healthy_volunteers")],
        "summary": text("brief_summary/textblock"),
        "criteria": bare(text("eligibility/criteria/textblock")),
        "sponsors": [
            (folded(s.findtext("agency")), role, _v2(folded(s.findtext("agency_class"))))
            for tag, role in (("lead_sponsor", "lead"), ("collaborator", "collaborator"))
            for s in root.iterfind(f"sponsors/{tag}")
        ],
        "source": text("source"),
        "processed": day(parse_date(processed)),
    }  # fmt: skip
