"""What a sentence without a dose says of the doses before it, and of those to come."""

from __future__ import annotations

import re

from trialdb.extract.dosing.drafts import SCHEDULE, Draft
from trialdb.extract.dosing.facts import Fact, before

_GIVEN = re.compile(
    r"\b(?:administer(?:ed)?|given|taken|takes?|infused|injected|dosed|orally|infusion|injections?|receive[ds]?|"
    r"tablets?|"
    r"capsules?|applied|treated)\b"
)
_OF_TREATMENT = re.compile(
    r"\W*(?:the\s|study\s)?(?:treatment|therapy|dos(?:e|es|ing|age)|duration|schedule|frequency|drug|medication|"
    r"cycles?|courses?)\b"
)
# a sentence that may say how many cycles the doses before it have
_COUNTS_ON = re.compile(
    r"\W*(?:(?:study|this|the|each|all|patients|subjects|participants)\W+){0,2}"
    r"(?:up\sto|total|a\stotal|maximum|treatment|therapy|cycles?|courses?|for|repeat|chemotherapy|regimens?|continue|"
    r"will\sreceive\s(?:up\sto|a\stotal|\d))"
)
# for a total of 7 doses; not "by 4 injections", "after the first 3 injections"
_IN_ALL = re.compile(
    r"(?:\b(?:total(?:\snumber)?|maximum|receive[ds]?|given|administered|consists?|comprises?|for|up\sto|of|is|are|be)\W{1,2}"
    r"(?:(?:of|a|an|the|in|for|total|maximum|up|to|at\smost|is|be)\W{1,2}){0,4})$"
)
# they · chemotherapy is given · the drugs were administered: all that was named before
_ALL_OF_THEM = re.compile(
    r"\W*(?:it|they|both|all|these|each)\b"
    r"|\W*(?:the\s|study\s|combination\s|this\s)*(?:chemotherapy|treatments?|therapy|regimens?|drugs|medications?|medicines|agents|"
    r"infusions|injections|doses|tablets|capsules)\W+"
    r"(?:(?:is|are|was|were|will|be|being|has|have|been|to|should|all|both)\W+){1,4}"
    r"(?:given|administered|taken|infused|injected|dosed|received|delivered)\b"
)
# treatment with oral antipsychotics
_OF_OTHERS = re.compile(
    r"\s(?:anti\w+|\w*steroids?|contracepti\w+|glucose|food|hygiene|mucosa\w*|challenges?|exam\w*)\b"
)
# may be interrupted for up to 7 days
_PAUSED = re.compile(
    r"\b(?:interrupt|delay|held|hold|withh|stop|discontinu|suspend|paus|miss|stable|observ|hospitali[sz])\w*\b[^.;]{0,30}$"
)
# then the preferred dose for 14 weeks: one of several
_CHOSEN = re.compile(
    r"\b(?:preferred|chosen|selected|optimal|individual|final|highest|tolerated|effective)\W{1,3}(?:dose|dosage)\W(?:for|of|during)?\W?$"
)
# courses are given at 24-week intervals
_COURSES = re.compile(r"\b(?:courses|treatments|retreatment)\b[^.;,]{0,40}$")
# every 2 weeks at first, followed by every 4 weeks
_GOES_ON = re.compile(r"[^.;]{0,40}?\b(?:followed\sby|then)\b")
_OF_EACH = re.compile(r"\W*(?:each|both|all)\b")  # each drug was given for 7 days
_SHORT = 40  # characters of a statement like "By mouth."
DECLARES = frozenset({"cycle", "round", "cycles", "until"})
_SAYS = SCHEDULE | {"route", "infusion", "duration", "doses", "over"}


def is_given(low: str, said: list[Fact], start: int, end: int) -> bool:
    """Whether a sentence speaks of giving: ``taken with food``, ``Treatment is …``, ``Orally.``"""
    return said[0].start - start < 12 or _speaks_of_giving(low, start, end)


def _speaks_of_giving(low: str, start: int, end: int) -> bool:
    return bool(_OF_TREATMENT.match(low, start, end) or _GIVEN.search(low, start, end))


def route_of(low: str, facts: list[Fact], start: int, end: int) -> str | None:
    """``Patients receive drug X by infusion``: the one route it says a drug is given by."""
    routes = {f.value for f in facts if f.kind == "route"}
    return routes.pop() if len(routes) == 1 and _speaks_of_giving(low, start, end) else None


def say_on(low: str, drafts: list[Draft], said: list[Fact], start: int, end: int, stop: int) -> None:
    """Add what the words from ``start`` to ``end`` say, and an assessment at ``stop`` ends, to doses before them."""
    given = is_given(low, said, start, stop)
    declared = any(f.kind in ("cycle", "round") for f in said)
    counts = _COUNTS_ON.match(low, start, end) or (given and _ALL_OF_THEM.match(low, start, end))
    if not declared and not counts:
        said = [f for f in said if f.kind != "cycles"]
    if end - start > _SHORT and route_of(low, said, start, stop) is None:
        said = [f for f in said if f.kind != "route"]  # oral and intravenous glucose tolerance tests
    said = [f for f in said if f.kind != "route" or not _OF_OTHERS.match(low, f.end)]
    said = [
        f
        for f in said
        if f.kind != "duration" or not (before(_PAUSED, low, start, f.start) or before(_CHOSEN, low, start, f.start))
    ]
    said = [f for f in said if f.kind != "repeat" or not before(_COURSES, low, start, f.start)]
    said = [f for f in said if f.kind != "doses" or f.start - start < 3 or before(_IN_ALL, low, start, f.start)]
    if len({d.name.text.lower() for d in drafts if d.name}) > 1 and not _ALL_OF_THEM.match(low, start, end):
        said = [f for f in said if f.kind in DECLARES or f.kind == "route"]
    for draft in drafts:
        had_schedule = any(draft.facts.get(kind) for kind in SCHEDULE - {"cycle"})
        is_of_whole = any(f.kind == "duration" for f in said) and not _OF_EACH.match(low, start, end)
        is_step = is_of_whole and _GOES_ON.match(low, max(draft.at, draft.end - 9))
        for fact in said:
            if is_step and fact.kind == "duration":
                continue  # how long the whole treatment lasts
            _add(draft, fact, given, had_schedule)


def _add(draft: Draft, fact: Fact, given: bool, had_schedule: bool) -> None:
    kind = "cycle" if fact.kind == "round" else fact.kind
    if kind == "cycle" and draft.facts.get("days") and min(min(d) for d in draft.facts["days"]) < 0:
        return
    if draft.facts.get(kind):
        return
    if kind in DECLARES or (given and kind in _SAYS and not (had_schedule and kind in SCHEDULE)):
        draft.facts[kind] = [fact.value]
