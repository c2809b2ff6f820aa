"""What stands around a trial."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "trial_identifiers",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "identifier_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("identifier", sa.Text(), nullable=False, comment="The id as written."),
        sa.Column("role", sa.Text(), nullable=False, comment="org_study_id, secondary_id or nct_alias."),
        sa.Column("identifier_type", sa.Text(), nullable=True, comment="Where the id comes from."),
        sa.Column("organization", sa.Text(), nullable=True, comment="Who gave it."),
        sa.Column("url", sa.Text(), nullable=True, comment="Where it leads."),
        sa.CheckConstraint(
            "role IN ('org_study_id', 'secondary_id', 'nct_alias')", name=op.f("trial_identifiers_role_known_check")
        ),
        sa.ForeignKeyConstraint(
            ["identifier_type"],
            ["trialdb.identifier_types.identifier_type"],
            name="trial_identifiers_identifier_type_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_identifiers_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "identifier_no", name="trial_identifiers_pkey"),
        schema="trialdb",
        comment="A further id of a trial: the sponsor's own, another registry's, a grant, an alias.",
    )
    op.create_index(
        "trial_identifiers_identifier_idx", "trial_identifiers", ["identifier"], unique=False, schema="trialdb"
    )
    op.create_table(
        "trial_keywords",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "keyword_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("keyword", sa.Text(), nullable=False, comment="The keyword as written."),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_keywords_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "keyword_no", name="trial_keywords_pkey"),
        schema="trialdb",
        comment="A word the sponsor wants the trial found by.",
    )
    op.create_table(
        "trial_references",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "reference_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("citation", sa.Text(), nullable=True, comment="The citation as written."),
        sa.Column("pmid", sa.Text(), nullable=True, comment="Its PubMed id."),
        sa.Column("reference_type", sa.Text(), nullable=True, comment="How it stands to the trial."),
        sa.ForeignKeyConstraint(
            ["reference_type"], ["trialdb.reference_types.reference_type"], name="trial_references_reference_type_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_references_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "reference_no", name="trial_references_pkey"),
        schema="trialdb",
        comment="A publication the record names.",
    )
    op.create_table(
        "reference_retractions",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "reference_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "retraction_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("pmid", sa.Text(), nullable=True, comment="PubMed id of the retraction notice."),
        sa.Column("source", sa.Text(), nullable=True, comment="Where it was published."),
        sa.ForeignKeyConstraint(
            ["trial_id", "reference_no"],
            ["trialdb.trial_references.trial_id", "trialdb.trial_references.reference_no"],
            name="reference_retractions_trial_id_reference_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "reference_no", "retraction_no", name="reference_retractions_pkey"),
        schema="trialdb",
        comment="A retraction of a publication the record names.",
    )
    op.create_table(
        "trial_links",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "link_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("url", sa.Text(), nullable=True, comment="The address."),
        sa.Column("label", sa.Text(), nullable=True, comment="What is there, in the sponsor's words."),
        sa.Column("link_type", sa.Text(), nullable=True, comment="Kind of participant data; NULL for a see-also link."),
        sa.Column("identifier", sa.Text(), nullable=True, comment="Id of the data set there."),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_links_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "link_no", name="trial_links_pkey"),
        schema="trialdb",
        comment="An address the record points to, or a place where participant data are available.",
    )
    op.create_table(
        "trial_files",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "file_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("filename", sa.Text(), nullable=False, comment="The file's name at the registry."),
        sa.Column("label", sa.Text(), nullable=True, comment="What it is, in the sponsor's words."),
        sa.Column("file_type", sa.Text(), nullable=True, comment="The registry's abbreviation, such as Prot_SAP."),
        sa.Column("has_protocol", sa.Boolean(), nullable=True, comment="Whether it holds the protocol."),
        sa.Column("has_sap", sa.Boolean(), nullable=True, comment="Whether it holds the statistical analysis plan."),
        sa.Column("has_icf", sa.Boolean(), nullable=True, comment="Whether it holds the consent form."),
        sa.Column("dated_on", sa.Date(), nullable=True, comment="The date on the document."),
        sa.Column(
            "dated_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column("uploaded_at", sa.Text(), nullable=True, comment="When it was uploaded, as written."),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True, comment="Its size."),
        sa.CheckConstraint(
            "(dated_on IS NULL) = (dated_on_precision IS NULL) AND dated_on_precision IN ('day', 'month', 'year')",
            name=op.f("trial_files_dated_on_has_precision_check"),
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_files_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "file_no", name="trial_files_pkey"),
        schema="trialdb",
        comment="A large document of the record: protocol, statistical analysis plan, consent form.",
    )
    op.create_table(
        "related_trials",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "related_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("registry_id", sa.Text(), nullable=False, comment="The other trial."),
        sa.Column("title", sa.Text(), nullable=True, comment="Its title as given there."),
        sa.Column("overall_status", sa.Text(), nullable=True, comment="Its status as given there."),
        sa.Column("phase", sa.Text(), nullable=True, comment="Its phase as given there."),
        sa.ForeignKeyConstraint(
            ["overall_status"], ["trialdb.overall_statuses.overall_status"], name="related_trials_overall_status_fkey"
        ),
        sa.ForeignKeyConstraint(["phase"], ["trialdb.phases.phase"], name="related_trials_phase_fkey"),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="related_trials_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "related_no", name="related_trials_pkey"),
        schema="trialdb",
        comment="Another trial that a document names as similar; never the document's own.",
    )
    op.create_table(
        "trial_events",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "event_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("event_type", sa.Text(), nullable=False, comment="What happened."),
        sa.Column("happened_on", sa.Date(), nullable=True, comment="When."),
        sa.Column(
            "happened_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "is_date_unknown", sa.Boolean(), nullable=True, comment="Whether the registry says it does not know when."
        ),
        sa.Column("description", sa.Text(), nullable=True, comment="The registry's words."),
        sa.Column("created_on", sa.Date(), nullable=True, comment="When the registry noted it."),
        sa.Column(
            "created_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column("released_on", sa.Date(), nullable=True, comment="When the registry released it."),
        sa.Column(
            "released_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column("posted_on", sa.Date(), nullable=True, comment="When it was shown to the public."),
        sa.Column(
            "posted_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column(
            "submission_no", sa.Integer(), nullable=True, comment="Ties the events of one results submission together."
        ),
        sa.Column("release_no", sa.Integer(), nullable=True, comment="The registry's own count of releases."),
        sa.CheckConstraint(
            "(created_on IS NULL) = (created_on_precision IS NULL) AND created_on_precision IN "
            "('day', 'month', 'year')",
            name=op.f("trial_events_created_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(happened_on IS NULL) = (happened_on_precision IS NULL) AND happened_on_precision IN "
            "('day', 'month', 'year')",
            name=op.f("trial_events_happened_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(posted_on IS NULL) = (posted_on_precision IS NULL) AND posted_on_precision IN ('day', 'month', 'year')",
            name=op.f("trial_events_posted_on_has_precision_check"),
        ),
        sa.CheckConstraint(
            "(released_on IS NULL) = (released_on_precision IS NULL) AND released_on_precision IN "
            "('day', 'month', 'year')",
            name=op.f("trial_events_released_on_has_precision_check"),
        ),
        sa.ForeignKeyConstraint(
            ["event_type"], ["trialdb.event_types.event_type"], name="trial_events_event_type_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_events_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "event_no", name="trial_events_pkey"),
        schema="trialdb",
        comment="A dated event of the record's own history: submissions, releases, resets, violations.",
    )


def downgrade() -> None:
    op.drop_table("trial_events", schema="trialdb")
    op.drop_table("related_trials", schema="trialdb")
    op.drop_table("trial_files", schema="trialdb")
    op.drop_table("trial_links", schema="trialdb")
    op.drop_table("reference_retractions", schema="trialdb")
    op.drop_table("trial_references", schema="trialdb")
    op.drop_table("trial_keywords", schema="trialdb")
    op.drop_table("trial_identifiers", schema="trialdb")
