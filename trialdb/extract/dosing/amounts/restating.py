"""The same dose said again: in brackets, by the tablet, as a share of the day."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.facts import HANDED_OUT, Amount, Fact, Screened, before
from trialdb.extract.dosing.names.lexicon import is_agent_word

SUM_AFTER = re.compile(r"\s(?:total|cumulative)(?:\sdose)?\s?[);,]")  # 2 mg/kg a day (for 14 days; 28 mg/kg total dose)
TOTAL_AFTER = re.compile(r"\s(?:\(\s?total\s?\)|in\stotal\b)")
IN_ALL = re.compile(r"\((?:for\s|in\s)?(?:a\s)?total\W{1,3}(?:(?:daily|dose|of|weekly)\W{1,3}){0,3}$")
# what stands between a dose and brackets that say it again: no word, or how it is given
_SAYS_MORE = re.compile(
    r"\b(?!(?:of|dose|doses|total|daily|body|weight|day|per|oral|orally|iv|tablets?|capsules?|in|once|twice|bid|qd|a|"
    r"kg)\b)[a-z]{2,}"
)

_FORM_AFTER = re.compile(
    r"[\s-]{1,2}(?:\w+\s(?:\([a-z.]{2,6}\)\s)?)?(?:\w+ed\s|acid\s)?(?:tablets?|capsules?|tabs?|caps|pills?|vials?|patch(?:es)?|packets?|softgels?|cartridges?|injections?|sachets?|"
    r"ampoules?|sprays?|puffs?)\b"
)
# 500 mg x 2 tablets
_FORMS_BEHIND = re.compile(
    r"(?:\s?x\s?|\s(?=[2-9]\s?\w+s\b))(?P<n>[1-9]|1\d)\s?(?:tablets?|capsules?|tabs?|caps|pills?|vials?|patches|sachets?)\b"
)
# 200 mcg, two puffs
_SEVERAL_BEHIND = re.compile(
    r"(?:\s(?:oral\s)?tablets?)?,\s(?P<n>two|three|four|[2-9])\s(?:puffs|inhalations|sprays|actuations|tablets)\b"
    r"(?!\s?[(,]\s?(?:each|\d[\d.]*\s?m?c?g\s(?:each|per)\b))"
)
# two puffs of 100 mcg · two capsules of drug X 40 mg; not what is handed out: 4 tablets of drug X 100 mg
_FORMS_AHEAD = re.compile(
    r"\b(?P<n>(?P<few>[23]|two|three)|[4-9]|1\d|four|five|six|eight|ten)\s"
    r"(?:puffs|inhalations|sprays|tablets|capsules|pills)\sof\s(?(few)(?:[a-z][a-z-]{4,}\s)?)$"
)
_EACH = re.compile(
    r"\b(?:[2-9]|two|three|four|five|six)\s(?:tablets|capsules|pills|vials)\s(?:of\s)?$"
)  # 2 pills 300 mg each
_COUNT = re.compile(r"\b(?P<n>one|two|three|four|five|six|eight|ten|\d{1,2})\s(?:x\s?)?$")

# four drug X 5 mg tablets
_COUNT_AND_NAME = re.compile(
    r"(?<!group\s)(?<!cycle\s)(?<!day\s)(?<!arm\s)(?<!part\s)(?<!week\s)(?<!phase\s)(?<!cohort\s)(?<!period\s)(?<![\w.,/+-])"
    r"(?P<n>[2-9]|two|three|four|five|six)\s(?P<name>[a-z][\w-]{3,})\s$"
)
_FORM_RIGHT_AFTER = re.compile(r"\s(?:tablets?|capsules?)\b")
_FROM = re.compile(r"\b(?P<n>one|two|three|four|five|six|\d{1,2})\s?(?:to|or|-)\s?$")  # one to four 5 mg tablets
_COUNT_OF = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_WORD = re.compile(r"[a-z]{5,}")


def restates(low: str, previous: Screened, fact: Fact, amount: Amount) -> bool:
    """``4 mg (two 2 mg tablets)``, ``40 mg (1 mL)``: the same dose said again in brackets."""
    gap = low[previous.fact.end : fact.start]
    opening = gap.rfind("(")
    if opening < 0 or ")" in gap[opening:] or len(gap) > 60 or gap.startswith("(with ", opening):
        return False
    said = low[max(0, previous.fact.start - 60) : previous.fact.end]
    if _is_of_other(said, gap[opening:], previous.amount, amount) or _names_other(said, gap[:opening]):
        return False
    is_counted = before(_COUNT, low, fact.start - len(gap), fact.start) or not _SAYS_MORE.search(gap[:opening])
    if (is_counted and _FORM_AFTER.match(low, fact.end)) or _FORMS_BEHIND.match(low, fact.end):
        return True
    if before(_EACH, low, fact.start - len(gap), fact.start):
        return True  # (four 500 mg capsules), (1 - 5 mg and 2 - 20 mg capsules)
    if is_same_mass(previous.amount, amount) or (
        amount.unit == previous.amount.unit and (before(IN_ALL, low, 0, fact.start) or TOTAL_AFTER.match(low, fact.end))
    ):
        return True  # two 50 mg tablets (100 mg in total)
    if _SAYS_MORE.search(gap[:opening]):
        return False
    is_alone = re.match(r"\s?\)", low[fact.end : fact.end + 2]) is not None
    return is_alone or amount.unit != previous.amount.unit


def _names_other(before: str, gap: str) -> bool:
    """``A (500 mg), B (500 mg)``: another drug stands between the two."""
    return ")" in gap and any(is_agent_word(word) and word not in before for word in _WORD.findall(gap))


def _is_of_other(before: str, gap: str, one: Amount, other: Amount) -> bool:
    """``A 100 mg (B 40 mg)``: brackets that name another drug; not ``(equivalent to B 40 mg)``."""
    named = [word for word in _WORD.findall(gap) if is_agent_word(word)]
    is_other = bool(named) and not any(word in before for word in named)
    return is_other and "equivalent" not in gap and not is_same_mass(one, other)


def multiplied(low: str, start: int, end: int, fact: Fact, amount: Amount) -> Amount:
    """``two 500 mg tablets`` is a dose of 1000 mg."""
    if amount.kind not in ("mass", "activity") or amount.low is None or amount.high is None:
        return amount
    count = _FORMS_BEHIND.match(low, fact.end, end) or _SEVERAL_BEHIND.match(low, fact.end, end)
    count = count or (before(_COUNT, low, start, fact.start) if _FORM_AFTER.match(low, fact.end, end) else None)
    if not count:
        count = before(_FORMS_AHEAD, low, start, fact.start, 48, word="s of ")
    if count is None and _FORM_RIGHT_AFTER.match(low, fact.end, end):
        count = before(_COUNT_AND_NAME, low, start, fact.start, 40)
        count = count if count and (is_agent_word(count["name"]) or count["name"][-1].isdigit()) else None
    if not count:
        return amount
    most = _COUNT_OF.get(count["n"]) or int(count["n"])
    fewest = before(_FROM, low, start, count.start(), 12) or count
    least = _COUNT_OF.get(fewest["n"]) or int(fewest["n"])
    return replace(amount, low=amount.low * min(least, most), high=amount.high * most)


_GRAMS = {"g": 1e6, "mg": 1e3, "ug": 1.0}


def is_same_mass(one: Amount, other: Amount) -> bool:
    """``10 mg as two 5 mg tablets``, ``2 g (four 500 mg capsules)``."""
    if one.unit not in _GRAMS or other.unit not in _GRAMS or one.high is None or other.high is None:
        return False
    return abs(one.high * _GRAMS[one.unit] - other.high * _GRAMS[other.unit]) < 1e-6 * one.high * _GRAMS[one.unit]


_LISTED = re.compile(r"\s?(?:,\s?(?:and\s|or\s)?|and\s|or\s|to\s)")


def of_a_day(low: str, kept: list[Screened]) -> list[Screened]:
    """``2.5 mg, 7.5 mg or 22.5 mg per day``: what the last of a list covers, all do."""
    for index in range(len(kept) - 1, 0, -1):
        one, other = kept[index - 1], kept[index]
        is_listed = one.amount.unit == other.amount.unit and _LISTED.fullmatch(low, one.fact.end, other.fact.start)
        if is_listed and other.amount.per in ("day", "week") and one.amount.per is None and one.use == other.use:
            kept[index - 1] = replace(one, amount=replace(one.amount, per=other.amount.per))
    return kept


def without_weaker(low: str, kept: list[Screened]) -> list[Screened]:
    """A volume or a number of tablets beside the amount itself is how it is handed out."""
    result: list[Screened] = []
    for index, one in enumerate(kept):
        if one.use == "dose" and one.amount.kind in HANDED_OUT:
            near = [
                other
                for other in kept[max(0, index - 1) : index + 2]
                if other is not one
                and other.use == "dose"
                and other.amount.kind not in HANDED_OUT
                and not re.search(
                    r"[;.]|\band\b(?!\s(?:day|d\d|\d+\b))|\bthen\b|\bplus\b",
                    low[min(one.fact.end, other.fact.end) : max(one.fact.start, other.fact.start)],
                )
            ]
            if near:
                continue
        result.append(one)
    return result


_TIMES_A_DAY = re.compile(
    r"\s(?:(?P<two>bid|b\.i\.d|twice)|(?P<three>tid|t\.i\.d|three\stimes)|(?P<four>qid|q\.i\.d|four\stimes))"
)


_IN_A_DAY = re.compile(
    r"\b(?:(?P<two>bid|twice|(?:two|2)\stimes)|(?P<three>tid|thrice|(?:three|3)\stimes)|(?P<four>qid|(?:four|4)\stimes))\b[^().;]*\($"
)


def is_sum_of_day(low: str, one: Screened, fact: Fact, amount: Amount) -> bool:
    """``1300 mg three times daily (3900 mg/day)``: what the doses of a day add up to."""
    if (
        amount.per != "day"
        or one.amount.per
        or one.amount.unit != amount.unit
        or not one.amount.high
        or not amount.high
    ):
        return False
    times = _IN_A_DAY.search(low, one.fact.end, fact.start)
    count = 0 if times is None else 2 if times["two"] else 3 if times["three"] else 4
    return abs(one.amount.high * count - amount.high) < 1e-6 * amount.high


def is_share_of_day(low: str, end: int, day: Amount, fact: Fact, amount: Amount) -> bool:
    """Whether an amount in brackets is one of the doses that a day's amount is made of."""
    times = _TIMES_A_DAY.match(low, fact.end, end)
    if not times or day.per != "day" or day.unit != amount.unit or day.high is None or amount.high is None:
        return False
    count = 2 if times["two"] else 3 if times["three"] else 4
    return abs(amount.high * count - day.high) < 1e-6 * day.high
