"""``read_limits``: what one criterion requires, as numbers, statuses and windows of time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.bounds import find_bounds
from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.conditions import find_conditions, find_sexes
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events import EventReader
from trialdb.extract.criteria.limits.grades import read_grades
from trialdb.extract.criteria.limits.groups import assign_groups
from trialdb.extract.criteria.limits.joining import join_ranges
from trialdb.extract.criteria.limits.lines import read_lines
from trialdb.extract.criteria.limits.mentions import find_mentions
from trialdb.extract.criteria.limits.numeric import NumberReader
from trialdb.extract.criteria.limits.presence import PresenceReader
from trialdb.extract.criteria.limits.scales import read_scales
from trialdb.extract.criteria.limits.windows import FoundWindow, find_windows
from trialdb.extract.text import normalize
from trialdb.records import Limit

_CUE = re.compile(
    r"\d|(?<![a-z])(?:uln|unl|upper|lower|hiv|human immuno|aids|hepatitis|hb[sv]|hcv|pregnan|gravid|breast|lactat|nursing|metasta|brain|cns|"
    r"malignan|cancer|measur|target|two|three|four|six|one|five|seven|eight|nine|ten|twelve|past|last|prior|previous|nyha|child|syphilis)"
)


def read_limits(text: str, kind: str | None = None) -> list[Limit]:
    """The limits stated in one criterion's ``text``, in reading order, with spans in it."""
    if not _CUE.search(text.lower()):
        return []
    source = normalize(text)
    plain = source.text.replace("\n", " ")
    lower = _lower(plain)
    mentions = find_mentions(lower, plain)
    scales = read_scales(lower, plain, mentions)
    windows = find_windows(lower)
    grades = read_grades(lower)
    taken = [*((w.start, w.end) for w in windows), *(s.taken for s in scales), *((g.start, g.end) for g in grades)]
    bounds = join_ranges(find_bounds(lower, plain, sorted(taken)), lower)
    lines = read_lines(lower, bounds)
    bounds = [b for b in bounds if not any(d.bound and d.start == b.start for d in lines)]
    spans = [*(s.taken for s in scales), *((b.start, b.end) for b in bounds)]
    free = [m for m in mentions if not any(start <= m.start < end for start, end in spans)]
    conditions, inner = find_conditions(lower, free, bounds) if bounds else ([], frozenset())
    clauses = Clauses(lower, source.text, conditions, find_sexes(lower) if bounds else [])
    drafts = NumberReader(
        _masked(lower, windows), [e for e in (*free, *bounds) if e.start not in inner], clauses
    ).read()
    clauses.apply(drafts)
    drafts += [*(s.draft for s in scales), *grades, *lines]
    drafts += PresenceReader(lower, clauses, drafts).read(mentions)
    drafts += EventReader(lower, drafts).read(windows)
    drafts = _distinct(drafts)
    drafts.sort(key=lambda draft: (draft.start, draft.end))
    assign_groups(drafts, lower, kind)
    return [draft.limit(source) for draft in drafts]


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Without limits that another one already states: "> 180/110 (systolic above 180 …)"."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Draft] = []
    for draft in drafts:
        bound = draft.bound
        numbers = (bound.low, bound.high, bound.low_inclusive, bound.high_inclusive, bound.reference) if bound else None
        key = (draft.concept, numbers, draft.values, draft.status, draft.sex, draft.condition, draft.of, draft.window)
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept


def _masked(lower: str, windows: Sequence[FoundWindow]) -> str:
    """The text with its windows blanked: "ANC within 7 days of enrollment ≥ 1500" reads "ANC ≥ 1500"."""
    for window in windows:
        lower = lower[: window.start] + " " * (window.end - window.start) + lower[window.end :]
    return lower


def _lower(text: str) -> str:
    """Lower case, character for character: "İ" alone would become two."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
