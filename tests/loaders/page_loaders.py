"""The page loaders, and the seeds they read."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from loaders import bare_timeframe, email_banner, overview_status, snapshot_headings
from trialdb.records import TrialRecord

PAGE_LOADERS: tuple[ModuleType, ...] = (snapshot_headings, bare_timeframe, overview_status, email_banner)
ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def claiming(name: str, data: bytes) -> list[ModuleType]:
    return [loader for loader in PAGE_LOADERS if loader.claims(name, data)]


def read(name: str, data: bytes) -> TrialRecord:
    """The one record of a page that exactly one loader claims."""
    (loader,) = claiming(name, data)
    (record,) = loader.parse(name, data)
    assert isinstance(record, TrialRecord)
    return record


def seed(beginning: str) -> bytes:
    """The bytes of the seed whose name begins so."""
    (path,) = (path for path in SEEDS if path.name.startswith(beginning))
    return path.read_bytes()
