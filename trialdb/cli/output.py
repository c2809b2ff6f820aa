"""Printing results: stdout is data and nothing else, notes go to stderr.

One writer for every command: ``--format table|csv|tsv|json|jsonl``; a table on a terminal, CSV otherwise.
"""

from __future__ import annotations

import csv
import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TextIO

import click
import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

FORMATS = ("table", "csv", "tsv", "json", "jsonl")
Row = Sequence[Any]
# So many columns a table can fold and still be read.
_FOLDED_COLUMNS = 4


class _Page(Console):
    """A console that leaves it to the root group what a reader's going away means."""

    def on_broken_pipe(self) -> None:
        raise


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--format``, the same in every command that prints rows."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(FORMATS),
        help="How to print rows.  [default: table on a terminal, csv otherwise]",
    )(command)


def note(message: str) -> None:
    """A line for the person at the terminal, on stderr."""
    click.echo(message, err=True)


def print_rows(columns: Sequence[str], rows: Iterable[Row], style: str | None = None, out: TextIO | None = None) -> int:
    """Print ``rows`` under ``columns`` and return how many there were. All styles but ``table`` stream."""
    out = out or sys.stdout
    style = style or ("table" if out.isatty() else "csv")
    return _WRITERS[style](columns, rows, out)


def _print_table(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> int:
    """Columns side by side; on a terminal too narrow for them, a block of lines for each row."""
    shown = [["" if value is None else _plain(value) for value in row] for row in rows]
    width = Console(file=out).width if out.isatty() else None
    widths = [max(map(len, column)) for column in zip(columns, *shown, strict=True)]
    if width is not None and sum(widths) + 2 * len(widths) > width and len(columns) > _FOLDED_COLUMNS:
        _print_blocks(columns, shown, out, width)
    else:
        table = Table(*columns, box=None, pad_edge=False, header_style="bold", show_edge=False)
        for row in shown:
            table.add_row(*row)
        _Page(file=out, highlight=False, markup=False, width=width or max(sum(widths) + 2 * len(widths), 1)).print(
            table
        )
    return len(shown)


def _print_blocks(columns: Sequence[str], rows: Sequence[Sequence[str]], out: TextIO, width: int) -> None:
    """A row as lines ``column  value``, values wrapped under themselves; what is not stated is left out."""
    margin = max(map(len, columns)) + 2
    console = _Page(file=out, highlight=False, markup=False)
    for number, row in enumerate(rows):
        if number:
            console.print()
        for column, value in zip(columns, row, strict=True):
            if value:
                lines = textwrap.wrap(value, max(width - margin, 20)) or [""]
                console.print(Text.assemble((f"{column:<{margin}}", "bold"), lines[0]), soft_wrap=True)
                for line in lines[1:]:
                    console.print(" " * margin + line, soft_wrap=True)


def _print_separated(columns: Sequence[str], rows: Iterable[Row], out: TextIO, dialect: type[csv.Dialect]) -> int:
    writer = csv.writer(out, dialect)
    writer.writerow(columns)
    n = 0
    for row in rows:
        writer.writerow("" if value is None else _plain(value) for value in row)
        n += 1
    return n


def _print_lines(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> int:
    n = 0
    for row in rows:
        out.write(_json(dict(zip(columns, row, strict=True))) + "\n")
        n += 1
    return n


def _print_array(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> int:
    n = 0
    out.write("[")
    for row in rows:
        out.write((",\n " if n else "\n ") + _json(dict(zip(columns, row, strict=True))))
        n += 1
    out.write("\n]\n" if n else "]\n")
    return n


class _Csv(csv.excel):
    lineterminator = "\n"


class _Tsv(csv.excel_tab):
    lineterminator = "\n"


_WRITERS: dict[str, Callable[[Sequence[str], Iterable[Row], TextIO], int]] = {
    "table": _print_table,
    "csv": lambda columns, rows, out: _print_separated(columns, rows, out, _Csv),
    "tsv": lambda columns, rows, out: _print_separated(columns, rows, out, _Tsv),
    "json": _print_array,
    "jsonl": _print_lines,
}


def _json(value: object) -> str:
    return _ENCODER.encode(value).decode()


def _encode(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)


_ENCODER = msgspec.json.Encoder(enc_hook=_encode, decimal_format="number")


def _plain(value: object) -> str:
    """A cell as text, the way psql would show it."""
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, bytes | memoryview):
        return "\\x" + bytes(value).hex()
    if isinstance(value, list | tuple | dict):
        return _json(value)
    return str(value)
