"""A database without trialdb's schema."""

from collections.abc import Callable

import pytest


@pytest.fixture
def bare_url(make_database: Callable[..., str]) -> str:
    """A database of the test's own in which nothing has been made."""
    return make_database("template0")
