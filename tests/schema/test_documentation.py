"""The schema's page names every table."""

import re
from pathlib import Path

from trialdb.models import Base

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"


def test_every_table_is_on_the_page() -> None:
    written = set(re.findall(r"`([a-z_]+)`", PAGE.read_text()))
    # A plain value list is found through the column that points to it.
    tables = {
        table.name for table in Base.metadata.tables.values() if not table.info.get("lookup") or len(table.columns) > 3
    }
    assert tables <= written
