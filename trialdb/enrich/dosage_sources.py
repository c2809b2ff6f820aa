"""The texts of a trial that state dosages, and the drugs that it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trialdb.extract.dosing import Stated, read_dosing
from trialdb.extract.dosing.amounts.amounts import AMOUNT
from trialdb.extract.dosing.merging.merge import has_amount
from trialdb.extract.dosing.names.lexicon import is_agent_word, is_known_agent
from trialdb.extract.dosing.names.names import without_form
from trialdb.extract.dosing.tables import ROUTES
from trialdb.records import Arm, Intervention, TrialRecord

_NO_DRUG = frozenset({"DEVICE", "BEHAVIORAL", "PROCEDURE", "DIAGNOSTIC_TEST"})
_LABEL = re.compile(
    r"^(?:drug|biological|dietary supplement|other|intervention|combination product)\s*:\s*", re.IGNORECASE
)
_NO_DRUG_NAME = re.compile(r"\b(?:comparison|evaluation|cohort|finding|randomi[sz]\w+|tolerance|half)\b", re.IGNORECASE)
_COMBINES = re.compile(
    r"[+,(/;:]|\b(?:and|plus|with|or|combination|combined|agent|group|arm|dose|therapy)\b", re.IGNORECASE
)
_WITH_OTHER = re.compile(
    r"\w\s(?:in\scombination|combined)\swith\s(?!\w*(?:radi|chemoradi|surg|exerc|diet|train|educ|stand))",
    re.IGNORECASE,
)  # drug A in combination with drug B: of which of them its description speaks is not said


class Source(NamedTuple):
    """One text of the record, what it is about, and of an arm what interventions it gets.

    ``told`` are the arms that a heading in the text of an intervention names; what is ``is_apart`` stands under the
    heading of an arm that the trial calls otherwise.
    """

    field: str
    text: str
    title: str | None = None
    arm: int | None = None
    intervention: int | None = None
    is_strict: bool = False
    given: tuple[int, ...] = ()
    is_without_placebo: bool = False
    told: frozenset[int] = frozenset()
    is_apart: bool = False
    is_beside_others: bool = False  # an arm in which something is done as well: when that is, or the drug is given?


# what is taken of a patient, whatever its type says
_TAKEN = re.compile(
    r"\b(?:blood|serum|plasma|urine|stool|saliva|milk|tissue)\W(?:\w+\W){0,2}(?:sampl|collect|draw|test|volume)|"
    r"\b(?:sampl\w+|collection|drawing) of (?:\w+ )?(?:blood|serum|urine|stool|saliva|milk|tissue)\b",
    re.IGNORECASE,
)


# what is done, where the registry has no better type for it than "other"
_DONE = re.compile(
    r"\b(?:(?:electro|laser|auricular\s)?acupunct\w+|acupress\w+|moxibust\w+|massage|exercis\w+|(?:physio|physical\s)therap\w+|"
    r"training|rehabilit\w+|yoga|meditation|counsel\w+|education|(?:shock\s?wave|electrical|magnetic)\s\w+|questionnaires?)\b",
    re.IGNORECASE,
)


def _is_done(intervention: Intervention) -> bool:
    """Whether something is done to a patient again and again, rather than given or looked at."""
    kind, name = intervention.intervention_type, intervention.name or ""
    return kind in ("DEVICE", "BEHAVIORAL") or (kind in ("OTHER", "PROCEDURE") and _DONE.search(name) is not None)


def _is_drug(intervention: Intervention) -> bool:
    name = intervention.name or ""
    if (
        intervention.intervention_type == "OTHER"
        and _DONE.search(name)
        and not any(map(is_agent_word, _WORD.findall(name.lower())))
    ):
        return False
    return intervention.intervention_type not in _NO_DRUG and not _TAKEN.search(name)


_WORD = re.compile(r"[a-z]{5,}")


def agents_of(record: TrialRecord) -> tuple[str, ...]:
    names: list[str] = []
    for intervention in record.interventions:
        if _is_drug(intervention):
            names += filter(None, (intervention.name, *intervention.other_names))
    names += [term.term for term in record.mesh_terms if term.subject == "intervention" and term.relation == "term"]
    return tuple(dict.fromkeys(_without_amount(bare) for name in names if _is_single(bare := _LABEL.sub("", name))))


_AMOUNT = re.compile(rf"\s*\b{AMOUNT}", re.IGNORECASE)


def _without_amount(name: str) -> str:
    """``Dasatinib 70 mg`` is dasatinib: the amount is none of the name, and is read wherever it stands."""
    bare = _AMOUNT.sub("", name).strip()
    return bare if bare != name and is_known_agent(bare) else name


def _is_single(name: str) -> bool:
    """Whether a name is one drug's, as a text would say it, rather than a label or a combination."""
    return len(name.split()) <= 3 and not _COMBINES.search(name)


def _title(intervention: Intervention) -> str | None:
    """What the description of an intervention speaks of: its name without the dose that may stand in it."""
    if not intervention.name or not _is_drug(intervention):
        return None
    name = _LABEL.sub("", intervention.name)
    if intervention.intervention_type == "OTHER" and not is_known_agent(name):
        return None
    stated = read_dosing(name)
    if stated:
        agents = {dosage.agent_text for dosage in stated if dosage.agent_text}
        return agents.pop() if len(agents) == 1 else None
    title = without_form(name)
    if _WITH_OTHER.search(title):
        return None
    return None if title.lower() in ROUTES or (_NO_DRUG_NAME.search(title) and not is_known_agent(title)) else title


_IS_INERT = re.compile(r"placebo|sham|vehicle|saline|dummy|control", re.IGNORECASE)


def _is_placebo(arm: Arm) -> bool:
    return arm.arm_type == "PLACEBO_COMPARATOR" and "placebo" in arm.label.lower()


def _said_of_all(interventions: Sequence[Intervention]) -> set[str]:
    """Texts with several amounts that stand under interventions whose names tell theirs: of which each is, is open."""
    amounts: dict[str, set[str]] = defaultdict(set)
    for one in interventions:
        if one.description and one.name and (amount := _AMOUNT.search(one.name)):
            amounts[one.description].add(amount[0].strip())
    return {text for text, named in amounts.items() if len(named) > 1 and len(_AMOUNT.findall(text)) > 1}


def sources_of(record: TrialRecord) -> Iterator[Source]:
    titles = [_title(intervention) for intervention in record.interventions]
    placebos = {number for number, one in enumerate(record.interventions, 1) if "placebo" in (one.name or "").lower()}
    has_placebo = bool(placebos) or any(map(_is_placebo, record.arms))
    general = _said_of_all(record.interventions)
    for number, intervention in enumerate(record.interventions, 1):
        is_strict, title = not _is_drug(intervention), titles[number - 1]
        if intervention.name:
            yield Source(f"interventions[{number}].name", intervention.name, None, None, number, is_strict)
        if intervention.description:
            field = f"interventions[{number}].description"
            is_general = intervention.description in general
            yield Source(
                field, intervention.description, None if is_general else title, None, number, is_strict or is_general
            )
    for number, arm in enumerate(record.arms, 1):
        given = [titles[i - 1] for i in arm.interventions if i <= len(titles) and _is_drug(record.interventions[i - 1])]
        title = given[0] if len(given) == 1 else None
        if title and _is_placebo(arm) and not _IS_INERT.search(title):
            title = "Placebo"  # the registry lists the drug under both
        without = has_placebo and not _is_placebo(arm) and placebos.isdisjoint(arm.interventions)
        of_arm = Source(
            f"arms[{number}].label",
            arm.label,
            title,
            number,
            given=arm.interventions,
            is_without_placebo=without,
            is_beside_others=any(_is_done(record.interventions[i - 1]) for i in arm.interventions if i <= len(titles)),
        )
        yield of_arm
        if arm.description:
            yield of_arm._replace(field=f"arms[{number}].description", text=arm.description)


_OR_PLACEBO = re.compile(r"\bplacebo\W+or\b|\bor\W+(?:match\w+\W+)?placebo\b", re.IGNORECASE)
_REACH = 20  # characters


def is_placebo_of_others(stated: Stated, source: Source) -> bool:
    """``Patients received placebo or drug X``, of an arm that is not given the placebo which others are."""
    if not source.is_without_placebo or "placebo" not in (stated.dosage.agent_text or "").lower():
        return False
    first = stated.places[0]
    return _OR_PLACEBO.search(source.text, max(0, first.start - _REACH), first.end + _REACH) is not None


_BESIDE = re.compile(r"(?:\+|\bplus)\s?(?:[\w.]+\s){0,2}$", re.IGNORECASE)


def is_placebo_beside(stated: Stated, source: Source) -> bool:
    """``1 tablet of drug X + 2 tablets of placebo``: of what the drug is, and not the placebo that others get."""
    start = stated.places[0].start
    is_placebo = "placebo" in (stated.dosage.agent_text or "").lower() and has_amount(stated.dosage)
    return is_placebo and _BESIDE.search(source.text, max(0, start - _REACH), start) is not None


_COMPARED = re.compile(r"\bcompared\s(?:to|with)\s(?:the\s)?$", re.IGNORECASE)


def is_compared(stated: Stated, source: Source) -> bool:
    """``Placebo will be compared to drug X 150 mg``: what another arm gets."""
    start = stated.places[0].start
    return source.arm is not None and _COMPARED.search(source.text, max(0, start - _REACH), start) is not None


_OF_PRODUCT = re.compile(
    r"\b(?:co-?formul\w+|combination (?:tablet|capsule|pill)|fixed[- ]dose combination)\b[^.;]{0,80}$", re.IGNORECASE
)
_PRODUCT_REACH = 110  # characters


def is_part_of_product(stated: Stated, source: Source) -> bool:
    """``One combination tablet of drug X and drug Y``: not the drug X that other arms get by itself."""
    start = stated.places[0].start
    return source.arm is not None and bool(_OF_PRODUCT.search(source.text, max(0, start - _PRODUCT_REACH), start))
