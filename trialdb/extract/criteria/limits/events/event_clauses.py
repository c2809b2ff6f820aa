"""Where the words begin that a window of time is about, and where the first sentence of a text ends."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.events.clocks import is_off

ASIDE = re.compile(r"\([^()]{0,200}\)")
_SENTENCE = re.compile(r"(?<!etc)[;.] ")
_CLAUSE_START = re.compile(
    r"[;:•(.?°-](?:(?<![.°-])|(?<=[a-z0-9)]\.)(?<![ (.][a-z]\.)(?<!\bst\.) +(?=[a-z0-9])|"
    r"(?<= -) (?=patients? |participants? |subjects? )|(?<=°)(?=[a-z]{3}))"
)
_SAID_BEFORE = (
    re.compile(  # of the window before: "a year ago for asthma or > 1 visit", "(as judged), or", "the test or"
        r" for [a-z /-]{3,40}?,? (?:or|and) (?=[^a-z]|more|one|two|any|an? )| ?\([^()]{3,200}\),? (?:or|and) |"
        r" and (?:throughout|during|for)(?: [a-z-]+){1,6}? or (?=[a-z0-9-]+ [a-z])|"
        r"(?:(?<=before)|(?<=prior to)) (?:the |an? )?[a-z][a-z -]{2,40}?,? (?:or|and|and/or) (?=[a-z])"
    )
)
_NEXT = re.compile(r"\),? (?:or|and|and/or) [a-z]")
_OWN_TIME = re.compile(
    r"[≤<] ?\d{1,3} (?:days?|weeks?|months?),? (?:or|and) "
)  # the item before has a window of its own
_EARLIER_LIST = re.compile(  # "steroids during the 4 weeks, antihistamines during the week before"
    r"(?<![a-z])(?:within|during|in) (?:the )?(?:last |past |previous )?\d{1,3} (?:hours|days|weeks|months|years)"
    r"(?:, (?:and |or )?| and | or )(?=[a-z])"
)
_EXAMPLES = re.compile(
    r"\((?:including|such as|e\.g\.|i\.e\.|for example)[^()]*,(?: or| and| and/or)? (?P<last>[a-z][^(),]*)$"
)
_TIME = re.compile(r"\d (?:hours|days|weeks|months|years)")
_FARTHEST = 600  # characters in which the subject of a window is looked for


def _is_aside(lower: str, start: int, place: int, end: int) -> bool:
    """Whether ``place`` stands in brackets that are closed before ``end``: "(e.g. X, trade name: Y)"."""
    opened = lower.rfind("(", start, place)
    if opened < 0 or lower.find(")", opened, place) >= 0:
        return False
    closes = lower.find(")", place, end)
    return closes >= 0 and "(" not in lower[place:closes]


def clause_start(lower: str, at: int, previous: int) -> int:
    """Where the clause begins that the window at ``at`` is about; ``previous`` is where the one before ended."""
    start = max(previous, at - _FARTHEST)
    if previous and (said := _SAID_BEFORE.match(lower, previous, at)):
        start = said.end()
    closing = lower.rfind(")", start, at)
    for match in _CLAUSE_START.finditer(lower, start, at):
        own = match[0] == "(" and not lower[match.end() : at].strip()  # "(within the past year)"
        if own:
            start = max(start, lower.rfind(", ", start, match.start()) + 1)  # of a list, the item before
        elif closing < match.end() or (match[0] != "(" and not _is_aside(lower, start, match.start(), at)):
            start = match.end()
    if "≤" in lower or "<" in lower:
        for match in _OWN_TIME.finditer(lower, start, at):
            start = match.end()
    if _TIME.search(lower, start, at):
        for match in _EARLIER_LIST.finditer(lower, start, at):
            start = match.end()
    if "(" in lower and (aside := _EXAMPLES.search(lower, max(previous, at - _FARTHEST), at)):
        start = aside.start("last")  # "(such as angina at rest, or infarction within a month)"
    if (off := lower.rfind(" off ", start, at)) >= 0 and is_off(lower, at):
        start = lower.rfind(" ", start, off) + 1 if lower.endswith((" be", " been"), start, off) else off + 1
    closed = lower.find(")", start, at)
    if start == previous and closed >= 0 and "(" not in lower[start:closed] and _NEXT.match(lower, closed):
        return closed + 1  # the window before stood in a parenthesis that this one does not
    return start


def first_sentence(lower: str) -> str:
    """The first sentence of a text, without what stands in brackets."""
    return _SENTENCE.split(ASIDE.sub(" ", lower), maxsplit=1)[0]
