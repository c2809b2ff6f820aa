"""Compares what the page loaders read with the registry records the pages were rendered from.

    python -m tests.loaders.compare_pages ../shared/corpus [LAYOUT FIELD]

prints the share of pages that agree, field by layout; with LAYOUT and FIELD, what disagrees. The records are read here
with code of their own, so that no mistake of a registry loader can hide one of a page loader.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from tests.loaders.registry_truth import Facts, bare, day, facts_of_study, facts_of_xml, folded
from trialdb.errors import DocumentError
from trialdb.records import TrialRecord

LOADERS = {
    "A_snapshot_headings": "loaders.snapshot_headings",
    "C_bare_timeframe": "loaders.bare_timeframe",
    "D_overview_status_v1": "loaders.overview_status",
    "D_overview_status_v2": "loaders.overview_status",
    "D_overview_status_v3": "loaders.overview_status",
    "E_email_banner": "loaders.email_banner",
}
_OVERVIEW = "title status phase completion sex healthy_volunteers sponsors summary treatments criteria enrollment"
STATED = {  # the fields a layout states at all
    "A_snapshot_headings": """
        registry_id title status phase study_type enrollment start completion last_updated has_results
        allocation model model_description observational_model time_perspective purpose masking
        arms interventions links sponsors responsible_party officials contacts sites countries
        min_age max_age sex healthy_volunteers conditions identifiers summary description criteria
    """,
    "C_bare_timeframe": """
        summary description study_type allocation purpose masking enrollment interventions sites outcomes
        first_outcome_kind
    """,
    "D_overview_status_v1": _OVERVIEW,
    "D_overview_status_v2": "title status phase completion sponsors summary enrollment",
    "D_overview_status_v3": _OVERVIEW,
    "E_email_banner": """
        registry_id title conditions official_terms study_type phase status allocation model purpose masking who_masked
        interventions arms links summary criteria sex min_age max_age healthy_volunteers start completion sponsors
        source processed
    """,
}


# What a loader read --------------------------------------------------------------------------------------------------


def facts_read(record: TrialRecord) -> Facts:
    return {
        "registry_id": record.registry_id,
        "title": folded(record.brief_title),
        "status": record.overall_status,
        "phase": record.phase,
        "study_type": record.study_type,
        "enrollment": record.enrollment,
        "start": day(record.start_on),
        "completion": day(record.completion_on),
        "last_updated": day(record.last_updated_on),
        "has_results": record.has_results,
        "allocation": record.allocation,
        "model": record.intervention_model,
        "model_description": folded(record.intervention_model_description),
        "observational_model": record.observational_model,
        "time_perspective": record.time_perspective,
        "purpose": record.primary_purpose,
        "masking": record.masking,
        "who_masked": sorted(record.who_masked),
        "arms": [(arm.label, arm.arm_type, folded(arm.description)) for arm in record.arms],
        "interventions": [(i.intervention_type, folded(i.name), folded(i.description)) for i in record.interventions],
        "links": sorted((arm.label, number) for arm in record.arms for number in arm.interventions),
        "outcomes": [(folded(o.measure), folded(o.description), folded(o.time_frame)) for o in record.outcomes],
        "first_outcome_kind": [o.kind for o in record.outcomes[:1]],
        "sponsors": [(s.name, s.role, s.sponsor_class) for s in record.sponsors],
        "responsible_party": (
            record.responsible_party_type, record.responsible_party_name, record.responsible_party_title
        ),
        "sites": [(folded(s.facility), s.city, s.state, s.country, s.status) for s in record.sites],
        "countries": sorted(country.name for country in record.countries),
        "min_age": record.min_age_text,
        "max_age": record.max_age_text,
        "sex": record.sex,
        "healthy_volunteers": record.accepts_healthy_volunteers,
        "conditions": record.conditions_text or list(record.conditions),
        "official_terms": sorted(t.term for t in record.mesh_terms if t.subject == "condition"),
        "treatments": sorted(t.term for t in record.mesh_terms if t.subject == "intervention"),
        "identifiers": sorted((i.identifier, i.role, i.identifier_type) for i in record.identifiers),
        "officials": [(o.name, o.role, o.affiliation) for o in record.officials],
        "contacts": [(c.name, c.role) for c in record.contacts],
        "summary": folded(record.brief_summary),
        "description": folded(record.detailed_description),
        "criteria": bare(record.eligibility_text),
        "source": record.organization,
        "processed": record.processed_on,
    }  # fmt: skip


# The layouts' own ways -----------------------------------------------------------------------------------------------


def _as_stated(layout: str, truth: Facts) -> Facts:
    """The truth in as much detail as the layout gives it."""
    truth = dict(truth)
    if layout.startswith("C"):
        truth["interventions"] = [(None, None, text) for _, _, text in truth["interventions"] if text]
        truth["sites"] = truth["sites"][:10]  # the site shows no more
    elif layout.startswith("D"):
        truth["sponsors"] = [(name, role, None) for name, role, _ in truth["sponsors"]]
        truth["completion"] = truth["completion"] or truth["primary_completion"]  # what the site falls back on
    elif layout.startswith("E"):
        truth["sponsors"] = truth["sponsors"][:1]
    elif layout.startswith("A"):
        truth["sites"] = [(*site[:4], None) for site in truth["sites"]]
    return truth


def pairs(corpus: Path) -> Iterator[tuple[str, str, Facts, Facts]]:
    """(layout, registry id, facts read from the page, facts of its record)."""
    with gzip.open(corpus / "ctgov_v2.ndjson.gz", "rt", encoding="utf-8") as lines:
        studies = {s["protocolSection"]["identificationModule"]["nctId"]: s for s in map(json.loads, lines)}
    with zipfile.ZipFile(corpus / "pages.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".txt")]
        for name in sorted(names):
            path = PurePosixPath(name)
            layout = next((part for part in path.parts if part in LOADERS), None)
            if layout is None:
                continue
            if layout[0] in "DE":
                xml = next(n for n in archive.namelist() if n.endswith(f"truth_xml/{path.stem}.xml"))
                truth = facts_of_xml(archive.read(xml))
            else:
                truth = facts_of_study(studies[path.stem])
            try:
                (record,) = import_module(LOADERS[layout]).parse(path.name, archive.read(name))
            except DocumentError as error:
                yield layout, path.stem, {"loads": str(error)}, {"loads": True}
            else:
                yield (
                    layout,
                    path.stem,
                    {"loads": True, **facts_read(record)},
                    {"loads": True, **_as_stated(layout, truth)},
                )


def compare(
    corpus: Path, differs: Callable[[str, str, str, Any, Any], None] | None = None
) -> dict[str, dict[str, tuple[int, int]]]:
    """layout → field → (pages that agree, pages)."""
    table: dict[str, dict[str, tuple[int, int]]] = {layout: {} for layout in LOADERS}
    for layout, registry_id, read, truth in pairs(corpus):
        for field in ["loads", *STATED[layout].split()] if read["loads"] is True else ["loads"]:
            agrees = _same(field, read[field], truth[field])
            n_agreeing, n = table[layout].get(field, (0, 0))
            table[layout][field] = (n_agreeing + agrees, n + 1)
            if not agrees and differs:
                differs(layout, field, registry_id, read[field], truth[field])
    return table


def _same(field: str, read: Any, truth: Any) -> bool:
    read, truth = _plain(read), _plain(truth)
    if field in ("sponsors", "sites"):
        return sorted(read, key=repr) == sorted(truth, key=repr)
    return bool(read == truth)


def _plain(value: Any) -> Any:
    """Without entities, and with a word broken after its hyphen in one piece: neither is the loaders' doing."""
    if isinstance(value, str):
        return re.sub(r"(?<=\w)- (?=\w)", "-", html.unescape(value.replace("\\&#", "&#")))
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def main(corpus: str, layout: str = "", field: str = "") -> None:
    def show(of: str, name: str, registry_id: str, read: Any, truth: Any) -> None:
        if of.startswith(layout) and name == field:
            print(f"{of} {registry_id} {name}\n  read  {read!r}\n  truth {truth!r}")

    table = compare(Path(corpus), show if layout else None)
    fields = list(dict.fromkeys(["loads"] + [field for row in STATED.values() for field in row.split()]))
    columns = [name[0] + (name[-2:] if name[0] == "D" else "") for name in table]
    print(f"{'':22}" + "".join(f"{column:>8}" for column in columns))
    for name in fields:
        cells = (row.get(name) for row in table.values())
        print(f"{name:22}" + "".join(f"{cell[0] / cell[1]:8.3f}" if cell else f"{'':8}" for cell in cells))


if __name__ == "__main__":
    main(*sys.argv[1:])
