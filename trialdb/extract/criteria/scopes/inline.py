"""Labels inside an item: "Cohort A: two earlier lines", "ECOG 0-1 (Part 2 only)", "for the expansion cohorts"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from trialdb.extract.criteria.scopes.whom import NAMED_PART, PEOPLE, Whom, is_described, plain, whom

_PHASE = (
    r"(?i:(?:dose[ -]?)?(?:expansion|escalation|extension|run-in|de-?escalation)\s+"
    r"(?:cohorts?|parts?|phases?|arms?|groups?|stages?))"
)
_PART = rf"(?>{NAMED_PART}|{_PHASE})"
_OF_PART = r"(?:\s+(?i:only|subjects|patients|participants))*"
_SOME = f"(?i:{PEOPLE})"
_COLON = r"\s*(?:[:：](?!\d)|\s[-–]\s)"
# "Cohort A: …", "For Part 2, …", "Women: …", "For healthy volunteers: …"
_LABEL = re.compile(
    r"\s(?:(?<=\n)|(?<=[.;]\s)|(?=[-–•]\s?[A-Z]))"
    rf"\W{{0,20}}(?P<label>(?i:for\s+|in\s+)?(?i:the\s+)?{_PART}[^:：\n.;]{{0,60}}?{_COLON}"
    rf"|(?i:for|in)\s+(?i:the\s+)?{_PART}{_OF_PART},"
    rf"|(?:[^\s:：\n.;,()]++\s++){{0,5}}?{_SOME}(?![\w'’])[^:：\n.;]{{0,50}}?\s*[:：](?!\d)"
    rf"|(?i:(?:healthy\s+|normal\s+)?(?:controls|cases|donors|recipients|partners))(?=\s+(?i:will|must|should|are)\s))(?=\s*\S)"
)
_OPENING = re.compile(r"(?i)(?:for|in)\s+(?:the\s+)?")
# "(Part B only)", "[Cohort 2]"
_ASIDE = re.compile(rf"[(\[]\s*(?i:for\s+|in\s+|only\s+)*(?i:the\s+)?(?P<part>{_PART}){_OF_PART}\s*[)\]]")
# "for patients in Part B", "for the expansion cohorts"
_MENTION = re.compile(
    rf"(?i:\b(?:for|in|(?:patients?|subjects?|participants?)\s+from))\s+(?i:the\s+)?"
    r"(?i:(?:subjects|patients|participants|individuals)\s+(?:(?:enrolled|enrolling|treated)\s+)?(?:in|of)\s+)?"
    r"(?i:the\s+)?"
    rf"(?!(?i:stage|step|portion|study))(?P<part>{_PART})(?!\s+(?i:study|stud|trial|clinical))"
)
_EARLIER = re.compile(
    r"(?i)\b(?:particip|prior|previous|treated|dosed|receiv|complet|enroll?ed|randomi)\w*[^.;]{0,20}$"
)
_NOT = re.compile(r"(?i)\b(?:not\b|except\w*|unless|other than|excluding)[^.;()]{0,30}$")
_CLAUSE = re.compile(r"[.;]\s|\n")
_CUES = (":", "：", "controls", "cases", "donors", "recipients", "partners")
_PART_CUES = (
    *("cohort", "arm ", "arms ", "group ", "groups ", "part ", "parts ", "phase", "strat", "stage", "step"),
    *("module", "segment", "tier", "portion", "expansion", "escalation", "extension", "run-in"),
)
_STUDY = re.compile(r"[Ss](?i:tud(?:y|ies))[ -]?[#(]?(?:[\dA-Z]|(?i:one|two|three|four|five)\b)")  # no "study drug"
_DIGIT = re.compile(r"\d")
_MOST = 60  # labels in one item


class Span(msgspec.Struct, frozen=True, gc=False):
    """The limits that begin in ``text[start:end]`` are for ``whom``, or for all but them."""

    start: int
    end: int
    whom: Whom
    is_exception: bool = False


def labelled_spans(text: str, kind: str) -> list[Span]:
    """The stretches of an item that are for some only."""
    lower = text.lower()
    names_part = any(map(lower.__contains__, _PART_CUES)) or ("stud" in lower and _STUDY.search(text) is not None)
    if not names_part and not any(map(lower.__contains__, _CUES)):
        return []
    labelled = list(islice(_labelled(text, kind), _MOST))
    return labelled or (list(islice(_mentioned(text), _MOST)) if names_part else [])


def _labelled(text: str, kind: str) -> Iterator[Span]:
    """From each label to the next one."""
    text = f"\n{text}"  # so that what it begins with stands behind the end of a line too
    labels = list(_LABEL.finditer(text))
    for position, match in enumerate(labels):
        label = match["label"]
        opening = _OPENING.match(label)
        if label.count("(") != label.count(")"):
            continue
        said = plain(label[opening.end() :] if opening else label)
        found = whom(said, is_explicit=opening is not None)
        if found is None or (kind == "exclusion" and not opening and is_described(said)):
            continue
        is_part = re.match(_PART, said) is not None
        end = labels[position + 1].start("label") if position + 1 < len(labels) else len(text)
        yield Span((match.start("label") if is_part else match.end()) - 1, end - 1, found)


def _mentioned(text: str) -> Iterator[Span]:
    """What stands before a part in its clause, or behind one that begins it."""
    for pattern in (_ASIDE, _MENTION):
        reached = 0
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 60) : match.start()]
            if _EARLIER.search(before):
                continue
            cuts = [cut.end() for cut in _CLAUSE.finditer(text, reached, match.start())]
            begins = max(cuts[-1] if cuts else reached, _opened(text, reached, match.start()))
            after = _CLAUSE.search(text, match.end())
            opens = not re.search(r"\w", text[begins : match.start()])
            end = (after.end() if after else len(text)) if opens else match.start()
            yield Span(begins, end, Whom(plain(match["part"])), is_exception=_NOT.search(before) is not None)
            reached = match.end()


def _opened(text: str, start: int, end: int) -> int:
    """Where the parenthesis begins that is still open at ``end`` and holds a number of its own."""
    bracket = text.rfind("(", start, end)
    is_open = bracket > text.rfind(")", start, end) and _DIGIT.search(text, bracket, end)
    return bracket + 1 if is_open else start
