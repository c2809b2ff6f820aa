"""Who may join."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "concepts",
        sa.Column("concept", sa.Text(), nullable=False, comment="The code, such as anc."),
        sa.Column("description", sa.Text(), nullable=True, comment="The code in words."),
        sa.Column(
            "domain", sa.Text(), nullable=True, comment="What kind of thing it is: demographic, laboratory, score …"
        ),
        sa.Column("canonical_unit", sa.Text(), nullable=True, comment="UCUM unit that makes its limits comparable."),
        sa.Column("loinc_code", sa.Text(), nullable=True, comment="LOINC code, where one fits."),
        sa.Column("ncit_code", sa.Text(), nullable=True, comment="NCI Thesaurus code, where one fits."),
        sa.Column(
            "is_known",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
            comment="False for a concept that this version of trialdb does not know.",
        ),
        sa.PrimaryKeyConstraint("concept", name="concepts_pkey"),
        schema="trialdb",
        comment="Something a criterion may limit: an age, a laboratory value, a score, a state.",
    )
    op.create_table(
        "criteria",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "criterion_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="inclusion, exclusion or unspecified."),
        sa.Column("parent_no", sa.Integer(), nullable=True, comment="The enclosing item."),
        sa.Column("depth", sa.Integer(), nullable=False, comment="How deep it is nested, from 0."),
        sa.Column("marker", sa.Text(), nullable=True, comment="The bullet or number it had."),
        sa.Column("is_header", sa.Boolean(), nullable=False, comment="Whether it only labels its children."),
        sa.Column(
            "logic", sa.Text(), nullable=False, comment="How its children combine: leaf (none), all, any or n_of."
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="The item as written."),
        sa.Column(
            "char_start", sa.Integer(), nullable=True, comment="Where it begins in trials.eligibility_text, from 0."
        ),
        sa.Column("char_end", sa.Integer(), nullable=True, comment="Where it ends there, exclusive."),
        sa.CheckConstraint("kind IN ('inclusion', 'exclusion', 'unspecified')", name=op.f("criteria_kind_known_check")),
        sa.CheckConstraint("logic IN ('leaf', 'all', 'any', 'n_of')", name=op.f("criteria_logic_known_check")),
        sa.CheckConstraint("0 <= char_start AND char_start <= char_end", name=op.f("criteria_span_in_order_check")),
        sa.ForeignKeyConstraint(
            ["trial_id", "parent_no"],
            ["trialdb.criteria.trial_id", "trialdb.criteria.criterion_no"],
            name="criteria_trial_id_parent_no_fkey",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="criteria_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "criterion_no", name="criteria_pkey"),
        schema="trialdb",
        comment="One item of an eligibility text.",
    )
    op.create_table(
        "criterion_limits",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "criterion_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "limit_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column(
            "group_no",
            sa.Integer(),
            nullable=True,
            comment="Limits of one group are alternatives in an inclusion, and belong together in an exclusion.",
        ),
        sa.Column("concept", sa.Text(), nullable=False, comment="What is limited."),
        sa.Column("operator", sa.Text(), nullable=False, comment="range, in_set, status, present, absent or count."),
        sa.Column("low", sa.Double(), nullable=True, comment="Lower bound as written; NULL is open."),
        sa.Column("low_inclusive", sa.Boolean(), nullable=True, comment="Whether the lower bound itself is within."),
        sa.Column("high", sa.Double(), nullable=True, comment="Upper bound as written; NULL is open."),
        sa.Column("high_inclusive", sa.Boolean(), nullable=True, comment="Whether the upper bound itself is within."),
        sa.Column("unit", sa.Text(), nullable=True, comment="UCUM unit as written."),
        sa.Column(
            "reference",
            sa.Text(),
            nullable=True,
            comment="ULN, LLN, normal, baseline …: the bounds are multiples of it.",
        ),
        sa.Column("low_canonical", sa.Double(), nullable=True, comment="Lower bound in the concept's canonical unit."),
        sa.Column("high_canonical", sa.Double(), nullable=True, comment="Upper bound in the concept's canonical unit."),
        sa.Column("canonical_unit", sa.Text(), nullable=True, comment="That unit."),
        sa.Column("value_set", sa.ARRAY(sa.Text()), nullable=True, comment="The values listed, such as ECOG 0 and 1."),
        sa.Column("status", sa.Text(), nullable=True, comment="positive, negative, active, detectable …"),
        sa.Column("is_negated", sa.Boolean(), nullable=True, comment="Whether the item denies it."),
        sa.Column("sex", sa.Text(), nullable=True, comment="The sex it is for, where it differs."),
        sa.Column("count_low", sa.Integer(), nullable=True, comment="At least so many, such as one measurable lesion."),
        sa.Column("count_high", sa.Integer(), nullable=True, comment="At most so many, such as three prior lines."),
        sa.Column("of_text", sa.Text(), nullable=True, comment="Of what: prior lines of chemotherapy."),
        sa.Column("if_concept", sa.Text(), nullable=True, comment="It holds only with this."),
        sa.Column("if_text", sa.Text(), nullable=True, comment="The condition it holds under, as written."),
        sa.Column("exception_text", sa.Text(), nullable=True, comment="The exception, as written."),
        sa.Column(
            "window_relation",
            sa.Text(),
            nullable=True,
            comment="within or min_gap before the anchor, or within_after it.",
        ),
        sa.Column("window_value", sa.Double(), nullable=True, comment="Length of the window as written."),
        sa.Column("window_unit", sa.Text(), nullable=True, comment="UCUM unit of that length."),
        sa.Column("window_days", sa.Double(), nullable=True, comment="Length of the window in days."),
        sa.Column("window_anchor", sa.Text(), nullable=True, comment="What the window is counted from."),
        sa.Column(
            "char_start", sa.Integer(), nullable=True, comment="Where the evidence begins in criteria.text, from 0."
        ),
        sa.Column("char_end", sa.Integer(), nullable=True, comment="Where it ends there, exclusive."),
        sa.Column("rule", sa.Text(), nullable=False, comment="The reader's rule that found it."),
        sa.CheckConstraint(
            "operator IN ('range', 'in_set', 'status', 'present', 'absent', 'count')",
            name=op.f("criterion_limits_operator_known_check"),
        ),
        sa.CheckConstraint(
            "0 <= char_start AND char_start <= char_end", name=op.f("criterion_limits_span_in_order_check")
        ),
        sa.ForeignKeyConstraint(["concept"], ["trialdb.concepts.concept"], name="criterion_limits_concept_fkey"),
        sa.ForeignKeyConstraint(["if_concept"], ["trialdb.concepts.concept"], name="criterion_limits_if_concept_fkey"),
        sa.ForeignKeyConstraint(["sex"], ["trialdb.sexes.sex"], name="criterion_limits_sex_fkey"),
        sa.ForeignKeyConstraint(
            ["trial_id", "criterion_no"],
            ["trialdb.criteria.trial_id", "trialdb.criteria.criterion_no"],
            name="criterion_limits_trial_id_criterion_no_fkey",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trial_id", "criterion_no", "limit_no", name="criterion_limits_pkey"),
        schema="trialdb",
        comment="One requirement a criterion states, as written: whether it is a must is in criteria.kind.",
    )
    op.create_index("criterion_limits_concept_idx", "criterion_limits", ["concept"], unique=False, schema="trialdb")


def downgrade() -> None:
    op.drop_table("criterion_limits", schema="trialdb")
    op.drop_table("criteria", schema="trialdb")
    op.drop_table("concepts", schema="trialdb")
