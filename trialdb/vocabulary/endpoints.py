"""What an outcome measures, and when it is measured last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add

from trialdb.vocabulary.tables import rows_of


@dataclass(frozen=True, slots=True, eq=False)
class Endpoint:
    """A kind of outcome: ``pattern`` finds it in a measure's title, ``unless`` denies it there.

    ``broader`` is the endpoint that the same words would also name, and that then says less (SAE, AE). One of the
    ``cues`` stands in every text that ``pattern`` finds; looking for them first is ten times faster.
    """

    endpoint: str
    name: str
    broader: str | None
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    cues: tuple[str, ...]

    def is_named_in(self, measure: str) -> bool:
        """Whether a measure's title names this endpoint."""
        return bool(self.pattern.search(measure)) and not (self.unless and self.unless.search(measure))


@cache
def endpoints() -> dict[str, Endpoint]:
    """All endpoints by their code, as in ``data/endpoints.csv``."""
    return {
        row["endpoint"]: Endpoint(
            row["endpoint"],
            row["name"],
            row["broader"] or None,
            re.compile(row["pattern"], re.IGNORECASE),
            re.compile(row["unless"], re.IGNORECASE) if row["unless"] else None,
            tuple(row["cues"].split("|")),
        )
        for row in rows_of("endpoints")
    }


@cache
def _cues() -> dict[str, list[tuple[str, Endpoint]]]:
    """The cues by their first two letters: few of those pairs stand in a title, so few cues need looking for."""
    found: dict[str, list[tuple[str, Endpoint]]] = {}
    for endpoint in endpoints().values():
        for cue in endpoint.cues:
            found.setdefault(cue[:2], []).append((cue, endpoint))
    return found


@lru_cache(maxsize=65536)
def endpoint_of(measure: str) -> str | None:
    """The endpoint that a measure's title names; None if it names none, or several that differ.

    ``endpoint_of("Progression-free Survival (PFS) by RECIST 1.1") == "pfs"``
    """
    lowered = measure.lower()
    pairs = _cues().keys() & map(add, lowered, lowered[1:])
    cued = {endpoint for pair in pairs for cue, endpoint in _cues()[pair] if cue in lowered}
    found = {each.endpoint: each.broader for each in cued if each.is_named_in(measure)}
    named = set(found) - set(found.values())
    return named.pop() if len(named) == 1 else None
