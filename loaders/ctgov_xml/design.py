"""The design of an XML study: one element each, or packed into one line in files before 2017."""

from __future__ import annotations

import re
from typing import Any

from loaders.ctgov_xml.document import Element, attribute, block, text, whole, yes
from loaders.labels import masking, v2_value

Piece = dict[str, Any]

ENDPOINT = "endpointClassification"  # API v2 no longer has it
_NAMES = {
    "allocation": "allocation",
    "intervention_model": "interventionModel",
    "primary_purpose": "primaryPurpose",
    "observational_model": "observationalModel",
    "time_perspective": "timePerspective",
    "masking": "masking",
    "endpoint_classification": ENDPOINT,
}
_LABEL = re.compile(
    r"(?:^|,\s*)(?P<label>" + "|".join(name.replace("_", " ") for name in _NAMES) + r"):\s*", re.IGNORECASE
)


def design_module(study: Element) -> Piece:
    described = described_design(study)
    kind = text(study, "study_type") or ""
    level, who = masking(described["masking"]) if described.get("masking") else (None, ())
    phase = text(study, "phase")
    is_phased = phase and not (kind.startswith("Observational") and v2_value("phase", phase)[0] == "NA")
    access = study.find("expanded_access_info")
    enrollment = study.find("enrollment")
    return {
        "studyType": kind or None,
        "patientRegistry": True if "Patient Registry" in kind else None,
        "targetDuration": text(study, "target_duration"),
        "phases": [phase] if is_phased else [],
        "designInfo": {
            **{name: value for name, value in described.items() if name not in ("masking", ENDPOINT)},
            "interventionModelDescription": text(study, "study_design_info/intervention_model_description"),
            "maskingInfo": {
                "masking": level,
                "whoMasked": list(who),
                "maskingDescription": text(study, "study_design_info/masking_description"),
            },
        },
        "bioSpec": {"retention": text(study, "biospec_retention"), "description": block(study, "biospec_descr")},
        "enrollmentInfo": {
            "count": whole(text(enrollment)),
            "type": attribute(enrollment, "type") if enrollment is not None else None,
        },
        "expandedAccessTypes": {
            name: yes(text(access, f"expanded_access_type_{name}"))
            for name in ("individual", "intermediate", "treatment")
        },
    }


def described_design(study: Element) -> dict[str, str]:
    """The design's parts under API v2's names, as written."""
    info = study.find("study_design_info")
    if info is not None:
        parts = {name: text(info, tag) for tag, name in _NAMES.items()}
        return {name: value for name, value in parts.items() if value}
    packed = text(study, "study_design") or ""
    labels = list(_LABEL.finditer(packed))
    if not labels:
        return _unlabelled(packed)
    ends = [*(label.start() for label in labels[1:]), len(packed)]
    return {
        _NAMES[label["label"].lower().replace(" ", "_")]: packed[label.end() : end].strip()
        for label, end in zip(labels, ends, strict=True)
    }


def _unlabelled(packed: str) -> dict[str, str]:
    """``Treatment, Randomized, Double-Blind, …``: the oldest files say values only, each known to one part."""
    parts: dict[str, str] = {}
    for value in filter(None, map(str.strip, packed.split(","))):
        for field, name in _NAMES.items():
            is_known = value.endswith("Study") if name == ENDPOINT else v2_value(field, value)[1]
            if is_known and name not in parts and value not in ("Other", "N/A"):
                parts[name] = value
                break
    return parts
