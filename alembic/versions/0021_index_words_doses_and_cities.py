"""Find trials by words in their texts, dosages by amount, sites by city."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

WORDS = (
    "to_tsvector('english'::regconfig, left((((coalesce(brief_title, '') || ' ') || coalesce(official_title, ''))"
    " || ' ') || coalesce(brief_summary, ''), 200000))"
)


def upgrade() -> None:
    op.create_index("trials_words_idx", "trials", [sa.text(WORDS)], schema="trialdb", postgresql_using="gin")
    op.create_index("dosages_dose_unit_dose_low_idx", "dosages", ["dose_unit", "dose_low"], schema="trialdb")
    op.create_index("trial_sites_city_idx", "trial_sites", ["city"], schema="trialdb")


def downgrade() -> None:
    op.drop_index("trial_sites_city_idx", "trial_sites", schema="trialdb")
    op.drop_index("dosages_dose_unit_dose_low_idx", "dosages", schema="trialdb")
    op.drop_index("trials_words_idx", "trials", schema="trialdb")
