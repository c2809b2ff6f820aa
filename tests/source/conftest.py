"""A folder to put files in, and what reading it finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trialdb.source import Failed, Limits, Skipped, Source, read_sources

Read = Callable[..., "Findings"]


class Findings:
    """What was found, by the last part of each name."""

    def __init__(self, found: list[Source | Skipped | Failed], root: Path) -> None:
        self._root = f"{root}/"
        self.names = [self._short(each.name) for each in found]
        self.documents = {self._short(each.name): each.data for each in found if isinstance(each, Source)}
        self.skipped = {self._short(each.name): each.why for each in found if isinstance(each, Skipped)}
        self.failed = {self._short(each.name): each.why for each in found if isinstance(each, Failed)}

    def _short(self, name: str) -> str:
        return name.removeprefix(self._root)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read paths below the test's own folder (the folder itself if none is given)."""

    def read(*paths: str, limits: Limits | None = None) -> Findings:
        given = [path if path.startswith(("-", "@", "/")) else str(tmp_path / path) for path in paths]
        return Findings(list(read_sources(given or [tmp_path], limits=limits)), tmp_path)

    return read
