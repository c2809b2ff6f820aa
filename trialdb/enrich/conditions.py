"""The conditions of a trial: as reported, and as the registry's disease tree names them."""

from __future__ import annotations

from collections.abc import Iterator

from trialdb.enrich.enriched import TrialCondition
from trialdb.records import TrialRecord
from trialdb.vocabulary.conditions import resolve, separate

# The registry's list of ancestors does not say how far up each one is; in the view the shortest way counts.
_ANCESTOR_DISTANCE = 1
_RELATIONS = {"term": ("mesh_term", 0), "ancestor": ("mesh_ancestor", _ANCESTOR_DISTANCE)}


def conditions_of(record: TrialRecord) -> tuple[TrialCondition, ...]:
    """The reported conditions, then the assigned MeSH terms and their ancestors.

    A page that joins its conditions on one line has them separated here, with the help of its other texts.
    """
    return tuple(_reported(record)) + tuple(_assigned(record))


def _reported(record: TrialRecord) -> Iterator[TrialCondition]:
    names = record.conditions
    if not names and record.conditions_text:
        texts = (record.brief_title, record.official_title, record.brief_summary, record.eligibility_text)
        names = separate(record.conditions_text, [text for text in texts if text])
    for name in names:
        known = resolve(name)
        yield TrialCondition(name=known.name, mesh_id=known.mesh_id, reported_as=name, relation="reported", distance=0)


def _assigned(record: TrialRecord) -> Iterator[TrialCondition]:
    for term in record.mesh_terms:
        if term.subject == "condition" and term.relation in _RELATIONS:
            relation, distance = _RELATIONS[term.relation]
            known = resolve(term.term)
            yield TrialCondition(
                name=known.name, mesh_id=known.mesh_id, reported_as=term.term, relation=relation, distance=distance
            )
