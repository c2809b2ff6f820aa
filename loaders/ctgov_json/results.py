"""A study's results section as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loaders.ctgov_json.adverse_events import adverse_events
from loaders.ctgov_json.baseline import baseline
from loaders.ctgov_json.flow import flow
from loaders.ctgov_json.groups import Groups
from loaders.ctgov_json.outcome_results import outcome_results
from loaders.ctgov_json.reading import Reading
from loaders.ctgov_json.results_pieces import MoreInfoModule, ResultsSection
from trialdb.records import Arm, Outcome, Results


def results(section: ResultsSection, arms: Sequence[Arm], planned: Sequence[Outcome], reading: Reading) -> Results:
    groups = Groups(arms, reading)
    fields: dict[str, Any] = {
        **flow(section.participant_flow_module, groups),
        **baseline(section.baseline_characteristics_module, groups, reading),
        **outcome_results(section.outcome_measures_module.outcome_measures, planned, groups, reading),
        **adverse_events(section.adverse_events_module, groups, reading),
        **_more_info(section.more_info_module, reading),
    }
    return Results(result_groups=groups.rows, **fields)


def _more_info(module: MoreInfoModule, reading: Reading) -> dict[str, Any]:
    agreement, contact = module.certain_agreement, module.point_of_contact
    return {
        "limitations": module.limitations_and_caveats.description or None,
        "is_investigator_sponsor_employee": agreement.pi_sponsor_employee,
        "has_restrictive_agreement": agreement.restrictive_agreement,
        "agreement_restriction_type": reading.value("restriction_type", agreement.restriction_type),
        "agreement_details": agreement.other_details or None,
        "contact_title": contact.title or None,
        "contact_organization": contact.organization or None,
        "contact_email": contact.email or None,
        "contact_phone": contact.phone or None,
        "contact_phone_ext": contact.phone_ext or None,
    }
