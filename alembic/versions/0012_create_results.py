"""Results: their value lists, their groups, and what is said once."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

# table: (key, comment of the table, values with their meaning)
VALUE_LISTS = {
    "outcome_types": (
        "outcome_type",
        "How a reported outcome stands to the protocol.",
        {
            "PRIMARY": "The outcome the trial was planned for.",
            "SECONDARY": "Planned besides.",
            "OTHER_PRE_SPECIFIED": "Planned, neither primary nor secondary.",
            "POST_HOC": "Added after the data were seen.",
        },
    ),
    "reporting_statuses": (
        "reporting_status",
        "Whether an outcome has data yet.",
        {"POSTED": "Data are given.", "NOT_POSTED": "Data will follow."},
    ),
    "param_types": (
        "param_type",
        "What a reported number is: a mean, a count …",
        {
            "MEAN": "Mean.",
            "MEDIAN": "Median.",
            "NUMBER": "A number of whatever the unit says.",
            "LEAST_SQUARES_MEAN": "Mean adjusted by a model.",
            "GEOMETRIC_MEAN": "Geometric mean.",
            "GEOMETRIC_LEAST_SQUARES_MEAN": "Geometric mean adjusted by a model.",
            "LOG_MEAN": "Mean of logarithms.",
            "COUNT_OF_PARTICIPANTS": "Participants.",
            "COUNT_OF_UNITS": "Units other than participants.",
        },
    ),
    "dispersion_types": (
        "dispersion_type",
        "How the spread of a number is given.",
        {
            "NA": "No spread applies.",
            "STANDARD_DEVIATION": "Standard deviation.",
            "STANDARD_ERROR": "Standard error.",
            "STANDARD_ERROR_OF_MEAN": "Standard error of the mean.",
            "INTER_QUARTILE_RANGE": "First to third quartile.",
            "FULL_RANGE": "Least to greatest.",
            "GEOMETRIC_COEFFICIENT_OF_VARIATION": "Geometric coefficient of variation, in percent.",
            "CONFIDENCE_80": "80 % confidence interval.",
            "CONFIDENCE_90": "90 % confidence interval.",
            "CONFIDENCE_95": "95 % confidence interval.",
            "CONFIDENCE_975": "97.5 % confidence interval.",
            "CONFIDENCE_99": "99 % confidence interval.",
            "CONFIDENCE_OTHER": "A confidence interval of another level.",
        },
    ),
    "non_inferiority_types": (
        "non_inferiority_type",
        "What a comparison is to show.",
        {
            "SUPERIORITY": "One group does better.",
            "NON_INFERIORITY": "One group does not do worse by more than a margin.",
            "EQUIVALENCE": "Groups do not differ by more than a margin.",
            "NON_INFERIORITY_OR_EQUIVALENCE": "Either of the two.",
            "SUPERIORITY_OR_OTHER": "Superiority, or none of these.",
            "OTHER": "None of these, such as an estimate in one group.",
            "NON_INFERIORITY_OR_EQUIVALENCE_LEGACY": "Either of the two, in a record from before 2017.",
            "SUPERIORITY_OR_OTHER_LEGACY": "Superiority or none, in a record from before 2017.",
        },
    ),
    "interval_sides": (
        "interval_sides",
        "Whether a confidence interval has one bound or two.",
        {"ONE_SIDED": "One bound.", "TWO_SIDED": "Two bounds."},
    ),
    "assessment_types": (
        "assessment_type",
        "How adverse events were looked for.",
        {
            "SYSTEMATIC_ASSESSMENT": "By a fixed method, such as a questionnaire or a test.",
            "NON_SYSTEMATIC_ASSESSMENT": "As participants told of them.",
        },
    ),
    "restriction_types": (
        "restriction_type",
        "How long publication may be held back.",
        {"LTE60": "Up to 60 days.", "GT60": "From 61 to 180 days.", "OTHER": "As the agreement says."},
    ),
}


def upgrade() -> None:
    _create_value_lists()
    op.create_table(
        "trial_results",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column("flow_pre_assignment_details", sa.Text(), nullable=True, comment="What happened before assignment."),
        sa.Column(
            "flow_recruitment_details", sa.Text(), nullable=True, comment="Where and when participants were recruited."
        ),
        sa.Column(
            "flow_units_analyzed", sa.Text(), nullable=True, comment="What is counted where it is not participants."
        ),
        sa.Column("baseline_population_description", sa.Text(), nullable=True, comment="Who is counted at baseline."),
        sa.Column("baseline_units_analyzed", sa.Text(), nullable=True, comment="What is counted if not participants."),
        sa.Column(
            "event_frequency_threshold",
            sa.Double(),
            nullable=True,
            comment="As a number; NULL where the words are no plain number.",
        ),
        sa.Column("event_frequency_threshold_text", sa.Text(), nullable=True, comment="As written: 12.5, NA, <5."),
        sa.Column("event_time_frame", sa.Text(), nullable=True, comment="How long adverse events were collected."),
        sa.Column("event_description", sa.Text(), nullable=True, comment="How adverse events were collected."),
        sa.Column("all_cause_mortality_comment", sa.Text(), nullable=True, comment="A remark on the deaths."),
        sa.Column("limitations", sa.Text(), nullable=True, comment="What limits the results, in the sponsor's words."),
        sa.Column(
            "is_investigator_sponsor_employee",
            sa.Boolean(),
            nullable=True,
            comment="Whether all principal investigators are employed by the sponsor.",
        ),
        sa.Column(
            "has_restrictive_agreement",
            sa.Boolean(),
            nullable=True,
            comment="Whether an agreement restricts investigators from publishing.",
        ),
        sa.Column("agreement_restriction_type", sa.Text(), nullable=True, comment="How it does."),
        sa.Column("agreement_details", sa.Text(), nullable=True, comment="That agreement in words."),
        sa.Column("contact_title", sa.Text(), nullable=True, comment="Whom to ask about the results."),
        sa.Column("contact_organization", sa.Text(), nullable=True, comment="Where they work."),
        sa.Column("contact_email", sa.Text(), nullable=True, comment="Their e-mail address."),
        sa.Column("contact_phone", sa.Text(), nullable=True, comment="Their telephone number."),
        sa.Column("contact_phone_ext", sa.Text(), nullable=True, comment="Their extension."),
        sa.ForeignKeyConstraint(
            ["agreement_restriction_type"],
            ["trialdb.restriction_types.restriction_type"],
            name="trial_results_agreement_restriction_type_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_results_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", name="trial_results_pkey"),
        schema="trialdb",
        comment="What the results of a trial say once: how it was counted, what limits it, whom to ask.",
    )
    op.create_table(
        "result_groups",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "result_group_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "section", sa.Text(), nullable=False, comment="Which tables use it: flow, baseline, outcome or event."
        ),
        sa.Column(
            "code",
            sa.Text(),
            nullable=False,
            comment="The registry's code, such as OG000; several groups may share one.",
        ),
        sa.Column("title", sa.Text(), nullable=True, comment="The group's name."),
        sa.Column(
            "description", sa.Text(), nullable=True, comment="Who is in it and what they got, in the sponsor's words."
        ),
        sa.Column("arm_no", sa.Integer(), nullable=True, comment="The arm it is, where one title and one label agree."),
        sa.CheckConstraint(
            "section IN ('flow', 'baseline', 'outcome', 'event')", name=op.f("result_groups_section_known_check")
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "arm_no"],
            ["trialdb.arms.trial_id", "trialdb.arms.arm_no"],
            name="result_groups_trial_id_arm_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="result_groups_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "result_group_no", name="result_groups_pkey"),
        schema="trialdb",
        comment="Participants counted together in a table of results.",
    )


def downgrade() -> None:
    op.drop_table("result_groups", schema="trialdb")
    op.drop_table("trial_results", schema="trialdb")
    for name in reversed(VALUE_LISTS):
        op.drop_table(name, schema="trialdb")


def _create_value_lists() -> None:
    for name, (key, comment, values) in VALUE_LISTS.items():
        table = op.create_table(
            name,
            sa.Column(key, sa.Text(), nullable=False, comment="The value, as ClinicalTrials.gov's API v2 spells it."),
            sa.Column("description", sa.Text(), nullable=True, comment="What the value means."),
            sa.Column(
                "is_known",
                sa.Boolean(),
                server_default=sa.text("true"),
                nullable=False,
                comment="False for a value that a document brought and this version of trialdb does not know.",
            ),
            sa.PrimaryKeyConstraint(key, name=f"{name}_pkey"),
            schema="trialdb",
            comment=comment,
        )
        op.bulk_insert(table, [{key: value, "description": meaning} for value, meaning in values.items()])
