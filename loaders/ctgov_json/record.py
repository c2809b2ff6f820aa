"""A typed study as a trial record, module by module."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from loaders.ctgov_json.history import events
from loaders.ctgov_json.material import files, identifiers, links, mesh_terms, outcomes, references
from loaders.ctgov_json.people import contacts, countries, officials, sites, sponsors
from loaders.ctgov_json.protocol_pieces import (
    DesignModule,
    EligibilityModule,
    IdentificationModule,
    IpdSharingStatementModule,
    OversightModule,
    ResponsibleParty,
    StatusModule,
)
from loaders.ctgov_json.reading import Reading
from loaders.ctgov_json.results import results
from loaders.ctgov_json.study_pieces import Study
from loaders.ctgov_json.treatment import arms_and_interventions
from trialdb.records import Note, TrialRecord

_DATES = {
    "verified_on": "status_verified_date",
    "first_submitted_on": "study_first_submit_date",
    "first_submitted_qc_on": "study_first_submit_qc_date",
    "results_first_submitted_on": "results_first_submit_date",
    "results_first_submitted_qc_on": "results_first_submit_qc_date",
    "disposition_first_submitted_on": "disp_first_submit_date",
    "disposition_first_submitted_qc_on": "disp_first_submit_qc_date",
    "last_submitted_on": "last_update_submit_date",
}
_DATES_WITH_KIND = {
    "start_on": "start_date_struct",
    "primary_completion_on": "primary_completion_date_struct",
    "completion_on": "completion_date_struct",
    "first_posted_on": "study_first_post_date_struct",
    "results_posted_on": "results_first_post_date_struct",
    "disposition_first_posted_on": "disp_first_post_date_struct",
    "last_updated_on": "last_update_post_date_struct",
}


def record(study: Study, notes: Iterable[Note] = ()) -> TrialRecord:
    """Everything the study states, in our terms."""
    reading = Reading(notes)
    protocol, derived = study.protocol_section, study.derived_section
    places = protocol.contacts_locations_module
    arms, interventions = arms_and_interventions(protocol.arms_interventions_module, reading)
    planned = tuple(outcomes(protocol.outcomes_module, reading))
    documents = study.document_section.large_document_module
    unposted = study.annotation_section.annotation_module.unposted_annotation
    tracking = derived.misc_info_module.submission_tracking
    fields: dict[str, Any] = {
        **_identification(protocol.identification_module, reading),
        **_status(protocol.status_module, reading),
        **_design(protocol.design_module, reading),
        **_oversight(protocol.oversight_module),
        **_responsible_party(protocol.sponsor_collaborators_module.responsible_party, reading),
        **_eligibility(protocol.eligibility_module, reading),
        **_sharing(protocol.ipd_sharing_statement_module, reading),
    }
    return TrialRecord(
        **fields,
        events=events(study, reading),
        unposted_responsible_party=unposted.unposted_responsible_party or None,
        sponsors=tuple(sponsors(protocol.sponsor_collaborators_module, reading)),
        officials=tuple(officials(places.overall_officials, reading)),
        contacts=contacts(places.central_contacts, reading),
        brief_summary=protocol.description_module.brief_summary or None,
        detailed_description=protocol.description_module.detailed_description or None,
        conditions=tuple(filter(None, protocol.conditions_module.conditions)),
        keywords=tuple(filter(None, protocol.conditions_module.keywords)),
        mesh_terms=(
            *mesh_terms("condition", derived.condition_browse_module, reading),
            *mesh_terms("intervention", derived.intervention_browse_module, reading),
        ),
        arms=arms,
        interventions=interventions,
        outcomes=planned,
        sites=sites(places.locations, reading),
        countries=tuple(countries(places.locations, derived.misc_info_module.removed_countries)),
        references=references(protocol.references_module, reading),
        links=tuple(links(protocol.references_module)),
        files=tuple(files(documents.large_docs, reading)),
        has_no_sap=documents.no_sap,
        results_estimated_submission_on=reading.date(
            tracking.estimated_results_first_submit_date, "results_estimated_submission_on"
        ),
        version_holder_on=reading.date(derived.misc_info_module.version_holder, "version_holder_on"),
        has_results=study.has_results if study.results_section is None else True,
        results=results(study.results_section, arms, planned, reading) if study.results_section else None,
        notes=reading.notes,
    )


def _identification(module: IdentificationModule, reading: Reading) -> dict[str, Any]:
    return {
        "registry_id": module.nct_id,
        "brief_title": module.brief_title or None,
        "official_title": module.official_title or None,
        "acronym": module.acronym or None,
        "organization": module.organization.full_name or None,
        "organization_class": reading.value("sponsor_class", module.organization.class_, "organization_class"),
        "identifiers": tuple(identifiers(module, reading)),
    }


def _status(module: StatusModule, reading: Reading) -> dict[str, Any]:
    access = module.expanded_access_info
    dated = {name: getattr(module, attribute) for name, attribute in _DATES_WITH_KIND.items()}
    return {
        **{name: reading.date(getattr(module, attribute), name) for name, attribute in _DATES.items()},
        **{name: reading.date(piece.date, name, piece.type) for name, piece in dated.items()},
        "overall_status": reading.value("overall_status", module.overall_status),
        "last_known_status": reading.value("overall_status", module.last_known_status, "last_known_status"),
        "why_stopped": module.why_stopped or None,
        "delayed_posting": module.delayed_posting,
        "results_waived": module.results_waived,
        "has_expanded_access": access.has_expanded_access,
        "expanded_access_registry_id": access.nct_id or None,
        "expanded_access_status": reading.value("overall_status", access.status_for_nct_id, "expanded_access_status"),
    }


def _design(module: DesignModule, reading: Reading) -> dict[str, Any]:
    design, access = module.design_info, module.expanded_access_types
    return {
        "study_type": reading.value("study_type", module.study_type),
        "phase": "/".join(reading.values("phase", module.phases)) or None,
        "allocation": reading.value("allocation", design.allocation),
        "intervention_model": reading.value("intervention_model", design.intervention_model),
        "intervention_model_description": design.intervention_model_description or None,
        "observational_model": reading.value("observational_model", design.observational_model),
        "time_perspective": reading.value("time_perspective", design.time_perspective),
        "primary_purpose": reading.value("primary_purpose", design.primary_purpose),
        "masking": reading.value("masking", design.masking_info.masking),
        "masking_description": design.masking_info.masking_description or None,
        "who_masked": reading.values("who_masked", design.masking_info.who_masked),
        "enrollment": reading.enrollment(module.enrollment_info.count),
        "enrollment_type": reading.value("date_type", module.enrollment_info.type, "enrollment_type"),
        "is_patient_registry": module.patient_registry,
        "target_duration": module.target_duration or None,
        "biospecimen_retention": reading.value("biospecimen_retention", module.bio_spec.retention),
        "biospecimen_description": module.bio_spec.description or None,
        "expanded_access_types": tuple(
            name
            for name, is_offered in (
                ("INDIVIDUAL", access.individual),
                ("INTERMEDIATE", access.intermediate),
                ("TREATMENT", access.treatment),
            )
            if is_offered
        ),
        "expanded_access_pointers": module.n_ptrs_to_this_exp_acc_nct_id,
    }


def _oversight(module: OversightModule) -> dict[str, Any]:
    return {
        "has_dmc": module.oversight_has_dmc,
        "is_fda_regulated_drug": module.is_fda_regulated_drug,
        "is_fda_regulated_device": module.is_fda_regulated_device,
        "is_unapproved_device": module.is_unapproved_device,
        "is_ppsd": module.is_ppsd,
        "is_us_export": module.is_us_export,
        "is_fdaaa801_violation": module.fdaaa801_violation,
    }


def _responsible_party(party: ResponsibleParty, reading: Reading) -> dict[str, Any]:
    return {
        "responsible_party_type": reading.value("responsible_party_type", party.type),
        "responsible_party_name": party.investigator_full_name or None,
        "responsible_party_title": party.investigator_title or None,
        "responsible_party_affiliation": party.investigator_affiliation or None,
        "responsible_party_old_name_title": party.old_name_title or None,
        "responsible_party_old_organization": party.old_organization or None,
    }


def _eligibility(module: EligibilityModule, reading: Reading) -> dict[str, Any]:
    return {
        "eligibility_text": module.eligibility_criteria or None,
        "sex": reading.value("sex", module.sex),
        "is_gender_based": module.gender_based,
        "gender_description": module.gender_description or None,
        "min_age_text": module.minimum_age or None,
        "max_age_text": module.maximum_age or None,
        "standard_ages": reading.values("standard_age", module.std_ages, "standard_ages"),
        "accepts_healthy_volunteers": module.healthy_volunteers,
        "study_population": module.study_population or None,
        "sampling_method": reading.value("sampling_method", module.sampling_method),
    }


def _sharing(module: IpdSharingStatementModule, reading: Reading) -> dict[str, Any]:
    return {
        "ipd_sharing": reading.value("ipd_sharing", module.ipd_sharing),
        "ipd_description": module.description or None,
        "ipd_info_types": reading.values("ipd_info_type", module.info_types, "ipd_info_types"),
        "ipd_time_frame": module.time_frame or None,
        "ipd_access_criteria": module.access_criteria or None,
        "ipd_url": module.url or None,
    }
