"""Where the migrations and the saved questions are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(in_checkout: str, in_wheel: str) -> Path:
    inside = _PACKAGE / in_wheel
    return inside if inside.is_dir() else _PACKAGE.parent / in_checkout


@cache
def migrations() -> Path:
    """The folder of ``env.py`` and ``versions/``."""
    return _folder("alembic", "_alembic")


@cache
def saved_questions() -> Path:
    """The folder of the view and function files."""
    return _folder("sql", "_sql")


def package_file(path: str) -> Path:
    """A data file of the package. Importing the module it lies beside would compile all of a reader's patterns."""
    return _PACKAGE / path


@cache
def head_revision() -> str:
    """The revision this trialdb is built for. Migrations are numbered in one line, so the last file names it."""
    return max(path.name[:4] for path in (migrations() / "versions").glob("[0-9]*.py"))
