"""The rules, by the word they begin with; those of numbers also by what a sentence must say for them to hold."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache, partial

from trialdb.extract.dosing.amounts import amounts, divided, exposure
from trialdb.extract.dosing.facts import Fact, Rule, before, stems
from trialdb.extract.dosing.passages.phrases import FREQUENCY_RULES, ROLE_RULES, ROUTE_RULES, read_or_until, read_until
from trialdb.extract.dosing.schedules import counts, courses, cycles, infusions, repeats, rests

_CONTINUOUS = re.compile(
    r"continuous(?:ly)?(?=[\s-](?:\d+[\s-]hours?[\s-])?"
    r"(?:(?:iv|i\.v\.|intravenous(?:ly)?|central|venous|subcutaneous)[\s-]){0,3}(?:infus|drip)|\s(?:iv|over))|"
    r"(?:civi?|ivci)(?![a-z])"
)
_CONTINUOUS_AFTER = re.compile(r"(?:infus\w*|intravenously|iv)\W+(?:\w+\W+){0,2}$")
_THEN = re.compile(r"then(?![a-z])|followed(?=\sby|[^.;]{1,45}\bby\s(?:\d|an?\s))|thereafter|subsequently")


def _continuous(low: str, at: int, end: int) -> Fact | tuple[Fact, ...] | None:
    if match := _CONTINUOUS.match(low, at, end):
        fact = Fact("continuous", at, match.end(), True)
        return (fact, Fact("route", at, match.end(), "IV")) if match[0].startswith(("civ", "ivci")) else fact
    if low.startswith("continuously", at) and _CONTINUOUS_AFTER.search(low, max(0, at - 40), at):
        return Fact("continuous", at, at + 12, True)
    return None


def _ambiguous(word: str, _low: str, at: int, _end: int) -> Fact:
    """``biweekly`` is twice a week or every two weeks."""
    return Fact("ambiguous", at, at + len(word), word)


def _then(low: str, at: int, end: int) -> Fact | None:
    match = _THEN.match(low, at, end)
    return Fact("then", at, match.end()) if match else None


# days 0, 14 and 28, and every 28 days thereafter
_AND_THEREAFTER = re.compile(
    r"and\s(?=(?:then\s)?(?:every|q\s?\d|once|weekly|monthly)\b[^.;,]{0,30}\s(?:thereafter|after\sthat|afterwards?)\b)"
)
# three times a day on days 1-5 and twice a day on days 6-10
_AND_ON_DAYS = re.compile(
    r"and\s(?=(?:[bt]id|q[di]d?|once|twice|three\stimes|daily|every)\b[^.;,\d]{0,20}\s(?:on\s)?days?\s\d)"
)
_AND_AS_NEEDED = re.compile(r"and\s(?=(?:then\s)?(?:as\sneeded|on[\s-]demand|prn)\b[^.;,\d]{0,15}\bfor\s)")
_DAYS_BEFORE = re.compile(r"\bdays?\s\d[\d\s,-]*$")


def _and_thereafter(low: str, at: int, end: int) -> Fact | None:
    is_next = _AND_THEREAFTER.match(low, at, end) or _AND_AS_NEEDED.match(low, at, end)
    if is_next is None and before(_DAYS_BEFORE, low, 0, at, word="day"):
        is_next = _AND_ON_DAYS.match(low, at, end)
    return Fact("then", at, at + 3) if is_next else None


# ; or one dose in the evening of day 1, then …: another way to split the same days
_OR_OTHERWISE = re.compile(r"or\s(?:1|one)\sdose\s(?:in|on)\sthe\s(?:morning|afternoon|evening)(?![a-z])")


def _or_otherwise(low: str, at: int, end: int) -> Fact | None:
    match = _OR_OTHERWISE.match(low, at, end) if low.endswith("; ", 0, at) else None
    return Fact("block", at, match.end()) if match else None


# The rules that begin with a number, in their order, and the words of which a sentence must have one that begins alike:
# four letters of each count.
_NUMERIC: tuple[tuple[Rule, str], ...] = (
    (FREQUENCY_RULES["#"], "day week"),
    (cycles.read_signed_days, "day days"),
    (amounts.read_amount, ""),
    (repeats.read_interval, "interval apart"),
    (rests.read_on_off, "off rest"),
    (rests.read_out_of, "every each out"),
    (divided.read_divided, "doses injections administrations"),
    (rests.read_rest, "off rest break free holiday pause no without"),
    (cycles.read_cycle_led, "cycle course"),
    (repeats.read_times, "d day days daily week wk month year xd xday xdaily xweek xwk"),
    (repeats.read_n_ly, "hourly weekly monthly"),
    (infusions.read_infusion_led, "infusion drip ci civ civi"),
    (infusions.read_infusion_of, "infusion"),
    (infusions.read_beside_iv, "iv intravenous"),
    (courses.read_cycles, "cycle course"),
    (
        counts.read_counted,
        "doses fraction fx fr injection infusion vaccination administration instillation application",
    ),
    (counts.read_sessions, "gy"),
    (courses.read_treatment_of, "treatment dosing therapy course maintenance"),
    (courses.read_bare_duration, "day days week month year"),
    (courses.read_weeks_of, "day days week month year"),
    (cycles.read_ordinal_days, "day"),
)
_SIGNS = frozenset(sign[:4] for _, signs in _NUMERIC for sign in signs.split())


def numeric_rules(low: str, start: int, end: int) -> tuple[Rule, ...]:
    """The rules that may begin with a number of the sentence."""
    return _rules_of(_SIGNS.intersection(stems(low, start, end)))


@lru_cache(maxsize=1 << 12)
def _rules_of(signs: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule, words in _NUMERIC if not words or not signs.isdisjoint(w[:4] for w in words.split()))


def _triggers() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = defaultdict(list)

    def add(keys: str, *rules: Rule) -> None:
        for key in keys.split():
            table[key] += rules

    add("every each once one per", repeats.read_every)
    add("once twice thrice", repeats.read_times)
    add("once", repeats.read_once)
    add("q quaque", repeats.read_q)
    add("interval intervals", repeats.read_intervals_of)
    add("day days d on", cycles.read_days)
    add("on", courses.read_on_consecutive, cycles.read_range_first)
    add("first second third fourth fifth", cycles.read_ordinal_days)
    add("single", repeats.read_single)
    add("cycle cycles course courses", cycles.read_cycle_is)
    add("repeat repeated repeats repeating", cycles.read_repeats)
    add("over infused infusion", infusions.read_infusion)
    add("week", rests.read_week_of_rest)
    add("in as into", divided.read_shared_out)
    add("in", courses.read_in_weeks, courses.read_duration)
    add("x", courses.read_times_gray)
    add("for x times during lasting over throughout duration period phase up course total", courses.read_duration)
    add("until till absence unless", read_until)
    add("auc area", exposure.read_auc)
    add("or", read_or_until, _or_otherwise)
    add("continuous continuously civ civi ivci", _continuous)
    add("then followed thereafter subsequently", _then)
    add("and", _and_thereafter)
    for phrases in (FREQUENCY_RULES, ROUTE_RULES, ROLE_RULES):
        for first, rule in phrases.items():
            table[first].append(rule)
    for code in ("biweekly", "bimonthly", "triweekly"):
        add(code, partial(_ambiguous, code))
    return {key: tuple(rules) for key, rules in table.items()}


TRIGGERS = _triggers()
"""The rules that may begin with a word. A number in words begins those of numbers before them."""
