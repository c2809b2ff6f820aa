"""``read_limits``: what one criterion requires, as numbers, statuses and windows of time."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.bounds import find_bounds
from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.conditions import find_conditions, find_sexes
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.joining import join_ranges
from trialdb.extract.criteria.limits.mentions import find_mentions
from trialdb.extract.criteria.limits.numeric import NumberReader
from trialdb.extract.criteria.limits.windows import find_windows
from trialdb.extract.text import normalize
from trialdb.records import Limit

_CUE = re.compile(
    r"\d|ULN|hiv|hepatitis|hb[sv]|hcv|pregnan|breast|lactat|nursing|metasta|malignan|cancer|two|three|one", re.I
)


def read_limits(text: str, kind: str | None = None) -> list[Limit]:
    """The limits stated in one criterion's ``text``, in reading order, with spans in it."""
    if not _CUE.search(text):
        return []
    source = normalize(text)
    plain = source.text.replace("\n", " ")
    lower = _lower(plain)
    mentions = find_mentions(lower, plain)
    windows = find_windows(lower)
    bounds = join_ranges(find_bounds(lower, plain, [(w.start, w.end) for w in windows]), lower)
    conditions = find_conditions(lower, sorted([b.start for b in bounds] + [m.start for m in mentions]))
    clauses = Clauses(lower, source.text, conditions, find_sexes(lower))
    drafts = NumberReader(lower, mentions, bounds, clauses).read()
    clauses.apply(drafts)
    drafts.sort(key=lambda draft: (draft.start, draft.end))
    return [draft.limit(source) for draft in drafts]


def _lower(text: str) -> str:
    """Lower case, character for character: "İ" alone would become two."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
