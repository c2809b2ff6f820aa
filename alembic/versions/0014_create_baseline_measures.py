"""Baseline characteristics."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "baseline_measures",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "baseline_measure_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("title", sa.Text(), nullable=True, comment="The characteristic."),
        sa.Column("description", sa.Text(), nullable=True, comment="How it was taken."),
        sa.Column("population_description", sa.Text(), nullable=True, comment="Who is counted, where not everybody."),
        sa.Column("param_type", sa.Text(), nullable=True, comment="What the numbers are: MEAN, NUMBER …"),
        sa.Column("dispersion_type", sa.Text(), nullable=True, comment="What spread, low and high are."),
        sa.Column("unit", sa.Text(), nullable=True, comment="The unit, as written."),
        sa.Column(
            "calculates_percentage", sa.Boolean(), nullable=True, comment="Whether the registry shows percentages."
        ),
        sa.Column("denominator_units", sa.Text(), nullable=True, comment="Which denominator applies."),
        sa.ForeignKeyConstraint(
            ["dispersion_type"],
            ["trialdb.dispersion_types.dispersion_type"],
            name="baseline_measures_dispersion_type_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["param_type"], ["trialdb.param_types.param_type"], name="baseline_measures_param_type_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="baseline_measures_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "baseline_measure_no", name="baseline_measures_pkey"),
        schema="trialdb",
        comment="A characteristic of participants at the start, such as age.",
    )
    op.create_table(
        "baseline_categories",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "baseline_category_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("baseline_measure_no", sa.Integer(), nullable=False, comment="The measure."),
        sa.Column("class_no", sa.Integer(), nullable=False, comment="The class of lines, from 1 within its measure."),
        sa.Column("class_title", sa.Text(), nullable=True, comment="The class, such as a country."),
        sa.Column("category_title", sa.Text(), nullable=True, comment="The category, such as Female."),
        sa.ForeignKeyConstraint(
            ["trial_id", "baseline_measure_no"],
            ["trialdb.baseline_measures.trial_id", "trialdb.baseline_measures.baseline_measure_no"],
            name="baseline_categories_trial_id_baseline_measure_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "baseline_category_no", name="baseline_categories_pkey"),
        schema="trialdb",
        comment="A line of a baseline measure: a category within a class.",
    )
    op.create_table(
        "baseline_denominators",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "baseline_denominator_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("result_group_no", sa.Integer(), nullable=False, comment="The group that is counted."),
        sa.Column("baseline_measure_no", sa.Integer(), nullable=True, comment="The measure; NULL for all of baseline."),
        sa.Column("class_no", sa.Integer(), nullable=True, comment="The class of lines, from 1 within its measure."),
        sa.Column("units", sa.Text(), nullable=True, comment="What is counted."),
        sa.Column("n", sa.Integer(), nullable=True, comment="How many."),
        sa.Column("n_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.ForeignKeyConstraint(
            ["trial_id", "baseline_measure_no"],
            ["trialdb.baseline_measures.trial_id", "trialdb.baseline_measures.baseline_measure_no"],
            name="baseline_denominators_trial_id_baseline_measure_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "result_group_no"],
            ["trialdb.result_groups.trial_id", "trialdb.result_groups.result_group_no"],
            name="baseline_denominators_trial_id_result_group_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "baseline_denominator_no", name="baseline_denominators_pkey"),
        schema="trialdb",
        comment="How many of a group were analyzed: in all, for a measure, or for a class of it.",
    )
    op.create_table(
        "baseline_measurements",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "baseline_measurement_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("baseline_measure_no", sa.Integer(), nullable=False, comment="The measure."),
        sa.Column("baseline_category_no", sa.Integer(), nullable=False, comment="The line."),
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
            ["trial_id", "baseline_category_no"],
            ["trialdb.baseline_categories.trial_id", "trialdb.baseline_categories.baseline_category_no"],
            name="baseline_measurements_trial_id_baseline_category_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "baseline_measure_no"],
            ["trialdb.baseline_measures.trial_id", "trialdb.baseline_measures.baseline_measure_no"],
            name="baseline_measurements_trial_id_baseline_measure_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "result_group_no"],
            ["trialdb.result_groups.trial_id", "trialdb.result_groups.result_group_no"],
            name="baseline_measurements_trial_id_result_group_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "baseline_measurement_no", name="baseline_measurements_pkey"),
        schema="trialdb",
        comment="The number of one group in one line of a baseline measure.",
    )


def downgrade() -> None:
    op.drop_table("baseline_measurements", schema="trialdb")
    op.drop_table("baseline_denominators", schema="trialdb")
    op.drop_table("baseline_categories", schema="trialdb")
    op.drop_table("baseline_measures", schema="trialdb")
