"""Windows of time: ``within 4 weeks before randomization``, ``at least 6 months since``, ``in the past year``."""

from __future__ import annotations

import re
from typing import NamedTuple

from trialdb.extract.criteria.limits.lexicon import SENTENCE, alternation
from trialdb.extract.criteria.limits.tables import rows
from trialdb.extract.criteria.limits.values import NUMBER_WORDS
from trialdb.records import Window


class FoundWindow(NamedTuple):
    """A window and the words that state it; ``is_loose`` where it hangs on an event that is none of the study's."""

    start: int
    end: int
    window: Window
    is_loose: bool


_TIME_UNITS = {row["form"]: row["unit"] for row in rows("unit_forms") if row["unit"] in ("a", "mo", "wk", "d", "h")}
_TIME_UNITS |= {row["form"]: row["unit"] for row in rows("unit_forms") if row["unit"] == "{half-lives}"}
_LONG = {form: unit for form, unit in _TIME_UNITS.items() if len(form) > 1}
_SPAN = re.compile(
    rf"(?:(?<![a-z\d.,])(?P<number>\d{{1,4}}(?:\.\d{{1,2}})?|{'|'.join(NUMBER_WORDS)}|an?)|(?:(?<=past)|(?<=last)|(?<=previous)|(?<=preceding))"
    r"(?= (?:calendar )?(?:year|month|week)(?!s)))(?: ?\( ?(?P<again>\d{1,3}) ?\))?"
    r"(?: ?(?:-|to) ?\d{1,3})?(?: (?:full|consecutive|calendar|elimination|plasma|terminal|drug|whole|complete)){0,2}"
    rf"[ -]?(?:\( ?s ?\))?(?P<unit>{alternation(sorted(_LONG), SENTENCE | {'-': '[ -]'})})(?![a-z])(?:\(s\))?'?"
)
_HEAD = re.compile(
    r"(?:(?P<within>within|in|during|over|throughout)(?: (?:a|an|the|approximately|about|less than|at least|"
    r"period|time frame|of|first|minimum)){0,4}(?P<past>(?: (?:last|past|previous|prior|preceding|recent|most)){0,3})|"
    r"(?P<lone_past>(?:last|past|previous|preceding))|"
    r"(?P<longer>≥|>|at least|more than|greater than|a minimum of|minimum of|minimum|longer than|over|no less than|"
    r"not less than|greater than or equal to|no sooner than)(?: (?:a|an|the)){0,2}|"
    r"(?P<shorter>≤|<|less than|fewer than|no more than|not more than|less than or equal to|up to))(?: ?\( ?[≥≤<>] ?\))? ?$"
)
_TAIL = re.compile(
    r"(?:,? ?(?P<longer>or more|or longer|or greater|and more|minimum)|,? ?(?P<shorter>or less))?"
    r"(?: (?:time|period|duration|interval|window))?(?: ?[,(]{0,2}whichever (?:is |was |comes |occurs |time is )?[a-z]{1,8}[,)]{0,2})?,? ?\(?(?:(?:must |should |will |shall )?(?:have |has |had )?(?:elapsed|passed|immediately|just|"
    r"directly|or less|inclusive),? ){0,2}"
    r"(?P<relation>prior to or during|prior to|before|preceding|previous to|ahead of|in advance of|pre-|of|from|since|after|following|post|"
    r"to|ago|prior|earlier than|at)(?![a-z])"
)
_ANCHOR_FORMS = {row["phrase"].replace(" ", "").replace("-", ""): row["anchor"] for row in rows("anchors")}
_ANCHOR = re.compile(
    r" ?(?:(?:the|their|his|her|its|a|an|any|planned|anticipated|scheduled|expected|actual|time|date|day|point|of|to|or|subject|start|initiation|beginning|commencement|administration|receipt|starting|initiating|beginning|commencing|receiving|entering|entry|"
    r"subject's|patient|patient's|participant|participant's|signing|this|first|initial|study|protocol|for|in|into|and/or) ){0,7}?"
    rf"(?P<anchor>{alternation(row['phrase'] for row in rows('anchors'))})(?![a-z])"
)
_AGE = re.compile(r" (?:age|life)(?![a-z])")
_BACKWARD = frozenset(
    [
        "prior to",
        "before",
        "preceding",
        "previous to",
        "ahead of",
        "in advance of",
        "pre-",
        "prior",
        "prior to or during",
    ]
)
_FORWARD = frozenset(["after", "following", "post"])
_HALF_LIVES = re.compile(r"half[ -]li")
_CUE = re.compile(r"year|yr|month|week|wk|day|hour|hr|half[ -]li|mos\b|wks")


def find_windows(lower: str) -> list[FoundWindow]:
    """All windows in order."""
    if not _CUE.search(lower):
        return []
    return _with_alternatives(lower, list(_SPAN.finditer(lower)))


def _window(lower: str, span: re.Match[str]) -> FoundWindow | None:
    start, end = span.span()
    head = _HEAD.search(lower, max(0, start - 45), start)
    tail = _TAIL.match(lower, end)
    relation = tail["relation"] if tail else None
    if tail and relation in ("of", "in") and _AGE.match(lower, tail.end()):
        return None
    kind = _relation(head, tail, relation)
    if kind is None:
        return None
    anchor = None
    if tail and relation not in ("ago", None):
        anchored = _ANCHOR.match(lower, tail.end())
        if anchored:
            anchor = _ANCHOR_FORMS[anchored["anchor"].replace(" ", "").replace("-", "")]
            end = anchored.end()
        else:
            end = tail.end()
    elif tail:
        end = tail.end()
    is_loose = anchor is None and relation in ("of", "from", "to", "at", *_FORWARD)
    return FoundWindow(head.start() if head else start, end, _record(span, kind, anchor), is_loose)


def _relation(head: re.Match[str] | None, tail: re.Match[str] | None, relation: str | None) -> str | None:
    """``within``, ``within_after``, ``min_gap``, or None where the words state a mere duration."""
    longer = (head and head["longer"]) or (tail and tail["longer"])
    if longer:
        return (
            "min_gap" if relation in _BACKWARD or relation in ("since", "from", "after", "following", "ago") else None
        )
    if head is None:
        return "within" if relation in ("prior to", "before", "preceding") else None
    past = (head["past"] or "").strip() or head["lone_past"]
    if head["shorter"]:
        return "within" if relation in _BACKWARD or relation in ("since", "from", "ago", "of") else None
    if past:
        return "within" if relation not in _FORWARD else "within_after"
    if relation in _FORWARD:
        return "within_after"
    if head["within"].startswith("within"):
        return "within"
    return "within" if relation in _BACKWARD else None


def _record(span: re.Match[str], relation: str, anchor: str | None) -> Window:
    written = span["again"] or span["number"] or "a"
    value = 1.0 if written in ("a", "an") else float(NUMBER_WORDS.get(written, -1) if written.isalpha() else written)
    unit = next(u for f, u in _LONG.items() if f.replace("-", " ") == " ".join(span["unit"].replace("-", " ").split()))
    return Window(relation=relation, value=value, unit=unit, anchor=anchor)


_OR = re.compile(r"[ ,(]{0,3}(?:or|and|and/or) (?:within |at least |for )?(?:the last )?")


def _with_alternatives(lower: str, spans: list[re.Match[str]]) -> list[FoundWindow]:
    """``28 days or 5 half-lives before X``: two windows that share what is said before and behind them."""
    found: list[FoundWindow] = []
    previous: re.Match[str] | None = None
    for span in spans:
        window = _window(lower, span)
        joined = previous is not None and _OR.fullmatch(lower, previous.end(), span.start()) is not None
        if joined and window is None and found and found[-1].end >= previous.end() and previous:
            first = found[-1]
            window = first._replace(start=previous.end(), end=span.end(), window=_record(span, first.window.relation, None))
        elif joined and window and found and found[-1].window.anchor is None:
            first = found[-1].window
            shared = Window(relation=first.relation, value=first.value, unit=first.unit, anchor=window.window.anchor)
            found[-1] = found[-1]._replace(window=shared, is_loose=window.is_loose)
        elif joined and window and not found and previous:
            record = _record(previous, window.window.relation, window.window.anchor)
            found.append(FoundWindow(previous.start(), previous.end(), record, window.is_loose))
        if window:
            found.append(window)
        previous = span
    return found
