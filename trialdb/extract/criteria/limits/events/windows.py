"""Windows of time: ``within 4 weeks before randomization``, ``at least 6 months since``, ``in the past year``."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from trialdb.extract.criteria.limits.events.clocks import (
    counts_from_known,
    is_all_that_is_said,
    is_length,
    lasts_without,
    tells_when_stopped,
)
from trialdb.extract.criteria.limits.events.recent import end_of_aside, how_recent
from trialdb.extract.criteria.limits.events.spans import Span, find_spans
from trialdb.extract.criteria.limits.lexicon import alternation, phrases
from trialdb.extract.criteria.limits.tables import rows
from trialdb.records import Window


class FoundWindow(msgspec.Struct, frozen=True, gc=False):
    """A window and the words that state it.

    ``is_loose`` where it hangs on an event that is none of the study's, ``is_aside`` where it stands in brackets in
    front of what it is about.
    """

    start: int
    end: int
    window: Window
    is_loose: bool
    is_aside: bool = False


RELATION_CUES = frozenset(
    re.findall(
        r"[a-z]+",
        "within wihtin whitin withn past last previous prior before preceding since ago after post from elapsed "
        "following during ahead earlier recent recently discontinuation discontinued stopped cessation washout off",
    )
)
_HEAD = re.compile(
    r"(?:(?<![a-z])|(?=[≥>≤<]|within))"  # the end of no other word: "pain 3 days before"
    r"(?:(?P<within>within(?: within)?|w/in|wihtin|whitin|withn|in|during|over|throughout)"
    r"(?: (?:a|an|the|approximately|about|less than|at least|"
    r"period|time frame|of|first|minimum)){0,4}(?P<past>(?: (?:last|past|previous|prior|preceding|recent|most)){0,3})|"
    r"(?P<lone_past>(?:last|past|previous|preceding))|"
    r"(?P<longer>≥|>|at least|more than|greater than|a minimum of|minimum of|minimum|longer than|over|no less than|"
    r"not less than|greater than or equal to|no sooner than)(?: (?:a|an|the)){0,2}|"
    r"(?P<shorter>≤|<|less than|fewer than|no more than|not more than|less than or equal to|(?:no|not) longer than|"
    r"(?:no|not) earlier than|"
    r"up to))(?: ?\( ?[≥≤<>] ?\))? ?$"
)
_WITHIN = "within "
_TAIL = re.compile(
    r"(?:,? ?(?P<longer>or more|or longer|or greater|and more|minimum)|,? ?(?P<shorter>or less))?"
    r"(?: (?:time|period|duration|interval|window))?(?: ?\([^()]{0,100}\))?"
    r"(?: of [a-z' ]{3,40}?(?=[ ,(]{1,3}whichever))?"
    r"(?:, ?\([^()]{0,40}\))?(?:[ ,(]{0,3}whichever (?:is |was |comes |occurs |time is )?[a-z]{1,8}[,)]{0,2})?,? ?\(?"
    r"(?:(?:must |should |will |shall )?(?:have |has |had )?(?:elapsed|passed|immediately|just|directly|or less|"
    r"inclusive),? ){0,2}"
    r"(?P<relation>prior to or during|prior to|leading up to|leading to|before|preceding|"
    r"previous to|ahead of|in advance of|pre-|of|from|"
    r"since|after|following|post|to|ago|previously|prior|"
    r"earlier than|at|(?<=elapsed )between|(?<=passed )between)(?![a-z])"
    r"(?:(?<=post)-(?=[a-z])(?!onset|diagnos))?"  # "post-stroke"
)
_ANCHOR_FORMS = {row["phrase"].replace(" ", "").replace("-", ""): row["anchor"] for row in rows("anchors")}
_ANCHOR = re.compile(
    rf" ?(?:{phrases('before an anchor')} ){{0,7}}?"
    rf"(?P<anchor>{alternation(row['phrase'] for row in rows('anchors'))})"
    rf"(?![a-z\d]| {phrases('goes on behind an anchor')}(?![a-z]))"
)
_OF_STUDY = re.compile(
    r" of (?:the )?(?:study|trial|investigational) "
    r"(?:drug|treatment|medication|product|intervention|therapy|agent)s?(?![a-z])"
)
_LATER = re.compile(  # within a week of the last dose before study entry
    r" (?:the|their|this|that|such|last)(?![a-z])[^.;,()\d]{1,60}?(?<![a-z])(?:prior to|before)(?![a-z])"
)
_WHOLE = re.compile(  # "in the past 6 months of any biologic", not "of pregnancy" nor "of the run-in period"
    r"(?:to|from) (?=[a-z])|of (?!the |their |his |her |this |pregnancy|gestation|life|treatment|therapy|study|follow)"
)
_HAPPENED = frozenset(["surgery", "transplant", "procedure"])
_SURVIVAL = re.compile(r"(?:life expectancy|survival|survive)(?![a-z])[^.;,]{0,45}$")  # how long yet, not how long ago
_AGED = re.compile(r"(?<![a-z])aged?(?: (?:is|of|was|at))?[ :=]{1,3}$")  # "age under 15 years (before the birthday)"
_BACKWARD = frozenset(
    [
        "prior to",
        "before",
        "preceding",
        "previous to",
        "ahead of",
        "leading up to",
        "leading to",
        "in advance of",
        "pre-",
        "prior",
        "prior to or during",
    ]
)
_FORWARD = frozenset(["after", "following", "post"])
_ELAPSED = _FORWARD | {"since", "from"}
_LOOSE = _FORWARD | {"of", "from", "to", "at"}
_LAST_USE = re.compile(  # "30 days post the last dose of a steroid", and nothing in front of it
    r" (?:the |their )?(?:(?:last|final|most recent) (?:dose|administration|infusion|injection|treatment|cycle|use)|"
    r"(?:any|completion of) [^.;,]{0,30}(?:treatment|therapy|chemotherapy|radiotherapy))(?![a-z])"
)
_OPENS = re.compile(r"[\s*•-]*")
_AGO = ("ago", "previously")
_GAP_RELATIONS = _BACKWARD | _FORWARD | {"since", "from", "between", *_AGO}
_LASTING = re.compile(r"during|over|throughout")
_LEAST = re.compile(r"minimum|at least")
_FOR = re.compile(r" for (?:a |the |a period of |a total of )?$")  # "on a stable dose for 1 month before": a duration
_FOR_SOME = re.compile(r" (?:for|if|after|in (?:the )?case of) (?=[a-z])")
_OPENED = re.compile(r"\((?:or )?(?:at least |within |≥ ?)?$")
_OR = re.compile(
    r"(?: \((?:or |if known|if applicable|\d)[^()]{0,60}\))?"
    r"[ ,(]{0,3}(?:or|and|and/or)(?:,? whichever is [a-z]{1,8},?)? (?:within |at least |for )?"
    r"(?:the last |(?:a |the )?(?:time )?period (?:corresponding to|equal to|equivalent to|of) )?"
)
_BUT = re.compile(r"[ ,]{1,3}(?:and|but) ")
_OR_LIVES = re.compile(r"(?: \([^()]{1,60}\))?,? (?:or|and/or) (?:within |at least )?")
_OR_FOR_OTHERS = re.compile(
    r" \((?:for|if(?! known| applicable)|part) [^()]{1,60}\),? or (?:within )?"
)  # "2 weeks (for some) or 4 weeks (for others)"


def find_windows(lower: str, words: frozenset[str]) -> list[FoundWindow]:
    """All windows in order; ``words`` are those of the text."""
    return _with_alternatives(lower, list(find_spans(lower, words)))


def _with_alternatives(lower: str, spans: Sequence[Span]) -> list[FoundWindow]:
    """``28 days or 5 half-lives before X``: two windows that share what is said before and behind them."""
    found: list[FoundWindow] = []
    previous: Span | None = None
    for span in spans:
        window = _window(lower, span)
        if previous and found and _OR_FOR_OTHERS.fullmatch(lower, previous.end, span.start):
            continue
        if previous and _OR.fullmatch(lower, previous.end, span.start):
            window = _shared(lower, found, previous, span, window)
        elif window is None and found and _OR_LIVES.fullmatch(lower, found[-1].end, span.start):
            window = _also(found[-1], span)
        elif window is None:
            window = _for_some(lower, found, span)
        elif previous and (least := _least(lower, previous, window)):
            found.append(least)
            window = replace(window, start=previous.end)
        elif end := end_of_aside(lower, window.start, window.end):
            window = replace(window, is_aside=True, end=end)
        if window:
            found.append(window)
        previous = span
    return found


def _least(lower: str, previous: Span, window: FoundWindow) -> FoundWindow | None:
    """``at least 4 weeks but no more than 10 weeks before X``: the first of two times that share what is behind."""
    if window.window.relation != "within" or not _BUT.fullmatch(lower, previous.end, window.start):
        return None
    head = _head_before(lower, previous.start)
    if head is None or not head["longer"]:
        return None
    return replace(window, start=head.start(), window=_record(previous, "min_gap", window.window.anchor))


def _shared(
    lower: str, found: list[FoundWindow], previous: Span, span: Span, window: FoundWindow | None
) -> FoundWindow | None:
    """The second of two alternatives, once each has what only the other states."""
    first = found[-1] if found and found[-1].end >= previous.end else None
    if first and window is None:
        tail = _TAIL.match(lower, span.end)
        end, anchor = _anchor(lower, tail, first.window.relation) if tail else (span.end, None)
        anchor = anchor or first.window.anchor
        found[-1] = replace(first, window=_record(previous, first.window.relation, anchor))
        return FoundWindow(previous.end, end, _record(span, first.window.relation, anchor), first.is_loose)
    if first and window and first.window.relation == "within" and span.unit == "{half-lives}":
        window = replace(window, window=_record(span, "within", window.window.anchor))  # "or at least 5 half-lives"
    if first and window and first.window.anchor is None:
        record = _record(previous, first.window.relation, window.window.anchor)
        found[-1] = replace(first, window=record, is_loose=window.is_loose)
        window = replace(window, start=previous.end)
    elif first is None:
        if not _head_before(lower, span.start):
            window = _window(lower, replace(span, start=previous.start)) or window  # "at least 28 days or 5 half-lives"
        if window:
            record = _record(previous, window.window.relation, window.window.anchor)
            found.append(FoundWindow(min(window.start, previous.start), window.end, record, window.is_loose))
            window = replace(window, start=previous.end, window=_record(span, record.relation, record.anchor))
    return window


def _also(first: FoundWindow, span: Span) -> FoundWindow | None:
    """``or 5 half-lives`` behind "within 4 weeks of screening": of the same anchor."""
    also = _record(span, first.window.relation, first.window.anchor)
    return replace(first, start=first.end, end=span.end, window=also) if span.unit == "{half-lives}" else None


def _for_some(lower: str, found: Sequence[FoundWindow], span: Span) -> FoundWindow | None:
    """``(6 weeks for mitomycin)`` behind "within 4 weeks": the same window for some treatments, of another length."""
    if (
        not found
        or not _FOR_SOME.match(lower, span.end)
        or not _OPENED.search(lower, max(0, span.start - 20), span.start)
    ):
        return None
    first = found[-1].window
    return FoundWindow(span.start, span.end, _record(span, first.relation, first.anchor), is_loose=False, is_aside=True)


def _head_before(lower: str, at: int) -> re.Match[str] | None:
    """The words that lead to an amount of time at ``at``; of these "within" is the most frequent."""
    if lower.endswith(_WITHIN, 0, at) and not lower.endswith(f"{_WITHIN}{_WITHIN}", 0, at):
        return _HEAD.match(lower, at - len(_WITHIN), at)
    return _HEAD.search(lower, max(0, at - 45), at)


def _window(lower: str, span: Span) -> FoundWindow | None:
    if ("surviv" in lower or "expectancy" in lower) and _SURVIVAL.search(lower, max(0, span.start - 60), span.start):
        return None
    head = _head_before(lower, span.start)
    tail = _TAIL.match(lower, span.end)
    relation = tail["relation"] if tail else None
    if tail and relation in ("of", "in") and is_length(lower, span.end, tail.end()):
        return None
    without = lasts_without(lower, head.start() if head else span.start)
    if head is None and not without and _FOR.search(lower, max(0, span.start - 20), span.start):
        return None
    if span.unit == "a" and head and _AGED.search(lower, max(0, head.start() - 12), head.start()):
        return None
    is_without = head is None or (without == "min_gap" and head["longer"])
    kind = without if without and is_without else _relation(head, tail, relation)
    if kind is None and head and head["shorter"] and (recent := how_recent(lower, head.start(), span.end)):
        return FoundWindow(head.start(), recent.end, _record(span, "within", None), False, recent.is_aside)
    if kind is None and head and head["shorter"] and tells_when_stopped(lower, head.start()):
        kind = "within"
    if kind is None and head is None and tail and relation in _ELAPSED and _OPENS.fullmatch(lower, 0, span.start):
        kind = ("within" if tail["shorter"] else "min_gap") if _LAST_USE.match(lower, tail.end()) else None
    is_alone = False
    if head and tail and relation in _FORWARD and (head["shorter"] or head["within"] == "within"):
        is_alone = is_all_that_is_said(lower, head.start(), tail.end())
        kind = "within" if is_alone else kind
    if kind is None and (head or relation != "prior"):
        return None
    end, anchor = _anchor(lower, tail, kind or "within") if tail else (span.end, None)
    if kind is None and anchor is None:
        return None
    if kind == "min_gap" and relation in ("since", "from", "post") and anchor in _HAPPENED:
        anchor = None  # "at least 3 weeks since surgery" is about the surgery
    if kind == "min_gap" and relation in _ELAPSED and lower.startswith(" with ", end):
        end, anchor = (tail.end() if tail else end), None  # "post any treatment with an antibody"
    kind = kind or "within"  # "1 month prior enrollment"
    of_drug = span.unit == "{half-lives}" and relation == "of"  # the drug's, not before what follows
    is_past = head is not None and bool((head["past"] or "").strip())
    is_whole = is_past and tail is not None and _WHOLE.match(lower, tail.start("relation")) is not None
    is_known = is_alone or is_whole or (tail is not None and counts_from_known(lower, relation, tail.end()))
    is_loose = span.is_range or (
        not (of_drug or is_known) and kind != "min_gap" and anchor is None and relation in _LOOSE
    )
    return FoundWindow(head.start() if head else span.start, end, _record(span, kind, anchor), is_loose)


def _anchor(lower: str, tail: re.Match[str], relation: str) -> tuple[int, str | None]:
    """The event behind a relation, and where the words that name it end."""
    if tail["relation"] in _AGO:
        return tail.end(), None
    later = _LATER.match(lower, tail.end()) if relation == "within" and tail["relation"] in ("of", "from") else None
    anchored = (_ANCHOR.match(lower, later.end()) if later else None) or _ANCHOR.match(lower, tail.end())
    if anchored is None or "visit -" in anchored["anchor"]:  # which comes before visit 1
        return tail.end(), None
    of_study = _OF_STUDY.match(lower, anchored.end())
    return (of_study or anchored).end(), _ANCHOR_FORMS["".join(anchored["anchor"].replace("-", "").split())]


def _relation(head: re.Match[str] | None, tail: re.Match[str] | None, relation: str | None) -> str | None:
    """``within``, ``within_after``, ``min_gap``, or None where the words state a mere duration."""
    if (head and head["longer"]) or (tail and tail["longer"]):
        return "min_gap" if relation in _GAP_RELATIONS else None
    if head is None:
        return "within" if relation in ("prior to", "before", "preceding") else None
    if head["shorter"]:
        return "within" if relation in _BACKWARD or relation in ("since", "from", "of", *_AGO) else None
    if relation in _FORWARD:
        return "within_after"
    if head["within"] and _LASTING.match(head["within"]) and _LEAST.search(head[0]):
        return None  # "during at least 1 year before"
    is_past = bool((head["past"] or "").strip() or head["lone_past"])
    return "within" if is_past or head["within"].startswith("w") or relation in _BACKWARD else None


def _record(span: Span, relation: str, anchor: str | None) -> Window:
    return Window(relation=relation, value=span.value, unit=span.unit, anchor=anchor)
