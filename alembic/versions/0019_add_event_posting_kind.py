"""Whether the posting of a record's event has happened or is planned."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column(
        "trial_events",
        sa.Column(
            "posted_on_kind",
            sa.Text(),
            sa.ForeignKey("trialdb.certainties.certainty", name="trial_events_posted_on_kind_fkey"),
            nullable=True,
            comment="ACTUAL or ESTIMATED, as the registry says of the date.",
        ),
        schema="trialdb",
    )


def downgrade() -> None:
    op.drop_column("trial_events", "posted_on_kind", schema="trialdb")
