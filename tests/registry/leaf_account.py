"""Account for every leaf of registry JSON: what a study's text holds against what was stored of it.

Reads the JSON itself, not through a loader. ``docs/fields.csv`` says which column each field ends in.

    python -m tests.registry.leaf_account ctgov_v2.ndjson.gz                  against the records
    python -m tests.registry.leaf_account ctgov_v2.ndjson.gz --url URL        against a database it was loaded into
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.registry.stored import Tables, tables_of_database, tables_of_record

FIELDS = Path(__file__).parents[2] / "docs" / "fields.csv"
_ENDS_OF_LINKS = {"arm_interventions.intervention_no", "arm_interventions.arm_no"}
# Stated once for several groups or lines, stored with each of them; the registry may also state a total twice.
_COMPARED_AS_SETS = ("denominators.units", "categories.class_title", "trial_events.release_no")
_ACCESS = {"individual": "INDIVIDUAL", "intermediate": "INTERMEDIATE", "treatment": "TREATMENT"}
_DISPERSIONS = {
    "Standard Error of the Mean": "STANDARD_ERROR_OF_MEAN",
    "Standard Deviation": "STANDARD_DEVIATION",
    "Standard Error": "STANDARD_ERROR",
    "Full Range": "FULL_RANGE",
    "Inter-Quartile Range": "INTER_QUARTILE_RANGE",
    "Geometric Coefficient of Variation": "GEOMETRIC_COEFFICIENT_OF_VARIATION",
    "80% Confidence Interval": "CONFIDENCE_80",
    "90% Confidence Interval": "CONFIDENCE_90",
    "95% Confidence Interval": "CONFIDENCE_95",
    "97.5% Confidence Interval": "CONFIDENCE_975",
    "99% Confidence Interval": "CONFIDENCE_99",
}

Target = tuple[str, str]  # a column, and which of its rows


def targets() -> dict[str, Target]:
    with FIELDS.open(encoding="utf-8", newline="") as lines:
        return {row["field"]: (row["column"], row["where"]) for row in csv.DictReader(lines)}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, f"{path}[]")
    else:
        yield path, value


class Account:
    """For each field: how many leaves, in how many studies, and how many were not found stored."""

    def __init__(self) -> None:
        self.targets = targets()
        self.leaves: Counter[str] = Counter()
        self.studies: Counter[str] = Counter()
        self.missing: Counter[str] = Counter()
        self.examples: dict[str, tuple[str, Any]] = {}

    def add(self, study: Mapping[str, Any], tables: Tables) -> None:
        stated: defaultdict[Target | None, Counter[Any]] = defaultdict(Counter)
        paths: defaultdict[tuple[Target | None, Any], list[str]] = defaultdict(list)
        for path, value in leaves(study):
            self.leaves[path] += 1
            target = self.targets.get(path)
            if target and target[0] in _ENDS_OF_LINKS:
                continue
            if (key := _as_stored(path, target, value)) is not None:
                stated[target][key] += 1
                paths[target, key].append(path)
        for path in {path for path, _ in leaves(study)}:
            self.studies[path] += 1
        for target, counted in stated.items():
            found = stored_values(tables, target) if target else Counter()
            if target and target[0].endswith(_COMPARED_AS_SETS):
                counted, found = Counter(set(counted)), Counter(set(found))
            for key, times in (counted - found).items():
                self._miss(paths[target, key][0], times, study, key)
        self._check_links(study, tables)

    def _check_links(self, study: Mapping[str, Any], tables: Tables) -> None:
        """Every name in either list of links is a link between an arm and an intervention so called."""
        module = study.get("protocolSection", {}).get("armsInterventionsModule", {})
        arms = {row["arm_no"]: row["label"] for row in tables.get("arms", ())}
        given = {row["intervention_no"]: row for row in tables.get("interventions", ())}
        linked = {
            (_plain(arms[link["arm_no"]]), *_type_and_name(given[link["intervention_no"]]))
            for link in tables.get("arm_interventions", ())
        }
        root = "protocolSection.armsInterventionsModule"
        for arm in module.get("armGroups", ()):
            for name in arm.get("interventionNames", ()):
                kind, _, words = name.partition(": ")
                if (_plain(arm["label"]), kind.upper().replace(" ", "_"), _plain(words)) not in linked:
                    self._miss(f"{root}.armGroups[].interventionNames[]", 1, study, name)
        for one in module.get("interventions", ()):
            for label in one.get("armGroupLabels", ()):
                if (_plain(label), one.get("type", ""), _plain(one.get("name", ""))) not in linked:
                    self._miss(f"{root}.interventions[].armGroupLabels[]", 1, study, label)

    def _miss(self, path: str, times: int, study: Mapping[str, Any], value: Any) -> None:
        self.missing[path] += times
        self.examples.setdefault(path, (study["protocolSection"]["identificationModule"]["nctId"], value))


def _as_stored(path: str, target: Target | None, value: Any) -> Any:
    """A leaf as its column must hold it; None for what says nothing."""
    name = path.rpartition(".")[2]
    column = target[0] if target else ""
    if value in ("", None):
        return None
    if column == "trials.expanded_access_types":
        return _ACCESS[name] if value else None
    if column.endswith("_on") and isinstance(value, str):
        return (value + "-01-01")[:10]
    if column.endswith("dispersion_type"):
        return _DISPERSIONS.get(value, value)
    if column == "trial_mesh_terms.mesh_id" and len(value) == 10 and value.startswith("D000") and value < "D000066400":
        return f"D{value[4:]}"
    return value


def stored_values(tables: Tables, target: Target) -> Counter[Any]:
    """The values of a column in the rows that are meant; the members of an array, the parts of a joined phase."""
    table, _, column = target[0].partition(".")
    conditions = [condition for condition in target[1].split(",") if condition]
    values: Counter[Any] = Counter()
    for row in tables.get(table, ()):
        if all(_holds(row, condition) for condition in conditions):
            value = row.get(column)
            members = value.split("/") if column == "phase" and value else value
            for one in members if isinstance(members, list | tuple) else (members,):
                values[str(one) if hasattr(one, "isoformat") else one] += 1
    return values


def _holds(row: Mapping[str, Any], condition: str) -> bool:
    """``role=lead``, ``class_no=`` (not stated), ``class_no!=`` (stated), ``event_type=RELEASE|RESET``."""
    name, _, wanted = condition.partition("=")
    value = row[name.removesuffix("!")]
    if not wanted:
        return (value is None) != name.endswith("!")
    return str(value).casefold() in wanted.casefold().split("|")


def _plain(words: str | None) -> str:
    return " ".join((words or "").split()).casefold()


def _type_and_name(intervention: Mapping[str, Any]) -> tuple[str, str]:
    return intervention["intervention_type"] or "", _plain(intervention["name"])


def account(lines: Iterable[bytes], tables_of: Callable[[bytes], Tables]) -> Account:
    made = Account()
    for line in lines:
        made.add(json.loads(line), tables_of(line))
    return made


def _read_from(url: str) -> Callable[[bytes], Tables]:
    """The tables of the trial that a study's text is about, as the database holds them."""
    in_database = tables_of_database(url)

    def tables_of(line: bytes) -> Tables:
        return in_database(json.loads(line)["protocolSection"]["identificationModule"]["nctId"])

    return tables_of


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--url", help="a database that the corpus was loaded into")
    asked = options.parse_args()
    tables_of = _read_from(asked.url) if asked.url else tables_of_record
    with gzip.open(asked.corpus) as lines:
        made = account(lines, tables_of)
    modules: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for path, times in made.leaves.items():
        figures = modules[".".join(path.split(".")[:2]).replace("[]", "")]
        figures[0] += 1
        figures[1] += times
        figures[2] += made.missing[path]
    print(f"{'module':60} {'fields':>7} {'leaves':>9} {'missing':>8}")
    for module, figures in sorted(modules.items()):
        print(f"{module:60} {figures[0]:7} {figures[1]:9} {figures[2]:8}")
    for path, times in made.missing.most_common():
        print(f"MISSING {times:6} of {made.leaves[path]:6} {path}  e.g. {made.examples[path]!r:.200}")
    print(f"{sum(made.leaves.values())} leaves of {len(made.leaves)} fields, {sum(made.missing.values())} not found")
    return 1 if made.missing else 0


if __name__ == "__main__":
    sys.exit(main())
