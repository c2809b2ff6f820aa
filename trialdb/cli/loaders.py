"""``trialdb loaders``: the document formats that can be loaded."""

from __future__ import annotations

import click

from trialdb.cli.output import format_option, print_rows
from trialdb.registry import loaders as installed


@click.command(epilog="\b\nExample:\n  trialdb loaders")
@format_option
def loaders(style: str | None) -> None:
    """List the document formats trialdb can load, highest rank first.

    Of several documents of one trial, a field is taken from the one whose format ranks highest.
    """
    ranked = sorted(installed().values(), key=lambda loader: (-loader.module.RANK, loader.name))
    rows = [(loader.name, loader.module.RANK, loader.module.PARSER_VERSION, loader.summary) for loader in ranked]
    print_rows(("loader", "rank", "version", "reads"), rows, style)
