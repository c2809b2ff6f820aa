"""How much, how and when."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "frequencies",
        sa.Column("frequency", sa.Text(), nullable=False, comment="The code, such as Q3W."),
        sa.Column("description", sa.Text(), nullable=True, comment="The code in words."),
        sa.Column("frequency_count", sa.Integer(), nullable=True, comment="Administrations in a period."),
        sa.Column("frequency_period", sa.Double(), nullable=True, comment="Length of the period."),
        sa.Column(
            "frequency_period_unit", sa.Text(), nullable=True, comment="UCUM unit of the period: h, d, wk, mo, a."
        ),
        sa.Column("interval_days", sa.Double(), nullable=True, comment="Days between evenly spaced administrations."),
        sa.Column("doses_per_day", sa.Double(), nullable=True, comment="Administrations in a day."),
        sa.Column("cdisc_term", sa.Text(), nullable=True, comment="CDISC controlled terminology."),
        sa.Column("nci_code", sa.Text(), nullable=True, comment="NCI Thesaurus code of that term."),
        sa.Column("fhir_code", sa.Text(), nullable=True, comment="FHIR timing abbreviation."),
        sa.Column("time_of_day", sa.Text(), nullable=True, comment="FHIR event code: MORN, EVE, HS."),
        sa.Column(
            "is_known",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
            comment="False for a code that this version of trialdb does not know.",
        ),
        sa.PrimaryKeyConstraint("frequency", name="frequencies_pkey"),
        schema="trialdb",
        comment="How often something is given: a code, what it means in numbers, and its names elsewhere.",
    )
    op.create_table(
        "routes",
        sa.Column("route", sa.Text(), nullable=False, comment="The code, such as IV."),
        sa.Column("description", sa.Text(), nullable=True, comment="The code in words."),
        sa.Column("cdisc_term", sa.Text(), nullable=True, comment="CDISC controlled terminology."),
        sa.Column(
            "is_known",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
            comment="False for a route that this version of trialdb does not know.",
        ),
        sa.PrimaryKeyConstraint("route", name="routes_pkey"),
        schema="trialdb",
        comment="How something enters the body.",
    )
    op.create_table(
        "dosages",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "dosage_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "intervention_no", sa.Integer(), nullable=True, comment="The intervention that is dosed, where it is clear."
        ),
        sa.Column("agent_id", sa.BigInteger(), nullable=True, comment="The agent, under its one name."),
        sa.Column("agent_text", sa.Text(), nullable=True, comment="The agent as written."),
        sa.Column(
            "role", sa.Text(), nullable=True, comment="What the dose is for: primary, loading, lymphodepletion …"
        ),
        sa.Column("dose_low", sa.Double(), nullable=True, comment="Lowest amount."),
        sa.Column(
            "dose_high", sa.Double(), nullable=True, comment="Highest amount; the same as dose_low for one amount."
        ),
        sa.Column("dose_unit", sa.Text(), nullable=True, comment="UCUM unit of the amount, such as mg/m2."),
        sa.Column(
            "dose_per", sa.Text(), nullable=True, comment="What the amount is for: dose, day, cycle, fraction, total …"
        ),
        sa.Column("dose_cap", sa.Double(), nullable=True, comment="Never more than this."),
        sa.Column("dose_cap_unit", sa.Text(), nullable=True, comment="UCUM unit of the cap."),
        sa.Column("fractions", sa.Integer(), nullable=True, comment="Number of radiation fractions."),
        sa.Column("dose_per_fraction", sa.Double(), nullable=True, comment="Dose of each fraction, in dose_unit."),
        sa.Column("route", sa.Text(), nullable=True, comment="How it enters the body."),
        sa.Column("is_continuous", sa.Boolean(), nullable=True, comment="Whether it flows without pause."),
        sa.Column("infusion_minutes_low", sa.Double(), nullable=True, comment="Shortest infusion."),
        sa.Column("infusion_minutes_high", sa.Double(), nullable=True, comment="Longest infusion."),
        sa.Column("frequency", sa.Text(), nullable=True, comment="How often, as a code."),
        sa.Column(
            "frequency_basis", sa.Text(), nullable=True, comment="stated, or derived from cycle days and length."
        ),
        sa.Column("frequency_count", sa.Integer(), nullable=True, comment="Administrations in a period."),
        sa.Column("frequency_period", sa.Integer(), nullable=True, comment="Length of the period."),
        sa.Column(
            "frequency_period_unit", sa.Text(), nullable=True, comment="UCUM unit of the period; mo is not 4 wk."
        ),
        sa.Column(
            "interval_days",
            sa.Double(),
            nullable=True,
            comment="Days between administrations; NULL when they are not evenly spaced.",
        ),
        sa.Column("doses_per_day", sa.Double(), nullable=True, comment="Administrations in a day."),
        sa.Column(
            "cycle_days",
            sa.ARRAY(sa.Integer()),
            nullable=True,
            comment="Days of the cycle with a dose; day 1 begins it.",
        ),
        sa.Column("cycle_length_days", sa.Integer(), nullable=True, comment="Days in a cycle."),
        sa.Column("cycles_low", sa.Integer(), nullable=True, comment="At least this many cycles."),
        sa.Column("cycles_high", sa.Integer(), nullable=True, comment="At most this many cycles."),
        sa.Column("days_on", sa.Integer(), nullable=True, comment="Days with doses, before a pause."),
        sa.Column("days_off", sa.Integer(), nullable=True, comment="Days of pause."),
        sa.Column("n_doses", sa.Integer(), nullable=True, comment="Number of doses in all."),
        sa.Column("duration_value", sa.Double(), nullable=True, comment="How long it is given."),
        sa.Column("duration_unit", sa.Text(), nullable=True, comment="UCUM unit of that duration."),
        sa.Column("until", sa.ARRAY(sa.Text()), nullable=True, comment="What ends it: progression, toxicity, death …"),
        sa.Column("is_prn", sa.Boolean(), nullable=True, comment="Whether it is given only when needed."),
        sa.Column("time_of_day", sa.Text(), nullable=True, comment="When in the day."),
        sa.Column("dosage_text", sa.Text(), nullable=False, comment="The words of the first mention."),
        sa.CheckConstraint(
            "dose_per IN ('dose', 'day', 'week', 'month', 'cycle', 'course', 'fraction', 'total')",
            name=op.f("dosages_dose_per_known_check"),
        ),
        sa.CheckConstraint(
            "frequency_basis IN ('stated', 'derived')", name=op.f("dosages_frequency_basis_known_check")
        ),
        sa.CheckConstraint(
            "role IN ('primary', 'loading', 'maintenance', 'escalation_level', 'alternative', "
            "'lymphodepletion', 'conditioning', 'premedication', 'comparator', 'placebo', 'rescue')",
            name=op.f("dosages_role_known_check"),
        ),
        sa.CheckConstraint("cycle_length_days > 0", name=op.f("dosages_cycle_length_days_positive_check")),
        sa.CheckConstraint("interval_days > 0", name=op.f("dosages_interval_days_positive_check")),
        sa.ForeignKeyConstraint(["agent_id"], ["trialdb.agents.agent_id"], name="dosages_agent_id_fkey"),
        sa.ForeignKeyConstraint(["frequency"], ["trialdb.frequencies.frequency"], name="dosages_frequency_fkey"),
        sa.ForeignKeyConstraint(["route"], ["trialdb.routes.route"], name="dosages_route_fkey"),
        sa.ForeignKeyConstraint(
            ["trial_id", "intervention_no"],
            ["trialdb.interventions.trial_id", "trialdb.interventions.intervention_no"],
            name="dosages_trial_id_intervention_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="dosages_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "dosage_no", name="dosages_pkey"),
        schema="trialdb",
        comment="One agent × dose × schedule of a trial, however often it is stated.",
    )
    op.create_index("dosages_agent_id_idx", "dosages", ["agent_id"], unique=False, schema="trialdb")
    op.create_index(
        "dosages_interval_days_idx",
        "dosages",
        ["interval_days"],
        unique=False,
        schema="trialdb",
        postgresql_where=sa.text("interval_days IS NOT NULL"),
    )
    op.create_table(
        "dosage_arms",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "dosage_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "arm_no", sa.Integer(), autoincrement=False, nullable=False, comment="From 1, in the order of the document."
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "arm_no"],
            ["trialdb.arms.trial_id", "trialdb.arms.arm_no"],
            name="dosage_arms_trial_id_arm_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "dosage_no"],
            ["trialdb.dosages.trial_id", "trialdb.dosages.dosage_no"],
            name="dosage_arms_trial_id_dosage_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "dosage_no", "arm_no", name="dosage_arms_pkey"),
        schema="trialdb",
        comment="An arm gets a dosage.",
    )
    op.create_table(
        "dosage_mentions",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "dosage_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "mention_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "source_field", sa.Text(), nullable=False, comment="The field, such as arms[2].description, counted from 1."
        ),
        sa.Column("char_start", sa.Integer(), nullable=False, comment="Where the evidence begins, counted from 0."),
        sa.Column("char_end", sa.Integer(), nullable=False, comment="Where the evidence ends, exclusive."),
        sa.Column("rule", sa.Text(), nullable=False, comment="The reader's rule that found it."),
        sa.CheckConstraint(
            "0 <= char_start AND char_start <= char_end", name=op.f("dosage_mentions_span_in_order_check")
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "dosage_no"],
            ["trialdb.dosages.trial_id", "trialdb.dosages.dosage_no"],
            name="dosage_mentions_trial_id_dosage_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "dosage_no", "mention_no", name="dosage_mentions_pkey"),
        schema="trialdb",
        comment="A place where a dosage is stated: the evidence.",
    )


def downgrade() -> None:
    op.drop_table("dosage_mentions", schema="trialdb")
    op.drop_table("dosage_arms", schema="trialdb")
    op.drop_table("dosages", schema="trialdb")
    op.drop_table("routes", schema="trialdb")
    op.drop_table("frequencies", schema="trialdb")
