"""What an outcome measures, and when it is measured last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

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
def _cues() -> dict[str, list[Endpoint]]:
    """Each cue, with the endpoints whose cue it is or begins with."""
    own = [(cue, endpoint) for endpoint in endpoints().values() for cue in endpoint.cues]
    return {longer: [endpoint for cue, endpoint in own if longer.startswith(cue)] for longer, _ in own}


@cache
def _cue_pattern() -> re.Pattern[str]:
    """Finds the longest cue at every place of a title, also inside of others."""
    return re.compile(f"(?=({_one_of(sorted(_cues()))}))")


def _one_of(texts: Sequence[str]) -> str:
    """A pattern for the longest of these sorted texts, letter by letter: they are not tried one by one."""
    branches: list[str] = [
        re.escape(letter) + _one_of([text[1:] for text in begun])
        for letter, begun in groupby(filter(None, texts), key=itemgetter(0))
    ]
    if len(branches) == 1 and "" not in texts:
        return branches[0]  # a bracket for each letter of a word would make it slow to compile
    return f"(?:{'|'.join(branches)})" + "?" * ("" in texts) if branches else ""


@lru_cache(maxsize=65536)
def endpoint_of(measure: str) -> str | None:
    """The endpoint that a measure's title names; None if it names none, or several that differ.

    ``endpoint_of("Progression-free Survival (PFS) by RECIST 1.1") == "pfs"``
    """
    cued = {endpoint for cue in _cue_pattern().findall(measure.lower()) for endpoint in _cues()[cue]}
    found = {each.endpoint: each.broader for each in cued if each.is_named_in(measure)}
    named = set(found) - set(found.values())
    return named.pop() if len(named) == 1 else None
