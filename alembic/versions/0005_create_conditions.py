"""What trials study."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "conditions",
        sa.Column(
            "condition_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="53-bit hash of the name: the same in every database.",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="The preferred name."),
        sa.Column("mesh_id", sa.Text(), nullable=True, comment="Its MeSH descriptor, where the vocabulary knows it."),
        sa.PrimaryKeyConstraint("condition_id", name="conditions_pkey"),
        sa.UniqueConstraint("name", name="conditions_name_key"),
        schema="trialdb",
        comment="A disease or state that trials study, under one name.",
    )
    op.create_table(
        "condition_synonyms",
        sa.Column("condition_id", sa.BigInteger(), nullable=False, comment="The condition."),
        sa.Column("synonym", sa.Text(), nullable=False, comment="The other name, normalized."),
        sa.ForeignKeyConstraint(
            ["condition_id"],
            ["trialdb.conditions.condition_id"],
            name="condition_synonyms_condition_id_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("condition_id", "synonym", name="condition_synonyms_pkey"),
        schema="trialdb",
        comment="Another name of a condition.",
    )
    op.create_index("condition_synonyms_synonym_idx", "condition_synonyms", ["synonym"], unique=False, schema="trialdb")
    op.create_table(
        "condition_ancestors",
        sa.Column("condition_id", sa.BigInteger(), nullable=False, comment="The narrower condition."),
        sa.Column("ancestor_id", sa.BigInteger(), nullable=False, comment="The wider condition."),
        sa.Column("distance", sa.Integer(), nullable=False, comment="Steps up the tree, from 1."),
        sa.CheckConstraint("condition_id <> ancestor_id", name=op.f("condition_ancestors_no_ancestor_of_itself_check")),
        sa.CheckConstraint("distance > 0", name=op.f("condition_ancestors_distance_positive_check")),
        sa.ForeignKeyConstraint(
            ["ancestor_id"],
            ["trialdb.conditions.condition_id"],
            name="condition_ancestors_ancestor_id_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["condition_id"],
            ["trialdb.conditions.condition_id"],
            name="condition_ancestors_condition_id_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("condition_id", "ancestor_id", name="condition_ancestors_pkey"),
        schema="trialdb",
        comment="A wider condition above a condition, at any distance.",
    )
    op.create_index(
        "condition_ancestors_ancestor_id_idx", "condition_ancestors", ["ancestor_id"], unique=False, schema="trialdb"
    )
    op.create_table(
        "trial_conditions",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "condition_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("condition_id", sa.BigInteger(), nullable=False, comment="The condition, under its one name."),
        sa.Column("reported_as", sa.Text(), nullable=False, comment="The words of the document."),
        sa.Column(
            "relation",
            sa.Text(),
            nullable=False,
            comment="reported by the sponsor, mesh_term assigned, or mesh_ancestor of one.",
        ),
        sa.Column(
            "distance",
            sa.Integer(),
            nullable=False,
            comment="0 for what is reported or assigned; from 1 for an ancestor.",
        ),
        sa.CheckConstraint(
            "(distance > 0) = (relation = 'mesh_ancestor') AND distance >= 0",
            name=op.f("trial_conditions_ancestors_are_distant_check"),
        ),
        sa.CheckConstraint(
            "relation IN ('reported', 'mesh_term', 'mesh_ancestor')", name=op.f("trial_conditions_relation_known_check")
        ),
        sa.ForeignKeyConstraint(
            ["condition_id"], ["trialdb.conditions.condition_id"], name="trial_conditions_condition_id_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_conditions_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "condition_no", name="trial_conditions_pkey"),
        schema="trialdb",
        comment="A condition of a trial, as reported or as the registry's tree names it.",
    )
    op.create_index(
        "trial_conditions_condition_id_idx", "trial_conditions", ["condition_id"], unique=False, schema="trialdb"
    )
    op.create_table(
        "trial_mesh_terms",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "mesh_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("subject", sa.Text(), nullable=False, comment="condition or intervention."),
        sa.Column(
            "relation",
            sa.Text(),
            nullable=False,
            comment="term (assigned), ancestor, leaf or branch of the registry's tree.",
        ),
        sa.Column("term", sa.Text(), nullable=False, comment="The term."),
        sa.Column("mesh_id", sa.Text(), nullable=True, comment="Its MeSH id, normalized; a branch's abbreviation."),
        sa.Column("as_found", sa.Text(), nullable=True, comment="The words of the record that led to it."),
        sa.Column("relevance", sa.Text(), nullable=True, comment="HIGH or LOW, for a leaf."),
        sa.CheckConstraint(
            "relation IN ('term', 'ancestor', 'leaf', 'branch')", name=op.f("trial_mesh_terms_relation_known_check")
        ),
        sa.CheckConstraint(
            "subject IN ('condition', 'intervention')", name=op.f("trial_mesh_terms_subject_known_check")
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="trial_mesh_terms_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "mesh_no", name="trial_mesh_terms_pkey"),
        schema="trialdb",
        comment="A term of the registry's disease or drug tree, as the record carries it.",
    )


def downgrade() -> None:
    op.drop_table("trial_mesh_terms", schema="trialdb")
    op.drop_table("trial_conditions", schema="trialdb")
    op.drop_table("condition_ancestors", schema="trialdb")
    op.drop_table("condition_synonyms", schema="trialdb")
    op.drop_table("conditions", schema="trialdb")
