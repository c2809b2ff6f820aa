"""Account for every word of registry XML: what a file holds against what was stored of it.

Reads the XML itself, not through the loader. ``docs/xml_fields.csv`` says which column each element ends in, or why
in none. Words are compared without blanks and list markers, labels as API v2's values.

    python -m tests.registry.xml_account ctgov_xml.zip                  against the records
    python -m tests.registry.xml_account ctgov_xml.zip --url URL        against a database it was loaded into
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from loaders import ctgov_xml
from loaders.labels import masking, v2_value
from tests.registry.leaf_account import Target, stored_values
from tests.registry.stored import Tables, tables_of, tables_of_database
from trialdb.extract.dates import parse_date

FIELDS = Path(__file__).parents[2] / "docs" / "xml_fields.csv"
_COMPARED_AS_SETS = ("denominators.units", "categories.class_title", "adverse_events.organ_system")
_LABELS = {
    "agency_class": "sponsor_class",
    "overall_status": "overall_status",
    "last_known_status": "overall_status",
    "location/status": "overall_status",
    "outcome/type": "outcome_type",
    "measure/param": "param_type",
    "dispersion": "dispersion_type",
    "dispersion_type": "dispersion_type",
    "ci_n_sides": "ci_sides",
    "non_inferiority_type": "non_inferiority_type",
    "assessment": "assessment_type",
    "role": "role",
    "gender": "sex",
    "arm_group_type": "arm_type",
    "intervention_type": "intervention_type",
    "responsible_party_type": "responsible_party_type",
    "phase": "phase",
    "allocation": "allocation",
    "/intervention_model": "intervention_model",
    "primary_purpose": "primary_purpose",
    "observational_model": "observational_model",
    "time_perspective": "time_perspective",
    "biospec_retention": "biospecimen_retention",
    "sampling_method": "sampling_method",
    "sharing_ipd": "ipd_sharing",
    "ipd_info_type": "ipd_info_type",
    "@type": "date_type",
}
_GROUP = re.compile(r"([PBOE])(\d+)")
_OUTCOME = "clinical_results/outcome_list/outcome/"
_PACKED = re.compile(
    r"(?P<table>.*/)measure_list/measure/category_list/category/measurement_list/measurement(?P<end>@.*)"
)


def targets() -> dict[str, Target | None]:
    with FIELDS.open(encoding="utf-8", newline="") as lines:
        return {
            row["element"]: (row["column"], row["where"]) if row["column"] else None for row in csv.DictReader(lines)
        }


def stated(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Every element's and attribute's words with their path."""
    for _, place, words in _places(root):
        yield place, words


def words_of(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Every element's and attribute's words with their path; those of packed tables under the path of unpacked ones."""
    for element, place, words in _places(root):
        yield from _unpacked(element, place, words)


def _places(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    for element in root.iter(etree.Element):
        path = "/".join([str(one.tag) for one in (element, *element.iterancestors())][-2::-1])
        for place, words in ((path, element.text or ""), *((f"{path}@{name}", str(v)) for name, v in element.items())):
            if words.strip():
                yield element, place, words


def _unpacked(element: etree._Element, place: str, words: str) -> Iterator[tuple[str, str]]:
    category = next((one for one in element.iterancestors("category") if "reported_events" in place), None)
    if category is not None and category.findtext("title") == "Total":
        if "@" in place:
            section = "serious" if "serious_events" in place else "other"
            yield f"total {section} {place.rpartition('@')[2]}", words
        return
    measure = next((one for one in (element, *element.iterancestors()) if one.tag == "measure"), None)
    if measure is not None and _is_denominator(measure, place):
        if packed := _PACKED.fullmatch(place):
            base = packed["table"] + ("measure/" if place.startswith(_OUTCOME) else "")
            yield f"{base}analyzed_list/analyzed/count_list/count{packed['end']}", words
        return
    yield place, words


def _is_denominator(measure: etree._Element, place: str) -> bool:
    """Of an outcome, every measure but the last; of the baseline, the number of participants."""
    if place.startswith(_OUTCOME):
        return measure.getnext() is not None and measure.getparent().tag == "measure_list"
    return measure.findtext("title") == "Number of Participants"


def as_stored(place: str, words: str, column: str) -> str | None:
    """The words as their column has them, in one spelling for all kinds of values; None for what says nothing."""
    words = " ".join(words.split())
    is_nothing = (words == "N/A" and "_age" in place) or (words == "Unknown" and "pending_results" in place)
    if is_nothing or words.endswith("/2099"):
        return None
    if place.endswith(("@group_id", "/group_id")) and (group := _GROUP.fullmatch(words)):
        return f"{group[1]}g{int(group[2]) - 1:03}".replace("Pg", "Fg")
    if place.endswith("study_design_info/masking"):
        return masking(words)[0]
    if column.endswith("_on"):
        month = re.sub(r"^(\d\d)/(\d{4})$", r"\2-\1", words.rpartition(" on ")[2])
        date = parse_date(month)
        return str(date.on) if date else None
    if column.rpartition(".")[2].startswith(("is_", "has_", "accepts_", "tests_")):
        return "false" if words.startswith("No") or " NOT " in words else "true"
    if column == "trial_results.agreement_details":
        ready_made = "is NOT an agreement" in words or words.startswith("The only disclosure restriction on the PI")
        return None if ready_made else words
    if column == "trials.study_type":
        return words.partition(" [")[0]
    field = next((field for end, field in _LABELS.items() if place.endswith(end)), None)
    return v2_value(field, words)[0] if field else words


def _plain(value: Any) -> str:
    return " ".join(re.findall(r"\w+|[<>=≤≥.+-](?=[\w.])", str(value).replace("_", " "))).casefold()


def missing(root: etree._Element, tables: Tables, known: dict[str, Target | None]) -> Counter[tuple[str, str]]:
    """(path, words) of what is nowhere stored, with how often."""
    told: defaultdict[Target, Counter[str]] = defaultdict(Counter)
    paths: dict[tuple[Target, str], str] = {}
    lost: Counter[tuple[str, str]] = Counter()
    for place, words in words_of(root):
        if place.startswith("total "):
            _, section, name = place.split()
            column = {"subjects_affected": "affected", "subjects_at_risk": "at_risk"}.get(name)
            target: Target | None = (f"adverse_event_totals.{column}", f"kind={section}") if column else None
        elif place not in known:
            lost[place, words] += 1
            continue
        else:
            target = known[place]
        if target and target[0].startswith("arm_interventions"):
            continue
        key = as_stored(place, words, target[0]) if target else None
        if target and key is not None:
            for part in key.split("/") if target[0] == "trials.phase" else (key,):
                told[target][_plain(part)] += 1
                paths[target, _plain(part)] = place
    for target, counted in told.items():
        found = Counter[str]()
        for value, times in stored_values(tables, target).items():
            found[_plain(value)] += times
        if target[0].endswith(_COMPARED_AS_SETS):
            counted, found = Counter(set(counted)), Counter(set(found))
        for key, times in (counted - found).items():
            lost[paths[target, key], key] += times
    return lost


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--url", help="a database that the corpus was loaded into")
    asked = options.parse_args()
    in_database = tables_of_database(asked.url) if asked.url else None
    known = targets()
    total: Counter[str] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    with zipfile.ZipFile(asked.corpus) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            root = etree.fromstring(data)
            (record,) = ctgov_xml.parse(name, data)
            lost += missing(root, in_database(str(record.registry_id)) if in_database else tables_of(record), known)
            total.update(place for place, _ in words_of(root))
    for (place, words), times in lost.most_common(60):
        print(f"MISSING {times:6} {place}  {words!r:.120}")
    print(f"{sum(total.values())} words of {len(total)} elements and attributes, {sum(lost.values())} not found")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
