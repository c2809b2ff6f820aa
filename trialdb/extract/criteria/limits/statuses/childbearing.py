"""Whom a pregnancy test is asked of: ``women of childbearing potential``, ``girls who could become pregnant``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

CHILDBEARING_CUES = frozenset(
    [
        *("childbearing", "bearing", "bear", "fertile", "reproductive", "become", "becoming", "get", "getting"),
        *("wocbp", "wocbps", "focbp", "wocp", "wcbp"),
    ]
)
_FEMALES = rf"(?:(?:females?|wom[ae]n|girls?)(?: {phrases('people')})?|{phrases('people')})"
_FERTILE = r"(?:child[ -]?bearing|reproductive|fertile)(?:[ -](?:potential|aged?|capacity|capability|ability|years))?"
_THOSE = re.compile(
    rf"(?<![a-z-])(?<!non-)(?<!not )(?:{_FEMALES} (?:who (?:are|is) |that are )?(?:of|with|in|at|having) (?:the |a )?"
    rf"{_FERTILE}|{_FERTILE} (?:females?|wom[ae]n|girls?)(?: {phrases('people')})?|"
    rf"{_FEMALES} (?:(?:who|that) )?(?:are |is )?(?:physiologically )?"
    r"(?:(?:able to|can|could) (?:bear children|(?:become|get) pregnant)|"
    r"capable of (?:bearing children|(?:becoming|getting) pregnant))|"
    r"(?:wocbp|focbp|wocp|wcbp)s?)(?![a-z])"
)
_WOMEN = r"(?:females?|wom[ae]n|girls?)"
_OF_WOMEN = re.compile(  # "all women must have a negative test", "a negative test if female"
    rf"(?<![a-z-]){_WOMEN}(?! (?:sexual )?partner)(?![a-z])(?:(?!(?<![a-z])(?:m[ae]n|males?)(?![a-z]))[^.;])*$"
)
_BOTH = re.compile(r"(?<![a-z])(?:m[ae]n|males?)(?: (?:and|or|/))? *$|(?<![a-z])(?:m[ae]n|males?) ?(?:and|or|/) ?$")
_IF_WOMEN = re.compile(
    rf"[^.;]{{0,80}}(?<![a-z])(?:if|for|in) (?:an? |all |the )?(?:[a-z-]+ )?{_WOMEN}(?! (?:sexual )?partner)(?![a-z])"
)
_LACKS_NEGATIVE = re.compile(  # "those without a negative test" have none that shows them not to be pregnant
    r"(?<![a-z])(?:without|lack(?:s|ing)?|no|absence of|not ha(?:ve|ving))(?: an?| any| the| documented| confirmed)* "
    r"negative(?: [a-z-]+){0,3} $"
)
_OF_MEN = re.compile(r"(?<![a-z])partners?(?: [a-z]+){0,3} $")


def ask_of_fertile(clauses: Clauses, test: Draft) -> None:
    """Makes those who can bear children, where the sentence or one before tells of them, the condition of a test."""
    lower = clauses.lower
    test.negated = _LACKS_NEGATIVE.search(lower, max(0, test.start - 60), test.start) is not None
    begin, end = clauses.sentence_span(test.start)
    if clauses.words.isdisjoint(CHILDBEARING_CUES):
        _ask_of_women(lower, test, begin)
        return
    those = [
        one
        for one in _THOSE.finditer(lower, 0, end)
        if not _OF_MEN.search(lower, max(0, one.start() - 40), one.start())
    ]
    before = [one for one in those if one.end() <= test.start]
    beside = [one for one in before if one.start() >= begin][-1:] or [one for one in those if one.start() >= test.end]
    for nearest in beside[:1] or before[-1:]:
        test.condition, test.sex = test.condition or nearest[0], "female"
    if test.sex is None:
        _ask_of_women(lower, test, begin)


def _ask_of_women(lower: str, test: Draft, begin: int) -> None:
    """Gives a test the sex of those who are to have it, where they alone are named."""
    those = _OF_WOMEN.search(lower, begin, test.start)
    if (those and not _BOTH.search(lower, begin, those.start())) or _IF_WOMEN.match(lower, test.end):
        test.sex = "female"
