"""Who runs trials."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "sponsors",
        sa.Column(
            "sponsor_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="53-bit hash of the name: the same in every database.",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="The preferred name."),
        sa.PrimaryKeyConstraint("sponsor_id", name="sponsors_pkey"),
        sa.UniqueConstraint("name", name="sponsors_name_key"),
        schema="trialdb",
        comment="An organization that sponsors trials, under one name.",
    )
    op.create_table(
        "sponsor_synonyms",
        sa.Column("sponsor_id", sa.BigInteger(), nullable=False, comment="The sponsor."),
        sa.Column("synonym", sa.Text(), nullable=False, comment="The other name, normalized."),
        sa.ForeignKeyConstraint(
            ["sponsor_id"], ["trialdb.sponsors.sponsor_id"], name="sponsor_synonyms_sponsor_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sponsor_id", "synonym", name="sponsor_synonyms_pkey"),
        schema="trialdb",
        comment="Another name of a sponsor.",
    )
    op.create_index("sponsor_synonyms_synonym_idx", "sponsor_synonyms", ["synonym"], unique=False, schema="trialdb")
    op.create_table(
        "trial_sponsors",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "sponsor_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("sponsor_id", sa.BigInteger(), nullable=False, comment="The organization, under its one name."),
        sa.Column("reported_as", sa.Text(), nullable=False, comment="The name as written."),
        sa.Column("role", sa.Text(), nullable=False, comment="lead or collaborator."),
        sa.Column(
            "sponsor_class", sa.Text(), nullable=True, comment="What kind of organization it is, as the record says."
        ),
        sa.CheckConstraint("role IN ('lead', 'collaborator')", name=op.f("trial_sponsors_role_known_check")),
        sa.ForeignKeyConstraint(
            ["sponsor_class"], ["trialdb.sponsor_classes.sponsor_class"], name="trial_sponsors_sponsor_class_fkey"
        ),
        sa.ForeignKeyConstraint(["sponsor_id"], ["trialdb.sponsors.sponsor_id"], name="trial_sponsors_sponsor_id_fkey"),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_sponsors_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "sponsor_no", name="trial_sponsors_pkey"),
        schema="trialdb",
        comment="A sponsor or collaborator of a trial.",
    )
    op.create_index("trial_sponsors_sponsor_id_idx", "trial_sponsors", ["sponsor_id"], unique=False, schema="trialdb")
    op.create_table(
        "officials",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "official_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="The name with its degrees, as written."),
        sa.Column("role", sa.Text(), nullable=True, comment="What the person does."),
        sa.Column("affiliation", sa.Text(), nullable=True, comment="The person's institution."),
        sa.ForeignKeyConstraint(["role"], ["trialdb.person_roles.person_role"], name="officials_role_fkey"),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="officials_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "official_no", name="officials_pkey"),
        schema="trialdb",
        comment="An investigator or study official with overall responsibility.",
    )
    op.create_table(
        "contacts",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "contact_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("scope", sa.Text(), nullable=False, comment="central, site or results."),
        sa.Column("site_no", sa.Integer(), nullable=True, comment="The site, for a contact of one site."),
        sa.Column("name", sa.Text(), nullable=True, comment="The name as written."),
        sa.Column("role", sa.Text(), nullable=True, comment="What the person does."),
        sa.Column("phone", sa.Text(), nullable=True, comment="The telephone number as written."),
        sa.Column("phone_ext", sa.Text(), nullable=True, comment="Its extension."),
        sa.Column("email", sa.Text(), nullable=True, comment="The e-mail address."),
        sa.Column("organization", sa.Text(), nullable=True, comment="The organization to ask, for results."),
        sa.CheckConstraint("(scope = 'site') = (site_no IS NOT NULL)", name=op.f("contacts_site_scope_has_site_check")),
        sa.CheckConstraint("scope IN ('central', 'site', 'results')", name=op.f("contacts_scope_known_check")),
        sa.ForeignKeyConstraint(["role"], ["trialdb.person_roles.person_role"], name="contacts_role_fkey"),
        sa.ForeignKeyConstraint(
            ["trial_id", "site_no"],
            ["trialdb.trial_sites.trial_id", "trialdb.trial_sites.site_no"],
            name="contacts_trial_id_site_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="contacts_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "contact_no", name="contacts_pkey"),
        schema="trialdb",
        comment="Whom to ask: about the trial, about one of its sites, or about its results.",
    )


def downgrade() -> None:
    op.drop_table("contacts", schema="trialdb")
    op.drop_table("officials", schema="trialdb")
    op.drop_table("trial_sponsors", schema="trialdb")
    op.drop_table("sponsor_synonyms", schema="trialdb")
    op.drop_table("sponsors", schema="trialdb")
