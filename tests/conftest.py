"""The fixtures, by subject: which PostgreSQL, which database, which documents, and the command line."""

import pytest

pytest_plugins = (
    "tests.fixtures.server",
    "tests.fixtures.database",
    "tests.fixtures.documents",
    "tests.fixtures.small_dump",
    "tests.fixtures.command_line",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite the reviewed answers of the views.")
