"""The trial that tests of requirements write their criteria into."""

import psycopg
import pytest

from tests.match.one_trial import Trial


@pytest.fixture
def trial(scratch: psycopg.Connection) -> Trial:
    return Trial(scratch)
