"""What one document says about one trial, in our terms, with its own words kept.

Field names are the column names of ``trialdb.models``, so that ``trialdb.rows`` needs no mapping.
Enumerated values are ClinicalTrials.gov API v2's (``NOT_YET_RECRUITING``, ``SINGLE_GROUP``);
``None`` and ``()`` mean *not stated*.
"""

from __future__ import annotations

from datetime import date

import msgspec

from trialdb.records.base import Note, PartialDate
from trialdb.records.material import Event, File, Identifier, Link, Reference, RelatedTrial
from trialdb.records.people import Contact, Official, Sponsor
from trialdb.records.places import Country, Site
from trialdb.records.results import Results
from trialdb.records.treatment import Arm, Intervention, MeshTerm, Outcome


class TrialRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one document states about one trial."""

    # identification
    registry_id: str | None = None
    brief_title: str | None = None
    official_title: str | None = None
    acronym: str | None = None
    organization: str | None = None
    organization_class: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    source_url: str | None = None

    # status and dates
    overall_status: str | None = None
    last_known_status: str | None = None
    why_stopped: str | None = None
    has_expanded_access: bool | None = None
    expanded_access_registry_id: str | None = None
    expanded_access_status: str | None = None
    start_on: PartialDate | None = None
    primary_completion_on: PartialDate | None = None
    completion_on: PartialDate | None = None
    first_submitted_on: PartialDate | None = None
    first_submitted_qc_on: PartialDate | None = None
    first_posted_on: PartialDate | None = None
    results_first_submitted_on: PartialDate | None = None
    results_first_submitted_qc_on: PartialDate | None = None
    results_posted_on: PartialDate | None = None
    results_waived: bool | None = None
    disposition_first_submitted_on: PartialDate | None = None
    disposition_first_submitted_qc_on: PartialDate | None = None
    disposition_first_posted_on: PartialDate | None = None
    last_submitted_on: PartialDate | None = None
    last_updated_on: PartialDate | None = None
    verified_on: PartialDate | None = None
    results_estimated_submission_on: PartialDate | None = None
    delayed_posting: bool | None = None
    processed_on: date | None = None
    events: tuple[Event, ...] = ()

    # design
    study_type: str | None = None
    phase: str | None = None
    allocation: str | None = None
    intervention_model: str | None = None
    intervention_model_description: str | None = None
    observational_model: str | None = None
    time_perspective: str | None = None
    primary_purpose: str | None = None
    masking: str | None = None
    masking_description: str | None = None
    who_masked: tuple[str, ...] = ()
    enrollment: int | None = None
    enrollment_type: str | None = None
    is_patient_registry: bool | None = None
    target_duration: str | None = None
    biospecimen_retention: str | None = None
    biospecimen_description: str | None = None
    expanded_access_types: tuple[str, ...] = ()
    expanded_access_pointers: int | None = None  # how many records name this one as their expanded access
    planned_arms: int | None = None  # stated by registry XML; arms may be listed or not
    endpoint_classification: str | None = None  # until 2016

    # oversight and sharing
    has_dmc: bool | None = None
    oversight_authorities: tuple[str, ...] = ()  # until 2016
    is_fda_regulated: bool | None = None  # until 2016, then by drug and device
    is_section_801: bool | None = None  # until 2016
    is_fda_regulated_drug: bool | None = None
    is_fda_regulated_device: bool | None = None
    is_unapproved_device: bool | None = None
    is_ppsd: bool | None = None
    is_us_export: bool | None = None
    is_fdaaa801_violation: bool | None = None
    ipd_sharing: str | None = None
    ipd_description: str | None = None
    ipd_info_types: tuple[str, ...] = ()
    ipd_time_frame: str | None = None
    ipd_access_criteria: str | None = None
    ipd_url: str | None = None

    # people
    responsible_party_type: str | None = None
    responsible_party_name: str | None = None
    responsible_party_title: str | None = None
    responsible_party_affiliation: str | None = None
    responsible_party_old_name_title: str | None = None
    responsible_party_old_organization: str | None = None
    unposted_responsible_party: str | None = None
    sponsors: tuple[Sponsor, ...] = ()
    officials: tuple[Official, ...] = ()
    contacts: tuple[Contact, ...] = ()

    # texts
    brief_summary: str | None = None
    detailed_description: str | None = None

    # disease, treatment, outcome
    conditions: tuple[str, ...] = ()
    conditions_text: str | None = None
    keywords: tuple[str, ...] = ()
    mesh_terms: tuple[MeshTerm, ...] = ()
    arms: tuple[Arm, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    # eligibility
    eligibility_text: str | None = None
    sex: str | None = None
    is_gender_based: bool | None = None
    gender_description: str | None = None
    min_age_text: str | None = None
    max_age_text: str | None = None
    standard_ages: tuple[str, ...] = ()
    accepts_healthy_volunteers: bool | None = None
    study_population: str | None = None
    sampling_method: str | None = None

    # place
    sites: tuple[Site, ...] = ()
    countries: tuple[Country, ...] = ()

    # further material
    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()
    files: tuple[File, ...] = ()
    has_no_sap: bool | None = None
    related_trials: tuple[RelatedTrial, ...] = ()
    version_holder_on: PartialDate | None = None
    has_results: bool | None = None
    results: Results | None = None

    # about the reading itself
    notes: tuple[Note, ...] = ()
