"""Whether what a window is about has happened to patients or was given to them, by the words around its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.event_names import kind_of, wording
from trialdb.extract.criteria.limits.lexicon import phrases

_GIVEN = re.compile(
    r"(?<![a-z])(?:received|treated with|taken|administration of|participat(?:ion|ed|ing) in|"
    r"enrolled in)(?! a diagnos)(?![a-z])(?:[ ,][a-z,-]+){0,8} $"
)
_HABIT = re.compile(  # behind what is no letter
    r"[^a-z](?:abuse|cocaine|heroin|misuse|addict|alcohol|tobacco|smok|cigarette|cannabis|marijuana|illicit|"
    r"recreational drug|soft drug|hard drug|caffeine|xanthine|grapefruit)"
)
_AGAINST_HABIT = re.compile(r"therap|treatment|medications? for|program|disulfiram|inhibitor|vaccin")
_ILL_CUES = ("allerg", "hypersens", "intoleran")
_ILL_FROM = re.compile(
    r"(?<![a-z])(?:(?:allerg(?:y|ies|ic reactions?)|hypersensitivity|intolerance) (?:to|against)|"
    r"(?:allergic|hypersensitivity) reactions? (?:following|after))(?![a-z])"
)
_ILLNESS = re.compile(
    r"(?<![a-z])(?:[a-z-]*deficiency|disease|disorder|syndrome|infections?|disorders|diseases|malignanc(?:y|ies)|"
    r"(?:impairment|impaired|alteration|dysfunction|suppression|failure)(?: (?:or|/) [a-z]+)? of [a-z -]{3,40})$"
)
WHO_HAD = re.compile(  # "men aged 45 to 60 who had"
    rf"(?<![a-z])(?:men|women|{phrases('people')})[^;:.,]{{0,60}} who (?:have |has )?"
    r"(?:been treated with|had|underwent|undergone|received|taken) "
)
ROUTE = re.compile(  # "intranasal cromolyn": what is given so is a drug
    r"(?:intranasal|inhaled|topical|intravenous|intramuscular|subcutaneous|injectable|parenteral|ophthalmic|oral) "
    r"(?!ulcer|lesion|infection|surger|mucos|candid|herpes|thrush|contracepti)"
)
_CALLS_FOR = re.compile(  # "asthma requiring steroids", "impotence due to prostatectomy"
    r"(?<![a-z])(?:requiring|needing|necessitating|(?:that|which) (?:requires?|required|needs?|needed)|despite|due to|"
    r"secondary to|caused by)(?![a-z])"
)
_CALLS_CUES = ("requir", "need", "necessitat", "despite", "due to", "secondary", "caused")
_WHO_NEEDS = re.compile(
    rf"(?:{phrases('people')}|conditions?|diseases?|illness(?:es)?|disorders?|symptoms?|anything|history)$"
)
_NEXT_ITEM = re.compile(
    r", (?:and |or |and/or )?(?![^,]*, )|"
    r",? or (?=(?:recent |current |prior |previous |chronic )?(?:use|receipt|administration) of )"
)
_TOLD_BEFORE = re.compile(r"(?:one of )?(?:these|those|such)(?![a-z])|.* means that ")
_TREATS_IT = re.compile(r"[ -](?:modifying|cessation) (?:[a-z-]+ ){0,2}(?:therap|drug|agent|treatment|program|medic)")
_ABUSED = re.compile(r"(?:abuse|misuse|dependen[a-z]+|addiction) ?$")
_USE_OF = len("administration of ")


def kind_here(lower: str, said: int, name: re.Match[str], subject: str) -> str:
    """The concept of ``name`` in the ``subject`` that begins at ``said``."""
    code = kind_of(name)
    if code == "condition" and _TREATS_IT.match(lower, name.end()):
        return "prior_therapy"
    if code == "condition" and _GIVEN.search(lower, said, name.start()):
        return "prior_therapy"
    is_given = code in ("prior_therapy", "procedure")
    if is_given and any(map(subject.__contains__, _CALLS_CUES)) and _is_called_for(lower, said, name):
        return "condition"
    if code != "prior_therapy":
        return code
    if any(map(subject.__contains__, _ILL_CUES)) and _ILL_FROM.search(subject):
        return "condition"
    return "condition" if _HABIT.search(f" {subject}") and not _AGAINST_HABIT.search(subject) else code


def can_be(event: Draft) -> bool:
    """Whether an event has a name, and can have its window: an illness has no half-life."""
    if event.concept != "condition":
        return True
    return not (event.window and event.window.unit == "{half-lives}") and not _TOLD_BEFORE.match(event.of or "")


def kind_listed(item: str, events: Sequence[re.Match[str]]) -> str:
    """The concept of an ``item`` of a list that names ``events``: "drug or alcohol abuse" is no treatment."""
    if not events or (kind_of(events[0]) == "prior_therapy" and _ABUSED.search(item)):
        return "condition" if events else ""
    return kind_of(events[0])


def _is_called_for(lower: str, said: int, name: re.Match[str]) -> bool:
    """Whether a treatment is only what an illness named before it calls for."""
    calls = _CALLS_FOR.search(lower, said, name.start())
    ill = wording(lower[said : calls.start()]) if calls else None
    return ill is not None and _WHO_NEEDS.search(ill) is None


def ends_conditions(lower: str, said: int, named_at: int) -> int:
    """Where the item begins that names a treatment at ``named_at``, behind one that names an illness; 0 if none."""
    comma = _NEXT_ITEM.search(lower, said, named_at + _USE_OF)
    return comma.end() if comma and comma.end() <= named_at and _ILLNESS.search(lower, said, comma.start()) else 0
