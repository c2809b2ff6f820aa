"""The trial: one row with everything that is said once."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "trials",
        sa.Column(
            "trial_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="The trial: the digits of its NCT number, another registry's own range, or a hash below 2^53.",
        ),
        sa.Column(
            "trial_key",
            sa.Text(),
            nullable=False,
            comment="The registry id, or doc: and 12 hex digits for a trial known only by a page without one.",
        ),
        sa.Column("source", sa.Text(), nullable=False, comment="The loader of the trial's highest-ranked document."),
        sa.Column(
            "registry_id", sa.Text(), nullable=True, comment="The trial's id in its registry, such as NCT06935409."
        ),
        sa.Column(
            "is_registry_id_assumed",
            sa.Boolean(),
            nullable=False,
            comment="True where the id is from a file name or address, not from the document itself.",
        ),
        sa.Column("brief_title", sa.Text(), nullable=True, comment="The title for the public."),
        sa.Column("official_title", sa.Text(), nullable=True, comment="The title of the protocol."),
        sa.Column("acronym", sa.Text(), nullable=True, comment="The trial's short name."),
        sa.Column("organization", sa.Text(), nullable=True, comment="The organization that keeps the record."),
        sa.Column("organization_class", sa.Text(), nullable=True, comment="What kind of organization that is."),
        sa.Column(
            "source_url", sa.Text(), nullable=True, comment="The page the document was copied from, as it says itself."
        ),
        sa.Column("overall_status", sa.Text(), nullable=True, comment="Where the trial stands."),
        sa.Column("last_known_status", sa.Text(), nullable=True, comment="Where it stood before it became UNKNOWN."),
        sa.Column("why_stopped", sa.Text(), nullable=True, comment="Why it was stopped, in the sponsor's words."),
        sa.Column(
            "has_expanded_access", sa.Boolean(), nullable=True, comment="Whether the drug is given outside the trial."
        ),
        sa.Column(
            "expanded_access_registry_id", sa.Text(), nullable=True, comment="The record of that expanded access."
        ),
        sa.Column("expanded_access_status", sa.Text(), nullable=True, comment="Where that expanded access stands."),
        sa.Column(
            "start_on", sa.Date(), nullable=True, comment="First participant enrolled; the first day of what is stated."
        ),
        sa.Column(
            "start_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "start_on_kind", sa.Text(), nullable=True, comment="ACTUAL or ESTIMATED, as the registry says of the date."
        ),
        sa.Column("primary_completion_on", sa.Date(), nullable=True, comment="Last data for the primary outcome."),
        sa.Column(
            "primary_completion_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "primary_completion_on_kind",
            sa.Text(),
            nullable=True,
            comment="ACTUAL or ESTIMATED, as the registry says of the date.",
        ),
        sa.Column("completion_on", sa.Date(), nullable=True, comment="Last visit of the last participant."),
        sa.Column(
            "completion_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "completion_on_kind",
            sa.Text(),
            nullable=True,
            comment="ACTUAL or ESTIMATED, as the registry says of the date.",
        ),
        sa.Column("first_submitted_on", sa.Date(), nullable=True, comment="Record first sent to the registry."),
        sa.Column(
            "first_submitted_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "first_submitted_qc_on", sa.Date(), nullable=True, comment="Record first sent in a form that passed review."
        ),
        sa.Column(
            "first_submitted_qc_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column("first_posted_on", sa.Date(), nullable=True, comment="Record first shown to the public."),
        sa.Column(
            "first_posted_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "first_posted_on_kind",
            sa.Text(),
            nullable=True,
            comment="ACTUAL or ESTIMATED, as the registry says of the date.",
        ),
        sa.Column(
            "results_first_submitted_on", sa.Date(), nullable=True, comment="Results first sent to the registry."
        ),
        sa.Column(
            "results_first_submitted_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "results_first_submitted_qc_on", sa.Date(), nullable=True, comment="Results first sent and passed review."
        ),
        sa.Column(
            "results_first_submitted_qc_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column("results_posted_on", sa.Date(), nullable=True, comment="Results first shown to the public."),
        sa.Column(
            "results_posted_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "results_posted_on_kind",
            sa.Text(),
            nullable=True,
            comment="ACTUAL or ESTIMATED, as the registry says of the date.",
        ),
        sa.Column("results_waived", sa.Boolean(), nullable=True, comment="Whether the registry waived the results."),
        sa.Column(
            "disposition_first_submitted_on", sa.Date(), nullable=True, comment="Request to delay results first sent."
        ),
        sa.Column(
            "disposition_first_submitted_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column("disposition_first_submitted_qc_on", sa.Date(), nullable=True, comment="That request passed review."),
        sa.Column(
            "disposition_first_submitted_qc_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column("disposition_first_posted_on", sa.Date(), nullable=True, comment="That request shown to the public."),
        sa.Column(
            "disposition_first_posted_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "disposition_first_posted_on_kind",
            sa.Text(),
            nullable=True,
            comment="ACTUAL or ESTIMATED, as the registry says of the date.",
        ),
        sa.Column("last_submitted_on", sa.Date(), nullable=True, comment="Latest update sent to the registry."),
        sa.Column(
            "last_submitted_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column("last_updated_on", sa.Date(), nullable=True, comment="Latest update shown to the public."),
        sa.Column(
            "last_updated_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "last_updated_on_kind",
            sa.Text(),
            nullable=True,
            comment="ACTUAL or ESTIMATED, as the registry says of the date.",
        ),
        sa.Column("verified_on", sa.Date(), nullable=True, comment="When the sponsor last confirmed the record."),
        sa.Column(
            "verified_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column("results_estimated_submission_on", sa.Date(), nullable=True, comment="When results are expected."),
        sa.Column(
            "results_estimated_submission_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "delayed_posting", sa.Boolean(), nullable=True, comment="Whether posting waits for a device's clearance."
        ),
        sa.Column("processed_on", sa.Date(), nullable=True, comment="When the page's site processed the record."),
        sa.Column("version_holder_on", sa.Date(), nullable=True, comment="The registry's data version."),
        sa.Column(
            "version_holder_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column("study_type", sa.Text(), nullable=True, comment="Interventional, observational or expanded access."),
        sa.Column(
            "phase",
            sa.Text(),
            nullable=True,
            comment="As the registry joins it, such as PHASE2/PHASE3; NA where none applies.",
        ),
        sa.Column(
            "phase_low",
            sa.Numeric(precision=2, scale=1),
            nullable=True,
            comment="Lowest phase: 0.5 is early 1; NULL where none applies.",
        ),
        sa.Column(
            "phase_high", sa.Numeric(precision=2, scale=1), nullable=True, comment="Highest phase; 3 for PHASE2/PHASE3."
        ),
        sa.Column("allocation", sa.Text(), nullable=True, comment="How participants are assigned to arms."),
        sa.Column("intervention_model", sa.Text(), nullable=True, comment="How arms stand to each other."),
        sa.Column(
            "intervention_model_description", sa.Text(), nullable=True, comment="The model in the sponsor's words."
        ),
        sa.Column("observational_model", sa.Text(), nullable=True, comment="How participants are followed."),
        sa.Column("time_perspective", sa.Text(), nullable=True, comment="Whether it looks forward or back."),
        sa.Column("primary_purpose", sa.Text(), nullable=True, comment="What the interventions are for."),
        sa.Column("masking", sa.Text(), nullable=True, comment="How many parties do not know the assignment."),
        sa.Column("masking_description", sa.Text(), nullable=True, comment="The masking in the sponsor's words."),
        sa.Column(
            "who_masked",
            sa.ARRAY(sa.Text()),
            nullable=True,
            comment="Who does not know: PARTICIPANT, CARE_PROVIDER, INVESTIGATOR, OUTCOMES_ASSESSOR.",
        ),
        sa.Column("enrollment", sa.Integer(), nullable=True, comment="Participants, planned or actual."),
        sa.Column(
            "enrollment_type", sa.Text(), nullable=True, comment="Whether the enrollment is ACTUAL or ESTIMATED."
        ),
        sa.Column(
            "is_patient_registry", sa.Boolean(), nullable=True, comment="Whether the study is a patient registry."
        ),
        sa.Column("target_duration", sa.Text(), nullable=True, comment="How long a registry follows each patient."),
        sa.Column("biospecimen_retention", sa.Text(), nullable=True, comment="Whether samples are kept."),
        sa.Column("biospecimen_description", sa.Text(), nullable=True, comment="Which samples are kept."),
        sa.Column(
            "expanded_access_types",
            sa.ARRAY(sa.Text()),
            nullable=True,
            comment="Kinds of expanded access: INDIVIDUAL, INTERMEDIATE, TREATMENT.",
        ),
        sa.Column(
            "expanded_access_pointers", sa.Integer(), nullable=True, comment="Records that name it as expanded access."
        ),
        sa.Column("planned_arms", sa.Integer(), nullable=True, comment="Arms planned, as registry XML counts them."),
        sa.Column("endpoint_classification", sa.Text(), nullable=True, comment="Safety or efficacy study; until 2016."),
        sa.Column("has_dmc", sa.Boolean(), nullable=True, comment="Whether a committee monitors the data."),
        sa.Column("oversight_authorities", sa.ARRAY(sa.Text()), nullable=True, comment="Who oversees it; until 2016."),
        sa.Column("is_fda_regulated", sa.Boolean(), nullable=True, comment="Whether the FDA regulates it; until 2016."),
        sa.Column(
            "is_section_801", sa.Boolean(), nullable=True, comment="Whether FDAAA 801 applies to it; until 2016."
        ),
        sa.Column(
            "is_fda_regulated_drug", sa.Boolean(), nullable=True, comment="Whether it studies a drug the FDA regulates."
        ),
        sa.Column(
            "is_fda_regulated_device", sa.Boolean(), nullable=True, comment="Whether it studies a device it regulates."
        ),
        sa.Column(
            "is_unapproved_device", sa.Boolean(), nullable=True, comment="Whether that device is not yet approved."
        ),
        sa.Column(
            "is_ppsd", sa.Boolean(), nullable=True, comment="Whether it is a paediatric postmarket device study."
        ),
        sa.Column("is_us_export", sa.Boolean(), nullable=True, comment="Whether the product is exported from the US."),
        sa.Column(
            "is_fdaaa801_violation", sa.Boolean(), nullable=True, comment="Whether the FDA found a breach of FDAAA 801."
        ),
        sa.Column("ipd_sharing", sa.Text(), nullable=True, comment="Whether participant data will be shared."),
        sa.Column("ipd_description", sa.Text(), nullable=True, comment="What will be shared."),
        sa.Column(
            "ipd_info_types",
            sa.ARRAY(sa.Text()),
            nullable=True,
            comment="Documents shared with it: STUDY_PROTOCOL, SAP, ICF, CSR, ANALYTIC_CODE.",
        ),
        sa.Column("ipd_time_frame", sa.Text(), nullable=True, comment="When it will be shared."),
        sa.Column("ipd_access_criteria", sa.Text(), nullable=True, comment="With whom, and how."),
        sa.Column("ipd_url", sa.Text(), nullable=True, comment="Where the plan stands."),
        sa.Column("responsible_party_type", sa.Text(), nullable=True, comment="Who answers for the record."),
        sa.Column("responsible_party_name", sa.Text(), nullable=True, comment="The investigator's name."),
        sa.Column("responsible_party_title", sa.Text(), nullable=True, comment="The investigator's title."),
        sa.Column("responsible_party_affiliation", sa.Text(), nullable=True, comment="The investigator's institution."),
        sa.Column(
            "responsible_party_old_name_title", sa.Text(), nullable=True, comment="Name and title in old records."
        ),
        sa.Column(
            "responsible_party_old_organization", sa.Text(), nullable=True, comment="Organization in old records."
        ),
        sa.Column(
            "unposted_responsible_party", sa.Text(), nullable=True, comment="Who answers for results not yet posted."
        ),
        sa.Column("brief_summary", sa.Text(), nullable=True, comment="What the trial is about, for the public."),
        sa.Column("detailed_description", sa.Text(), nullable=True, comment="The same at length."),
        sa.Column(
            "conditions_text", sa.Text(), nullable=True, comment="Conditions joined on one line, where a page does so."
        ),
        sa.Column(
            "eligibility_text",
            sa.Text(),
            nullable=True,
            comment="The criteria as written; criteria rows point into it.",
        ),
        sa.Column("sex", sa.Text(), nullable=True, comment="Who may join, by sex."),
        sa.Column(
            "is_gender_based", sa.Boolean(), nullable=True, comment="Whether eligibility rests on gender identity."
        ),
        sa.Column("gender_description", sa.Text(), nullable=True, comment="How gender decides."),
        sa.Column("min_age_text", sa.Text(), nullable=True, comment="Youngest age as written."),
        sa.Column(
            "min_age_years", sa.Double(), nullable=True, comment="Youngest age in years; NULL is no lower bound."
        ),
        sa.Column("max_age_text", sa.Text(), nullable=True, comment="Oldest age as written."),
        sa.Column("max_age_years", sa.Double(), nullable=True, comment="Oldest age in years; NULL is no upper bound."),
        sa.Column(
            "standard_ages", sa.ARRAY(sa.Text()), nullable=True, comment="Age groups: CHILD, ADULT, OLDER_ADULT."
        ),
        sa.Column("accepts_healthy_volunteers", sa.Boolean(), nullable=True, comment="Whether the healthy may join."),
        sa.Column("study_population", sa.Text(), nullable=True, comment="Whom an observational study draws from."),
        sa.Column("sampling_method", sa.Text(), nullable=True, comment="How it draws its sample."),
        sa.Column("has_no_sap", sa.Boolean(), nullable=True, comment="Whether there is no statistical analysis plan."),
        sa.Column("has_results", sa.Boolean(), nullable=True, comment="Whether results are posted."),
        sa.CheckConstraint(
            "(completion_on IS NULL) = (completion_on_precision IS NULL) AND completion_on_precision "
            "IN ('day', 'month', 'year')",
            name=op.f("trials_completion_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(disposition_first_posted_on IS NULL) = (disposition_first_posted_on_precision IS NULL) "
            "AND disposition_first_posted_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_disposition_first_posted_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(disposition_first_submitted_on IS NULL) = (disposition_first_submitted_on_precision IS "
            "NULL) AND disposition_first_submitted_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_disposition_first_submitted_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(disposition_first_submitted_qc_on IS NULL) = "
            "(disposition_first_submitted_qc_on_precision IS NULL) AND "
            "disposition_first_submitted_qc_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_disposition_first_submitted_qc_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(first_posted_on IS NULL) = (first_posted_on_precision IS NULL) AND "
            "first_posted_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_first_posted_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(first_submitted_on IS NULL) = (first_submitted_on_precision IS NULL) AND "
            "first_submitted_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_first_submitted_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(first_submitted_qc_on IS NULL) = (first_submitted_qc_on_precision IS NULL) AND "
            "first_submitted_qc_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_first_submitted_qc_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(last_submitted_on IS NULL) = (last_submitted_on_precision IS NULL) AND "
            "last_submitted_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_last_submitted_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(last_updated_on IS NULL) = (last_updated_on_precision IS NULL) AND "
            "last_updated_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_last_updated_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(primary_completion_on IS NULL) = (primary_completion_on_precision IS NULL) AND "
            "primary_completion_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_primary_completion_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(results_estimated_submission_on IS NULL) = (results_estimated_submission_on_precision "
            "IS NULL) AND results_estimated_submission_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_results_estimated_submission_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(results_first_submitted_on IS NULL) = (results_first_submitted_on_precision IS NULL) "
            "AND results_first_submitted_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_results_first_submitted_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(results_first_submitted_qc_on IS NULL) = (results_first_submitted_qc_on_precision IS "
            "NULL) AND results_first_submitted_qc_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_results_first_submitted_qc_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(results_posted_on IS NULL) = (results_posted_on_precision IS NULL) AND "
            "results_posted_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_results_posted_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(start_on IS NULL) = (start_on_precision IS NULL) AND start_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_start_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(verified_on IS NULL) = (verified_on_precision IS NULL) AND verified_on_precision IN "
            "('day', 'month', 'year')",
            name=op.f("trials_verified_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(version_holder_on IS NULL) = (version_holder_on_precision IS NULL) AND "
            "version_holder_on_precision IN ('day', 'month', 'year')",
            name=op.f("trials_version_holder_on_has_precision_check"),
        ),
        sa.CheckConstraint("enrollment >= 0", name=op.f("trials_enrollment_not_negative_check")),
        sa.CheckConstraint("min_age_years >= 0 AND max_age_years >= 0", name=op.f("trials_ages_not_negative_check")),
        sa.CheckConstraint("phase_low <= phase_high", name=op.f("trials_phase_low_le_phase_high_check")),
        sa.CheckConstraint("phase_low >= 0 AND phase_high <= 4", name=op.f("trials_phases_0_to_4_check")),
        sa.CheckConstraint(
            "trial_id > 0 AND trial_id < 9007199254740992", name=op.f("trials_trial_id_is_53_bit_check")
        ),
        sa.ForeignKeyConstraint(["allocation"], ["trialdb.allocations.allocation"], name="trials_allocation_fkey"),
        sa.ForeignKeyConstraint(
            ["biospecimen_retention"],
            ["trialdb.biospecimen_retentions.biospecimen_retention"],
            name="trials_biospecimen_retention_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["completion_on_kind"], ["trialdb.certainties.certainty"], name="trials_completion_on_kind_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["disposition_first_posted_on_kind"],
            ["trialdb.certainties.certainty"],
            name="trials_disposition_first_posted_on_kind_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["enrollment_type"], ["trialdb.certainties.certainty"], name="trials_enrollment_type_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["expanded_access_status"],
            ["trialdb.overall_statuses.overall_status"],
            name="trials_expanded_access_status_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["first_posted_on_kind"], ["trialdb.certainties.certainty"], name="trials_first_posted_on_kind_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["intervention_model"],
            ["trialdb.intervention_models.intervention_model"],
            name="trials_intervention_model_fkey",
        ),
        sa.ForeignKeyConstraint(["ipd_sharing"], ["trialdb.ipd_sharings.ipd_sharing"], name="trials_ipd_sharing_fkey"),
        sa.ForeignKeyConstraint(
            ["last_known_status"], ["trialdb.overall_statuses.overall_status"], name="trials_last_known_status_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["last_updated_on_kind"], ["trialdb.certainties.certainty"], name="trials_last_updated_on_kind_fkey"
        ),
        sa.ForeignKeyConstraint(["masking"], ["trialdb.maskings.masking"], name="trials_masking_fkey"),
        sa.ForeignKeyConstraint(
            ["observational_model"],
            ["trialdb.observational_models.observational_model"],
            name="trials_observational_model_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["organization_class"], ["trialdb.sponsor_classes.sponsor_class"], name="trials_organization_class_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["overall_status"], ["trialdb.overall_statuses.overall_status"], name="trials_overall_status_fkey"
        ),
        sa.ForeignKeyConstraint(["phase"], ["trialdb.phases.phase"], name="trials_phase_fkey"),
        sa.ForeignKeyConstraint(
            ["primary_completion_on_kind"],
            ["trialdb.certainties.certainty"],
            name="trials_primary_completion_on_kind_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["primary_purpose"], ["trialdb.primary_purposes.primary_purpose"], name="trials_primary_purpose_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["responsible_party_type"],
            ["trialdb.responsible_party_types.responsible_party_type"],
            name="trials_responsible_party_type_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["results_posted_on_kind"], ["trialdb.certainties.certainty"], name="trials_results_posted_on_kind_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["sampling_method"], ["trialdb.sampling_methods.sampling_method"], name="trials_sampling_method_fkey"
        ),
        sa.ForeignKeyConstraint(["sex"], ["trialdb.sexes.sex"], name="trials_sex_fkey"),
        sa.ForeignKeyConstraint(["start_on_kind"], ["trialdb.certainties.certainty"], name="trials_start_on_kind_fkey"),
        sa.ForeignKeyConstraint(["study_type"], ["trialdb.study_types.study_type"], name="trials_study_type_fkey"),
        sa.ForeignKeyConstraint(
            ["time_perspective"], ["trialdb.time_perspectives.time_perspective"], name="trials_time_perspective_fkey"
        ),
        sa.PrimaryKeyConstraint("trial_id", name="trials_pkey"),
        sa.UniqueConstraint("trial_key", name="trials_trial_key_key"),
        schema="trialdb",
        comment="A clinical trial: identification, status, dates, design, enrollment, who may join, texts.",
    )
    op.create_index("trials_registry_id_idx", "trials", ["registry_id"], unique=False, schema="trialdb")


def downgrade() -> None:
    op.drop_table("trials", schema="trialdb")
