"""Loads mangled pages and accounts for every one: loaded, loaded with warnings, or failed with a reason.

``python -m tests.hostile.mangled_pages [N]`` mangles our own seeds and, where it is, ``../shared/corpus/pages.zip``
into a database that TRIALDB_URL or TRIALDB_HOME names, and prints the counts of each kind.
"""

from __future__ import annotations

import re
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from tests.hostile.mangling import KINDS, mangle
from trialdb import load
from trialdb.document import digest
from trialdb.session import open_database

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "pages.zip"


class Account(NamedTuple):
    """What became of the pages, kind by kind, and what should never be: pages that nothing is said of, and defects."""

    counts: dict[str, Counter[str]]
    reasons: Counter[str]
    dropped: list[str]
    defects: list[str]


def pages() -> list[bytes]:
    """Our seeds, and pages of every layout where the checkout has them beside it."""
    found = [path.read_bytes() for path in sorted((ROOT / "seeds").iterdir())]
    if CORPUS.exists():
        with zipfile.ZipFile(CORPUS) as archive:
            found += [archive.read(name) for name in sorted(archive.namelist()) if name.endswith(".txt")]
    return found


def write(folder: Path, n: int, originals: list[bytes]) -> dict[str, tuple[str, bytes]]:
    """Writes ``n`` mangled pages; gives the kind and the hash of each file."""
    written = {}
    for number in range(n):
        kind, mangled = mangle(originals[number % len(originals)], number)
        path = folder / f"{number:05}.txt"
        path.write_bytes(mangled)
        written[str(path)] = (kind, digest(mangled))
    return written


def account(connection: psycopg.Connection[Any], load_id: int, written: dict[str, tuple[str, bytes]]) -> Account:
    """Look every page up in the database."""
    kept = {bytes(sha256) for (sha256,) in connection.execute("SELECT sha256 FROM trialdb.documents")}
    query = "SELECT source_name, severity, code, message FROM trialdb.load_problems WHERE load_id = %s"
    problems = connection.execute(query, [load_id]).fetchall()
    failed = {name for name, severity, _, _ in problems if severity == "error"}
    warned = {name for name, severity, _, _ in problems if severity == "warning"}
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    dropped = []
    for name, (kind, sha256) in written.items():
        fate = "failed" if name in failed else "dropped" if sha256 not in kept else "loaded"
        counts[kind]["warned" if fate == "loaded" and name in warned else fate] += 1
        if fate == "dropped":
            dropped.append(name)
    reasons = Counter(re.sub(r"'[^']*'|\d+", "…", why) for _, severity, _, why in problems if severity == "error")
    defects = [f"{name}: {why}" for name, _, code, why in problems if code in ("defect", "refused")]
    return Account(counts, reasons, dropped, defects)


def main(n: int) -> int:
    with tempfile.TemporaryDirectory() as folder, open_database() as connection:
        written = write(Path(folder), n, pages())
        tally = load([folder])
        found = account(connection, tally.load_id, written)
    print(f"{n} pages: {tally.loaded} loaded, {tally.unchanged} unchanged, {tally.failed} failed, "
          f"{tally.warnings} warnings, {tally.seconds:.0f} s")  # fmt: skip
    for kind, counts in found.counts.items():
        said = ", ".join(f"{counts[fate]} {fate}" for fate in ("loaded", "warned", "failed", "dropped"))
        print(f"  {kind:18} {said}")
    print("reasons:")
    for reason, times in found.reasons.most_common(12):
        print(f"  {times:5} {reason}")
    print(f"dropped without a word: {len(found.dropped)}; defects: {len(found.defects)}")
    for line in (*found.dropped[:5], *found.defects[:20]):
        print(f"  {line}")
    return 1 if found.dropped or found.defects else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
