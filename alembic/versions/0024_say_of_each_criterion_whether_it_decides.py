"""An item below "one of the following" is an alternative: what it states is no requirement by itself.

Fills the new column from the logic of the items above; an "or" between two items of one level is found by the next
``trialdb reparse``.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

FILL = """
    WITH RECURSIVE loose AS (
        SELECT item.trial_id, item.criterion_no
        FROM trialdb.criteria AS item
        JOIN trialdb.criteria AS above
            ON item.trial_id = above.trial_id AND item.parent_no = above.criterion_no
        WHERE above.logic = 'n_of' OR above.logic = CASE above.kind WHEN 'exclusion' THEN 'all' ELSE 'any' END
        UNION
        SELECT item.trial_id, item.criterion_no
        FROM loose
        JOIN trialdb.criteria AS item
            ON loose.trial_id = item.trial_id AND loose.criterion_no = item.parent_no
    )
    UPDATE trialdb.criteria AS item
    SET is_decisive = FALSE
    FROM loose
    WHERE item.trial_id = loose.trial_id AND item.criterion_no = loose.criterion_no
"""


def upgrade() -> None:
    op.add_column(
        "criteria",
        sa.Column(
            "is_decisive",
            sa.Boolean(),
            server_default=sa.true(),
            nullable=False,
            comment="False for one of several that need not all be so, or that exclude only together.",
        ),
        schema="trialdb",
    )
    op.execute(sa.text(FILL))


def downgrade() -> None:
    op.drop_column("criteria", "is_decisive", schema="trialdb")
