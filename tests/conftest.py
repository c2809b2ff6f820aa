"""The fixtures, by subject: which PostgreSQL, which database, which documents, and the command line."""

pytest_plugins = (
    "tests.fixtures.server",
    "tests.fixtures.database",
    "tests.fixtures.documents",
    "tests.fixtures.command_line",
)
