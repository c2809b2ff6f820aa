"""What trials measure."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "endpoints",
        sa.Column("endpoint", sa.Text(), nullable=False, comment="The code, such as OS."),
        sa.Column("description", sa.Text(), nullable=True, comment="The code in words."),
        sa.Column("broader", sa.Text(), nullable=True, comment="The wider endpoint it is a kind of."),
        sa.Column(
            "is_known",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
            comment="False for an endpoint that this version of trialdb does not know.",
        ),
        sa.PrimaryKeyConstraint("endpoint", name="endpoints_pkey"),
        schema="trialdb",
        comment="A kind of outcome that many trials measure, such as overall survival.",
    )
    op.create_table(
        "outcomes",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "outcome_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "kind", sa.Text(), nullable=True, comment="primary, secondary or other; NULL where the page does not say."
        ),
        sa.Column("endpoint", sa.Text(), nullable=True, comment="The kind of outcome, where its words leave no doubt."),
        sa.Column("measure", sa.Text(), nullable=False, comment="What is measured, in the sponsor's words."),
        sa.Column("description", sa.Text(), nullable=True, comment="How it is measured."),
        sa.Column("time_frame", sa.Text(), nullable=True, comment="When it is measured, as written."),
        sa.Column("time_frame_days", sa.Double(), nullable=True, comment="The latest time stated, in days."),
        sa.Column("is_safety_issue", sa.Boolean(), nullable=True, comment="Whether it is about safety; until 2016."),
        sa.CheckConstraint("kind IN ('primary', 'secondary', 'other')", name=op.f("outcomes_kind_known_check")),
        sa.ForeignKeyConstraint(["endpoint"], ["trialdb.endpoints.endpoint"], name="outcomes_endpoint_fkey"),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="outcomes_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "outcome_no", name="outcomes_pkey"),
        schema="trialdb",
        comment="A planned outcome measure of a trial.",
    )


def downgrade() -> None:
    op.drop_table("outcomes", schema="trialdb")
    op.drop_table("endpoints", schema="trialdb")
