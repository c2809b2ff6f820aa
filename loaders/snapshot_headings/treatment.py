"""Study Groups and Interventions: who gets what.

``Interventions`` is the list: name, description, ``Intervention Type X``. ``Study Groups`` repeats of it what each arm
gets: label, description, ``Group Type X``, then name, ``Intervention Type X``, description of each. Only the list tells
where a repeated description ends and the next arm begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from loaders.labels import values as known_values
from loaders.pages.values import Values
from loaders.snapshot_headings.groups import GROUP_TYPE, INTERVENTION_TYPE, Groups
from loaders.snapshot_headings.sections import Marked, Sections
from trialdb.records import Intervention

_LABELS = {INTERVENTION_TYPE: known_values("intervention_type"), GROUP_TYPE: known_values("arm_type")}


def fields(page: Sections, values: Values) -> dict[str, Any]:
    """The fields of the record that this module reads."""
    listed = list(_interventions(page.marked("Interventions", _LABELS), values))
    groups = Groups(page.marked("Study Groups", _LABELS), listed, values)
    return {"arms": groups.arms(), "interventions": tuple(groups.interventions)}


def _interventions(section: Sequence[Marked], values: Values) -> Iterator[Intervention]:
    texts: list[str] = []
    for label, text in section:
        if not label:
            texts.append(text)
        elif label == INTERVENTION_TYPE and texts:
            yield Intervention(
                intervention_type=values.enumerated("intervention_type", text),
                name=" ".join(texts[0].split()),
                description="\n\n".join(texts[1:]) or None,
            )
            texts = []
        else:
            values.unplaced("Interventions", [f"{label} {text}"])
    values.unplaced("Interventions", texts)
