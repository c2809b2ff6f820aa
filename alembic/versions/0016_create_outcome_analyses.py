"""Statistical analyses of reported outcomes."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "outcome_analyses",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "outcome_analysis_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("outcome_result_no", sa.Integer(), nullable=False, comment="The outcome."),
        sa.Column("group_description", sa.Text(), nullable=True, comment="What is compared, and how many it took."),
        sa.Column(
            "tests_non_inferiority", sa.Boolean(), nullable=True, comment="Whether it is a test of non-inferiority."
        ),
        sa.Column("non_inferiority_type", sa.Text(), nullable=True, comment="What the comparison sets out to show."),
        sa.Column("non_inferiority_comment", sa.Text(), nullable=True, comment="The margin and what it is based on."),
        sa.Column("p_value", sa.Double(), nullable=True, comment="The p-value, or its bound: see p_value_relation."),
        sa.Column(
            "p_value_relation", sa.Text(), nullable=True, comment="How the true p-value stands to p_value: <, = …"
        ),
        sa.Column("p_value_text", sa.Text(), nullable=True, comment="As written: <0.001."),
        sa.Column(
            "p_value_comment", sa.Text(), nullable=True, comment="Adjustments, and the threshold of significance."
        ),
        sa.Column("method", sa.Text(), nullable=True, comment="The statistical test."),
        sa.Column("method_comment", sa.Text(), nullable=True, comment="A remark on the test."),
        sa.Column("param_type", sa.Text(), nullable=True, comment="What is estimated, such as Hazard Ratio (HR)."),
        sa.Column(
            "param_value", sa.Double(), nullable=True, comment="As a number; NULL where the words are no plain number."
        ),
        sa.Column("param_value_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("dispersion_type", sa.Text(), nullable=True, comment="What spread, low and high are."),
        sa.Column(
            "dispersion_value",
            sa.Double(),
            nullable=True,
            comment="As a number; NULL where the words are no plain number.",
        ),
        sa.Column("dispersion_value_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("ci_sides", sa.Text(), nullable=True, comment="Whether the interval has one bound or two."),
        sa.Column("ci_percent", sa.Double(), nullable=True, comment="The interval's confidence, in percent."),
        sa.Column("ci_percent_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column(
            "ci_low", sa.Double(), nullable=True, comment="As a number; NULL where the words are no plain number."
        ),
        sa.Column("ci_low_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("ci_low_comment", sa.Text(), nullable=True, comment="Why there is no lower bound."),
        sa.Column(
            "ci_high", sa.Double(), nullable=True, comment="As a number; NULL where the words are no plain number."
        ),
        sa.Column("ci_high_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("ci_high_comment", sa.Text(), nullable=True, comment="Why there is no upper bound."),
        sa.Column(
            "estimate_comment", sa.Text(), nullable=True, comment="A remark on the estimate, such as its direction."
        ),
        sa.Column(
            "other_description", sa.Text(), nullable=True, comment="An analysis that fits no other column, in words."
        ),
        sa.CheckConstraint(
            "p_value_relation IN ('<', '<=', '=', '>=', '>')",
            name=op.f("outcome_analyses_p_value_relation_known_check"),
        ),
        sa.CheckConstraint(
            "(p_value IS NULL) = (p_value_relation IS NULL)", name=op.f("outcome_analyses_p_value_has_relation_check")
        ),
        sa.CheckConstraint("p_value >= 0 AND p_value <= 1", name=op.f("outcome_analyses_p_value_0_to_1_check")),
        sa.ForeignKeyConstraint(
            ["ci_sides"], ["trialdb.interval_sides.interval_sides"], name="outcome_analyses_ci_sides_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["dispersion_type"],
            ["trialdb.dispersion_types.dispersion_type"],
            name="outcome_analyses_dispersion_type_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["non_inferiority_type"],
            ["trialdb.non_inferiority_types.non_inferiority_type"],
            name="outcome_analyses_non_inferiority_type_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "outcome_result_no"],
            ["trialdb.outcome_results.trial_id", "trialdb.outcome_results.outcome_result_no"],
            name="outcome_analyses_trial_id_outcome_result_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "outcome_analysis_no", name="outcome_analyses_pkey"),
        schema="trialdb",
        comment="A statistical analysis of a reported outcome.",
    )
    op.create_table(
        "outcome_analysis_groups",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "outcome_analysis_group_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("outcome_analysis_no", sa.Integer(), nullable=False, comment="The analysis."),
        sa.Column("result_group_no", sa.Integer(), nullable=False, comment="The group that is counted."),
        sa.ForeignKeyConstraint(
            ["trial_id", "outcome_analysis_no"],
            ["trialdb.outcome_analyses.trial_id", "trialdb.outcome_analyses.outcome_analysis_no"],
            name="outcome_analysis_groups_trial_id_outcome_analysis_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "result_group_no"],
            ["trialdb.result_groups.trial_id", "trialdb.result_groups.result_group_no"],
            name="outcome_analysis_groups_trial_id_result_group_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "outcome_analysis_group_no", name="outcome_analysis_groups_pkey"),
        schema="trialdb",
        comment="A group takes part in an analysis.",
    )


def downgrade() -> None:
    op.drop_table("outcome_analysis_groups", schema="trialdb")
    op.drop_table("outcome_analyses", schema="trialdb")
