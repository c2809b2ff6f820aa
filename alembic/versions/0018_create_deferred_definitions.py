"""What a first load has put off."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "deferred_definitions",
        sa.Column("definition_no", sa.Integer(), autoincrement=False, nullable=False, comment="The order to run them."),
        sa.Column("statement", sa.Text(), nullable=False, comment="What makes the index or the foreign key."),
        sa.PrimaryKeyConstraint("definition_no", name="deferred_definitions_pkey"),
        schema="trialdb",
        comment="An index or foreign key that a first load has put off; there is none unless one is under way.",
    )


def downgrade() -> None:
    op.drop_table("deferred_definitions", schema="trialdb")
