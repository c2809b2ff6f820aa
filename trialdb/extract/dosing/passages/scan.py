"""One pass over a sentence: each word looks up the few rules that may begin there."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.amounts.numerals import WORDS
from trialdb.extract.dosing.facts import Fact, Rule, before
from trialdb.extract.dosing.names.lexicon import PLAIN, is_agent_word
from trialdb.extract.dosing.passages.rules import TRIGGERS, numeric_rules
from trialdb.extract.dosing.tables import FREQUENCIES, UNITS, words

_TOKEN = re.compile(r"[a-zµ]++(?>(?:'s)?)|\d++|\.\d")
# what may stand behind a number that a rule can read
_AFTER_NUMBER = re.compile(
    r"[0-9.,]*(?:st|nd|rd|th|)(?:\s?\([^()]{1,24}\)|)[\s-]{0,2}(?:(?P<next>[a-zµ.]+|.)|)(?:[\s-](?P<later>[a-z]+)|)"
)
_BLOCK = words("block")

# the words of every rule that begins with a number; a word of a cell's description ends in "cells" further on
_COUNTED_LATER = words("counted")
_COUNTABLE = frozenset(
    {word for surface in UNITS for word in re.findall(r"^[a-zµ.]+", surface)} | words("countable") | set(WORDS)
)


# 20 mg with each meal, at the baseline visit: when a dose is taken; a test meal blocks
_MEALS = frozenset({"meal", "meals", "breakfast", "dinner", "lunch", "visit"})
_AT_MEALS = re.compile(
    r"\b(?:with|without|after|before|following|between|during|at|prior\sto)\s(?:(?!test|standard)[a-z]+\s){0,3}$"
)
_EACH_DAY = re.compile(r"\s(?:each|per|a|every)\sday\b")  # before 2 meals each day


def _is_when_taken(low: str, start: int, at: int, stop: int) -> bool:
    if low.startswith("visit", at):
        return low.endswith("baseline ", start, at)
    return before(_AT_MEALS, low, start, at, 30) is not None and not _EACH_DAY.match(low, stop)


# sildenafil-matching placebo, platinum-resistant: not the drug itself
_COMPOUNDED = re.compile(
    r"-(?:match|plac|na[iï]v|resist|refract|based|induc|contain|free|treat|relat|sensit|like|control|eligib|specif|"
    r"depend|experienc|pretreat|expos|intoler|associat)"
)
_IS_GIVEN = re.compile(r"(?:^|\b(?:by|or|receive[ds]?|then|with)\s|[;:]\s)$")  # followed by placebo-matching tablets
# interleukin-2
_NUMBERED = re.compile(r"-\d{1,2}[a-z]?(?![\w-]|\s?(?:m?c?g|µg|ml|m?iu|units?|days?|weeks?|hours?|%)(?![a-z]))")
# no more than twice a day · to be increased weekly · a session frequency 2/week
_NO_MORE_THAN = re.compile(
    r"\b(?:(?:more|less)\s(?:often\s|frequently\s)?than(?:\s(?:one|1|a|a\ssingle)\s(?:tablet|capsule|dose|pill))?|(?:increas|escalat|titrat|uptitrat|adjust|reassess)(?:e[sd]?)?|sessions?\sfrequency)\s$"
)
# once a week of low-intensity shock waves
_OF_ANOTHER = re.compile(
    r"\s(?:sessions?\s)?of\s(?:[\w-]+\s){0,4}?(?:shock\s?waves?|sessions?|training|exercises?|stimulation|massage)\b"
)
# words that no rule begins with and that are no drug: most of any text
_IDLE = PLAIN - TRIGGERS.keys() - WORDS.keys() - _BLOCK


def scan(low: str, start: int, end: int) -> list[Fact]:
    """The facts of ``low[start:end]`` in order, none overlapping another."""
    facts: list[Fact] = []
    done = start
    numeric: tuple[Rule, ...] | None = None
    for token in _TOKEN.finditer(low, start, end):
        word = token[0]
        if word in _IDLE:
            continue
        at = token.start()
        if at < done:
            continue
        is_number = word[0] < "a"
        rules = TRIGGERS.get(word, ())
        if is_number or word in WORDS:
            if _is_idle(low, at, token.end(), end):
                continue
            if numeric is None:
                numeric = numeric_rules(low, start, end)
            rules = numeric + rules
        if rules and (at in (start, done) or not low[at - 1].isalnum()):
            for rule in rules:
                if found := rule(low, at, end):
                    break
            else:
                found = None
            if isinstance(found, Fact):
                is_most = found.kind == "repeat" and (
                    before(_NO_MORE_THAN, low, start, at, 40) or _OF_ANOTHER.match(low, found.end, end)
                )
                is_again = facts and facts[-1].kind == "ambiguous" and low[facts[-1].end : at].strip() in ("(", "or")
                if is_most or (is_again and found.kind == "repeat"):
                    found = replace(found, kind="ambiguous")
                facts.append(found)
                done = found.end
            elif found:
                facts += found
                done = found[-1].end
            if done > at:
                continue
        if word in _BLOCK and not (word in _MEALS and _is_when_taken(low, start, at, token.end())):
            facts.append(Fact("block", at, token.end()))
        elif (
            not is_number
            and is_agent_word(word)
            and (
                not _COMPOUNDED.match(low, token.end())
                or (
                    word == "placebo"
                    and low.startswith("-match", token.end())
                    and before(_IS_GIVEN, low, start, at, 12)
                )
            )
        ):
            tail = _NUMBERED.match(low, token.end(), end)
            facts.append(Fact("agent", at, tail.end() if tail else token.end()))
    return facts


# 10 mg IT: as small letters these are other words
_CAPITAL_ROUTE = re.compile(r"(?:IT|IP|IA|ID|SL|PR|PV|IN|TD)\b")
_ROUTE_OF = {"IT": "IT", "IP": "IP", "IA": "IA", "ID": "ID", "SL": "SL", "PR": "PR", "PV": "PV", "IN": "IN", "TD": "TD"}
_CAPITAL_ROUTE_BEFORE = re.compile(r"\s(?P<code>IT|IP|IA|ID),?\s$")
_SERIES = re.compile(r"\b[A-Z]{2,4}[ -]$")
_OWN_AMOUNT = re.compile(r"\s?,\s?\d[\d.]*\s?[a-zA-Zµ]")
# AM 1500 mg; PM 2000 mg
_CAPITAL_HALF = re.compile(r"(?<![\d:.] )(?<![\d:.\w])(?:AM|PM)[\s:=-]{0,3}$")


def with_capitals(text: str, facts: list[Fact]) -> list[Fact]:
    """The facts, and those beside amounts that only capitals tell from other words."""
    found = list(facts)
    for fact in facts:
        if fact.kind != "amount":
            continue
        if (
            text[fact.start : fact.end].isdigit()
            and _SERIES.search(text, max(0, fact.start - 6), fact.start)
            and _OWN_AMOUNT.match(text, fact.end)
        ):
            found.remove(fact)  # AB 154, 10 mg/kg
            continue
        if route := _CAPITAL_ROUTE.match(text, fact.end + 1):
            found.append(Fact("route", route.start(), route.end(), _ROUTE_OF[route[0]]))
        if text[max(0, fact.start - 8) : fact.start].islower():
            continue
        if route := _CAPITAL_ROUTE_BEFORE.search(text, max(0, fact.start - 6), fact.start):
            found.append(Fact("route", route.start("code"), route.end("code"), _ROUTE_OF[route["code"]]))
        if half := _CAPITAL_HALF.search(text, max(0, fact.start - 8), fact.start):
            code = "QAM" if half[0].startswith("AM") else "QPM"
            found.append(Fact("repeat", half.start(), half.start() + 2, FREQUENCIES[code]))
    return sorted(found, key=lambda f: f.start) if len(found) != len(facts) else facts


def _is_idle(low: str, at: int, stop: int, end: int) -> bool:
    """Whether a number belongs to a name (``HS-20093``, ``IL-2``) or counts nothing that a rule reads."""
    if low[at - 1 : at] == "-" and at > 1 and low[at - 2].isalpha():
        return True
    match = _AFTER_NUMBER.match(low, stop, end)
    if match is None:
        return True
    following = match["next"]
    if following is None:
        return True
    is_counted = following.rstrip(".") in _COUNTABLE or following.split(".")[0] in _COUNTABLE  # 0.6 mg.kg-1
    return following[0].isalpha() and not is_counted and match["later"] not in _COUNTED_LATER
