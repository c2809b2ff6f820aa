"""``protocolSection`` of API v2: what was planned, and how it goes."""

from __future__ import annotations

import msgspec

from loaders.ctgov_json.piece import Dated, Piece


class OrgStudyIdInfo(Piece, frozen=True):
    id: str | None = None
    type: str | None = None
    link: str | None = None


class SecondaryIdInfo(Piece, frozen=True):
    id: str | None = None
    type: str | None = None
    domain: str | None = None
    link: str | None = None


class Organization(Piece, frozen=True):
    full_name: str | None = None
    class_: str | None = msgspec.field(name="class", default=None)


class IdentificationModule(Piece, frozen=True):
    nct_id: str | None = None
    nct_id_aliases: tuple[str, ...] = ()
    org_study_id_info: OrgStudyIdInfo = OrgStudyIdInfo()
    secondary_id_infos: tuple[SecondaryIdInfo, ...] = ()
    organization: Organization = Organization()
    brief_title: str | None = None
    official_title: str | None = None
    acronym: str | None = None


class ExpandedAccessInfo(Piece, frozen=True):
    has_expanded_access: bool | None = None
    nct_id: str | None = None
    status_for_nct_id: str | None = None


class StatusModule(Piece, frozen=True):
    status_verified_date: str | None = None
    overall_status: str | None = None
    last_known_status: str | None = None
    delayed_posting: bool | None = None
    why_stopped: str | None = None
    expanded_access_info: ExpandedAccessInfo = ExpandedAccessInfo()
    start_date_struct: Dated = Dated()
    primary_completion_date_struct: Dated = Dated()
    completion_date_struct: Dated = Dated()
    study_first_submit_date: str | None = None
    study_first_submit_qc_date: str | None = None
    study_first_post_date_struct: Dated = Dated()
    results_waived: bool | None = None
    results_first_submit_date: str | None = None
    results_first_submit_qc_date: str | None = None
    results_first_post_date_struct: Dated = Dated()
    disp_first_submit_date: str | None = None
    disp_first_submit_qc_date: str | None = None
    disp_first_post_date_struct: Dated = Dated()
    last_update_submit_date: str | None = None
    last_update_post_date_struct: Dated = Dated()


class ResponsibleParty(Piece, frozen=True):
    type: str | None = None
    investigator_full_name: str | None = None
    investigator_title: str | None = None
    investigator_affiliation: str | None = None
    old_name_title: str | None = None
    old_organization: str | None = None


class Sponsor(Piece, frozen=True):
    name: str | None = None
    class_: str | None = msgspec.field(name="class", default=None)


class SponsorCollaboratorsModule(Piece, frozen=True):
    responsible_party: ResponsibleParty = ResponsibleParty()
    lead_sponsor: Sponsor = Sponsor()
    collaborators: tuple[Sponsor, ...] = ()


class OversightModule(Piece, frozen=True):
    oversight_has_dmc: bool | None = None
    is_fda_regulated_drug: bool | None = None
    is_fda_regulated_device: bool | None = None
    is_unapproved_device: bool | None = None
    is_ppsd: bool | None = None
    is_us_export: bool | None = None
    fdaaa801_violation: bool | None = None


class DescriptionModule(Piece, frozen=True):
    brief_summary: str | None = None
    detailed_description: str | None = None


class ConditionsModule(Piece, frozen=True):
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class ExpandedAccessTypes(Piece, frozen=True):
    individual: bool | None = None
    intermediate: bool | None = None
    treatment: bool | None = None


class MaskingInfo(Piece, frozen=True):
    masking: str | None = None
    masking_description: str | None = None
    who_masked: tuple[str, ...] = ()


class DesignInfo(Piece, frozen=True):
    allocation: str | None = None
    intervention_model: str | None = None
    intervention_model_description: str | None = None
    primary_purpose: str | None = None
    observational_model: str | None = None
    time_perspective: str | None = None
    masking_info: MaskingInfo = MaskingInfo()


class BioSpec(Piece, frozen=True):
    retention: str | None = None
    description: str | None = None


class EnrollmentInfo(Piece, frozen=True):
    count: int | None = None
    type: str | None = None


class DesignModule(Piece, frozen=True):
    study_type: str | None = None
    n_ptrs_to_this_exp_acc_nct_id: int | None = None
    expanded_access_types: ExpandedAccessTypes = ExpandedAccessTypes()
    patient_registry: bool | None = None
    target_duration: str | None = None
    phases: tuple[str, ...] = ()
    design_info: DesignInfo = DesignInfo()
    bio_spec: BioSpec = BioSpec()
    enrollment_info: EnrollmentInfo = EnrollmentInfo()


class ArmGroup(Piece, frozen=True):
    label: str | None = None
    type: str | None = None
    description: str | None = None
    intervention_names: tuple[str, ...] = ()


class Intervention(Piece, frozen=True):
    type: str | None = None
    name: str | None = None
    description: str | None = None
    arm_group_labels: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


class ArmsInterventionsModule(Piece, frozen=True):
    arm_groups: tuple[ArmGroup, ...] = ()
    interventions: tuple[Intervention, ...] = ()


class Outcome(Piece, frozen=True):
    measure: str | None = None
    description: str | None = None
    time_frame: str | None = None


class OutcomesModule(Piece, frozen=True):
    primary_outcomes: tuple[Outcome, ...] = ()
    secondary_outcomes: tuple[Outcome, ...] = ()
    other_outcomes: tuple[Outcome, ...] = ()


class EligibilityModule(Piece, frozen=True):
    eligibility_criteria: str | None = None
    healthy_volunteers: bool | None = None
    sex: str | None = None
    gender_based: bool | None = None
    gender_description: str | None = None
    minimum_age: str | None = None
    maximum_age: str | None = None
    std_ages: tuple[str, ...] = ()
    study_population: str | None = None
    sampling_method: str | None = None


class Contact(Piece, frozen=True):
    name: str | None = None
    role: str | None = None
    phone: str | None = None
    phone_ext: str | None = None
    email: str | None = None


class Official(Piece, frozen=True):
    name: str | None = None
    affiliation: str | None = None
    role: str | None = None


class GeoPoint(Piece, frozen=True):
    lat: float | None = None
    lon: float | None = None


class Location(Piece, frozen=True):
    facility: str | None = None
    status: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    country: str | None = None
    contacts: tuple[Contact, ...] = ()
    geo_point: GeoPoint = GeoPoint()


class ContactsLocationsModule(Piece, frozen=True):
    central_contacts: tuple[Contact, ...] = ()
    overall_officials: tuple[Official, ...] = ()
    locations: tuple[Location, ...] = ()


class Retraction(Piece, frozen=True):
    pmid: str | None = None
    source: str | None = None


class Reference(Piece, frozen=True):
    pmid: str | None = None
    type: str | None = None
    citation: str | None = None
    retractions: tuple[Retraction, ...] = ()


class SeeAlsoLink(Piece, frozen=True):
    label: str | None = None
    url: str | None = None


class AvailIpd(Piece, frozen=True):
    id: str | None = None
    type: str | None = None
    url: str | None = None
    comment: str | None = None


class ReferencesModule(Piece, frozen=True):
    references: tuple[Reference, ...] = ()
    see_also_links: tuple[SeeAlsoLink, ...] = ()
    avail_ipds: tuple[AvailIpd, ...] = ()


class IpdSharingStatementModule(Piece, frozen=True):
    ipd_sharing: str | None = None
    description: str | None = None
    info_types: tuple[str, ...] = ()
    time_frame: str | None = None
    access_criteria: str | None = None
    url: str | None = None


class ProtocolSection(Piece, frozen=True):
    identification_module: IdentificationModule = IdentificationModule()
    status_module: StatusModule = StatusModule()
    sponsor_collaborators_module: SponsorCollaboratorsModule = SponsorCollaboratorsModule()
    oversight_module: OversightModule = OversightModule()
    description_module: DescriptionModule = DescriptionModule()
    conditions_module: ConditionsModule = ConditionsModule()
    design_module: DesignModule = DesignModule()
    arms_interventions_module: ArmsInterventionsModule = ArmsInterventionsModule()
    outcomes_module: OutcomesModule = OutcomesModule()
    eligibility_module: EligibilityModule = EligibilityModule()
    contacts_locations_module: ContactsLocationsModule = ContactsLocationsModule()
    references_module: ReferencesModule = ReferencesModule()
    ipd_sharing_statement_module: IpdSharingStatementModule = IpdSharingStatementModule()
