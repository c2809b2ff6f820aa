"""Fixed phrases of the tables: routes, frequencies, roles, reasons to stop; looked up by their first word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from trialdb.extract.dosing.facts import Fact, Rule, before
from trialdb.extract.dosing.names.lexicon import is_agent_word
from trialdb.extract.dosing.schedules.repeats import read_named
from trialdb.extract.dosing.tables import alternation, rows

_FIRST_WORD = re.compile(r"[a-zµ]+|\d")


class Phrases:
    """All spellings of one table that begin with the same word, as one pattern."""

    def __init__(self, table: str, key: str) -> None:
        self.code_of: dict[str, str] = {}
        by_first: dict[str, list[str]] = defaultdict(list)
        for row in rows(table):
            for surface in filter(None, row["surface_forms"].split("|")):
                self.code_of[surface.replace("-", " ")] = row[key]
                if first := _FIRST_WORD.match(surface):
                    by_first["#" if first[0].isdigit() else first[0]].append(surface)
        self.patterns = {first: re.compile(rf"(?:{alternation(s)})(?![a-z0-9]|-\d)") for first, s in by_first.items()}

    def code(self, surface: str) -> str:
        """What a spelling means."""
        return self.code_of[" ".join(surface.replace("-", " ").split())]

    def rules(self, fact_of: Callable[[str, str, int, int], Fact | None]) -> dict[str, Rule]:
        """For each first word the rule that makes a fact of the longest spelling's code and place."""
        return {first: self._rule(pattern.match, fact_of) for first, pattern in self.patterns.items()}

    def _rule(
        self,
        match: Callable[[str, int, int], re.Match[str] | None],
        fact_of: Callable[[str, str, int, int], Fact | None],
    ) -> Rule:
        def read(low: str, at: int, end: int) -> Fact | None:
            found = match(low, at, end)
            return fact_of(self.code(found[0]), low, at, found.end()) if found else None

        return read


FREQUENCY_WORDS = Phrases("frequencies", "code")
ROUTE_WORDS = Phrases("routes", "code")
ROLE_WORDS = Phrases("roles", "role")

_UNTIL = re.compile("|".join(f"(?P<{row['code']}>{row['pattern']})" for row in rows("until")))
_REACH = 260
_UNTIL_DAY = re.compile(r"(?:until|till)\s(?:the\s)?(?:day|week|month|visit|cycle)\s?\+?\d")  # until day 80


def read_until(low: str, at: int, end: int) -> Fact | None:
    """``until disease progression, unacceptable toxicity or death`` as the set of reasons to stop."""
    if low.startswith("absence", at) and low.endswith("presence or ", 0, at):
        return None
    if _UNTIL_DAY.match(low, at, end):
        return Fact("swallowed", at, at + 5)
    reach = min(end, at + _REACH)
    if (either := low.find("with or without", at, reach)) >= 0:
        reach = either  # until it is stopped, with or without progression
    reasons = list(_UNTIL.finditer(low, at, reach))
    found = tuple(sorted({match.lastgroup for match in reasons if match.lastgroup}))
    return Fact("until", at, reasons[-1].end(), found) if found else Fact("swallowed", at, at + 5)


# for 8 cycles or disease progression
_OR_UNTIL = re.compile(
    r"or\s(?:until\s|upon\s|till\s)?(?:disease|tumou?r|unacceptable|intolerable)\s(?:progress|toxic)"
)
_COUNTED = re.compile(r"\b(?:cycles?|courses?|weeks|months|years?|doses)\W{1,2}$")


def read_or_until(low: str, at: int, end: int) -> Fact | None:
    if not _OR_UNTIL.match(low, at, end) or not before(_COUNTED, low, 0, at, 12):
        return None
    return read_until(low, at, end)


# every 2 weeks following a loading dose: another's role; not following lymphodepletion with drug X
_COMES_AFTER = re.compile(r"\b(?:following|preceded\sby)\W(?:(?:an?|the|non|initial)\W){0,2}$")
_OF_ANOTHER = re.compile(
    r"(?:\s(?:dose|chemotherapy|regimen|lymphodepletion|conditioning|pre-?treatment)){0,3}\s?(?:[.;,]|$)"
)


def read_role(code: str, low: str, at: int, stop: int) -> Fact:
    """What a dose is for, unless the words tell of a dose before it."""
    is_of_another = before(_COMES_AFTER, low, 0, at, 30) and _OF_ANOTHER.match(low, stop)
    return Fact("swallowed" if is_of_another else "role", at, stop, code)


# rectal cancer, nasal polyps: where, and no way to give
_OF_BODY = re.compile(
    r"[\s-](?:tumou?r|cancer|carcinoma|polyp|congest|cavit|mucos|symptom|obstruct|swab|hygiene|sex|bleed|dryness|"
    r"passage|sinus|septum|airflow|biops|exam|ulcer|spacer|toxicit|candid|health|microb|resection|surg|discharge|itch|epithel|secret|lubric|moistur|atroph|infect|deliver(?:y|ies)\b)"
)
_SWITCHED = re.compile(r",?\s(?:and\s)?then\s(?:\w+\s)?switch")  # given sublingually, then switched to …
_OF_A_CLASS = re.compile(r"\santi(?:psychotic|diabetic|hypertensive|depressant)\s(?:agents?|drugs?|medications?)\b")
# into skin, subcutaneous or nodal tumours
_OF_BODY_TOO = re.compile(
    r"(?:,\s(?:(?:and|or)\s)?|\s(?:and|or)\s)\w+\s(?:tumou?rs?|lesions?|metastas\w+|tissues?|nodules?|symptoms?|allerg(?:y|ies))\b"
)
# A nasal spray or B 5 mg: A's way
_OF_ONE_BEFORE = re.compile(r"\s(?:sprays?|drops?)\s(?:and|or)\s(?:an?\s|oral\s)?(?P<next>[a-z]{4,})\s\d")
# orally, subcutaneously or intramuscularly
_LISTED = re.compile(r",\s(?P<next>[a-z]+)\s?(?:,\s?(?:or\s)?|or\s)(?P<last>[a-z]+)")
# subcutaneously or intravenously: either way
_OR_ROUTE = re.compile(r"(?:\s?\(\w{2,3}\))?(?:\s?,?\s?(?:and/)?or\s(?:by\s|via\s|an?\s)?|\s?/\s?)(?=[a-z])")
# intravenous and intracavernosal delivery of one amount: two ways, neither of which is the dose's
_AND_ROUTE = re.compile(
    r"(?:\s?\(\w{2,3}\))?\sand\s(?:by\s|via\s)?(?P<next>[a-z]+)(?:\sor\s[a-z]+)?\s(?:delivery|administration|routes?|dosing)\b"
)


_IS_UNIT = re.compile(r"®|-t\b|\s(?:contain|units?\b)")  # 1000 SQ contained in 0.1 mL, drug X SQ®
_A_NUMBER = re.compile(r"(?<![^\s(])[\d.,]+\s$")
_APPROVED = re.compile(r"\b(?:approved|licensed|labell?ed)\s(?:[\w-]+\s){0,7}$")  # what it is approved for


def read_route(code: str, low: str, at: int, stop: int) -> Fact:
    """How a dose is given; of two ways neither is said to be it."""
    if _OF_BODY.match(low, stop) or _OF_BODY_TOO.match(low, stop):
        return Fact("swallowed", at, stop)
    if (several := _LISTED.match(low, stop)) and several["next"] in ROUTE_WORDS.patterns:
        return Fact("swallowed", at, several.end() if several["last"] in ROUTE_WORDS.patterns else stop)
    if (
        _SWITCHED.match(low, stop)
        or before(_APPROVED, low, 0, at, 70, word="ed ")
        or (low.startswith("sq", at) and (before(_A_NUMBER, low, 0, at, 12) or _IS_UNIT.match(low, stop)))
        or low.endswith("formulation for ", 0, at)
        or (code == "PO" and _OF_A_CLASS.match(low, stop))
        or (low.endswith("from ", 0, at) and low.startswith(" cohort", stop))
    ):
        return Fact("swallowed", at, stop)
    if (one := _OF_ONE_BEFORE.match(low, stop)) and is_agent_word(one["next"]):
        return Fact("swallowed", at, stop)
    if (several := _AND_ROUTE.match(low, stop)) and (
        several["next"] in ROUTE_WORDS.patterns or several["next"].startswith("intra")
    ):
        return Fact("swallowed", at, several.end())
    if either := _OR_ROUTE.match(low, stop):
        first = _FIRST_WORD.match(low, either.end())
        if first and first[0].startswith("intra") and first[0] not in ROUTE_WORDS.patterns:
            return Fact("swallowed", at, first.end())
        other = ROUTE_WORDS.patterns.get(first[0]) if first else None
        if other and (way := other.match(low, either.end())) and ROUTE_WORDS.code(way[0]) != code:
            return Fact("swallowed", at, way.end())
    return Fact("route", at, stop, code)


FREQUENCY_RULES = FREQUENCY_WORDS.rules(read_named)
ROUTE_RULES = ROUTE_WORDS.rules(read_route)
ROLE_RULES = ROLE_WORDS.rules(read_role)
