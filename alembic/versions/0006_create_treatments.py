"""What trials give."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "arms",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "arm_no", sa.Integer(), autoincrement=False, nullable=False, comment="From 1, in the order of the document."
        ),
        sa.Column("label", sa.Text(), nullable=False, comment="The arm's name; not unique within a trial."),
        sa.Column("arm_type", sa.Text(), nullable=True, comment="What the arm is for."),
        sa.Column("description", sa.Text(), nullable=True, comment="What happens in it, in the sponsor's words."),
        sa.ForeignKeyConstraint(["arm_type"], ["trialdb.arm_types.arm_type"], name="arms_arm_type_fkey"),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="arms_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "arm_no", name="arms_pkey"),
        schema="trialdb",
        comment="One treatment group of a trial, as the protocol labels it.",
    )
    op.create_table(
        "interventions",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "intervention_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("intervention_type", sa.Text(), nullable=True, comment="What is given or done."),
        sa.Column("name", sa.Text(), nullable=True, comment="Its name; NULL where a page describes without naming."),
        sa.Column("description", sa.Text(), nullable=True, comment="How it is given, in the sponsor's words."),
        sa.ForeignKeyConstraint(
            ["intervention_type"],
            ["trialdb.intervention_types.intervention_type"],
            name="interventions_intervention_type_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="interventions_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "intervention_no", name="interventions_pkey"),
        schema="trialdb",
        comment="Something given or done in a trial.",
    )
    op.create_table(
        "arm_interventions",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "arm_no", sa.Integer(), autoincrement=False, nullable=False, comment="From 1, in the order of the document."
        ),
        sa.Column(
            "intervention_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "arm_no"],
            ["trialdb.arms.trial_id", "trialdb.arms.arm_no"],
            name="arm_interventions_trial_id_arm_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id", "intervention_no"],
            ["trialdb.interventions.trial_id", "trialdb.interventions.intervention_no"],
            name="arm_interventions_trial_id_intervention_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "arm_no", "intervention_no", name="arm_interventions_pkey"),
        schema="trialdb",
        comment="An arm gets an intervention; the union of what both lists of the record say.",
    )
    op.create_table(
        "intervention_names",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "intervention_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "name_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="The other name as written."),
        sa.ForeignKeyConstraint(
            ["trial_id", "intervention_no"],
            ["trialdb.interventions.trial_id", "trialdb.interventions.intervention_no"],
            name="intervention_names_trial_id_intervention_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "intervention_no", "name_no", name="intervention_names_pkey"),
        schema="trialdb",
        comment="Another name of an intervention, as the record gives it.",
    )
    op.create_table(
        "agents",
        sa.Column(
            "agent_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="53-bit hash of the name: the same in every database.",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="The preferred name."),
        sa.Column("mesh_id", sa.Text(), nullable=True, comment="Its MeSH id, where the vocabulary knows it."),
        sa.PrimaryKeyConstraint("agent_id", name="agents_pkey"),
        sa.UniqueConstraint("name", name="agents_name_key"),
        schema="trialdb",
        comment="A drug, biological, cell product or radiation that trials give, under one name.",
    )
    op.create_table(
        "agent_synonyms",
        sa.Column("agent_id", sa.BigInteger(), nullable=False, comment="The agent."),
        sa.Column("synonym", sa.Text(), nullable=False, comment="The other name, normalized."),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["trialdb.agents.agent_id"], name="agent_synonyms_agent_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("agent_id", "synonym", name="agent_synonyms_pkey"),
        schema="trialdb",
        comment="Another name of an agent.",
    )
    op.create_index("agent_synonyms_synonym_idx", "agent_synonyms", ["synonym"], unique=False, schema="trialdb")
    op.create_table(
        "intervention_agents",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "intervention_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("agent_id", sa.BigInteger(), nullable=False, comment="The agent, under its one name."),
        sa.Column("reported_as", sa.Text(), nullable=False, comment="The words of the record that name it."),
        sa.ForeignKeyConstraint(["agent_id"], ["trialdb.agents.agent_id"], name="intervention_agents_agent_id_fkey"),
        sa.ForeignKeyConstraint(
            ["trial_id", "intervention_no"],
            ["trialdb.interventions.trial_id", "trialdb.interventions.intervention_no"],
            name="intervention_agents_trial_id_intervention_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "intervention_no", "agent_id", name="intervention_agents_pkey"),
        schema="trialdb",
        comment="An intervention contains an agent.",
    )
    op.create_index(
        "intervention_agents_agent_id_idx", "intervention_agents", ["agent_id"], unique=False, schema="trialdb"
    )


def downgrade() -> None:
    op.drop_table("intervention_agents", schema="trialdb")
    op.drop_table("agent_synonyms", schema="trialdb")
    op.drop_table("agents", schema="trialdb")
    op.drop_table("intervention_names", schema="trialdb")
    op.drop_table("arm_interventions", schema="trialdb")
    op.drop_table("interventions", schema="trialdb")
    op.drop_table("arms", schema="trialdb")
