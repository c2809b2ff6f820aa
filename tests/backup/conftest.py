"""Databases to save and to restore into, on the tests' server."""

from collections.abc import Callable
from pathlib import Path

import pytest

from trialdb.backup import backup
from trialdb.settings import Settings


def settings(url: str) -> Settings:
    return Settings.from_environment(url=url)


@pytest.fixture
def bare_url(make_database: Callable[..., str]) -> str:
    """A database of the test's own in which nothing has been made."""
    return make_database("template0")


@pytest.fixture
def saved(seeds_url: str, tmp_path: Path) -> Path:
    """A backup of the five documents of ``seeds/``."""
    file = tmp_path / "seeds.dump"
    backup(file, settings(seeds_url))
    return file
