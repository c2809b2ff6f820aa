"""The doses of a text as its sentences are read in order, and what one sentence leaves to another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from trialdb.extract.dosing.amounts.caps import is_cap
from trialdb.extract.dosing.amounts.cells import product_before, products
from trialdb.extract.dosing.amounts.radiation import may_join, with_fractions
from trialdb.extract.dosing.drafts import SCHEDULE, Draft, is_same, may_inherit
from trialdb.extract.dosing.facts import Fact
from trialdb.extract.dosing.names.lexicon import CLASS, is_agent_word, known_places
from trialdb.extract.dosing.names.names import Name, codes
from trialdb.extract.dosing.names.naming import around, radiation_before
from trialdb.extract.dosing.passages.clauses import is_sum, read_clauses
from trialdb.extract.dosing.passages.continuing import DECLARES, is_given, route_of, say_on
from trialdb.extract.dosing.passages.cues import Cues
from trialdb.extract.dosing.passages.leading import period_of
from trialdb.extract.dosing.passages.stages import STAGE
from trialdb.extract.dosing.schedules.either import add_repeat, alternatives

_TITLE = re.compile(r"\W*(?:(?:on|study|treatment)\s)?")
_COLON = re.compile(r"(?:\s?\([^()]{1,30}\))?\s?:")
_HEADING = re.compile(r"[\W\d]*(?P<name>[a-z][a-z-]{4,})(?:\s(?:tablets?|capsules?))?(?:\s?\([^()]{1,30}\))?\s?:")
_WORDS = re.compile(r"[a-z][a-z-]{4,}")
_LOOK_BEHIND = 300
_HANDED_OUT = frozenset({"{tablet}", "{capsule}"})
_CLASSES = re.compile(rf"\b(?:{'|'.join(sorted(CLASS))})\b", re.IGNORECASE)  # a kind of drug, where none is named
_OR_PLACEBO = re.compile(r"(?:\b(?:and|or)\s|/)(?:matching\s)?placebo")
_EACH_CYCLE = re.compile(r"\b(?:of|in)\s(?:each|every|the)\s(?:\w+\s)?cycle")
_HOLDS = re.compile(
    r"\b(?:contain(?:s|ed|ing)?|composed|consist(?:s|ed|ing)?\sof|ingredients?)\b"
)  # what a titled drug is made of
# Week 2: 0.2 mL: a step of its own, which a schedule said ahead of all steps is not of
_DATED_STEP = re.compile(r"(?:\W*\d{1,2}[.)])?\W*(?:week|month|visit)\s\d{1,2}\s?:")
_NEAR = 4  # sentences


class Passage:
    """The drafts of a text as its sentences are read in order."""

    def __init__(self, text: str, low: str, cues: Cues, agents: Sequence[str], is_titled: bool) -> None:
        self.cues = cues
        self.is_titled = is_titled
        self.text, self.low = text, low
        self.known = known_places(low, agents)
        self.drafts: list[tuple[Draft, int]] = []
        self.agent: Name | None = None
        self.cycle: int | None = None
        self.day: tuple[int, ...] | None = None  # of the title that the current paragraph began with
        self.route: tuple[str, str] | None = None  # that a drug is said to be given by before its doses
        self.ahead: tuple[int, list[Fact]] | None = None  # said before any dose, and of which sentence
        self.lent: list[Draft] = []  # that took the length of a cycle from the words before
        self.block = 0  # index of the first draft of the current block
        self.lymph: tuple[int, str] | None = None
        self.stages: list[int] = []  # sentences that begin with an operation after which doses are given anew

    def is_hot(self, start: int, end: int, number: int) -> bool:
        """Whether a sentence can state a dose, or say more about one not far before it."""
        if self.cues.starts(start, end):
            return True
        if not self.drafts:
            return self.cues.goes_on(start, end) if self.is_titled else self.cues.leads(start, end)
        is_near = number - self.drafts[-1][1] <= _NEAR
        return self.cues.goes_on(start, end) if is_near else self.cues.declares(start, end)

    def open_block(self, start: int, end: int) -> None:
        """``Drug X: taken with water. …``: a paragraph that begins with a drug is of it."""
        self.block = len(self.drafts)
        heading = _HEADING.match(self.low, start, end) if self.agent else None
        if heading and is_agent_word(heading["name"]):
            begin, stop = heading.span("name")
            self.agent = Name(self.text[begin:stop], begin, stop, 2)

    def read(self, start: int, end: int, number: int, starts_block: bool) -> None:
        if self.drafts and STAGE.match(self.low, start, end):
            self.block = len(self.drafts)
            self.stages.append(number)
        heads, facts = read_clauses(self.text, self.low, start, end, self.known)
        if heads and _DATED_STEP.match(self.low, start, end):
            self.drafts = [(d, n) for d, n in self.drafts if d.amount is not None or d.name is not None]
            self.block = min(self.block, len(self.drafts))
        if self.drafts and all(is_sum(self.drafts[-1][0], head) and not head.has_schedule() for head in heads):
            heads = []
        self._read_title(facts, start, starts_block)
        roles = [f.value for f in facts if f.kind == "role" and f.value in ("lymphodepletion", "conditioning")]
        if roles:
            self.lymph = (number, roles[0])
        unnamed = next((head.start for head in reversed(heads) if head.name is None), None)
        kind = _CLASSES.search(self.text, start, unnamed) if unnamed else None
        for head in heads:
            is_bound = head.rule == "upper_bound"
            self._complete(head, kind)
            if is_bound and is_cap(self.drafts, head, number):
                continue
            if not self._repeats(head, number) and not self._is_fraction(head, number):
                self.drafts.append((head, number))
        if not heads:
            self._continue(facts, start, end, number, starts_block)
        else:
            if self.ahead and len(heads) == len(self.drafts):
                self._say_ahead(*self.ahead, heads, number)
            last = next((h.name for h in reversed(heads) if h.name), None)
            self._name_previous(heads[0], number)
            if not (self.is_titled and _HOLDS.search(self.low, start, end)):
                self.agent = None if _is_named_behind(heads, facts) else last or self.agent
            own = next((h.facts["cycle"][0] for h in reversed(heads) if h.facts.get("cycle")), None)
            if own is None and self.low.find("cycle", start, end) >= 0 and _EACH_CYCLE.search(self.low, start, end):
                own = next((period for h in reversed(heads) for period in period_of(h)), None)
            self.cycle = own or self.cycle

    def _repeats(self, head: Draft, number: int) -> bool:
        """Whether the sentence said just this before; after "followed by" it is said on purpose."""
        if head.link == "then" or head.name is None or not self.drafts or self.drafts[-1][1] != number:
            return False
        return any(
            place == number and d.amount == head.amount is not None and d.facts == head.facts
            and d.name is not None and d.name.text == head.name.text
            for d, place in self.drafts[-8:]
        )  # fmt: skip

    def _read_title(self, facts: list[Fact], start: int, starts_block: bool) -> None:
        """``Day 1: …``: the days that a sentence begins with hold for those after it, up to the next title."""
        title = next((f for f in facts if f.kind == "days"), None)
        if title and _TITLE.fullmatch(self.low, start, title.start) and _COLON.match(self.low, title.end):
            self.day = title.value
        elif starts_block or title:
            self.day = None

    def _is_fraction(self, head: Draft, number: int) -> bool:
        """``2 Gy per fraction. The total dose is 66 Gy``, the one or the other first: one dose of radiation."""
        last, place = self.drafts[-1] if self.drafts else (None, number)
        if last is None or not 0 < number - place <= 2 or not may_join(last, head):
            return False
        first, second = (last, head) if last.rule == "fraction_dose" else (head, last)
        joined = with_fractions([first, second])
        if len(joined) > 1:
            return False
        joined[0].take(first, SCHEDULE | {"fractions", "duration", "until"})
        self.drafts[-1] = joined[0], number
        return True

    def _name_previous(self, head: Draft, number: int) -> None:
        """``The starting dose is 100 mg. Drug X is taken daily.``"""
        if head.amount is not None or head.name is None:
            return
        for draft, place in self.drafts:
            if place == number - 1 and draft.name is None and draft.amount is not None and not draft.has_schedule():
                draft.name, draft.rule = head.name, "agent_behind"

    def _complete(self, head: Draft, kind: re.Match[str] | None) -> None:
        """What a sentence leaves to those before it: the drug, if it names none but a ``kind``; the cycle's length."""
        if kind and head.name is None and head.amount is not None and kind.end() <= head.start:
            head.name = Name(kind[0], *kind.span(), 1)
        if head.name is None and head.amount is not None and self.agent is None and not self.is_titled:
            self.agent = self._named_before(head.start)
        if head.name is None and head.amount is not None and self.agent is not None and may_inherit(head, self.agent):
            head.name, head.rule = self.agent, "agent_before"
            self._keep_route(head)
        elif self.route and head.name and head.amount and not any(is_same(d, head) for d, _ in self.drafts):
            self._take_way(head)
        if head.name is None and head.amount is not None:
            begin = max(0, head.start - 2 * _LOOK_BEHIND)
            if head.amount.kind == "radiation":
                head.name = radiation_before(self.text, begin, head.start)
            elif head.amount.unit.startswith("{cells}"):
                head.name = product_before(self.text, begin, head.start)
        if self.day and head.name and head.amount and not head.has_schedule():
            head.facts["days"] = [self.day]
        days = head.facts.get("days")
        is_once = head.facts.get("role") == ["loading"]
        if days and self.cycle and not is_once and not head.facts.get("cycle") and not head.facts.get("round"):
            longest = max(max(d) for d in days)
            is_after = _AFTER_DAY.search(self.low, head.start, head.end) is not None
            is_long = is_after or any(r.days and r.days > 7 for r in head.facts.get("repeat", ()))
            if min(min(d) for d in days) >= 0 and longest <= self.cycle and not is_long:
                head.facts["cycle"] = [self.cycle]
                self.lent.append(head)
        if days and self.lymph and not head.facts.get("role") and min(min(d) for d in days) < 0:
            head.facts["role"] = [self.lymph[1]]
        if self.lymph and head.facts.get("role") == [self.lymph[1]] and not days:
            head.facts["role"] = []

    def _keep_route(self, head: Draft) -> None:
        """An amount without a name goes on with a drug, and with the one way it was given before."""
        routes = {tuple(d.facts["route"]) for d, _ in self.drafts if d.facts.get("route") and is_same(d, head)}
        if len(routes) == 1 and not head.facts.get("route"):
            head.facts["route"] = list(routes.pop())
        elif not routes:
            self._take_way(head)

    def _take_way(self, head: Draft) -> None:
        """The route that a sentence ahead of all its doses has said of a drug."""
        is_of = self.route is not None and head.name is not None and head.name.text.lower() == self.route[0]
        if is_of and self.route and not head.facts.get("route"):
            head.facts["route"] = [self.route[1]]

    def _continue(self, facts: list[Fact], start: int, end: int, number: int, starts_block: bool) -> None:
        """A sentence without a dose: it may say more about the doses before it."""
        named = {self.text[at:stop].lower(): (at, stop) for at, stop in self._named(facts, start, end)}
        if len(named) == 1 and not (self.is_titled and _HOLDS.search(self.low, start, end)):
            self.agent = around(
                self.text,
                *next(iter(named.values())),
                start,
                end,
                [(f.start, f.end) for f in facts if f.kind != "agent"],
            )
            if route := route_of(self.low, facts, start, end):
                self.route = self.agent.text.lower(), route
        stop = next((f.start for f in facts if f.kind == "block"), end)
        said = [f for f in facts if f.end <= stop]
        declared = [f for f in said if f.kind in ("cycle", "round")]
        if declared:
            self.cycle = declared[0].value
            for draft, place in self.drafts:
                if place == number - 1 and draft in self.lent:
                    draft.facts["cycle"] = []  # on day 1 of each cycle. Each cycle is 21 days
        if not said or stop == start:
            return
        given = is_given(self.low, said, start, stop)
        if not self.drafts and not named and given:
            if self.is_titled:
                self._start(said, number)
            else:
                self.ahead = number, said
            return
        recent = self.drafts[self.block :] or ([] if not declared else self.drafts)
        if not recent and given and not starts_block:
            recent = self.drafts[-1:]
        drafts = [draft for draft, _ in recent]
        at = min((place for place, _ in named.values()), default=end)
        of_all = [f for f in said if f.kind in DECLARES and f.start < at] or declared
        spoken_of = [draft for draft in drafts if self._is_spoken_of(draft, named)]
        for about, facts in ((spoken_of, said), (drafts, of_all)):
            if about and facts:
                say_on(self.low, about, facts, start, end, stop)

    def _say_ahead(self, place: int, said: list[Fact], heads: list[Draft], number: int) -> None:
        """``Given over 30 minutes on day 1 of each 21-day cycle. The target of drug X is AUC 6.``"""
        if number - place > _NEAR or len({h.name.text.lower() for h in heads if h.name}) > 1:
            return
        for head in heads:
            if head.amount is not None and head.amount.unit not in _HANDED_OUT and not head.has_schedule():
                for fact in said:
                    if not head.facts.get(fact.kind):
                        head.facts[fact.kind] = [fact.value]

    def _is_spoken_of(self, draft: Draft, named: Iterable[str]) -> bool:
        """Whether a sentence names no drug, this one, or its other name: ``X (Y) 6 mg. Y is …``."""
        if draft.name is None:
            return True
        low = draft.name.text.lower()
        others = [one for one in named if not (one == "placebo" and _OR_PLACEBO.search(self.low))]
        is_alone = len({d.name.text for d, _ in self.drafts if d.name}) == 1
        return not others or any(
            one in low or low in one or (is_alone and 0 <= self.low.find(one) < draft.at) for one in others
        )

    def _named(self, facts: list[Fact], start: int, end: int) -> list[tuple[int, int]]:
        places = codes(self.text, start, end) + products(self.text, start, end)
        return places + [(f.start, f.end) for f in facts if f.kind == "agent"]

    def _named_before(self, at: int) -> Name | None:
        """The one drug that the words before a first dose name."""
        start = max(0, at - _LOOK_BEHIND)
        found = {m[0]: m.span() for m in _WORDS.finditer(self.low, start, at) if is_agent_word(m[0])}
        if len(found) != 1:
            return None
        begin, end = next(iter(found.values()))
        if self.low.endswith("allergic to ", 0, begin) or _OF_PATIENT.match(self.low, end):
            return None
        return around(self.text, begin, end, start, at, [])

    def _start(self, said: list[Fact], number: int) -> None:
        """``Once daily for 6 weeks`` under the name of a drug."""
        stop = next((f.start for f in said if f.kind == "then"), said[-1].end)
        said = [f for f in said if f.start <= stop]
        if not any(f.kind in ("repeat", "days") for f in said):
            return
        draft = Draft(None, None, said[0].start, said[-1].end, "title_schedule")
        for fact in said:
            if fact.kind == "repeat":
                add_repeat(self.low, draft, fact)
            else:
                draft.facts[fact.kind].append(fact.value)
        self.drafts += [(one, number) for one in alternatives(draft)]


_OF_PATIENT = re.compile(
    r"[\s-](?:status|levels?|receptors?|deficien\w+|resistan\w+|concentrations?)\b"
)  # by estrogen status
_AFTER_DAY = re.compile(r"\bdays?\s\+\d")  # on days +14 and +21 after the transplant


def _is_named_behind(heads: list[Draft], facts: list[Fact]) -> bool:
    """Whether a sentence ends in drugs that it has no dose of: what follows is of them, or of another."""
    end = max(head.end for head in heads)
    return sum(fact.kind == "agent" and fact.start >= end for fact in facts) > 1
