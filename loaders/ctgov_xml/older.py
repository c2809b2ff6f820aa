"""Facts that XML states and API v2 does not."""

from __future__ import annotations

import msgspec

from loaders.ctgov_xml.design import ENDPOINT, described_design
from loaders.ctgov_xml.document import Element, each, text, texts, whole, yes
from trialdb.extract.dates import parse_date
from trialdb.records import Country, TrialRecord


def with_older_facts(record: TrialRecord, study: Element) -> TrialRecord:
    _, _, processed = (text(study, "required_header/download_date") or "").rpartition(" on ")
    processed_on = parse_date(processed)
    return msgspec.structs.replace(
        record,
        source_url=text(study, "required_header/url"),
        processed_on=processed_on.on if processed_on else None,
        planned_arms=whole(text(study, "number_of_arms") or text(study, "number_of_groups")),
        endpoint_classification=described_design(study).get(ENDPOINT),
        oversight_authorities=tuple(texts(study, "oversight_info/authority")),
        is_fda_regulated=yes(text(study, "is_fda_regulated")),
        is_section_801=yes(text(study, "is_section_801")),
        countries=_countries(record, study),
        has_results=True if record.results is not None else None,
        **_safety(record, study),
    )


def _countries(record: TrialRecord, study: Element) -> tuple[Country, ...]:
    """The countries the file lists, then those that only a site or a removal names."""
    listed = (Country(name=name) for name in texts(study, "location_countries/country"))
    return tuple(dict.fromkeys((*listed, *record.countries)))


def _safety(record: TrialRecord, study: Element) -> dict[str, object]:
    """Which outcomes are about safety, as sponsors had to say until 2016."""
    planned = (
        yes(text(outcome, "safety_issue"))
        for tag in ("primary_outcome", "secondary_outcome", "other_outcome")
        for outcome in each(study, tag)
        if text(outcome, "measure")
    )
    changed: dict[str, object] = {
        "outcomes": tuple(
            msgspec.structs.replace(outcome, is_safety_issue=is_issue)
            for outcome, is_issue in zip(record.outcomes, planned, strict=True)
        )
    }
    if record.results is not None:
        found = study.find("clinical_results")
        reported = (yes(text(outcome, "safety_issue")) for outcome in each(found, "outcome_list/outcome"))
        outcome_results = tuple(
            msgspec.structs.replace(result, is_safety_issue=is_issue)
            for result, is_issue in zip(record.results.outcome_results, reported, strict=True)
        )
        changed["results"] = msgspec.structs.replace(record.results, outcome_results=outcome_results)
    return changed
