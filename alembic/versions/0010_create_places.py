"""Where trials run."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "countries",
        sa.Column("country_code", sa.Text(), nullable=False, comment="ISO 3166 alpha-2 code."),
        sa.Column("name", sa.Text(), nullable=False, comment="The short English name."),
        sa.PrimaryKeyConstraint("country_code", name="countries_pkey"),
        sa.UniqueConstraint("name", name="countries_name_key"),
        schema="trialdb",
        comment="A country or territory of ISO 3166.",
    )
    op.create_table(
        "sites",
        sa.Column(
            "site_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="53-bit hash of the name: the same in every database.",
        ),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="Facility, city, state and country, normalized and joined."
        ),
        sa.Column("facility", sa.Text(), nullable=True, comment="The facility, normalized."),
        sa.Column("city", sa.Text(), nullable=True, comment="The city, normalized."),
        sa.Column("state", sa.Text(), nullable=True, comment="The state or province, normalized."),
        sa.Column("country_code", sa.Text(), nullable=True, comment="The country."),
        sa.ForeignKeyConstraint(["country_code"], ["trialdb.countries.country_code"], name="sites_country_code_fkey"),
        sa.PrimaryKeyConstraint("site_id", name="sites_pkey"),
        sa.UniqueConstraint("name", name="sites_name_key"),
        schema="trialdb",
        comment="A facility that trials name, the same one however they spell it.",
    )
    op.create_index("sites_country_code_idx", "sites", ["country_code"], unique=False, schema="trialdb")
    op.create_table(
        "trial_sites",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "site_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "site_id", sa.BigInteger(), nullable=True, comment="The facility it is; NULL where too little is stated."
        ),
        sa.Column("status", sa.Text(), nullable=True, comment="Where this site stands."),
        sa.Column("facility", sa.Text(), nullable=True, comment="The facility as written."),
        sa.Column("city", sa.Text(), nullable=True, comment="The city as written."),
        sa.Column("state", sa.Text(), nullable=True, comment="The state or province as written."),
        sa.Column("postal_code", sa.Text(), nullable=True, comment="The postal code as written."),
        sa.Column("country", sa.Text(), nullable=True, comment="The country as written."),
        sa.Column("latitude", sa.Double(), nullable=True, comment="Degrees north, as the record gives them."),
        sa.Column("longitude", sa.Double(), nullable=True, comment="Degrees east, as the record gives them."),
        sa.CheckConstraint(
            "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180",
            name=op.f("trial_sites_point_on_earth_check"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["trialdb.sites.site_id"], name="trial_sites_site_id_fkey"),
        sa.ForeignKeyConstraint(
            ["status"], ["trialdb.overall_statuses.overall_status"], name="trial_sites_status_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_sites_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "site_no", name="trial_sites_pkey"),
        schema="trialdb",
        comment="A site of a trial, as written.",
    )
    op.create_index("trial_sites_site_id_idx", "trial_sites", ["site_id"], unique=False, schema="trialdb")
    op.create_table(
        "trial_countries",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "country_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "country_code", sa.Text(), nullable=True, comment="The country; NULL where the words are no country's name."
        ),
        sa.Column("country_text", sa.Text(), nullable=False, comment="The country as written."),
        sa.Column("is_removed", sa.Boolean(), nullable=False, comment="Whether the trial no longer runs there."),
        sa.ForeignKeyConstraint(
            ["country_code"], ["trialdb.countries.country_code"], name="trial_countries_country_code_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_countries_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "country_no", name="trial_countries_pkey"),
        schema="trialdb",
        comment="A country a trial names, or named once.",
    )
    op.create_index(
        "trial_countries_country_code_idx", "trial_countries", ["country_code"], unique=False, schema="trialdb"
    )


def downgrade() -> None:
    op.drop_table("trial_countries", schema="trialdb")
    op.drop_table("trial_sites", schema="trialdb")
    op.drop_table("sites", schema="trialdb")
    op.drop_table("countries", schema="trialdb")
