"""A condition is its own ancestor at distance 0, so that one join finds a trial under any name, from either side."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

OLD = {"distance_positive": "distance > 0", "no_ancestor_of_itself": "condition_id <> ancestor_id"}
NEW = {"distance_0_is_itself": "distance >= 0 AND (distance = 0) = (condition_id = ancestor_id)"}
COMMENTS = {
    None: ("A wider condition above a condition, at any distance.", "What a condition is a kind of, itself included."),
    "ancestor_id": ("The wider condition.", "The wider condition, or the condition itself."),
    "distance": ("Steps up the tree, from 1.", "Steps up the tree; 0 for the condition itself."),
}


def exchange(old: dict[str, str], new: dict[str, str]) -> None:
    for name in old:
        op.drop_constraint(op.f(f"condition_ancestors_{name}_check"), "condition_ancestors", schema="trialdb")
    for name, predicate in new.items():
        full_name = op.f(f"condition_ancestors_{name}_check")
        op.create_check_constraint(full_name, "condition_ancestors", predicate, schema="trialdb")


def comment(which: int) -> None:
    for column, comments in COMMENTS.items():
        if column is None:
            op.create_table_comment("condition_ancestors", comments[which], schema="trialdb")
        else:
            op.alter_column("condition_ancestors", column, comment=comments[which], schema="trialdb")


def upgrade() -> None:
    exchange(OLD, NEW)
    op.execute(
        sa.text(
            "INSERT INTO trialdb.condition_ancestors (condition_id, ancestor_id, distance)"
            " SELECT condition_id, condition_id, 0 FROM trialdb.conditions"
        )
    )
    comment(1)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM trialdb.condition_ancestors WHERE distance = 0"))
    exchange(NEW, OLD)
    comment(0)
