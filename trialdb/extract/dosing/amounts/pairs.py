"""Fixed combinations: ``A/B 100/25 mg`` is 100 mg of the one drug and 25 mg of the other, given together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import pairwise

from msgspec.structs import replace

from trialdb.extract.dosing.amounts.numerals import DIGITS, number, tidy
from trialdb.extract.dosing.drafts import Draft
from trialdb.extract.dosing.facts import Amount, Fact, Screened, before
from trialdb.extract.dosing.names.lexicon import PLAIN, SALT, is_agent_word
from trialdb.extract.dosing.names.names import Name
from trialdb.extract.dosing.tables import unit_of

_MASS = r"mg|mcg|µg|g|iu"
# 100/25 mg · 12.5/50/200 mg · 400 mg/100 mg; not 200 mg/5 mL, nor 5 mg/kg
_PAIR = re.compile(rf"{DIGITS}\s?(?:{_MASS})?(?:\s?/\s?{DIGITS}\s?(?:{_MASS})?){{0,2}}\s?/\s?{DIGITS}\s?(?:{_MASS})")
_EACH = re.compile(rf"(?P<value>{DIGITS})\s?(?P<unit>{_MASS})?")
_SALT = "|".join(sorted(SALT, key=len, reverse=True))
_PART = rf"[a-z][\w®™-]+(?:\s(?:{_SALT}))*"
_SLASHED = rf"{_PART}(?:\s?/\s?{_PART}){{1,3}}"
_FILLER = (
    r"(?:(?:fixed[\s-]dose|fixed|single[\s-]pill|combination|combo|product|fdc|spc|tablets?|capsules?|pills?|film-coated|oral|"
    r"at|the|an?|doses?|of|in|to|diskus|inhaler|hfa|mdi|was|is|were|given|administered|will|be)\b[\s,:(®™]{0,3}){0,6}"
)
_NAMES_AHEAD = re.compile(
    rf"(?<![\w/+-])(?P<names>{_SLASHED}|{_PART}\s(?:\+|&|and|plus)\s{_PART})[)®™\s,:;([-]{{1,3}}{_FILLER}$"
)
_NAMES_BEHIND = re.compile(rf"\)?\s(?:of\s)?\(?(?P<names>{_SLASHED})(?![\w/])")
# A/B 100/25 mg for 1 week, then 200/25 mg
_AGAIN = re.compile(
    r"(?:[^.;/]{0,60}\b(?:then|followed\sby|(?:increased|titrated|raised|changed)\s(?:up\s)?to)|\s?(?:tablets?|capsules?)?(?:,|,?\s(?:or|and)))\s"
)
_UP_TO = re.compile(r"\s?(?:-|~|(?:up\s)?to)\s?\d")  # A/B 4/1 mg to 24/6 mg
_PER_FORM = re.compile(r"\s?(?:/|per)\s?(?:inhalation|actuation|puff|tablet|capsule|dose|vial|ml)\b")
_IMITATED = re.compile(r"placebos?\b[^.;,+]{0,30}$")
_PLACEBO_BEHIND = re.compile(r"\s(?:match\w+\s)?placebos?\b")
# 2 tablets of A/B 200/50 mg: what each tablet holds
_COUNTED_AHEAD = re.compile(
    r"\b(?:[2-9]|two|three|four|1\s?x|2\s?x|(?<!one\s)(?:tablets|capsules|pills|puffs|inhalations|actuations)(?:\s\w+)?\sof)\s$"
)
_COUNTED_BEHIND = re.compile(
    r"[\s,;:()x-]{1,3}(?:(?:up\sto\s|take\s)?(?:[2-9]|two|three|four|six)(?:\s\(\d\))?\s|\d\s?-\s?\d\s)(?:puffs|inhalations|actuations|tablets|capsules|pills)\b"
)
_NO_DOSE_BEHIND = (_PLACEBO_BEHIND, _COUNTED_BEHIND, _UP_TO, _PER_FORM)
_REACH = 140


def with_pairs(low: str, start: int, end: int, facts: list[Fact]) -> list[Fact]:
    """The facts, an amount of several parts an amount of the drugs named beside it, else of no use."""
    found: list[Fact] = []
    last: Fact | None = None
    for fact in facts:
        if fact.kind == "pair":
            again = last and _AGAIN.fullmatch(low, last.end, fact.start)
            fact = _read(low, start, end, fact, last.value.parts if last and again else ())
            last = fact if fact.kind == "amount" else None
        found.append(fact)
    return found


def _read(low: str, start: int, end: int, fact: Fact, known: Sequence[tuple[int, int, float]]) -> Fact:
    pair = _PAIR.fullmatch(low, fact.start, fact.end)
    values = _values(pair[0]) if pair else None
    unusable = replace(fact, kind="swallowed", value=None)
    if values is None or any(other.match(low, fact.end, end) for other in _NO_DOSE_BEHIND):
        return unusable
    named = before(_NAMES_AHEAD, low, start, fact.start, _REACH) or _NAMES_BEHIND.match(low, fact.end, end)
    spans = list(_spans(named)) if named else [(at, stop) for at, stop, _ in known]
    if len(spans) != len(values[0]) or not _are_drugs(low, spans):
        return unusable
    at = min(spans[0][0], fact.start)
    if before(_IMITATED, low, start, at) or before(_COUNTED_AHEAD, low, start, at, 30):
        return unusable
    amounts, unit = values
    parts = tuple((*span, value) for span, value in zip(spans, amounts, strict=True))
    return replace(fact, kind="amount", value=Amount(amounts[0], amounts[0], unit, parts=parts))


def _values(text: str) -> tuple[list[float], str] | None:
    """``0.4/120 mg`` as its numbers in one unit."""
    found = list(_EACH.finditer(text))
    last = unit_of(found[-1]["unit"])
    units = [unit_of(one["unit"]) if one["unit"] else last for one in found]
    if any(unit != last for unit in units):
        return None
    return [tidy(number(one["value"]) * last.factor) for one in found], last.ucum


def _spans(named: re.Match[str]) -> Iterator[tuple[int, int]]:
    begin = named.start("names")
    for part in _SIDES.finditer(named["names"]):
        yield begin + part.start(), begin + part.end()


_SIDES = re.compile(rf"(?:(?<=[+&/]\s)|(?<=/)|(?<=and\s)|(?<=plus\s)|^){_PART}")


def _are_drugs(low: str, spans: list[tuple[int, int]]) -> bool:
    """Whether one of the names is known for a drug's, and none is a plain word."""
    words = [low[at:stop].split()[0].strip("®™") for at, stop in spans]
    return any(map(is_agent_word, words)) and PLAIN.isdisjoint(words)


_BRAND_OF = re.compile(r"[A-Z][\w®™-]{3,}(?:\s[A-Z][a-z]+)?\s\($")  # Symbicort (budesonide/formoterol)


def combined(text: str, one: Screened, last: Draft | None) -> Draft:
    """The dose of a fixed combination, by the name of all its drugs; a step of the one before goes on with its name."""
    start, end = one.amount.parts[0][0], one.amount.parts[-1][1]
    ahead = last.amount.parts if last and last.amount else ()
    is_step = bool(ahead) and ahead[0][:2] == one.amount.parts[0][:2]
    brand = _BRAND_OF.search(text, max(0, start - 40), start)
    start = brand.start() if brand else start
    draft = Draft(
        one.amount,
        None if is_step else Name(text[start:end], start, end, 2),
        one.fact.start,
        one.fact.end,
        "agent_amount",
    )
    if one.role:
        draft.facts["role"].append(one.role)
    return draft


def each_part(text: str, dose: Draft) -> Iterator[Draft]:
    """The dose of each drug of a fixed combination; any other dose as it is."""
    if dose.amount is None or not dose.amount.parts:
        yield dose
        return
    for at, stop, value in dose.amount.parts:
        part = copy(dose)
        part.facts = copy(dose.facts)
        part.name = Name(text[at:stop], at, stop, 2)
        part.amount = Amount(value, value, dose.amount.unit, dose.amount.per)
        yield part


_PLUS_SIGN = re.compile(r"\s?\+\s?")


def parts_of_product(low: str, heads: list[Draft]) -> set[int]:
    """``Drug X tablets, 20 mg + 30 mg``: where the amounts of what one product holds begin; of which is not said."""
    return {
        at
        for left, right in pairwise(heads)
        if heads[0].name and right.name is None and left.amount and right.amount
        and right.amount.kind == left.amount.kind == "mass" and _PLUS_SIGN.fullmatch(low, left.end, right.at)
        and not left.trailing and not left.facts.get("role")
        for at in (left.at, right.at)
    }  # fmt: skip
