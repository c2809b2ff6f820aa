"""Adverse events and deaths."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "adverse_events",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "adverse_event_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="serious or other."),
        sa.Column("term", sa.Text(), nullable=True, comment="The event."),
        sa.Column("organ_system", sa.Text(), nullable=True, comment="The organ system it belongs to."),
        sa.Column("vocabulary", sa.Text(), nullable=True, comment="The vocabulary of the term, such as MedDRA (10.0)."),
        sa.Column("assessment_type", sa.Text(), nullable=True, comment="How it was looked for."),
        sa.Column("notes", sa.Text(), nullable=True, comment="A remark on the event."),
        sa.CheckConstraint("kind IN ('serious', 'other')", name=op.f("adverse_events_kind_known_check")),
        sa.ForeignKeyConstraint(
            ["assessment_type"],
            ["trialdb.assessment_types.assessment_type"],
            name="adverse_events_assessment_type_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="adverse_events_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "adverse_event_no", name="adverse_events_pkey"),
        schema="trialdb",
        comment="An adverse event of a trial, serious or other.",
    )
    op.create_table(
        "adverse_event_counts",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "adverse_event_count_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("adverse_event_no", sa.Integer(), nullable=False, comment="The event."),
        sa.Column("result_group_no", sa.Integer(), nullable=False, comment="The group that is counted."),
        sa.Column("affected", sa.Integer(), nullable=True, comment="Participants who had it."),
        sa.Column("at_risk", sa.Integer(), nullable=True, comment="Participants who could have had it."),
        sa.Column("events", sa.Integer(), nullable=True, comment="How often it happened."),
        sa.ForeignKeyConstraint(
            ["trial_id", "adverse_event_no"],
            ["trialdb.adverse_events.trial_id", "trialdb.adverse_events.adverse_event_no"],
            name="adverse_event_counts_trial_id_adverse_event_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "result_group_no"],
            ["trialdb.result_groups.trial_id", "trialdb.result_groups.result_group_no"],
            name="adverse_event_counts_trial_id_result_group_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "adverse_event_count_no", name="adverse_event_counts_pkey"),
        schema="trialdb",
        comment="How many of a group had an adverse event.",
    )
    op.create_table(
        "adverse_event_totals",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "adverse_event_total_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("result_group_no", sa.Integer(), nullable=False, comment="The group that is counted."),
        sa.Column("kind", sa.Text(), nullable=False, comment="deaths (of any cause), serious or other."),
        sa.Column("affected", sa.Integer(), nullable=True, comment="Participants it happened to."),
        sa.Column("at_risk", sa.Integer(), nullable=True, comment="Participants it could have happened to."),
        sa.CheckConstraint(
            "kind IN ('deaths', 'serious', 'other')", name=op.f("adverse_event_totals_kind_known_check")
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "result_group_no"],
            ["trialdb.result_groups.trial_id", "trialdb.result_groups.result_group_no"],
            name="adverse_event_totals_trial_id_result_group_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "adverse_event_total_no", name="adverse_event_totals_pkey"),
        schema="trialdb",
        comment="How many of a group died, or had any adverse event of a kind.",
    )


def downgrade() -> None:
    op.drop_table("adverse_event_totals", schema="trialdb")
    op.drop_table("adverse_event_counts", schema="trialdb")
    op.drop_table("adverse_events", schema="trialdb")
