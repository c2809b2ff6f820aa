"""The parts of a trial that the tests of its dosages are written with."""

from __future__ import annotations

from trialdb.records import Intervention, TrialDosage


def given_drug(name: str | None, description: str | None = None, **more: object) -> Intervention:
    return Intervention(intervention_type="DRUG", name=name, description=description, **more)  # type: ignore[arg-type]


def fields(found: TrialDosage) -> list[str]:
    return [mention.source_field for mention in found.mentions]
