"""``read_limits``: what one criterion requires, as numbers, statuses and windows of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.conditions import Condition, find_conditions, find_sexes
from trialdb.extract.criteria.limits.dispatch import CUES, UNNAMED, rules_of
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.events import EventReader
from trialdb.extract.criteria.limits.events.lines import read_lines
from trialdb.extract.criteria.limits.events.takings import opens_with_taking
from trialdb.extract.criteria.limits.events.untreated import read_untreated
from trialdb.extract.criteria.limits.events.uses import read_use
from trialdb.extract.criteria.limits.events.windows import FoundWindow, find_windows
from trialdb.extract.criteria.limits.exceptions.allowances import without_allowed
from trialdb.extract.criteria.limits.groups.groups import assign_groups
from trialdb.extract.criteria.limits.lexicon import NUMBER, words_of
from trialdb.extract.criteria.limits.mentions import Mention, find_mentions, names_among
from trialdb.extract.criteria.limits.repeats import distinct
from trialdb.extract.criteria.limits.settling import settled
from trialdb.extract.criteria.limits.statuses.grades import read_grades, share_windows
from trialdb.extract.criteria.limits.statuses.presence import STATUSES, PresenceReader
from trialdb.extract.criteria.limits.statuses.qualifiers import qualify_serology
from trialdb.extract.criteria.limits.subjects import tell_of_subjects
from trialdb.extract.criteria.limits.tables import concepts
from trialdb.extract.criteria.limits.thresholds.ages import people_aged
from trialdb.extract.criteria.limits.thresholds.beside import tell_ages
from trialdb.extract.criteria.limits.thresholds.bounds import Bound, find_bounds
from trialdb.extract.criteria.limits.thresholds.disorders import stated_disorders
from trialdb.extract.criteria.limits.thresholds.joining import join_ranges
from trialdb.extract.criteria.limits.thresholds.numeric import NumberReader
from trialdb.extract.criteria.limits.thresholds.pressures import (
    PRESSURE_CUES,
    PRESSURE_RANGE,
    read_pressures,
    share_unit,
    stated_pressures,
)
from trialdb.extract.criteria.limits.thresholds.respective import by_sex, in_order
from trialdb.extract.criteria.limits.thresholds.rhythms import give_rhythms
from trialdb.extract.criteria.limits.thresholds.scales import read_scales
from trialdb.extract.text import normalize
from trialdb.records import Limit

_MEASURED = frozenset(code for code, concept in concepts().items() if "number" in concept.reading)
_REGARDLESS = re.compile(r"(?<![a-z])even (?:if|when|though|with)(?![a-z])[^.;,]{0,50}$")
_EXCLUDED = re.compile(r"[ )]{0,2}(?:(?:of age|old) )?(?:(?:is|are|will be|must be) )?excluded(?![a-z])")
_STILL_BAD = re.compile(  # "toxicities excluding alopecia, not yet improved to grade ≤ 1"
    r",(?: (?:that|which|and))?(?: (?:has|have|had))? not (?:yet )?(?:been )?(?:improv|recover|resol|return)[^.;,]*$"
)
_ALSO_GRADED = re.compile(  # "2.5 x ULN (CTCAE v3.0 grade 1)"
    r"[ ,;]{0,2}[(\[]?(?:i\.e\.,? )?(?:(?:nci|ctcae|nci-ctcae|ctc|version|v\.?|=)[ -]?(?:\d(?:\.\d)?)?[ ,]{0,2}){0,5}"
)
_NEAR = 120  # characters in which it is told what has not improved
_Placed = TypeVar("_Placed", Mention, Draft, Condition)
_LONGEST = 6_000  # characters read at once; a longer criterion is read in pieces, so that time stays linear


def read_limits(text: str, kind: str | None = None) -> list[Limit]:
    """The limits stated in one criterion's ``text``, in reading order, with spans in it.

    ``kind`` (``inclusion`` or ``exclusion``) decides which limits are alternatives and which belong together.
    """
    if len(text) > _LONGEST:
        return [limit for start, piece in _pieces(text) for limit in _moved(_limits(piece, kind), start)]
    return _limits(text, kind)


def _limits(text: str, kind: str | None) -> list[Limit]:
    source = None if text.isascii() else normalize(text)
    lower = source.text.lower() if source else text.lower()
    words = words_of(lower)
    if words.isdisjoint(CUES) and not opens_with_taking(text, words, kind):
        return []
    names, live = names_among(words), rules_of(words)
    has_windows = "span" in live and "relation" in live
    may_be_unnamed = not live.isdisjoint(UNNAMED)
    if not (names or has_windows or may_be_unnamed or opens_with_taking(text, words, kind)):
        plain = source.text if source else text
        aged = people_aged(_lower(plain)) if NUMBER in words else []
        return [draft.limit(source or normalize(text), plain) for draft in aged]
    source = source or normalize(text)
    plain = source.text.replace("\n", " ")
    lower = lower.replace("\n", " ") if source.text is text and text.isascii() else _lower(plain)
    mentions = find_mentions(lower, plain, words, names) if names else []
    windows = find_windows(lower, words) if has_windows else []
    scales = read_scales(lower, plain, mentions) if mentions else []
    drafts = list(scales)
    if "grade" in live:
        drafts += _outside(read_grades(lower), [(scale.start, scale.end) for scale in scales])
    clauses = Clauses(lower, source.text, words, live)
    if "number" in live and (
        "unnamed" in live or not _MEASURED.isdisjoint([code for name in mentions for code in name.codes])
    ):
        taken = [(window.start, window.end) for window in windows] if windows else []
        if drafts:
            taken = sorted([*taken, *[(draft.start, draft.end) for draft in drafts]])
        if bounds := join_ranges(find_bounds(lower, plain, words, taken), lower):
            drafts += _numbers(clauses, mentions, bounds, windows, scales)
    drafts = _around(clauses, drafts, mentions, windows, kind)
    if len(drafts) > 1:
        assign_groups(drafts, lower, kind)
    if drafts and "subject" in live:
        tell_of_subjects(lower, drafts)
    if drafts and "nucleic" in live:
        qualify_serology(lower, drafts, kind)
    return [draft.limit(source, lower) for draft in drafts]


def _numbers(
    clauses: Clauses,
    mentions: Sequence[Mention],
    bounds: Sequence[Bound],
    windows: Sequence[FoundWindow],
    scales: Sequence[Draft],
) -> list[Draft]:
    """The limits that bounds state, with their conditions."""
    lower, words, live = clauses.lower, clauses.words, clauses.live
    if "even" in words:
        bounds = [bound for bound in bounds if not _REGARDLESS.search(lower, max(0, bound.start - 60), bound.start)]
    lines = [] if "line" not in live else read_lines(lower, bounds)
    if not lines and "extreme" not in live and all(bound.is_bare and bound.rule != "range" for bound in bounds):
        return []
    pressures = read_pressures(lower, bounds)
    if lines or pressures:
        read = {draft.bound.start for draft in (*lines, *pressures) if draft.bound}
        whole = [(draft.start, draft.end) for draft in pressures if draft.rule == PRESSURE_RANGE]
        bounds = [
            bound
            for bound in bounds
            if bound.start not in read and not any(start <= bound.start < end for start, end in whole)
        ]
    free: list[Mention] = []
    if mentions:
        spans = [(bound.start, bound.end) for bound in bounds if not bound.is_bare]
        spans += [(draft.start, draft.end) for draft in (*scales, *pressures)]
        free = stated_disorders(lower, _outside(mentions, sorted(spans)), bounds)
    inner: frozenset[int] = frozenset()
    if "condition" in live:
        clauses.conditions, inner = find_conditions(lower, words, free, bounds)
    if "sex" in live and (sexes := find_sexes(lower)):
        clauses.sexes = _outside(sexes, [(name.start, name.end) for name in mentions])
    events: list[Mention | Bound] = [*free, *bounds]
    if inner:
        events = [event for event in events if event.start not in inner]
    drafts = NumberReader(_masked(lower, windows) if windows else lower, events, clauses).read()
    if pressures:
        drafts += stated_pressures(lower, pressures, clauses)
    drafts += lines
    if not drafts:
        return drafts
    if "respective" in live:
        drafts = in_order(lower, drafts, free)
    if clauses.conditions or clauses.sexes:
        clauses.apply(drafts)
    if "respective" in live:
        by_sex(lower, drafts)
    if "(" in lower:
        tell_ages(lower, drafts, free)
    if len(drafts) > 1 and not words.isdisjoint(PRESSURE_CUES):
        share_unit(drafts)
    if "rhythm" in live:
        give_rhythms(lower, drafts)
    return drafts


def _around(
    clauses: Clauses,
    drafts: list[Draft],
    mentions: Sequence[Mention],
    windows: Sequence[FoundWindow],
    kind: str | None,
) -> list[Draft]:
    """All drafts: with the statuses and events beside the numbers, each with its window and exception."""
    lower, live = clauses.lower, clauses.live
    may_allow = kind == "exclusion" and "allowance" in live
    may_exclude = kind != "exclusion" and "excluded" in lower
    for draft in drafts:
        is_excluded = may_exclude and _EXCLUDED.match(lower, draft.end) is not None
        if draft.concept == "age" and is_excluded:
            draft.negated = True
        elif draft.rule == "toxicity.grade" or draft.rule.startswith("scale."):
            draft.negated = draft.negated or is_excluded or clauses.negated(draft.start)
    if may_allow and drafts:
        drafts = without_allowed(clauses, drafts)
    if drafts and "grade" in live:
        drafts = [draft for draft in drafts if draft.rule != "toxicity.grade" or _is_asked(draft, drafts, clauses)]
    if statuses := [name for name in mentions if name.codes and name.codes[0] in STATUSES]:
        present = PresenceReader(clauses, drafts).read(statuses)
        if may_allow:
            present = without_allowed(clauses, present)
        drafts = drafts + present
    if not windows and drafts and all(draft.rule == "toxicity.grade" for draft in drafts):
        stopped = [] if "use" not in live else read_use(lower, clauses.words, kind)
        if any("discontinued" in (use.condition or "") for use in stopped):
            drafts = stopped  # the grade is why it was
    elif windows or not drafts:
        events = EventReader(clauses, drafts, kind).read(windows) if windows else read_use(lower, clauses.words, kind)
        if may_allow:
            events = without_allowed(clauses, events)
        if drafts and "grade" in live:
            share_windows(drafts, events)
        drafts = drafts + events
    elif drafts and "no" in clauses.words and "prior" in live:
        drafts = _but_for_use(drafts, read_use(lower, clauses.words, kind))
    if kind != "exclusion" and "untreated" in live:
        drafts = [*drafts, *read_untreated(lower)]
    if len(drafts) > 1:
        drafts = sorted(distinct(drafts), key=lambda draft: (draft.start, draft.end))
    return settled(clauses, drafts, kind) if drafts else drafts


def _but_for_use(drafts: list[Draft], uses: Sequence[Draft]) -> list[Draft]:
    """``no prior therapy for hepatitis C``: the illness told with what was not taken is no limit of its own."""
    if not uses or uses[0].status != "absent" or any(draft.start < uses[0].end and draft.bound for draft in drafts):
        return drafts
    return [*uses, *(draft for draft in drafts if draft.start >= uses[0].end)]


def _is_asked(grade: Draft, drafts: Sequence[Draft], clauses: Clauses) -> bool:
    """Whether a grade is a limit, not part of an exception nor another word for a value: "3 x ULN (grade 1)"."""
    before = max((draft.end for draft in drafts if draft.end <= grade.start and draft.bound), default=None)
    is_value = grade.bound is not None and grade.bound.low == grade.bound.high
    if is_value and before is not None and _ALSO_GRADED.fullmatch(clauses.lower, before, grade.start):
        return False
    again = _STILL_BAD.search(clauses.lower, max(0, grade.start - _NEAR), grade.start)
    return not any(
        start <= grade.start < end and not (again and begin <= again.start())
        for start, begin, end in clauses.exceptions
    )


def _outside(named: Sequence[_Placed], spans: Sequence[tuple[int, int]]) -> list[_Placed]:
    """What of ``named`` begins in none of ``spans``; both are in order."""
    kept: list[_Placed] = []
    reached = 0
    position = 0
    for one in named:
        while position < len(spans) and spans[position][0] <= one.start:
            reached = max(reached, spans[position][1])
            position += 1
        if one.start >= reached:
            kept.append(one)
    return kept


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A long text in pieces that end where a line or a word ends."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _LONGEST)
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(" ", end - 200, end))
            end = cut + 1 if cut > start else end
        yield start, text[start:end]
        start = end


def _moved(limits: Sequence[Limit], by: int) -> list[Limit]:
    return [replace(limit, char_start=limit.char_start + by, char_end=limit.char_end + by) for limit in limits]


def _masked(lower: str, windows: Sequence[FoundWindow]) -> str:
    """The text with its windows blanked: "ANC within 7 days of enrollment ≥ 1500" reads "ANC ≥ 1500"."""
    for window in windows:
        lower = lower[: window.start] + " " * (window.end - window.start) + lower[window.end :]
    return lower


def _lower(text: str) -> str:
    """Lower case, character for character: "İ" alone would become two."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
