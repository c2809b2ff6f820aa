"""``trialdb extract``: what the readers read, without a database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import click
import msgspec

from trialdb.errors import ExitCode, UsageError
from trialdb.extract.criteria import read_limits, split_criteria
from trialdb.extract.dosing import read_dosing


class Case(msgspec.Struct):
    """A line of input. ``kind`` (criteria) is the section the criterion stands in."""

    id: str | int
    text: str
    kind: str | None = None


# reader → (the name of the list in the output, text → its members)
_READERS: dict[str, tuple[str, Callable[[Case], Iterable[Any]]]] = {
    "dosing": ("doses", lambda case: read_dosing(case.text)),
    "criteria": ("predicates", lambda case: read_limits(case.text, case.kind)),
    "items": ("items", lambda case: split_criteria(case.text)),
}


@click.command(epilog='\b\nExample:\n  echo \'{"id": 1, "text": "docetaxel 75 mg/m2 q3w"}\' | trialdb extract dosing')
@click.argument("reader", type=click.Choice(list(_READERS)))
@click.argument("file", type=click.File("rb"), default="-")
def extract(reader: str, file: BinaryIO) -> int:
    """Print what a reader reads in texts, as JSON Lines.

    \b
    dosing    {"id", "text"}            -> {"id", "doses": [...]}
    criteria  {"id", "text"[, "kind"]}  -> {"id", "predicates": [...]}   one criterion's text
    items     {"id", "text"}            -> {"id", "items": [...]}        a whole eligibility text

    A field the text does not state is absent. A line that is not such an object is reported on stderr by its
    number, the others are read, and the exit status is 1.
    """
    if file is sys.stdin.buffer and sys.stdin.isatty():
        raise UsageError('give a FILE of JSON Lines {"id", "text"}, or pipe them in; see trialdb extract --help')
    decoder, encoder = msgspec.json.Decoder(Case), msgspec.json.Encoder()
    member, read = _READERS[reader]
    status = ExitCode.OK
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            case = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            click.echo(f"trialdb: line {number}: {error}", err=True)
            status = ExitCode.PROBLEMS
            continue
        click.echo(encoder.encode({"id": case.id, member: list(read(case))}))
    return status
