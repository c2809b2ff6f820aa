"""Outcomes as reported."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "outcome_results",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "outcome_result_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "outcome_type", sa.Text(), nullable=True, comment="PRIMARY, SECONDARY, OTHER_PRE_SPECIFIED or POST_HOC."
        ),
        sa.Column(
            "outcome_no",
            sa.Integer(),
            nullable=True,
            comment="The planned outcome of the same words, where only one is.",
        ),
        sa.Column("title", sa.Text(), nullable=True, comment="What was measured."),
        sa.Column("description", sa.Text(), nullable=True, comment="How it was measured."),
        sa.Column("time_frame", sa.Text(), nullable=True, comment="When it was measured, as written."),
        sa.Column("population_description", sa.Text(), nullable=True, comment="Who is counted."),
        sa.Column("reporting_status", sa.Text(), nullable=True, comment="Whether there are data yet."),
        sa.Column("anticipated_posting_on", sa.Date(), nullable=True, comment="When data are expected."),
        sa.Column(
            "anticipated_posting_on_precision",
            sa.Text(),
            nullable=True,
            comment="How much of the date is stated: day, month or year.",
        ),
        sa.Column("param_type", sa.Text(), nullable=True, comment="What the numbers are: MEAN, NUMBER …"),
        sa.Column("dispersion_type", sa.Text(), nullable=True, comment="What spread, low and high are."),
        sa.Column("unit", sa.Text(), nullable=True, comment="The unit, as written."),
        sa.Column(
            "calculates_percentage", sa.Boolean(), nullable=True, comment="Whether the registry shows percentages."
        ),
        sa.Column("units_analyzed", sa.Text(), nullable=True, comment="What is counted where it is not participants."),
        sa.Column("denominator_units", sa.Text(), nullable=True, comment="Which denominator applies."),
        sa.Column("is_safety_issue", sa.Boolean(), nullable=True, comment="Whether it is about safety; until 2016."),
        sa.CheckConstraint(
            "(anticipated_posting_on IS NULL) = (anticipated_posting_on_precision IS NULL)"
            " AND anticipated_posting_on_precision IN ('day', 'month', 'year')",
            name=op.f("outcome_results_anticipated_posting_on_has_precision_check"),
        ),
        sa.ForeignKeyConstraint(
            ["dispersion_type"],
            ["trialdb.dispersion_types.dispersion_type"],
            name="outcome_results_dispersion_type_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["outcome_type"], ["trialdb.outcome_types.outcome_type"], name="outcome_results_outcome_type_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["param_type"], ["trialdb.param_types.param_type"], name="outcome_results_param_type_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["reporting_status"],
            ["trialdb.reporting_statuses.reporting_status"],
            name="outcome_results_reporting_status_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "outcome_no"],
            ["trialdb.outcomes.trial_id", "trialdb.outcomes.outcome_no"],
            name="outcome_results_trial_id_outcome_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="outcome_results_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "outcome_result_no", name="outcome_results_pkey"),
        schema="trialdb",
        comment="An outcome measure as reported.",
    )
    op.create_table(
        "outcome_groups",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "outcome_group_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("outcome_result_no", sa.Integer(), nullable=False, comment="The outcome."),
        sa.Column("result_group_no", sa.Integer(), nullable=False, comment="The group that is counted."),
        sa.ForeignKeyConstraint(
            ["trial_id", "outcome_result_no"],
            ["trialdb.outcome_results.trial_id", "trialdb.outcome_results.outcome_result_no"],
            name="outcome_groups_trial_id_outcome_result_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "result_group_no"],
            ["trialdb.result_groups.trial_id", "trialdb.result_groups.result_group_no"],
            name="outcome_groups_trial_id_result_group_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "outcome_group_no", name="outcome_groups_pkey"),
        schema="trialdb",
        comment="An outcome is reported by a group.",
    )
    op.create_table(
        "outcome_categories",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "outcome_category_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("outcome_result_no", sa.Integer(), nullable=False, comment="The outcome."),
        sa.Column("class_no", sa.Integer(), nullable=False, comment="The class of lines, from 1 within its measure."),
        sa.Column("class_title", sa.Text(), nullable=True, comment="The class, such as a visit."),
        sa.Column("category_title", sa.Text(), nullable=True, comment="The category, such as Partial response."),
        sa.ForeignKeyConstraint(
            ["trial_id", "outcome_result_no"],
            ["trialdb.outcome_results.trial_id", "trialdb.outcome_results.outcome_result_no"],
            name="outcome_categories_trial_id_outcome_result_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "outcome_category_no", name="outcome_categories_pkey"),
        schema="trialdb",
        comment="A line of a reported outcome: a category within a class.",
    )
    op.create_table(
        "outcome_denominators",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "outcome_denominator_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("outcome_result_no", sa.Integer(), nullable=False, comment="The outcome."),
        sa.Column("result_group_no", sa.Integer(), nullable=False, comment="The group that is counted."),
        sa.Column("class_no", sa.Integer(), nullable=True, comment="The class of lines, from 1 within its measure."),
        sa.Column("units", sa.Text(), nullable=True, comment="What is counted."),
        sa.Column("n", sa.Integer(), nullable=True, comment="How many."),
        sa.Column("n_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.ForeignKeyConstraint(
            ["trial_id", "outcome_result_no"],
            ["trialdb.outcome_results.trial_id", "trialdb.outcome_results.outcome_result_no"],
            name="outcome_denominators_trial_id_outcome_result_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "result_group_no"],
            ["trialdb.result_groups.trial_id", "trialdb.result_groups.result_group_no"],
            name="outcome_denominators_trial_id_result_group_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "outcome_denominator_no", name="outcome_denominators_pkey"),
        schema="trialdb",
        comment="How many of a group were analyzed: for an outcome, or for a class of it.",
    )
    op.create_table(
        "outcome_measurements",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "outcome_measurement_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("outcome_result_no", sa.Integer(), nullable=False, comment="The outcome."),
        sa.Column("outcome_category_no", sa.Integer(), nullable=False, comment="The line."),
        sa.Column("result_group_no", sa.Integer(), nullable=False, comment="The group that is counted."),
        sa.Column(
            "value", sa.Double(), nullable=True, comment="As a number; NULL where the words are no plain number."
        ),
        sa.Column("value_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column(
            "spread", sa.Double(), nullable=True, comment="As a number; NULL where the words are no plain number."
        ),
        sa.Column("spread_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("low", sa.Double(), nullable=True, comment="As a number; NULL where the words are no plain number."),
        sa.Column("low_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("high", sa.Double(), nullable=True, comment="As a number; NULL where the words are no plain number."),
        sa.Column("high_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("comment", sa.Text(), nullable=True, comment="A remark on this number."),
        sa.ForeignKeyConstraint(
            ["trial_id", "outcome_category_no"],
            ["trialdb.outcome_categories.trial_id", "trialdb.outcome_categories.outcome_category_no"],
            name="outcome_measurements_trial_id_outcome_category_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "outcome_result_no"],
            ["trialdb.outcome_results.trial_id", "trialdb.outcome_results.outcome_result_no"],
            name="outcome_measurements_trial_id_outcome_result_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "result_group_no"],
            ["trialdb.result_groups.trial_id", "trialdb.result_groups.result_group_no"],
            name="outcome_measurements_trial_id_result_group_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "outcome_measurement_no", name="outcome_measurements_pkey"),
        schema="trialdb",
        comment="The number of one group in one line of a reported outcome.",
    )


def downgrade() -> None:
    op.drop_table("outcome_measurements", schema="trialdb")
    op.drop_table("outcome_denominators", schema="trialdb")
    op.drop_table("outcome_categories", schema="trialdb")
    op.drop_table("outcome_groups", schema="trialdb")
    op.drop_table("outcome_results", schema="trialdb")
