"""A mangled page is loaded or listed with a reason: it crashes nothing and is never dropped."""

from pathlib import Path

import psycopg

from tests.hostile.mangled_pages import account, write
from tests.hostile.mangling import KINDS
from trialdb import load


def test_every_mangled_page_is_loaded_or_listed(
    tmp_path: Path, database: psycopg.Connection, database_url: str, seeds_folder: Path
) -> None:
    originals = [path.read_bytes() for path in sorted(seeds_folder.iterdir())]
    written = write(tmp_path, 20 * len(KINDS), originals)
    tally = load([tmp_path], url=database_url, jobs=1)
    found = account(database, tally.load_id, written)
    assert tally.loaded + tally.unchanged + tally.failed == tally.documents == len(written)
    assert (found.dropped, found.defects) == ([], [])
    fates = {fate for counts in found.counts.values() for fate in counts}
    assert fates >= {"loaded", "failed"}
