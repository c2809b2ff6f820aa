"""The limits of a whole eligibility text, each under the conditions that the items above it set."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from trialdb.extract.criteria.limits import read_limits
from trialdb.extract.criteria.scopes.completed import Opening, completed, names_what_follows, opening_of
from trialdb.extract.criteria.scopes.effects import begins_anew
from trialdb.extract.criteria.scopes.inline import Span, labelled_spans
from trialdb.extract.criteria.scopes.lead_ins import LeadIn, read_lead_in
from trialdb.extract.criteria.scopes.named import named
from trialdb.extract.criteria.scopes.waived import with_waivers
from trialdb.extract.criteria.scopes.whom import Whom, part_named
from trialdb.extract.criteria.split.alternatives import joining_word
from trialdb.extract.criteria.split.lead_ins import logic_of
from trialdb.records import Criterion, Limit

Names = Callable[[Criterion], Sequence[Limit]]


class Scope(msgspec.Struct, frozen=True, gc=False):
    """What holds for all limits below an item.

    ``outside``: the scope around, where what is below is void: exceptions, allowances, definitions.
    """

    conditions: tuple[str, ...] = ()
    sex: str | None = None
    is_denied: bool = False
    outside: Scope | None = None


_EVERYBODY = Scope()
_HEALTHY = re.compile(
    r"(?i)^\W*(?:(?:as )?(?:demonstrated|evidenced|shown) by\W+)?(?:normal|adequate|acceptable)\b"
    r"|\b(?:allowed|permitted) provided\b"
)
_LACKED = frozenset(["absent", "negative", "undetectable"])
_ALLOWED = re.compile(r"(?i)(?<!not )\b(?:allowed|permitted|acceptable|eligible)\W*$")
_TIME_AGO = re.compile(
    r"(?i)\d+\W{0,3}(?:hour|day|week|month|year)s?\b|\b(?:last|past|previous|prior) (?:week|month|year)\b"
)


def limits_of(criteria: Sequence[Criterion], names: Names | None = None) -> tuple[tuple[Limit, ...], ...]:
    """The limits of each criterion of a text; ``names`` tells those of an item that states nothing but names.

    A limit below "Cohort A:" or "For participants with liver metastases:" has that as its condition; one below
    "Women:" is for that sex; one below "…, except:" is none.
    """
    scopes = _Scopes(criteria, names)
    return with_waivers(criteria, (scopes.limits(position) for position in range(len(criteria))))


class _Scopes:
    """The scopes of a text, item by item in reading order."""

    def __init__(self, criteria: Sequence[Criterion], names: Names | None) -> None:
        self._criteria = criteria
        self._names = names
        self._below: dict[int, Scope] = {}
        self._around: dict[int, Scope] = {}  # of lead-ins to alternatives, where what follows the last one stands
        self._joined: set[int] = set()  # of these, where an "or" has been met
        self._openings: dict[int, tuple[Opening, Scope]] = {}  # of lead-ins, with the scope they stand in

    def limits(self, position: int) -> tuple[Limit, ...]:
        criterion = self._criteria[position]
        scope = self._over(criterion)
        if criterion.logic != "leaf":
            if self._leads(position, criterion, scope).is_condition:
                return ()
        elif criterion.text.endswith(":") and read_lead_in(criterion.text, criterion.kind).is_condition:
            return ()  # a label whose items were not told from others
        heading = "" if criterion.parent_no is None else self._criteria[criterion.parent_no].text
        limits = _limits(criterion, scope, heading)
        if position in self._openings:
            return tuple(limit for limit in limits if not names_what_follows(limit.of_text or ""))
        if scope.outside or not all(limit.rule == "therapy.use" for limit in limits):
            return limits
        return self._completed(criterion) or limits or self._named(criterion, scope)

    def _completed(self, criterion: Criterion) -> tuple[Limit, ...]:
        """What an item says only together with its lead-in, which tells of itself whether it denies."""
        if criterion.parent_no not in self._openings:
            return ()
        opening, scope = self._openings[criterion.parent_no]
        return tuple(_within(limit, scope, ()) for limit in completed(opening, criterion.text, criterion.kind))

    def _named(self, criterion: Criterion, scope: Scope) -> tuple[Limit, ...]:
        """What is named alone, unless its lead-in tells of a time, which would be lost."""
        above = criterion.parent_no
        if self._names is None or criterion.logic != "leaf":
            return ()
        found = self._names(criterion)
        if not found or (above is not None and _TIME_AGO.search(self._criteria[above].text)):
            return ()
        return tuple(_within(limit, scope, ()) for limit in found)

    def _leads(self, position: int, criterion: Criterion, scope: Scope) -> LeadIn:
        is_above_sections = criterion.kind == "unspecified" != self._criteria[position + 1].kind
        lead_in = read_lead_in(criterion.text, criterion.kind, is_above_sections)
        below = self._below[position] = _narrowed(scope, lead_in)
        if opening := opening_of(criterion.text, criterion.kind):
            self._openings[position] = opening, replace(below, is_denied=scope.is_denied)
        if logic_of(criterion.text, "inclusion", is_joined_by_or=False) == "any":
            self._around[position] = scope
        return lead_in

    def _over(self, criterion: Criterion) -> Scope:
        parent = criterion.parent_no
        if parent is None:
            return _EVERYBODY
        scope = self._below[parent]
        if scope.outside and begins_anew(criterion.text):
            scope = self._below[parent] = scope.outside
        if parent in self._around:
            if joining_word(criterion.text, 0, len(criterion.text)) == "or":
                self._joined.add(parent)
            elif parent in self._joined:
                self._below[parent] = self._around.pop(parent)
        return scope


def _limits(criterion: Criterion, scope: Scope, heading: str) -> tuple[Limit, ...]:
    limits = read_limits(criterion.text, criterion.kind)
    if heading and (not limits or {limit.concept for limit in limits} == {"age"}):
        limits = named(heading, criterion.text, criterion.kind) or limits
    if scope.is_denied and _ALLOWED.search(criterion.text):
        return ()  # of what is denied, what is not: "history of class II allowed"
    if scope.is_denied and _tells_health(criterion.text):
        scope = replace(scope, is_denied=False)
    if scope.is_denied and criterion.kind != "exclusion":
        limits = _parted(limits, read_limits(criterion.text, "exclusion")) if _share_groups(limits) else limits
    if scope.outside:
        limits = [limit for limit in limits if limit.if_text and criterion.kind == "inclusion"]
    if not limits:
        return ()
    spans = labelled_spans(criterion.text, criterion.kind)
    return (
        tuple(limits) if scope is _EVERYBODY and not spans else tuple(_within(limit, scope, spans) for limit in limits)
    )


def _tells_health(text: str) -> bool:
    """``normal liver function (bilirubin < 1.5 mg/dL)`` under a denial of illness, ``allowed provided INR ≤ 1.5``."""
    return _HEALTHY.search(text) is not None


def _share_groups(limits: Sequence[Limit]) -> bool:
    return len({limit.group_no for limit in limits}) < len(limits)


def _parted(limits: list[Limit], excluded: Sequence[Limit]) -> list[Limit]:
    """``limits`` of an item that a lead-in denies, in the groups they have where they exclude: "none of: A or B"."""
    if [limit.concept for limit in limits] != [limit.concept for limit in excluded]:
        return limits
    return [replace(limit, group_no=other.group_no) for limit, other in zip(limits, excluded, strict=True)]


def _narrowed(above: Scope, lead_in: LeadIn) -> Scope:
    if lead_in.whom is None and lead_in.effect == "stated":
        return replace(above, conditions=()) if lead_in.is_everybody and above.conditions else above
    named = lead_in.whom or Whom(None)
    return Scope(
        conditions=_added(above.conditions, named.text),
        sex=named.sex or above.sex,
        is_denied=above.is_denied != (lead_in.effect == "denied"),
        outside=above.outside or (above if lead_in.effect == "void" else None),
    )


def _within(limit: Limit, scope: Scope, spans: Sequence[Span]) -> Limit:
    own = limit.if_text
    conditions, sex, exception = scope.conditions, limit.sex or scope.sex, limit.exception_text
    is_denied = scope.is_denied and limit.status not in _LACKED  # "no illness such as: no stroke" denies it once
    if own and part_named(own):  # of the whole item: labels inside it are nearer
        conditions, own = _added(conditions, own), None
    for span in spans:
        if not span.start <= limit.char_start < span.end:
            continue
        if span.is_exception:
            exception = exception or span.whom.text
        else:
            conditions = _added(conditions, span.whom.text)
            sex = sex or span.whom.sex
    return replace(
        limit,
        if_text="; ".join(_added(conditions, own)) or None,
        sex=sex,
        exception_text=exception,
        is_negated=(not limit.is_negated) or None if is_denied else limit.is_negated,
    )


def _added(conditions: tuple[str, ...], text: str | None) -> tuple[str, ...]:
    """``conditions`` and one more, unless one says it already; "Part C" takes the place of "Part A"."""
    if text is None or any(text.lower() in one.lower() for one in conditions):
        return conditions
    kind = part_named(text)
    return (*(one for one in conditions if not _is_replaced(one, text, kind)), text)


def _is_replaced(condition: str, text: str, kind: str | None) -> bool:
    return condition.lower() in text.lower() or (kind is not None and part_named(condition) == kind)
