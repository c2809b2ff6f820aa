"""Whom a pregnancy test is asked of: ``women of childbearing potential``, ``girls who could become pregnant``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

CHILDBEARING_CUES = frozenset(
    [
        *("childbearing", "bearing", "bear", "fertile", "reproductive", "become", "becoming"),
        *("wocbp", "wocbps", "focbp", "wocp", "wcbp"),
    ]
)
_FEMALES = rf"(?:(?:females?|wom[ae]n|girls?)(?: {phrases('people')})?|{phrases('people')})"
_FERTILE = r"(?:child[ -]?bearing|reproductive|fertile)(?:[ -](?:potential|aged?|capacity|capability|ability|years))?"
_THOSE = re.compile(
    rf"(?<![a-z-])(?<!non-)(?<!not )(?:{_FEMALES} (?:who (?:are|is) |that are )?(?:of|with|in|at|having) (?:the |a )?"
    rf"{_FERTILE}|{_FERTILE} (?:females?|wom[ae]n|girls?)(?: {phrases('people')})?|"
    rf"{_FEMALES} (?:(?:who|that) )?(?:are |is )?(?:physiologically )?"
    r"(?:(?:able to|can|could) (?:bear children|become pregnant)|capable of (?:bearing children|becoming pregnant))|"
    r"(?:wocbp|focbp|wocp|wcbp)s?)(?![a-z])"
)
_OF_MEN = re.compile(r"(?<![a-z])partners?(?: [a-z]+){0,3} $")


def ask_of_fertile(clauses: Clauses, test: Draft) -> None:
    """Makes those who can bear children, where the sentence or one before tells of them, the condition of a test."""
    lower = clauses.lower
    begin, end = clauses.sentence_span(test.start)
    those = [
        one
        for one in _THOSE.finditer(lower, 0, end)
        if not _OF_MEN.search(lower, max(0, one.start() - 40), one.start())
    ]
    before = [one for one in those if one.end() <= test.start]
    beside = [one for one in before if one.start() >= begin][-1:] or [one for one in those if one.start() >= test.end]
    for nearest in beside[:1] or before[-1:]:
        test.condition, test.sex = test.condition or nearest[0], "female"
