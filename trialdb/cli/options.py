"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


def url_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--url``: another PostgreSQL than TRIALDB_URL or trialdb's own."""
    return click.option(
        "--url", metavar="URL", help="The PostgreSQL to use.  [default: TRIALDB_URL, else trialdb's own server]"
    )(command)


def limit_option(help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--limit N``, a positive number; more than PostgreSQL counts to is as good as none."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        metavar="N",
        help=help_text,
        callback=lambda _context, _option, value: value and min(value, 2**63 - 1),
    )
