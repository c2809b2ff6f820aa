"""``python -m trialdb.models`` writes ``columns.csv`` anew."""

from pathlib import Path

from trialdb.columns import FILE
from trialdb.models.description import described

Path(str(FILE)).write_text(described(), encoding="utf-8")
