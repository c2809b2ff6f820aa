"""The disease behind a reported name, and what it is a kind of.

Case, plural, word order ("Carcinoma, Hepatocellular"), British spelling and everyday words (cancer, neoplasm) do not
make a different disease. A name that says more than any known one ("Refractory Osteosarcoma") stays as reported and
is a kind of the known disease that it ends in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from trialdb.vocabulary.keys import normalize_name, plain_words
from trialdb.vocabulary.tables import rows_of

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """A disease by its MeSH heading, or by its reported name where none is known."""

    name: str
    mesh_id: str | None = None


_LAST_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_EXPLAINED = re.compile(r"^\s*[\w-]+\s*\(([^()]+)\)\s*$")  # HCC (Hepatocellular Carcinoma)
_INVERTED = re.compile(r"^[^,/;]+(?:, (?!and |or )[^,/;]+)+$")  # Leukemia, Lymphocytic, Chronic
_ALTERNATIVES = re.compile(r"\s*(?:[,;/]|\b(?:and|or)\b)\s*", re.IGNORECASE)
# The disease stands before these: Pain [in Cancer Patients], Anemia [Due to Chemotherapy].
_TAIL = re.compile(
    r"\b(?:(?:associated|caused|complicated|due|induced|refractory|related|secondary|treated)\s+(?:by|to|with)|due|who"
    r"|after|among|as|at|by|complicating|during|following|for|from|in|of|on|requiring|undergoing|with|without)\b",
    re.IGNORECASE,
)
_DENIED = frozenset({"anti", "no", "non", "not", "para", "post", "pre", "pseudo", "without"})
# Headings that say nothing at the end of a longer name.
_EMPTY_HEADINGS = frozenset({
    "Acute Disease", "Chronic Disease", "Critical Illness", "Disease", "Disease Progression", "Disease Susceptibility",
    "Emergencies", "Infections", "Inflammation", "Recurrence", "Rupture", "Syndrome", "Death",
    "Wounds and Injuries",
})  # fmt: skip
_LONGEST_NAME = 12  # words; no known name has more
_UNKEYED = frozenset({"and", "of", "the", "to"})


@cache
def _same_words() -> dict[str, str]:
    return {row["word"]: row["same_as"] for row in rows_of("condition_words")}


@cache
def _british() -> tuple[re.Pattern[str], dict[str, str]]:
    spellings = {row["british"]: row["american"] for row in rows_of("british_spellings")}
    return re.compile("|".join(sorted(spellings, key=len, reverse=True))), spellings


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(row["word"] for row in rows_of("condition_qualifiers"))


def _words(name: str) -> list[str]:
    """The words of ``name`` in the order of speech, singular, American, one word for each idea."""
    if _INVERTED.match(name):
        name = " ".join(reversed(name.split(", ")))
    pattern, spellings = _british()
    plain = pattern.sub(lambda match: spellings[match[0]], plain_words(name))
    same = _same_words()
    return [same.get(word, word) for word in map(_singular, plain.split())]


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ases")):
        return word.removesuffix("s") if word.endswith("eases") else word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("oses"):
        return word[:-2] + "is"
    return word[:-2] if word.endswith("sses") else word[:-1]


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(word for word in words if word not in _UNKEYED))


@cache
def _headings() -> dict[str, Condition]:
    return {row["condition"]: Condition(row["condition"], row["mesh_id"] or None) for row in rows_of("conditions")}


@cache
def _known() -> dict[tuple[str, ...], Condition]:
    headings = _headings()
    known = {_key(_words(row["synonym"])): headings[row["condition"]] for row in rows_of("condition_synonyms")}
    for heading in headings.values():
        known[_key(_words(heading.name))] = heading
    return known


@cache
def _ancestor_rows() -> dict[str, list[tuple[Condition, int]]]:
    by_id = {heading.mesh_id: heading for heading in _headings().values()}
    ancestors: dict[str, list[tuple[Condition, int]]] = {}
    for row in rows_of("condition_ancestors"):
        ancestors.setdefault(row["mesh_id"], []).append((by_id[row["ancestor_id"]], int(row["distance"])))
    return ancestors


@lru_cache(maxsize=65536)
def resolve(name: str) -> Condition:
    """The disease that ``name`` means; a name of its own where no known one says the same.

    ``resolve("Hepatocellular Carcinoma") == resolve("carcinoma, hepatocellular")``
    """
    return _find(name) or Condition(_as_reported(name))


@lru_cache(maxsize=65536)
def known_condition(name: str) -> Condition | None:
    """The known disease that ``name`` means, if it means one."""
    return _find(name)


def _find(name: str) -> Condition | None:
    """The known disease of this name, whichever of name and acronym stands in brackets."""
    known, spellings = _known(), [name]
    if "(" in name:
        explained = _EXPLAINED.match(name)
        spellings += [_LAST_BRACKET.sub("", name), *([explained[1]] if explained else [])]
    return next((known[key] for key in map(_key, map(_words, spellings)) if key in known), None)


def _as_reported(name: str) -> str:
    """One spelling for all that differ in case, plural or order: the most usual; in a new name, of each word."""
    names, words = _usual_spellings()
    if usual := names.get(_key(_words(name))):
        return usual
    return " ".join(words.get(word, word.capitalize()) for word in normalize_name(name).split())


@cache
def _usual_spellings() -> tuple[dict[tuple[str, ...], str], dict[str, str]]:
    """Of all reported names and of their words; ties go to the first in the alphabet."""
    known = _known()
    names: dict[tuple[str, ...], dict[str, int]] = {}
    words: dict[str, dict[str, int]] = {}
    for row in rows_of("reported_conditions"):
        name, n_trials = row["name"], int(row["n_trials"])
        key = _key(_words(name))
        if key not in known and not ("(" in name and _find(name)):
            _count(names.setdefault(key, {}), name, n_trials)
        for word in name.split():
            _count(words.setdefault(word.casefold(), {}), word, n_trials)
    return _most_usual(names), _most_usual(words)


def _count(spellings: dict[str, int], spelling: str, times: int) -> None:
    spellings[spelling] = spellings.get(spelling, 0) + times


def _most_usual(spellings: dict[Key, dict[str, int]]) -> dict[Key, str]:
    return {key: min(counts, key=lambda text: (-counts[text], text)) for key, counts in spellings.items() if key}


@lru_cache(maxsize=65536)
def ancestors(name: str) -> tuple[tuple[Condition, int], ...]:
    """What the disease called ``name`` is a kind of, with the least number of steps up, the nearest first.

    ``"Refractory Osteosarcoma"`` is an Osteosarcoma (1), a Sarcoma (2), a Neoplasm (3).
    """
    condition = resolve(name)
    steps = dict(_ancestor_rows().get(condition.mesh_id or "", ()))
    if not steps:
        for parent in _kinds().get(condition) or _ends_in(name, condition):
            steps[parent] = 1
            for further, distance in ancestors(parent.name):
                steps[further] = min(distance + 1, steps.get(further, distance + 1))
        steps.pop(condition, None)
    return tuple(sorted(steps.items(), key=lambda step: (step[1], step[0].name)))


def parents(name: str) -> tuple[Condition, ...]:
    """The diseases directly above the one called ``name``."""
    return tuple(condition for condition, distance in ancestors(name) if distance == 1)


@cache
def _kinds() -> dict[Condition, set[Condition]]:
    """What a disease is a kind of where neither the registry's tree nor its own name tells."""
    kinds: dict[Condition, set[Condition]] = {}
    for row in rows_of("condition_kinds"):
        kinds.setdefault(resolve(row["name"]), set()).add(_headings()[row["condition"]])
    return kinds


def _ends_in(name: str, condition: Condition) -> set[Condition]:
    """The known diseases that ``name`` is a narrower word for; "Relapsed AML or MDS" has two."""
    plain = _LAST_BRACKET.sub("", name)
    phrases = [plain]
    if not _INVERTED.match(plain):
        phrases += [part for part in _ALTERNATIVES.split(plain) if part.strip()]
    found = {known for phrase in phrases for known in _broader(phrase, condition)}
    return found - {further for each in found for further, _ in ancestors(each.name)}


def _broader(phrase: str, than: Condition) -> Iterator[Condition]:
    """The longest known name at the end of ``phrase``; for a carcinoma also the neoplasm of its organ.

    What follows a preposition does not count, nor do trailing qualifiers: Melanoma [Stage IV].
    """
    tail = _TAIL.search(phrase)
    words = _words(phrase[: tail.start()] if tail else phrase)
    while words and words[-1] in _qualifiers():
        words.pop()
    yield from _suffix(words, than)
    if words and words[-1].endswith("carcinoma"):
        of_organ = _words(phrase[tail.end() :]) if tail and tail[0].casefold() == "of" else words[:-1]
        yield from (neoplasm for neoplasm in _suffix([*of_organ, "neoplasm"], than) if neoplasm.name != "Neoplasms")


def _suffix(words: Sequence[str], than: Condition) -> Iterator[Condition]:
    for start in range(max(0, len(words) - _LONGEST_NAME), len(words)):
        match = _known().get(_key(words[start:]))
        is_denied = start > 0 and words[start - 1] in _DENIED
        if match and match != than and not is_denied and match.name not in _EMPTY_HEADINGS:
            yield match
            return
