"""One pass over a sentence: each word looks up the few rules that may begin there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import partial

from trialdb.extract.dosing import amounts, courses, cycles, repeats
from trialdb.extract.dosing.facts import Fact, Rule, before
from trialdb.extract.dosing.lexicon import PLAIN, is_agent_word
from trialdb.extract.dosing.numerals import WORDS
from trialdb.extract.dosing.phrases import (
    FREQUENCY_WORDS,
    ROLE_WORDS,
    ROUTE_WORDS,
    read_frequency,
    read_or_until,
    read_role,
    read_route,
    read_until,
)
from trialdb.extract.dosing.tables import FREQUENCIES, UNITS, words

_TOKEN = re.compile(r"[a-zµ]+(?:'s)?|\d+|\.\d")
# what may stand behind a number that a rule can read
_AFTER_NUMBER = re.compile(
    r"[\d.,]*(?:st|nd|rd|th)?(?:\s?\([^()]{1,24}\))?[\s-]{0,2}(?P<next>[a-zµ.]+|.)?(?:[\s-](?P<later>[a-z]+))?"
)
_BLOCK = words("block")

# counts of doses and fractions: (12 doses) · total 4 doses · in 10 fractions
_COUNTED = re.compile(
    r"(?P<n>\d{1,3}|[a-z]+)(?:\s?\((?:\d+|[a-z]+)\))?(?P<range>\s?(?:-|to)\s?\d+)?(?P<times>\s?x)?[\s-]"
    r"(?P<adjective>(?:(?:total|daily|once-daily|equal|weekly|consecutive|separate|divided|identical|monthly|repeated|"
    r"vaccine|intravenous|iv|sc|im|subcutaneous|intramuscular|booster|additional)[\s-]){0,3})"
    r"(?P<name>(?:[a-z][a-z0-9-]{1,20}\s){1,2}(?=vaccin|infus|inject))?"
    r"(?P<amount>\d[\d.]*\s?-?(?:ml|mg|mcg|µg)\s(?=inject|doses|infus))?"
    r"(?P<noun>doses|fractions?|fx|fr|injections|infusions|vaccinations|administrations|instillations|"
    r"applications)(?![a-z])"
)
_CONTINUOUS = re.compile(
    r"continuous(?:ly)?(?=[\s-](?:\d+[\s-]hours?[\s-])?"
    r"(?:(?:iv|i\.v\.|intravenous(?:ly)?|central|venous|subcutaneous)[\s-]){0,3}(?:infus|drip)|\s(?:iv|over))|"
    r"civi?(?![a-z])"
)
_CONTINUOUS_AFTER = re.compile(r"(?:infus\w*|intravenously|iv)\W+(?:\w+\W+){0,2}$")
_THEN = re.compile(r"then(?![a-z])|followed(?=\sby|[^.;]{1,45}\bby\s(?:\d|an?\s))|thereafter|subsequently")


# two doses (10 mg and 20 mg) are two sizes of one
_COMPARED = re.compile(r"\s\(\d+(?:\.\d+)?\s?(?:mg|mcg|µg|milli)")
_NO_COUNT = re.compile(r"\b(?:(?:divided|split)\s(?:up\s)?(?:in|into|as|over)|as|day|week|month)\s$")
_BETWEEN = re.compile(r"\bbetween\s\d+\sand\s$")


def _counted(low: str, at: int, end: int) -> Fact | None:
    match = _COUNTED.match(low, at, end)
    if not match:
        return None
    text = match["n"]
    count = int(text) if text.isdigit() else WORDS.get(text)
    if count is None or match["range"] or "divided" in match["adjective"] or int(count) != count or count == 0:
        return Fact("swallowed", at, match.end()) if count is not None else None
    if _COMPARED.match(low, match.end()) or before(_BETWEEN, low, 0, at) or before(_NO_COUNT, low, 0, at):
        return Fact("swallowed", at, match.end())
    if match["noun"][0] == "f" and count == 1:
        return Fact("swallowed", at, match.end())
    if match["noun"][0] == "f":
        return Fact("fractions", at, match.end(), int(count))
    return Fact("doses", at, match.end("n") if match["name"] or match["amount"] else match.end(), int(count))


def _continuous(low: str, at: int, end: int) -> Fact | tuple[Fact, ...] | None:
    if match := _CONTINUOUS.match(low, at, end):
        fact = Fact("continuous", at, match.end(), True)
        return (fact, Fact("route", at, match.end(), "IV")) if match[0].startswith("civ") else fact
    if low.startswith("continuously", at) and _CONTINUOUS_AFTER.search(low, max(0, at - 40), at):
        return Fact("continuous", at, at + 12, True)
    return None


def _ambiguous(word: str, _low: str, at: int, _end: int) -> Fact:
    """``biweekly`` is twice a week or every two weeks."""
    return Fact("ambiguous", at, at + len(word))


def _then(low: str, at: int, end: int) -> Fact | None:
    match = _THEN.match(low, at, end)
    return Fact("then", at, match.end()) if match else None


# days 0, 14 and 28, and every 28 days thereafter
_AND_THEREAFTER = re.compile(r"and\s(?=(?:then\s)?(?:every|q\s?\d|once|weekly|monthly)\b[^.;,]{0,30}\sthereafter\b)")


def _and_thereafter(low: str, at: int, end: int) -> Fact | None:
    return Fact("then", at, at + 3) if _AND_THEREAFTER.match(low, at, end) else None


def _triggers() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = defaultdict(list)

    def add(keys: str, *rules: Rule) -> None:
        for key in keys.split():
            table[key] += rules

    numeric: tuple[Rule, ...] = (
        cycles.read_signed_days, amounts.read_amount, repeats.read_interval, courses.read_on_off, courses.read_out_of,
        repeats.read_divided, courses.read_rest, cycles.read_cycle_led, repeats.read_times, repeats.read_n_ly,
        courses.read_infusion_led, courses.read_cycles, _counted, courses.read_treatment_of, courses.read_bare_duration,
        cycles.read_ordinal_days,
    )  # fmt: skip
    for first in FREQUENCY_WORDS.patterns:
        add(first, partial(read_frequency, first)) if first == "#" else None
    add("#", *numeric)
    for word in WORDS:
        add(word, *numeric)
    add("every each once one per", repeats.read_every)
    add("once twice thrice", repeats.read_times)
    add("once", repeats.read_once)
    add("q quaque", repeats.read_q)
    add("interval intervals", repeats.read_intervals_of)
    add("day days d on", cycles.read_days)
    add("on", courses.read_on_consecutive)
    add("first second third fourth fifth", cycles.read_ordinal_days)
    add("single", repeats.read_single)
    add("cycle cycles course courses", cycles.read_cycle_is)
    add("repeat repeated repeats repeating", cycles.read_repeats)
    add("over infused infusion", courses.read_infusion)
    add("week", courses.read_week_of_rest)
    add("in", courses.read_in_weeks, courses.read_duration)
    add("x", courses.read_times_gray)
    add("for x times during lasting over throughout duration period up course total", courses.read_duration)
    add("until till absence unless", read_until)
    add("auc area", amounts.read_auc)
    add("or", read_or_until)
    add("continuous continuously civ civi", _continuous)
    add("then followed thereafter subsequently", _then)
    add("and", _and_thereafter)
    readers: tuple[tuple[dict[str, re.Pattern[str]], Callable[..., Fact | None]], ...] = (
        (FREQUENCY_WORDS.patterns, read_frequency),
        (ROUTE_WORDS.patterns, read_route),
        (ROLE_WORDS.patterns, read_role),
    )
    for patterns, reader in readers:
        for first in patterns:
            if first != "#":
                add(first, partial(reader, first))
    for code in ("biweekly", "bimonthly", "triweekly"):
        add(code, partial(_ambiguous, code))
    return {key: tuple(rules) for key, rules in table.items()}


_TRIGGERS = _triggers()
# the words of every rule that begins with a number; a word of a cell's description ends in "cells" further on
_COUNTED_LATER = words("counted")
_COUNTABLE = frozenset(
    {word for surface in UNITS for word in re.findall(r"^[a-zµ.]+", surface)} | words("countable") | set(WORDS)
)
_DIGIT_RULES = _TRIGGERS["#"]


# sildenafil-matching placebo, platinum-resistant: not the drug itself
_COMPOUNDED = re.compile(
    r"-(?:match|plac|na[iï]v|resist|refract|based|induc|contain|free|treat|relat|sensit|like|control|eligib|specif|"
    r"depend|experienc|pretreat|expos|intoler|associat)"
)
# no more than twice a day · to be increased weekly
_NO_MORE_THAN = re.compile(
    r"\b(?:(?:more|less)\s(?:often\s|frequently\s)?than|(?:increas|escalat|titrat|uptitrat|adjust|reassess)(?:e[sd]?)?)\s$"
)
# words that no rule begins with and that are no drug: most of any text
_IDLE = PLAIN - frozenset(_TRIGGERS) - _BLOCK


def scan(low: str, start: int, end: int) -> list[Fact]:
    """The facts of ``low[start:end]`` in order, none overlapping another."""
    facts: list[Fact] = []
    done = start
    for token in _TOKEN.finditer(low, start, end):
        word = token[0]
        if word in _IDLE:
            continue
        at = token.start()
        if at < done:
            continue
        is_number = word[0] < "a"
        rules = _DIGIT_RULES if is_number else _TRIGGERS.get(word)
        if (is_number or word in WORDS) and _is_idle(low, at, token.end(), end):
            continue
        if rules and (at == start or not low[at - 1].isalnum()):
            for rule in rules:
                found = rule(low, at, end)
                if found:
                    if isinstance(found, Fact) and found.kind == "repeat" and before(_NO_MORE_THAN, low, start, at, 40):
                        found = found._replace(kind="ambiguous")
                    if isinstance(found, Fact):
                        facts.append(found)
                        done = found.end
                    else:
                        facts.extend(found)
                        done = found[-1].end
                    break
            if done > at:
                continue
        if word in _BLOCK:
            facts.append(Fact("block", at, token.end()))
        elif not is_number and is_agent_word(word) and not _COMPOUNDED.match(low, token.end()):
            facts.append(Fact("agent", at, token.end()))
    return facts


# 10 mg IT: as small letters these are other words
_CAPITAL_ROUTE = re.compile(r"(?:IT|IP|IA|ID|SL|PR|PV|IN|TD)\b")
_ROUTE_OF = {"IT": "IT", "IP": "IP", "IA": "IA", "ID": "ID", "SL": "SL", "PR": "PR", "PV": "PV", "IN": "IN", "TD": "TD"}
_CAPITAL_ROUTE_BEFORE = re.compile(r"\s(?P<code>IT|IP|IA|ID),?\s$")
_SERIES = re.compile(r"\b[A-Z]{2,4}[ -]$")
# AM 1500 mg; PM 2000 mg
_CAPITAL_HALF = re.compile(r"(?<![\d:.] )(?<![\d:.\w])(?:AM|PM)[\s:=-]{0,3}$")


def with_capitals(text: str, facts: list[Fact]) -> list[Fact]:
    """The facts, and those beside amounts that only capitals tell from other words."""
    found = list(facts)
    for fact in facts:
        if fact.kind != "amount":
            continue
        if text[fact.start : fact.end].isdigit() and _SERIES.search(text, max(0, fact.start - 6), fact.start):
            found.remove(fact)  # AB 154, 10 mg/kg
            continue
        if route := _CAPITAL_ROUTE.match(text, fact.end + 1):
            found.append(Fact("route", route.start(), route.end(), _ROUTE_OF[route[0]]))
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
    return following[0].isalpha() and following.rstrip(".") not in _COUNTABLE and match["later"] not in _COUNTED_LATER
