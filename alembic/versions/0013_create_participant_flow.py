"""Participant flow: periods, milestones, withdrawals."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "flow_periods",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "flow_period_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("title", sa.Text(), nullable=True, comment="The period's name."),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="flow_periods_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "flow_period_no", name="flow_periods_pkey"),
        schema="trialdb",
        comment="A period of a trial, such as treatment or follow-up.",
    )
    op.create_table(
        "flow_milestones",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "flow_milestone_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("flow_period_no", sa.Integer(), nullable=False, comment="The period."),
        sa.Column("milestone", sa.Text(), nullable=True, comment="What is reached."),
        sa.Column("comment", sa.Text(), nullable=True, comment="A remark on the milestone."),
        sa.ForeignKeyConstraint(
            ["trial_id", "flow_period_no"],
            ["trialdb.flow_periods.trial_id", "trialdb.flow_periods.flow_period_no"],
            name="flow_milestones_trial_id_flow_period_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "flow_milestone_no", name="flow_milestones_pkey"),
        schema="trialdb",
        comment="Something participants reach in a period: STARTED, COMPLETED, or what the sponsor names.",
    )
    op.create_table(
        "flow_milestone_counts",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "flow_milestone_count_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("flow_milestone_no", sa.Integer(), nullable=False, comment="The milestone."),
        sa.Column("result_group_no", sa.Integer(), nullable=False, comment="The group that is counted."),
        sa.Column("participants", sa.Integer(), nullable=True, comment="Participants who reached it."),
        sa.Column("participants_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("units", sa.Integer(), nullable=True, comment="Units (eyes, lesions) that reached it."),
        sa.Column("units_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("comment", sa.Text(), nullable=True, comment="A remark on this number."),
        sa.ForeignKeyConstraint(
            ["trial_id", "flow_milestone_no"],
            ["trialdb.flow_milestones.trial_id", "trialdb.flow_milestones.flow_milestone_no"],
            name="flow_milestone_counts_trial_id_flow_milestone_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "result_group_no"],
            ["trialdb.result_groups.trial_id", "trialdb.result_groups.result_group_no"],
            name="flow_milestone_counts_trial_id_result_group_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "flow_milestone_count_no", name="flow_milestone_counts_pkey"),
        schema="trialdb",
        comment="How many of a group reached a milestone.",
    )
    op.create_table(
        "flow_withdrawals",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "flow_withdrawal_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("flow_period_no", sa.Integer(), nullable=False, comment="The period."),
        sa.Column("reason", sa.Text(), nullable=True, comment="Why they left."),
        sa.Column("comment", sa.Text(), nullable=True, comment="A remark on the reason."),
        sa.ForeignKeyConstraint(
            ["trial_id", "flow_period_no"],
            ["trialdb.flow_periods.trial_id", "trialdb.flow_periods.flow_period_no"],
            name="flow_withdrawals_trial_id_flow_period_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "flow_withdrawal_no", name="flow_withdrawals_pkey"),
        schema="trialdb",
        comment="A reason why participants left during a period.",
    )
    op.create_table(
        "flow_withdrawal_counts",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "flow_withdrawal_count_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("flow_withdrawal_no", sa.Integer(), nullable=False, comment="The reason."),
        sa.Column("result_group_no", sa.Integer(), nullable=False, comment="The group that is counted."),
        sa.Column("participants", sa.Integer(), nullable=True, comment="Participants who left."),
        sa.Column("participants_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("units", sa.Integer(), nullable=True, comment="Units that left."),
        sa.Column("units_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("comment", sa.Text(), nullable=True, comment="A remark on this number."),
        sa.ForeignKeyConstraint(
            ["trial_id", "flow_withdrawal_no"],
            ["trialdb.flow_withdrawals.trial_id", "trialdb.flow_withdrawals.flow_withdrawal_no"],
            name="flow_withdrawal_counts_trial_id_flow_withdrawal_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "result_group_no"],
            ["trialdb.result_groups.trial_id", "trialdb.result_groups.result_group_no"],
            name="flow_withdrawal_counts_trial_id_result_group_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "flow_withdrawal_count_no", name="flow_withdrawal_counts_pkey"),
        schema="trialdb",
        comment="How many of a group left for a reason.",
    )


def downgrade() -> None:
    op.drop_table("flow_withdrawal_counts", schema="trialdb")
    op.drop_table("flow_withdrawals", schema="trialdb")
    op.drop_table("flow_milestone_counts", schema="trialdb")
    op.drop_table("flow_milestones", schema="trialdb")
    op.drop_table("flow_periods", schema="trialdb")
