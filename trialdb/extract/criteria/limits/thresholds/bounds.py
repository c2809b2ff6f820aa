"""Comparisons and ranges: ``≥ 1,500/mm3``, ``no more than two``, ``18 to 70 years``, ``65 or older``."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from trialdb.extract.criteria.limits.lexicon import SENTENCE, Beginnings, alternation, matches_at
from trialdb.extract.criteria.limits.tables import rows
from trialdb.extract.criteria.limits.thresholds.units import UNITS, find_unit
from trialdb.extract.criteria.limits.thresholds.values import NUMBER_WORDS, Value, find_multiple, find_value, is_history


class Bound(msgspec.Struct, frozen=True, gc=False):
    """What a text allows of a value, before it is known of which. ``is_bare`` is a number without any comparison."""

    start: int
    end: int
    low: float | None = None
    low_inclusive: bool | None = None
    high: float | None = None
    high_inclusive: bool | None = None
    unit: str | None = None
    reference: str | None = None
    is_bare: bool = False
    is_age: bool = False
    rule: str = "compared"  # "opening" and "enclosing" bounds wait for the other end of their range


class Comparison(msgspec.Struct, frozen=True, gc=False):
    """Its side (``low``, ``high``, ``both``, or ``better`` on whatever scale) and whether the bound itself counts."""

    side: str
    inclusive: bool
    is_age: bool
    end: int


_SPELLING = {**SENTENCE, "/": " ?/ ?", "≥": "≥", "≤": "≤", ">": ">", "<": "<"}
_COMPARATORS = list(rows("comparators"))


def _table(position: str) -> dict[str, dict[str, str]]:
    return {row["phrase"].replace(" ", ""): row for row in _COMPARATORS if row["position"] == position}


_BEFORE, _AFTER = _table("before"), _table("after")
_PHRASES = alternation(
    (row["phrase"] for row in _COMPARATORS if row["position"] == "before"), {" ": " {0,8}", "/": " ?/ ?"}
)
_NEGATOR = (
    r"(?:(?<![a-z])(?:not|no|never|nor|cannot|n't) (?:(?:be|been|have|has|had|to|received|undergone|any|a|go) ){0,3})"
)
_COMPARE = re.compile(
    rf"(?P<negator>{_NEGATOR})?(?P<phrase>{_PHRASES})(?:(?<![a-z])|(?![a-z]))"
    r"(?: ?\( ?(?P<symbol>[≥≤<>=£]) ?\)| ?(?P<doubled>[≥≤<>=£]))?"
    r"(?: {1,8}| ?: ?)?(?:(?:a|an|the|of|to|about|approximately|age|ages|score|total|than|or|equal|at|least|"
    r"is) ){0,3}(?:~ ?|\+(?=[1-4](?![\d.,/]))|(?<![a-z] )x ?(?=\d(?:\.\d)? ?(?:uln|upper|the upper)))?"  # "> x2 ULN"
)
_WORDS = alternation(
    (row["phrase"] for row in _COMPARATORS if row["position"] == "before" and row["phrase"][0].isalpha()),
    {" ": " {0,8}", "/": " ?/ ?"},
)
_SIGN = re.compile(r"[≥≤<>=£0-9][0-9.,]*")
_WORD = re.compile(
    rf"(?<![a-z])(?:(?:not|no|never|nor|cannot) {{1,3}}(?:(?:be|been|have|has|had|to|received|undergone|any|a|"
    rf"go) ){{0,3}}(?:[≥≤<>=£]|(?:{_WORDS})(?![a-z]))|(?:{_WORDS}|{'|'.join(NUMBER_WORDS)})(?![a-z]))"
)
_CUES = Beginnings(
    [row["phrase"] for row in _COMPARATORS if row["position"] == "before" and row["phrase"][0].isalpha()]
    + ["not", "no", "never", "nor", "cannot", *NUMBER_WORDS]
)
_WITHIN_A_WORD = re.compile(r"(?:(?<=visit) |[\d.^_]|(?<![a-z)]),|[a-z](?<!between)(?<!aged))$|[a-z]-$|\d[-.,]$")
_OLD = r"(?:of[ -]age|in age|years old|old|of age or older)\b"
_TO = re.compile(
    rf" ?(?:{_OLD})?,? ?(?:inclusive)? ?(?P<dash>-to-|-|to and including|up to and including|to|through|thru|until|~|"
    r"up to|till)(?![a-z]) ?(?:age |ages |a |an )?(?=[\d.o-tenf])"
)
_AND = re.compile(r"(?: old| of age)? ?(?:and|to|-|or|&) ?(?=[\d.])")
_BETWEEN = re.compile(
    r"(?:between|from|ranging|ranges?(?: of)?|within|ages of)(?:,? (?:the|a|an|ages?|aged|of|range|from|between|and|"
    r"including|inclusive),?){0,4} ?$|(?:karnofsky|kps|lansky)[^.;\d]{0,30}$"
)
_AGE_TAIL = re.compile(r"[ '-]{0,2}(?:of[ -]age|olds?\b|in age\b|age(?=\W*$))|(?<=\dyo)|(?<= yo)|(?<=y/o)|(?<=y\.o)")
_SUFFIX = re.compile(
    rf"(?: ?\(?(?:score|grade|points?|percent|years?|inclusive|{_OLD}),?){{0,2}} ?,? ?\(?(?P<phrase>"
    rf"{alternation((row['phrase'] for row in _COMPARATORS if row['position'] == 'after'), SENTENCE)})"
    r"(?![a-z]| ?\d| than )"
)
_FOLD = ("fold elevation ", "fold increase ", "fold rise ")  # "three-fold elevation above the upper limit" is no 1 x
_SHARE = re.compile(r"\d ?(?:%|percent) $")  # "20 % below the lower limit" is no 1 x
_GOES_ON = re.compile(r" ?(?:-|to) ?\d")
_LEAST_PRESSURE = 40
_EXCLUSIVE = re.compile(r",? \(?exclusive(?!ly)")  # 1 to 12 years exclusive
_INCLUSIVE = re.compile(r",? ?\(?inclusive")  # over 6 years inclusive
_ENCLOSES = re.compile(r" ?([<≤>≥]) ?(?=[a-z])")  # 18 ≤ age ≤ 75: the name stands between
_TIMES_OVER = re.compile(r"\d[\d.]{0,4} ?(?:x|times|-?fold) ?(?=[<≤>≥]|(?<= )(?:greater|higher|above)(?![a-z]))")
_OPEN_ENDED = re.compile(r" ?\+(?: ?(?P<years>years?|yrs?))?(?=[ ,;.)]|$)")
_AGE_WORD = re.compile(r"(?<![a-z])ages?(?![a-z])")
_AGE_SUFFIXES = ("older", "younger", "elder")


def find_bounds(lower: str, text: str, words: frozenset[str], taken: Sequence[tuple[int, int]] = ()) -> list[Bound]:
    """All bounds in order, except inside the spans ``taken`` (in order), which mean something else.

    ``words`` are those of the text: where none of them begins a comparison, only signs and digits are looked for.
    """
    starts = [match.start() for match in _SIGN.finditer(lower)]
    if cues := _CUES.within(words):
        starts = sorted({*starts, *[match.start() for match in matches_at(_WORD, lower, cues)]})
    found: list[Bound] = []
    blocked = iter([*taken, (len(lower) + 1, len(lower) + 1)])
    block = next(blocked)
    position = 0
    for start in starts:
        while block[1] <= start:
            block = next(blocked)
        if start < position or block[0] <= start or (lower[start] == "=" and lower[start - 1 : start].isdigit()):
            continue
        closes = bool(found) and found[-1].rule == "opening" and found[-1].end == start  # 4 months-4 years
        if not closes and lower[start].isdigit() and _WITHIN_A_WORD.search(lower, max(0, start - 2), start):
            continue
        bound = read_bound(lower, text, start)
        if bound is None:
            continue
        if found and found[-1].rule == "opening" and bound.is_bare:  # 18 months to 5 years
            bound = replace(bound, low=None, low_inclusive=None, is_bare=False, rule="closing")
        found.append(bound)
        position = bound.end
    return found


def read_bound(lower: str, text: str, start: int) -> Bound | None:
    """The bound that begins at ``start``."""
    comparison = None if lower[start].isdigit() else compare(lower, start)
    if comparison is None:
        value = find_value(lower, text, start)
        if value is None:
            return None
        return (
            _multiple(lower, start, value) or _range(lower, text, start, value) or _suffixed(lower, text, start, value)
        )
    value = find_value(lower, text, comparison.end)
    if value is None:
        value = find_multiple(lower, comparison.end)
        if value is None or lower.endswith(_FOLD, 0, start) or _SHARE.search(lower, max(0, start - 9), start):
            return None
    opened = _opened_range(lower, text, start, comparison, value)
    if opened is None and comparison.side == "high" and value.unit is None and _GOES_ON.match(lower, value.end):
        return _up_to_range(lower, text, start, comparison, value)
    return opened or _compared(lower, start, comparison, value)


def compare(lower: str, start: int) -> Comparison | None:
    """The comparison that begins at ``start``, up to its number."""
    match = _COMPARE.match(lower, start)
    if match is None:
        return None
    negator, phrase, symbol, doubled = match.group("negator", "phrase", "symbol", "doubled")
    row = _BEFORE[symbol or doubled or phrase.replace(" ", "")]
    side, inclusive = row["side"], row["inclusive"] == "yes"
    if negator and side != "both":
        side, inclusive = {"low": "high", "high": "low"}[side], not inclusive
    is_age = phrase.startswith(("older", "younger")) or ("age" in match[0] and _AGE_WORD.search(match[0]) is not None)
    return Comparison(side, inclusive, is_age, match.end())


def _opened_range(lower: str, text: str, start: int, comparison: Comparison, value: Value) -> Bound | None:
    """``at least 20 - 51 years of age``, ``> 7 % to 10 %``, ``= 21-35``: the comparison only begins a range."""
    closed = _range(lower, text, start, value) if comparison.side != "high" else None
    if closed is None or closed.high is None:
        return None
    is_like = value.unit == closed.unit and value.unit in UNITS
    if not (comparison.side == "both" or closed.is_age or closed.unit == "a" or is_like):
        return None
    return replace(closed, low_inclusive=comparison.inclusive)


def _up_to_range(lower: str, text: str, start: int, comparison: Comparison, value: Value) -> Bound:
    """``within the 18-34 kg/m2 range``, ``no more than 1-1.5 x ULN``: the range itself, or up to its end."""
    closed = _range(lower, text, start, value)
    is_within = lower.startswith("within", start)
    if closed is None or closed.high is None or not (is_within or closed.reference):
        return _compared(lower, start, comparison, value)
    if is_within:
        return closed
    return replace(closed, low=None, low_inclusive=None, high_inclusive=comparison.inclusive, rule="compared")


def _compared(lower: str, start: int, comparison: Comparison, value: Value) -> Bound:
    end, is_age = _age_tail(lower, value)
    if not comparison.inclusive and _INCLUSIVE.match(lower, end):
        comparison = replace(comparison, inclusive=True)
    low = high = None
    if comparison.side in ("low", "both"):
        low = value.number
    if comparison.side in ("high", "both"):
        high = value.number
    return Bound(
        start,
        end,
        low,
        comparison.inclusive if low is not None else None,
        high,
        comparison.inclusive if high is not None else None,
        value.unit,
        value.reference,
        is_age=is_age or comparison.is_age,
    )


def _range(lower: str, text: str, start: int, first: Value) -> Bound | None:
    joint = _TO.match(lower, first.end) or _AND.match(lower, first.end)
    if joint is None or (joint.re is _AND and not _BETWEEN.search(lower, max(0, start - 40), start)):
        return None
    second = find_value(lower, text, joint.end())
    if second is None:
        return None
    if second.number < first.number and first.unit in (None, second.unit):
        is_pressure = second.unit in (None, "mm[Hg]") and second.number >= _LEAST_PRESSURE and joint.re is _TO
        if not is_pressure or not _BETWEEN.search(lower, max(0, start - 40), start):
            return None
        first, second = replace(first, number=second.number), replace(second, number=first.number)  # "between 140 - 90"
    if first.unit and second.unit and first.unit != second.unit:
        return Bound(start, joint.end(), first.number, True, unit=first.unit, rule="opening")
    end, is_age = _age_tail(lower, second)
    counts = _EXCLUSIVE.match(lower, end) is None
    return Bound(
        start,
        end,
        first.number,
        counts,
        second.number,
        counts,
        second.unit or first.unit,
        second.reference or first.reference,
        is_age=is_age or bool(_AGE_TAIL.match(lower, first.end)),
        rule="range",
    )


def compare_after(lower: str, start: int) -> Comparison | None:
    """The comparison that follows a number ending at ``start``: "or older"."""
    suffix = _SUFFIX.match(lower, start)
    if suffix is None:
        return None
    row = _AFTER[suffix["phrase"].replace(" ", "")]
    return Comparison(row["side"], True, suffix["phrase"].endswith(_AGE_SUFFIXES), suffix.end())


def _suffixed(lower: str, text: str, start: int, value: Value) -> Bound:
    """``value`` with a comparison behind it, or bare."""
    end, is_age = _age_tail(lower, value)
    smoked = Comparison("low", True, False, end) if is_history(lower, value) else None
    comparison = compare_after(lower, end) or smoked
    if comparison is None:
        if encloses := _ENCLOSES.match(lower, end):
            return _enclosing(start, encloses, value)
        if value.unit in (None, "a") and (plus := _OPEN_ENDED.match(lower, end)):
            unit = "a" if plus["years"] else value.unit
            return Bound(start, plus.end(), value.number, True, None, None, unit, is_age=is_age, rule="suffixed")
        return Bound(start, end, value.number, True, value.number, True, value.unit, value.reference, True, is_age)
    if value.unit is None and value.reference is None and not is_age:
        behind = find_unit(lower, text, comparison.end)  # 15 or more cigarettes a day
        if behind and behind[0] in UNITS and UNITS[behind[0]].dimension != "time":
            value, comparison = replace(value, unit=behind[0]), replace(comparison, end=behind[1])
    is_age = is_age or comparison.is_age
    rule = "better" if comparison.side == "better" else "suffixed"
    end, number = comparison.end, value.number
    if comparison.side == "low":
        return Bound(start, end, number, True, None, None, value.unit, value.reference, False, is_age, rule)
    return Bound(start, end, None, None, number, True, value.unit, value.reference, False, is_age, rule)


def _multiple(lower: str, start: int, value: Value) -> Bound | None:
    """``2.5 x > ULN``, ``3 times higher than ULN``: the comparison stands between the multiple and the reference."""
    times = _TIMES_OVER.match(lower, start)
    comparison = compare(lower, times.end()) if times else None
    reference = find_multiple(lower, comparison.end) if comparison else None
    if comparison is None or reference is None:
        return None
    return _compared(lower, start, comparison, Value(value.number, reference.end, None, reference.reference))


def _enclosing(start: int, sign: re.Match[str], value: Value) -> Bound:
    """``18 ≤`` in front of the name it limits."""
    bound = Bound(start, sign.end(), unit=value.unit, reference=value.reference, rule="enclosing")
    inclusive = sign[1] in "≤≥"
    if sign[1] in "<≤":
        return replace(bound, low=value.number, low_inclusive=inclusive)
    return replace(bound, high=value.number, high_inclusive=inclusive)


def _age_tail(lower: str, value: Value) -> tuple[int, bool]:
    tail = _AGE_TAIL.match(lower, value.end)
    return (tail.end(), True) if tail else (value.end, False)
