"""The drugs an intervention's name speaks of: "Gemcitabine combined with docetaxel" names two.

Known names and brands are found wherever they stand. What is unknown counts as an agent only where the name holds
nothing else, or where it looks like a drug: a code (PF-00868554) or a word with an INN stem (-mab, -nib).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from trialdb.vocabulary.keys import plain_words
from trialdb.vocabulary.tables import rows_of

Role = Literal["active", "placebo"]


@dataclass(frozen=True, slots=True)
class AgentMention:
    """An agent in lower case, the words that name it, and whether it is given or only imitated."""

    name: str
    reported_as: str
    role: Role


PLACEBO: Literal["placebo"] = "placebo"

# What the registry's intervention type says about the name: a drug; perhaps one; never one.
_DRUG_TYPES = frozenset({"DRUG", "BIOLOGICAL", "COMBINATION_PRODUCT", "DIETARY_SUPPLEMENT", "GENETIC"})
_OTHER_TYPES = frozenset({"BEHAVIORAL", "DEVICE", "DIAGNOSTIC_TEST"})

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLACEBO = re.compile(r"\b(?:placebos?|placibo|sham|dummy|sugar pills?|vehicle)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ADDED_IN_BRACKETS = re.compile(r"[(\[]\s*(?:with|plus|and|\+|&)", re.IGNORECASE)
_TRADEMARK = re.compile(r"[®™©]|\((?:R|TM|C)\)", re.IGNORECASE)
_PREFIX = re.compile(
    r"^\s*(?:(?:active )?comparator|drug|biological|part \w|phase \w+|arm \w+|cohort \w+) ?: *", re.IGNORECASE
)
# 1000 mg/m2   20-40 mg   0.5%   3 x 10^6 cells   (a bare number is left: it may belong to a name)
_DOSE = re.compile(
    r"(?<![\w-])\d[\d.,]*(?:\s*(?:-|–|to|/|x)\s*\d[\d.,^]*)*\s*"
    r"(?:%|(?:mg|mcg|µg|μg|ug|ng|g|gm|kg|ml|l|iu|miu|u|units?|gy|mci|mmol|meq|mm|cells|cfu|pfu|ppm|hours?|hrs?|h|days?|d"
    r"|weeks?|wks?|months?|minutes?|min|times)\b)(?:\s*/\s*(?:\d[\d.]*\s*)?(?:kg|m2|m\^2|m²|ml|l|day|d|dose|week|h|hr)\b)*",
    re.IGNORECASE,
)
_CONNECTOR = re.compile(
    r"\s*[+;&]\s*|\s*,\s*(?!\d)|(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])"
    r"|\s+(?:and|with|plus|or|vs\.?|versus|followed by|then"
    r"|(?:in combination|combined|together|co-?administered|along) with)\s+",
    re.IGNORECASE,
)
# LP-003 dose 2, cohort B
_NUMBERED = re.compile(
    r"\b(?:dose|cohort|arm|part|group|level|lot|stage|phase) (?:\d{1,2}|[a-z]|i{1,3}|iv)\b", re.IGNORECASE
)
_CODE = re.compile(r"(?P<maker>[a-z]{1,6})[ -]?(?P<number>\d{2,}[a-z0-9-]*)", re.IGNORECASE)
_NOT_GIVEN = frozenset({"non", "no", "without", "anti"})
_NOT_GIVEN_AFTER = frozenset({"free", "eluting", "resistant", "naive", "antagonist", "inhibitor"})
_LONGEST_UNKNOWN = 3  # words


@cache
def _agents() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The words of a known name → the agents it means; a code with or without its blank: BIBW 2992, BIBW2992."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in rows_of("agent_synonyms"):
        words, agents = plain_words(row["synonym"]), tuple(row["agents"].split("+"))
        if code := _CODE.fullmatch(words):
            known[("".join(words.split()),)] = known[(code["maker"], code["number"])] = agents
        known[tuple(words.split())] = agents
    return known | {tuple(plain_words(row["agent"]).split()): (row["agent"],) for row in rows_of("agents")}


@cache
def _longest_known() -> dict[str, int]:
    """First words of known names → how many words the longest of them has."""
    longest: dict[str, int] = {}
    for words in _agents():
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows_of("agent_words") if row["kind"] == kind)


@cache
def _fillers() -> frozenset[str]:
    """Words about how a drug is given, not which: form, route, schedule, units."""
    return _words("form") | _words("route") | _words("schedule") | _words("qualifier") | _words("unit")


@cache
def _stem_pattern() -> re.Pattern[str]:
    return re.compile(r"[a-z]{3,}(?:" + "|".join(row["stem"] for row in rows_of("agent_stems")) + r")", re.IGNORECASE)


def agents_of(
    name: str, intervention_type: str | None = None, other_names: Sequence[str] = ()
) -> tuple[AgentMention, ...]:
    """The agents that an intervention called ``name`` gives, each once, in the order of the name.

    ``other_names`` are asked only where the name itself tells nothing, and only if they agree.
    """
    return _agents_of(name, intervention_type, tuple(other_names))


@lru_cache(maxsize=65536)
def _agents_of(name: str, intervention_type: str | None, other_names: tuple[str, ...]) -> tuple[AgentMention, ...]:
    if intervention_type in _OTHER_TYPES:
        return ()
    text = _PREFIX.sub("", _TRADEMARK.sub("", name))
    outside = _undosed(_BRACKETS.sub(" ", text))
    mentions = list(_mentions(outside))
    inside = [found[0] for found in _BRACKETS.finditer(text)]
    if not mentions:
        mentions = [mention for part in inside for mention in _known(part)]
    else:
        mentions += [mention for part in inside if _ADDED_IN_BRACKETS.match(part) for mention in _known(part)]
    if not mentions:
        mentions = _by_other_names(text, other_names)
    if not mentions and intervention_type in _DRUG_TYPES:
        mentions = list(_unknown(outside))
    return tuple({mention.name: mention for mention in reversed(mentions)}.values())[::-1]


def _undosed(text: str) -> str:
    return " ".join(_DOSE.sub(" ", text).split())


def _mentions(text: str) -> Iterator[AgentMention]:
    """What each part between connectors names for certain; a part about a placebo names nothing else."""
    parts = _parts(text)
    for part in parts:
        if _PLACEBO.search(part):
            yield AgentMention(PLACEBO, part.strip(), PLACEBO)
            continue
        known = tuple(_known(part))
        yield from known
        if not known and len(parts) > 1 and (unknown := _bare(part)) and _looks_like_drug(unknown):
            yield AgentMention(unknown.casefold(), part.strip(), "active")


def _parts(text: str) -> list[str]:
    return [part for part in _CONNECTOR.split(text) if part.strip()]


def _known(text: str) -> Iterator[AgentMention]:
    """Known names in ``text``, the longest first at each place."""
    spans = [match.span() for match in _WORD.finditer(text)]
    keys = [plain_words(text[start:end]) for start, end in spans]
    known, longest, at = _agents(), _longest_known(), 0
    while at < len(keys):
        for length in range(min(longest.get(keys[at], 0), len(keys) - at), 0, -1):
            agents = known.get(tuple(keys[at : at + length]))
            if agents and not _is_denied(keys, at, at + length):
                words = text[spans[at][0] : spans[at + length - 1][1]]
                yield from (AgentMention(agent, words, "active") for agent in agents)
                at += length - 1
                break
        at += 1


def _is_denied(keys: Sequence[str], start: int, end: int) -> bool:
    before, after = keys[start - 1 : start] if start else [], keys[end : end + 1]
    return bool(_NOT_GIVEN.intersection(before) or _NOT_GIVEN_AFTER.intersection(after))


def _by_other_names(text: str, other_names: tuple[str, ...]) -> list[AgentMention]:
    found = [frozenset(mention.name for mention in _known(other)) for other in other_names]
    told = {names for names in found if names}
    return [AgentMention(name, text.strip(), "active") for name in sorted(told.pop())] if len(told) == 1 else []


def _unknown(text: str) -> Iterator[AgentMention]:
    """The name as a whole, if it is short and holds no word that speaks of something other than a drug."""
    parts = _parts(text)
    if len(parts) == 1 and (bare := _bare(parts[0])):
        yield AgentMention(bare.casefold(), parts[0].strip(), "active")


def _bare(part: str) -> str | None:
    """``part`` without the words of form, route and schedule around the name; None if no name can be left."""
    words = [word.strip(".,:;'\"*-") for word in _NUMBERED.sub(" ", part).split()]
    keys = [plain_words(word) for word in words]
    fillers, salts = _fillers(), _words("salt")
    start, end = 0, len(words)
    while end > start and (
        keys[end - 1] in fillers or (keys[end - 1] in salts and end - start > 1) or not keys[end - 1]
    ):
        end -= 1
    while start < end and (keys[start] in fillers or not keys[start] or keys[start].isdigit()):
        start += 1
    generic = _words("generic")
    inner = [word for key in keys[start:end] for word in key.split()]
    if not 0 < end - start <= _LONGEST_UNKNOWN or any(word in generic for word in inner):
        return None
    bare = " ".join(words[start:end])
    n_letters = sum(c.isalpha() for c in bare)
    return bare if n_letters > 2 or (n_letters == 2 and any(c.isdigit() for c in bare)) else None


def _looks_like_drug(name: str) -> bool:
    return bool(_CODE.fullmatch(name) or (" " not in name and _stem_pattern().fullmatch(name)))
