"""What ties a dosage to its trial: the intervention named like its drug, and the arms whose own words allow it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from trialdb.extract.dosing.names.lexicon import mentions
from trialdb.extract.dosing.tables import ROUTES
from trialdb.records import Arm, Intervention, TrialRecord

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_ARM_IN_BRACKETS = re.compile(r"\((?:arms?|groups?|cohorts?)\s?:([^()]+)\)", re.IGNORECASE)
_INERT = re.compile(r"placebo|sham|vehicle|saline|chloride|dummy|control|sugar|starch|lactose|dextr", re.IGNORECASE)
_BOTH = re.compile(r"[+/]|\b(?:and|or|plus)\b", re.IGNORECASE)  # a drug and a placebo
_SMALL = 2  # letters of a word that names nothing
# how near a name is to a drug's; from _LONGER on it names the whole of it
_PLACEBO_OF_TWO = re.compile(
    r"(?:matching\s)?placebo\s(?:to\s|for\s|of\s)?[\w-]{4,}/[\w-]{4,}(?:\s(?:tablets?|capsules?))?", re.IGNORECASE
)
_OTHER, _PLACEBO, _SHORTER, _LONGER, _SAME = range(5)


def intervention_named(record: TrialRecord, agent: str, nearest: Sequence[int], said: str) -> int | None:
    """The intervention of a drug: one of the nearest, unless only another names the whole of it.

    ``nab-paclitaxel`` is of the intervention Nab-Paclitaxel, though Paclitaxel stands before it. Of several that are
    named like it (Induction drug X, Consolidation drug X) the one whose name the dose is ``said`` with.
    """
    others = [number for number in range(1, len(record.interventions) + 1) if number not in nearest]
    near, far = (_best(record, agent, numbers) for numbers in (nearest, others))
    closeness, numbers = far if near[0] < _LONGER and far[0] > near[0] else near
    if len(numbers) > 1 and closeness:  # by its own name rather than by another
        numbers = [
            n for n in numbers if _nearness(record.interventions[n - 1].name or "", agent) == closeness
        ] or numbers
    if len(numbers) > 1 and numbers[0] in nearest:
        words = set(_words(said).split())
        told = [len(words.intersection(_words(record.interventions[n - 1].name or "").split())) for n in numbers]
        numbers = [n for n, count in zip(numbers, told, strict=True) if count == max(told)]
    return numbers[0] if closeness and len(numbers) == 1 else None


def is_given_to_others(record: TrialRecord, regimen: int, other: int, agent: str) -> bool:
    """Whether a drug that a regimen's text names is another intervention only in arms that do not get the regimen."""
    named = record.interventions[regimen - 1]
    if "placebo" in agent.lower() or _INERT.search(named.name or "") or _nearness(named.name or "", agent):
        return False
    given = [
        {number for number, arm in enumerate(record.arms, 1) if which in arm.interventions}
        for which in (regimen, other)
    ]
    return bool(given[0] and given[1]) and given[0].isdisjoint(given[1])


def intervention_given(
    record: TrialRecord, number: int | None, arms: Sequence[int], stating: set[int], agent: str | None
) -> int | None:
    """The intervention of a dosage, unless none of its arms gets it: then one they get that states it too, or none."""
    given = {one for arm in arms for one in record.arms[arm - 1].interventions}
    if number is None or not given or number in given:
        return number
    others = sorted(one for one in stating & given if agent is None or _closeness(record.interventions[one - 1], agent))
    if others:
        return others[0]
    return number if number in stating else None


def namesakes(record: TrialRecord, agent: str | None) -> set[int]:
    """Interventions that are named like a drug: a text may speak of others' drugs too, or of its placebo."""
    return {
        number
        for number, intervention in enumerate(record.interventions, 1)
        if agent and _closeness(intervention, agent) > _PLACEBO
    }


def _best(record: TrialRecord, agent: str, numbers: Sequence[int]) -> tuple[int, list[int]]:
    near = [(_closeness(record.interventions[number - 1], agent), number) for number in numbers]
    closest = max((closeness for closeness, _ in near), default=_OTHER)
    return closest, [number for closeness, number in near if closeness == closest]


def _closeness(intervention: Intervention, agent: str) -> int:
    names = (intervention.name, *intervention.other_names)
    closest = max((_nearness(name, agent) for name in names if name), default=_OTHER)
    is_short = closest == _OTHER and agent.isupper() and agent.lower() == _initials(intervention.name or "")
    return _SHORTER if is_short else closest


def _initials(name: str) -> str:
    """FMT for Fecal Microbial Transplantation; those of two words are too many things."""
    parts = _words(name).split()
    return "".join(part[0] for part in parts) if len(parts) > _SMALL else ""


@lru_cache(maxsize=512)  # one trial asks again for each row
def _nearness(name: str, agent: str) -> int:
    if _words(name).replace(" ", "") == _words(agent).replace(" ", ""):
        return _SAME
    if not mentions(name, agent):
        return _OTHER
    is_both = _BOTH.search(name) and not _PLACEBO_OF_TWO.fullmatch(name)
    if ("placebo" in name.lower()) != ("placebo" in agent.lower()) and not is_both:
        return _PLACEBO
    if _words(name) == _words(agent):
        return _SAME
    return _LONGER if _words(agent) in _words(name) else _SHORTER


def names_another(arm: Arm, among: Sequence[Arm], agent: str, others: Sequence[str]) -> bool:
    """Whether an arm names another drug of an intervention that states several, and this one an arm beside it."""
    own = _said(arm)
    return (
        _words(agent) not in own
        and any(_words(other) in own for other in others)
        and any(_words(agent) in _said(one) for one in among)
    )


_AS_OTHERS = re.compile(r"\b(?:as|like|of|in|same|to|per)\s(?:\w+\s){0,2}(?:arm|group|cohort|part)\b", re.IGNORECASE)


def says(record: TrialRecord, number: int, agent: str | None, intervention: int | None) -> bool:
    """Whether an arm names a drug, is given nothing else, or gets what another arm gets."""
    arm = record.arms[number - 1]
    said = _said(arm)
    if agent is None or intervention is None or _AS_OTHERS.search(said):
        return True
    named = record.interventions[intervention - 1]
    is_drug = is_one_drug(named, agent)
    if arm.interventions == (intervention,) and is_drug:
        return True
    names = (agent, *(name for name in (named.name, *named.other_names) if name)) if is_drug else (agent,)
    words = {word for name in names for word in _words(name).split() if len(word) > _SMALL}
    initials = "".join(word[0] for word in _words(agent).split())
    is_short = len(initials) > _SMALL and f" {initials}" in said
    return is_short or any(f" {word} " in said for word in words) or mentions(said, agent)


def goes_without(arm: Arm, agent: str) -> bool:
    """Whether an arm is told apart as the one without the drug."""
    without = f" without{_words(agent)}"
    return without in _said(arm) and f" or{without}" not in _said(arm)


_LATER = re.compile(r"expan(?:sion|ded)|recommended|\bRP2D\b|\bMTD\b|phase (?:2|II)\b", re.IGNORECASE)
_EARLIER = re.compile(r"escalat|level|phase 1(?!/)|phase I\b(?!/)", re.IGNORECASE)


def is_after_levels(arm: Arm) -> bool:
    """Whether an arm's label says that it gets the one of several levels that was found to be good."""
    return bool(_LATER.search(arm.label)) and not _EARLIER.search(arm.label)


def is_one_drug(intervention: Intervention, agent: str) -> bool:
    """Whether an intervention is the drug itself, rather than a treatment that holds it."""
    return intervention.name is not None and _nearness(intervention.name, agent) in (_SHORTER, _SAME)


def is_placebo_of(arm: Arm, among: Sequence[Arm]) -> bool:
    """Whether an arm gets the placebo of what all these get alone: the registry lists both as one intervention."""
    is_placebo = "placebo" in arm.label.lower() or (
        arm.arm_type == "PLACEBO_COMPARATOR" and "placebo" in (arm.description or "").lower()
    )
    return is_placebo and len(among) > 1 and all(len(one.interventions) == 1 for one in among)


def is_beside_placebo(record: TrialRecord, number: int, arm: Arm) -> bool:
    """Whether an arm is told from the placebo arm that the registry lists under the same drug."""
    if _INERT.search(record.interventions[number - 1].name or "") or "placebo" in arm.label.lower():
        return False
    return any("placebo" in one.label.lower() and number in one.interventions for one in record.arms)


def is_drug_for_placebo(record: TrialRecord, arm: Arm, agent: str) -> bool:
    """Whether a placebo arm that the registry lists under the drug, for it has no placebo, names the drug nowhere."""
    names = [record.interventions[number - 1].name or "" for number in arm.interventions]
    is_placebo = arm.label.lower().startswith("placebo") and "placebo" in (arm.description or "").lower()
    return is_placebo and not any(_INERT.search(name) for name in names) and _words(agent) not in _said(arm)


_BARE_PLACEBO = re.compile(r"\W*(?:the\s)?placebo(?:\W+(?:comparator|control|group|arm|treatment))*\W*", re.IGNORECASE)


def is_listed_with_all(record: TrialRecord, arm: Arm, agent: str) -> bool:
    """Whether the registry lists everything under every arm, a placebo arm that does not name the drug among them."""
    if not _BARE_PLACEBO.fullmatch(arm.label) or len(arm.interventions) < 2 or _words(agent) in _said(arm):
        return False
    has_placebo = any(_INERT.search(record.interventions[number - 1].name or "") for number in arm.interventions)
    others = [other for other in record.arms if other is not arm and "placebo" not in other.label.lower()]
    return has_placebo and any(set(other.interventions) == set(arm.interventions) for other in others)


def is_of_other_route(arm: Arm, among: Sequence[Arm], route: str | None) -> bool:
    """Whether labels tell arms apart by the route, and this arm's is another."""
    own = _routes(arm)
    return bool(own) and route not in own and any(route in _routes(one) for one in among)


def arms_in_brackets(record: TrialRecord, text: str) -> set[int]:
    """The arms whose label stands in the brackets after a dose: ``400 mg (high-dose group)``."""
    inner = _BRACKETED.search(text)
    if inner is None:
        return set()
    return {number for number, arm in enumerate(record.arms, 1) if _words(arm.label) == _words(inner[1])}


def arms_called(record: TrialRecord, text: str) -> set[int]:
    """The arms whose label has all the words that brackets tell: ``400 mg IV (arm: A and B)``."""
    told = _ARM_IN_BRACKETS.search(text)
    words = set(_words(told[1]).split()) - {"and"} if told else None
    return {number for number, arm in enumerate(record.arms, 1) if words and words <= set(_words(arm.label).split())}


def _routes(arm: Arm) -> set[str]:
    label = _words(arm.label)
    return {route for form, route in _ROUTES if form in label}


def _said(arm: Arm) -> str:
    return _words(f"{arm.label} | {arm.description or ''}")


@lru_cache(maxsize=128)
def _words(text: str) -> str:
    return f" {_NOT_LETTERS.sub(' ', text.lower()).strip()} "


_ROUTES = tuple((_words(form), code) for form, code in ROUTES.items())
