"""``trialdb load``: documents into the database."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from trialdb.cli.options import limit_option, url_option
from trialdb.cli.output import note
from trialdb.errors import ExitCode, UsageError
from trialdb.loading import load as load_paths
from trialdb.loading.cluster import dask_cluster
from trialdb.tally import KEPT_FAILURES, Tally

_SECONDS_BETWEEN_LINES = 60
_SECONDS_BEFORE_GUESSING = 5


@click.command(
    epilog="\b\nExamples:\n"
    "  trialdb load seeds/\n"
    "  trialdb load ctg-studies.json.zip --jobs 2\n"
    "  curl … | trialdb load -"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--loader", metavar="NAME", help="Read every document with this loader; see trialdb loaders.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes.  [default: one a core]")
@click.option("--cluster", metavar="ADDRESS", help="Have a Dask cluster do the work: its scheduler, tls://host:8786.")
@click.option("--dry-run", is_flag=True, help="Do everything, then undo it: tells what a load would do.")
@click.option("--atomic", is_flag=True, help="All or nothing: one document that fails undoes the load.")
@limit_option("Stop after N documents.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to print the tally.")
@url_option
def load(paths: tuple[str, ...], style: str, cluster: str | None, **options: Any) -> int:
    """Load documents about trials: files, folders, .zip and .gz of them, or - for standard input.

    A quoted pattern ("dump/*.json") and @list.txt, a file that names one path a line, will do as well.

    Loading twice is loading once: what is unchanged is left alone, what has changed is replaced. A document that
    cannot be read is listed (trialdb loads), the others are loaded, and the exit status is 1.
    """
    with ExitStack() as stack:
        if cluster:
            options["executor"], options["jobs"] = stack.enter_context(_executor(cluster, options))
        display = stack.enter_context(Display())
        tally = load_paths(paths, progress=display.show, **options)
    if style == "json":
        click.echo(msgspec.json.encode(tally))
        return _status(tally)
    return tell(tally, "dry run: nothing was kept" if options["dry_run"] else "")


def _executor(cluster: str, options: Mapping[str, Any]) -> AbstractContextManager[tuple[Executor, int]]:
    for name in ("jobs", "dry_run", "atomic"):
        if options[name]:
            raise UsageError(f"--{name.replace('_', '-')} is for the processes of this machine, not for a --cluster")
    return dask_cluster(cluster)


def tell(tally: Tally, end: str = "") -> int:
    """Print what failed and the counts; returns the exit status."""
    for failure in tally.failures:
        note(f"failed  {failure.source_name}: {failure.message}" + (f" ({failure.place})" if failure.place else ""))
    if tally.failed > len(tally.failures):
        note(f"... and {tally.failed - KEPT_FAILURES} more: trialdb loads {tally.load_id}")
    end = end or _ENDS.get(tally.status, "")
    if not end and (tally.warnings or tally.skipped):
        end = f"trialdb loads {tally.load_id} tells which"
    note(_summary(tally, end))
    return _status(tally)


_ENDS = {"interrupted": "interrupted; run it again to go on", "rolled back": "nothing was kept"}


def _status(tally: Tally) -> int:
    if tally.status == "interrupted":
        return ExitCode.INTERRUPTED
    return ExitCode.PROBLEMS if tally.failed else ExitCode.OK


def _summary(tally: Tally, end: str) -> str:
    counts = [
        f"{tally.loaded} loaded",
        f"{tally.unchanged} unchanged",
        f"{tally.failed} failed",
        f"{tally.warnings} warning{'s' if tally.warnings != 1 else ''}",
    ]
    if tally.skipped:
        counts.append(f"{tally.skipped} skipped")
    return f"{', '.join(counts)} in {tally.seconds:.1f} s" + (f" ({end})" if end else "")


class Display:
    """Progress on a terminal; elsewhere a line a minute."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._started = self._last = time.monotonic()

    def __enter__(self) -> Display:
        if sys.stderr.isatty():
            self._bar = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(bar_width=20),
                TimeElapsedColumn(),
                TextColumn("{task.fields[left]}"),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("reading", total=None, left="")
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, tally: Tally) -> None:
        now = time.monotonic()
        elapsed = max(now - self._started, 1e-9)
        line = f"{tally.documents:,} documents, {tally.failed:,} failed, {tally.documents / elapsed:,.0f} a second"
        left = _time_left(tally.share_read, elapsed)
        if self._bar:
            total = None if tally.share_read is None else 1.0
            self._bar.update(self._task, description=line, total=total, completed=tally.share_read or 0.0, left=left)
        elif now - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = now
            note(f"{line}, {left}" if left else line)


def _time_left(share: float | None, elapsed: float) -> str:
    """Words for the time that reading still takes; nothing while it is anybody's guess, and when all has been read."""
    if not share or share == 1 or elapsed < _SECONDS_BEFORE_GUESSING:
        return ""
    seconds = elapsed * (1 - share) / share
    if seconds < 60:
        return "less than a minute left"
    minutes = round(seconds / 60)
    return f"about {minutes} min left" if minutes < 120 else f"about {minutes / 60:.1f} h left"
