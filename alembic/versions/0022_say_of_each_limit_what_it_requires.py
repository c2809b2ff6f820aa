"""A limit says itself whether it is a must, and with how many others it stands: a match reads limits, not texts.

Fills the new columns of all limits and writes that table anew: about a minute for 80,000 trials.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

# An exclusion, a denial, an absence and a gap since an event each turn a limit; a gap before a measured value does not.
REQUIREMENT = """
    CASE WHEN (kind <> 'unspecified'::text) THEN CASE
    WHEN (((kind = 'inclusion'::text) <> (COALESCE(is_negated, false) <> (operator = 'absent'::text)))
    <> (COALESCE((window_relation = 'min_gap'::text), false) AND (num_nonnulls(low, high, value_set) = 0)))
    THEN 'must'::text ELSE 'must_not'::text END ELSE NULL::text END
    """
COMMENTS = (
    "One requirement a criterion states, as written: whether it is a must is in criteria.kind.",
    "One requirement a criterion states, as written; kind, group_size and requirement follow from the others.",
)
FILL = """
    UPDATE trialdb.criterion_limits AS stated
    SET kind = criterion.kind, group_size = counted.group_size
    FROM
        trialdb.criteria AS criterion,
        (
            SELECT
                trial_id, criterion_no, limit_no,
                count(*) OVER (PARTITION BY trial_id, criterion_no, group_no) AS group_size
            FROM trialdb.criterion_limits
        ) AS counted
    WHERE criterion.trial_id = stated.trial_id AND criterion.criterion_no = stated.criterion_no
      AND counted.trial_id = stated.trial_id AND counted.criterion_no = stated.criterion_no
      AND counted.limit_no = stated.limit_no
"""


def upgrade() -> None:
    op.add_column(
        "criterion_limits",
        sa.Column("kind", sa.Text(), comment="Of its criterion: inclusion, exclusion or unspecified."),
        schema="trialdb",
    )
    op.add_column(
        "criterion_limits",
        sa.Column("group_size", sa.Integer(), comment="Limits in its group, itself included."),
        schema="trialdb",
    )
    op.execute(sa.text(FILL))
    for column in ("kind", "group_size"):
        op.alter_column("criterion_limits", column, nullable=False, schema="trialdb")
    op.add_column(
        "criterion_limits",
        sa.Column(
            "requirement",
            sa.Text(),
            sa.Computed(REQUIREMENT, persisted=True),
            comment="must or must_not: exclusions, denials, absences and minimum gaps are turned.",
        ),
        schema="trialdb",
    )
    op.create_check_constraint(
        op.f("criterion_limits_kind_known_check"),
        "criterion_limits",
        "kind IN ('inclusion', 'exclusion', 'unspecified')",
        schema="trialdb",
    )
    op.create_check_constraint(
        op.f("criterion_limits_group_size_positive_check"), "criterion_limits", "group_size > 0", schema="trialdb"
    )
    op.create_index(
        "criterion_limits_sex_idx",
        "criterion_limits",
        ["sex"],
        schema="trialdb",
        postgresql_where=sa.text("sex IS NOT NULL"),
    )
    op.create_table_comment("criterion_limits", COMMENTS[1], existing_comment=COMMENTS[0], schema="trialdb")
    op.execute(sa.text("ANALYZE trialdb.criterion_limits"))


def downgrade() -> None:
    op.create_table_comment("criterion_limits", COMMENTS[0], existing_comment=COMMENTS[1], schema="trialdb")
    op.drop_index("criterion_limits_sex_idx", "criterion_limits", schema="trialdb")
    for column in ("requirement", "group_size", "kind"):
        op.drop_column("criterion_limits", column, schema="trialdb")
