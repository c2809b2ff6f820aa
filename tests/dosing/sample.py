"""``python -m tests.dosing.sample SOURCE``: how many arms and interventions with a dose in them gave a row.

``python -m tests.dosing.sample SOURCE rows|misses|q3w|controls [COUNT] [SEED]`` prints what there is to read by hand:
the first so many rows, arms or interventions by the SHA-256 of seed and place, so that the same come first again when
the reader has changed. SOURCE is a registry file (NDJSON of API v2 studies, may be .gz).
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from loaders import ctgov_json
from trialdb.enrich.dosages import dosages_of
from trialdb.extract.dosing.tables import rows as table
from trialdb.extract.text import normalize
from trialdb.records import TrialDosage, TrialRecord

SEEDS = {"rows": 20270211, "misses": 20270212, "q3w": 20270213, "controls": 20270214}
_NO_DRUG = ("DEVICE", "BEHAVIORAL", "PROCEDURE", "DIAGNOSTIC_TEST")

_UNREAD = {"rule", "char_start", "char_end", "freq_count", "freq_period", "freq_period_unit"}
_UNIT = "|".join(sorted((re.escape(row["surface"]) for row in table("units")), key=len, reverse=True))
# a number that stands alone, or as a power of ten: not MT027 cells
_DOSE_LIKE = re.compile(rf"(?<![a-wyz\d])\d[\d.,]* ?-?(?:{_UNIT})(?![a-z])|\bauc\W{{0,3}}\d", re.IGNORECASE)

# The words that say "every three weeks"; the first that stands in the evidence, else in the text around it, counts.
_SURFACES = {
    surface: re.compile(pattern, re.IGNORECASE)
    for surface, pattern in {
        "q3w": r"\bq ?-?\.?3 ?-?(?:w|wks?|weeks?)\b",
        "q21d": r"\bq ?-?\.?21 ?-?(?:d|days?)\b",
        "every 3 weeks": r"\b(?:every|each|per) \(?(?:3|three)\)?(?: \(3\))?[ -]*(?:weeks?|wks?|w)\b",
        "every third week": r"\bevery (?:third|3rd) week",
        "every 21 days": r"\bevery (?:21|twenty[ -]one)[ -]*(?:days?|d)\b",
        "3-weekly": r"\b(?:3|three|tri)[ -]?weekly",
        "21-day cycle": r"\b21 ?-?days?\b",
        "3-week cycle": r"\b(?:3|three)[ -]*(?:weeks?|wks?)\b",
    }.items()
}


class Place(NamedTuple):
    """An arm or intervention of a trial: ``arms[2]``, with its label or name and its description."""

    trial_id: str
    place: str
    kind: str | None
    texts: dict[str, str]

    @property
    def where(self) -> tuple[object, ...]:
        return self[:2]


class Row(NamedTuple):
    """A dosage of a trial, by the trial, the first text that states it, where, and which of those that begin there."""

    trial_id: str
    field: str
    char_start: int
    occurrence: int
    found: TrialDosage

    @property
    def where(self) -> tuple[object, ...]:
        return self[:4]

    @property
    def places(self) -> list[tuple[str, str]]:
        """The arms and interventions whose texts state it."""
        return [(self.trial_id, mention.source_field.partition(".")[0]) for mention in self.found.mentions]


def records(source: Path) -> Iterator[TrialRecord]:
    with gzip.open(source, "rb") if source.suffix == ".gz" else source.open("rb") as lines:
        for line in lines:
            yield from ctgov_json.parse("", line)


def places_of(record: TrialRecord) -> Iterator[Place]:
    trial = record.registry_id or ""
    for number, arm in enumerate(record.arms, 1):
        yield Place(trial, f"arms[{number}]", "ARM", _texts(label=arm.label, description=arm.description))
    for number, given in enumerate(record.interventions, 1):
        texts = _texts(name=given.name, description=given.description)
        yield Place(trial, f"interventions[{number}]", given.intervention_type, texts)


def rows_of(record: TrialRecord) -> Iterator[Row]:
    seen: Counter[tuple[str, int]] = Counter()
    for found in dosages_of(record):
        first = found.mentions[0]
        seen[at := (first.source_field, first.char_start)] += 1
        yield Row(record.registry_id or "", *at, seen[at], found)


def is_dose_like(place: Place) -> bool:
    """Whether a number with a dose unit stands in it, be it a dose or not."""
    return any(_DOSE_LIKE.search(normalize(text).text) for text in place.texts.values())


def surface_of(row: Row, texts: dict[str, str]) -> str:
    """How the text says that a dose is given every 21 days."""
    evidence = [
        normalize(texts[mention.source_field][mention.char_start :][:400]).text for mention in row.found.mentions
    ]
    around = [normalize(texts[mention.source_field]).text for mention in row.found.mentions]
    for spoken in (normalize(row.found.dosage_text).text, *evidence, *around):
        for surface, pattern in _SURFACES.items():
            if pattern.search(spoken):
                return surface
    return "other"


def rank(seed: int, where: Iterable[object]) -> str:
    """What puts a place in its order: it does not change when others come or go."""
    return sha256(" ".join(map(str, (seed, *where))).encode()).hexdigest()


class Corpus:
    """What arms and interventions say, and which rows they gave."""

    def __init__(self, source: Path) -> None:
        self.records: dict[str, TrialRecord] = {}
        self.places: list[Place] = []
        self.rows: list[Row] = []
        for record in records(source):
            self.records[record.registry_id or ""] = record
            self.places += places_of(record)
            self.rows += rows_of(record)
        self.giving = {place for row in self.rows for place in row.places}

    def population(self, name: str) -> Sequence[Row | Place]:
        """The rows or places that a sample is drawn from."""
        if name == "misses":
            return [place for place in self.places if is_dose_like(place) and place[:2] not in self.giving]
        if name == "controls":
            without_drug = {place[:2] for place in self.places if place.kind in _NO_DRUG}
            return [row for row in self.rows if without_drug & set(row.places)]
        return self.q3w if name == "q3w" else self.rows

    @property
    def q3w(self) -> list[Row]:
        return [row for row in self.rows if row.found.dosage.interval_days == 21]

    def texts(self, trial_id: str) -> dict[str, str]:
        """Every text that dosages are read from, by the field's name."""
        record = self.records[trial_id]
        texts = {f"{place.place}.{part}": text for place in places_of(record) for part, text in place.texts.items()}
        return texts | _texts(detailed_description=record.detailed_description, brief_summary=record.brief_summary)


def table_of(corpus: Corpus) -> Iterator[str]:
    counts = Counter((_group(place), place[:2] in corpus.giving) for place in corpus.places if is_dose_like(place))
    for group in sorted({group for group, _ in counts}):
        gave, none = counts[group, True], counts[group, False]
        yield f"{group:16} {gave + none:6,} with dose-like text, {gave:6,} gave a row ({gave / (gave + none):.1%})"
    without_drug = [place for place in corpus.places if place.kind in _NO_DRUG]
    giving = {place[:2] for place in without_drug} & corpus.giving
    yield f"{len(without_drug):,} devices, behaviours, procedures and diagnostic tests, {len(giving):,} gave a row"
    trials = {row.trial_id for row in corpus.rows}
    yield f"{len(corpus.rows):,} rows in {len(trials):,} of {len(corpus.records):,} trials"
    q3w = Counter(
        (surface_of(row, corpus.texts(row.trial_id)), row.found.dosage.frequency_basis or "by the days alone")
        for row in corpus.q3w
    )
    yield f"{q3w.total():,} rows of 21 days"
    for (surface, basis), count in sorted(q3w.items(), key=lambda item: -item[1]):
        yield f"  {surface:16} {basis:8} {count:5,}"


def shown(corpus: Corpus, number: int, one: Row | Place) -> Iterator[str]:
    """A row with its evidence between » and «, or a place with all it says."""
    if isinstance(one, Place):
        yield f"=== {number}. {one.trial_id} {one.place} ({one.kind})"
        yield from (f"  {part}: {text}" for part, text in one.texts.items())
        return
    record, texts, found = corpus.records[one.trial_id], corpus.texts(one.trial_id), one.found
    yield f"=== {number}. {one.trial_id} {one.field} {one.char_start} {one.occurrence}"
    for mention in found.mentions:
        text, start, end = texts[mention.source_field], mention.char_start, mention.char_end
        before, after = text[max(0, start - 500) : start], text[end : end + 500]
        yield f"  {mention.source_field} [{mention.rule}]: {before}»{text[start:end]}«{after}"
    given = record.interventions[found.intervention_no - 1] if found.intervention_no else None
    yield f"  intervention {found.intervention_no}: {given and given.name} ({given and given.intervention_type})"
    yield "  arms: " + "; ".join(f"{number}: {record.arms[number - 1].label}" for number in found.arms)
    yield "  of arms: " + "; ".join(
        f"{number}: {arm.label} {list(arm.interventions)}" for number, arm in enumerate(record.arms, 1)
    )
    yield "  ROW " + " ".join(
        f"{name}={value}" for name, value in msgspec.to_builtins(found.dosage).items() if name not in _UNREAD
    )


def main() -> None:
    source, name, count, seed = (*sys.argv[1:], *("", "20", "")[len(sys.argv) - 2 :])
    corpus = Corpus(Path(source))
    if not name:
        print(*table_of(corpus), sep="\n")
        return
    drawn_by = int(seed or SEEDS[name])
    population = sorted(corpus.population(name), key=lambda one: rank(drawn_by, one.where))
    for number, one in enumerate(population[: int(count)], 1):
        print(*shown(corpus, number, one), sep="\n")
    print(f"of {len(population):,}")


def _group(place: Place) -> str:
    return "NO_DRUG" if place.kind in _NO_DRUG else "INTERVENTION" if place.kind != "ARM" else "ARM"


def _texts(**texts: str | None) -> dict[str, str]:
    return {part: text for part, text in texts.items() if text}


if __name__ == "__main__":
    main()
