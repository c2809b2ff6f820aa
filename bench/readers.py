"""``python -m bench.readers SOURCE [READER]``: how fast the readers read real texts, and how they bear the worst ones.

SOURCE is a registry file (NDJSON of API v2 studies, may be .gz). One process, one core, processor time.
"""

from __future__ import annotations

import gc
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from trialdb.extract.criteria import read_limits, split_criteria
from trialdb.extract.dosing import read_dosing

# Pieces of texts without a natural end to lean on: of numbers and units, lists, brackets; and of a single word without
# a blank. A time that doubles with the text's length is linear in it.
_WORST = {
    (12_500, 25_000, 50_000, 100_000): (
        "12 mg ", "5mg/kg/", "days 1,8,", "1 x 10 ", "0.5, 1 or 2 ", "gemcitabine 5 mg on day 1 and ", "X 5 mg daily\n",
        "1. ", "\n* ", "ANC ", "≥ 5 ", "within 4 weeks before ",
    ),
    (125_000, 250_000, 500_000, 1_000_000): ("a", "5", "(", "1x10^", "=<"),
}  # fmt: skip

_PASSES = 4  # the first of them alone, the best of the others


class Reader(NamedTuple):
    """A reader, and the texts of a study that it is for."""

    read: Callable[[str], list[Any]]
    texts: Callable[[dict[str, Any]], Iterable[str | None]]


def main() -> None:
    source = Path(sys.argv[1])
    names = sys.argv[2:] or list(READERS)
    studies = list(_studies(source))
    gc.freeze()  # the collector would walk the studies again and again: they are the bench's, not the reader's
    for name in names:
        reader = READERS[name]
        texts = [text for study in studies for text in reader.texts(study) if text]
        _real(name, reader, texts)
        _worst(name, reader)


def _real(name: str, reader: Reader, texts: list[str]) -> None:
    size = sum(len(text.encode()) for text in texts) / 1e6
    seconds = []
    for _ in range(_PASSES):
        started = time.process_time()
        rows = sum(len(reader.read(text)) for text in texts)
        seconds.append(time.process_time() - started)
    best = min(seconds[1:])
    print(
        f"{name}: {len(texts):,} texts, {size:.2f} MB, {rows:,} rows, {best:.2f} s, {size / best:.2f} MB/s; "
        f"the first time, when no word has been looked up yet, {seconds[0]:.2f} s, {size / seconds[0]:.2f} MB/s"
    )


def _worst(name: str, reader: Reader) -> None:
    for sizes, pieces in _WORST.items():
        print(f"{name}: seconds for texts of " + ", ".join(f"{size:,}" for size in sizes) + " characters")
        for piece in pieces:
            seconds = [_seconds(reader, piece * (size // len(piece))) for size in sizes]
            print(f"  {piece!r:34} " + "  ".join(f"{value:8.4f}" for value in seconds))


def _seconds(reader: Reader, text: str) -> float:
    started = time.process_time()
    reader.read(text)
    return time.process_time() - started


def _studies(source: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(source, "rb") if source.suffix == ".gz" else source.open("rb") as lines:
        for line in lines:
            yield json.loads(line)["protocolSection"]


def _dosing_texts(study: dict[str, Any]) -> Iterator[str | None]:
    """What ``dosages_of`` reads: arms, interventions, summaries."""
    module = study.get("armsInterventionsModule", {})
    for arm in module.get("armGroups", ()):
        yield from (arm.get("label"), arm.get("description"))
    for intervention in module.get("interventions", ()):
        yield from (intervention.get("name"), intervention.get("description"))
    description = study.get("descriptionModule", {})
    yield from (description.get("briefSummary"), description.get("detailedDescription"))


def _eligibility_texts(study: dict[str, Any]) -> Iterator[str | None]:
    yield study.get("eligibilityModule", {}).get("eligibilityCriteria")


def _criteria(study: dict[str, Any]) -> Iterator[str]:
    """What ``enrich`` gives the limits reader: the items of the eligibility text, one by one."""
    for text in filter(None, _eligibility_texts(study)):
        yield from (criterion.text for criterion in split_criteria(text))


READERS = {
    "dosing": Reader(read_dosing, _dosing_texts),
    "items": Reader(split_criteria, _eligibility_texts),
    "criteria": Reader(read_limits, _criteria),
}


if __name__ == "__main__":
    main()
