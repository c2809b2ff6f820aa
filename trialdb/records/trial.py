"""What one document says about one trial, in our terms, with its own words kept.

Field names are the column names of ``trialdb.models``, so that ``trialdb.rows`` needs no mapping.
Enumerated values are ClinicalTrials.gov API v2's (``NOT_YET_RECRUITING``, ``SINGLE_GROUP``);
``None`` and ``()`` mean *not stated*.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from trialdb.records.base import Note, PartialDate
from trialdb.records.results import Results


class Identifier(msgspec.Struct, frozen=True, kw_only=True):
    """An id of the trial: the sponsor's own, another registry's, a grant, an alias."""

    identifier: str
    role: Literal["org_study_id", "secondary_id", "nct_alias"]
    identifier_type: str | None = None
    organization: str | None = None
    url: str | None = None


class Sponsor(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    role: Literal["lead", "collaborator"]
    sponsor_class: str | None = None


class Official(msgspec.Struct, frozen=True, kw_only=True):
    """An investigator or study official with overall responsibility."""

    name: str
    role: str | None = None
    affiliation: str | None = None


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """A central contact, a contact of one site, or the point of contact for results."""

    name: str | None = None
    role: str | None = None
    phone: str | None = None
    phone_ext: str | None = None
    email: str | None = None
    organization: str | None = None


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """A facility of the trial. ``country`` is as written; the vocabulary gives it a code."""

    facility: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    status: str | None = None
    contacts: tuple[Contact, ...] = ()


class Country(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    is_removed: bool = False


class Arm(msgspec.Struct, frozen=True, kw_only=True):
    """One treatment group as the protocol labels it.

    ``interventions`` are positions (from 1) in the record's ``interventions``: the union of the links stated by the
    arm and by the intervention.
    """

    label: str
    arm_type: str | None = None
    description: str | None = None
    interventions: tuple[int, ...] = ()


class Intervention(msgspec.Struct, frozen=True, kw_only=True):
    """``name`` is None where the document describes an intervention without naming it (layout C)."""

    intervention_type: str | None = None
    name: str | None = None
    description: str | None = None
    other_names: tuple[str, ...] = ()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A planned outcome measure; ``kind`` is None where the document does not say which it is."""

    measure: str
    kind: Literal["primary", "secondary", "other"] | None = None
    description: str | None = None
    time_frame: str | None = None
    is_safety_issue: bool | None = None


class MeshTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term of the registry's disease or drug tree.

    ``relation``: ``term`` (assigned), ``ancestor``, ``leaf`` (browse leaf) or ``branch`` (browse branch).
    ``mesh_id`` is normalized (``D013274``); a branch carries its abbreviation there.
    """

    subject: Literal["condition", "intervention"]
    relation: Literal["term", "ancestor", "leaf", "branch"]
    term: str
    mesh_id: str | None = None
    as_found: str | None = None
    relevance: str | None = None


class Retraction(msgspec.Struct, frozen=True, kw_only=True):
    pmid: str | None = None
    source: str | None = None


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    citation: str | None = None
    pmid: str | None = None
    reference_type: str | None = None
    retractions: tuple[Retraction, ...] = ()


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A see-also link (``link_type`` None) or a place where participant data are available."""

    url: str | None = None
    label: str | None = None
    link_type: str | None = None
    identifier: str | None = None


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A large document of the record: protocol, statistical analysis plan, consent form."""

    filename: str
    label: str | None = None
    file_type: str | None = None
    has_protocol: bool | None = None
    has_sap: bool | None = None
    has_icf: bool | None = None
    dated_on: PartialDate | None = None
    uploaded_at: str | None = None
    size_bytes: int | None = None


class RelatedTrial(msgspec.Struct, frozen=True, kw_only=True):
    """Another trial named by the document (layout A's "More Related Trials"); never the document's own."""

    registry_id: str
    title: str | None = None
    overall_status: str | None = None
    phase: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A dated event of the record's own history: results submissions, releases, resets, violations, unposted results.

    ``submission_no`` ties the release, the reset and the withdrawal of one results submission together,
    ``release_no`` is the registry's own count of releases; a violation states four dates.
    """

    event_type: str
    happened_on: PartialDate | None = None
    is_date_unknown: bool | None = None
    description: str | None = None
    created_on: PartialDate | None = None
    released_on: PartialDate | None = None
    posted_on: PartialDate | None = None
    submission_no: int | None = None
    release_no: int | None = None


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
