"""The dosing reader: a text in, every dose it states out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

import msgspec

from trialdb.extract.dosing.amounts.pairs import each_part
from trialdb.extract.dosing.build import build
from trialdb.extract.dosing.drafts import Draft
from trialdb.extract.dosing.facts import before
from trialdb.extract.dosing.merging.contradictions import once_a_cycle, shared_out
from trialdb.extract.dosing.merging.grouping import Place, Stated, merged
from trialdb.extract.dosing.names.lexicon import is_agent_word
from trialdb.extract.dosing.passages.cues import Cues
from trialdb.extract.dosing.passages.passage import Passage
from trialdb.extract.dosing.passages.sentences import sentences
from trialdb.extract.text import Normalized, normalize
from trialdb.records import Dosage

_ANY_VACCINE = "vaccine"
# darunavir-800mg once daily, drug X TAB.75mg: the sign between is no part of the name
_GLUED = re.compile(
    r"[-.](?=\d)(?:(?<=[a-z]{4}-|..\b(?:IV|PO)-)(?<!dose-)(?=(?:\d\d[\d.]*\s?|\d[\d.]*)(?:mg|mcg|µg|g)\b)"
    r"|(?<=\b(?i:tab)\.)(?=\d+\s?(?:mg|g)\b))"
)


_PARTED = re.compile(r"\s(?:&|\+|and|plus)\s")
_COMBINED = re.compile(
    r"^(?!.*(?i:placebo|interven|behav|exercis|educat|diet|care\b|therapy|training))[^+]*\w\S*\s\+\s\w"
)
_BESIDE = re.compile(r"[\s\\]*(?:&|\+|and|plus)\s*")


def _parts(state: Passage, title: str) -> dict[int, str]:
    """Where the amounts stand that go with the parts of a title: ``A & B: 50 mg & 10 mg``."""
    names = _PARTED.split(title)
    at = [draft for draft, _ in state.drafts if draft.name is None and draft.amount is not None]
    if not 1 < len(names) == len(at):
        return {}
    gaps = (state.low[one.end : other.at] for one, other in pairwise(at))
    return {one.at: name for one, name in zip(at, names, strict=True)} if all(map(_BESIDE.fullmatch, gaps)) else {}


_PAIR = re.compile(r"(?P<first>[\w-]+)\s?/\s?(?P<second>[\w-]+)")
_PLUS = re.compile(r"\d[^.;]{1,30}?\s(?:plus|and|with|\+)\s(?P<name>[\w-]+)\s\(?")


def _first_of_pair(low: str, one: Draft, other: Draft, name: str | None) -> str | None:
    """Whose the first amount is in ``A/B 1000 mg/m2 plus B 25 mg/m2``; what comes by the tablet may hold both."""
    pair = _PAIR.fullmatch(name) if name else None
    if not pair or not one.amount or not other.amount or one.amount.unit != other.amount.unit:
        return None
    plus = _PLUS.fullmatch(low, one.at, other.at) if "/" in one.amount.unit else None
    return pair["first"] if plus and plus["name"] == pair["second"].lower() else None


_WORDS = re.compile(r"[a-z-]{5,}")
_AND = re.compile(r"\s(?:and|plus|with|&)\s")
_BRACKETED = re.compile(r"\([^()]*\)|\bplacebo\b")


def _holds_several(title: str) -> bool:
    """Whether a title names two drugs side by side, so that an amount alone is of neither."""
    if _COMBINED.search(title):
        return True
    sides = [map(is_agent_word, _WORDS.findall(side)) for side in _AND.split(_BRACKETED.sub("", title.lower()))]
    return sum(map(any, sides)) > 1


def _resolved(state: Passage, title: str | None) -> list[tuple[Dosage, int]]:
    found: list[tuple[Dosage, int]] = []
    parts = _parts(state, title) if title and state.drafts else {}
    drafts = [(part, number) for draft, number in state.drafts for part in each_part(state.text, draft)]
    following = [draft for draft, _ in drafts[1:]]
    for (draft, number), other in zip_longest(drafts, following):
        if draft.at in parts:
            dosage = msgspec.structs.replace(build(draft), agent_text=parts[draft.at], rule="title")
        elif title and draft.name is None and draft.amount and draft.amount.kind == "mass" and _holds_several(title):
            dosage = build(draft)  # of which of the two is not said
        elif title and (draft.name is None or draft.name.text.lower() == _ANY_VACCINE):
            dosage = build(draft)
            rule = dosage.rule if draft.amount is None else "title"
            dosage = msgspec.structs.replace(dosage, agent_text=title, rule=rule)
        else:
            dosage = build(draft)
        if other and (first := _first_of_pair(state.low, draft, other, dosage.agent_text)):
            dosage = msgspec.structs.replace(dosage, agent_text=first)
        if _is_dose(state.low, draft, dosage):
            found.append((dosage, number))
    return found


# 0.5 mL dose · dose: 2 mg
_CALLED_DOSE = re.compile(r"\bdos(?:e|es|age)\b")
_AT_TIME = re.compile(r"[\d.,]+\s?[a-zµ]{1,5}\s(?:at|on|in)\s(?:week|month|visit|baseline)\b")  # 80 mg at week 0
# the dose could be raised to 15 mg
_RAISED_TO = re.compile(
    r"\bdos(?:e|es|age)\b[^.;,\d]{1,40}\b(?:titrat|increas|escalat|rais|reduc|lower)\w+\s(?:up\s|down\s)?to\s$"
)
# a placebo in 4 cohorts (dose levels = 1, 3 and 10 mg/kg)
_ITS_GROUPS = re.compile(
    r"(?<!or\s)(?<!and\s)\bplacebo\s(?!or\b|and\b)[^.;()]*\(dose\s(?:groups?|levels?|cohorts?)\s?[=:]\s?[\d.,\s]*(?:and\s)?$"
)


# drug X 10 mg in 3 cohorts (dose groups of drug Y: 1, 3 and 6 mg/kg)
_GROUPS_OF = re.compile(
    r"\(dose\s(?:groups?|levels?|cohorts?)\s(?:of|for)\s[\w -]{1,30}?\s?[=:]\s?[\d.,\s]*(?:and\s)?$"
)


def _is_dose(low: str, draft: Draft, dosage: Dosage) -> bool:
    """An amount alone is none: it needs a drug, a schedule, a route, or a unit that only doses have."""
    amount = draft.amount
    if amount and before(_ITS_GROUPS, low, 0, draft.at, 160, word="placebo"):
        return False
    if amount and before(_GROUPS_OF, low, 0, draft.at, 90, word="dose"):
        return False
    if amount is None and draft.facts.get("days") and not dosage.cycle_days and not dosage.frequency:
        return False  # drug X for days 198-365
    if amount is None or dosage.agent_text or "/" in amount.unit or amount.per:
        return True
    return (
        amount.kind in ("radiation", "count", "exposure")
        or draft.has_schedule()
        or any(draft.facts.get(kind) for kind in ("route", "duration", "infusion", "doses"))
        or _CALLED_DOSE.search(low, max(0, draft.at - 25), draft.at + 20) is not None
        or _AT_TIME.match(low, draft.at) is not None
        or before(_RAISED_TO, low, 0, draft.at, 90, word="to") is not None
    )


# recently, drug X 1-2 mg/kg/day has proven effective: what others found
_IS_KNOWN = re.compile(
    r"\d\s?(?:mg|mcg|µg|g|ml|units|iu)\b[^.;]{1,200}(?<!which)(?<!that)\s(?:has|have)\s(?:proven|(?:been\s)?shown)\b"
)
# A and B on cycle 2 day 1 and thereafter every 21 days: of the first dose something else holds
_FROM_LATER = re.compile(
    r"[^.;]*\b(?:on|at|from|in|with)\scycle\s(?:[2-9]|two|three)\b[^.;]{0,80}?\b(?:thereafter|onwards?)\b"
)
_HAS_AMOUNT = re.compile(r"\d\s?(?:mg|mcg|µg|g|ml|units|iu|cells)\b|\bauc\b")


def _is_from_later(low: str, start: int, end: int) -> bool:
    """Whether a sentence without an amount says how doses go on after the first cycle."""
    return _FROM_LATER.match(low, start, end) is not None and not _HAS_AMOUNT.search(low, start, end)


def read_stated(
    text: str, *, agents: Sequence[str] = (), title: str | None = None, needs_amount: bool = False
) -> list[Stated]:
    """The same as :func:`read_dosing`, each dosage with all the places that state it.

    With ``needs_amount`` a text that has no amount at all is not read.
    """
    normal = normalize(text)
    plain = normal.text
    low = _lowered(plain)
    if _ASIDE.search(low):
        plain = _ASIDE.sub(_blank, plain)
        low = _lowered(plain)
    names = [agent.lower() for agent in agents]
    cues = Cues(low, names)
    if (needs_amount and not cues.has_amounts()) or (not cues and title is None):
        return []
    if cues.has_amounts() and _GLUED.search(plain):
        plain = _GLUED.sub(" ", plain)
        low = _lowered(plain)
        cues = Cues(low, names)
    tells_of_others = "proven" in low or "shown" in low
    is_of_cycles = "cycle 2" in low or "cycle two" in low
    state = Passage(plain, low, cues, agents, title is not None)
    for number, sentence in enumerate(sentences(plain)):
        if sentence.starts_block:
            state.open_block(sentence.start, sentence.end)
        if tells_of_others and _IS_KNOWN.search(low, sentence.start, sentence.end):
            continue
        if is_of_cycles and _is_from_later(low, sentence.start, sentence.end):
            continue
        if state.is_hot(sentence.start, sentence.end, number):
            state.read(sentence.start, sentence.end, number, sentence.starts_block)
    stated = merged(_resolved(state, title), state.stages)
    if len(stated) > 1:
        again = shared_out(once_a_cycle([one.dosage for one in stated]))
        stated = [one._replace(dosage=dosage) for one, dosage in zip(stated, again, strict=True)]
    return stated if normal.is_verbatim else [_quoted(one, normal) for one in stated]


# every 3 weeks (arm: A, B and C) · every 4 weeks (placebo in weeks 2 and 6 keeps the blind): no words of the dose
_ASIDE = re.compile(
    r"\((?:(?:arms?|groups?|cohorts?)\s?:|(?:match\w+\s)?placebo\b[^()]*\b(?:blind|mask))[^()]*\)", re.IGNORECASE
)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _lowered(text: str) -> str:
    """A text in small letters, each where it was."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _quoted(stated: Stated, normal: Normalized) -> Stated:
    """The same with the places in the text as written."""
    places = tuple(Place(*normal.original(place.start, place.end), place.rule) for place in stated.places)
    first = places[0]
    return Stated(msgspec.structs.replace(stated.dosage, char_start=first.start, char_end=first.end), places)


def read_dosing(text: str, *, agents: Sequence[str] = (), title: str | None = None) -> list[Dosage]:
    """Every dosage that ``text`` states, in its order, the same one only once.

    ``agents`` are drug names known from the trial; ``title`` is what a text without a drug's name speaks of.
    """
    return [stated.dosage for stated in read_stated(text, agents=agents, title=title)]
