"""The trial: one row with everything that is said once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, DateKind, DatePrecision, TrialId, dates_have_precision

_DATES = (
    "start_on",
    "primary_completion_on",
    "completion_on",
    "first_submitted_on",
    "first_submitted_qc_on",
    "first_posted_on",
    "results_first_submitted_on",
    "results_first_submitted_qc_on",
    "results_posted_on",
    "disposition_first_submitted_on",
    "disposition_first_submitted_qc_on",
    "disposition_first_posted_on",
    "last_submitted_on",
    "last_updated_on",
    "verified_on",
    "results_estimated_submission_on",
    "version_holder_on",
)


# Titles and summary, as answers.trials_with_words puts them together; no more of it than a tsvector can hold.
# With all the brackets that PostgreSQL gives it: what the migrations made is compared with it letter by letter.
_WORDS = (
    "to_tsvector('english'::regconfig, left((((coalesce(brief_title, '') || ' ') || coalesce(official_title, ''))"
    " || ' ') || coalesce(brief_summary, ''), 200000))"
)


class Trial(Base):
    """A clinical trial: identification, status, dates, design, enrollment, who may join, texts."""

    __tablename__ = "trials"
    __table_args__ = (
        CheckConstraint("trial_id > 0 AND trial_id < 9007199254740992", name="trial_id_is_53_bit"),
        CheckConstraint("phase_low <= phase_high", name="phase_low_le_phase_high"),
        CheckConstraint("phase_low >= 0 AND phase_high <= 4", name="phases_0_to_4"),
        CheckConstraint("enrollment >= 0", name="enrollment_not_negative"),
        CheckConstraint("min_age_years >= 0 AND max_age_years >= 0", name="ages_not_negative"),
        *dates_have_precision(*_DATES),
        Index("trials_registry_id_idx", "registry_id"),
        Index("trials_words_idx", text(_WORDS), postgresql_using="gin"),
    )

    # identification
    trial_id: Mapped[TrialId] = mapped_column(primary_key=True)
    trial_key: Mapped[str] = mapped_column(
        unique=True, comment="The registry id, or doc: and 12 hex digits for a trial known only by a page without one."
    )
    source: Mapped[str] = mapped_column(comment="The loader of the trial's highest-ranked document.")
    registry_id: Mapped[str | None] = mapped_column(comment="The trial's id in its registry, such as NCT06935409.")
    is_registry_id_assumed: Mapped[bool] = mapped_column(
        comment="True where the id is from a file name or address, not from the document itself."
    )
    brief_title: Mapped[str | None] = mapped_column(comment="The title for the public.")
    official_title: Mapped[str | None] = mapped_column(comment="The title of the protocol.")
    acronym: Mapped[str | None] = mapped_column(comment="The trial's short name.")
    organization: Mapped[str | None] = mapped_column(comment="The organization that keeps the record.")
    organization_class: Mapped[str | None] = mapped_column(
        ForeignKey("sponsor_classes.sponsor_class"), comment="What kind of organization that is."
    )
    source_url: Mapped[str | None] = mapped_column(comment="The page the document was copied from, as it says itself.")

    # status and dates
    overall_status: Mapped[str | None] = mapped_column(
        ForeignKey("overall_statuses.overall_status"), comment="Where the trial stands."
    )
    last_known_status: Mapped[str | None] = mapped_column(
        ForeignKey("overall_statuses.overall_status"), comment="Where it stood before it became UNKNOWN."
    )
    why_stopped: Mapped[str | None] = mapped_column(comment="Why it was stopped, in the sponsor's words.")
    has_expanded_access: Mapped[bool | None] = mapped_column(comment="Whether the drug is given outside the trial.")
    expanded_access_registry_id: Mapped[str | None] = mapped_column(comment="The record of that expanded access.")
    expanded_access_status: Mapped[str | None] = mapped_column(
        ForeignKey("overall_statuses.overall_status"), comment="Where that expanded access stands."
    )
    start_on: Mapped[date | None] = mapped_column(
        comment="First participant enrolled; the first day of what is stated."
    )
    start_on_precision: Mapped[DatePrecision | None]
    start_on_kind: Mapped[DateKind | None]
    primary_completion_on: Mapped[date | None] = mapped_column(comment="Last data for the primary outcome.")
    primary_completion_on_precision: Mapped[DatePrecision | None]
    primary_completion_on_kind: Mapped[DateKind | None]
    completion_on: Mapped[date | None] = mapped_column(comment="Last visit of the last participant.")
    completion_on_precision: Mapped[DatePrecision | None]
    completion_on_kind: Mapped[DateKind | None]
    first_submitted_on: Mapped[date | None] = mapped_column(comment="Record first sent to the registry.")
    first_submitted_on_precision: Mapped[DatePrecision | None]
    first_submitted_qc_on: Mapped[date | None] = mapped_column(
        comment="Record first sent in a form that passed review."
    )
    first_submitted_qc_on_precision: Mapped[DatePrecision | None]
    first_posted_on: Mapped[date | None] = mapped_column(comment="Record first shown to the public.")
    first_posted_on_precision: Mapped[DatePrecision | None]
    first_posted_on_kind: Mapped[DateKind | None]
    results_first_submitted_on: Mapped[date | None] = mapped_column(comment="Results first sent to the registry.")
    results_first_submitted_on_precision: Mapped[DatePrecision | None]
    results_first_submitted_qc_on: Mapped[date | None] = mapped_column(comment="Results first sent and passed review.")
    results_first_submitted_qc_on_precision: Mapped[DatePrecision | None]
    results_posted_on: Mapped[date | None] = mapped_column(comment="Results first shown to the public.")
    results_posted_on_precision: Mapped[DatePrecision | None]
    results_posted_on_kind: Mapped[DateKind | None]
    results_waived: Mapped[bool | None] = mapped_column(comment="Whether the registry waived the results.")
    disposition_first_submitted_on: Mapped[date | None] = mapped_column(comment="Request to delay results first sent.")
    disposition_first_submitted_on_precision: Mapped[DatePrecision | None]
    disposition_first_submitted_qc_on: Mapped[date | None] = mapped_column(comment="That request passed review.")
    disposition_first_submitted_qc_on_precision: Mapped[DatePrecision | None]
    disposition_first_posted_on: Mapped[date | None] = mapped_column(comment="That request shown to the public.")
    disposition_first_posted_on_precision: Mapped[DatePrecision | None]
    disposition_first_posted_on_kind: Mapped[DateKind | None]
    last_submitted_on: Mapped[date | None] = mapped_column(comment="Latest update sent to the registry.")
    last_submitted_on_precision: Mapped[DatePrecision | None]
    last_updated_on: Mapped[date | None] = mapped_column(comment="Latest update shown to the public.")
    last_updated_on_precision: Mapped[DatePrecision | None]
    last_updated_on_kind: Mapped[DateKind | None]
    verified_on: Mapped[date | None] = mapped_column(comment="When the sponsor last confirmed the record.")
    verified_on_precision: Mapped[DatePrecision | None]
    results_estimated_submission_on: Mapped[date | None] = mapped_column(comment="When results are expected.")
    results_estimated_submission_on_precision: Mapped[DatePrecision | None]
    delayed_posting: Mapped[bool | None] = mapped_column(comment="Whether posting waits for a device's clearance.")
    processed_on: Mapped[date | None] = mapped_column(comment="When the page's site processed the record.")
    version_holder_on: Mapped[date | None] = mapped_column(comment="The registry's data version.")
    version_holder_on_precision: Mapped[DatePrecision | None]

    # design
    study_type: Mapped[str | None] = mapped_column(
        ForeignKey("study_types.study_type"), comment="Interventional, observational or expanded access."
    )
    phase: Mapped[str | None] = mapped_column(
        ForeignKey("phases.phase"), comment="As the registry joins it, such as PHASE2/PHASE3; NA where none applies."
    )
    phase_low: Mapped[Decimal | None] = mapped_column(comment="Lowest phase: 0.5 is early 1; NULL where none applies.")
    phase_high: Mapped[Decimal | None] = mapped_column(comment="Highest phase; 3 for PHASE2/PHASE3.")
    allocation: Mapped[str | None] = mapped_column(
        ForeignKey("allocations.allocation"), comment="How participants are assigned to arms."
    )
    intervention_model: Mapped[str | None] = mapped_column(
        ForeignKey("intervention_models.intervention_model"), comment="How arms stand to each other."
    )
    intervention_model_description: Mapped[str | None] = mapped_column(comment="The model in the sponsor's words.")
    observational_model: Mapped[str | None] = mapped_column(
        ForeignKey("observational_models.observational_model"), comment="How participants are followed."
    )
    time_perspective: Mapped[str | None] = mapped_column(
        ForeignKey("time_perspectives.time_perspective"), comment="Whether it looks forward or back."
    )
    primary_purpose: Mapped[str | None] = mapped_column(
        ForeignKey("primary_purposes.primary_purpose"), comment="What the interventions are for."
    )
    masking: Mapped[str | None] = mapped_column(
        ForeignKey("maskings.masking"), comment="How many parties do not know the assignment."
    )
    masking_description: Mapped[str | None] = mapped_column(comment="The masking in the sponsor's words.")
    who_masked: Mapped[list[str] | None] = mapped_column(
        comment="Who does not know: PARTICIPANT, CARE_PROVIDER, INVESTIGATOR, OUTCOMES_ASSESSOR."
    )
    enrollment: Mapped[int | None] = mapped_column(comment="Participants, planned or actual.")
    enrollment_type: Mapped[str | None] = mapped_column(
        ForeignKey("certainties.certainty"), comment="Whether the enrollment is ACTUAL or ESTIMATED."
    )
    is_patient_registry: Mapped[bool | None] = mapped_column(comment="Whether the study is a patient registry.")
    target_duration: Mapped[str | None] = mapped_column(comment="How long a registry follows each patient.")
    biospecimen_retention: Mapped[str | None] = mapped_column(
        ForeignKey("biospecimen_retentions.biospecimen_retention"), comment="Whether samples are kept."
    )
    biospecimen_description: Mapped[str | None] = mapped_column(comment="Which samples are kept.")
    expanded_access_types: Mapped[list[str] | None] = mapped_column(
        comment="Kinds of expanded access: INDIVIDUAL, INTERMEDIATE, TREATMENT."
    )
    expanded_access_pointers: Mapped[int | None] = mapped_column(comment="Records that name it as expanded access.")
    planned_arms: Mapped[int | None] = mapped_column(comment="Arms planned, as registry XML counts them.")
    endpoint_classification: Mapped[str | None] = mapped_column(comment="Safety or efficacy study; until 2016.")

    # oversight and sharing
    has_dmc: Mapped[bool | None] = mapped_column(comment="Whether a committee monitors the data.")
    oversight_authorities: Mapped[list[str] | None] = mapped_column(comment="Who oversees it; until 2016.")
    is_fda_regulated: Mapped[bool | None] = mapped_column(comment="Whether the FDA regulates it; until 2016.")
    is_section_801: Mapped[bool | None] = mapped_column(comment="Whether FDAAA 801 applies to it; until 2016.")
    is_fda_regulated_drug: Mapped[bool | None] = mapped_column(comment="Whether it studies a drug the FDA regulates.")
    is_fda_regulated_device: Mapped[bool | None] = mapped_column(comment="Whether it studies a device it regulates.")
    is_unapproved_device: Mapped[bool | None] = mapped_column(comment="Whether that device is not yet approved.")
    is_ppsd: Mapped[bool | None] = mapped_column(comment="Whether it is a paediatric postmarket device study.")
    is_us_export: Mapped[bool | None] = mapped_column(comment="Whether the product is exported from the US.")
    is_fdaaa801_violation: Mapped[bool | None] = mapped_column(comment="Whether the FDA found a breach of FDAAA 801.")
    ipd_sharing: Mapped[str | None] = mapped_column(
        ForeignKey("ipd_sharings.ipd_sharing"), comment="Whether participant data will be shared."
    )
    ipd_description: Mapped[str | None] = mapped_column(comment="What will be shared.")
    ipd_info_types: Mapped[list[str] | None] = mapped_column(
        comment="Documents shared with it: STUDY_PROTOCOL, SAP, ICF, CSR, ANALYTIC_CODE."
    )
    ipd_time_frame: Mapped[str | None] = mapped_column(comment="When it will be shared.")
    ipd_access_criteria: Mapped[str | None] = mapped_column(comment="With whom, and how.")
    ipd_url: Mapped[str | None] = mapped_column(comment="Where the plan stands.")

    # responsible party
    responsible_party_type: Mapped[str | None] = mapped_column(
        ForeignKey("responsible_party_types.responsible_party_type"), comment="Who answers for the record."
    )
    responsible_party_name: Mapped[str | None] = mapped_column(comment="The investigator's name.")
    responsible_party_title: Mapped[str | None] = mapped_column(comment="The investigator's title.")
    responsible_party_affiliation: Mapped[str | None] = mapped_column(comment="The investigator's institution.")
    responsible_party_old_name_title: Mapped[str | None] = mapped_column(comment="Name and title in old records.")
    responsible_party_old_organization: Mapped[str | None] = mapped_column(comment="Organization in old records.")
    unposted_responsible_party: Mapped[str | None] = mapped_column(comment="Who answers for results not yet posted.")

    # texts
    brief_summary: Mapped[str | None] = mapped_column(comment="What the trial is about, for the public.")
    detailed_description: Mapped[str | None] = mapped_column(comment="The same at length.")
    conditions_text: Mapped[str | None] = mapped_column(comment="Conditions joined on one line, where a page does so.")

    # who may join
    eligibility_text: Mapped[str | None] = mapped_column(
        comment="The criteria as written; criteria rows point into it."
    )
    n_requirements: Mapped[int] = mapped_column(
        server_default="0", comment="How many requirements are read from eligibility_text; alternatives are one."
    )
    sex: Mapped[str | None] = mapped_column(ForeignKey("sexes.sex"), comment="Who may join, by sex.")
    is_gender_based: Mapped[bool | None] = mapped_column(comment="Whether eligibility rests on gender identity.")
    gender_description: Mapped[str | None] = mapped_column(comment="How gender decides.")
    min_age_text: Mapped[str | None] = mapped_column(comment="Youngest age as written.")
    min_age_years: Mapped[float | None] = mapped_column(comment="Youngest age in years; NULL is no lower bound.")
    max_age_text: Mapped[str | None] = mapped_column(comment="Oldest age as written.")
    max_age_years: Mapped[float | None] = mapped_column(comment="Oldest age in years; NULL is no upper bound.")
    standard_ages: Mapped[list[str] | None] = mapped_column(comment="Age groups: CHILD, ADULT, OLDER_ADULT.")
    accepts_healthy_volunteers: Mapped[bool | None] = mapped_column(comment="Whether the healthy may join.")
    study_population: Mapped[str | None] = mapped_column(comment="Whom an observational study draws from.")
    sampling_method: Mapped[str | None] = mapped_column(
        ForeignKey("sampling_methods.sampling_method"), comment="How it draws its sample."
    )

    # further material
    has_no_sap: Mapped[bool | None] = mapped_column(comment="Whether there is no statistical analysis plan.")
    has_results: Mapped[bool | None] = mapped_column(comment="Whether results are posted.")
