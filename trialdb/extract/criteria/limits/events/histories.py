"""Treatments told as history: ``history of steroid treatment``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.event_clauses import first_sentence
from trialdb.extract.criteria.limits.events.event_names import PERMITTED, is_clause, kind_of, named, wording
from trialdb.extract.criteria.limits.lexicon import phrases

_BEFORE_STUDY = (
    r" (?:before|prior to) (?:the |this |study |trial )*"
    r"(?:first|start|study|trial|enrol|inclusion|randomi|screening|entry)"
)
_HISTORY = re.compile(
    rf"[\s*•-]{{0,4}}(?P<no>no )?"
    rf"(?:(?:{phrases('people')}|any|who|with|have|has|had|having|a|known|prior|previous|past) )"
    r"{0,5}history of(?: any| prior| previous)?(?P<of> [a-z][a-z /-]{3,70}?)"
    rf"(?=[;.,(]|$| (?:for|with|to|in|within|at|of|or|and|against) |{_BEFORE_STUDY})"
)
_WHOLE = re.compile(r" (?:for|with|to|in|of|against)(?! the (?:past|last))(?![a-z])(?:(?! within )[^;.,()]){1,80}")
_RELATED = re.compile(r" (?:before|prior to|after|following|under|despite|from|when|while|with) ")
_EFFECT = re.compile(
    r"fail|intoleran|allerg|reaction|sensitiv|resist|refractor|induced|related|associated|toxic|abuse|misuse|depend|"
    r"complian|complic|overdose|addict|need|requir|illicit|adverse|family|disorder|side effect|drug use|during|"
    r"unsuccess|condition|medicine"
)


def read_history(lower: str) -> list[Draft]:
    """``history of steroid treatment``, where nothing is said of what came of it."""
    match = _HISTORY.match(lower)
    if match is None or _EFFECT.search(lower, match.start("of"), min(len(lower), match.end() + 60)):
        return []
    events = named(match["of"])
    if not events or {kind_of(event) for event in events} != {"prior_therapy"} or _RELATED.search(match["of"]):
        return []  # "sexual dysfunction before lithium therapy" is none of a treatment
    used = match["of"][events[-1].end() :]
    if used and (used not in (" use", " usage") or lower.startswith((" or ", " and "), match.end())):
        return []
    if PERMITTED.search(first_sentence(lower)):
        return []
    status = "absent" if match["no"] else None
    whole = _WHOLE.match(lower, match.end())
    end = whole.end() if whole else match.end()
    of = wording(lower[match.start("of") : end])
    return [] if of and is_clause(of) else [Draft("prior_therapy", 0, end, "therapy.use", status=status, of=of)]
